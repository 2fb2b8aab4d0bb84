"""What is stored already, in a few columns, to compare a list that comes in with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect, select

from app.services.access import demand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.records import Records


def column_names(register: Records[Any, Any]) -> frozenset[str]:
    """The fields of a register that are columns of its own rows."""
    return frozenset(inspect(register.model).columns.keys())


def stored_values(register: Records[Any, Any], names: Sequence[str]) -> list[tuple[Any, ...]]:
    """These columns of every record of a register."""
    demand(register.vault, register.read_act, register.compartment)
    wanted = [getattr(register.model, name) for name in names]
    with register.vault.read(register.compartment) as session:
        return [tuple(row) for row in session.execute(select(*wanted))]
