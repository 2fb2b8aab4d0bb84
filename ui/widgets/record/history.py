"""Who did what to a record and when, newest first: by day, in the words of the log and of the form."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from app.formats import format_date
from app.rules.audit_words import action_words
from app.services.history import together
from ui.tokens import Space, Tone
from ui.widgets.parts import Pill, column, label, line, row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from app.services.history import HistoryLine

_WORDS = {
    "added": ("toegevoegd", Tone.SUCCESS),
    "changed": ("gewijzigd", Tone.ACCENT),
    "removed": ("verwijderd", Tone.DANGER),
    "opened": ("ingezien", Tone.NEUTRAL),
    "exported": ("geëxporteerd", Tone.WARNING),
}
_EVERYTHING = frozenset({"added", "removed"})  # acts on a whole record, of which naming each field says nothing


class HistoryView(QScrollArea):
    """The acts on one record; `title_of` turns the name of a field into what the form calls it."""

    def __init__(self, title_of: Callable[[str], str]) -> None:
        super().__init__()
        self._title_of = title_of
        self.setWidgetResizable(True)
        self.setAccessibleName("Geschiedenis")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.show_lines(())

    def show_lines(self, lines: Iterable[HistoryLine]) -> None:
        """Show these acts in place of those before."""
        inside = QWidget()
        inside.setProperty("ground", "clear")
        layout = column(inside, Space.MEDIUM)
        layout.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.WIDE)
        nothing = True
        for day, acts in groupby(lines, key=_day):
            if not nothing:
                layout.addWidget(line())
            layout.addWidget(label(format_date(day), "caption"))
            for each, count in together(acts):
                layout.addWidget(self._entry(each, count))
            nothing = False
        if nothing:
            layout.addWidget(label("Er is nog niets vastgelegd.", "muted"))
        layout.addStretch()
        self.setWidget(inside)

    def _entry(self, each: HistoryLine, count: int) -> QWidget:
        entry = QWidget()
        layout = column(entry, Space.TIGHT)
        first = row(space=Space.SMALL)
        first.addWidget(Pill(*said(each)))
        first.addWidget(label(each.who, "label"))
        first.addStretch()
        times = f"{count} keer, laatst om " if count > 1 else ""
        first.addWidget(label(f"{times}{each.at.astimezone():%H:%M}", "caption"))
        layout.addLayout(first)
        fields = ", ".join(dict.fromkeys(self._title_of(name) for name in each.fields))
        if fields and verb_of(each) not in _EVERYTHING:
            layout.addWidget(label(fields, "muted", wrap=True))
        return entry


def said(each: HistoryLine) -> tuple[str, Tone]:
    """An act in Dutch, and its tone."""
    words = _WORDS.get(verb_of(each), (action_words(each.action), Tone.NEUTRAL))
    if each.result != "ok":
        return f"geweigerd: {words[0]}", Tone.WARNING
    return words


def verb_of(each: HistoryLine) -> str:
    """What was done, without to what: "changed" of "case.changed"."""
    return each.action.rpartition(".")[2]


def _day(each: HistoryLine) -> date:
    return each.at.astimezone().date()
