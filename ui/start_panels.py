"""What stands at the right of the first page: what one has to do, the next meetings, and what others changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from app.errors import AppError
from app.formats import format_count, format_date, format_short_date
from app.rules.deadlines.signals import Signal
from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from app.services.meetings.calendar import CalendarDay, next_days
from app.services.meetings.own_work import OwnAction, own_actions
from app.services.records import Records
from app.services.since_last_login import since_last_login
from app.vault.session import UnlockedVault
from ui.plain import plain
from ui.tokens import Space, Tone
from ui.widgets.page import Place
from ui.widgets.parts import Pill, card, column, label, line, row

if TYPE_CHECKING:
    from app.services.since_last_login import ChangedRecord, SinceLast

SHOWN = 6
SIDE_WIDTH = 296
ROOM = SIDE_WIDTH - 2 * Space.LARGE - Space.MEDIUM  # pixels for a name
_NAMES = ("number", "title", "name", "subject", "label", "text")
_TONES = {Signal.OVERDUE: Tone.DANGER, Signal.TODAY: Tone.DANGER, Signal.WEEK: Tone.WARNING}

Home = tuple[str, Callable[[UnlockedVault], Records[Any, Any]]]
"""Where a kind of record is shown: the key of the page, and its register."""


@dataclass(frozen=True, slots=True)
class Change:
    """A record that others changed, with its name and the way to it."""

    title: str
    told: str
    place: Place


@dataclass(frozen=True, slots=True)
class Side:
    """What the panels show; None is a panel that is of no use to who logged in."""

    actions: tuple[OwnAction, ...] | None
    meetings: tuple[CalendarDay, ...] | None
    since: date | None
    changes: tuple[Change, ...]


def gather_side(vault: UnlockedVault, homes: Mapping[str, Home]) -> Side:
    """Everything at the right, read in the background."""
    meets = allowed(vault, Act.READ_MEETINGS, CASEWORK)
    found = since_last_login(vault)
    return Side(
        actions=own_actions(vault) if meets else None,
        meetings=next_days(vault) if meets else None,
        since=found.since,
        changes=tuple(_changes(vault, found, homes)),
    )


def _changes(vault: UnlockedVault, found: SinceLast, homes: Mapping[str, Home]) -> list[Change]:
    """Those that have a page of their own, by the name that their list gives them."""
    titles: dict[tuple[str, int], str] = {}
    for kind in {each.kind for each in found.records if each.kind in homes}:
        register = homes[kind][1](vault)
        keys = [each.record for each in found.records if each.kind == kind]
        try:
            rows = register.rows(keys)
        except AppError:
            continue  # a compartment that closed meanwhile, or a page without its key
        names = list(register.columns)
        for row_of in rows:
            cells = [row_of.cells[names.index(name)] for name in _NAMES if name in names]
            titles[kind, row_of.id] = " ".join(str(cell) for cell in cells[:2] if cell)
    return [
        Change(titles[each.kind, each.record], _told(each), Place(homes[each.kind][0], each.kind, each.record))
        for each in found.records
        if (each.kind, each.record) in titles
    ]


def _told(each: ChangedRecord) -> str:
    when = each.at.astimezone()
    more = f", {format_count(each.acts, 'handeling', 'handelingen')}" if each.acts > 1 else ""
    return f"{each.what} door {each.who}, {format_date(when.date())}{more}"


def actions_panel(actions: tuple[OwnAction, ...], go: Callable[[Place], None]) -> QFrame:
    """What one has to do oneself."""
    frame, layout = _panel("Mijn acties")
    for each in actions[:SHOWN]:
        told = format_short_date(each.due_on) if each.due_on else "zonder termijn"
        told = f"{told} · {each.source}" if each.source else told
        pill = Pill(each.nearness.label, _TONES.get(each.nearness, Tone.NEUTRAL)) if each.nearness else None
        layout.addWidget(_entry(each.text, told, partial(go, Place(each.page, each.kind, each.id)), pill))
    _rest(layout, len(actions), "actie", "acties", partial(go, Place("meetings", "action")))
    if not actions:
        layout.addWidget(label("U hebt geen open acties.", "muted", wrap=True))
    return frame


def meetings_panel(days: tuple[CalendarDay, ...], go: Callable[[Place], None]) -> QFrame:
    """The next meeting of each type."""
    frame, layout = _panel("Komende overleggen")
    for day in days[:SHOWN]:
        told = format_date(day.day) + (f", {day.starts_at}" if day.starts_at else "")
        if day.meeting_id is not None:
            told += f" · {format_count(day.items, 'punt', 'punten')}"
            place = Place("meetings", "meeting", day.meeting_id)
        else:
            told += " · nog te plannen"
            place = Place("meetings", "calendar")
        layout.addWidget(_entry(day.type_name, told, partial(go, place)))
    if not days:
        layout.addWidget(label("Er zijn nog geen overleggen vastgelegd.", "muted", wrap=True))
    return frame


def changes_panel(side: Side, go: Callable[[Place], None]) -> QFrame:
    """What others changed since the last session on an earlier day."""
    title = f"Gewijzigd sinds {format_date(side.since)}" if side.since else "Sinds uw vorige bezoek"
    frame, layout = _panel(title)
    for each in side.changes[:SHOWN]:
        layout.addWidget(_entry(each.title, each.told, partial(go, each.place)))
    _rest(layout, len(side.changes), "record", "records", partial(go, Place("log")))
    if side.since is None:
        text = "Vanaf uw volgende bezoek op een andere dag ziet u hier wat anderen wijzigden."
        layout.addWidget(label(text, "muted", wrap=True))
    elif not side.changes:
        layout.addWidget(label("Niemand anders heeft iets gewijzigd dat u kunt inzien.", "muted", wrap=True))
    return frame


def _panel(title: str) -> tuple[QFrame, QVBoxLayout]:
    frame = card()
    frame.setAccessibleName(title)
    layout = column(frame, Space.SMALL, Space.LARGE)
    layout.addWidget(label(title, "label"))
    layout.addWidget(line())
    return frame, layout


def _entry(title: str, told: str, go: Callable[[], None], pill: Pill | None = None) -> QFrame:
    """A name that opens its record, and under it a line in small type."""
    made = QFrame()
    layout = column(made, 0)
    name = QPushButton()
    name.setProperty("kind", "link")
    name.setCursor(Qt.CursorShape.PointingHandCursor)
    name.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    name.setAccessibleName(f"Openen: {title}. {told}")
    name.setToolTip(plain(title))
    name.ensurePolished()
    name.setText(name.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, ROOM))
    name.clicked.connect(lambda _checked=False: go())
    layout.addWidget(name, alignment=Qt.AlignmentFlag.AlignLeft)
    across = row(space=Space.SMALL)
    across.addWidget(label(told, "caption", wrap=True), 1)
    if pill is not None:
        across.addWidget(pill, alignment=Qt.AlignmentFlag.AlignTop)
    layout.addLayout(across)
    return made


def _rest(layout: QVBoxLayout, count: int, one: str, more: str, go: Callable[[], None]) -> None:
    if count > SHOWN:
        left = format_count(count - SHOWN, one, more)
        layout.addWidget(_entry(f"En nog {left}", "", go))
