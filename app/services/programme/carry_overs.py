"""The register of carry-overs: requests to take a remainder to a later year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.formats import format_amount
from app.rules.money import ZERO, difference
from app.rules.permissions import PROGRAMME, Act
from app.rules.years import year_problem
from app.services.access import requires_own
from app.services.programme.money import budget_sums
from app.services.records import Option, Records, Words
from models.choices import CarryOverCover, CarryOverStatus
from models.programme import Budget, CarryOver

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Select
    from sqlalchemy.orm import Session


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
        "status": "Kies de status.",
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
        """To a later year, and no more than other requests leave of the remainder."""
        problems = year_problem("to_year", draft.to_year)
        budget = session.get(Budget, draft.budget_id) if draft.budget_id is not None else None
        if not problems and budget and draft.to_year is not None and draft.to_year <= budget.year:
            problems["to_year"] = f"Kies een jaar na {budget.year}."
        if draft.amount is not None and draft.amount <= 0:
            problems["amount"] = "Vul een bedrag boven nul in."
        elif budget and draft.amount is not None and _asks_anew(draft, existing):
            left = _left_for(session, budget, existing)
            if left is not None and draft.amount > left:
                problems["amount"] = f"Er resteert {format_amount(left)}; meer kan niet worden overgeheveld."
        return problems

    def name_of(self, item: CarryOver) -> str:
        """To which year."""
        return f"Overheveling naar {item.to_year}"


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
