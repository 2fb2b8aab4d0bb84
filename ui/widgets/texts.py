"""How values become text on screen and back: in cells, in fields, in the comparison of two versions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from app import formats
from app.formats import FormatProblem
from models.choices import Choice
from ui.widgets.record.description import NUMERIC, Kind


@dataclass(frozen=True, slots=True)
class TextForm:
    """Reading and writing of one kind of value in a line of text; `example` stands in the empty field."""

    read: Callable[[str], Any]
    write: Callable[[Any], str]
    example: str = ""


def _read_text(text: str) -> str | None:
    return text.strip() or None


def _write_text(value: str | None) -> str:
    return value or ""


def _read_lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _read_counts(text: str) -> tuple[tuple[str, int], ...]:
    return tuple(_read_count(line) for line in _read_lines(text))


def _read_count(line: str) -> tuple[str, int]:
    name, _, number = line.rpartition(":")
    count = formats.parse_integer(number) if name.strip() else None
    if count is None:
        raise FormatProblem(f"Schrijf per regel een naam, een dubbele punt en een aantal; er staat “{line}”.")
    return name.strip(), count


def _write_counts(pairs: tuple[tuple[str, int], ...]) -> str:
    return "\n".join(f"{name}: {count}" for name, count in pairs)


def _read_year(text: str) -> int | None:
    bare = text.strip()
    if not bare:
        return None
    if not (bare.isascii() and bare.isdigit() and len(bare) == 4):
        raise FormatProblem("Schrijf het jaar met vier cijfers.")
    if not formats.FIRST_YEAR <= int(bare) <= formats.LAST_YEAR:
        raise FormatProblem(f"Het jaar moet tussen {formats.FIRST_YEAR} en {formats.LAST_YEAR} liggen.")
    return int(bare)


def _read_percentage(text: str) -> int | None:
    value = formats.parse_percentage(text)
    if value is None:
        return None
    if value != value.to_integral_value() or value > 100:
        raise FormatProblem("Vul een heel percentage in, van 0 tot en met 100.")
    return int(value)


def _write_year(value: int | None) -> str:
    return "" if value is None else str(value)


def _write_percentage(value: int | None) -> str:
    return "" if value is None else f"{value}%"


TEXT_FORMS: dict[Kind, TextForm] = {
    Kind.TEXT: TextForm(_read_text, _write_text),
    Kind.MULTILINE: TextForm(_read_text, _write_text),
    Kind.SUGGESTION: TextForm(_read_text, _write_text),
    Kind.LINES: TextForm(_read_lines, "\n".join),
    Kind.COUNTS: TextForm(_read_counts, _write_counts),
    Kind.DATE: TextForm(formats.parse_date, lambda value: formats.format_short_date(value, unknown=""), "dd-mm-jjjj"),
    Kind.YEAR: TextForm(_read_year, _write_year, "jjjj"),
    Kind.AMOUNT: TextForm(formats.parse_amount, lambda value: formats.format_plain_amount(value, unknown="")),
    Kind.INTEGER: TextForm(formats.parse_integer, lambda value: formats.format_integer(value, unknown="")),
    Kind.DECIMAL: TextForm(formats.parse_number, lambda value: formats.format_number(value, unknown="")),
    Kind.PERCENTAGE: TextForm(_read_percentage, _write_percentage),
}


def cell_text(value: Any, kind: Kind = Kind.TEXT) -> str:  # noqa: ANN401  # any value of any register
    """One value as a cell shows it; unknown is an empty cell, which is not a zero."""
    if value is None:
        return ""
    if isinstance(value, Choice):
        return value.label
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if kind is Kind.COUNTS:
        return ", ".join(_write_counts(value).splitlines())
    if isinstance(value, date | Decimal | int):
        return _write_value(value, kind)
    text = ", ".join(str(item) for item in value) if isinstance(value, tuple) else str(value)
    return " ".join(text.split())


def _write_value(value: date | Decimal | int, kind: Kind) -> str:
    if kind is Kind.AMOUNT and isinstance(value, Decimal):
        return formats.format_amount(value)
    if isinstance(value, date):
        kind = Kind.DATE
    elif kind not in NUMERIC and kind is not Kind.YEAR:
        kind = Kind.DECIMAL if isinstance(value, Decimal) else Kind.INTEGER
    return TEXT_FORMS[kind].write(value)
