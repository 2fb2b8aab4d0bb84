"""A task in a case: what has to be done, by whom, and when it must be done."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Versioned
from models.casework.tables import CaseworkRecord


class CaseTask(Versioned, CaseworkRecord):
    """A task. `owner` is a name; `owner_account` is the account of that name, None for somebody without one."""

    __tablename__ = "case_task"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(400))
    owner: Mapped[str | None] = mapped_column(String(200), index=True)
    owner_account: Mapped[str | None] = mapped_column(String(40), index=True)
    due_on: Mapped[date | None] = mapped_column(index=True)
    done_on: Mapped[date | None] = mapped_column()
    note: Mapped[str | None] = mapped_column(Text)
