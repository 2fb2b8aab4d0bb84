"""The registers of what was spent and of what was promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.formats import format_amount
from app.rules.permissions import PROGRAMME, Act
from app.rules.years import year_problem
from app.services.clock import today
from app.services.programme.budgets import line_options
from app.services.programme.closed_years import closed_problem
from app.services.records import Option, Records, Words
from models.programme import Booking, Budget, BudgetGroup, BudgetLine, Commitment, ProgrammeAttachment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Select
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class BookingDraft:
    """A booking as the form shows it; a negative amount is a correction."""

    line_id: int | None = None
    booked_on: date | None = None
    amount: Decimal | None = None
    description: str | None = None
    reference: str | None = None
    cost_centre: str | None = None
    ledger_account: str | None = None


class Bookings(Records[Booking, BookingDraft]):
    """The register of bookings."""

    kind = "booking"
    words = Words("boeking")
    compartment = PROGRAMME
    read_act = Act.READ_PROGRAMME
    edit_act = Act.EDIT_BUDGET
    model = Booking
    draft = BookingDraft
    columns = {
        "booked_on": Booking.booked_on,
        "line": BudgetLine.name,
        "description": Booking.description,
        "amount": Booking.amount,
        "reference": Booking.reference,
        "cost_centre": Booking.cost_centre,
        "ledger_account": Booking.ledger_account,
        "year": Budget.year,
    }
    searched = (
        Booking.description,
        Booking.reference,
        Booking.cost_centre,
        Booking.ledger_account,
        BudgetLine.name,
    )
    order = (Booking.booked_on.desc(),)
    required = {
        "line_id": "Kies de post.",
        "booked_on": "Vul de boekdatum in.",
        "amount": "Vul het bedrag in.",
        "description": "Omschrijf de uitgave.",
    }

    def blank(self) -> BookingDraft:
        """Today."""
        return BookingDraft(booked_on=today())

    def source(self) -> Select[Any]:
        """Lists show the line and its year."""
        return (
            select(Booking.id)
            .join(BudgetLine, BudgetLine.id == Booking.line_id)
            .join(BudgetGroup, BudgetGroup.id == BudgetLine.group_id)
            .join(Budget, Budget.id == BudgetGroup.budget_id)
        )

    def options(self, field: str, current: BookingDraft | None = None) -> tuple[Option, ...]:
        """Lines, newest year first."""
        return line_options(self.vault) if field == "line_id" else ()

    def check(self, session: Session, draft: BookingDraft, existing: Booking | None) -> Mapping[str, str]:
        """Booked in the year of the budget and while that is open, on a line without one amount, not for nothing."""
        problems: dict[str, str] = {}
        line = session.get(BudgetLine, draft.line_id) if draft.line_id is not None else None
        if line is not None and line.spent_amount is not None:
            problems["line_id"] = (
                f"Bij deze post staat al één bedrag aan uitgaven ({format_amount(line.spent_amount)}). "
                "Maak dat eerst leeg; daarna tellen de boekingen."
            )
        year = _year_of_line(session, draft.line_id)
        if draft.booked_on and year and draft.booked_on.year != year:
            problems["booked_on"] = f"Deze post hoort bij {year}; de boekdatum ligt daarbuiten."
        if draft.amount == 0:
            problems["amount"] = "Een boeking van nul euro verandert niets."
        before = _year_of_line(session, existing.line_id) if existing is not None else None
        for closed in (closed_problem(session, "line_id", each) for each in {year, before}):
            problems |= closed
        return problems

    def hindrance(self, session: Session, item: Booking) -> str | None:
        """What was spent in a closed year stays, and so does what has papers behind it."""
        if session.scalar(select(ProgrammeAttachment.id).where(ProgrammeAttachment.booking_id == item.id).limit(1)):
            return "Aan deze boeking hangen bijlagen. Verwijder die eerst."
        return closed_problem(session, "", _year_of_line(session, item.line_id)).get("")

    def name_of(self, item: Booking) -> str:
        """What it was for."""
        return item.description


@dataclass(frozen=True, slots=True)
class CommitmentDraft:
    """A commitment as the form shows it; the amount may be unknown."""

    line_id: int | None = None
    year: int | None = None
    amount: Decimal | None = None
    note: str | None = None


class Commitments(Records[Commitment, CommitmentDraft]):
    """The register of commitments."""

    kind = "commitment"
    words = Words("verplichting")
    compartment = PROGRAMME
    read_act = Act.READ_PROGRAMME
    edit_act = Act.EDIT_BUDGET
    model = Commitment
    draft = CommitmentDraft
    columns = {
        "year": Commitment.year,
        "line": BudgetLine.name,
        "amount": Commitment.amount,
        "note": Commitment.note,
    }
    searched = (BudgetLine.name, Commitment.note)
    order = (Commitment.year.desc(), Commitment.id)
    required = {"line_id": "Kies de post.", "year": "Vul in in welk jaar het geld wordt uitgegeven."}

    def source(self) -> Select[Any]:
        """Lists show the line."""
        return select(Commitment.id).join(BudgetLine, BudgetLine.id == Commitment.line_id)

    def options(self, field: str, current: CommitmentDraft | None = None) -> tuple[Option, ...]:
        """Lines, newest year first."""
        return line_options(self.vault) if field == "line_id" else ()

    def check(self, session: Session, draft: CommitmentDraft, existing: Commitment | None) -> Mapping[str, str]:
        """In the year of the line or later, and for money."""
        problems = year_problem("year", draft.year)
        year = _year_of_line(session, draft.line_id)
        if not problems and year is not None and draft.year is not None and draft.year < year:
            problems["year"] = f"Deze post hoort bij {year}; een verplichting valt in dat jaar of later."
        if draft.amount is not None and draft.amount <= 0:
            problems["amount"] = "Een verplichting is een bedrag boven nul, of leeg als het nog onbekend is."
        problems |= {
            name: text for name, text in closed_problem(session, "year", draft.year).items() if name not in problems
        }
        return problems

    def name_of(self, item: Commitment) -> str:
        """The year in which it falls."""
        return f"Verplichting {item.year}"


def _year_of_line(session: Session, line_id: int | None) -> int | None:
    statement = (
        select(Budget.year)
        .join(BudgetGroup, BudgetGroup.budget_id == Budget.id)
        .join(BudgetLine, BudgetLine.group_id == BudgetGroup.id)
        .where(BudgetLine.id == line_id)
    )
    return session.scalar(statement)
