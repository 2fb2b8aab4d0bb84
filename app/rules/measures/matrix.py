"""Reading and checking a matrix: what a cell says, and why a matrix cannot be adopted as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.formats import format_date
from app.rules.measures.ladder import CELLS, POLICY, Cell, Outcome, ordinal
from models.measures.choices import Sanction

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

MOST_FINDINGS = 4  # columns of the grid
LONGEST_MONTHS = 120
_CODES = {"W": Sanction.WARNING, "D": Sanction.PENALTY, "-": Sanction.NONE}
_NO_END = "O"
HOW_TO_FILL = (
    "W is een waarschuwing, D een last onder dwangsom, een getal is een sluiting in maanden, O een sluiting voor "
    "onbepaalde tijd en - geen maatregel. De laatste gevulde kolom geldt ook voor elke volgende constatering."
)


def read_cell(text: str) -> Outcome | None:
    """What was typed in a cell; None when it is empty, ValueError with a Dutch sentence when it says nothing."""
    bare = text.strip().upper().replace("–", "-").replace("\u2212", "-")
    if not bare:
        return None
    if bare in _CODES:
        return Outcome(_CODES[bare])
    if bare == _NO_END:
        return Outcome(Sanction.CLOSURE)
    if bare.isascii() and bare.isdecimal() and 1 <= int(bare) <= LONGEST_MONTHS:
        return Outcome(Sanction.CLOSURE, int(bare))
    raise ValueError(f"‘{text.strip()}’ is geen maatregel. {HOW_TO_FILL}")


def written_cell(outcome: Outcome | None) -> str:
    """The same as it is typed."""
    if outcome is None:
        return ""
    if outcome.sanction is Sanction.CLOSURE:
        return str(outcome.months) if outcome.months else _NO_END
    return next(code for code, sanction in _CODES.items() if sanction is outcome.sanction)


def row_problem(cell: Cell, row: Sequence[Outcome | None]) -> str | None:
    """Why the measures of one object and substance cannot follow each other, as a sentence."""
    where = f"{cell[0].label}, {cell[1].label}"
    filled = [place for place, outcome in enumerate(row) if outcome is not None]
    if not filled:
        return f"Voor {where} staat er niets; dat is een gat in de matrix ({POLICY})."
    missing = next((place for place in range(filled[-1]) if row[place] is None), None)
    if missing is not None:
        return f"Voor {where} ontbreekt de {ordinal(missing + 1)} constatering; dat is een gat ({POLICY})."
    known = [outcome for outcome in row if outcome is not None]
    for place in range(1, len(known)):
        if known[place].weight < known[place - 1].weight:
            return (
                f"Voor {where} is de {ordinal(place + 1)} constatering ({known[place]}) lichter dan de "
                f"{ordinal(place)} ({known[place - 1]}); een ladder gaat omhoog ({POLICY})."
            )
    return None


def matrix_problems(rows: Mapping[Cell, Sequence[Outcome | None]]) -> dict[Cell, str]:
    """What is wrong with a whole matrix, per row: holes, and steps that go down."""
    found = {cell: row_problem(cell, rows.get(cell, ())) for cell in CELLS}
    return {cell: told for cell, told in found.items() if told is not None}


def doubled(rules: Sequence[tuple[Cell, int]]) -> str | None:
    """Which finding of which row has two measures, as a sentence: an overlap; None when none has."""
    seen: set[tuple[Cell, int]] = set()
    for cell, nth in rules:
        if (cell, nth) in seen:
            where = f"{cell[0].label}, {cell[1].label}"
            return f"Voor {where} staan er twee maatregelen bij de {ordinal(nth)} constatering ({POLICY})."
        seen.add((cell, nth))
    return None


def overlap_problem(begin: date, end: date | None, others: Sequence[tuple[str, date, date | None]]) -> str | None:
    """Which other adopted version holds on a day of this one, as a sentence."""
    for name, other_begin, other_end in others:
        if (end is None or other_begin <= end) and (other_end is None or begin <= other_end):
            since = format_date(max(begin, other_begin))
            return f"Vanaf {since} zou ook ‘{name}’ gelden; laat die versie eerst eindigen ({POLICY})."
    return None
