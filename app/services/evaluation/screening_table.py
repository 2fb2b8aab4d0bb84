"""The Bibob screenings of a year as the document prints them: counts by occasion, danger, outcome and lead time.

What was published has no names. In a public edition small counts are put together, as they can be when publishing: the
four breakdowns share their totals, so a count that is merely covered in one could be worked out from another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.formats import UNKNOWN
from app.rules.screening.year import MERGED, merged
from app.rules.small_numbers import BELOW, LIMIT, is_small
from app.services.document import Align, Column, Row, RowKind, Table
from models.bibob.choices import FigureKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.programme.screening_figures import ScreeningYear

MERGED_NOTE = "Kleine aantallen zijn samengevoegd, omdat zij tot een persoon kunnen leiden."
BELOW_NOTE = f"‘{BELOW}’ is een aantal van één tot en met vier."
_HEADINGS = {
    FigureKind.OCCASION: "Aanleiding",
    FigureKind.DANGER: "Mate van gevaar",
    FigureKind.OUTCOME: "Uitkomst",
    FigureKind.LEAD_TIME: "Doorlooptijd",
}


def screenings_table(found: ScreeningYear, *, public: bool) -> Table:
    """One table: what began by its occasion, and what ended by danger, outcome and lead time, each with its total."""
    rows: list[Row] = []
    for kind, heading in _HEADINGS.items():
        counts = _counts(found, kind, public=public)
        if counts:
            rows.append(Row((heading, ""), RowKind.GROUP))
            rows += [Row((_capital(name), _text(count, public=public))) for name, count in counts.items()]
            rows.append(_total(found, kind, public=public))
    return Table(
        title=f"Bibob-toetsen {found.year}",
        columns=(Column("Bibob-toetsen", share=5), Column(str(found.year), share=1.4, align=Align.RIGHT)),
        rows=tuple(rows),
        notes=(found.rule, *_notes({cell for row in rows for cell in row.cells})),
    )


def started_text(found: ScreeningYear | None, *, public: bool) -> str:
    """How many began, as a text prints it; unknown when nothing was published."""
    return UNKNOWN if found is None else _text(found.started, public=public)


def ended_text(found: ScreeningYear | None, *, public: bool) -> str:
    """How many ended."""
    return UNKNOWN if found is None else _text(found.ended, public=public)


def _counts(found: ScreeningYear, kind: FigureKind, *, public: bool) -> Mapping[str, int]:
    counts = {each.label: each.count for each in found.of(kind)}
    return merged(counts, LIMIT) if public else counts


def _total(found: ScreeningYear, kind: FigureKind, *, public: bool) -> Row:
    if kind is FigureKind.OCCASION:
        return Row((f"Begonnen in {found.year}", started_text(found, public=public)), RowKind.TOTAL)
    return Row((f"Afgerond in {found.year}", ended_text(found, public=public)), RowKind.TOTAL)


def _text(count: int, *, public: bool) -> str:
    return BELOW if public and is_small(count) else str(count)


def _notes(printed: set[str]) -> tuple[str, ...]:
    told = {_capital(MERGED): MERGED_NOTE, BELOW: BELOW_NOTE}
    return tuple(note for what, note in told.items() if what in printed)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
