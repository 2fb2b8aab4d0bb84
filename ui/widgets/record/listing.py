"""The left half of a record page: filter, table, how many there are, and what to do when there are none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from app.formats import format_integer
from ui.shortcuts import INTO_LIST, listen
from ui.tokens import Space
from ui.widgets.parts import EmptyState, button, card, column, label, row
from ui.widgets.record.filter_bar import FilterBar
from ui.widgets.tables.table_model import RecordTable
from ui.widgets.tables.table_view import RecordView

if TYPE_CHECKING:
    from app.services.records import Records
    from app.vault.session import UnlockedVault
    from ui.tasks import Tasks
    from ui.widgets.record.description import PageDescription


class RecordList(QWidget):
    """The list of a register. `chosen` gives the id of the record that the user went to."""

    chosen = Signal(object)

    def __init__(
        self,
        description: PageDescription,
        records: Records[Any, Any],
        vault: UnlockedVault,
        new_button: QPushButton | None,
        tasks: Tasks | None = None,
    ) -> None:
        super().__init__()
        self._description = description
        self.only: tuple[tuple[str, Any], ...] = ()  # what every record in the list must have
        self._records = records
        self.filters = FilterBar(description, vault)
        self.model = RecordTable(records, description.columns, self, tasks)
        self.table = RecordView(self.model, description.columns)
        self.table.setAccessibleName(f"Lijst met {description.plural}")
        self.none = EmptyState(description.icon, description.empty.title, description.empty.text, new_button)
        self.no_match = EmptyState(
            "search",
            "Niets gevonden",
            "Er is niets dat aan alle zoekwoorden en filters voldoet.",
            button("Alles tonen", "x", act=self.filters.clear),
        )
        self.stack = QStackedWidget()
        for part in (self.table, self.none, self.no_match):
            self.stack.addWidget(part)
        self.count = label("", "caption")
        self._lay_out(description)
        self.filters.changed.connect(self.reload)
        self.table.chosen.connect(self.chosen)
        listen(INTO_LIST, self.filters.search, self.enter, Qt.ShortcutContext.WidgetShortcut)
        self._current: int | None = None
        self.model.modelReset.connect(self._after_load)

    def _lay_out(self, description: PageDescription) -> None:
        foot = row()
        foot.addWidget(self.count, 1)
        foot.addWidget(label(description.classification.label, "caption"))
        frame = card()
        inside = column(frame, 0, 1)
        inside.addWidget(self.stack, 1)
        layout = column(self, Space.SMALL)
        layout.addWidget(frame, 1)
        layout.addLayout(foot)

    def reload(self) -> None:
        """Ask the store again, with the words and filters of now."""
        place = self.table.verticalScrollBar().value()
        query = self.filters.query(self.model.query)
        self.model.load(replace(query, where=(*query.where, *self.only)))
        self.table.verticalScrollBar().setValue(place)

    def enter(self) -> None:
        """From the search field to the first record that was found."""
        if self.model.rowCount():
            self.table.setFocus()
            self.table.selectRow(0)

    def show_current(self, key: int | None) -> None:
        """Mark the record that is open."""
        self._current = key
        self.table.show_current(key)

    def reveal(self, key: int) -> None:
        """Drop the filters when they hide this record."""
        if self.filters.active and self.model.row_of(key) is None:
            self.filters.clear()

    def _after_load(self) -> None:
        rows = self.model.rowCount()
        empty = self.no_match if self.filters.active else self.none
        self.stack.setCurrentWidget(self.table if rows else empty)
        name = self._records.words.one if rows == 1 else self._description.plural
        self.count.setText(f"{format_integer(rows)} {name}" + (" gevonden" if self.filters.active else ""))
        self.table.show_current(self._current)
