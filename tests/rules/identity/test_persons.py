"""What two records of people say about being of one person: the strength in words, and the reasons."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.identity.blocking import asked_keys, stored_keys
from app.rules.identity.comparing import compared
from app.rules.identity.evidence import Strength
from app.rules.identity.particulars import Particulars
from models.casework.choices import MentionKind

BORN = date(1980, 2, 1)
TURNED = date(1980, 1, 2)
OTHER = date(1963, 11, 25)


def person(name: str, born: date | None = None, **more: object) -> Particulars:
    """Of a name as "given|prefix|surname"."""
    given_names, prefix, surname = (part or None for part in name.split("|"))
    said = {"given_names": given_names, "prefix": prefix, "surname": surname, "born_on": born, **more}
    return Particulars(MentionKind.PERSON, **said)  # type: ignore[arg-type]  # what a test gives


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Jan|van der|Voorbeeld", "J.||Voorbeeld, v.d."),
        ("Jan Pieter||Voorbeeld", "J.P.||Voorbeeld"),
        ("Jan Pieter||Voorbeeld", "JP||Voorbeeld"),
        ("Johannes||Voorbeeld", "Jan||Voorbeeld"),
        ("Jan|van|Meijering", "Jan|van|Meyering"),
        ("Mohamed|el|Demoui", "Muhammad||Eldemoui"),
        ("Achmed||Bouvoorbeeld", "Ahmed||Boevoorbeeld"),
        ("Chafik||Proefi", "Shafik||Proefi"),
        ("Şahin||Yıldızdemo", "Sjahin||Jildizdemo"),
        ("Çetin||Öztürkdemo", "Tsjetin||Ozturkdemo"),
        ("Łukasz||Proefowski", "Lukas||Proefowska"),
        ("Wojciech||Demoszewski", "Vojciech||Demosevski"),
        ("Anna||Demo-Voorbeeld", "A.||Voorbeeld-Demo"),
        ("Anna||Demo", "Anna||Voorbeeld-Demo"),
        ("Anna||Demo e/v Voorbeeld", "Anna||Voorbeeld"),
        ("Yıldızdemo||Şahin", "Sahin||Yildizdemo"),
        ("|de|Voorbeeld", "Kees|de|Voorbeeld"),
        ("Jan|van|Vorbeeld", "Jan|van|Voorbeeld"),
    ],
)
def test_that_one_person_with_a_birth_date_is_proposed_and_found_by_a_key(one: str, two: str) -> None:
    left, right = person(one, BORN), person(two, BORN)
    comparison = compared(left, right)
    assert comparison.strength is Strength.STRONG
    assert compared(right, left).weight == comparison.weight
    assert asked_keys(left) & stored_keys(right)
    assert asked_keys(right) & stored_keys(left)


@pytest.mark.parametrize(
    ("one", "two"),
    [("Jan|van der|Voorbeeld", "Jan|van de|Voorbeeld"), ("Şahin||Yıldızdemo", "Sjahin||Jildizdemo")],
)
def test_that_a_name_alone_is_never_more_than_a_weak_proposal(one: str, two: str) -> None:
    assert compared(person(one), person(two)).strength is Strength.WEAK
    assert compared(person(one, BORN), person(two)).strength is Strength.WEAK


@pytest.mark.parametrize(
    ("one", "two", "told"),
    [
        (BORN, BORN, "De geboortedatum is gelijk: 1 februari 1980."),
        (BORN, TURNED, "Dag en maand van de geboortedatum zijn omgewisseld: 1 februari 1980 en 2 januari 1980."),
        (BORN, date(1981, 2, 1), "De geboortedatum verschilt één cijfer: 1 februari 1980 en 1 februari 1981."),
        (date(1975, 7, 1), date(1975, 7, 1), "maar die dag staat vaak voor ‘onbekend’"),
    ],
)
def test_that_a_birth_date_is_explained(one: date, two: date, told: str) -> None:
    comparison = compared(person("Jan||Voorbeeld", one), person("Jan||Voorbeeld", two))
    assert any(told in sentence for sentence in comparison.supporting)
    assert comparison.strength is not None


def test_that_what_speaks_against_is_said_too() -> None:
    comparison = compared(person("Jan||Voorbeeld", BORN), person("Piet||Voorbeeld", BORN))
    assert comparison.opposing == ("De voornamen verschillen: Jan en Piet.",)
    assert comparison.strength in (None, Strength.WEAK)
    assert compared(person("Jan||Voorbeeld", BORN), person("Jan||Voorbeeld", OTHER)).strength is not Strength.STRONG
    assert "De geboortedatum is niet van beide bekend." in compared(person("A||B"), person("A||B", BORN)).unknown


def test_that_a_bsn_decides_and_is_in_no_sentence() -> None:
    one = person("Jan||Voorbeeld", bsn="123456782")
    same = compared(one, person("Mo||Demo", bsn="123456782"))
    other = compared(one, person("Jan||Voorbeeld", bsn="111222333"))
    assert same.supporting[0] == "Het BSN is gelijk."
    assert same.strength is not None
    assert other.strength is None
    told = " ".join((*same.supporting, *other.opposing))
    assert not any(number in told for number in ("123456782", "111222333"))


def test_that_an_address_in_common_confirms_a_name() -> None:
    home = frozenset({"2671AB:12:"})
    one, two = person("Jan||Voorbeeldman", addresses=home), person("J.||Voorbeeldman", addresses=home)
    assert compared(one, two).strength is Strength.REASONABLE
    assert "Beide horen bij hetzelfde adres." in compared(one, two).supporting


def test_that_an_alias_leads_to_who_bears_that_name() -> None:
    one, two = person("Jan||Voorbeeld", BORN, aliases="Johnny Demo; Rooie Jan"), person("Johnny||Demo", BORN)
    assert compared(one, two).strength is Strength.STRONG
    assert asked_keys(two) & stored_keys(one)


@pytest.mark.parametrize(
    "odd",
    [
        "||",
        "محمد||العمراني",
        f"{'a' * 500}||{'b' * 500}",
        "...||---",
        "\u200fיוסף\u200f||לוי",
        f"{'x-' * 250}||{'Voorbeeld-' * 60}",
        "\U0001f600||\ufffd",
    ],
)
def test_that_odd_names_and_no_names_are_compared_without_trouble(odd: str) -> None:
    one = person(odd, BORN)
    comparison = compared(one, person("Jan||Voorbeeld", BORN))
    assert comparison.strength in (None, Strength.WEAK)
    assert all(len(each.sentence) < 250 for each in comparison.evidence)
    assert asked_keys(one) & stored_keys(one)


def test_that_names_in_other_letters_are_the_same_when_they_are() -> None:
    one = person("محمد||العمراني", BORN)
    assert compared(one, one).strength is Strength.STRONG


@given(*[st.text(max_size=30)] * 4, st.none() | st.dates(), st.none() | st.dates())
def test_that_comparing_is_the_same_from_both_sides(
    given_one: str, surname_one: str, given_two: str, surname_two: str, born_one: date | None, born_two: date | None
) -> None:
    one = Particulars(MentionKind.PERSON, given_names=given_one, surname=surname_one, born_on=born_one)
    two = Particulars(MentionKind.PERSON, given_names=given_two, surname=surname_two, born_on=born_two)
    assert compared(one, two).strength is compared(two, one).strength


def test_that_different_kinds_are_not_compared() -> None:
    with pytest.raises(ValueError, match="vehicle"):
        compared(person("Jan||Demo"), Particulars(MentionKind.VEHICLE, plate="12ABC3"))
