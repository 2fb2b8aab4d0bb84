"""How the records that a field may point at are called, so that a list can name them as people do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect, select

from app.services.access import demand
from app.services.search.registry import kind_of_table, register_of_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from app.services.records import Records

_NAMES = ("number", "external_number", "name", "title")
_LISTS = ("aliases",)


def named_targets(register: Records[Any, Any], field: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The records that a field of this register may point at: the id of each, and its names; () for other fields.

    Numbers, names, former and other names count, as far as this account may read them.
    """
    target = _target_of(register, field)
    if target is None:
        return ()
    demand(register.vault, target.read_act, target.compartment)
    model = target.model
    columns = [getattr(model, name) for name in _NAMES if name in inspect(model).columns]
    names: dict[int, dict[str, None]] = {}
    with register.vault.read(target.compartment) as session:
        for key, *texts in session.execute(select(model.id, *columns)):
            known = [text for text in texts if text]
            names[key] = dict.fromkeys([*known, f"{known[0]} {known[-1]}"] if known else [])
        for key, text in _listed(session, target):
            names[key][text] = None
    return tuple((key, tuple(texts)) for key, texts in names.items())


def _target_of(register: Records[Any, Any], field: str) -> Records[Any, Any] | None:
    columns = inspect(register.model).columns
    keys = columns[field].foreign_keys if field in columns else set()
    for key in keys:
        kind = kind_of_table(key.column.table.name, register.model.metadata)
        found = register_of_kind(kind) if kind else None
        if found is not None:
            return found(register.vault)
    return None


def _listed(session: Session, target: Records[Any, Any]) -> Iterator[tuple[int, str]]:
    """The other names that records keep in a list, such as those of a type of case."""
    for name in _LISTS:
        if name in target.lists:
            link = inspect(target.model).relationships[name]
            row, column = link.mapper.class_, next(iter(link.remote_side))
            yield from ((key, text) for key, text in session.execute(select(column, row.name)))
