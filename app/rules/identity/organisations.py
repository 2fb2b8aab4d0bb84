"""Whether two records may be about the same organisation, with what speaks for and against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from app.rules.identity.evidence import Comparison, Evidence, unless_confirmed
from app.rules.identity.firm_names import firm_names
from app.rules.identity.transcription import forms_of

if TYPE_CHECKING:
    from app.rules.identity.particulars import Particulars

NUMBER_EQUAL, NUMBER_ONE_DIGIT, NUMBER_DIFFERENT = 22.0, 3.0, -14.0
NAME_EQUAL, NAME_SPELLED, NAME_ALIKE, NAME_WITHIN, NAME_OTHER = 10.0, 8.0, 5.5, 5.0, -6.0
SAME_ADDRESS = 6.0
_ALIKE = 88.0


def compare_organisations(one: Particulars, two: Particulars) -> Comparison:
    """Numbers of the trade register and of the tax office, names and trade names without legal form, address."""
    numbers = (
        *_numbers("KvK-nummer", one.trade_register_number, two.trade_register_number),
        *_numbers("RSIN", one.rsin, two.rsin),
    )
    name = _name(one, two)
    address = _address(one, two)
    others = (*numbers, *address)
    confirmed = any(each.speaks_for for each in others) and (name.speaks_for or _agrees(numbers))
    return Comparison((name, *others), unless_confirmed(confirmed))


def _agrees(numbers: tuple[Evidence, ...]) -> bool:
    return any(each.weight == NUMBER_EQUAL for each in numbers)


def _numbers(called: str, one: str | None, two: str | None) -> tuple[Evidence, ...]:
    if not one or not two:
        return ()
    if one == two:
        return (Evidence(f"Het {called} is gelijk: {one}.", NUMBER_EQUAL),)
    if len(one) == len(two) and sum(left != right for left, right in zip(one, two, strict=True)) == 1:
        return (Evidence(f"Het {called} verschilt één cijfer: {one} en {two}.", NUMBER_ONE_DIGIT),)
    return (Evidence(f"Het {called} verschilt: {one} en {two}.", NUMBER_DIFFERENT),)


def _address(one: Particulars, two: Particulars) -> tuple[Evidence, ...]:
    if not one.addresses & two.addresses:
        return ()
    return (Evidence("Beide horen bij hetzelfde adres.", SAME_ADDRESS),)


def _name(one: Particulars, two: Particulars) -> Evidence:
    pairs = [(left, right) for left in firm_names(one) for right in firm_names(two)]
    if not pairs:
        return Evidence("De naam is niet van beide bekend.", 0)
    return max((_pair(left, right) for left, right in pairs), key=lambda each: each.weight)


def _pair(one: tuple[str, ...], two: tuple[str, ...]) -> Evidence:
    left, right = " ".join(one), " ".join(two)
    both = f"{_shown(left)} en {_shown(right)}"
    if sorted(one) == sorted(two) or left.replace(" ", "") == right.replace(" ", ""):
        return Evidence(f"De naam is zonder rechtsvorm gelijk: {_shown(left)}.", NAME_EQUAL)
    if len(one) == len(two) and all(forms_of(a) & forms_of(b) for a, b in zip(one, two, strict=True)):
        return Evidence(f"De naam is dezelfde in een andere schrijfwijze: {both}.", NAME_SPELLED)
    if fuzz.token_sort_ratio(left, right, score_cutoff=_ALIKE):
        return Evidence(f"De naam lijkt erop: {both}.", NAME_ALIKE)
    if set(one) < set(two) or set(two) < set(one):
        return Evidence(f"De ene naam staat in de andere: {both}.", NAME_WITHIN)
    return Evidence(f"De naam verschilt: {both}.", NAME_OTHER)


def _shown(name: str) -> str:
    return f"‘{name[:59]}…’" if len(name) > 60 else f"‘{name}’"
