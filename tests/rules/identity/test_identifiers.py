"""Identifiers as people write them: what is stored, what is refused and why, and how a reader sees them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.nl import bsn, postcode

from app.rules.identity.identifiers import IDENTIFIERS, BagObject, bag_object, municipality_of


@pytest.mark.parametrize(
    ("name", "typed", "stored", "written"),
    [
        ("bsn", "1112.22.333", "111222333", "1112 22 333"),
        ("bsn", "12345672", "012345672", "0123 45 672"),
        ("rsin", "123 456 782", "123456782", "123456782"),
        ("iban", "nl91 abna 0417 1643 00", "NL91ABNA0417164300", "NL91 ABNA 0417 1643 00"),
        ("iban", "PL61 1090 1014 0000 0712 1981 2874", "PL61109010140000071219812874", None),
        ("vat_number", "1234.56.782.B01", "NL123456782B01", "NL 1234 56782 B01"),
        ("postcode", "2671 ab", "2671AB", "2671 AB"),
        ("trade_register_number", "1234 5678", "12345678", "12345678"),
        ("plate", "12-abc-3", "12ABC3", "12-ABC-3"),
        ("bag_id", "1783 01 0000012345", "1783010000012345", "1783010000012345"),
        ("phone", "06-12 34 56 78", "+31612345678", "06 12345678"),
        ("phone", "0031 174 123456", "+31174123456", "0174 123 456"),
        ("phone", "+48 601 234 567", "+48601234567", "+48 601 234 567"),
        ("email", " <J.Demo@Voorbeeld.NL> ", "j.demo@voorbeeld.nl", "j.demo@voorbeeld.nl"),
    ],
)
def test_that_an_identifier_is_read_checked_and_written(
    name: str, typed: str, stored: str, written: str | None
) -> None:
    rule = IDENTIFIERS[name]
    assert rule.stored(typed) == stored
    assert rule.problem(stored) is None
    assert rule.stored(rule.written(stored)) == stored
    assert written is None or rule.written(stored) == written


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("bsn", "111222334", "elfproef"),
        ("bsn", "12345", "negen cijfers"),
        ("bsn", "000000000", "elfproef"),
        ("rsin", "123456783", "RSIN zijn"),
        ("iban", "NL91ABNA0417164301", "controlegetal"),
        ("iban", "XX00", "controlegetal"),
        ("vat_number", "NL123456783B01", "btw-nummer"),
        ("postcode", "0671 AB", "vier cijfers"),
        ("postcode", "2671 SS", "vier cijfers"),
        ("trade_register_number", "1234567", "acht cijfers"),
        ("trade_register_number", "1234567８", "acht cijfers"),
        ("plate", "12-ABC-DE", "geen Nederlands kenteken"),
        ("bag_id", "178301000001234", "zestien cijfers"),
        ("bag_id", "1783990000012345", "vijfde en zesde"),
        ("bag_id", "0000010000012345", "gemeente"),
        ("phone", "0612345", "telefoonnummer"),
        ("phone", "geen nummer", "telefoonnummer"),
        ("email", "naam@voorbeeld", "e-mailadres"),
        ("email", "naam@@voorbeeld.nl", "e-mailadres"),
        ("email", "a" * 250 + "@voorbeeld.nl", "e-mailadres"),
    ],
)
def test_that_what_cannot_be_one_is_refused_with_the_reason(name: str, typed: str, told: str) -> None:
    rule = IDENTIFIERS[name]
    problem = rule.problem(rule.stored(typed))
    assert problem is not None
    assert told in problem


@pytest.mark.parametrize("place", range(9))
@pytest.mark.parametrize("name", ["bsn", "rsin"])
def test_that_one_wrong_digit_is_always_noticed(name: str, place: int) -> None:
    right = "123456782"
    wrong = right[:place] + str((int(right[place]) + 1) % 10) + right[place + 1 :]
    assert IDENTIFIERS[name].problem(wrong) is not None


@pytest.mark.parametrize("place", range(8, 18))
def test_that_one_wrong_digit_in_an_account_is_noticed(place: int) -> None:
    right = "NL91ABNA0417164300"
    wrong = right[:place] + str((int(right[place]) + 1) % 10) + right[place + 1 :]
    assert IDENTIFIERS["iban"].problem(wrong) is not None


@given(st.sampled_from(sorted(IDENTIFIERS)), st.text(max_size=60))
def test_that_no_text_makes_an_identifier_fall_over(name: str, text: str) -> None:
    rule = IDENTIFIERS[name]
    stored = rule.stored(text)
    if rule.problem(stored) is None:
        assert rule.problem(rule.stored(rule.written(stored))) is None


@given(st.from_regex(r"[0-9]{9}", fullmatch=True))
def test_that_a_bsn_and_an_rsin_are_what_the_library_says(digits: str) -> None:
    assert (IDENTIFIERS["bsn"].problem(digits) is None) == bsn.is_valid(digits)
    assert (IDENTIFIERS["rsin"].problem(digits) is None) == bsn.is_valid(digits)


@given(st.from_regex(r"[0-9]{4}[A-Z]{2}", fullmatch=True))
def test_that_a_postcode_is_what_the_library_says(text: str) -> None:
    assert (IDENTIFIERS["postcode"].problem(text) is None) == postcode.is_valid(text)


def test_that_a_bag_id_tells_what_it_is_of_and_where() -> None:
    assert bag_object("1783100000012345") is BagObject.PREMISES
    assert municipality_of("1783100000012345") == "1783"
