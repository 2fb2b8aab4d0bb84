"""The keys under which mentions are found again, and how a mention reads."""

from __future__ import annotations

from datetime import date

import pytest

from app.rules.matching.keys import Keys, Named, keys_of, label_of
from models.casework.choices import MentionKind as K

BORN = date(1980, 2, 1)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            Named(K.PERSON, given_names="Jan", prefix="van der", surname="Meer", born_on=BORN),
            Named(K.PERSON, given_names="J.", surname="Meer, v.d.", born_on=BORN),
        ),
        (
            Named(K.PERSON, given_names="Élise", surname="Müller"),
            Named(K.PERSON, given_names="E.M.", surname="MULLER", born_on=BORN),
        ),
        (
            Named(K.ADDRESS, street="Voorbeeldstraat", house_number=12, addition="a", postcode="2671AB", town="Proef"),
            Named(K.ADDRESS, house_number=12, postcode="2671AB"),
        ),
        (
            Named(K.ADDRESS, street="Voorbeeldstraat", house_number=12, postcode="2671AB", town="Proefdorp"),
            Named(K.ADDRESS, street="voorbeeld straat".replace(" ", ""), house_number=12, town="PROEFDORP"),
        ),
        (Named(K.ORGANISATION, organisation="Demo B.V."), Named(K.ORGANISATION, organisation="demo bv")),
        (
            Named(K.ORGANISATION, organisation="Demo", trade_register_number="12345678"),
            Named(K.ORGANISATION, organisation="Ander", trade_register_number="12345678"),
        ),
        (Named(K.VEHICLE, plate="12ABC3"), Named(K.VEHICLE, plate="12ABC3")),
    ],
)
def test_that_the_same_thing_written_in_two_ways_shares_a_key(one: Named, two: Named) -> None:
    assert set(keys_of(one).known) & set(keys_of(two).known)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            Named(K.PERSON, given_names="Jan", surname="Meer", born_on=BORN),
            Named(K.PERSON, given_names="Piet", surname="Meer", born_on=BORN),
        ),
        (Named(K.ADDRESS, house_number=12, postcode="2671AB"), Named(K.ADDRESS, house_number=1, postcode="2671AB")),
        (Named(K.ORGANISATION, organisation="Meer"), Named(K.PERSON, surname="Meer")),
        (Named(K.ORGANISATION, organisation="Holding BV"), Named(K.ORGANISATION, organisation="Bv")),
    ],
)
def test_that_different_things_share_none(one: Named, two: Named) -> None:
    assert not set(keys_of(one).known) & set(keys_of(two).known)


@pytest.mark.parametrize(
    "nothing",
    [
        Named(K.PERSON, given_names="Jan"),
        Named(K.ORGANISATION, organisation="…"),
        Named(K.ADDRESS, street="Voorbeeldstraat", town="Proefdorp"),
        Named(K.ADDRESS, street="Voorbeeldstraat", house_number=3),
        Named(K.VEHICLE),
    ],
)
def test_that_too_little_gives_no_key(nothing: Named) -> None:
    assert keys_of(nothing) == Keys()


def test_that_a_name_without_a_birth_date_is_only_a_second_key() -> None:
    assert keys_of(Named(K.PERSON, given_names="Jan", prefix="van", surname="Meer")) == Keys(None, "naam:meer:j")
    assert keys_of(Named(K.PERSON, given_names="Jan", prefix="van", surname="Meer", born_on=BORN)) == Keys(
        "persoon:meer:j:1980-02-01", "naam:meer:j"
    )


def test_that_a_name_of_500_characters_gives_a_key_that_fits_its_column() -> None:
    assert len(keys_of(Named(K.ORGANISATION, organisation="x" * 500)).other or "") == 300


@pytest.mark.parametrize(
    ("named", "label"),
    [
        (
            Named(K.PERSON, given_names="A.", prefix="van der", surname="Voorbeeld", born_on=BORN),
            "A. van der Voorbeeld (1-2-1980)",
        ),
        (Named(K.ORGANISATION, organisation="Demo BV", trade_register_number="12345678"), "Demo BV (KvK 12345678)"),
        (
            Named(
                K.ADDRESS, street="Voorbeeldstraat", house_number=12, addition="a", postcode="2671AB", town="Proefdorp"
            ),
            "Voorbeeldstraat 12a, 2671 AB Proefdorp",
        ),
        (Named(K.ADDRESS, street="Voorbeeldstraat", house_number=12, addition="3"), "Voorbeeldstraat 12-3"),
        (Named(K.ADDRESS, street="Voorbeeldstraat", house_number=12, addition="bis"), "Voorbeeldstraat 12 bis"),
        (Named(K.ADDRESS, street="Voorbeeldstraat"), "Voorbeeldstraat"),
        (Named(K.VEHICLE, plate="12ABC3"), "12-ABC-3"),
        (Named(K.VEHICLE), ""),
    ],
)
def test_that_a_mention_reads_as_people_say_it(named: Named, label: str) -> None:
    assert label_of(named) == label
