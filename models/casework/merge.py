"""Merging: that two cases became one, the number that went with it, and what is needed to take it back."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.casework.tables import CaseworkRecord


class CaseMerge(CaseworkRecord):
    """One merge. `source_id` is the case that is no longer there; `snapshot` is JSON with its own rows.

    `at` is UTC in ISO seconds, `by` an account id. `undone_at` tells that it was taken back.
    """

    __tablename__ = "case_merge"

    id: Mapped[int] = mapped_column(primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    source_id: Mapped[int] = mapped_column(index=True)
    source_number: Mapped[str] = mapped_column(String(40))
    source_title: Mapped[str] = mapped_column(String(2000))
    merged_on: Mapped[date] = mapped_column()
    at: Mapped[str] = mapped_column(String(25))
    by: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(Text)
    snapshot: Mapped[str] = mapped_column(Text)
    undone_at: Mapped[str | None] = mapped_column(String(25))


class CaseAlias(CaseworkRecord):
    """A number under which a case is found besides its own, since another was merged into it."""

    __tablename__ = "case_alias"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)


class MovedRow(CaseworkRecord):
    """A row that came with a merge: where it stands and, through the merge, from which case it came."""

    __tablename__ = "moved_row"

    id: Mapped[int] = mapped_column(primary_key=True)
    merge_id: Mapped[int] = mapped_column(ForeignKey("case_merge.id", ondelete="CASCADE"), index=True)
    table_name: Mapped[str] = mapped_column(String(60))
    row_id: Mapped[int] = mapped_column()

    __table_args__ = (Index("ix_moved_row_row", "table_name", "row_id"),)
