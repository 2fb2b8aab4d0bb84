"""What goes from the clipboard after ten seconds, and what stays."""

from __future__ import annotations

import pytest

from app.rules.identifying import is_identifying
from app.rules.share_words import WORDS


@pytest.mark.parametrize(
    "text",
    [
        "111222333",
        "1112.22.333",
        " 111 222 333 ",
        "12345678",
        "NL91 ABNA 0417 1643 00",
        "nl91abna0417164300",
        "PRT7-150D-PG6X-VN1V-MKBC-TCAW",
        "PRT7 150D",
        "4F2K-9QXA",
        "academic acid",
        " ".join(WORDS[:33]).upper(),
    ],
)
def test_that_codes_and_identifiers_are_known(text: str) -> None:
    assert is_identifying(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "111222334",
        "1234567",
        "Voorbeeldstraat 12",
        "academic",
        "academic fiets",
        "2019-001",
        "PRT7",
        "€ 296.800",
        "1 mei 2019",
        "academic acid " * 40,
    ],
)
def test_that_ordinary_text_stays(text: str) -> None:
    assert not is_identifying(text)
