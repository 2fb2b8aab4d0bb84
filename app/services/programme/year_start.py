"""Beginning a year from the one before it, in one act that can be undone while nobody touched what it made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select
from sqlalchemy.orm import selectinload

from app.errors import Invalid, NotFound
from app.rules.permissions import PROGRAMME, Act
from app.rules.years import year_problem
from app.services.access import requires
from app.services.clock import today
from app.services.programme.year_making import YearMaker
from app.services.programme.year_preview import StartChoice, StartPreview, preview_in
from models.programme import (
    Activity,
    Booking,
    Budget,
    BudgetGroup,
    BudgetLine,
    CarryOver,
    Commitment,
    Material,
    PlanYear,
    PlanYearAim,
    PlanYearRecord,
    Post,
    ScanAction,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault
    from app.vault.unit_of_work import UnitOfWork
    from models.base import Versioned

_MADE: dict[str, type[Versioned]] = {
    "budget_line": BudgetLine,
    "budget": Budget,
    "post": Post,
    "activity": Activity,
}
"""What beginning a year makes, in the order in which it can be taken away again."""

_TOUCHED = "Er is al mee gewerkt; het begin van {year} is niet meer ongedaan te maken."


@requires(Act.READ_PROGRAMME, PROGRAMME)
def start_preview(vault: UnlockedVault, from_year: int) -> StartPreview:
    """What would come along from this year to the next, and what stands there already."""
    with vault.read(PROGRAMME) as session:
        return preview_in(session, from_year)


@requires(Act.EDIT_PROGRAMME, PROGRAMME)
def start_year(vault: UnlockedVault, from_year: int, choice: StartChoice) -> int:
    """Begin the year after `from_year` and give the id of it. Invalid when it was begun or an amount cannot be.

    All in one unit of work: goals and recommendations become aims of the year, activities that were moved or still run
    go on, structural money and posts come along, and each carry-over gets the budget that it is meant for.
    """
    with vault.write(PROGRAMME) as work:
        session = work.session
        found = preview_in(session, from_year)
        problems = _problems(found, choice)
        if problems:
            raise Invalid(problems)
        year = session.scalar(select(PlanYear).where(PlanYear.year == found.year)) or PlanYear(year=found.year)
        year.started_from, year.begun_on = from_year, today()
        session.add(year)
        session.flush()
        YearMaker(work, year, found, choice).make()
        work.record("plan_year.begun", "plan_year", str(year.id))
        return year.id


@requires(Act.EDIT_PROGRAMME, PROGRAMME)
def undo_start(vault: UnlockedVault, plan_year_id: int) -> None:
    """Take away all that beginning the year made. Invalid when any of it was changed, or something hangs on it."""
    with vault.write(PROGRAMME) as work:
        session = work.session
        year = session.get(PlanYear, plan_year_id)
        if year is None:
            raise NotFound("Het jaar bestaat niet (meer).")
        if year.started_from is None:
            raise Invalid({"": f"{year.year} is niet begonnen vanuit een ander jaar."})
        made = _made(session, year)
        if year.closed_on is not None or _was_touched(session, made):
            raise Invalid({"": _TOUCHED.format(year=year.year)})
        _take_away(work, year, made)
        work.record("plan_year.begin_undone", "plan_year", str(plan_year_id))


def _problems(found: StartPreview, choice: StartChoice) -> dict[str, str]:
    problems = year_problem("", found.year)
    if found.begun:
        return {"": f"{found.year} is al begonnen vanuit {found.from_year}."}
    if found.nothing and choice.structural is None and choice.fte is None:
        return {"": f"Er is niets om mee te nemen van {found.from_year} naar {found.year}."}
    for name, amount in (("structural", choice.structural), ("personnel", choice.personnel), ("fte", choice.fte)):
        if amount is not None and amount <= 0:
            problems[name] = "Vul een getal boven nul in, of laat dit leeg."
    return _money_problems(found, choice) | problems


def _money_problems(found: StartPreview, choice: StartChoice) -> dict[str, str]:
    if choice.structural is not None and found.has_structural:
        return {"structural": f"Het structurele budget van {found.year} komt al mee of staat er al."}
    if choice.personnel is None:
        return {}
    if choice.structural is None:
        return {"personnel": "Vul eerst het structurele budget in."}
    too_much = choice.personnel > choice.structural
    return {"personnel": "Personeel is ten hoogste het hele structurele budget."} if too_much else {}


def _made(session: Session, year: PlanYear) -> list[tuple[str, Versioned]]:
    rows = session.scalars(select(PlanYearRecord).where(PlanYearRecord.plan_year_id == year.id)).all()
    budgets = select(Budget).where(Budget.id.in_([row.record_id for row in rows if row.kind == "budget"]))
    session.scalars(budgets.options(selectinload(Budget.groups).selectinload(BudgetGroup.lines))).all()
    found = [(row.kind, session.get(_MADE[row.kind], row.record_id)) for row in rows]
    return [(kind, item) for kind, item in found if item is not None]


def _was_touched(session: Session, made: list[tuple[str, Versioned]]) -> bool:
    """Whether somebody changed one of them, or hung something on it."""
    if any(item.version != 1 for _, item in made):
        return True
    keys = {kind: [item.id for each, item in made if each == kind] for kind in _MADE}
    lines, budgets, activities = keys["budget_line"], keys["budget"], keys["activity"]
    hanging = (
        select(Booking.id).where(Booking.line_id.in_(lines)),
        select(Commitment.id).where(Commitment.line_id.in_(lines)),
        select(ScanAction.id).where(ScanAction.budget_line_id.in_(lines)),
        select(Material.id).where(Material.budget_line_id.in_(lines)),
        select(CarryOver.id).where(CarryOver.budget_id.in_(budgets)),
        select(Activity.id).where(Activity.moved_from_id.in_(activities)),
    )
    more = _lines_of(session, budgets) - set(lines)
    return bool(more) or any(session.scalar(query.limit(1)) is not None for query in hanging)


def _lines_of(session: Session, budgets: list[int]) -> set[int]:
    """All lines that stand in these budgets now, also those that were added later."""
    query = select(BudgetLine.id).join(BudgetGroup).where(BudgetGroup.budget_id.in_(budgets))
    return set(session.scalars(query))


def _take_away(work: UnitOfWork, year: PlanYear, made: list[tuple[str, Versioned]]) -> None:
    session = work.session
    budgets = [item.id for kind, item in made if kind == "budget"]
    for asked in session.scalars(select(CarryOver).where(CarryOver.to_budget_id.in_(budgets))):
        asked.to_budget_id = None
    for kind in _MADE:
        for each, item in made:
            if each == kind:
                key = item.id
                session.delete(item)
                work.record(f"{kind}.removed", kind, str(key))
        session.flush()
    for model in (PlanYearAim, PlanYearRecord):
        session.execute(delete(model).where(model.plan_year_id == year.id))
    if year.note is None:
        session.delete(year)
    else:
        year.started_from = year.begun_on = None
