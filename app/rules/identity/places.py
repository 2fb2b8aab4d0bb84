"""Whether two records may be about the same address, with what speaks for and against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from app.rules.identity.evidence import Comparison, Evidence, Strength
from app.rules.matching.folding import folded
from app.rules.matching.identifiers import written_postcode

if TYPE_CHECKING:
    from app.rules.identity.particulars import Particulars

BAG_EQUAL, BAG_DIFFERENT = 22.0, -12.0
POSTCODE_EQUAL, POSTCODE_SLIP, POSTCODE_DIFFERENT = 9.0, 4.0, -5.0
STREET_EQUAL, STREET_ALIKE, STREET_OTHER = 8.0, 6.0, -8.0
NUMBER_EQUAL, NUMBER_SLIP, NUMBER_DIFFERENT = 6.0, -15.0, -16.0
ADDITION_EQUAL, ADDITION_MISSING, ADDITION_DIFFERENT = 2.0, -1.0, -8.0
TOWN_EQUAL, TOWN_OTHER = 2.0, -6.0


def address_key(postcode: str | None, house_number: int | None, addition: str | None = None) -> str | None:
    """Under which a person and a person are known to belong to one address; None when too little is known."""
    if not postcode or house_number is None:
        return None
    return f"{postcode}:{house_number}:{folded(addition or '')}"


def compare_addresses(one: Particulars, two: Particulars) -> Comparison:
    """Number in the BAG, postcode, street, house number with its addition, town."""
    pairs = (
        _bag(one.bag_id, two.bag_id),
        _postcode(one.postcode, two.postcode),
        _street(one.street, two.street),
        _house_number(one.house_number, two.house_number),
        _addition(one, two),
        _town(one.town, two.town),
    )
    evidence = tuple(each for each in pairs if each is not None)
    if one.house_number is None or two.house_number is None:
        return Comparison(evidence, Strength.WEAK)
    left, right = (_bare_addition(each) for each in (one, two))
    same_bag = bool(one.bag_id) and one.bag_id == two.bag_id
    return Comparison(evidence, Strength.STRONG if left == right or same_bag else Strength.REASONABLE)


def _bag(one: str | None, two: str | None) -> Evidence | None:
    if not one or not two:
        return None
    if one == two:
        return Evidence(f"Het BAG-nummer is gelijk: {one}.", BAG_EQUAL)
    if one[4:6] != two[4:6]:
        return Evidence("De BAG-nummers zijn van verschillende soorten objecten.", 0)
    return Evidence("Het BAG-nummer verschilt.", BAG_DIFFERENT)


def _postcode(one: str | None, two: str | None) -> Evidence | None:
    if not one or not two:
        return None
    both = f"{written_postcode(one)} en {written_postcode(two)}"
    if one == two:
        return Evidence(f"De postcode is gelijk: {written_postcode(one)}.", POSTCODE_EQUAL)
    if OSA.distance(one, two) == 1:
        return Evidence(f"De postcode verschilt één teken: {both}.", POSTCODE_SLIP)
    return Evidence(f"De postcode verschilt: {both}.", POSTCODE_DIFFERENT)


def _street(one: str | None, two: str | None) -> Evidence | None:
    left, right = street_of(one), street_of(two)
    if not left or not right:
        return None
    if left == right:
        return Evidence(f"De straat is gelijk: {one}.", STREET_EQUAL)
    if OSA.distance(left, right) <= max(1, min(len(left), len(right)) // 6):
        return Evidence(f"De straat lijkt erop: {one} en {two}.", STREET_ALIKE)
    return Evidence(f"De straat verschilt: {one} en {two}.", STREET_OTHER)


def street_of(street: str | None) -> str:
    """Folded, without spaces, and written out: "Burg. Demostr." is "burgemeesterdemostraat"."""
    words = [_WRITTEN_OUT.get(word, word) for word in folded(street or "").split()]
    bare = "".join(words)
    for short, full in _ENDINGS.items():
        if bare.endswith(short):
            return f"{bare.removesuffix(short)}{full}"
    return bare


_WRITTEN_OUT = {
    "burg": "burgemeester",
    "dr": "doctor",
    "mr": "meester",
    "prof": "professor",
    "st": "sint",
    "pr": "prins",
}
_ENDINGS = {"str": "straat", "ln": "laan", "wg": "weg", "pln": "plein"}


def _house_number(one: int | None, two: int | None) -> Evidence | None:
    if one is None or two is None:
        return Evidence("Het huisnummer is niet van beide bekend.", 0)
    if one == two:
        return Evidence(f"Het huisnummer is gelijk: {one}.", NUMBER_EQUAL)
    if len(str(one)) > 1 and OSA.distance(str(one), str(two)) == 1:
        return Evidence(f"Het huisnummer verschilt één cijfer: {one} en {two}.", NUMBER_SLIP)
    return Evidence(f"Het huisnummer verschilt: {one} en {two}.", NUMBER_DIFFERENT)


def _addition(one: Particulars, two: Particulars) -> Evidence | None:
    left, right = (_bare_addition(each) for each in (one, two))
    if one.house_number != two.house_number or not (left or right):
        return None
    if left == right:
        return Evidence(f"De toevoeging is gelijk: {one.addition}.", ADDITION_EQUAL)
    if not left or not right:
        return Evidence("De toevoeging is niet van beide bekend.", ADDITION_MISSING)
    return Evidence(f"De toevoeging verschilt: {one.addition} en {two.addition}.", ADDITION_DIFFERENT)


def _bare_addition(said: Particulars) -> str:
    return folded(said.addition or "").replace(" ", "")


def _town(one: str | None, two: str | None) -> Evidence | None:
    left, right = folded(one or ""), folded(two or "")
    if not left or not right:
        return None
    if left == right:
        return Evidence(f"De plaats is gelijk: {one}.", TOWN_EQUAL)
    return Evidence(f"De plaats verschilt: {one} en {two}.", TOWN_OTHER)
