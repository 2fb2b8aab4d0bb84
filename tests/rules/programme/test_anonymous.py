"""What in a practice example still leads to somebody."""

from __future__ import annotations

import pytest

from app.rules.anonymous import trace_problem, traces


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("Mail naar a.voorbeeld@voorbeeld.test, dan", "a.voorbeeld@voorbeeld.test"),
        ("De loods staat in 2671 AB.", "2671 AB"),
        ("Op de Voorbeeldstraat 12a stond een busje", "Voorbeeldstraat 12a"),
        ("Hij is geboren op 3-4-1985 in de regio", "geboren op 3-4-1985"),
        ("BSN 111222333 stond erop", "111222333"),
        ("KvK 12345678 hoort erbij", "12345678"),
        ("Bel 06 12345678 voor meer", "06 12345678"),
        ("Een bus met kenteken 12-ABC-3 reed weg", "12-ABC-3"),
        ("Betaald vanaf NL91 ABNA 0417 1643 00", "NL91 ABNA 0417 1643 00"),
    ],
)
def test_that_what_leads_to_somebody_is_found(text: str, piece: str) -> None:
    assert piece in traces(text)
    assert piece in (trace_problem(text) or "")


@pytest.mark.parametrize(
    "text",
    [
        "Een verhuurder van een schuur kreeg contant betaald voor drie maanden, € 12.500.000 in totaal.",
        "In 2019 belde een medewerker van het loket de wijkagent; artikel 13b was van toepassing.",
        "",
        None,
    ],
)
def test_that_an_anonymous_text_passes(text: str | None) -> None:
    assert trace_problem(text) is None
