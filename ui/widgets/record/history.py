"""Who did what to a record and when, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from app.formats import format_date
from ui.tokens import Space, Tone
from ui.widgets.parts import Pill, column, label, line, row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.services.history import HistoryLine

_WORDS = {
    "added": ("toegevoegd", Tone.SUCCESS),
    "changed": ("gewijzigd", Tone.ACCENT),
    "removed": ("verwijderd", Tone.DANGER),
}


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
        for each in lines:
            if not nothing:
                layout.addWidget(line())
            layout.addWidget(self._entry(each))
            nothing = False
        if nothing:
            layout.addWidget(label("Er is nog niets vastgelegd.", "muted"))
        layout.addStretch()
        self.setWidget(inside)

    def _entry(self, each: HistoryLine) -> QWidget:
        entry = QWidget()
        layout = column(entry, Space.TIGHT)
        first = row(space=Space.SMALL)
        first.addWidget(Pill(*said(each)))
        first.addWidget(label(each.who, "label"))
        first.addStretch()
        at = each.at.astimezone()
        first.addWidget(label(f"{format_date(at.date())}, {at:%H:%M}", "caption"))
        layout.addLayout(first)
        fields = ", ".join(self._title_of(name) for name in each.fields)
        if fields and each.action.endswith(".changed"):
            layout.addWidget(label(fields, "muted", wrap=True))
        return entry


def said(each: HistoryLine) -> tuple[str, Tone]:
    """An act in Dutch, and its tone."""
    if each.result != "ok":
        return "geweigerd", Tone.WARNING
    return _WORDS.get(each.action.rpartition(".")[2], (each.action, Tone.NEUTRAL))
