"""What somebody has to do, and when it was done: from a meeting, an inspection, or by itself."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Versioned
from models.casework.tables import CaseworkRecord


class Action(Versioned, CaseworkRecord):
    """An action. `owner` is a name; `owner_account` whose that is, None for a contact without an account.

    `meeting_id` says where it was decided, `case_id` and `signal_id` what it is for.
    """

    __tablename__ = "action"

    text: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(String(200), index=True)
    owner_account: Mapped[str | None] = mapped_column(String(40), index=True)
    made_on: Mapped[date] = mapped_column()
    due_on: Mapped[date] = mapped_column(index=True)
    done_on: Mapped[date | None] = mapped_column(index=True)
    result: Mapped[str | None] = mapped_column(Text)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id", ondelete="SET NULL"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id", ondelete="SET NULL"), index=True)
    signal_id: Mapped[int | None] = mapped_column(ForeignKey("signal.id", ondelete="SET NULL"), index=True)

    __table_args__ = (CheckConstraint("done_on IS NULL OR done_on >= made_on", name="done_after_made"),)
