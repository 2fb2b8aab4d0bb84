"""The kinds of letters: each has a ground, asks something, and offers fields that say where they are filled in."""

from __future__ import annotations

from collections import Counter

import pytest

from app.rules.letters.kinds import kinds_of, rules_of
from app.rules.permissions import BIBOB, MEASURES
from models.letter_choices import LetterKind


@pytest.mark.parametrize("kind", LetterKind)
def test_that_each_kind_says_what_it_rests_on_and_asks(kind: LetterKind) -> None:
    rules = rules_of(kind)
    assert rules.kind is kind
    assert "art." in rules.ground
    assert rules.reason.endswith(("?", ")"))
    assert {"geadresseerde", "datum", "grondslag", "reden"} <= {each.name for each in rules.required}


@pytest.mark.parametrize("kind", LetterKind)
def test_that_each_field_has_one_name_and_says_where_it_comes_from(kind: LetterKind) -> None:
    rules = rules_of(kind)
    names = Counter(each.name for each in rules.fields)
    assert {name for name, count in names.items() if count > 1} == set()
    for each in rules.fields:
        assert each.label
        assert each.where
        assert rules.field(each.name) is each
    assert rules.field("onzin") is None


def test_that_every_kind_is_about_the_files_of_one_compartment() -> None:
    assert {*kinds_of(BIBOB), *kinds_of(MEASURES)} == set(LetterKind)
    assert not {*kinds_of(BIBOB)} & {*kinds_of(MEASURES)}


@pytest.mark.parametrize("kind", [kind for kind in LetterKind if "besluit" in kind.label])
def test_that_a_decision_tells_how_to_object(kind: LetterKind) -> None:
    """Awb 3:45: a decision says that one may object, within which term and where."""
    required = {each.name for each in rules_of(kind).required}
    assert {"bezwaar_termijn", "bezwaar_grondslag", "bestuursorgaan"} <= required


def test_that_the_letters_with_a_term_need_its_last_day_and_its_article() -> None:
    for kind, names in (
        (LetterKind.COMPLETION, {"hersteltermijn_tot", "hersteltermijn_grondslag"}),
        (LetterKind.INTENTION, {"zienswijze_tot", "zienswijze_grondslag", "motivering"}),
        (LetterKind.MEASURE_INTENTION, {"zienswijze_tot", "zienswijze_grondslag"}),
        (LetterKind.ADVICE_NOTICE, {"advies_uiterlijk", "advies_grondslag", "opschorting_grondslag"}),
    ):
        assert names <= {each.name for each in rules_of(kind).required}
