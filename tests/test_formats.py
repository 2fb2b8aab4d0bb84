"""What a Dutch office types and reads: every accepted way of writing, and every refusal with its reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.formats import (
    FIRST_YEAR,
    LAST_YEAR,
    FormatProblem,
    Period,
    as_sentence,
    format_amount,
    format_count,
    format_date,
    format_integer,
    format_number,
    format_percentage,
    format_period,
    format_plain_amount,
    format_short_date,
    parse_amount,
    parse_date,
    parse_integer,
    parse_number,
    parse_percentage,
    parse_period,
)

amounts = st.decimals(min_value=-(10**12) + 1, max_value=10**12 - 1, places=2)
days = st.dates(min_value=date(FIRST_YEAR, 1, 1), max_value=date(LAST_YEAR, 12, 31))
every_parser = pytest.mark.parametrize(
    "parse", [parse_amount, parse_integer, parse_number, parse_percentage, parse_date, parse_period]
)


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("2067", "2067"),
        ("2.067", "2067"),
        ("2.067,50", "2067.50"),
        ("2067,50", "2067.50"),
        ("520.000-,", "520000"),
        ("520.000,-", "520000"),
        ("950.000,--", "950000"),
        ("950.000,–", "950000"),
        ("€ 950.000", "950000"),
        ("€950.000,-", "950000"),
        ("950.000 euro", "950000"),
        ("EUR 950.000", "950000"),
        ("\u00a0€\u00a02.067,50 ", "2067.50"),
        ("0", "0"),
        ("0,05", "0.05"),
        ("1.234.567,89", "1234567.89"),
        ("4.977-", "-4977"),
        ("-4.977", "-4977"),
        ("−4.977", "-4977"),
        ("€ -4.977", "-4977"),
        ("-€ 4.977", "-4977"),
        ("- 4.977,-", "-4977"),
        ("4.977,50-", "-4977.50"),
    ],
)
def test_that_the_ways_people_write_an_amount_give_that_amount(text: str, euros: str) -> None:
    amount = parse_amount(text)
    assert amount == Decimal(euros)
    assert amount.as_tuple().exponent == -2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("12.34.56", "geen getal"),
        ("abc", "geen getal"),
        ("1.23", "schrijf decimalen met een komma: 1,23"),
        ("2,067,5", "geen getal"),
        ("1.234.56", "geen getal"),
        ("2,5", "twee cijfers"),
        ("2,067", "twee cijfers"),
        ("0.500", "geen getal"),
        ("-4.977-", "geen getal"),
        ("--5", "geen getal"),
        ("-", "geen getal"),
        ("€", "Vul een bedrag in"),
        ("5 000", "geen getal"),
        ("1e3", "geen getal"),
        ("NaN", "geen getal"),
        ("٣", "geen getal"),
        ("1.000.000.000.000", "te groot"),
        ("9" * 5000, "te groot"),
    ],
)
def test_that_an_amount_which_could_mean_something_else_is_refused(text: str, reason: str) -> None:
    with pytest.raises(FormatProblem, match=reason):
        parse_amount(text)


@every_parser
@pytest.mark.parametrize("text", ["", "  ", "\u00a0\t"])
def test_that_an_empty_text_is_unknown(parse: object, text: str) -> None:
    assert callable(parse)
    assert parse(text) is None


@every_parser
@given(text=st.text(max_size=30))
def test_that_any_text_is_read_or_refused_with_a_sentence(parse: object, text: str) -> None:
    assert callable(parse)
    try:
        parse(text)
    except FormatProblem as problem:
        sentence = str(problem)
    else:
        return
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("euros", "text"),
    [
        ("296800", "€ 296.800"),
        ("296800.00", "€ 296.800"),
        ("2067.5", "€ 2.067,50"),
        ("0", "€ 0"),
        ("-4977", "€ −4.977"),
        ("-0.001", "€ 0"),
        ("0.005", "€ 0,01"),
    ],
)
def test_that_an_amount_shows_cents_only_when_it_has_them(euros: str, text: str) -> None:
    assert format_amount(Decimal(euros)) == text
    assert format_plain_amount(Decimal(euros)) == text.removeprefix("€ ")


def test_that_unknown_shows_as_the_word_that_was_asked_for() -> None:
    assert format_amount(None) == format_date(None) == "onbekend"
    assert format_plain_amount(None, unknown="") == ""
    assert format_integer(None, unknown="–") == "–"
    assert format_number(None, unknown="?") == "?"
    assert format_percentage(None) == "onbekend"
    assert format_short_date(None, unknown="") == ""
    assert format_period(None) == "onbekend"


@given(amounts)
def test_that_a_shown_amount_reads_back_as_itself(amount: Decimal) -> None:
    assert parse_amount(format_amount(amount)) == amount
    assert parse_amount(format_plain_amount(amount)) == amount


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_that_a_shown_whole_number_reads_back_as_itself(number: int) -> None:
    assert parse_integer(format_integer(number)) == number


@given(st.decimals(min_value=0, max_value=10**6, places=2))
def test_that_a_shown_number_or_percentage_reads_back_as_itself(number: Decimal) -> None:
    assert parse_number(format_number(number)) == number
    assert parse_percentage(format_percentage(number, decimals=2)) == number


@pytest.mark.parametrize(("value", "text"), [("0.5", "0,5"), ("1.00", "1"), ("1.25", "1,25"), ("1200", "1.200")])
def test_that_fte_shows_without_trailing_zeros(value: str, text: str) -> None:
    assert format_number(Decimal(value)) == text


@pytest.mark.parametrize(
    ("text", "reason"), [("0,125", "ten hoogste 2 cijfers"), ("0.5", "komma: 0,5"), ("-1", "geen getal")]
)
def test_that_a_number_with_too_much_in_it_is_refused(text: str, reason: str) -> None:
    with pytest.raises(FormatProblem, match=reason):
        parse_number(text)


def test_that_a_fraction_is_no_whole_number_and_a_giant_no_number() -> None:
    with pytest.raises(FormatProblem, match="een heel getal"):
        parse_integer("1,5")
    with pytest.raises(FormatProblem, match="te groot"):
        parse_integer("1000000000000")


@pytest.mark.parametrize("text", ["12,5%", "12,5 %", "12,5"])
def test_that_the_per_cent_sign_may_be_left_out(text: str) -> None:
    assert parse_percentage(text) == Decimal("12.5")


def test_that_a_percentage_is_rounded_for_reading() -> None:
    assert format_percentage(Decimal("42.857")) == "42,9%"
    assert format_percentage(Decimal("57.0")) == "57%"


@pytest.mark.parametrize(
    "text",
    [
        "29-4-2020",
        "29-04-2020",
        "29/4/2020",
        "29.4.2020",
        "29 april 2020",
        "29 APRIL 2020",
        "29 apr. 2020",
        " 29  apr 2020 ",
        "2020-04-29",
        "29‑4‑2020",
    ],
)
def test_that_the_ways_people_write_a_day_give_that_day(text: str) -> None:
    assert parse_date(text) == date(2020, 4, 29)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31-02-2019", "31 februari 2019 bestaat niet: die maand heeft 28 dagen"),
        ("29-2-2019", "die maand heeft 28 dagen"),
        ("0-1-2019", "bestaat niet"),
        ("1-13-2019", "Maand 13 bestaat niet"),
        ("2019-00-01", "Maand 0 bestaat niet"),
        ("1-1-1899", "tussen 1900 en 2100"),
        ("1-1-2101", "tussen 1900 en 2100"),
        ("1-1-19", "vier cijfers"),
        ("1-1-" + "9" * 5000, "vier cijfers"),
        ("1 brumaire 2019", "“brumaire” is geen maand"),
        ("1-2/2019", "geen datum"),
        ("morgen", "geen datum"),
        ("2019", "geen datum"),
    ],
)
def test_that_a_day_outside_the_calendar_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(FormatProblem, match=reason):
        parse_date(text)


@given(days)
def test_that_a_shown_day_reads_back_as_itself(day: date) -> None:
    assert parse_date(format_date(day)) == day
    assert parse_date(format_short_date(day)) == day
    assert parse_date(day.isoformat()) == day


def test_that_a_day_shows_long_in_text_and_short_in_tables() -> None:
    assert format_date(date(2020, 4, 9)) == "9 april 2020"
    assert format_short_date(date(2020, 4, 9)) == "09-04-2020"


@pytest.mark.parametrize(
    ("text", "start", "end", "shown"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31), "2019"),
        ("2017 – 2019", date(2017, 1, 1), date(2019, 12, 31), "2017-2019"),
        ("februari 2020", date(2020, 2, 1), date(2020, 2, 29), "februari 2020"),
        ("1-3-2019 t/m 15-4-2019", date(2019, 3, 1), date(2019, 4, 15), "1 maart 2019 t/m 15 april 2019"),
        ("1-3-2019 tot en met 15-3-2019", date(2019, 3, 1), date(2019, 3, 15), "1 maart 2019 t/m 15 maart 2019"),
        ("1 maart 2019 - 15 april 2019", date(2019, 3, 1), date(2019, 4, 15), "1 maart 2019 t/m 15 april 2019"),
        ("1-3-2019", date(2019, 3, 1), date(2019, 3, 1), "1 maart 2019"),
    ],
)
def test_that_a_period_is_read_and_said_in_the_shortest_way(text: str, start: date, end: date, shown: str) -> None:
    assert parse_period(text) == Period(start, end)
    assert format_period(Period(start, end)) == shown


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("15-3-2019 t/m 1-3-2019", "ligt voor het begin"),
        ("2019-2018", "ligt voor het begin"),
        ("1-3-2019 t/m", "geen datum"),
        ("kwartaal 2019", "geen maand"),
        ("3019", "tussen 1900 en 2100"),
        ("ooit", "geen datum"),
    ],
)
def test_that_a_period_which_is_none_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(FormatProblem, match=reason):
        parse_period(text)


@given(days, days)
def test_that_a_shown_period_reads_back_as_itself(one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other))
    assert parse_period(format_period(period)) == period


@pytest.mark.parametrize(
    ("count", "text"), [(0, "geen posten"), (1, "één post"), (2, "2 posten"), (1200, "1.200 posten")]
)
def test_that_a_count_agrees_with_its_noun(count: int, text: str) -> None:
    assert format_count(count, "post", "posten") == text


@pytest.mark.parametrize(
    ("text", "wanted"), [("één post", "Eén post"), ("geen posten", "Geen posten"), ("12 posten", "12 posten"), ("", "")]
)
def test_that_a_text_begins_as_a_sentence(text: str, wanted: str) -> None:
    assert as_sentence(text) == wanted
