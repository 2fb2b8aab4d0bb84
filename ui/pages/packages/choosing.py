"""Choosing the cases that are handed over: a search field over a list with marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem

from app.formats import format_count
from app.services.casework.cases import Cases
from app.services.records import Query
from ui.plain import plain
from ui.tokens import Space
from ui.widgets.parts import button, card, column, label, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.vault.session import UnlockedVault

_KEY = Qt.ItemDataRole.UserRole


class ChooseCasesDialog(QDialog):
    """Marks stay when the list is narrowed. `chosen` are the ids of the cases that are marked."""

    def __init__(self, vault: UnlockedVault, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(880, 560)
        self.search = QLineEdit(
            placeholderText="Typ een deel van nummer, titel of type", clearButtonEnabled=True, maxLength=200
        )
        self.search.setAccessibleName("Zoeken")
        self.list = QTreeWidget()
        self.list.setAccessibleName("Casussen")
        self.list.setHeaderLabels(["Nummer", "Titel", "Type", "Status"])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.list.header().setStretchLastSection(False)
        self._fill(vault)
        self.count = label("", "muted")
        self.take = button("Verder", "chevron-right", "primary", self.accept)
        self.take.setDefault(True)
        layout = column(self, Space.MEDIUM, Space.WIDE)
        layout.addWidget(label(title, "section"))
        layout.addWidget(self.search)
        frame = card()
        column(frame, 0, 1).addWidget(self.list)
        layout.addWidget(frame, 1)
        buttons = row()
        buttons.addWidget(self.count)
        buttons.addStretch()
        buttons.addWidget(button("Annuleren", act=self.reject))
        buttons.addWidget(self.take)
        layout.addLayout(buttons)
        self.search.textChanged.connect(self.narrow)
        self.list.itemChanged.connect(lambda _item, _column: self._show_count())
        self._show_count()
        self.search.setFocus()

    @property
    def chosen(self) -> tuple[int, ...]:
        """The cases that are marked."""
        return tuple(int(item.data(0, _KEY)) for item in self._items() if item.checkState(0) is Qt.CheckState.Checked)

    def mark(self, key: int, *, on: bool = True) -> None:
        """Mark a case, or take its mark away."""
        for item in self._items():
            if item.data(0, _KEY) == key:
                item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def narrow(self, text: str) -> None:
        """Show the cases that hold all of these words."""
        words = text.casefold().split()
        for item in self._items():
            told = " ".join(item.text(place) for place in range(4)).casefold()
            item.setHidden(not all(word in told for word in words))

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.list.topLevelItem(at) for at in range(self.list.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _fill(self, vault: UnlockedVault) -> None:
        cases = Cases(vault)
        place = {name: at for at, name in enumerate(cases.columns)}
        for each in cases.rows(cases.ids(Query())):
            cells = [each.cells[place[name]] for name in ("number", "title", "case_type", "status")]
            item = QTreeWidgetItem([str(cells[0]), str(cells[1]), str(cells[2]), cells[3].label])
            item.setToolTip(1, plain(str(cells[1])))
            item.setData(0, _KEY, each.id)
            item.setCheckState(0, Qt.CheckState.Unchecked)
            self.list.addTopLevelItem(item)
        for at in (0, 2, 3):
            self.list.resizeColumnToContents(at)
        self.list.setColumnWidth(2, min(self.list.columnWidth(2), 240))

    def _show_count(self) -> None:
        chosen = len(self.chosen)
        self.count.setText(f"{format_count(chosen, 'casus', 'casussen')} gekozen" if chosen else "Nog niets gekozen")
        self.take.setEnabled(bool(chosen))
