"""Identifiers of people, organisations, places and things: as people write them, as they are stored and checked.

The checks with a check digit are those of python-stdnum, phone numbers those of libphonenumber; what neither knows
(KvK, RSIN, kenteken, BAG) is here. A check tells that a number can be one, never that it was given out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import phonenumbers
from stdnum import iban
from stdnum.nl import btw

from app.rules.bsn import bsn_problem, digits_of
from app.rules.matching import identifiers as plain
from models.choices import Choice

HOME = "NL"
_SIGNS_OF_EMAIL = re.compile(
    r"[^\s@\"(),:;<>\[\\\]]{1,64}@(?:[^\s@.\-\"(),:;<>\[\\\]][^\s@.\"(),:;<>\[\\\]]*\.)+\w{2,63}"
)
LONGEST_EMAIL = 254  # RFC 5321


class BagObject(Choice):
    """Digits 5 and 6 of an identification in the BAG (Catalogus BAG 2018, §5.1): what it is of."""

    PREMISES = "10", "pand"
    DWELLING = "01", "verblijfsobject"
    BERTH = "02", "ligplaats"
    STAND = "03", "standplaats"
    NUMBER = "20", "nummeraanduiding"
    STREET = "30", "openbare ruimte"


@dataclass(frozen=True, slots=True)
class Identifier:
    """One kind of number. `stored` reads what was typed and never fails; the other two take what it gives.

    `problem` is a Dutch sentence that says why it cannot be one, None when it can; `written` is for a reader.
    """

    stored: Callable[[str], str]
    problem: Callable[[str], str | None]
    written: Callable[[str], str]


def iban_problem(stored: str) -> str | None:
    """Why this can be no account number: its country, its length or its check digits (ISO 13616)."""
    if iban.is_valid(stored):
        return None
    return "Dit kan geen IBAN zijn: land, lengte of controlegetal klopt niet. Controleer de tekens."


def vat_problem(stored: str) -> str | None:
    """Why this can be no Dutch VAT number: RSIN or BSN with B01, or the id of a sole trader since 2020."""
    return None if btw.is_valid(stored) else "Dit kan geen btw-nummer zijn, zoals NL 0012 34567 B01."


def rsin_problem(stored: str) -> str | None:
    """Why this can be no RSIN: nine digits that pass the test of eleven, as those of a BSN do."""
    problem = bsn_problem(stored)
    return None if problem is None else problem.replace("BSN", "RSIN")


def bag_problem(stored: str) -> str | None:
    """Why this can be no identification in the BAG: four digits of the municipality, two of the object, ten more."""
    if len(stored) != 16 or not (stored.isascii() and stored.isdecimal()):
        return "Een BAG-nummer heeft zestien cijfers."
    if stored[4:6] not in {kind.value for kind in BagObject}:
        return "Dit kan geen BAG-nummer zijn: het vijfde en zesde cijfer zeggen niet wat het is (zoals 01, 10 of 20)."
    if stored.startswith("0000"):
        return "Dit kan geen BAG-nummer zijn: het begint met de vier cijfers van een gemeente."
    return None


def bag_object(stored: str) -> BagObject:
    """What it is of. Raises ValueError when `bag_problem` has something to say."""
    return BagObject(stored[4:6])


def municipality_of(stored: str) -> str:
    """The code of the municipality that gave it out, four digits."""
    return stored[:4]


def phone(text: str) -> str:
    """A number as E.164 ("+31612345678"), without a country code as a Dutch one; what is no number stays as typed."""
    try:
        return phonenumbers.format_number(phonenumbers.parse(text, HOME), phonenumbers.PhoneNumberFormat.E164)
    except phonenumbers.NumberParseException:
        return " ".join(text.split())


def phone_problem(stored: str) -> str | None:
    """Why this, as `phone` gives it, is no telephone number."""
    try:
        possible = phonenumbers.is_valid_number(phonenumbers.parse(stored, None))
    except phonenumbers.NumberParseException:
        possible = False
    if possible:
        return None
    return "Dit kan geen telefoonnummer zijn. Zet voor een buitenlands nummer het landnummer, zoals +48."


def written_phone(stored: str) -> str:
    """A Dutch one as one dials it here ("06 12345678"), a foreign one with its country code."""
    try:
        number = phonenumbers.parse(stored, None)
    except phonenumbers.NumberParseException:
        return stored
    home = number.country_code == phonenumbers.country_code_for_region(HOME)
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, form.NATIONAL if home else form.INTERNATIONAL)


def email(text: str) -> str:
    """In small letters without what stands around it: "<J.Demo@Voorbeeld.nl>" becomes "j.demo@voorbeeld.nl"."""
    return text.strip().removeprefix("mailto:").strip("<> ").lower()


def email_problem(stored: str) -> str | None:
    """Why this is no e-mail address. Whether it exists nobody can tell offline."""
    if len(stored) <= LONGEST_EMAIL and _SIGNS_OF_EMAIL.fullmatch(stored) and ".." not in stored:
        return None
    return "Dit kan geen e-mailadres zijn, zoals naam@voorbeeld.nl."


def _in_fours(stored: str) -> str:
    return " ".join(stored[place : place + 4] for place in range(0, len(stored), 4))


def _written_vat(stored: str) -> str:
    bare = stored.removeprefix("NL")
    return f"NL {bare[:4]} {bare[4:9]} {bare[9:]}"


def _vat(text: str) -> str:
    bare = plain.bare(text)
    return bare if bare.startswith("NL") else f"NL{bare}"


BSN = Identifier(digits_of, bsn_problem, lambda stored: f"{stored[:4]} {stored[4:6]} {stored[6:]}")
RSIN = Identifier(digits_of, rsin_problem, lambda stored: stored)
IBAN = Identifier(plain.bare, iban_problem, _in_fours)
VAT = Identifier(_vat, vat_problem, _written_vat)
POSTCODE = Identifier(plain.bare, plain.postcode_problem, plain.written_postcode)
TRADE_REGISTER = Identifier(plain.bare, plain.register_number_problem, lambda stored: stored)
PLATE = Identifier(plain.plate, plain.plate_problem, plain.written_plate)
BAG = Identifier(plain.bare, bag_problem, lambda stored: stored)
PHONE = Identifier(phone, phone_problem, written_phone)
EMAIL = Identifier(email, email_problem, lambda stored: stored)

IDENTIFIERS: Mapping[str, Identifier] = {
    "bsn": BSN,
    "rsin": RSIN,
    "iban": IBAN,
    "vat_number": VAT,
    "postcode": POSTCODE,
    "trade_register_number": TRADE_REGISTER,
    "plate": PLATE,
    "bag_id": BAG,
    "phone": PHONE,
    "email": EMAIL,
}
"""By the name of the field of a mention that holds it."""
