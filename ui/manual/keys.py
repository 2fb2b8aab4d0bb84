"""Every key in one overview, made of the keys that were declared."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtWidgets import QDialog, QWidget

from ui.shortcuts import declared
from ui.tokens import Space
from ui.widgets.parts import button, column, label, row
from ui.widgets.tables.plain_table import Cell, PlainTable

_INTRO = (
    "Met Tab gaat u naar het volgende onderdeel, met Shift+Tab terug. Spatie drukt op een knop, Enter op de knop die "
    "voorop staat; met de pijltjes gaat u door een lijst of een keuze."
)


class KeysDialog(QDialog):
    """Keys and what they do, in groups by where they do it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Toetsen")
        self.resize(880, 640)
        self.table = PlainTable("Toetsen en wat zij doen", ("Toets", "Wat zij doet", "Waar"), (24, 0, 18))
        rows = []
        for where, inside in groupby(declared(), key=lambda each: each.where):
            rows += [(each.shown, (Cell(each.shown), Cell(each.told), Cell(where))) for each in inside]
        self.table.show_rows(rows)
        close = button("Sluiten", act=self.accept)
        close.setDefault(True)
        foot = row()
        foot.addStretch()
        foot.addWidget(close)
        layout = column(self, Space.MEDIUM, Space.WIDE)
        layout.addWidget(label("Toetsen", "section"))
        layout.addWidget(label(_INTRO, "muted", wrap=True))
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
