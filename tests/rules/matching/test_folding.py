"""Text without what writers differ in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.matching.folding import folded
from app.rules.matching.names import initial_of, parted


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("’s-Gravenzande", "s gravenzande"),
        ("'s Gravenzande", "s gravenzande"),
        ("ĲSSELSTRAAT", "ijsselstraat"),
        ("Müller-Żak", "muller zak"),
        ("Łukasz Ørsted", "lukasz orsted"),
        ("Straße", "strasse"),
        ("d'Arc", "darc"),
        ("B.V. De  Proef\t", "b v de proef"),
        ("İstanbul", "istanbul"),
        ("Æbelø", "aebelo"),
        ("①②", "12"),
        ("", ""),
        ("–…!", ""),
        ("محمد", "محمد"),
    ],
)
def test_that_folding_takes_away_what_writers_differ_in(written: str, read: str) -> None:
    assert folded(written) == read


@given(st.text(max_size=40))
def test_that_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x24F), max_size=40))
def test_that_capitals_do_not_matter(text: str) -> None:
    assert folded(text.upper()) == folded(text.upper().lower())


@pytest.mark.parametrize(
    ("written", "prefix", "surname"),
    [
        ("van der Meer", "van de", "meer"),
        ("v.d. Meer", "van de", "meer"),
        ("vd Meer", "van de", "meer"),
        ("Meer, van der", "van de", "meer"),
        ("Meer,vd", "van de", "meer"),
        ("Van den Berg", "van de", "berg"),
        ("'t Hart", "het", "hart"),
        ("in 't Veld", "in het", "veld"),
        ("De La Rue", "de la", "rue"),
        ("Voorbeeld", "", "voorbeeld"),
        ("El Amrani", "el", "amrani"),
        ("Van den", "van", "den"),
        ("Van", "", "van"),
        ("Jansen-de Vries", "", "jansen de vries"),
        ("", "", ""),
        (",", "", ""),
    ],
)
def test_that_a_dutch_prefix_stands_apart_from_the_surname(written: str, prefix: str, surname: str) -> None:
    assert parted(written) == (prefix, surname)


@pytest.mark.parametrize(("given_names", "initial"), [("Anna Maria", "a"), ("É.", "e"), (None, ""), (" .", "")])
def test_that_the_first_letter_is_the_initial(given_names: str | None, initial: str) -> None:
    assert initial_of(given_names) == initial
