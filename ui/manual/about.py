"""What this program is: version, licence, what it is made of, and what this workstation keeps of its promises."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from app.formats import format_date
from app.services.components import components
from app.version import LICENCE, RELEASED, VERSION
from ui.tokens import Space
from ui.widgets.parts import Picture, button, column, label, row
from ui.widgets.tables.plain_table import Cell, PlainTable

_TOLD = (
    "Bolwerk is vrije software onder de licentie EUPL-1.2. Het programma maakt geen netwerkverbindingen. Het bestaat "
    "uit de onderdelen hieronder, elk met een eigen licentie; lettertype Source Sans 3 (SIL OFL), pictogrammen Lucide "
    "(ISC)."
)


class AboutDialog(QDialog):
    """Version and licences, which can be copied for a question to the maker."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Over Bolwerk")
        self.resize(640, 600)
        self.version = label(f"Versie {VERSION}, {format_date(RELEASED)}", "label")
        self.table = PlainTable("Onderdelen met hun licentie", ("Onderdeel", "Versie", "Licentie"), (26, 14, 0))
        self.table.show_rows(
            [(each.name, (Cell(each.name), Cell(each.version), Cell(each.licence))) for each in components()]
        )
        head = row(space=Space.MEDIUM)
        head.addWidget(Picture("bolwerk", "accent", 48))
        texts = column(space=0)
        texts.addWidget(label("Bolwerk", "title"))
        texts.addWidget(self.version)
        head.addLayout(texts, 1)
        close = button("Sluiten", act=self.accept)
        close.setDefault(True)
        foot = row()
        foot.addWidget(button("Kopiëren", "copy", act=self.copy))
        foot.addStretch()
        foot.addWidget(close)
        layout = column(self, Space.MEDIUM, Space.WIDE)
        layout.addLayout(head)
        layout.addWidget(label(_TOLD, "muted", wrap=True))
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)

    def copy(self) -> None:
        """Put version and components on the clipboard."""
        lines = [f"Bolwerk {VERSION} ({LICENCE})", *(f"{each.name} {each.version}" for each in components())]
        QGuiApplication.clipboard().setText("\n".join(lines))
