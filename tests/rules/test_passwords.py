"""Which passwords are refused, and that the reason says what to do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Invalid
from app.rules.passwords import LONGEST_JUDGED, judge, require_good

ABOUT = ("Anna van der Meer", "ameer", "Westland")


@pytest.mark.parametrize(
    "password",
    ["correct paard batterij niet", "vijf gele ezels fluiten", "Gr4niet-lepel-duif-kabel", "ijs " * 3 + "kubus mol"],
)
def test_that_several_words_are_good_enough(password: str) -> None:
    strength = judge(password, ABOUT)
    assert strength.good
    assert strength.label in {"sterk", "zeer sterk"}


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("", "minstens 12 tekens; dit zijn er 0"),
        ("kort 7Q!", "minstens 12 tekens; dit zijn er 8"),
        ("aaaaaaaaaaaaaaaa", "makkelijk te raden"),
        ("Welkom2019!!", "makkelijk te raden"),
        ("wachtwoord123", "makkelijk te raden"),
        ("qwertyuiop1234", "makkelijk te raden"),
        ("20192019201920", "makkelijk te raden"),
        ("zomer2019winter", "makkelijk te raden"),
        ("kubus westLAND duif lepel", "eigen naam"),
        ("kubus anna duif lepel", "eigen naam"),
        ("lepel AMEER duif kubus", "eigen naam"),
    ],
)
def test_that_a_password_that_others_would_guess_is_refused(password: str, reason: str) -> None:
    strength = judge(password, ABOUT)
    assert not strength.good
    assert reason in " ".join(strength.faults)


def test_that_a_short_word_of_a_name_does_not_spoil_a_password() -> None:
    assert judge("de van een lepel duif kubus", ABOUT).good


def test_that_letters_composed_in_two_ways_count_alike() -> None:
    assert judge("cafe\u0301 lepel duif kubus", ["café"]) == judge("café lepel duif kubus", ["cafe\u0301"])
    assert not judge("café lepel duif kubus", ["cafe\u0301"]).good


def test_that_a_refusal_names_its_field() -> None:
    require_good("lepel duif kubus granaat", ABOUT)
    with pytest.raises(Invalid) as caught:
        require_good("kort", ABOUT, field="new_password")
    assert set(caught.value.fields) == {"new_password"}
    assert "12 tekens" in str(caught.value)


@given(st.text(max_size=3 * LONGEST_JUDGED))
def test_that_anything_that_can_be_typed_is_judged(password: str) -> None:
    strength = judge(password, ABOUT)
    assert 0 <= strength.score <= 4
    assert strength.good == (not strength.faults)
