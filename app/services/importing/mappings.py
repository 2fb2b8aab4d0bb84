"""Saved ways of reading a file: which heading is which field of a register, kept where the register is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from app.errors import Invalid
from app.services.access import demand
from models.exchange import exchange_tables
from models.metadata import METADATA

if TYPE_CHECKING:
    from app.services.records import Records

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """A saved mapping: its name, and which heading is which field."""

    id: int
    name: str
    columns: Mapping[str, str]


def saved_mappings(register: Records[Any, Any]) -> tuple[SavedMapping, ...]:
    """The mappings of a register, by name."""
    demand(register.vault, register.read_act, register.compartment)
    table = _table(register)
    wanted = select(table).where(table.c.kind == register.kind).order_by(table.c.name)
    with register.vault.read(register.compartment) as session:
        return tuple(SavedMapping(row.id, row.name, json.loads(row.columns)) for row in session.execute(wanted))


def save_mapping(register: Records[Any, Any], name: str, columns: Mapping[str, str]) -> None:
    """Keep a mapping under a name, in place of the one that had it; Invalid (field "name") without a name."""
    demand(register.vault, register.edit_act, register.compartment)
    bare = " ".join(name.split())
    if not bare or len(bare) > LONGEST_NAME:
        raise Invalid({"name": f"Geef de indeling een naam van ten hoogste {LONGEST_NAME} tekens."})
    table = _table(register)
    with register.vault.write(register.compartment) as work:
        work.session.execute(delete(table).where(table.c.kind == register.kind, table.c.name == bare))
        values = {"kind": register.kind, "name": bare, "columns": json.dumps(dict(columns), ensure_ascii=False)}
        work.session.execute(insert(table).values(**values))
        work.record("import_mapping.saved", register.kind, "")


def drop_mapping(register: Records[Any, Any], key: int) -> None:
    """Forget a mapping; forgetting it twice does no harm."""
    demand(register.vault, register.edit_act, register.compartment)
    table = _table(register)
    with register.vault.write(register.compartment) as work:
        work.session.execute(delete(table).where(table.c.kind == register.kind, table.c.id == key))
        work.record("import_mapping.dropped", register.kind, "")


def _table(register: Records[Any, Any]) -> Any:  # noqa: ANN401  # a table of the kind of the compartment
    return exchange_tables(METADATA[register.vault.compartment(register.compartment).kind]).mapping
