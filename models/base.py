"""The base of every model: naming of constraints, column types, and one MetaData per compartment kind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import Date, Integer, MetaData, String, types
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

CONSTRAINT_NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Cents(types.TypeDecorator[Decimal]):
    """Money: `Decimal` euros with two places in code, integer cents in the store."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Euros to cents; a fraction of a cent is refused, never rounded away."""
        if value is None:
            return None
        cents = value * 100
        if cents != cents.to_integral_value():
            raise ValueError("an amount has at most two decimals")
        return int(cents)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        """Cents to euros."""
        return None if value is None else Decimal(value).scaleb(-2)


class Hundredths(Cents):
    """A number with two decimals that is not money, such as fte."""

    cache_ok = True


class ChoiceType(types.TypeDecorator[Enum]):
    """A member of a `models.choices.Choice` list, stored as its English value."""

    impl = String(40)
    cache_ok = True

    def __init__(self, choices: type[Enum]) -> None:
        super().__init__()
        self.choices = choices

    def process_bind_param(self, value: Enum | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Member to value; a plain string must name a member."""
        return None if value is None else str(self.choices(value).value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Enum | None:  # noqa: ARG002
        """Value to member; an unknown value is damage and raises ValueError."""
        return None if value is None else self.choices(value)


class Base(DeclarativeBase):
    """Common ground of all models; each compartment kind derives an abstract class with its own MetaData."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {date: Date, str: String}


class Versioned:
    """Columns of a record that people edit: its key and a version that rises with each change.

    The key of a removed record is never given to another, for forms that are still open and the audit trail refer to
    it (https://sqlite.org/autoinc.html).
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(nullable=False)
    __mapper_args__: ClassVar[dict[str, Any]] = {"version_id_col": version}
    __table_args__: Any = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401 (whatever the declarative base takes)
        cls.__table_args__ = (*cls.__table_args__, {"sqlite_autoincrement": True})
        super().__init_subclass__(**kwargs)


class NamedItem:
    """Columns of a row in a list of names that belongs to a record, such as the partners of a case."""

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    position: Mapped[int] = mapped_column()


def new_metadata() -> MetaData:
    """A MetaData for one compartment kind, with our constraint names."""
    return MetaData(naming_convention=CONSTRAINT_NAMES)
