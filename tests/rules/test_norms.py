"""Dated norms: what shipped is whole, versions follow each other without overlap or hole, a day finds its own."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import NotFound
from app.rules.norms import Norm, NormBook, chain_problem, norm_problems
from app.services.norm_defaults import shipped_norms
from models.norm_choices import Counting, NormUnit

REUSE = tuple(norm for norm in shipped_norms() if norm.id == "bibob.reuse")
TWO, FIVE = REUSE


def test_that_every_shipped_norm_is_whole() -> None:
    assert {norm.id: norm_problems(norm) for norm in shipped_norms() if norm_problems(norm)} == {}
    for norm_id in {norm.id for norm in shipped_norms()}:
        assert chain_problem([norm for norm in shipped_norms() if norm.id == norm_id]) is None


def test_that_each_shipped_version_is_there_once_under_one_label() -> None:
    assert set(Counter((norm.id, norm.valid_from) for norm in shipped_norms()).values()) == {1}
    assert len({(norm.id, norm.label) for norm in shipped_norms()}) == len({norm.id for norm in shipped_norms()})


@pytest.mark.parametrize(
    ("norm_id", "length", "ground"),
    [
        ("bibob.decision", "8 weken", "art. 4:13 Awb"),
        ("bibob.completion", "2 weken", "art. 4:5 Awb"),
        ("bibob.advice", "8 weken", "art. 15 lid 1 Wet Bibob"),
        ("bibob.extension", "4 weken", "art. 15 lid 3 Wet Bibob"),
        ("bibob.suspension", "dag telt niet mee", "art. 31 Wet Bibob"),
        ("bibob.reuse", "5 jaar", "art. 29 Wet Bibob"),
        ("awb.objection", "6 weken", "art. 6:7 en 6:8 Awb"),
        ("wbk.confirmation", "7 dagen", "Wet bescherming klokkenluiders"),
        ("wbk.feedback", "3 maanden", "Wet bescherming klokkenluiders"),
        ("retention.signal", "1 jaar", "CCV-modelprotocol, stap 2"),
        ("publication.small_count", "5", "art. 5 lid 1 AVG"),
    ],
)
def test_that_the_norms_are_those_of_the_domain(norm_id: str, length: str, ground: str) -> None:
    norm = NormBook(shipped_norms()).on(norm_id, date(2024, 1, 1))
    assert (norm.length, norm.ground) == (length, ground)


def test_that_one_of_something_is_told_in_the_singular() -> None:
    lengths = [replace(TWO, value=1, unit=unit).length for unit in NormUnit if unit is not NormUnit.COUNTING]
    assert lengths == ["1 dag", "1 week", "1 maand", "1 jaar", "1"]


@pytest.mark.parametrize(("day", "years"), [("2003-06-01", 2), ("2020-07-31", 2), ("2020-08-01", 5), ("2090-01-01", 5)])
def test_that_what_began_under_a_norm_keeps_it(day: str, years: int) -> None:
    assert NormBook(REUSE).on("bibob.reuse", date.fromisoformat(day)).value == years


@given(st.dates(date(2003, 6, 1), date(2100, 1, 1)))
def test_that_exactly_one_version_holds_on_a_day(day: date) -> None:
    assert sum(norm.holds_on(day) for norm in REUSE) == 1


def test_that_a_day_before_the_first_version_has_no_norm() -> None:
    with pytest.raises(NotFound) as missing:
        NormBook(REUSE).on("bibob.reuse", date(2003, 5, 31))
    assert str(missing.value) == (
        "Er is geen norm ‘Hergebruik van een ontvangen advies’ die geldt op 31 mei 2003. Vul de normen aan."
    )
    with pytest.raises(NotFound, match="‘nergens’"):
        NormBook(REUSE).on("nergens", date(2024, 1, 1))


@pytest.mark.parametrize(
    ("versions", "told"),
    [
        ((), None),
        (REUSE, None),
        (REUSE[::-1], None),
        (
            (TWO, replace(FIVE, valid_from=date(2020, 7, 31))),
            (
                "Op 31 juli 2020 geldt al de norm van 1 juni 2003 (2 jaar); twee normen overlappen elkaar niet "
                "(art. 29 Wet Bibob)."
            ),
        ),
        (
            (replace(TWO, valid_to=None), FIVE),
            (
                "Op 1 augustus 2020 geldt al de norm van 1 juni 2003 (2 jaar); twee normen overlappen elkaar niet "
                "(art. 29 Wet Bibob)."
            ),
        ),
        (
            (TWO, TWO),
            (
                "Op 1 juni 2003 geldt al de norm van 1 juni 2003 (2 jaar); twee normen overlappen elkaar niet "
                "(art. 29 Wet Bibob)."
            ),
        ),
        (
            (TWO, replace(FIVE, valid_from=date(2020, 8, 3))),
            (
                "Van 1 augustus 2020 tot en met 2 augustus 2020 zou geen norm gelden; laat geen gat vallen "
                "(art. 29 Wet Bibob)."
            ),
        ),
        (
            (TWO, replace(FIVE, valid_to=date(2030, 1, 1))),
            "Na 1 januari 2030 zou geen norm gelden; laat het einde open (art. 29 Wet Bibob).",
        ),
        (
            (replace(TWO, valid_to=date(2003, 5, 1)),),
            "De norm ‘Hergebruik van een ontvangen advies’ eindigt (1 mei 2003) vóór zij begint.",
        ),
    ],
)
def test_that_overlap_and_hole_are_refused_with_the_reason(versions: tuple[Norm, ...], told: str | None) -> None:
    assert chain_problem(versions) == told


@given(st.lists(st.integers(1, 4000), min_size=1, max_size=6, unique=True), st.integers(-3, 3), st.data())
def test_that_only_versions_that_touch_are_a_chain(starts: list[int], shift: int, data: st.DataObject) -> None:
    begins = [date(2000, 1, 1) + timedelta(days=start) for start in sorted(starts)]
    ends = [begin - timedelta(days=1) for begin in begins[1:]]
    chain = [replace(TWO, valid_from=begin, valid_to=end) for begin, end in zip(begins, [*ends, None], strict=True)]
    assert chain_problem(chain) is None
    if ends and shift:
        at = data.draw(st.integers(0, len(ends) - 1))
        chain[at] = replace(chain[at], valid_to=ends[at] + timedelta(days=shift))
        assert chain_problem(chain) is not None


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"value": 0}, {"value"}),
        ({"value": 1001}, {"value"}),
        ({"value": 0, "unit": NormUnit.NUMBER}, set()),
        ({"value": 0, "unit": NormUnit.COUNTING}, set()),
        ({"value": -1, "unit": NormUnit.NUMBER}, {"value"}),
        ({"ground": " ", "source": "", "label": "\n"}, {"ground", "source", "label"}),
    ],
)
def test_that_a_norm_without_value_ground_or_source_is_refused(changes: dict[str, object], fields: set[str]) -> None:
    assert set(norm_problems(replace(TWO, **changes))) == fields  # type: ignore[arg-type]


def test_that_a_confirmation_covers_everything_but_the_end() -> None:
    assert TWO.signed == replace(TWO, valid_to=None).signed
    for changed in (replace(TWO, value=3), replace(TWO, counting=Counting.INCLUSIVE), replace(TWO, ground="x")):
        assert changed.signed != TWO.signed
    assert set(TWO.signed) == set(Norm.__slots__) - {"valid_to"}
