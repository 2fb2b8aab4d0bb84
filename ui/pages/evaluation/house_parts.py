"""The parts of the page of the house style: a colour with how well it reads, and the example beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from ui.theme import Theme
from ui.tokens import Space, Tone
from ui.widgets.parts import Pill, label

if TYPE_CHECKING:
    from reportlab.lib.colors import Color

_SWATCH = 28


class ColourLine(QWidget):
    """A colour as text, a patch of it, and how well it reads."""

    def __init__(self, title: str, own: Color) -> None:
        super().__init__()
        self._own = hex_of(own)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.SMALL)
        self.line = QLineEdit(placeholderText=f"{self._own} (van het programma)", maxLength=7)
        self.line.setAccessibleName(title)
        name = label(title, "label")
        name.setBuddy(self.line)
        self.patch = Patch()
        self.state = Pill()
        self.problem = label("", "problem", wrap=True)
        grid.addWidget(name, 0, 0, 1, 3)
        grid.addWidget(self.patch, 1, 0)
        grid.addWidget(self.line, 1, 1)
        grid.addWidget(self.state, 1, 2)
        grid.addWidget(self.problem, 2, 0, 1, 3)
        grid.setColumnStretch(1, 1)

    def show_sound(self, text: str, colour: str) -> None:
        """It can be used; `text` says how well it reads."""
        self.patch.show_colour(colour)
        self.state.show_text(text, Tone.SUCCESS)
        self.problem.setText("")

    def show_problem(self, problem: str) -> None:
        """It cannot be used as it is, or the other one cannot."""
        typed = QColor(self.line.text().strip() or self._own)
        self.patch.show_colour(typed.name() if typed.isValid() else "")
        self.state.show_text("niet bruikbaar" if problem else "", Tone.DANGER if problem else Tone.NEUTRAL)
        self.state.setVisible(bool(problem))
        self.problem.setText(problem)


class Patch(QWidget):
    """A small square in a colour."""

    def __init__(self) -> None:
        super().__init__()
        self._colour = QColor()
        self.setFixedSize(_SWATCH, _SWATCH)

    def show_colour(self, colour: str) -> None:
        """Another colour; none when it is empty."""
        self._colour = QColor(colour)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """The square."""
        if self._colour.isValid():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(self._colour)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(self.rect(), 6, 6)


class Sheet(QWidget):
    """The example pages, one under the other, as large as fits."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: tuple[QImage, ...] = ()
        self.setMinimumWidth(240)
        self.setAccessibleName("Voorbeeld van twee pagina’s in deze huisstijl")

    def show_pages(self, pages: tuple[QImage, ...]) -> None:
        """Other pages."""
        self.pages = pages
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Each in its share of the height, with an edge like a sheet of paper."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QColor(Theme.now().tokens.border))
        room = QSize(self.width() - 2, (self.height() - Space.MEDIUM) // max(1, len(self.pages)) - 2)
        top = 0
        for page in self.pages:
            size = page.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect((self.width() - size.width()) // 2, top, size.width(), size.height())
            painter.drawImage(place, page.scaled(size, mode=Qt.TransformationMode.SmoothTransformation))
            painter.drawRect(place)
            top += size.height() + Space.MEDIUM


def hex_of(colour: Color) -> str:
    """As #rrggbb."""
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour.rgb())
