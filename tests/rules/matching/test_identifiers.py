"""Postcodes, numbers of the trade register and plates, as people write them."""

from __future__ import annotations

import pytest

from app.rules.matching.identifiers import (
    SIDECODES,
    bare,
    plate,
    plate_problem,
    postcode_problem,
    register_number_problem,
    written_plate,
    written_postcode,
)


@pytest.mark.parametrize("text", ["2671 AB", "2671ab", " 2671-AB "])
def test_that_a_postcode_is_read_as_people_write_it(text: str) -> None:
    assert bare(text) == "2671AB"
    assert postcode_problem(bare(text)) is None
    assert written_postcode(bare(text)) == "2671 AB"


@pytest.mark.parametrize(
    "text", ["0671 AB", "2671", "2671 A", "267 AB", "2671 SS", "2671 ABC", "", "2671 ÀB", "٢٦٧١AB"]
)
def test_that_what_is_no_postcode_is_refused(text: str) -> None:
    assert postcode_problem(bare(text)) == "Een postcode heeft vier cijfers en twee letters, zoals 2671 AB."


@pytest.mark.parametrize(
    ("text", "fits"), [("12345678", True), ("1234567", False), ("1234567a", False), ("１２３４５６７８", False)]
)
def test_that_a_register_number_has_eight_digits(text: str, fits: bool) -> None:
    assert (register_number_problem(text) is None) is fits


def test_that_every_sidecode_is_a_plate_and_reads_back() -> None:
    assert len(SIDECODES) == 14
    for shape in SIDECODES:
        made = shape.replace("X", "K").replace("9", "4")
        assert plate_problem(made) is None
        assert plate(written_plate(made)) == made


@pytest.mark.parametrize(
    ("typed", "stored", "written"),
    [
        ("12-abc-3", "12ABC3", "12-ABC-3"),
        ("XX 99 88", "XX9988", "XX-99-88"),
        ("9988xx", "9988XX", "99-88-XX"),
        ("PL WX 12345", "PL WX12345", "PL WX12345"),
        ("d: b ab 123", "D BAB123", "D BAB123"),
    ],
)
def test_that_plates_are_read_with_and_without_dashes(typed: str, stored: str, written: str) -> None:
    assert plate(typed) == stored
    assert plate_problem(stored) is None
    assert written_plate(stored) == written


@pytest.mark.parametrize(
    "typed", ["12-ABC-34", "ABCDEF", "123456", "WX12345", "PL ABC", "", "PL", "NEDERLAND 123", "1É-XX-99"]
)
def test_that_what_can_be_no_plate_is_refused(typed: str) -> None:
    assert "kenteken" in str(plate_problem(plate(typed)))
