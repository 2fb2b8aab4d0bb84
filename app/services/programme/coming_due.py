"""What of the programme side is about to end or should have been there: covenants, actions, milestones, studies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from app.formats import format_date
from app.rules.permissions import PROGRAMME, Act
from app.services.access import requires
from app.services.attention_item import AttentionItem, Urgency
from app.services.clock import today
from app.services.programme.programme_register import first_words
from models.programme import Covenant, Milestone, Partner, Programme, ScanAction, Study, WorkplaceMeasure
from models.programme.choices import ActionStatus, StudyStatus, WorkplaceStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement

    from app.vault.session import UnlockedVault

SOON = timedelta(days=30)
COVENANT_SOON = timedelta(days=90)  # renewing one takes the college and the partner
SHOWN_PER_KIND = 20


@dataclass(frozen=True, slots=True)
class _Ending:
    """One kind of end: what to ask, where it stands, and how it is told before and after the day."""

    rows: Select[*tuple[Any, ...]]
    page: str
    part: str
    before: str
    after: str


@requires(Act.READ_PROGRAMME, PROGRAMME)
def programme_items(vault: UnlockedVault) -> tuple[AttentionItem, ...]:
    """The nearest first, at most twenty of a kind; what is done, stopped or reached is not told."""
    day = today()
    return tuple(item for ending in _endings(day) for item in _told(vault, ending, day))


def _endings(day: date) -> Iterator[_Ending]:
    covenant = Covenant.name + " (" + Partner.name + ")"
    yield _Ending(
        select(Covenant.id, covenant, Covenant.valid_to)
        .join(Partner, Partner.id == Covenant.partner_id)
        .where(Covenant.valid_to <= day + COVENANT_SOON, ~_renewed())
        .order_by(Covenant.valid_to, Covenant.id),
        "partners",
        "covenant",
        "Convenant {what} eindigt op {day}.",
        "Convenant {what} is geëindigd op {day}.",
    )
    yield _Ending(
        select(ScanAction.id, ScanAction.text, ScanAction.due_on)
        .where(ScanAction.due_on <= day + SOON, ScanAction.status.not_in((ActionStatus.DONE, ActionStatus.DROPPED)))
        .order_by(ScanAction.due_on, ScanAction.id),
        "quickscan",
        "scan_action",
        "Een actie van de quickscan moet klaar zijn op {day}: {what}",
        "Een actie van de quickscan had klaar moeten zijn op {day}: {what}",
    )
    milestone = Programme.name + ": " + Milestone.name
    yield _Ending(
        select(Milestone.id, milestone, Milestone.planned_on)
        .join(Programme, Programme.id == Milestone.programme_id)
        .where(Milestone.planned_on <= day + SOON, Milestone.reached_on.is_(None))
        .order_by(Milestone.planned_on, Milestone.id),
        "programmes",
        "milestone",
        "Mijlpaal {what} is gepland op {day}.",
        "Mijlpaal {what} was gepland op {day}.",
    )
    yield from _studies_and_measures(day)


def _renewed() -> ColumnElement[bool]:
    """Whether the same covenant goes on in a later period."""
    later = aliased(Covenant)
    same = (later.partner_id == Covenant.partner_id) & (func.lower(later.name) == func.lower(Covenant.name))
    return select(later.id).where(same, later.valid_from > Covenant.valid_to).exists()


def _studies_and_measures(day: date) -> Iterator[_Ending]:
    expected = func.coalesce(Study.delayed_to, Study.planned_on)
    yield _Ending(
        select(Study.id, Study.name, expected)
        .where(expected <= day + SOON, Study.status.not_in((StudyStatus.DELIVERED, StudyStatus.STOPPED)))
        .order_by(expected, Study.id),
        "knowledge",
        "study",
        "Onderzoek {what} wordt verwacht op {day}.",
        "Onderzoek {what} werd verwacht op {day}.",
    )
    yield _Ending(
        select(WorkplaceMeasure.id, WorkplaceMeasure.name, WorkplaceMeasure.review_on)
        .where(WorkplaceMeasure.review_on <= day + SOON, WorkplaceMeasure.status != WorkplaceStatus.DROPPED)
        .order_by(WorkplaceMeasure.review_on, WorkplaceMeasure.id),
        "quickscan",
        "workplace_measure",
        "Maatregel op het werk {what} moet worden herzien op {day}.",
        "Maatregel op het werk {what} had herzien moeten zijn op {day}.",
    )


def _told(vault: UnlockedVault, ending: _Ending, day: date) -> Iterator[AttentionItem]:
    with vault.read(PROGRAMME) as session:
        rows = session.execute(ending.rows.limit(SHOWN_PER_KIND)).all()
    for key, what, on in rows:
        overdue = on < day
        text = (ending.after if overdue else ending.before).format(what=f"‘{first_words(what)}’", day=format_date(on))
        urgency = Urgency.OVERDUE if overdue else Urgency.SOON
        yield AttentionItem(text, urgency, ending.page, key, ending.part)
