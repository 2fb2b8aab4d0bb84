"""Cases that moved to a compartment of their own: the numbers that stay behind, what is on its way, what was before.

A case that moves is written down in the compartment it goes to, row by row, before it is erased in the one it leaves;
so a program that stops in between finds either of the two whole.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.casework.tables import CaseworkRecord


class MovedCase(CaseworkRecord):
    """What stays of a case where it was: one of its numbers and when it moved where, and nothing else.

    `move` is the random id of the move, `compartment` the name of where it went, `moved_by` an account id.
    """

    __tablename__ = "moved_case"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    move: Mapped[str] = mapped_column(String(32), index=True)
    compartment: Mapped[str] = mapped_column(String(60))
    moved_on: Mapped[date] = mapped_column()
    moved_by: Mapped[str] = mapped_column(String(40))


class Arrival(CaseworkRecord):
    """A case on its way to this compartment, from compartment `origin`, where it has id `case_id`."""

    __tablename__ = "arrival"

    move: Mapped[str] = mapped_column(String(32), primary_key=True)
    origin: Mapped[str] = mapped_column(String(60))
    case_id: Mapped[int] = mapped_column()


class ArrivalRow(CaseworkRecord):
    """A row of it: of which table, and its columns as JSON, with ids as they were; what hangs on others comes later."""

    __tablename__ = "arrival_row"

    id: Mapped[int] = mapped_column(primary_key=True)
    move: Mapped[str] = mapped_column(ForeignKey("arrival.move", ondelete="CASCADE"), index=True)
    place: Mapped[str] = mapped_column(String(60))
    content: Mapped[str] = mapped_column(Text)


class EarlierAct(CaseworkRecord):
    """An act in a case from before it moved here, as its timeline told it: the signed trail of it stayed behind.

    `at` is UTC in ISO seconds, None where only the day is known; `fields` is a JSON list of names.
    """

    __tablename__ = "earlier_act"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    day: Mapped[date] = mapped_column()
    at: Mapped[str | None] = mapped_column(String(32))
    who: Mapped[str] = mapped_column(String(200))
    topic: Mapped[str] = mapped_column(String(40))
    what: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    detail: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(80))
    fields: Mapped[str] = mapped_column(Text)
