"""The evaluation document as an author writes it: control, chapters, callouts and the performance overview."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import ChoiceType, Versioned
from models.choices import Classification, DocumentStatus, OverviewBlock
from models.programme.tables import ProgrammeRecord


class Evaluation(Versioned, ProgrammeRecord):
    """The document of one year, with its control block."""

    __tablename__ = "evaluation"

    year: Mapped[int] = mapped_column(unique=True)
    title: Mapped[str] = mapped_column(String(300))
    subtitle: Mapped[str | None] = mapped_column(String(300))
    author: Mapped[str | None] = mapped_column(String(200))
    dated: Mapped[date | None] = mapped_column()
    edition: Mapped[str | None] = mapped_column(String(40))
    status: Mapped[DocumentStatus] = mapped_column(ChoiceType(DocumentStatus))
    classification: Mapped[Classification] = mapped_column(ChoiceType(Classification))


class Chapter(Versioned, ProgrammeRecord):
    """A chapter ("2") or section ("2.1"); `text` is in the markup of app.rules.markup.

    What is `confidential` is left out of the public edition, with the sections of a chapter.
    """

    __tablename__ = "chapter"

    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"), index=True)
    number: Mapped[str] = mapped_column(String(20))
    position: Mapped[int] = mapped_column()
    title: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
    author_note: Mapped[str | None] = mapped_column(Text)
    confidential: Mapped[bool] = mapped_column(default=False, server_default=false())

    __table_args__ = (UniqueConstraint("evaluation_id", "number"),)


class CalloutBox(Versioned, ProgrammeRecord):
    """A callout; `claims` are the figures it states, so that they can be compared with the published ones."""

    __tablename__ = "callout"

    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    claims: Mapped[list[Claim]] = relationship(cascade="all, delete-orphan", order_by="Claim.id", lazy="raise")

    __table_args__ = (UniqueConstraint("evaluation_id", "title"),)


class Claim(ProgrammeRecord):
    """A count that a callout states for a case type."""

    __tablename__ = "claim"

    id: Mapped[int] = mapped_column(primary_key=True)
    callout_id: Mapped[int] = mapped_column(ForeignKey("callout.id", ondelete="CASCADE"), index=True)
    type_name: Mapped[str] = mapped_column(String(200))
    count: Mapped[int] = mapped_column()


class OverviewItem(Versioned, ProgrammeRecord):
    """A result in one of the blocks of the performance overview, with the instrument behind it where there is one."""

    __tablename__ = "overview_item"

    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"), index=True)
    block: Mapped[OverviewBlock] = mapped_column(ChoiceType(OverviewBlock))
    position: Mapped[int] = mapped_column()
    text: Mapped[str] = mapped_column(String(300))
    instrument_id: Mapped[int | None] = mapped_column(ForeignKey("instrument.id"))


class StatedFact(Versioned, ProgrammeRecord):
    """A figure that a text states and no register holds ("400 kg"), with where it comes from."""

    __tablename__ = "stated_fact"

    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    value: Mapped[str] = mapped_column(String(120))
    source: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (UniqueConstraint("evaluation_id", "name"),)
