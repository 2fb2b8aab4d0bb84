"""From a cell to a value of a draft: Dutch numbers, amounts and dates, value lists by their label or another name.

What could mean two things is refused, never guessed: a lone dash in an amount is nothing to one writer and unknown to
the next. An empty cell is None, unknown.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app import formats
from app.formats import FormatProblem, format_short_date
from app.rules.matching.folding import folded

if TYPE_CHECKING:
    from app.exchange.sheets.workbook import Cell

Reader = Callable[["Cell"], Any]

_NOTHING = frozenset({"-", "–", "—", "?", "onbekend", "n.v.t.", "nvt", "geen"})
_MIDNIGHT = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?Z?$")
_SEPARATED = re.compile(r"[\n;]|, ")
_YES, _NO = (
    frozenset({"ja", "j", "x", "waar", "true", "yes", "1"}),
    frozenset({"nee", "n", "onwaar", "false", "no", "0"}),
)
_NOISE = Decimal("0.000001")
_SUM = re.compile(r"^(totaal|subtotaal|som|total)\b", re.IGNORECASE)


def text_of(cell: Cell) -> str | None:
    """A cell as text, as a Dutch reader would type it."""
    if cell is None or isinstance(cell, str):
        return cell and (cell.strip() or None)
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell).replace(".", ",")
    return _moment(cell) if isinstance(cell, date) else str(cell)


def _moment(day: date) -> str:
    at = f" {day:%H:%M}" if isinstance(day, datetime) and (day.hour, day.minute, day.second) != (0, 0, 0) else ""
    return format_short_date(day) + at


def read_text(cell: Cell) -> str | None:
    """Any cell as text."""
    return cell if isinstance(cell, str) else text_of(cell)


def read_lines(cell: Cell) -> tuple[str, ...]:
    """Names in one cell: one a line, or parted by semicolons or by commas."""
    text = text_of(cell)
    return tuple(part.strip() for part in _SEPARATED.split(text) if part.strip()) if text else ()


def read_counts(cell: Cell) -> tuple[tuple[str, int], ...]:
    """Pairs of a name and a whole number: "hennep: 3", one a line."""
    text = text_of(cell)
    return tuple(_count(line) for line in re.split(r"[\n;]", text) if line.strip()) if text else ()


def read_date(cell: Cell) -> date | None:
    """A day, as a date of the spreadsheet or as text in any of the ways that people write one."""
    if isinstance(cell, datetime):
        return _within(cell.date())
    if isinstance(cell, date):
        return _within(cell)
    text = text_of(cell)
    if text is None or text.casefold() in _NOTHING:
        return None
    if not isinstance(cell, str):
        raise FormatProblem(f"{text} is een getal en geen datum; geef de kolom in het bestand de opmaak datum.")
    return formats.parse_date(_MIDNIGHT.sub("", text))


def read_amount(cell: Cell) -> Decimal | None:
    """Euros with two decimals."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _exact(cell, decimals=2).quantize(Decimal("0.01"))
    text = text_of(cell)
    if text is None:
        return None
    if text in {"-", "–", "—"}:
        raise FormatProblem("Een streepje kan nul of onbekend betekenen; schrijf 0 of maak de cel leeg.")
    return formats.parse_amount(text)


def read_integer(cell: Cell) -> int | None:
    """A whole number, zero or more."""
    value = read_decimal(cell)
    if value is not None and value != value.to_integral_value():
        raise FormatProblem(f"Vul een heel getal in; er staat “{text_of(cell)}”.")
    return None if value is None else int(value)


def read_decimal(cell: Cell) -> Decimal | None:
    """A number, zero or more, with at most two decimals."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        value = _exact(cell, decimals=2)
        if value < 0:
            raise FormatProblem(f"Vul een getal van nul of meer in; er staat “{text_of(cell)}”.")
        return value
    text = text_of(cell)
    return None if text is None else formats.parse_number(text)


def read_percentage(cell: Cell) -> int | None:
    """Whole per cents; a spreadsheet keeps 40% as 0.4."""
    if isinstance(cell, float) and 0 < cell <= 1:
        value: Decimal | None = _exact(cell * 100, decimals=2)
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        value = _exact(cell, decimals=2)
    else:
        text = text_of(cell)
        value = None if text is None else formats.parse_percentage(text)
    if value is None:
        return None
    if value != value.to_integral_value() or not 0 <= value <= 100:
        raise FormatProblem("Vul een heel percentage in, van 0 tot en met 100.")
    return int(value)


def read_year(cell: Cell) -> int | None:
    """A year in four digits; of a date, its year."""
    if isinstance(cell, date):
        return cell.year
    text = text_of(cell)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise FormatProblem(f"Schrijf het jaar met vier cijfers; er staat “{text}”.")
    if not formats.FIRST_YEAR <= int(text) <= formats.LAST_YEAR:
        raise FormatProblem(f"Het jaar moet tussen {formats.FIRST_YEAR} en {formats.LAST_YEAR} liggen.")
    return int(text)


def read_boolean(cell: Cell) -> bool | None:
    """Yes or no."""
    if isinstance(cell, bool):
        return cell
    text = text_of(cell)
    if text is None:
        return None
    word = text.casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise FormatProblem(f"Vul ja of nee in; er staat “{text}”.")


def reader_of_list(names: Mapping[str, Any], ambiguous: frozenset[str] = frozenset()) -> Reader:
    """Reads a value list: `names` are folded names of its values, `ambiguous` are those that more values have."""

    def read(cell: Cell) -> Any:  # noqa: ANN401  # a value of any list
        text = text_of(cell)
        if text is None:
            return None
        name = folded(text)
        if name in ambiguous:
            raise FormatProblem(f"“{text}” kan meer dan één waarde zijn; schrijf het volledig.")
        if name in names:
            return names[name]
        if text.casefold() in _NOTHING:
            return None
        raise FormatProblem(f"“{_short(text)}” staat niet in de waardelijst.")

    return read


def is_total(cell: Cell) -> bool:
    """Whether a line that begins so sums up the lines before it."""
    return isinstance(cell, str) and bool(_SUM.match(cell))


READERS: dict[str, Reader] = {
    "text": read_text,
    "multiline": read_text,
    "suggestion": read_text,
    "lines": read_lines,
    "counts": read_counts,
    "date": read_date,
    "year": read_year,
    "amount": read_amount,
    "integer": read_integer,
    "decimal": read_decimal,
    "percentage": read_percentage,
    "boolean": read_boolean,
}
"""A reader for each kind of field but those that are lists of values."""


def _exact(value: float, *, decimals: int) -> Decimal:
    """A number of a spreadsheet without the noise of binary fractions; more decimals than that are refused."""
    if not math.isfinite(value) or abs(value) >= 1e12:
        raise FormatProblem("Dit getal is te groot of geen getal.")
    number = Decimal(repr(value))
    rounded = round(number, decimals)
    if abs(number - rounded) > _NOISE:
        raise FormatProblem(f"Gebruik ten hoogste twee cijfers achter de komma; er staat “{text_of(value)}”.")
    return rounded


def _within(day: date) -> date:
    if not formats.FIRST_YEAR <= day.year <= formats.LAST_YEAR:
        raise FormatProblem(
            f"Het jaar moet tussen {formats.FIRST_YEAR} en {formats.LAST_YEAR} liggen; er staat {day.year}."
        )
    return day


def _count(line: str) -> tuple[str, int]:
    name, _, number = line.rpartition(":")
    count = formats.parse_integer(number) if name.strip() else None
    if count is None:
        raise FormatProblem(f"Schrijf een naam, een dubbele punt en een aantal; er staat “{_short(line)}”.")
    return name.strip(), count


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
