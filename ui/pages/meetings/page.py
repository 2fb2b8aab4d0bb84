"""The page Overleg: the calendar first, then the registers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.pages.meetings.calendar import CalendarPage
from ui.pages.meetings.descriptions import REGISTERS
from ui.pages.meetings.room import MeetingRoom
from ui.widgets.record.file_page import record_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.widgets.page import Page, PageContext

TITLE = "Overleg"
INTRO = "LIP en andere overleggen: de kalender, de agenda, wat er is besloten en wat er nog moet gebeuren."


class MeetingsPage(MeetingRoom):
    """The calendar in front."""

    def __init__(self, context: PageContext) -> None:
        tabs: list[tuple[str, str, Callable[[], Page]]] = [("calendar", "Kalender", partial(self._calendar, context))]
        tabs += [
            (each.register(context.vault).kind, each.title, partial(record_page, each, context, heading=False))
            for each in REGISTERS
        ]
        super().__init__(context, TITLE, INTRO, tabs)

    def _calendar(self, context: PageContext) -> Page:
        made = CalendarPage(context)
        made.hold_asked.connect(self.hold)
        return made
