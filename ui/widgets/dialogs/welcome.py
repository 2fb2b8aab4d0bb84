"""The left side of the login window: the name, the promise, and a fortress seen from above."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFrame

from app.paths import resource
from ui.theme import Theme
from ui.tokens import Space
from ui.widgets.parts import Picture, column, label

_FORT = resource("icons", "bolwerk.svg").read_text("utf-8")


class Welcome(QFrame):
    """Who we are, in one glance."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self.setFixedWidth(340)
        layout = column(self, Space.SMALL)
        layout.setContentsMargins(2 * Space.LARGE, 2 * Space.LARGE, 2 * Space.LARGE, Space.WIDE)
        layout.addWidget(Picture("bolwerk", "nav_mark", 48))
        layout.addSpacing(Space.SMALL)
        layout.addWidget(label("Bolwerk", "brand"))
        layout.addWidget(label("De aanpak van ondermijning,\nvan signaal tot evaluatie.", "promise", wrap=True))
        layout.addStretch()
        layout.addWidget(
            label(
                "Alles staat versleuteld in de kluis op deze werkplek. Bolwerk maakt geen verbinding met een netwerk.",
                "small",
                wrap=True,
            )
        )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The ground, and the ramparts large and faint on it."""
        super().paintEvent(event)
        colour = Theme.now().tokens.nav_hover
        walls = "".join(line for line in _FORT.splitlines() if "circle" not in line)
        renderer = QSvgRenderer(QByteArray(walls.replace("currentColor", colour).replace("2.4", "0.45").encode()))
        painter = QPainter(self)
        for size in (720, 520, 340, 180):
            corner = self.width() * 0.82 - size / 2
            renderer.render(painter, QRectF(corner, self.height() * 0.62 - size / 2, size, size))
        painter.end()
