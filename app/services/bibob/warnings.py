"""What the Bibob coordinator must not miss: terms near their last day, duties that are open, checks that are due.

An item names the number of the file and not its subject, for the first page of the program is read over a shoulder.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import NotFound
from app.formats import format_count, format_date
from app.rules.deadlines.screening import Asked, screening_terms
from app.rules.deadlines.signals import Signal, signal_of
from app.rules.permissions import BIBOB, Act
from app.rules.screening.problems import is_danger
from app.services.access import requires
from app.services.attention_item import AttentionItem, Urgency
from app.services.bibob.screenings import ScreeningDraft, Screenings
from app.services.bibob.terms import questions_of
from app.services.clock import today
from app.services.norms import norm_book
from models.bibob import Condition, Screening
from models.bibob.choices import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from app.rules.deadlines.terms import Deadline
    from app.rules.norms import NormBook
    from app.vault.session import UnlockedVault

PAGE = "bibob"
_WARNED = frozenset({"completion", "advice", "decision", "views", "retention"})
_TERMS = {
    "completion": "de hersteltermijn",
    "advice": "de adviestermijn van het LBB",
    "decision": "de beslistermijn",
    "views": "de zienswijzetermijn",
    "retention": "de bewaartermijn",
}


@dataclass(frozen=True, slots=True)
class _File:
    """One screening with what the LBB asked in it, and how many conditions it has."""

    id: int
    draft: ScreeningDraft
    asked: tuple[Asked, ...]
    conditions: int


@requires(Act.READ_SCREENINGS, BIBOB)
def screening_items(vault: UnlockedVault) -> tuple[AttentionItem, ...]:
    """What needs the attention of who may see screenings, term by term and file by file."""
    book, day = norm_book(vault), today()
    items: list[AttentionItem] = []
    for file in _files(vault):
        items += _term_items(file, book, day)
        items += _duty_items(file)
    return (*items, *_condition_items(vault, day))


def _files(vault: UnlockedVault) -> tuple[_File, ...]:
    register = Screenings(vault)
    with vault.read(BIBOB) as session:
        found = session.scalars(select(Screening).where(Screening.destroyed_on.is_(None)).order_by(Screening.number))
        return tuple(
            _File(
                item.id,
                register.read(item),
                tuple(questions_of(session, item.id)),
                len(session.scalars(select(Condition.id).where(Condition.screening_id == item.id)).all()),
            )
            for item in found.all()
        )


def _term_items(file: _File, book: NormBook, day: date) -> Iterator[AttentionItem]:
    try:
        terms = screening_terms(file.draft, file.asked, book, day)
    except NotFound as missing:
        yield _item(file, f"de termijnen zijn niet te berekenen. {missing}", Urgency.NOTICE)
        return
    for deadline in terms:
        if deadline.key in _WARNED and deadline.done_on is None:
            yield from _deadline_items(file, deadline, day)


def _deadline_items(file: _File, deadline: Deadline, day: date) -> Iterator[AttentionItem]:
    signal = signal_of(deadline.watch, day)
    closed = file.draft.closed_on is not None or file.draft.ended_on is not None
    if signal is None or (closed and deadline.key != "retention"):
        return
    what = _TERMS[deadline.key]
    if deadline.paused:
        left = format_count(max(0, (deadline.watch - day).days), "dag", "dagen")
        yield _item(file, f"{what} staat stil; zodra zij weer loopt resteren {left}.", Urgency.NOTICE)
    elif deadline.key == "retention" and signal is Signal.OVERDUE:
        until = format_date(deadline.watch)
        yield _item(
            file, f"bewaren hoefde tot en met {until}; vernietig het dossier, of bepaal hoe lang nog.", Urgency.OVERDUE
        )
    elif signal is Signal.OVERDUE:
        since = format_count((day - deadline.watch).days, "dag", "dagen")
        yield _item(file, f"{what} is verstreken op {format_date(deadline.watch)}, {since} geleden.", Urgency.OVERDUE)
    elif signal is Signal.TODAY:
        yield _item(file, f"{what} eindigt vandaag, {format_date(deadline.watch)}.", Urgency.SOON)
    else:
        left = format_count((deadline.watch - day).days, "dag", "dagen")
        yield _item(file, f"{what} eindigt op {format_date(deadline.watch)}, over {left}.", Urgency.SOON)


def _duty_items(file: _File) -> Iterator[AttentionItem]:
    draft = file.draft
    if draft.advice_requested_on is not None and draft.subject_informed_on is None and draft.closed_on is None:
        yield _item(file, "betrokkene is nog niet geïnformeerd over de adviesaanvraag (art. 32 Wet Bibob).")
    concluded = draft.decided_on is not None and is_danger(draft)
    if (concluded or draft.outcome is Outcome.WITHDRAWN) and draft.register_reported_on is None:
        what = "de terugtrekking" if draft.outcome is Outcome.WITHDRAWN else "de gevaarsconclusie"
        yield _item(file, f"{what} is nog niet gemeld in het Bibob-register (art. 7a lid 7 Wet Bibob).")
    if draft.outcome is Outcome.GRANT_WITH_CONDITIONS and not file.conditions:
        yield _item(file, "de voorschriften van het besluit zijn nog niet vastgelegd (art. 3 lid 7 Wet Bibob).")


def _condition_items(vault: UnlockedVault, day: date) -> Iterator[AttentionItem]:
    query = (
        select(Condition.id, Condition.check_on, Screening.number)
        .join(Screening, Screening.id == Condition.screening_id)
        .where(Condition.checked_on.is_(None), Screening.destroyed_on.is_(None))
        .order_by(Condition.check_on, Condition.id)
    )
    with vault.read(BIBOB) as session:
        rows = session.execute(query).all()
    for key, check_on, number in rows:
        signal = signal_of(check_on, day)
        if signal is not None:
            overdue = signal is Signal.OVERDUE
            told = "had gecontroleerd moeten zijn" if overdue else "moet worden gecontroleerd"
            text = f"{number}: een voorschrift {told} op {format_date(check_on)}."
            yield AttentionItem(text, Urgency.OVERDUE if overdue else Urgency.SOON, PAGE, key, "condition")


def _item(file: _File, text: str, urgency: Urgency = Urgency.NOTICE) -> AttentionItem:
    return AttentionItem(f"{file.draft.number}: {text}", urgency, PAGE, file.id, "screening")
