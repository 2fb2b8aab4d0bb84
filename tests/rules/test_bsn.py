"""The burgerservicenummer and its test of eleven; the numbers are from the range that is never given out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.bsn import bsn_problem, digits_of


@pytest.mark.parametrize("digits", ["999990019", "999993653", "111222333", "123456782", "010464554"])
def test_that_a_number_that_passes_is_accepted(digits: str) -> None:
    assert bsn_problem(digits) is None


@pytest.mark.parametrize("digits", ["", "12345678", "1234567890", "12345678a", "１２３４５６７８２"])
def test_that_other_than_nine_digits_is_refused(digits: str) -> None:
    assert bsn_problem(digits) == "Een BSN heeft negen cijfers."


@pytest.mark.parametrize("digits", ["123456789", "000000000", "999990010"])
def test_that_a_number_that_fails_the_test_is_refused(digits: str) -> None:
    assert "elfproef" in (bsn_problem(digits) or "")


@given(st.sampled_from(["999990019", "123456782", "111222333"]), st.integers(0, 8), st.integers(1, 9))
def test_that_one_wrong_digit_is_always_found(digits: str, at: int, more: int) -> None:
    wrong = str((int(digits[at]) + more) % 10)
    assert bsn_problem(digits[:at] + wrong + digits[at + 1 :]) is not None


@pytest.mark.parametrize(
    ("text", "digits"),
    [("1234.56.782", "123456782"), (" 123 456 782 ", "123456782"), ("10464554", "010464554"), ("", "")],
)
def test_that_a_number_may_be_written_as_people_do(text: str, digits: str) -> None:
    assert digits_of(text) == digits
