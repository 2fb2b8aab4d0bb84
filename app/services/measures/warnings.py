"""What the jurist must not miss: terms near their last day, closures that end soon, tasks and checks that are due.

An item names the number of the file and not its address, for the first page of the program is read over a shoulder.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import NotFound
from app.formats import format_count, format_date
from app.rules.deadlines.measures import measure_terms
from app.rules.deadlines.signals import Signal, signal_of
from app.rules.permissions import MEASURES, Act
from app.services.access import requires
from app.services.attention_item import AttentionItem, Urgency
from app.services.clock import today
from app.services.measures.measures import MeasureDraft, Measures
from app.services.norms import norm_book, norm_on
from models.measures import ApvClosure, DesignatedBusiness, Designation, Measure, PersonCheck, TraderCheck
from models.measures.apv_choices import PermitState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from app.rules.deadlines.terms import Deadline
    from app.rules.norms import NormBook
    from app.vault.session import UnlockedVault

PAGE, APV_PAGE = "measures", "apv"
ENDING_SOON = "measures.ending_soon"
_TERMS = {
    "views": "de zienswijzetermijn",
    "grace": "de begunstigingstermijn",
    "objection_decision": "de beslistermijn op bezwaar",
}


@requires(Act.READ_MEASURES, MEASURES)
def measure_items(vault: UnlockedVault) -> tuple[AttentionItem, ...]:
    """What needs the attention of who may see measures, file by file and then what stands beside them."""
    book, day = norm_book(vault), today()
    soon = day + timedelta(days=norm_on(vault, ENDING_SOON, day).value)
    items: list[AttentionItem] = []
    for key, draft in _open_files(vault):
        items += _term_items(key, draft, book, day)
        if draft.reopened_on is None:
            items += _closure_items(_Closure(str(draft.number), draft.closed_until, key, "measure"), day, soon)
        items += _duty_items(key, draft)
    return (*items, *_beside(vault, day, soon))


def _open_files(vault: UnlockedVault) -> tuple[tuple[int, MeasureDraft], ...]:
    register = Measures(vault)
    with vault.read(MEASURES) as session:
        found = session.scalars(select(Measure).where(Measure.closed_on.is_(None)).order_by(Measure.number))
        return tuple((item.id, register.read(item)) for item in found.all())


def _term_items(key: int, draft: MeasureDraft, book: NormBook, day: date) -> Iterator[AttentionItem]:
    try:
        terms = measure_terms(draft, book)
    except NotFound as missing:
        yield _item(key, draft, f"de termijnen zijn niet te berekenen. {missing}")
        return
    for deadline in terms:
        if deadline.key in _TERMS and deadline.done_on is None:
            yield from _deadline_items(key, draft, deadline, day)


def _deadline_items(key: int, draft: MeasureDraft, deadline: Deadline, day: date) -> Iterator[AttentionItem]:
    signal, what = signal_of(deadline.watch, day), _TERMS[deadline.key]
    last, left = format_date(deadline.watch), format_count(abs((deadline.watch - day).days), "dag", "dagen")
    if signal is Signal.OVERDUE:
        yield _item(key, draft, f"{what} is verstreken op {last}, {left} geleden.", Urgency.OVERDUE)
    elif signal is Signal.TODAY:
        yield _item(key, draft, f"{what} eindigt vandaag, {last}.", Urgency.SOON)
    elif signal is not None:
        yield _item(key, draft, f"{what} eindigt op {last}, over {left}.", Urgency.SOON)


@dataclass(frozen=True, slots=True)
class _Closure:
    """A closure that has not been ended: how it is called, its last day if it has one, and where it stands."""

    name: str
    last: date | None
    key: int
    part: str


def _closure_items(closure: _Closure, day: date, soon: date) -> Iterator[AttentionItem]:
    """A closure that ends within the days of the norm, more urgent as it is nearer, or ended without a reopening."""
    last, name, key, part = closure.last, closure.name, closure.key, closure.part
    page = PAGE if part == "measure" else APV_PAGE
    if last is None or last > soon:
        return
    if last < day:
        text = f"{name}: de sluiting eindigde op {format_date(last)}; de heropening is nog niet vastgelegd."
        yield AttentionItem(text, Urgency.OVERDUE, page, key, part)
        return
    left = "vandaag" if last == day else f"over {format_count((last - day).days, 'dag', 'dagen')}"
    near = signal_of(last, day) is not None
    text = f"{name}: de sluiting loopt af op {format_date(last)}, {left}."
    yield AttentionItem(text, Urgency.SOON if near else Urgency.NOTICE, page, key, part)


def _duty_items(key: int, draft: MeasureDraft) -> Iterator[AttentionItem]:
    if draft.decided_on is not None and draft.announced_on is None:
        yield _item(key, draft, "het besluit is nog niet bekendgemaakt (art. 3:40 Awb).")
    if draft.executed_on is not None and draft.costs is not None and draft.costs_decided_on is None:
        yield _item(key, draft, "er zijn kosten gemaakt en nog geen kostenbesluit genomen (art. 5:25 Awb).")


def _beside(vault: UnlockedVault, day: date, soon: date) -> Iterator[AttentionItem]:
    """Tasks, closures under the APV, applications that must come, and checks to repeat."""
    with vault.read(MEASURES) as session:
        yield from _tasks(session, day)
        yield from _applications(session, day)
        yield from _checks(session, day)
        open_closures = select(ApvClosure).where(ApvClosure.lifted_on.is_(None), ApvClosure.closed_until.is_not(None))
        for item in session.scalars(open_closures.order_by(ApvClosure.closed_until)):
            name = f"APV-sluiting {item.decision_reference or item.id}"
            yield from _closure_items(_Closure(name, item.closed_until, item.id, "apv_closure"), day, soon)


def _tasks(session: Session, day: date) -> Iterator[AttentionItem]:
    waiting = (
        select(PersonCheck.id, PersonCheck.due_on, Measure.number)
        .join(Measure, Measure.id == PersonCheck.measure_id)
        .where(PersonCheck.done_on.is_(None), PersonCheck.due_on.is_not(None))
        .order_by(PersonCheck.due_on)
    )
    for key, due_on, number in session.execute(waiting):
        told = f"{number}: een persoon uit de rapportage {{}} worden gescreend op vergunningen en subsidies."
        yield from _due(told, due_on, day, key, "person_check")


def _applications(session: Session, day: date) -> Iterator[AttentionItem]:
    waiting = (
        select(Designation.id, Designation.apply_until, Designation.name)
        .join(DesignatedBusiness, DesignatedBusiness.designation_id == Designation.id)
        .where(DesignatedBusiness.state == PermitState.TO_APPLY, Designation.apply_until.is_not(None))
        .distinct()
        .order_by(Designation.apply_until)
    )
    for key, until, name in session.execute(waiting):
        told = f"Bij ‘{name}’ {{}} elke vergunning zijn aangevraagd (art. 2:81 APV)."
        yield from _due(told, until, day, key, "designation")


def _checks(session: Session, day: date) -> Iterator[AttentionItem]:
    """Of each trader only what the last check asked."""
    done = select(TraderCheck.id, TraderCheck.again_on, TraderCheck.trader_id).order_by(
        TraderCheck.checked_on, TraderCheck.id
    )
    last = {trader_id: (key, again_on) for key, again_on, trader_id in session.execute(done)}
    for key, again_on in last.values():
        if again_on is not None:
            told = "Een handelaar {} opnieuw worden gecontroleerd (art. 437 Sr)."
            yield from _due(told, again_on, day, key, "trader_check")


def _due(told: str, due_on: date | None, day: date, key: int, part: str) -> Iterator[AttentionItem]:
    """A line when the day is near or past; `told` has a place for "moet uiterlijk 3 maart 2020"."""
    signal = signal_of(due_on, day) if due_on is not None else None
    if due_on is not None and signal is not None:
        overdue = signal is Signal.OVERDUE
        text = told.format(f"{'moest' if overdue else 'moet'} uiterlijk {format_date(due_on)}")
        page = PAGE if part == "person_check" else APV_PAGE
        yield AttentionItem(text, Urgency.OVERDUE if overdue else Urgency.SOON, page, key, part)


def _item(key: int, draft: MeasureDraft, text: str, urgency: Urgency = Urgency.NOTICE) -> AttentionItem:
    return AttentionItem(f"{draft.number}: {text}", urgency, PAGE, key, "measure")
