"""Under which keys a mention is found as perhaps the same as another (app.rules.identity.blocking)."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.casework.tables import CaseworkRecord


class MentionKey(CaseworkRecord):
    """One key of one mention: 64 bits of a digest. One more says by which version of the rules they were made."""

    __tablename__ = "mention_key"

    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    mention_id: Mapped[int] = mapped_column(
        ForeignKey("mention.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
    )

    __table_args__ = {"sqlite_with_rowid": False}  # as SQLAlchemy asks for it
