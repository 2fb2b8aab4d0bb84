"""What the registers of the programme side share: who may see and change them, and choices among other records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from app.rules.permissions import PROGRAMME, Act
from app.services.access import requires
from app.services.records import Option, Records
from models.base import Versioned

if TYPE_CHECKING:
    from datetime import date

    from _typeshed import DataclassInstance
    from sqlalchemy import Select

    from app.vault.session import UnlockedVault

M = TypeVar("M", bound=Versioned)
D = TypeVar("D", bound="DataclassInstance")


class ProgrammeRegister(Records[M, D]):
    """A register in the compartment of the programme."""

    compartment = PROGRAMME
    read_act = Act.READ_PROGRAMME
    edit_act = Act.EDIT_PROGRAMME


@requires(Act.READ_PROGRAMME, PROGRAMME)
def chosen_among(vault: UnlockedVault, rows: Select[*tuple[Any, ...]]) -> tuple[Option, ...]:
    """Options of an id and a label."""
    with vault.read(PROGRAMME) as session:
        return tuple(Option(key, label) for key, label in session.execute(rows))


def days_in_order(field: str, first: date | None, last: date | None, told: str) -> dict[str, str]:
    """A message at `field` when its day lies before the first; an unknown day is no problem."""
    return {field: told} if first is not None and last is not None and last < first else {}


def first_words(text: str) -> str:
    """How a record is called that has only a text."""
    return text if len(text) <= 80 else f"{text[:77].rstrip()}…"
