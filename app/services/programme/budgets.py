"""The registers of budgets and of their lines."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app.formats import format_amount
from app.rules.permissions import PROGRAMME, Act
from app.rules.years import year_problem
from app.services.access import requires, requires_own
from app.services.clock import today
from app.services.programme.closed_years import closed_problem
from app.services.records import Option, Records, Words, rows_that_stay
from models.choices import FundingSource, Nature
from models.programme import (
    Booking,
    Budget,
    BudgetGroup,
    BudgetLine,
    CarryOver,
    Commitment,
    Material,
    Programme,
    ScanAction,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault

BOOKED = (
    select(func.sum(Booking.amount)).where(Booking.line_id == BudgetLine.id).correlate(BudgetLine).scalar_subquery()
)
SPENT = func.coalesce(BOOKED, BudgetLine.spent_amount, type_=BudgetLine.spent_amount.type)


@dataclass(frozen=True, slots=True)
class BudgetDraft:
    """A budget as the form shows it; the stated totals are those of a source, to compare with."""

    year: int | None = None
    name: str | None = None
    nature: Nature | None = Nature.INCIDENTAL
    source: FundingSource | None = FundingSource.OWN
    policy_field: str | None = "1.2"
    budgeted: Decimal | None = None
    groups: tuple[str, ...] = ()
    stated_spent: Decimal | None = None
    stated_remainder: Decimal | None = None
    note: str | None = None
    adjusted: Decimal | None = None
    own_share: Decimal | None = None
    programme_id: int | None = None


class Budgets(Records[Budget, BudgetDraft]):
    """The register of budgets."""

    kind = "budget"
    words = Words("begroting")
    compartment = PROGRAMME
    read_act = Act.READ_PROGRAMME
    edit_act = Act.EDIT_BUDGET
    model = Budget
    draft = BudgetDraft
    columns = {
        "year": Budget.year,
        "name": Budget.name,
        "nature": Budget.nature,
        "source": Budget.source,
        "budgeted": Budget.budgeted,
        "adjusted": Budget.adjusted,
        "programme_id": Budget.programme_id,
    }
    searched = (Budget.name, Budget.note)
    order = (Budget.year.desc(), Budget.name)
    required = {
        "year": "Vul het begrotingsjaar in.",
        "name": "Vul de naam van de begroting in.",
        "nature": "Kies incidenteel of structureel.",
    }
    lists = {"groups": BudgetGroup}

    def blank(self) -> BudgetDraft:
        """This year."""
        return BudgetDraft(year=today().year)

    @requires_own("read_act")
    def options(self, field: str, current: BudgetDraft | None = None) -> tuple[Option, ...]:
        """The programmes that the money may be of."""
        if field != "programme_id":
            return ()
        with self.vault.read(PROGRAMME) as session:
            rows = session.execute(select(Programme.id, Programme.name).order_by(Programme.name)).all()
        return tuple(Option(key, name) for key, name in rows)

    def check(self, session: Session, draft: BudgetDraft, existing: Budget | None) -> Mapping[str, str]:
        """No negative money, no own share above the whole; groups with lines stay, and so does the year of bookings."""
        problems = year_problem("year", draft.year)
        for name in ("budgeted", "adjusted", "own_share"):
            amount = getattr(draft, name)
            if amount is not None and amount < 0:
                problems[name] = "Een begroot bedrag is niet negatief."
        holds = draft.budgeted if draft.adjusted is None else draft.adjusted
        if holds is not None and draft.own_share is not None and draft.own_share > holds:
            problems["own_share"] = f"Het eigen aandeel is ten hoogste {format_amount(holds)}, de hele begroting."
        if draft.programme_id is not None and session.get(Programme, draft.programme_id) is None:
            problems["programme_id"] = "Dit programma bestaat niet (meer)."
        if existing is not None:
            problems |= _held_in_place(session, draft, existing)
        return problems

    def name_of(self, item: Budget) -> str:
        """Year and name."""
        return f"{item.year} {item.name}"

    def hindrance(self, session: Session, item: Budget) -> str | None:
        """A budget with lines or a carry-over stays."""
        if any(count_where(session, BudgetLine.group_id == group.id) for group in item.groups):
            return "Deze begroting heeft posten. Verwijder die eerst."
        if count_where(session, CarryOver.budget_id == item.id):
            return "Bij deze begroting hoort een overheveling. Verwijder die eerst."
        if count_where(session, CarryOver.to_budget_id == item.id):
            return "Naar deze begroting gaat een overheveling. Verwijder die eerst."
        return None


def _held_in_place(session: Session, draft: BudgetDraft, existing: Budget) -> dict[str, str]:
    """What bookings and lines keep as it is: the year they were booked in, the group they stand in."""
    problems: dict[str, str] = {}
    of_budget = Booking.line_id.in_(select(BudgetLine.id).join(BudgetGroup).where(BudgetGroup.budget_id == existing.id))
    booked = _booked_years(session, of_budget)
    if draft.year is not None and any(year != draft.year for year in booked):
        problems["year"] = f"Bij deze begroting horen boekingen in {booked[0]}; het jaar staat daarmee vast."
    staying = rows_that_stay(existing.groups, draft.groups)
    for group in existing.groups:
        if group not in staying and count_where(session, BudgetLine.group_id == group.id):
            problems["groups"] = f"De groep ‘{group.name}’ heeft nog posten. Verplaats of verwijder die eerst."
    return problems


def _booked_years(session: Session, condition: ColumnElement[bool]) -> list[int]:
    year = func.strftime("%Y", Booking.booked_on)
    return [int(each) for each in session.scalars(select(year).where(condition).distinct())]


@dataclass(frozen=True, slots=True)
class LineDraft:
    """A line as the form shows it. `spent_amount` is for lines without bookings."""

    group_id: int | None = None
    name: str | None = None
    position: int | None = None
    budgeted: Decimal | None = None
    spent_amount: Decimal | None = None
    nature: Nature | None = None
    supplier: str | None = None
    note: str | None = None
    planned: Decimal | None = None
    continues: bool = False
    covered_by: str | None = None


class Lines(Records[BudgetLine, LineDraft]):
    """The register of budget lines."""

    kind = "budget_line"
    words = Words("post")
    compartment = PROGRAMME
    read_act = Act.READ_PROGRAMME
    edit_act = Act.EDIT_BUDGET
    model = BudgetLine
    draft = LineDraft
    columns = {
        "year": Budget.year,
        "group": BudgetGroup.name,
        "name": BudgetLine.name,
        "budgeted": BudgetLine.budgeted,
        "spent": SPENT,
        "nature": BudgetLine.nature,
        "note": BudgetLine.note,
        "continues": BudgetLine.continues,
    }
    searched = (BudgetLine.name, BudgetLine.note, BudgetLine.supplier)
    order = (Budget.year.desc(), Budget.id, BudgetGroup.position, BudgetLine.position)
    required = {"group_id": "Kies de begroting en de groep.", "name": "Vul de naam van de post in."}

    def source(self) -> Select[Any]:
        """Lists show year and group."""
        return (
            select(BudgetLine.id)
            .join(BudgetGroup, BudgetGroup.id == BudgetLine.group_id)
            .join(Budget, Budget.id == BudgetGroup.budget_id)
        )

    @requires_own("read_act")
    def options(self, field: str, current: LineDraft | None = None) -> tuple[Option, ...]:
        """Every group of every budget, newest year first."""
        if field != "group_id":
            return ()
        statement = (
            select(BudgetGroup.id, Budget.year, Budget.name, BudgetGroup.name)
            .join(Budget, Budget.id == BudgetGroup.budget_id)
            .order_by(Budget.year.desc(), Budget.name, BudgetGroup.position)
        )
        with self.vault.read(PROGRAMME) as session:
            rows = session.execute(statement).all()
        return tuple(Option(key, f"{year} {budget} – {group}") for key, year, budget, group in rows)

    def check(self, session: Session, draft: LineDraft, existing: BudgetLine | None) -> Mapping[str, str]:
        """Spending is either bookings or one amount, so that nothing counts twice."""
        problems: dict[str, str] = {}
        for name in ("budgeted", "planned"):
            amount = getattr(draft, name)
            if amount is not None and amount < 0:
                problems[name] = "Een begroot bedrag is niet negatief."
        if draft.covered_by is not None and not draft.continues:
            problems["covered_by"] = "Alleen bij een post die doorloopt hoort een dekking voor volgend jaar."
        if existing and draft.spent_amount is not None and count_where(session, Booking.line_id == existing.id):
            problems["spent_amount"] = "Deze post heeft boekingen; de uitgaven zijn de som daarvan."
        year = session.scalar(select(Budget.year).join(BudgetGroup).where(BudgetGroup.id == draft.group_id))
        booked = _booked_years(session, Booking.line_id == existing.id) if existing else []
        if draft.spent_amount != (existing.spent_amount if existing else None):
            problems |= closed_problem(session, "spent_amount", year)
        if year is not None and any(each != year for each in booked):
            problems["group_id"] = f"Deze post heeft boekingen in {booked[0]}; kies een groep van dat jaar."
        return problems

    def complete(self, session: Session, item: BudgetLine) -> None:
        """At the end of its group when no place was given."""
        if not item.position:
            last = select(func.max(BudgetLine.position)).where(BudgetLine.group_id == item.group_id)
            item.position = (session.scalar(last) or 0) + 1

    def hindrance(self, session: Session, item: BudgetLine) -> str | None:
        """A line with money behind it stays."""
        if count_where(session, Booking.line_id == item.id) or count_where(session, Commitment.line_id == item.id):
            return "Deze post heeft boekingen of verplichtingen. Verwijder die eerst."
        for model, what in ((ScanAction, "een actie van de quickscan"), (Material, "materiaal")):
            if count_where(session, model.budget_line_id == item.id):
                return f"Uit deze post wordt {what} betaald. Kies daar eerst een andere post."
        return None


@requires(Act.READ_PROGRAMME, PROGRAMME)
def line_options(vault: UnlockedVault) -> tuple[Option, ...]:
    """Every budget line with its year and group, newest year first."""
    statement = (
        select(BudgetLine.id, Budget.year, BudgetGroup.name, BudgetLine.name)
        .join(BudgetGroup, BudgetGroup.id == BudgetLine.group_id)
        .join(Budget, Budget.id == BudgetGroup.budget_id)
        .order_by(Budget.year.desc(), Budget.id, BudgetGroup.position, BudgetLine.position)
    )
    with vault.read(PROGRAMME) as session:
        rows = session.execute(statement).all()
    return tuple(Option(key, f"{year} {group} – {line}") for key, year, group, line in rows)


def count_where(session: Session, condition: Any) -> int:  # noqa: ANN401 (any SQL condition)
    """How many rows meet a condition."""
    return session.scalar(select(func.count()).where(condition)) or 0
