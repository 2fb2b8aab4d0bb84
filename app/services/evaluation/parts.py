"""The parts an author can place in a text, each with the directive that places it and what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.rules.chapters import sort_key
from app.services.evaluation.register_blocks import LISTS, TABLES
from models.choices import ResilienceKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.evaluation.facts import Facts

NEXT_YEAR_CHAPTER = "8"
_TABLES = (
    ("casuistiek", "Tabel 1: aantallen per type en jaar"),
    ("begroting", "Tabel 2: begroting en uitgaven"),
    ("instrumenten", "Instrumenten met grondslag, besluit en status"),
)
_CHARTS = (
    ("casuistiek", "Aantal casussen per jaar"),
    ("begroting", "Uitgaven per groep"),
)


@dataclass(frozen=True, slots=True)
class PartName:
    """A part that can be placed: its directive ("tabel: casuistiek") and what the reader will see."""

    directive: str
    shows: str


def parts_of(facts: Facts) -> tuple[PartName, ...]:
    """Everything that a text of this document can place."""
    return tuple(PartName(f"{kind}: {name}", shows) for kind, name, shows in _all(facts))


def _all(facts: Facts) -> Iterable[tuple[str, str, str]]:
    for name, shows in _tables(facts):
        yield "tabel", name, shows
    for name, shows in _CHARTS:
        yield "grafiek", name, shows
    for callout in facts.callouts:
        yield "kader", callout.title, "Kader"
    for goal in facts.goals:
        yield "doel", goal.name, "Doel, met de bron"
    for name, shows in _lists(facts):
        yield "lijst", name, shows


def _tables(facts: Facts) -> Iterable[tuple[str, str]]:
    yield from _TABLES
    if facts.screenings is not None:
        yield "bibob", "Bibob-toetsen naar aanleiding, gevaar, uitkomst en doorlooptijd, zonder namen"
    yield from TABLES.items()
    for programme in facts.programmes:
        yield f"financiering {programme.name}", "Wie betaalt het programma, per jaar"


def _lists(facts: Facts) -> Iterable[tuple[str, str]]:
    for chapter in sorted({item.chapter for item in facts.activities if item.chapter}, key=sort_key):
        year = facts.year + 1 if chapter == NEXT_YEAR_CHAPTER else facts.year
        if any(item.year == year and item.chapter == chapter for item in facts.activities):
            yield f"activiteiten {chapter}", f"Activiteiten van {year} bij hoofdstuk {chapter}"
    for kind in ResilienceKind:
        yield f"sessies {kind.label}", f"Bijeenkomsten in {facts.year}: {kind.label}"
    for programme in facts.programmes:
        yield f"programma {programme.name}", "Doelen van het programma"
        yield f"mijlpalen {programme.name}", "Mijlpalen van het programma"
        yield f"barrières {programme.name}", "Barrières van het programma"
    yield from LISTS.items()
    for instrument in facts.instruments:
        yield f"toegepast {instrument.name}", "Waarop het instrument is toegepast"
