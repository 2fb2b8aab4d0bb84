"""A signal that a participant handed in, as the participant alone may see it again."""

from __future__ import annotations

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.register.tables import RegisterRecord


class HandedIn(RegisterRecord):
    """The delivery `id` was handed in by `account`. Both boxes are sealed to the keys of that account.

    `own` holds the title and the day, `feedback` the state and the day that casework told back: no holder of the
    register but the participant reads either.
    """

    __tablename__ = "handed_in"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    account: Mapped[str] = mapped_column(String(40), index=True)
    own: Mapped[bytes] = mapped_column(LargeBinary)
    feedback: Mapped[bytes | None] = mapped_column(LargeBinary)
