"""Who pays a programme of several years: contributions per party and year, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.errors import NotFound
from app.rules.money import Total, difference, total
from app.rules.permissions import PROGRAMME, Act
from app.rules.years import year_problem
from app.services.access import requires, requires_own
from app.services.programme.money import BudgetSums, budget_sums
from app.services.programme.programme_register import ProgrammeRegister, chosen_among
from app.services.records import Option, Words
from models.choices import FundingSource
from models.programme import Budget, Contribution, Programme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class ContributionDraft:
    """A contribution as the form shows it; an empty amount is unknown."""

    programme_id: int | None = None
    year: int | None = None
    party: str | None = None
    source: FundingSource | None = None
    amount: Decimal | None = None
    note: str | None = None


class Contributions(ProgrammeRegister[Contribution, ContributionDraft]):
    """The register of contributions to programmes."""

    kind = "contribution"
    words = Words("bijdrage")
    edit_act = Act.EDIT_BUDGET
    model = Contribution
    draft = ContributionDraft
    columns = {
        "programme_id": Contribution.programme_id,
        "programme": Programme.name,
        "year": Contribution.year,
        "party": Contribution.party,
        "source": Contribution.source,
        "amount": Contribution.amount,
    }
    searched = (Contribution.party, Contribution.note, Programme.name)
    order = (Programme.name, Contribution.year, Contribution.id)
    required = {
        "programme_id": "Kies het programma.",
        "year": "Vul het jaar in.",
        "party": "Vul in wie betaalt.",
        "source": "Kies waar het geld vandaan komt.",
    }

    def source(self) -> Select[Any]:
        """Lists show the programme."""
        return select(Contribution.id).join(Programme, Programme.id == Contribution.programme_id)

    @requires_own("read_act")
    def options(self, field: str, current: ContributionDraft | None = None) -> tuple[Option, ...]:
        """The programmes."""
        rows = select(Programme.id, Programme.name).order_by(Programme.name)
        return chosen_among(self.vault, rows) if field == "programme_id" else ()

    def check(self, session: Session, draft: ContributionDraft, existing: Contribution | None) -> Mapping[str, str]:
        """In a year of the programme, and no less than nothing."""
        problems = year_problem("year", draft.year)
        if draft.amount is not None and draft.amount < 0:
            problems["amount"] = "Een bijdrage is niet negatief."
        programme = session.get(Programme, draft.programme_id) if draft.programme_id is not None else None
        if programme and draft.year and not problems and not programme.from_year <= draft.year <= programme.to_year:
            problems["year"] = f"Dit programma loopt van {programme.from_year} tot en met {programme.to_year}."
        return problems

    def name_of(self, item: Contribution) -> str:
        """Who, and in which year."""
        return f"{item.party} {item.year}"

    def broken_rule(self, reason: str) -> str:
        """A party pays once a year."""
        told = "Van deze partij staat er in dit jaar al een bijdrage."
        return told if "UNIQUE" in reason else super().broken_rule(reason)


@dataclass(frozen=True, slots=True)
class YearFunding:
    """One year of a programme: what the municipality pays itself, what others pay, and what its budgets spent."""

    year: int
    own: Total
    others: Total
    budgets: tuple[BudgetSums, ...]

    @property
    def spent(self) -> Total:
        """What the budgets of the programme spent in the year."""
        return total(budget.spent.amount if budget.spent.complete else None for budget in self.budgets)


@dataclass(frozen=True, slots=True)
class Funding:
    """A programme with its years. `stated` is the grant as it was given for the whole."""

    name: str
    years: tuple[YearFunding, ...]
    stated: Decimal | None

    @property
    def own(self) -> Total:
        """What the municipality pays itself over all years."""
        return _together([each.own for each in self.years])

    @property
    def others(self) -> Total:
        """What others pay over all years."""
        return _together([each.others for each in self.years])

    @property
    def difference(self) -> Decimal | None:
        """What the contributions of others come to more than the grant; None while either is unknown."""
        return difference(self.others.amount if self.others.complete else None, self.stated)


@requires(Act.READ_PROGRAMME, PROGRAMME)
def funding_of(vault: UnlockedVault, programme_id: int) -> Funding:
    """The money of a programme over its years; NotFound when it is gone."""
    with vault.read(PROGRAMME) as session:
        programme = session.get(Programme, programme_id)
        if programme is None:
            raise NotFound("Het programma bestaat niet (meer).")
        paid = session.scalars(select(Contribution).where(Contribution.programme_id == programme_id)).all()
        budgets = session.execute(
            select(Budget.id, Budget.year).where(Budget.programme_id == programme_id).order_by(Budget.id)
        ).all()
        years = {*range(programme.from_year, programme.to_year + 1), *(year for _, year in budgets)}
        sums = [budget_sums(session, key) for key, _ in budgets]
        return Funding(programme.name, tuple(_of_year(year, paid, sums) for year in sorted(years)), programme.grant)


def _of_year(year: int, paid: Sequence[Contribution], budgets: Sequence[BudgetSums]) -> YearFunding:
    of_year = [each for each in paid if each.year == year]
    return YearFunding(
        year=year,
        own=total(each.amount for each in of_year if each.source is FundingSource.OWN),
        others=total(each.amount for each in of_year if each.source is not FundingSource.OWN),
        budgets=tuple(budget for budget in budgets if budget.year == year),
    )


def _together(parts: Sequence[Total]) -> Total:
    summed = total(part.amount for part in parts if part.amount is not None)
    return Total(summed.amount, sum(part.unknown for part in parts))
