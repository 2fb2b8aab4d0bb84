"""The log as a list: words, choices and a period above it, and one entry in full beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSplitter, QStackedWidget, QWidget

from app.errors import AppError
from app.formats import FormatProblem, format_date, format_integer
from app.rules.audit_words import RESULTS
from app.services.log.entries import AuditLog, LogEntry
from ui.tokens import Space, Tone
from ui.widgets.forms.editors import LineEditor
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page, Spot
from ui.widgets.parts import EmptyState, Pill, button, card, column, icon_button, label, line, row
from ui.widgets.record.description import Column, Field, Filter, Kind
from ui.widgets.record.filter_bar import FilterBar
from ui.widgets.tables.table_model import RecordTable
from ui.widgets.tables.table_view import RecordView
from ui.widgets.told import definition

if TYPE_CHECKING:
    from app.services.records import Option, Query
    from app.vault.session import UnlockedVault
    from ui.widgets.page import PageContext

TitleOf = Callable[[str, str], str]
"""How a form calls a field: the noun of its register and the name of the field to the words on screen."""

_NUMBER = re.compile(r" \d+$")
_TONES = {"ok": Tone.SUCCESS, "refused": Tone.WARNING, "set_aside": Tone.WARNING, "failed": Tone.DANGER}
TONE_OF_RESULT = {words: _TONES.get(code, Tone.NEUTRAL) for code, words in RESULTS.items()}
COLUMNS = (
    Column("at", "Moment", width=18),
    Column("who", "Wie", width=16),
    Column("what", "Wat"),
    Column("subject", "Onderwerp", width=18, extra=True),
    Column("result", "Resultaat", width=10, tones=TONE_OF_RESULT),
    Column("compartment", "Onderdeel", width=14, extra=True),
    Column("clock", "Klok", width=14, tones={"klok liep terug": Tone.WARNING}, extra=True),
)


def _options(name: str, vault: UnlockedVault) -> tuple[Option, ...]:
    return AuditLog(vault).options(name)


@dataclass(frozen=True, slots=True)
class LogSearch:
    """What the log can be searched by."""

    search_hint: str = "Zoeken op naam, handeling, onderwerp of nummer"
    filters: tuple[Filter, ...] = (
        Filter("compartment", "Onderdeel", options=lambda vault: _options("compartment", vault)),
        Filter("actor", "Wie", options=lambda vault: _options("actor", vault)),
        Filter("action", "Handeling", options=lambda vault: _options("action", vault)),
        Filter("result", "Resultaat", options=lambda vault: _options("result", vault)),
    )


class Period(QWidget):
    """From one day to another, both included, either left open. `changed` comes when a day can be read."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first = LineEditor(Field("from", "Vanaf", Kind.DATE))
        self.last = LineEditor(Field("until", "Tot en met", Kind.DATE))
        self.problem = label("", "problem")
        layout = row(self, Space.SMALL)
        for title, editor in (("Vanaf", self.first), ("tot en met", self.last)):
            name = label(title, "muted")
            name.setBuddy(editor.input)
            layout.addWidget(name)
            editor.input.setFixedWidth(112)
            editor.setFixedWidth(112 + Space.TIGHT + editor.calendar.sizeHint().width())
            layout.addWidget(editor)
            editor.left.connect(self._read)
            editor.input.returnPressed.connect(self._read)
            editor.input.textChanged.connect(lambda _text: self._when_whole())
        layout.addWidget(self.problem)
        layout.addStretch()
        self.where: tuple[tuple[str, object], ...] = ()

    def clear(self) -> None:
        """Any day."""
        for editor in (self.first, self.last):
            editor.show_value(None)
        self._read()

    def _when_whole(self) -> None:
        """A day that was chosen in the calendar, or typed to the end, counts at once."""
        lengths = {len(editor.input.text()) for editor in (self.first, self.last)}
        if lengths <= {0, 10}:
            self._read()

    def _read(self) -> None:
        where = []
        for editor in (self.first, self.last):
            try:
                day = editor.value()
            except FormatProblem as unreadable:
                editor.mark(str(unreadable))
                self.problem.setText(str(unreadable))
                return
            editor.mark("")
            if day is not None:
                where.append((editor.field.name, day))
        self.problem.setText("")
        if tuple(where) != self.where:
            self.where = tuple(where)
            self.changed.emit()


class EntryCard(QWidget):
    """One entry with everything that is in it. `closed` says that the user is done with it."""

    closed = Signal()

    def __init__(self, title_of: TitleOf) -> None:
        super().__init__()
        self._title_of = title_of
        frame = card()
        column(self, 0).addWidget(frame)
        self._layout = column(frame, Space.MEDIUM, Space.LARGE)
        self._inside: QWidget | None = None
        self.texts: dict[str, str] = {}
        self.hide()

    def show_entry(self, entry: LogEntry) -> None:
        """Show it in place of the one before."""
        if self._inside is not None:
            self._inside.deleteLater()
        self._inside = QWidget()
        layout = column(self._inside, Space.MEDIUM)
        layout.addLayout(self._head(entry))
        layout.addWidget(line())
        grid = QGridLayout()
        self.texts = _in_words(entry, self._title_of)
        for at, (name, value) in enumerate(self.texts.items()):
            definition(grid, at, name, value)
        layout.addLayout(grid)
        note = "Dit is de kopie voor de FG; de regel zelf staat in het onderdeel." if entry.copied else ""
        if note:
            layout.addWidget(label(note, "caption", wrap=True))
        layout.addStretch()
        self._layout.addWidget(self._inside)
        self.show()

    def _head(self, entry: LogEntry) -> QHBoxLayout:
        head = row(space=Space.SMALL)
        head.addWidget(label(entry.what.capitalize(), "section", wrap=True), 1)
        head.addWidget(Pill(entry.result, TONE_OF_RESULT.get(entry.result, Tone.NEUTRAL)))
        head.addWidget(icon_button("x", "Sluiten (Esc)", self.closed.emit))
        return head


class EntriesPage(Page):
    """Looking through the log."""

    def __init__(self, context: PageContext, title_of: TitleOf) -> None:
        super().__init__()
        self._log = AuditLog(context.vault)
        self._open: int | None = None
        self.message = MessageBar()
        self.filters = FilterBar(LogSearch(), context.vault)
        self.period = Period()
        self.model = RecordTable(self._log, COLUMNS, self)
        self.table = RecordView(self.model, COLUMNS)
        self.table.setAccessibleName("Logboek")
        self.count = label("", "caption")
        self.card = EntryCard(title_of)
        self._stack = QStackedWidget()
        self._lay_out()
        self.filters.changed.connect(self.refresh)
        self.period.changed.connect(self.refresh)
        self.table.chosen.connect(self.open_record)
        self.card.closed.connect(self.escape)
        self.model.modelReset.connect(self._after_load)

    def refresh(self) -> None:
        """Read the log again, with the words, choices and days of now."""
        query: Query = self.filters.query(self.model.query)
        place = self.table.verticalScrollBar().value()
        try:
            self.model.load(replace(query, where=(*query.where, *self.period.where)))
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
        self.table.verticalScrollBar().setValue(place)

    def open_record(self, key: int) -> None:
        """Show one entry in full."""
        try:
            self.card.show_entry(self._log.get(key))
            self._open = key
        except AppError as error:
            self.message.say(str(error), Tone.WARNING)
            return
        self.table.show_current(key)

    def spot(self) -> Spot:
        """The entry that is open."""
        return Spot(record=self._open)

    def focus_search(self) -> None:
        """Put the cursor in the search field."""
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def escape(self) -> None:
        """Close the entry, or when none is open, drop the filters."""
        if self.card.isVisible():
            self.card.hide()
            self._open = None
            self.table.show_current(None)
            self.table.setFocus()
        else:
            self.show_all()

    def show_all(self) -> None:
        """Drop words, choices and days."""
        self.period.clear()
        self.filters.clear()

    def _after_load(self) -> None:
        rows = self.model.rowCount()
        narrowed = self.filters.active or bool(self.period.where)
        self._stack.setCurrentIndex(0 if rows else 1 if narrowed else 2)
        noun = "regel" if rows == 1 else "regels"
        self.count.setText(f"{format_integer(rows)} {noun}" + (" gevonden" if narrowed else ""))
        self.table.show_current(self._open)

    def _lay_out(self) -> None:
        layout = column(self, Space.MEDIUM)
        layout.addWidget(self.message)
        layout.addWidget(self.filters)
        layout.addWidget(self.period)
        frame = card()
        inside = column(frame, 0, 1)
        self._stack.addWidget(self.table)
        everything = button("Alles tonen", "x", act=self.show_all)
        text = "Er is geen regel die aan alle zoekwoorden en filters voldoet."
        self._stack.addWidget(EmptyState("search", "Niets gevonden", text, everything))
        nothing = "In de onderdelen waarvan u de sleutel hebt, is nog niets gedaan."
        self._stack.addWidget(EmptyState("history", "Nog niets vastgelegd", nothing))
        inside.addWidget(self._stack)
        left = QWidget()
        down = column(left, Space.SMALL)
        down.addWidget(frame, 1)
        down.addWidget(self.count)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setHandleWidth(Space.LARGE)
        halves.setChildrenCollapsible(False)
        for part, stretch in ((left, 3), (self.card, 2)):
            halves.addWidget(part)
            halves.setStretchFactor(halves.count() - 1, stretch)
        halves.setSizes([820, 340])
        layout.addWidget(halves, 1)


def _in_words(entry: LogEntry, title_of: TitleOf) -> dict[str, str]:
    at = entry.at.astimezone()
    moment = f"{format_date(at.date())}, {at:%H:%M:%S}"
    noun = _NUMBER.sub("", entry.subject)
    fields = ", ".join(title_of(noun, name) for name in entry.fields)
    return {
        "Wie": entry.who,
        "Moment": moment + (" (de klok van de werkplek liep terug)" if entry.clock_back else ""),
        "Onderwerp": entry.subject,
        **({"Velden": fields} if fields else {}),
        "Onderdeel": entry.compartment,
        "Werkplek": entry.origin,
        "Regel": format_integer(entry.n),
        "Vingerafdruk": " ".join(entry.digest[at : at + 8] for at in range(0, len(entry.digest), 8)),
    }
