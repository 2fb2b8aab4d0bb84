"""What belongs to a screening, many to one: parties, money, sources, questions of the LBB, conditions, disclosures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Cents, ChoiceType, NamedItem, Versioned
from models.bibob.choices import DisclosureGround, PartyNature, PartyRole, ResearchSource
from models.bibob.tables import BibobRecord


class Party(Versioned, BibobRecord):
    """Somebody in relation to the subject, or the subject (art. 30 lid 2 a–g). `bsn` has nine digits."""

    __tablename__ = "party"

    screening_id: Mapped[int] = mapped_column(ForeignKey("screening.id"), index=True)
    role: Mapped[PartyRole] = mapped_column(ChoiceType(PartyRole))
    nature: Mapped[PartyNature] = mapped_column(ChoiceType(PartyNature))
    name: Mapped[str] = mapped_column(String(300))
    born_on: Mapped[date | None] = mapped_column()
    address: Mapped[str | None] = mapped_column(String(400))
    trade_register_number: Mapped[str | None] = mapped_column(String(8))
    legal_form: Mapped[str | None] = mapped_column(String(100))
    bsn: Mapped[str | None] = mapped_column(String(9))
    note: Mapped[str | None] = mapped_column(Text)
    trade_names: Mapped[list[TradeName]] = relationship(
        cascade="all, delete-orphan", order_by="TradeName.position", lazy="raise"
    )


class TradeName(NamedItem, BibobRecord):
    """A name under which a party does or did business (art. 30 lid 2 f)."""

    __tablename__ = "trade_name"

    party_id: Mapped[int] = mapped_column(ForeignKey("party.id", ondelete="CASCADE"), index=True)


class Financing(Versioned, BibobRecord):
    """One way in which the activity is paid for (art. 30 lid 2 h): from where, how much, and what proves it."""

    __tablename__ = "financing"

    screening_id: Mapped[int] = mapped_column(ForeignKey("screening.id"), index=True)
    party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"), index=True)
    source: Mapped[str] = mapped_column(String(300))
    amount: Mapped[Decimal | None] = mapped_column(Cents)
    proof: Mapped[str | None] = mapped_column(String(400))
    note: Mapped[str | None] = mapped_column(Text)


class ConsultedSource(Versioned, BibobRecord):
    """A source of the own investigation: which, when, on what ground and with what result."""

    __tablename__ = "consulted_source"

    screening_id: Mapped[int] = mapped_column(ForeignKey("screening.id"), index=True)
    source: Mapped[ResearchSource] = mapped_column(ChoiceType(ResearchSource))
    consulted_on: Mapped[date] = mapped_column()
    ground: Mapped[str] = mapped_column(String(300))
    result: Mapped[str | None] = mapped_column(Text)


class AdviceQuestion(Versioned, BibobRecord):
    """Data that the LBB asked for, which suspends its term until they are received (art. 15 lid 2)."""

    __tablename__ = "advice_question"

    screening_id: Mapped[int] = mapped_column(ForeignKey("screening.id"), index=True)
    asked_on: Mapped[date] = mapped_column()
    answered_on: Mapped[date | None] = mapped_column()
    reason: Mapped[str] = mapped_column(String(400))

    __table_args__ = (CheckConstraint("answered_on IS NULL OR answered_on >= asked_on", name="answered_after_asked"),)


class Condition(Versioned, BibobRecord):
    """A condition attached to the decision (art. 3 lid 7), and when it must be and was checked."""

    __tablename__ = "condition"

    screening_id: Mapped[int] = mapped_column(ForeignKey("screening.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    check_on: Mapped[date] = mapped_column(index=True)
    checked_on: Mapped[date | None] = mapped_column()
    finding: Mapped[str | None] = mapped_column(Text)


class Disclosure(Versioned, BibobRecord):
    """What was passed on, to whom, and under which letter of art. 28 lid 2."""

    __tablename__ = "disclosure"

    screening_id: Mapped[int] = mapped_column(ForeignKey("screening.id"), index=True)
    disclosed_on: Mapped[date] = mapped_column()
    ground: Mapped[DisclosureGround] = mapped_column(ChoiceType(DisclosureGround))
    recipient: Mapped[str] = mapped_column(String(300))
    what: Mapped[str] = mapped_column(Text)
