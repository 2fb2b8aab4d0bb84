"""Dated norms that were changed or confirmed here; what is not in this table is as it shipped with the program."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ChoiceType
from models.norm_choices import Counting, Evidence, NormUnit
from models.register.tables import RegisterRecord


class StoredNorm(RegisterRecord):
    """One version of a norm. `name` is its id through all versions ("bibob.advice"), `valid_to` None is open.

    A confirmation is whole or absent: account id, UTC in ISO seconds, the last statement of the header that the signer
    went by, and an Ed25519 signature of 64 bytes over everything but `valid_to`.
    """

    __tablename__ = "norm"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    name: Mapped[str] = mapped_column(String(80))
    label: Mapped[str] = mapped_column(String(200))
    value: Mapped[int] = mapped_column()
    unit: Mapped[NormUnit] = mapped_column(ChoiceType(NormUnit))
    ground: Mapped[str] = mapped_column(String(300))
    source: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[date] = mapped_column()
    valid_to: Mapped[date | None] = mapped_column()
    counting: Mapped[Counting] = mapped_column(ChoiceType(Counting))
    applies_termijnenwet: Mapped[bool] = mapped_column()
    evidence: Mapped[Evidence] = mapped_column(ChoiceType(Evidence))
    confirmed_by: Mapped[str | None] = mapped_column(String(40))
    confirmed_at: Mapped[str | None] = mapped_column(String(25))
    confirmed_statement: Mapped[int | None] = mapped_column()
    signature: Mapped[bytes | None] = mapped_column(LargeBinary(64))

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        UniqueConstraint("name", "valid_from"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="period"),
        CheckConstraint("(confirmed_by IS NULL) = (signature IS NULL)", name="confirmation"),
    )
