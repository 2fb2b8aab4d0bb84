"""The calendar of meetings on screen: each day of the cycle, what was planned for it, and why it moved."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.errors import AppError
from app.formats import format_date
from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from app.services.clock import today
from app.services.meetings.calendar import AHEAD, CalendarDay, calendar
from app.services.meetings.meetings import plan
from models.casework.meeting_choices import MeetingStatus
from ui import tones
from ui.tokens import Space, Tone
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page, PageContext, Place
from ui.widgets.parts import EmptyState, button, card, column, label, row
from ui.widgets.tables.plain_table import Cell, PlainTable

if TYPE_CHECKING:
    from collections.abc import Sequence

BACK = timedelta(days=91)
DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


class CalendarPage(Page):
    """A line per meeting, past and coming. `hold_asked` gives the meeting for which meeting mode is wanted."""

    hold_asked = Signal(int)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._days: dict[str, CalendarDay] = {}
        self.start = today() - BACK
        self.may_edit = allowed(context.vault, Act.EDIT_MEETINGS, CASEWORK)
        self.message = MessageBar()
        self.table = PlainTable(
            "Kalender van overleggen",
            ("Dag", "Tijd", "Overleg", "Status", "Punten", "Opmerking"),
            (27, 5, 0, 14, 6, 0),
        )
        self.table.chosen.connect(lambda _key: self._show_state())
        self.table.itemDoubleClicked.connect(lambda _item: self.open_day())
        self.none = EmptyState(
            "calendar-days",
            "Nog geen overleggen",
            "Leg onder ‘Soorten overleg’ het LIP vast, met de cyclus en de dag van het eerste overleg.",
        )
        self.shown = label("", "caption")
        self._lay_out()

    @property
    def day(self) -> CalendarDay | None:
        """The line that is chosen."""
        return self._days.get(self.table.current_key or "")

    def refresh(self) -> None:
        """Read the days again; the first one to come is chosen when nothing is."""
        try:
            found = calendar(self._context.vault, self.start, today() + AHEAD)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self._days = {_key(day): day for day in found}
        self.table.show_rows([(key, _cells(day)) for key, day in self._days.items()])
        self.table.setVisible(bool(found))
        self.none.setVisible(not found)
        if self.day is None:
            coming = next((key for key, day in self._days.items() if day.day >= today()), None)
            self.table.mark(coming)
            item = self.table.item(max(0, self.table.currentRow() - 3), 0)
            if item is not None:
                self.table.scrollToItem(item, PlainTable.ScrollHint.PositionAtTop)
        self.shown.setText(f"Van {format_date(self.start)} tot en met {format_date(today() + AHEAD)}. Vertrouwelijk.")
        self._show_state()

    def focus_search(self) -> None:
        """There is nothing to search; the list takes the keys."""
        self.table.setFocus()

    def earlier(self) -> None:
        """A year further back."""
        self.start -= timedelta(days=364)
        self.refresh()

    def open_day(self) -> None:
        """Open the meeting, or record it first."""
        day = self.day
        if day is None:
            return
        if day.meeting_id is not None:
            self._context.go(Place("meetings", "meeting", day.meeting_id))
        else:
            self.plan_day()

    def plan_day(self) -> None:
        """Record the meeting for this day of the cycle, with an agenda of what is open now."""
        day = self.day
        if day is None or day.rhythm_on is None or day.meeting_id is not None or not self.may_edit:
            return
        try:
            made = plan(self._context.vault, day.meeting_type_id, day.rhythm_on)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self._context.go(Place("meetings", "meeting", made.id))

    def hold(self) -> None:
        """Meeting mode."""
        if self.day is not None and self.day.meeting_id is not None:
            self.hold_asked.emit(self.day.meeting_id)

    def _show_state(self) -> None:
        day = self.day
        made = day is not None and day.meeting_id is not None
        self.open_it.setEnabled(made)
        self.hold_it.setEnabled(made and day is not None and day.status is not MeetingStatus.CANCELLED)
        self.plan_it.setEnabled(day is not None and not made)

    def _lay_out(self) -> None:
        layout = column(self, Space.MEDIUM)
        layout.addWidget(self.message)
        self.open_it = button("Openen", "folder-open", act=self.open_day)
        self.plan_it = button("Overleg voorbereiden", "plus", "primary", self.plan_day)
        self.plan_it.setToolTip("Legt het overleg vast, met een agenda van wat nu open staat")
        self.plan_it.setVisible(self.may_edit)
        self.hold_it = button("Vergadermodus", "calendar-days", act=self.hold)
        tools = row()
        for each in (self.plan_it, self.open_it, self.hold_it):
            tools.addWidget(each)
        tools.addStretch()
        tools.addWidget(button("Eerdere overleggen", "history", "quiet", self.earlier))
        layout.addLayout(tools)
        frame = card()
        inside = column(frame, 0, 1)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.none, 1)
        layout.addWidget(frame, 1)
        layout.addWidget(self.shown)


def _key(day: CalendarDay) -> str:
    return f"{day.meeting_type_id} {day.rhythm_on or ''} {day.meeting_id if day.rhythm_on is None else ''}"


def _cells(day: CalendarDay) -> Sequence[Cell]:
    unplanned = "nog te plannen" if day.day >= today() else "niet vastgelegd"
    status = Cell(day.status.label, tones.MEETING[day.status]) if day.status else Cell(unplanned)
    reason = day.reason or ""
    if day.moved and day.rhythm_on is not None and day.meeting_id is None:
        reason = f"Verschoven: {reason}"
    return (
        Cell(f"{DAYS[day.day.weekday()]} {format_date(day.day)}"),
        Cell(day.starts_at or ""),
        Cell(day.type_name),
        status,
        Cell(str(day.items) if day.meeting_id is not None else ""),
        Cell(f"{reason[:1].upper()}{reason[1:]}"),
    )
