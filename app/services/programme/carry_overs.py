"""The register of carry-overs: requests to take a remainder to a later year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.errors import Invalid
from app.formats import format_amount, format_date
from app.rules.carry_over import Course, after_step, course_problems, is_asked, step_problems
from app.rules.money import ZERO, difference
from app.rules.permissions import PROGRAMME, Act
from app.rules.years import year_problem
from app.services.access import requires_own
from app.services.clock import today
from app.services.programme.money import budget_sums
from app.services.records import Option, Record, Records, Words
from models.choices import CarryOverCover, CarryOverStatus
from models.programme import Budget, CarryOver

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from app.vault.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class CarryOverDraft:
    """A request to carry over as the form shows it."""

    budget_id: int | None = None
    to_year: int | None = None
    amount: Decimal | None = None
    reason: str | None = None
    status: CarryOverStatus | None = CarryOverStatus.DRAFT
    cover: CarryOverCover | None = None
    decided_on: date | None = None
    submitted_on: date | None = None
    college_on: date | None = None


@dataclass(frozen=True, slots=True)
class StepDraft:
    """One step of the course: to which status, on which day, paid from what, and why where it was refused."""

    to: CarryOverStatus | None = None
    day: date | None = None
    cover: CarryOverCover | None = None
    reason: str | None = None


class CarryOvers(Records[CarryOver, CarryOverDraft]):
    """The register of carry-overs."""

    kind = "carry_over"
    words = Words("overheveling")
    compartment = PROGRAMME
    read_act = Act.READ_PROGRAMME
    edit_act = Act.EDIT_BUDGET
    model = CarryOver
    draft = CarryOverDraft
    columns = {
        "year": Budget.year,
        "to_year": CarryOver.to_year,
        "amount": CarryOver.amount,
        "status": CarryOver.status,
        "cover": CarryOver.cover,
    }
    searched = (Budget.name, CarryOver.reason)
    order = (Budget.year.desc(), CarryOver.id)
    required = {
        "budget_id": "Kies de begroting.",
        "to_year": "Vul in naar welk jaar.",
        "amount": "Vul het bedrag in.",
    }

    def source(self) -> Select[Any]:
        """Lists show the year of the budget."""
        return select(CarryOver.id).join(Budget, Budget.id == CarryOver.budget_id)

    @requires_own("read_act")
    def options(self, field: str, current: CarryOverDraft | None = None) -> tuple[Option, ...]:
        """Budgets, newest first."""
        if field != "budget_id":
            return ()
        with self.vault.read(PROGRAMME) as session:
            rows = session.execute(select(Budget.id, Budget.year, Budget.name).order_by(Budget.year.desc())).all()
        return tuple(Option(key, f"{year} {name}") for key, year, name in rows)

    def check(self, session: Session, draft: CarryOverDraft, existing: CarryOver | None) -> Mapping[str, str]:
        """To a later year, no more than other requests leave of the remainder, and in the course that is laid down."""
        problems = year_problem("to_year", draft.to_year)
        budget = session.get(Budget, draft.budget_id) if draft.budget_id is not None else None
        if not problems and budget and draft.to_year is not None and draft.to_year <= budget.year:
            problems["to_year"] = f"Kies een jaar na {budget.year}."
        if draft.amount is not None and draft.amount <= 0:
            problems["amount"] = "Vul een bedrag boven nul in."
        elif budget and draft.amount is not None and _asks_anew(draft, existing):
            problems |= _too_much(session, budget, draft.amount, existing)
        if draft.status is None:
            return problems | {"status": "Kies de status."}
        known = course_of(existing) if existing is not None else None
        course = Course(draft.status, draft.cover, draft.submitted_on, draft.college_on, draft.decided_on)
        return problems | course_problems(course, today(), known_before=known) | _moved_by_hand(draft, existing)

    def name_of(self, item: CarryOver) -> str:
        """To which year."""
        return f"Overheveling naar {item.to_year}"

    def hindrance(self, session: Session, item: CarryOver) -> str | None:
        """What was decided stays."""
        if item.status in (CarryOverStatus.COLLEGE, CarryOverStatus.COUNCIL):
            return f"Over dit verzoek is besloten (‘{item.status.label}’); het blijft staan."
        return None

    @requires_own("edit_act")
    def take_step(self, key: int, step: StepDraft, version: int) -> Record[CarryOverDraft]:
        """Take the request one step further; Invalid says what is missing, by the fields of the step.

        When the council adopts it, a budget that waits for the money and has no amount yet gets it.
        """
        with self.vault.write(PROGRAMME) as work:
            item = self._item(work.session, key)
            self._same_version(item, version)
            to = step.to
            if to is None:
                raise Invalid({"to": "Kies de stap."})
            course = course_of(item)
            problems = step_problems(course, to, step.day, reason=step.reason)
            after = after_step(course, to, step.day or today(), step.cover)
            problems = problems or _of_step(course_problems(after, today(), known_before=course))
            if to is CarryOverStatus.SUBMITTED and not problems:
                problems = _not_ready(work.session, item)
            if problems:
                raise Invalid(problems)
            _put(item, after, step)
            self._flush(work.session)
            work.record(f"carry_over.{to.value}", self.kind, str(key), fields=("status",))
            if to is CarryOverStatus.COUNCIL:
                _give_to_budget(work, item)
            return self._record(item)


def course_of(item: CarryOver) -> Course:
    """Where a stored request is."""
    return Course(item.status, item.cover, item.submitted_on, item.college_on, item.decided_on)


def _moved_by_hand(draft: CarryOverDraft, existing: CarryOver | None) -> dict[str, str]:
    """A status changes by a step, with its day; what was asked stands while others decide on it."""
    if existing is None:
        return {}
    if draft.status is not existing.status:
        return {"status": "De status verandert met een stap. Gebruik daarvoor de knop ‘Volgende stap’."}
    if not is_asked(existing.status):
        return {}
    names = [name for name in ("budget_id", "to_year", "amount") if getattr(draft, name) != getattr(existing, name)]
    return dict.fromkeys(names, "Dit ligt vast sinds het verzoek is ingediend. Trek het eerst terug.")


def _too_much(session: Session, budget: Budget, amount: Decimal, existing: CarryOver | None) -> dict[str, str]:
    left = _left_for(session, budget, existing)
    if left is None or amount <= left:
        return {}
    return {"amount": f"Er resteert {format_amount(left)}; meer kan niet worden overgeheveld."}


def _not_ready(session: Session, item: CarryOver) -> dict[str, str]:
    """Why a draft cannot be submitted: nobody says what for, or less is left by now."""
    if not (item.reason or "").strip():
        return {"": "Vul eerst de motivering in; zonder kan het verzoek niet worden ingediend."}
    budget = session.get(Budget, item.budget_id)
    found = _too_much(session, budget, item.amount, item) if budget is not None else {}
    return {"": found["amount"]} if found else {}


def _of_step(problems: dict[str, str]) -> dict[str, str]:
    """Problems of a course under the fields of the step that led to it."""
    return {name if name == "cover" else "day": text for name, text in problems.items()}


def _put(item: CarryOver, after: Course, step: StepDraft) -> None:
    item.status, item.cover = after.status, after.cover
    item.submitted_on, item.college_on, item.decided_on = after.submitted_on, after.college_on, after.decided_on
    if after.status is CarryOverStatus.REJECTED and step.reason:
        refused = f"Afgewezen op {format_date(step.day)}: {step.reason.strip()}"
        item.reason = "\n\n".join(part for part in (item.reason, refused) if part)


def _give_to_budget(work: UnitOfWork, item: CarryOver) -> None:
    budget = work.session.get(Budget, item.to_budget_id) if item.to_budget_id is not None else None
    if budget is None or budget.budgeted is not None:
        return
    budget.budgeted = item.amount
    work.record("budget.changed", "budget", budget.id, fields=("budgeted",))


def _asks_anew(draft: CarryOverDraft, existing: CarryOver | None) -> bool:
    """Whether a request is new or asks for other money: a decision can be recorded also when less is left by then."""
    if draft.status is CarryOverStatus.REJECTED:
        return False
    if existing is None or existing.status is CarryOverStatus.REJECTED:
        return True
    return (draft.budget_id, draft.amount) != (existing.budget_id, existing.amount)


def _left_for(session: Session, budget: Budget, existing: CarryOver | None) -> Decimal | None:
    """What of a budget can still be carried over, apart from what `existing` asks; None when nobody knows."""
    asked = session.scalars(
        select(CarryOver.amount).where(
            CarryOver.budget_id == budget.id,
            CarryOver.status != CarryOverStatus.REJECTED,
            CarryOver.id != (existing.id if existing else 0),
        )
    )
    return difference(budget_sums(session, budget.id).most_left, sum(asked, ZERO))
