"""What is an address: a street, a number, a place, and a postcode and BAG id in their own form."""

from __future__ import annotations

import re

LARGEST_NUMBER = 99_999
_POSTCODE = re.compile(r"([1-9]\d{3}) ?([A-Z]{2})", re.ASCII)
_NOT_GIVEN_OUT = {"SA", "SD", "SS"}  # letters that no postcode has
_BAG_OBJECT = re.compile(r"\d{4}(?:01|02|03)\d{10}", re.ASCII)


def tidy_postcode(text: str | None) -> str | None:
    """As it is written on an envelope: "2671 AB"; what is no postcode stays as it is."""
    if text is None:
        return None
    found = _POSTCODE.fullmatch(text.strip().upper())
    return f"{found[1]} {found[2]}" if found else text.strip()


def address_line(street: str, number: int, addition: str | None, place: str) -> str:
    """On one line: "Voorbeeldstraat 12a, Naaldwijk"."""
    return f"{street} {number}{addition or ''}, {place}"


def address_problems(
    street: str | None, number: int | None, postcode: str | None, place: str | None, bag_id: str | None
) -> dict[str, str]:
    """Why this is not an address, a message per field; what is left open is asked elsewhere."""
    found: dict[str, str] = {}
    if street is not None and not re.search(r"[^\W\d_]{2}", street):
        found["street"] = "Dit is geen straatnaam; vul de straat in zonder huisnummer (art. 5:24 lid 1 Awb)."
    if number is not None and not 1 <= number <= LARGEST_NUMBER:
        found["house_number"] = f"Een huisnummer is een getal van 1 tot en met {LARGEST_NUMBER} (art. 5:24 lid 1 Awb)."
    if place is not None and not re.search(r"[^\W\d_]{2}", place):
        found["place"] = "Dit is geen plaatsnaam; een besluit noemt het adres (art. 5:24 lid 1 Awb)."
    match = None if postcode is None else _POSTCODE.fullmatch(tidy_postcode(postcode) or "")
    if postcode is not None and (match is None or match[2] in _NOT_GIVEN_OUT):
        found["postcode"] = "Een postcode heeft vier cijfers en twee letters, zoals 2671 AB."
    if bag_id is not None and not _BAG_OBJECT.fullmatch(bag_id):
        found["bag_id"] = (
            "Een BAG-id van een adresseerbaar object heeft zestien cijfers, met 01, 02 of 03 na de eerste vier."
        )
    return found
