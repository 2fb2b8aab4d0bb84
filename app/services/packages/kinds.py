"""Which records travel with a case, what hangs them on it, and what of them stays at home.

Columns travel unless they are named here as staying: what the program works out again, and what means something in one
vault only. A pointer to a record that travels becomes its random id; an account keeps its id and brings its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.formats import format_count
from app.rules.permissions import Act
from models.casework import (
    Action,
    Attachment,
    Case,
    CaseAlias,
    CaseEffect,
    CaseHandover,
    CaseMeasure,
    CaseNote,
    CasePartner,
    CaseReference,
    CaseTask,
    ChecklistAnswer,
    Finding,
    HandOver,
    Inspection,
    InspectionLocation,
    InspectionService,
    Intervention,
    Judgement,
    Link,
    Mention,
    Signal,
    SignalCase,
    SourceCheck,
    StatusChange,
    WeighingStep,
)

if TYPE_CHECKING:
    from sqlalchemy import Column, Table


@dataclass(frozen=True, slots=True, eq=False)
class Travelling:
    """A kind of record that travels.

    `called` is the word for one and for more, with a bar between. `hangs_on` are the columns of which one must lead to
    a record that travels too. `titled` is the column that says what the record is. `stays` does not travel. `accounts`
    hold account ids. `lists` are names in tables of their own. `set_once` travel with a new record and are not compared
    afterwards; `grows` says that this holds for all of them.
    """

    model: type[Any]
    called: str
    act: Act
    hangs_on: tuple[str, ...]
    titled: str
    stays: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    lists: Mapping[str, type[Any]] = field(default_factory=dict)
    set_once: frozenset[str] = frozenset()
    grows: bool = False

    @property
    def words(self) -> str:
        """How one is called."""
        return self.called.partition("|")[0]

    def count(self, number: int) -> str:
        """So many of them, in words."""
        return format_count(number, *self.called.split("|"))

    @property
    def name(self) -> str:
        """Of its table, under which it travels."""
        return str(self.model.__tablename__)

    @property
    def table(self) -> Table:
        """Its table."""
        found: Table = self.model.__table__
        return found

    @property
    def columns(self) -> tuple[Column[Any], ...]:
        """Those that travel, in the order of the table."""
        left = {"id", "version", *self.stays}
        return tuple(each for each in self.table.columns if each.name not in left)


_BY = frozenset({"owner_account"})
_IN_CASE = ("case_id",)
_IN_SIGNAL = ("signal_id",)
_KEYS = frozenset({"label", "match_key", "other_key", "number_key", "entity_id"})

TRAVELLING: tuple[Travelling, ...] = (
    Travelling(
        Case,
        "casus|casussen",
        Act.READ_CASES,
        (),
        "title",
        stays=frozenset({"handler_account", "moved_on"}),
        lists={"partners": CasePartner},
        set_once=frozenset({"number"}),
    ),
    Travelling(CaseAlias, "eerder nummer|eerdere nummers", Act.READ_CASES, _IN_CASE, "number", grows=True),
    Travelling(
        StatusChange,
        "stap in het verloop|stappen in het verloop",
        Act.READ_CASES,
        _IN_CASE,
        "at",
        accounts=frozenset({"by"}),
        grows=True,
    ),
    Travelling(CaseTask, "taak|taken", Act.READ_CASES, _IN_CASE, "title", stays=_BY),
    Travelling(Intervention, "interventie|interventies", Act.READ_CASES, _IN_CASE, "title", stays=_BY),
    Travelling(CaseNote, "notitie|notities", Act.READ_CASES, _IN_CASE, "text", accounts=frozenset({"written_by"})),
    Travelling(CaseHandover, "overdracht|overdrachten", Act.READ_CASES, _IN_CASE, "recipient"),
    Travelling(
        CaseMeasure,
        "verwijzing naar een maatregel|verwijzingen naar maatregelen",
        Act.READ_CASES,
        _IN_CASE,
        "number",
        stays=frozenset({"measure_id"}),
    ),
    Travelling(CaseReference, "verwijzing|verwijzingen", Act.READ_CASES, _IN_CASE, "number", grows=True),
    Travelling(CaseEffect, "effect|effecten", Act.READ_CASES, _IN_CASE, "seen_on"),
    Travelling(
        Signal,
        "signaal|signalen",
        Act.READ_SIGNALS,
        (),
        "title",
        stays=frozenset({"brought_in_account", "delivery"}),
        accounts=frozenset({"decided_by"}),
        set_once=frozenset({"number"}),
    ),
    Travelling(
        SignalCase,
        "koppeling van een signaal|koppelingen van signalen",
        Act.READ_SIGNALS,
        _IN_CASE,
        "reason",
        accounts=frozenset({"linked_by"}),
        grows=True,
    ),
    Travelling(
        WeighingStep,
        "stap van de weging|stappen van de weging",
        Act.READ_SIGNALS,
        _IN_SIGNAL,
        "step",
        accounts=frozenset({"answered_by"}),
        grows=True,
    ),
    Travelling(
        SourceCheck,
        "geraadpleegde bron|geraadpleegde bronnen",
        Act.READ_SIGNALS,
        _IN_SIGNAL,
        "source",
        accounts=frozenset({"checked_by"}),
    ),
    Travelling(
        HandOver,
        "overdracht van een signaal|overdrachten van signalen",
        Act.READ_SIGNALS,
        _IN_SIGNAL,
        "recipient",
        accounts=frozenset({"handed_by"}),
        grows=True,
    ),
    Travelling(
        Inspection,
        "integrale controle|integrale controles",
        Act.READ_INSPECTIONS,
        _IN_CASE,
        "title",
        lists={"locations": InspectionLocation, "services": InspectionService},
        set_once=frozenset({"number"}),
    ),
    Travelling(Finding, "bevinding|bevindingen", Act.READ_INSPECTIONS, ("inspection_id",), "text", stays=_BY),
    Travelling(
        ChecklistAnswer,
        "antwoord op een checklist|antwoorden op een checklist",
        Act.READ_INSPECTIONS,
        ("inspection_id",),
        "question",
    ),
    Travelling(Action, "actie|acties", Act.READ_MEETINGS, ("case_id", "signal_id"), "text", stays=_BY | {"meeting_id"}),
    Travelling(
        Attachment,
        "bijlage|bijlagen",
        Act.READ_CASES,
        ("case_id", "signal_id"),
        "name",
        accounts=frozenset({"added_by"}),
        set_once=frozenset({"sha256", "size", "media"}),
    ),
    Travelling(
        Mention,
        "vermelding|vermeldingen",
        Act.READ_SIGNALS,
        ("case_id", "signal_id", "inspection_id"),
        "label",
        stays=_KEYS,
    ),
    Travelling(Link, "verband|verbanden", Act.READ_SIGNALS, ("from_id", "to_id"), "kind"),
    Travelling(
        Judgement,
        "oordeel over twee vermeldingen|oordelen over vermeldingen",
        Act.READ_SIGNALS,
        ("left_id", "right_id"),
        "likeness",
        accounts=frozenset({"judged_by"}),
        grows=True,
    ),
)
"""In such an order that what a record points to comes before it; a finding may point to a signal made of it."""


def kind_named(name: str) -> Travelling | None:
    """The kind of a table."""
    return _BY_NAME.get(name)


def target_of(column: Column[Any]) -> str | None:
    """The table of travelling records that a column points to."""
    found = (key.column.table.name for key in column.foreign_keys)
    return next((name for name in found if name in _BY_NAME), None)


_BY_NAME = {each.name: each for each in TRAVELLING}
