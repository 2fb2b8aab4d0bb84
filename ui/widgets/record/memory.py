"""Lets a list come back as its user left it: the widths of its columns, its order and its filters.

A while after the last change it is kept, sealed to its user (app.services.habits); when that fails nobody is bothered,
for nothing is lost but a width.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSignalBlocker, Qt, QTimer

from app.errors import AppError
from app.services.habits import ListHabit
from app.services.records import Query

if TYPE_CHECKING:
    from app.services.habits import ListHabits
    from ui.tasks import Tasks
    from ui.widgets.record.listing import RecordList

PAUSE = 1_500  # milliseconds after the last change


class ListMemory(QObject):
    """Brings the habit of one list back, and keeps it when it changes."""

    def __init__(self, listing: RecordList, habits: ListHabits, tasks: Tasks) -> None:
        super().__init__(listing)
        self._list, self._habits, self._tasks = listing, habits, tasks
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.keep)
        try:
            self.last = habits.kept()
        except AppError:
            self.last = ListHabit()
        self._bring_back(self.last)
        header = listing.table.horizontalHeader()
        for changed in (header.sectionResized, header.sortIndicatorChanged, listing.filters.changed):
            changed.connect(self._on_change)

    @property
    def now(self) -> ListHabit:
        """How the list stands."""
        query = self._list.model.query
        return ListHabit(self._list.table.chosen_widths(), query.order, query.descending, self._list.filters.chosen())

    def keep(self) -> None:
        """Keep how the list stands, unless it was kept so already."""
        now = self.now
        if now == self.last:
            return
        self.last = now
        self._tasks.run(self, lambda _progress: self._habits.keep(now), done=lambda _: None, failed=self._fail)

    def _fail(self, error: BaseException) -> None:
        if not isinstance(error, AppError):
            raise error

    def _on_change(self) -> None:
        self._pause.start()

    def _bring_back(self, habit: ListHabit) -> None:
        table, model = self._list.table, self._list.model
        table.set_widths(habit.widths)
        self._list.filters.bring_back(habit.filters)
        at = model.place_of(habit.order)
        if at is None:
            return
        model.query = Query(order=habit.order, descending=habit.descending)
        order = Qt.SortOrder.DescendingOrder if habit.descending else Qt.SortOrder.AscendingOrder
        with QSignalBlocker(table.horizontalHeader()):
            table.horizontalHeader().setSortIndicator(at, order)
