"""How far the names of two people agree: surnames in any order, given names against initials, other spellings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA, JaroWinkler

from app.rules.identity.common_names import is_common
from app.rules.identity.evidence import Evidence
from app.rules.identity.given_forms import called_alike
from app.rules.identity.person_names import person_name, turned_name
from app.rules.identity.transcription import forms_of

if TYPE_CHECKING:
    from app.rules.identity.particulars import Particulars
    from app.rules.identity.person_names import GivenName, PersonName, Surname

# Bits, and what a name counts less for when many people bear it.
SURNAME_EQUAL, SURNAME_SPELLED, SURNAME_ALIKE, SURNAME_OTHER = 9.0, 7.5, 6.0, -8.0
GIVEN_EQUAL, GIVEN_SPELLED, GIVEN_CALLED, GIVEN_ALIKE = 6.0, 5.0, 4.0, 4.5
INITIAL, SECOND_INITIAL, OTHER_ORDER, GIVEN_OTHER = 2.5, 2.0, 3.0, -12.0
COMMON_LESS, SWAPPED_LESS = 2.5, 1.0
ALIAS = 6.0
_ALIKE = 0.9
_SHORTEST_FOR_A_SLIP = 4


def compare_names(first: Particulars, second: Particulars) -> tuple[Evidence, ...]:
    """What the names say, as they stand and with given name and surname the other way round; the likelier of both."""
    one, two = person_name(first), person_name(second)
    if not one.is_known or not two.is_known:
        return (Evidence("Van ten minste één van beide is geen naam bekend.", 0),)
    straight = (_surnames(one, two), _given(one.given, two.given))
    if straight[0].weight > 0 and straight[1].weight >= 0:
        return straight
    ways = (_crossed(one, turned_name(second)), _crossed(turned_name(first), two), _alias(one, two))
    otherwise = [way for way in ways if way is not None]
    return (max(otherwise, key=lambda each: each.weight),) if otherwise else straight


def _surnames(one: PersonName, two: PersonName) -> Evidence:
    """The best pair of surnames: of a double name either may have been written down."""
    if not one.surnames or not two.surnames:
        return Evidence("De achternaam is niet van beide bekend.", 0)
    pairs = [_surname(left, right) for left in one.surnames for right in two.surnames]
    return max(pairs, key=lambda each: each.weight)


def _surname(one: Surname, two: Surname) -> Evidence:
    less = COMMON_LESS if is_common(one.bare) and is_common(two.bare) else 0.0
    often = ", een naam die veel voorkomt" if less else ""
    both = f"{one.shown} en {two.shown}"
    if one.bare == two.bare:
        told = one.shown if one.shown == two.shown else both
        return _told(f"De achternaam is gelijk: {told}{often}", SURNAME_EQUAL - less)
    if not one.forms.isdisjoint(two.forms):
        told = f"De achternaam is dezelfde in een andere schrijfwijze: {both}{often}"
        return _told(told, SURNAME_SPELLED - less)
    if _looks_like(one.bare, two.bare):
        return _told(f"De achternaam lijkt erop: {both}", SURNAME_ALIKE - less)
    return _told(f"De achternaam verschilt: {both}", SURNAME_OTHER)


def _given(one: tuple[GivenName, ...], two: tuple[GivenName, ...]) -> Evidence:
    if not one or not two:
        return Evidence("De voornaam is niet van beide bekend.", 0)
    first = _given_pair(one[0], two[0])
    if first.weight > 0:
        return _with_the_next(first, one, two)
    for at, left in enumerate(one):
        for beside, right in enumerate(two):
            if at + beside and _given_pair(left, right).weight > INITIAL:
                return _told(f"Een van de voornamen is gelijk: {_all(one)} en {_all(two)}", OTHER_ORDER)
    return first


def _given_pair(one: GivenName, two: GivenName) -> Evidence:
    if one.short or two.short:
        return _against_initial(one, two)
    both = f"{one.shown} en {two.shown}"
    if one.bare == two.bare:
        return _told(
            f"De voornaam is gelijk: {one.shown}", GIVEN_EQUAL - (COMMON_LESS / 2 if is_common(one.bare) else 0)
        )
    if not forms_of(one.bare).isdisjoint(forms_of(two.bare)):
        return _told(f"De voornaam is dezelfde in een andere schrijfwijze: {both}", GIVEN_SPELLED)
    if called_alike(one.bare, two.bare):
        return _told(f"De ene voornaam is een roepnaam bij de andere: {both}", GIVEN_CALLED)
    if _looks_like(one.bare, two.bare):
        return _told(f"De voornaam lijkt erop: {both}", GIVEN_ALIKE)
    return _told(f"De voornamen verschillen: {both}", GIVEN_OTHER)


def _against_initial(one: GivenName, two: GivenName) -> Evidence:
    both = f"{one.shown} en {two.shown}"
    if one.bare.startswith(two.bare) or two.bare.startswith(one.bare):
        return _told(f"De voorletter past: {both}", INITIAL)
    if not forms_of(one.bare[:1]).isdisjoint(forms_of(two.bare[:1])):
        return _told(f"De voorletter past in een andere schrijfwijze: {both}", INITIAL - 1)
    return _told(f"De voorletter verschilt: {both}", GIVEN_OTHER + 2)


def _with_the_next(first: Evidence, one: tuple[GivenName, ...], two: tuple[GivenName, ...]) -> Evidence:
    """With the second name or initial, where both have one."""
    if len(one) < 2 or len(two) < 2:
        return first
    both = f"{_all(one)} en {_all(two)}"
    bare = first.sentence.rstrip(".")
    if one[1].bare[:1] == two[1].bare[:1]:
        return _told(f"{bare}; ook de volgende past ({both})", first.weight + SECOND_INITIAL)
    return _told(f"{bare}; de volgende niet ({both})", first.weight - SECOND_INITIAL)


def _crossed(one: PersonName, two: PersonName) -> Evidence | None:
    """Whether they agree, when of one of them given name and surname changed places."""
    surname, given = _surnames(one, two), _given(one.given, two.given)
    if surname.weight <= 0 or given.weight <= 0:
        return None
    both = f"{_whole(one)} en {_whole(two)}"
    told = f"De namen passen als voor- en achternaam zijn omgewisseld: {both}"
    return _told(told, surname.weight + given.weight - SWAPPED_LESS)


def _alias(one: PersonName, two: PersonName) -> Evidence | None:
    """Whether one goes by another name that the other bears."""
    for left, right in ((one, two), (two, one)):
        borne = {name.bare for name in right.given} | {each.bare for each in right.surnames}
        for alias in left.aliases:
            if set(alias.split()) <= borne or alias in right.aliases:
                return _told(f"Een andere naam van de een past bij de ander: {alias.title()}", ALIAS)
    return None


def _looks_like(one: str, two: str) -> bool:
    """One slip of the pen in a word that is long enough to tell, or nearly the same signs in the same order."""
    if min(len(one), len(two)) >= _SHORTEST_FOR_A_SLIP and OSA.distance(one, two, score_cutoff=1) <= 1:
        return True
    return JaroWinkler.similarity(one, two, score_cutoff=_ALIKE) > 0


def _told(text: str, weight: float) -> Evidence:
    """A sentence, also where it ends with an initial."""
    return Evidence(f"{text.rstrip('.')}.", weight)


def _all(names: tuple[GivenName, ...]) -> str:
    return " ".join(name.shown for name in names)


def _whole(name: PersonName) -> str:
    return " ".join((_all(name.given), *(each.shown for each in name.surnames[:1])))
