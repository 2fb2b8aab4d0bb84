"""The registers that lists are read into and made of, and what their fields are called: data in resources/exchange."""

from __future__ import annotations

import importlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from app.errors import ImportProblem
from app.paths import resource
from app.rules.matching.folding import folded
from models.choices import Choice

if TYPE_CHECKING:
    from app.services.search.registry import Register

FILES = ("casework", "programme", "measures", "bibob")


@dataclass(frozen=True, slots=True)
class KnownField:
    """A field of a draft: its title on the form, its kind (`ui.widgets.record.description.Kind`), other names."""

    name: str
    title: str
    kind: str
    choices: type[Choice] | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownRegister:
    """A register by one of its names. `values` are what a record gets whose column says nothing.

    `same` are fields that together say that two records are one. `infer` has per field the values that follow from
    other fields being filled. `origin` is the field that tells where a record comes from, if its register asks.
    """

    key: str
    kind: str
    title: str
    names: tuple[str, ...]
    fields: Mapping[str, KnownField]
    place: str
    same: tuple[tuple[str, ...], ...] = ()
    infer: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    origin: str | None = None

    @property
    def register(self) -> Register:
        """The class of the register."""
        module, _, name = self.place.partition(":")
        found: Register = getattr(importlib.import_module(module), name)
        return found


@cache
def known_registers() -> Mapping[str, KnownRegister]:
    """All of them, by key: the kind of record, or a narrower name for some of them ("person")."""
    known: dict[str, KnownRegister] = {}
    for file in FILES:
        content = tomllib.loads(resource("exchange", f"{file}.toml").read_text(encoding="utf-8"))
        for kind, table in content.items():
            whole = _register(kind, table)
            known[kind] = whole
            known |= {key: _narrowed(whole, key, part) for key, part in table.get("as", {}).items()}
    return known


def register_named(name: str) -> KnownRegister:
    """The register that somebody calls so, in Dutch or in English; ImportProblem lists what there is."""
    asked = folded(name.replace("_", " "))
    for each in known_registers().values():
        if asked in {folded(known.replace("_", " ")) for known in (each.key, *each.names, each.title)}:
            return each
    raise ImportProblem(f"Er is geen lijst “{name}”. Kies uit: {', '.join(names_of_registers())}.")


def register_of_key(key: str) -> KnownRegister:
    """The register of a key; ImportProblem for a list that is read in one form only."""
    if key not in known_registers():
        raise ImportProblem("Dit blad heeft niet de vorm van een tabel met typen en jaren.")
    return known_registers()[key]


def names_of_registers() -> tuple[str, ...]:
    """The first Dutch name of each, in the order of the alphabet."""
    return tuple(sorted(each.names[0] for each in known_registers().values()))


def _register(kind: str, table: Mapping[str, Any]) -> KnownRegister:
    return KnownRegister(
        key=kind,
        kind=kind,
        title=table["title"],
        names=tuple(table["names"]),
        fields={name: _field(name, facts) for name, facts in table["fields"].items()},
        place=table["register"],
        same=tuple(tuple(each) for each in table.get("same", ())),
        infer={
            name: {value: tuple(others) for value, others in rules.items()}
            for name, rules in table.get("infer", {}).items()
        },
        origin=table.get("origin"),
    )


def _narrowed(whole: KnownRegister, key: str, part: Mapping[str, Any]) -> KnownRegister:
    """The same register for one kind of its records only: without the fields that belong to another."""
    values: Mapping[str, str] = part["values"]
    foreign = {
        name
        for asked, rules in whole.infer.items()
        for value, names in rules.items()
        if value != values.get(asked)
        for name in names
    }
    kept = {name: each for name, each in whole.fields.items() if name not in foreign}
    return replace(whole, key=key, title=part["title"], names=tuple(part["names"]), fields=kept, values=values)


def _field(name: str, facts: Mapping[str, Any]) -> KnownField:
    return KnownField(
        name, facts["title"], facts["kind"], _choices(facts.get("choices")), tuple(facts.get("aliases", ()))
    )


def _choices(place: str | None) -> type[Choice] | None:
    if place is None:
        return None
    module, _, name = place.partition(":")
    found: type[Choice] = getattr(importlib.import_module(module), name)
    return found
