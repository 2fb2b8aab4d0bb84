"""Which registers there are, by kind and by model: each register announces itself when it is defined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import MetaData

    from app.services.records import Records

    Register = type[Records[Any, Any]]

_BY_KIND: dict[str, Register] = {}
_BY_MODEL: dict[type[Any], Register] = {}


@dataclass(frozen=True, slots=True)
class FoundBy:
    """How the records of a register are found. What is left None follows from the names of the draft's fields.

    `numbers` and `names` are fields of the draft, all other texts are words; `left_out` is not found at all. `year`
    and `status` are the fields that a search can be narrowed by. `nothing` keeps a register out of the index.
    """

    numbers: tuple[str, ...] | None = None
    names: tuple[str, ...] | None = None
    left_out: tuple[str, ...] = ()
    year: str | None = None
    status: str | None = None
    nothing: bool = False


def announce(register: Register) -> None:
    """Remember a register; the first of a kind or over a model is the one that counts."""
    kind, model = getattr(register, "kind", None), getattr(register, "model", None)
    if kind and model is not None and "kind" in vars(register):
        _BY_KIND.setdefault(kind, register)
        _BY_MODEL.setdefault(model, register)


def register_of_model(model: type[Any]) -> Register | None:
    """The register over a model that is indexed."""
    found = _BY_MODEL.get(model)
    return None if found is None or found.found_by.nothing else found


def register_of_kind(kind: str) -> Register | None:
    """The register of a kind of record."""
    return _BY_KIND.get(kind)


def registers_on(metadata: MetaData) -> Iterable[Register]:
    """The indexed registers of one kind of compartment, by kind of record."""
    return [
        register
        for _, register in sorted(_BY_KIND.items())
        if register.model.metadata is metadata and register_of_model(register.model) is register
    ]


def kind_of_table(name: str, metadata: MetaData) -> str | None:
    """The kind of record that a table holds."""
    for model, register in _BY_MODEL.items():
        if model.metadata is metadata and model.__tablename__ == name:
            return register.kind
    return None
