"""The last verified backup of each compartment, also of those that this user cannot open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.formats import format_count, format_date
from app.services.clock import today
from ui.tokens import Space, Tone
from ui.widgets.parts import Pill, label, line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from app.services.backups.facts import CompartmentBackups

HEADINGS = ("Onderdeel", "Laatste gecontroleerde back-up", "Gemaakt door", "Bewaard", "")
A_WEEK = 7


class StateTable(QWidget):
    """One line a compartment. `texts` are the lines as they are read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: tuple[str, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.MEDIUM)
        self._grid.setHorizontalSpacing(Space.WIDE)
        self._grid.setVerticalSpacing(Space.SMALL)
        self._grid.setColumnStretch(1, 2)
        self._grid.setColumnStretch(2, 2)

    def show_rows(self, rows: Iterable[CompartmentBackups]) -> None:
        """Show these in place of those before."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, title in enumerate(HEADINGS):
            self._grid.addWidget(label(title, "caption"), 0, at)
        said = []
        for number, each in enumerate(rows):
            self._grid.addWidget(line(), 2 * number + 1, 0, 1, len(HEADINGS))
            said.append(self._add(each, 2 * number + 2))
        self.texts = tuple(said)
        self.setAccessibleName(" ".join(said))

    def _add(self, each: CompartmentBackups, at: int) -> str:
        when = _moment(each)
        words, tone = state_of(each, today())
        count = format_count(each.count, "back-up", "back-ups") if each.count else ""
        cells = (label(each.label, "label"), label(when), label(each.by, "muted"), label(count, "muted"))
        for across, cell in enumerate(cells):
            self._grid.addWidget(cell, at, across)
        self._grid.addWidget(Pill(words, tone), at, len(cells), Qt.AlignmentFlag.AlignRight)
        return f"{each.label}: {when}, {words}."


def state_of(each: CompartmentBackups, day: date) -> tuple[str, Tone]:
    """How a compartment stands, and what that means."""
    if each.last is None:
        return ("nog geen", Tone.DANGER) if each.held else ("geen, u hebt de sleutel niet", Tone.WARNING)
    age = (day - each.last.astimezone().date()).days
    if age <= 0 and not each.due:
        return "vandaag", Tone.SUCCESS
    if each.held:
        return ("vandaag nog maken", Tone.WARNING) if age < A_WEEK else (f"{age} dagen oud", Tone.DANGER)
    return (f"{format_count(max(age, 0), 'dag', 'dagen')} oud", Tone.NEUTRAL if age < A_WEEK else Tone.WARNING)


def _moment(each: CompartmentBackups) -> str:
    if each.last is None:
        return "nooit"
    at = each.last.astimezone()
    return f"{format_date(at.date())}, {at:%H:%M}"
