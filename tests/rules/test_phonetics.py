"""How Dutch names sound, and what stands before them."""

from __future__ import annotations

import pytest

from app.rules.matching.phonetics import is_prefix, sound_of

ALIKE = [
    ("meijer", "meyer", "meier"),
    ("kuijpers", "kuipers", "cuypers"),
    ("smit", "smid", "smidt", "smith"),
    ("jansen", "janssen", "janse"),
    ("visser", "fisser"),
    ("zijlstra", "sijlstra", "zeilstra"),
    ("vandijk", "vandyck", "vandijck"),
    ("claassen", "klaassen", "claesen"),
    ("philips", "filips"),
    ("brouwer", "brauwer"),
    ("bergh", "berg"),
    ("schouten", "schoute"),
    ("maai", "maay"),
]


@pytest.mark.parametrize("names", ALIKE, ids=lambda names: names[0])
def test_that_names_that_sound_alike_have_one_sound(names: tuple[str, ...]) -> None:
    assert {sound_of(name) for name in names} == {sound_of(names[0])}


@pytest.mark.parametrize(("one", "other"), [("meijer", "maaijer"), ("bos", "bus"), ("jansen", "hansen"), ("de", "da")])
def test_that_names_that_sound_otherwise_do_not(one: str, other: str) -> None:
    assert sound_of(one) != sound_of(other)


@pytest.mark.parametrize("word", ["12", "a1", "مريم", ""])
def test_that_what_is_no_latin_word_sounds_as_it_is_written(word: str) -> None:
    assert sound_of(word) == word


@pytest.mark.parametrize("word", ["van", "vd", "v.d.", "v/d", "de", "den", "der", "ten", "ter", "'t", "d."])
def test_that_what_stands_before_a_surname_is_known(word: str) -> None:
    assert is_prefix(word)


@pytest.mark.parametrize("word", ["meer", "hof", "", "...", "kade"])
def test_that_other_words_are_not_taken_for_it(word: str) -> None:
    assert not is_prefix(word)
