"""Receipt codes: what is mistyped is found before anything is derived, and from a code follow the same keys."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Invalid
from app.vault.reports.codes import ALPHABET, SYMBOLS, Direction, keys_of, new_code, row_id, tidy_code

CODE = "KJVB-D95B-3DC0-QP1E-ZHJY"  # fixed, so that each process of a run has the same tests


def test_that_a_code_has_at_least_ninety_random_bits_and_its_check_symbol() -> None:
    assert (SYMBOLS - 1) * 5 >= 90
    assert [len(group) for group in CODE.split("-")] == [4] * 5
    assert tidy_code(CODE) == CODE.replace("-", "")


def test_that_no_two_codes_are_the_same() -> None:
    assert len({new_code() for _ in range(1000)}) == 1000


def test_that_a_code_may_be_typed_as_people_write() -> None:
    code = "0011-2233-4455-6677-889"
    symbols = code.replace("-", "")
    whole = next(symbols + last for last in ALPHABET if _fits(symbols + last))
    typed = f"  {whole.lower().replace('0', 'o').replace('1', 'l')} "
    assert tidy_code(typed) == whole


def _fits(symbols: str) -> bool:
    try:
        return tidy_code(symbols) == symbols
    except Invalid:
        return False


@given(st.integers(0, SYMBOLS - 1), st.sampled_from(ALPHABET))
def test_that_each_wrong_symbol_is_found(at: int, symbol: str) -> None:
    symbols = tidy_code(CODE)
    if symbols[at] != symbol:
        with pytest.raises(Invalid) as refused:
            tidy_code(symbols[:at] + symbol + symbols[at + 1 :])
        assert "typefout" in refused.value.fields["code"]


@pytest.mark.parametrize("typed", ["", "KJVB", CODE + "0", CODE[:-1], CODE[:-1] + "?", "é" * 20, "0" * 10_000])
def test_that_what_is_no_code_is_refused_with_the_reason(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        tidy_code(typed)
    assert refused.value.fields["code"].endswith(("na.", "andere."))


@given(st.text(max_size=60))
def test_that_no_text_at_all_breaks_the_reading_of_a_code(typed: str) -> None:
    with contextlib.suppress(Invalid):
        assert len(tidy_code(typed)) == SYMBOLS


def test_that_a_code_gives_its_keys_again_and_other_keys_in_another_vault() -> None:
    first, again, elsewhere = keys_of(CODE, "a"), keys_of(CODE.lower(), "a"), keys_of(CODE, "b")

    assert first.lookup == again.lookup != elsewhere.lookup
    assert first.reading.public_bytes == again.reading.public_bytes != elsewhere.reading.public_bytes
    assert first.signing.public_bytes == again.signing.public_bytes != elsewhere.signing.public_bytes


def test_that_the_keys_of_a_code_do_not_print() -> None:
    assert "lookup" not in repr(keys_of(CODE, "a"))


def test_that_rows_of_one_report_have_nothing_in_common() -> None:
    lookup = keys_of(CODE, "a").lookup
    rows = {
        row_id(lookup, direction, number, chunk) for direction in Direction for number in range(3) for chunk in range(3)
    }
    assert len(rows) == 18
    assert {len(row) for row in rows} == {16}
