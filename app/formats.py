"""How a Dutch office writes money, numbers, dates and periods: from text and to text.

Reading is forgiving about the ways people write one thing (`2.067`, `€ 2067,-`, `2.067,00`) and strict about what
could mean two things (`1.23`): that is refused with a `FormatProblem`, the Dutch sentence for beside the field.
An empty text is None, unknown, never zero. Nothing here looks at the locale of the machine.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

UNKNOWN = "onbekend"
MINUS = "\u2212"

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
FIRST_YEAR, LAST_YEAR = 1900, 2100

_ABBREVIATIONS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH_NUMBERS = (
    {name: number for number, name in enumerate(MONTHS, start=1)}
    | {name: number for number, name in enumerate(_ABBREVIATIONS, start=1)}
    | {"sept": 9}
)
_DASHES = str.maketrans({MINUS: "-", "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-"})
_LARGEST = Decimal(10) ** 12

_CURRENCY = re.compile(r"€|\beuro?\b", re.IGNORECASE)
_NO_CENTS = re.compile(r"(?<=\d)(,-{1,2}|-,)$")  # 950.000,- and 520.000-, both mean whole euros
_NUMBER = re.compile(r"(?P<whole>\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,(?P<fraction>\d+))?", re.ASCII)
_POINT_FOR_COMMA = re.compile(r"(?P<whole>\d+)\.(?P<fraction>\d{1,2})", re.ASCII)

_NUMERIC_DATE = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d+)", re.ASCII)
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_WRITTEN_DATE = re.compile(r"(\d{1,2})\s+([a-z]+)\.?\s+(\d+)", re.ASCII)
_MONTH_PERIOD = re.compile(r"([a-z]+)\.?\s+(\d{4})", re.ASCII)
_YEAR_PERIOD = re.compile(r"(\d{4})(?:\s*-\s*(\d{4}))?", re.ASCII)
_UNTIL = re.compile(r"\s+(?:t/m|tot en met|-)\s+")


class FormatProblem(ValueError):
    """A text that cannot be read; `str(problem)` is a Dutch sentence that says why."""


class Period(NamedTuple):
    """A stretch of days, both included."""

    start: date
    end: date


def parse_amount(text: str) -> Decimal | None:
    """Euros with two decimals; a minus may stand before or after. Empty is None; FormatProblem when unclear."""
    bare = _CURRENCY.sub("", _tidy(text)).strip()
    if not bare:
        if _tidy(text):
            raise FormatProblem("Vul een bedrag in, bijvoorbeeld € 2.067,50.")
        return None
    bare = _NO_CENTS.sub("", bare)
    negative = bare.startswith("-") != bare.endswith("-")
    value = _number(bare.removeprefix("-").strip() if bare.startswith("-") else bare.removesuffix("-").strip(), text)
    if _decimals(value) not in (0, 2):
        raise FormatProblem(f"Schrijf de centen met twee cijfers achter de komma; er staat “{text.strip()}”.")
    if value >= _LARGEST:
        raise FormatProblem("Dit bedrag is te groot.")
    return (-value if negative else value).quantize(Decimal("0.01"))


def format_amount(value: Decimal | None, *, unknown: str = UNKNOWN) -> str:
    """“€ 296.800”, “€ 2.067,50” or “€ −4.977”; cents only when there are any."""
    return unknown if value is None else f"€ {format_plain_amount(value)}"


def format_plain_amount(value: Decimal | None, *, unknown: str = UNKNOWN) -> str:
    """An amount without the euro sign, for tables that carry it in the heading."""
    if value is None:
        return unknown
    rounded = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return _digits(rounded, places=0 if rounded == rounded.to_integral_value() else 2)


def parse_integer(text: str) -> int | None:
    """A whole number, zero or more; thousands may be grouped with points."""
    value = parse_number(text, decimals=0)
    return None if value is None else int(value)


def format_integer(value: int | None, *, unknown: str = UNKNOWN) -> str:
    """“1.234”."""
    return unknown if value is None else _digits(Decimal(value), places=0)


def format_count(count: int, one: str, more: str) -> str:
    """“één post”, “geen posten” or “1.200 posten”, for use in a sentence."""
    if count == 1:
        return f"één {one}"
    return f"{format_integer(count) if count else 'geen'} {more}"


def as_sentence(text: str) -> str:
    """A text as a sentence begins: "Eén post", "Geen posten", "Begroot"."""
    return f"Eén{text[3:]}" if text.startswith("één") else text[:1].upper() + text[1:]


def parse_number(text: str, *, decimals: int = 2) -> Decimal | None:
    """A number, zero or more, with a decimal comma (fte: `0,5`) and at most so many decimals."""
    bare = _tidy(text)
    if not bare:
        return None
    value = _number(bare, text)
    if _decimals(value) > decimals:
        limit = f"ten hoogste {decimals} cijfers achter de komma" if decimals else "een heel getal"
        raise FormatProblem(f"Vul {limit} in; er staat “{text.strip()}”.")
    if value >= _LARGEST:
        raise FormatProblem("Dit getal is te groot.")
    return value


def format_number(value: Decimal | None, *, decimals: int = 2, unknown: str = UNKNOWN) -> str:
    """A number without trailing zeros: “0,5”, “12”, “1,25”."""
    if value is None:
        return unknown
    text = _digits(value, places=decimals)
    return text.rstrip("0").rstrip(",") if "," in text else text


def parse_percentage(text: str) -> Decimal | None:
    """Per cent as written, `12,5 %` is 12.5; at most two decimals."""
    return parse_number(_tidy(text).removesuffix("%"))


def format_percentage(value: Decimal | None, *, decimals: int = 1, unknown: str = UNKNOWN) -> str:
    """“42,9%”; the value is per cent, not a fraction."""
    return unknown if value is None else f"{format_number(value, decimals=decimals)}%"


def parse_date(text: str) -> date | None:
    """A day: `29-4-2020`, `29/04/2020`, `29 april 2020`, `29 apr. 2020` or `2020-04-29`."""
    bare = _tidy(text).lower()
    return _read_day(bare) if bare else None


def format_date(value: date | None, *, unknown: str = UNKNOWN) -> str:
    """“29 april 2020”, for running text."""
    return unknown if value is None else f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def format_short_date(value: date | None, *, unknown: str = UNKNOWN) -> str:
    """“29-04-2020”, for tables and fields."""
    return unknown if value is None else f"{value.day:02}-{value.month:02}-{value.year:04}"


def parse_period(text: str) -> Period | None:
    """`2019`, `2017-2019`, `maart 2019`, `1-3-2019 t/m 15-4-2019` or a single day."""
    bare = _tidy(text).lower()
    if not bare:
        return None
    if match := _YEAR_PERIOD.fullmatch(bare):
        return _ordered(date(_year(match[1]), 1, 1), date(_year(match[2] or match[1]), 12, 31))
    if match := _MONTH_PERIOD.fullmatch(bare):
        year, month = _year(match[2]), _month(match[1])
        return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    first, *others = _UNTIL.split(bare, maxsplit=1)
    start = _read_day(first)
    return _ordered(start, _read_day(others[0]) if others else start)


def format_period(value: Period | None, *, unknown: str = UNKNOWN) -> str:
    """The shortest way to say it: “2019”, “2017-2019”, “maart 2019”, “1 maart 2019” or “1 maart t/m 15 april 2019”."""
    if value is None:
        return unknown
    start, end = value
    if (start.day, start.month, end.day, end.month) == (1, 1, 31, 12):
        return f"{start.year}" if start.year == end.year else f"{start.year}-{end.year}"
    same_month = (start.year, start.month) == (end.year, end.month)
    if same_month and start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]:
        return f"{MONTHS[start.month - 1]} {start.year}"
    if start == end:
        return format_date(start)
    return f"{format_date(start)} t/m {format_date(end)}"


def _tidy(text: str) -> str:
    """One kind of space and one kind of dash, nothing around it."""
    return " ".join(text.translate(_DASHES).split())


def _number(bare: str, text: str) -> Decimal:
    """The value of digits with points per thousand and a decimal comma; `text` is what the user wrote."""
    if match := _NUMBER.fullmatch(bare):
        whole, fraction = match["whole"].replace(".", ""), match["fraction"] or ""
        return Decimal(f"{whole}.{fraction}")
    if match := _POINT_FOR_COMMA.fullmatch(bare):
        hint = f"{match['whole']},{match['fraction']}"
        raise FormatProblem(f"Een punt scheidt duizendtallen; schrijf decimalen met een komma: {hint}.")
    raise FormatProblem(f"“{text.strip()}” is geen getal; schrijf bijvoorbeeld 2.067,50.")


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _digits(value: Decimal, *, places: int) -> str:
    """Points per thousand, a decimal comma, a real minus; a rounded zero has no sign."""
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{abs(rounded):,.{places}f}".translate(str.maketrans(",.", ".,"))
    return f"{MINUS}{text}" if rounded < 0 else text


def _read_day(bare: str) -> date:
    if match := _NUMERIC_DATE.fullmatch(bare):
        return _day(match[4], int(match[3]), int(match[1]))
    if match := _ISO_DATE.fullmatch(bare):
        return _day(match[1], int(match[2]), int(match[3]))
    if match := _WRITTEN_DATE.fullmatch(bare):
        return _day(match[3], _month(match[2]), int(match[1]))
    raise FormatProblem(f"“{bare}” is geen datum; schrijf bijvoorbeeld 29-4-2020 of 29 april 2020.")


def _month(name: str) -> int:
    if name not in _MONTH_NUMBERS:
        raise FormatProblem(f"“{name}” is geen maand.")
    return _MONTH_NUMBERS[name]


def _year(digits: str) -> int:
    if len(digits) != 4:
        raise FormatProblem("Schrijf het jaar met vier cijfers.")
    if not FIRST_YEAR <= int(digits) <= LAST_YEAR:
        raise FormatProblem(f"Het jaar moet tussen {FIRST_YEAR} en {LAST_YEAR} liggen; er staat {digits}.")
    return int(digits)


def _day(year_digits: str, month: int, day: int) -> date:
    year = _year(year_digits)
    if not 1 <= month <= 12:
        raise FormatProblem(f"Maand {month} bestaat niet.")
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise FormatProblem(f"{day} {MONTHS[month - 1]} {year} bestaat niet: die maand heeft {days} dagen.")
    return date(year, month, day)


def _ordered(start: date, end: date) -> Period:
    if end < start:
        raise FormatProblem("Het einde van de periode ligt voor het begin.")
    return Period(start, end)
