"""What a case asks for today: tasks and interventions that fall due, cases that stand still, effects to look at."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from app.formats import format_count, format_date, format_integer
from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed, requires
from app.services.apart.looking import is_apart
from app.services.attention_item import AttentionItem, Urgency
from app.services.casework.cases import STILL_NORM
from app.services.casework.live import WARNING_NORM, days_of
from app.services.clock import today
from models.casework import Case, CaseTask, Intervention
from models.casework.case_choices import InterventionStatus
from models.choices import CaseStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Select

    from app.vault.session import UnlockedVault

SHOWN = 5  # of each kind; the rest is counted


@requires(Act.READ_CASES, CASEWORK)
def case_items(vault: UnlockedVault) -> Iterator[AttentionItem]:
    """What to look at in the cases, the most urgent of each kind first."""
    yield from _due(vault, CaseTask, _tasks_to_tell(vault), "Taak", "taken")
    still_open = Intervention.status.in_([each for each in InterventionStatus if each.is_open])
    yield from _due(vault, Intervention, still_open, "Interventie", "interventies")
    yield from _still(vault)
    yield from _effects(vault)


def _tasks_to_tell(vault: UnlockedVault) -> ColumnElement[bool]:
    """Own tasks stand in the list of own actions on Start already; only those of a case apart do not."""
    undone = CaseTask.done_on.is_(None)
    if is_apart(vault) or not allowed(vault, Act.READ_MEETINGS, CASEWORK):
        return undone
    return undone & CaseTask.owner_account.is_distinct_from(vault.account.id)


def _due(vault: UnlockedVault, model: Any, undone: ColumnElement[bool], one: str, more: str) -> Iterator[AttentionItem]:  # noqa: ANN401
    """Of mine, and for who may take it up also of nobody."""
    day = today()
    mine = model.owner_account == vault.account.id
    whose = or_(mine, model.owner.is_(None)) if allowed(vault, Act.EDIT_CASES, CASEWORK) else mine
    query = (
        select(model.id, model.title, model.due_on, Case.number)
        .join(Case, Case.id == model.case_id)
        .where(undone, whose, model.due_on <= day + days_of(vault, WARNING_NORM))
        .order_by(model.due_on, model.id)
    )
    part = model.__tablename__
    rows, more_of_them = _found(vault, query)
    for key, title, due_on, number in rows:
        late = due_on < day
        told = "had klaar moeten zijn op" if late else "moet klaar zijn op"
        yield AttentionItem(
            f"{one} in casus {number} {told} {format_date(due_on)}: ‘{_short(title)}’",
            Urgency.OVERDUE if late else Urgency.SOON,
            "cases",
            key,
            part,
        )
    if more_of_them:
        yield AttentionItem(
            f"En nog {format_integer(more_of_them)} {more} in casussen.", Urgency.SOON, "cases", part=part
        )


def _still(vault: UnlockedVault) -> Iterator[AttentionItem]:
    day, long = today(), days_of(vault, STILL_NORM)
    query = (
        select(Case.id, Case.number, Case.title, Case.moved_on)
        .where(Case.status != CaseStatus.CLOSED, Case.moved_on < day - long)
        .order_by(Case.moved_on, Case.id)
    )
    rows, more = _found(vault, query)
    for key, number, title, moved_on in rows:
        yield AttentionItem(
            f"In casus {number} is sinds {format_date(moved_on)} niets gebeurd: ‘{_short(title)}’",
            Urgency.NOTICE,
            "cases",
            key,
            "case",
        )
    if more:
        told = format_count(more, "casus", "casussen")
        yield AttentionItem(f"En nog {told} zonder beweging.", Urgency.NOTICE, "cases", part="case")


def _effects(vault: UnlockedVault) -> Iterator[AttentionItem]:
    query = (
        select(Case.id, Case.number, Case.title, Case.closed_on)
        .where(Case.status == CaseStatus.CLOSED, Case.effect_due_on <= today())
        .order_by(Case.effect_due_on, Case.id)
    )
    rows, more = _found(vault, query)
    for key, number, title, closed_on in rows:
        yield AttentionItem(
            f"Casus {number} is gesloten op {format_date(closed_on)}; bezie het effect opnieuw: ‘{_short(title)}’",
            Urgency.NOTICE,
            "cases",
            key,
            "case",
        )
    if more:
        told = format_count(more, "casus", "casussen")
        yield AttentionItem(f"En nog {told} waarvan het effect wordt bezien.", Urgency.NOTICE, "cases", part="case")


def _found(vault: UnlockedVault, query: Select[*tuple[Any, ...]]) -> tuple[Any, int]:
    """The first few, and how many more there are."""
    with vault.read(CASEWORK) as session:
        rows = session.execute(query.limit(SHOWN)).all()
        count = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    return rows, count - len(rows)


def _short(text: str) -> str:
    return shorten(text, 80, placeholder="…")
