"""JSON from a stranger: one meaning or a reason."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vault.primitives.strict_json import DEEPEST, NotStrict, from_base64, parse, to_base64


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"a": 1, "a": 2}', "twee keer"),
        (b'{"b": {"a": 1, "\\u0061": 2}}', "twee keer"),
        (b"1.0", "geheel getal"),
        (b"1e3", "geheel getal"),
        (b"NaN", "geheel getal"),
        (b"-Infinity", "geheel getal"),
        (b"9007199254740992", "te groot"),
        (b"1" * 5000, "te groot"),
        (b"\xff", "UTF-8"),
        (b'"\\ud800"', "half teken"),
        (b'{"\\udc00": 1}', "half teken"),
        (b"", "niet volledig"),
        (b'{"a": 1', "niet volledig"),
        (b'{"a": 1} {}', "niet volledig"),
        (b"\xef\xbb\xbf{}", "niet volledig"),
        (b"[" * (DEEPEST + 2) + b"]" * (DEEPEST + 2), "diep"),
        (b"[" * 100_000 + b"]" * 100_000, "diep"),
        (b'{"a":' * 100_000, "diep"),
    ],
)
def test_that_ambiguous_or_hostile_text_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(NotStrict, match=reason):
        parse(data)


def test_that_good_text_is_read_as_it_is() -> None:
    assert parse(b' {"a": [1, -2, true, null, "\\u00e9"]} ') == {"a": [1, -2, True, None, "é"]}


@given(st.binary(max_size=200))
def test_that_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        value = parse(data)
    except NotStrict:
        return
    assert json.loads(data) == value


@given(st.binary(max_size=100))
def test_that_bytes_come_back_from_base64(data: bytes) -> None:
    assert from_base64(to_base64(data)) == data


@pytest.mark.parametrize("text", ["A", "AA==\n", "AB==", "é", "A A=", "AAA"])
def test_that_base64_with_a_second_spelling_is_refused(text: str) -> None:
    with pytest.raises(NotStrict, match="base64"):
        from_base64(text)
