"""Columns that depend on the day and on who looks: how something stands today, and whether it is of me."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import case, type_coerce

from app.rules.permissions import REGISTER, Act
from app.services.access import requires
from app.services.clock import today
from app.services.norms import norm_on
from app.services.records import Records
from models.base import ChoiceType, Versioned
from models.casework.case_choices import Standing, Whose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from _typeshed import DataclassInstance
    from sqlalchemy import ColumnElement, Select

    from app.services.records import Query
    from app.vault.session import UnlockedVault

M = TypeVar("M", bound=Versioned)
D = TypeVar("D", bound="DataclassInstance")

WARNING_NORM = "casework.task_warning"


class LiveColumns(Records[M, D]):
    """A register of which some columns are made anew each time it is asked for its list.

    The class names them too, as `null()`, so that their places are known before anything is asked.
    """

    def live(self) -> Mapping[str, Any]:
        """Those columns, by name, as they are now."""
        return {}

    def _matching(self, query: Query) -> Select[Any]:
        # The class says which columns there always are; those of today belong to this session only.
        vars(self)["columns"] = {**type(self).columns, **self.live()}
        return super()._matching(query)


@requires(Act.READ_NORMS, REGISTER)
def days_of(vault: UnlockedVault, norm: str) -> timedelta:
    """The length in days that was agreed in a norm, as it holds today."""
    return timedelta(days=norm_on(vault, norm, today()).value)


def whose(account: str, column: Any, name: Any) -> ColumnElement[Any]:  # noqa: ANN401 - columns of any model
    """Whether something is of this account, of somebody else, or of nobody yet, as a column."""
    told = case((column == account, Whose.MINE.value), (name.is_(None), Whose.NOBODY.value), else_=Whose.OTHERS.value)
    return type_coerce(told, ChoiceType(Whose))


def standing(due_on: Any, done: ColumnElement[bool], soon: timedelta) -> ColumnElement[Any]:  # noqa: ANN401 - likewise
    """How something stands today, as a column: done, past its last day, within the days of warning, or open."""
    day: date = today()
    told = case(
        (done, Standing.DONE.value),
        (due_on < day, Standing.OVERDUE.value),
        (due_on <= day + soon, Standing.SOON.value),
        else_=Standing.OPEN.value,
    )
    return type_coerce(told, ChoiceType(Standing))
