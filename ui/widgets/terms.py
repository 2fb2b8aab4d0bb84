"""The terms of a file as something to read: each last day, how it was found, and on which norms it rests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.formats import format_date
from app.rules.deadlines.standing import standing_of
from app.services.clock import today
from ui import tones
from ui.tokens import Space, Tone
from ui.widgets.parts import Pill, button, card, column, label, line, row
from ui.widgets.told import Told, definition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.rules.deadlines.terms import Deadline, Step
    from app.services.bibob.terms import Timeline
    from app.services.norms import NormLine


class TimelineDialog(QDialog):
    """Read only; Esc closes, and the arrow keys go through it."""

    def __init__(self, shown: Timeline, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = f"Termijnen van {shown.number or 'dit nieuwe dossier'}"
        self.setWindowTitle(title)
        self.resize(760, 760)
        inside = QWidget()
        inside.setProperty("ground", "clear")
        self.body = column(inside, Space.MEDIUM)
        self.body.setContentsMargins(0, 0, Space.SMALL, 0)
        show_terms(self.body, shown)
        self.body.addStretch()
        sheet = QScrollArea()
        sheet.setAccessibleName(title)
        sheet.setWidgetResizable(True)
        sheet.setWidget(inside)
        sheet.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = column(self, Space.MEDIUM, Space.WIDE)
        layout.addWidget(label(title, "section"))
        layout.addWidget(label(_INTRO, "muted", wrap=True))
        layout.addWidget(sheet, 1)
        close = button("Sluiten", act=self.accept)
        close.setDefault(True)
        buttons = row()
        buttons.addStretch()
        buttons.addWidget(close)
        layout.addLayout(buttons)
        sheet.setFocus()


def show_terms(body: QVBoxLayout, shown: Timeline) -> None:
    """Put the terms, the norms they rest on and what happened under each other."""
    if shown.problem:
        body.addWidget(Told([(Tone.WARNING, f"De termijnen zijn niet te berekenen. {shown.problem}")]))
    elif not shown.deadlines:
        body.addWidget(Told([(Tone.NEUTRAL, "Er loopt nog geen termijn. Vul in wat er is gebeurd.")]))
    for deadline in shown.deadlines:
        body.addWidget(_deadline(deadline))
    if shown.norms:
        body.addWidget(_norms(shown.norms))
    body.addWidget(_moments(shown))


def term_card(steps: Sequence[Step], title: str) -> QFrame:
    """An explanation by itself: each sentence with the article it rests on."""
    frame, layout = _section(title)
    for step in steps:
        layout.addLayout(_reason(step.text, step.article))
    return frame


_INTRO = (
    "Waar de wet op twee manieren kan worden geteld, staan beide dagen er. Bolwerk waarschuwt voor de vroegste van de "
    "twee."
)


def _deadline(deadline: Deadline) -> QFrame:
    frame = card()
    layout = column(frame, Space.SMALL, Space.LARGE)
    standing = standing_of(deadline, today())
    head = row()
    head.addWidget(label(_capital(deadline.label), "label", wrap=True), 1)
    head.addWidget(Pill(standing.label, tones.TERM[standing]))
    layout.addLayout(head)
    grid = QGridLayout()
    definition(grid, 0, "Laatste dag", format_date(deadline.day))
    if deadline.other != deadline.day:
        definition(grid, 1, "Anders geteld", format_date(deadline.other))
        definition(grid, 2, "Bewaakte dag", format_date(deadline.watch))
    if deadline.done_on is not None:
        definition(grid, 3, "Gedaan op", format_date(deadline.done_on))
    layout.addLayout(grid)
    layout.addWidget(line())
    for step in deadline.steps:
        layout.addLayout(_reason(step.text, step.article))
    frame.setAccessibleName(f"{_capital(deadline.label)}: {format_date(deadline.day)}, {standing.label}")
    return frame


def _reason(text: str, article: str) -> QVBoxLayout:
    """A sentence, and close under it the article it rests on."""
    layout = column(space=0)
    layout.addWidget(label(text, wrap=True))
    layout.addWidget(label(article, "caption", wrap=True))
    return layout


def _norms(norms: tuple[NormLine, ...]) -> QFrame:
    frame, layout = _section("Normen waar dit op rust")
    for each in norms:
        across = row()
        across.addLayout(_reason(f"{each.norm.label}: {each.norm.length}", each.norm.ground), 1)
        holds = each.confirmation is not None and each.confirmation.holds
        across.addWidget(Pill(each.state, Tone.SUCCESS if holds else Tone.WARNING))
        layout.addLayout(across)
    return frame


def _moments(shown: Timeline) -> QFrame:
    frame, layout = _section("Wat er is gebeurd")
    grid = QGridLayout()
    for at, moment in enumerate(shown.moments):
        definition(grid, at, format_date(moment.day), moment.text)
    layout.addLayout(grid)
    return frame


def _section(title: str) -> tuple[QFrame, QVBoxLayout]:
    frame = card()
    layout = column(frame, Space.SMALL, Space.LARGE)
    layout.addWidget(label(title, "label"))
    return frame, layout


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
