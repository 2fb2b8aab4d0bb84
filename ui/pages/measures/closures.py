"""The page with all closures: bars over the year, and under it the same as a list to go on from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from app.errors import AppError
from app.formats import format_count, format_date, format_short_date
from app.services.clock import today
from app.services.measures.calendar import closures
from ui.pages.measures.calendar_strip import CalendarStrip
from ui.pages.measures.reading import boxed
from ui.tokens import Space, Tone
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page, Place
from ui.widgets.parts import EmptyState, button, card, column, icon_button, label, row
from ui.widgets.tables.plain_table import Cell, PlainTable

if TYPE_CHECKING:
    from app.services.measures.calendar import Closure
    from ui.widgets.page import PageContext

_SOON = 30  # days; the list says how long it still takes


class ClosuresPage(Page):
    """A year at a time; the arrows go to the year before and after."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.year = today().year
        self.found: tuple[Closure, ...] = ()
        self.message = MessageBar()
        self.strip = CalendarStrip()
        self.table = PlainTable(
            "Sluitingen", ("Pand", "Grondslag", "Vanaf", "Tot en met", "Stand"), (0, 18, 10, 12, 24)
        )
        self.table.cellDoubleClicked.connect(lambda _row, _column: self.open())
        self._title = label("", "section")
        self._count = label("", "muted")
        self._lay_out()

    def refresh(self) -> None:
        """Read the closures again."""
        try:
            self.found = closures(self._context.vault)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self._stack.setCurrentIndex(1 if self.found else 0)
        self._show()

    def turn(self, years: int) -> None:
        """Go to another year."""
        self.year += years
        self._show()

    def open(self) -> None:
        """Go to the file of the closure that is chosen."""
        key = self.table.current_key
        if key is not None:
            kind, _, record = key.partition(".")
            page = "measures" if kind == "measure" else "apv"
            self._context.go(Place(page, kind, int(record)))

    def focus_search(self) -> None:
        """Go to the list."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self) -> None:
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        shown = [each for each in self.found if each.first <= last and each.runs_on(max(first, each.first))]
        self._title.setText(str(self.year))
        running = sum(each.runs_on(today()) for each in self.found)
        self._count.setText(
            f"{format_count(len(shown), 'sluiting', 'sluitingen')} in {self.year}; nu gesloten: "
            f"{format_count(running, 'pand', 'panden')}."
        )
        self.strip.show_year(self.year, shown, today())
        self.table.show_rows([(f"{each.kind}.{each.record}", _cells(each, today())) for each in shown])
        self.table.fit_height()

    def _lay_out(self) -> None:
        layout = column(self, Space.MEDIUM)
        layout.addWidget(self.message)
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState(
                "calendar", "Nog geen sluitingen", "Een besluit tot sluiting met een begindatum komt hier te staan."
            )
        )
        self._stack.addWidget(self._sheet())
        layout.addWidget(self._stack, 1)

    def _sheet(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("ground", "clear")
        body = column(inside, Space.MEDIUM)
        body.setContentsMargins(0, 0, Space.SMALL, Space.SMALL)
        head = row(space=Space.SMALL)
        head.addWidget(icon_button("chevron-left", "Vorig jaar", lambda: self.turn(-1)))
        head.addWidget(self._title)
        head.addWidget(icon_button("chevron-right", "Volgend jaar", lambda: self.turn(1)))
        head.addWidget(self._count)
        head.addStretch()
        head.addWidget(button("Dossier openen", "folder-open", act=self.open))
        body.addLayout(head)
        frame = card()
        column(frame, 0, Space.LARGE).addWidget(self.strip)
        body.addWidget(frame)
        body.addWidget(label("Gevuld: art. 13b Opiumwet. Gearceerd: art. 2:80 APV. De lijn is vandaag.", "caption"))
        body.addWidget(boxed(self.table))
        body.addStretch()
        sheet = QScrollArea()
        sheet.setAccessibleName("Sluitingskalender")
        sheet.setWidgetResizable(True)
        sheet.setWidget(inside)
        return sheet


def _cells(each: Closure, day: date) -> tuple[Cell, ...]:
    until = format_short_date(each.last) if each.last else "onbepaald"
    word, tone = _standing(each, day)
    return Cell(each.address), Cell(each.ground), Cell(format_short_date(each.first)), Cell(until), Cell(word, tone)


def _standing(each: Closure, day: date) -> tuple[str, Tone]:
    """Closed, about to end, ended, or opened again."""
    if each.reopened is not None:
        return f"heropend op {format_date(each.reopened)}", Tone.NEUTRAL
    if day < each.first:
        return "nog niet begonnen", Tone.NEUTRAL
    if each.last is None:
        return "gesloten", Tone.ACCENT
    left = (each.last - day).days
    if left < 0:
        return "afgelopen, niet heropend", Tone.DANGER
    if left <= _SOON:
        return f"loopt af over {format_count(left, 'dag', 'dagen')}" if left else "loopt vandaag af", Tone.WARNING
    return "gesloten", Tone.ACCENT
