"""How the records that a field may point at are called, so that a list can name them as people do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect, select

from app.services.access import demand
from app.services.search.registry import kind_of_table, register_of_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    with register.vault.read(target.compartment) as session:
        items = session.scalars(select(target.model).options(*target.loading()))
        return tuple((item.id, tuple(dict.fromkeys(_names(target, item)))) for item in items.unique())


def _target_of(register: Records[Any, Any], field: str) -> Records[Any, Any] | None:
    columns = inspect(register.model).columns
    keys = columns[field].foreign_keys if field in columns else set()
    for key in keys:
        kind = kind_of_table(key.column.table.name, register.model.metadata)
        found = register_of_kind(kind) if kind else None
        if found is not None:
            return found(register.vault)
    return None


def _names(target: Records[Any, Any], item: Any) -> Iterator[str]:  # noqa: ANN401  # a model of any register
    yield target.name_of(item)
    for name in _NAMES:
        value = getattr(item, name, None)
        if isinstance(value, str):
            yield value
    for name in _LISTS:
        for row in getattr(item, name, ()) if name in target.lists else ():
            yield row.name
