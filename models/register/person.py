"""Who works here: the names that belong to the account ids of the header, which knows no names."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.register.tables import RegisterRecord


class Person(RegisterRecord):
    """A user. `account` is the id in the header; `role` is there to show, the header decides."""

    __tablename__ = "person"

    account: Mapped[str] = mapped_column(String(40), primary_key=True)
    login: Mapped[str] = mapped_column(String(120), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(40))
    function: Mapped[str] = mapped_column(String(200))
