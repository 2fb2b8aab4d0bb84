"""Cells as people write them: what is clear is read, what could mean two things is refused, empty is unknown."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from app.exchange.columns.lists import other_names, reader_of_choices
from app.exchange.values import READERS, reader_of_list, text_of
from app.formats import FormatProblem
from models.casework.choices import MentionKind
from models.choices import CaseStatus, Level, Nature, Phenomenon


@pytest.mark.parametrize(
    ("kind", "cell", "wanted"),
    [
        ("amount", "4.977-", Decimal("-4977.00")),
        ("amount", "€ 296.800", Decimal("296800.00")),
        ("amount", "520.000-,", Decimal("520000.00")),
        ("amount", 2067.0, Decimal("2067.00")),
        ("amount", 0.1 + 0.2, Decimal("0.30")),
        ("amount", -12.5, Decimal("-12.50")),
        ("amount", "0", Decimal("0.00")),
        ("amount", None, None),
        ("amount", "  ", None),
        ("date", "29-4-2020", date(2020, 4, 29)),
        ("date", "29 april 2020", date(2020, 4, 29)),
        ("date", "2020-04-29", date(2020, 4, 29)),
        ("date", "2020-04-29 00:00:00", date(2020, 4, 29)),
        ("date", date(2020, 4, 29), date(2020, 4, 29)),
        ("date", datetime(2020, 4, 29, 8, 30), date(2020, 4, 29)),  # noqa: DTZ001
        ("date", "onbekend", None),
        ("date", "-", None),
        ("year", 2019.0, 2019),
        ("year", "2019", 2019),
        ("year", date(2019, 5, 1), 2019),
        ("year", None, None),
        ("integer", 12.0, 12),
        ("integer", "1.200", 1200),
        ("integer", None, None),
        ("decimal", "0,5", Decimal("0.5")),
        ("decimal", 0.5, Decimal("0.50")),
        ("percentage", 0.4, 40),
        ("percentage", 40, 40),
        ("percentage", "40%", 40),
        ("percentage", None, None),
        ("boolean", "Ja", True),
        ("boolean", "nee", False),
        ("boolean", True, True),
        ("boolean", None, None),
        ("lines", "Politie; RIEC", ("Politie", "RIEC")),
        ("lines", "Politie, OM", ("Politie", "OM")),
        ("lines", None, ()),
        ("counts", "hennep: 3\nlab: 1", (("hennep", 3), ("lab", 1))),
        ("counts", None, ()),
        ("text", 12345678.0, "12345678"),
        ("text", 1.5, "1,5"),
        ("text", True, "ja"),
        ("text", " a ", " a "),
        ("multiline", date(2020, 1, 2), "02-01-2020"),
        ("suggestion", datetime(2020, 1, 2, 3, 4), "02-01-2020 03:04"),  # noqa: DTZ001
        ("text", time(9, 30), "09:30:00"),
    ],
)
def test_that_a_cell_is_read_as_its_writer_meant_it(kind: str, cell: Any, wanted: Any) -> None:
    assert READERS[kind](cell) == wanted


@pytest.mark.parametrize(
    ("kind", "cell", "told"),
    [
        ("amount", "-", "nul of onbekend"),
        ("amount", "bijna 50", "geen getal"),
        ("amount", "1.23", "punt scheidt duizendtallen"),
        ("amount", 1.234, "twee cijfers achter de komma"),
        ("amount", float("nan"), "geen getal"),
        ("amount", 1e15, "te groot"),
        ("date", 43832.0, "is een getal en geen datum"),
        ("date", "31-2-2020", "bestaat niet"),
        ("date", "1-2-20", "vier cijfers"),
        ("date", date(1066, 1, 1), "tussen 1900 en 2100"),
        ("year", "19", "vier cijfers"),
        ("year", 1492, "tussen 1900 en 2100"),
        ("integer", 1.5, "heel getal"),
        ("integer", -3, "nul of meer"),
        ("percentage", 140, "van 0 tot en met 100"),
        ("boolean", "misschien", "ja of nee"),
        ("counts", "hennep", "een dubbele punt en een aantal"),
    ],
)
def test_that_what_is_unclear_is_refused(kind: str, cell: Any, told: str) -> None:
    with pytest.raises(FormatProblem, match=told):
        READERS[kind](cell)


@pytest.mark.parametrize(
    ("choices", "cell", "wanted"),
    [
        (Level, "Regionaal", Level.REGIONAL),
        (Level, "local", Level.LOCAL),
        (Level, "RIEC", Level.REGIONAL),
        (Nature, "eenmalig", Nature.INCIDENTAL),
        (CaseStatus, "Gesloten", CaseStatus.CLOSED),
        (Phenomenon, "Malafide uitzendbureau's", Phenomenon.ROGUE_AGENCY),
        (MentionKind, "bedrijf", MentionKind.ORGANISATION),
        (MentionKind, "n.v.t.", None),
        (MentionKind, None, None),
    ],
)
def test_that_value_lists_are_known_by_other_names_too(choices: Any, cell: str | None, wanted: Any) -> None:
    assert reader_of_choices(choices)(cell) is wanted


def test_that_other_names_lead_to_values_that_there_are() -> None:
    for choices in (Level, CaseStatus, Nature, MentionKind, Phenomenon):
        assert {choices(value) for value in other_names(choices)}


def test_that_a_value_that_is_unknown_or_ambiguous_is_refused() -> None:
    read = reader_of_list({"een": 1, "twee": 2}, frozenset({"beide"}))
    assert read("Één") == 1
    with pytest.raises(FormatProblem, match="staat niet in de waardelijst"):
        read("drie" * 40)
    with pytest.raises(FormatProblem, match="meer dan één"):
        read("beide")
    assert text_of(float("inf")) == "inf"
