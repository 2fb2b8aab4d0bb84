"""Whether two records may be about the same vehicle, account, means of contact, event or document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from app.formats import format_date
from app.rules.identity.evidence import Comparison, Evidence, Strength, unless_confirmed
from app.rules.identity.identifiers import written_phone
from app.rules.matching.folding import folded
from app.rules.matching.identifiers import written_account, written_plate

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from app.rules.identity.particulars import Particulars

EQUAL, READ_ALIKE, ONE_SIGN, DIFFERENT = 22.0, 13.0, 6.0, -16.0
TITLE_EQUAL, TITLE_ALIKE, TITLE_OTHER = 7.0, 5.0, -6.0
DAY_EQUAL, DAY_OTHER = 6.0, -8.0
_ALIKE = 85.0
_READ_ALIKE = str.maketrans("OQIZSB", "001258")


def compare_vehicles(one: Particulars, two: Particulars) -> Comparison:
    """Plates: equal, equal but for signs that are read as each other (O and 0), or with one other sign."""
    if not one.plate or not two.plate:
        return Comparison((Evidence("Het kenteken is niet van beide bekend.", 0),), Strength.WEAK)
    both = f"{written_plate(one.plate)} en {written_plate(two.plate)}"
    if one.plate == two.plate:
        return Comparison((Evidence(f"Het kenteken is gelijk: {written_plate(one.plate)}.", EQUAL),))
    if read_alike(one.plate) == read_alike(two.plate):
        told = f"Het kenteken is gelijk als men letters als O en I leest als cijfer: {both}."
        return Comparison((Evidence(told, READ_ALIKE),))
    if OSA.distance(one.plate, two.plate) == 1:
        return Comparison((Evidence(f"Het kenteken verschilt één teken: {both}.", ONE_SIGN),))
    return Comparison((Evidence(f"Het kenteken verschilt: {both}.", DIFFERENT),))


def read_alike(plate: str) -> str:
    """A plate in which letters are the digits for which they are taken."""
    return plate.translate(_READ_ALIKE)


def compare_accounts(one: Particulars, two: Particulars) -> Comparison:
    """Account numbers; their check digits notice a slip, so only equal is equal."""
    return Comparison(_same("Het rekeningnummer", one.iban, two.iban, written_account))


def compare_contacts(one: Particulars, two: Particulars) -> Comparison:
    """A number or an address that is equal; another one says nothing, because people have several."""
    found = (
        *_same("Het telefoonnummer", one.phone, two.phone, written_phone, other=0),
        *_same("Het e-mailadres", one.email, two.email, str, other=0),
        *_same("De accountnaam", _handle(one), _handle(two), str, other=0, equal=10),
    )
    return Comparison(found, unless_confirmed(any(each.weight == EQUAL for each in found)))


def compare_events(one: Particulars, two: Particulars) -> Comparison:
    """What happened, and when."""
    day = _day(one.happened_on, two.happened_on)
    return Comparison((_title(one, two), day), unless_confirmed(day.speaks_for))


def compare_documents(one: Particulars, two: Particulars) -> Comparison:
    """Reference, title and day."""
    reference = _same("Het kenmerk", _reference(one), _reference(two), str)
    day = _day(one.happened_on, two.happened_on)
    confirmed = any(each.speaks_for for each in (*reference, day))
    return Comparison((*reference, _title(one, two), day), unless_confirmed(confirmed))


def _same(
    called: str,
    one: str | None,
    two: str | None,
    written: Callable[[str], str],
    *,
    equal: float = EQUAL,
    other: float = DIFFERENT,
) -> tuple[Evidence, ...]:
    if not one or not two:
        return ()
    if one == two:
        return (Evidence(f"{called} is gelijk: {written(one)}.", equal),)
    return (Evidence(f"{called} verschilt: {written(one)} en {written(two)}.", other),)


def _handle(said: Particulars) -> str | None:
    return (said.handle or "").strip().lstrip("@").casefold() or None


def _reference(said: Particulars) -> str | None:
    return folded(said.reference or "").replace(" ", "").upper() or None


def _title(one: Particulars, two: Particulars) -> Evidence:
    left, right = folded(one.title or ""), folded(two.title or "")
    if not left or not right:
        return Evidence("De omschrijving is niet van beide bekend.", 0)
    if left == right:
        return Evidence(f"De omschrijving is gelijk: {one.title}.", TITLE_EQUAL)
    if fuzz.token_sort_ratio(left, right, score_cutoff=_ALIKE):
        return Evidence(f"De omschrijving lijkt erop: {one.title} en {two.title}.", TITLE_ALIKE)
    return Evidence("De omschrijving verschilt.", TITLE_OTHER)


def _day(one: date | None, two: date | None) -> Evidence:
    if one is None or two is None:
        return Evidence("De datum is niet van beide bekend.", 0)
    if one == two:
        return Evidence(f"De datum is gelijk: {format_date(one)}.", DAY_EQUAL)
    return Evidence(f"De datum verschilt: {format_date(one)} en {format_date(two)}.", DAY_OTHER)
