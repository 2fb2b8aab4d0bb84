"""Where each figure of a document comes from, shown when somebody asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from ui.tokens import Space
from ui.widgets.parts import button, column, label, row
from ui.widgets.tables.plain_table import Cell, PlainTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.evaluation.origins import Origin


class OriginsDialog(QDialog):
    """A list to search in; the chosen figure is told in full under it."""

    def __init__(self, title: str, origins: Sequence[Origin], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Herkomst van de cijfers")
        self.resize(980, 640)
        self._origins = tuple(origins)
        self.search = QLineEdit(placeholderText="Zoek op cijfer, plaats of bron")
        self.search.setAccessibleName("Zoek op cijfer, plaats of bron")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._show)
        self.table = PlainTable("Herkomst van de cijfers", ("Cijfer", "Staat er", "Waar", "Bron"), (0, 14, 24, 16))
        self.table.chosen.connect(self._tell)
        self.told = label("", wrap=True)
        self.told.setMinimumHeight(72)
        layout = column(self, Space.MEDIUM, Space.WIDE)
        layout.addWidget(label(title, "section"))
        layout.addWidget(
            label("Kies een cijfer om te zien waaruit het komt, wie dat vastlegde en hoe is geteld.", "muted")
        )
        layout.addWidget(self.search)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.told)
        buttons = row()
        buttons.addStretch()
        buttons.addWidget(button("Sluiten", act=self.accept))
        layout.addLayout(buttons)
        self._show()

    def _show(self) -> None:
        words = self.search.text().casefold().split()
        self.table.show_rows(
            [
                (str(at), [Cell(each.figure), Cell(each.value), Cell(each.place), Cell(each.register)])
                for at, each in enumerate(self._origins)
                if all(word in f"{each.figure} {each.value} {each.place} {each.records}".casefold() for word in words)
            ]
        )
        count = self.table.rowCount()
        self.told.setText("" if count else "Geen cijfer gevonden.")

    def _tell(self, key: str) -> None:
        origin = self._origins[int(key)]
        rule = f"\n{origin.rule}" if origin.rule else ""
        self.told.setText(f"{origin.figure}: {origin.value}. {origin.register}: {origin.records}.{rule}")
