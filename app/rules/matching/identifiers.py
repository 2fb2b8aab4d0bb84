"""Numbers that point to one thing: postcode, number of the trade register, plate. Read as people write them."""

from __future__ import annotations

import re

_POSTCODE = re.compile(r"[1-9]\d{3}[A-Z]{2}", re.ASCII)
_NOT_GIVEN_OUT = frozenset({"SA", "SD", "SS"})
_FOREIGN = re.compile(r"(?P<country>[A-Z]{1,3})[ :](?P<number>[A-Z0-9]{2,10})", re.ASCII)

# The sidecodes 1 to 14 of the RDW: X is a letter, 9 a digit.
SIDECODES = frozenset(
    {
        "XX9999",
        "9999XX",
        "99XX99",
        "XX99XX",
        "XXXX99",
        "99XXXX",
        "99XXX9",
        "9XXX99",
        "XX999X",
        "X999XX",
        "XXX99X",
        "X99XXX",
        "9XX999",
        "999XX9",
    }
)


def bare(text: str) -> str:
    """Capitals and digits without spaces, points and dashes."""
    return "".join(sign for sign in text.upper() if sign.isalnum())


def postcode_problem(postcode: str) -> str | None:
    """Why this, as `bare` gives it, is no Dutch postcode."""
    if not _POSTCODE.fullmatch(postcode) or postcode[4:] in _NOT_GIVEN_OUT:
        return "Een postcode heeft vier cijfers en twee letters, zoals 2671 AB."
    return None


def register_number_problem(number: str) -> str | None:
    """Why this, as `bare` gives it, is no number of the trade register."""
    if len(number) != 8 or not (number.isascii() and number.isdecimal()):
        return "Een KvK-nummer heeft acht cijfers."
    return None


def plate(text: str) -> str:
    """A plate as it is stored: a Dutch one bare ("12ABC3"), a foreign one behind its country ("PL WX12345")."""
    whole = bare(text)
    if shape_of(whole) in SIDECODES:
        return whole
    country, _, rest = text.strip().upper().replace(":", " ").partition(" ")
    return f"{bare(country)} {bare(rest)}" if rest else whole


def plate_problem(stored: str) -> str | None:
    """Why this, as `plate` gives it, can be neither a Dutch plate nor a foreign one."""
    foreign = _FOREIGN.fullmatch(stored)
    if shape_of(stored) in SIDECODES or (foreign and any(sign.isdecimal() for sign in foreign["number"])):
        return None
    return (
        "Dit is geen Nederlands kenteken. Zet voor een buitenlands kenteken het landteken met een spatie, zoals "
        "‘PL WX 12345’."
    )


def shape_of(stored: str) -> str:
    """Letters as X and digits as 9, other signs as they are."""
    return "".join("9" if "0" <= sign <= "9" else "X" if "A" <= sign <= "Z" else sign for sign in stored)


def written_postcode(postcode: str) -> str:
    """As it stands on an envelope: "2671 AB"."""
    return f"{postcode[:4]} {postcode[4:]}"


def written_plate(stored: str) -> str:
    """With dashes between letters and digits, and four of one kind in twos: "12-ABC-3", "XX-YY-12"."""
    if shape_of(stored) not in SIDECODES:
        return stored
    parts = re.findall(r"\d+|[A-Z]+", stored)
    return "-".join("-".join((part[:2], part[2:])) if len(part) == 4 else part for part in parts)


def written_account(iban: str) -> str:
    """In fours, as on a card: "NL91 ABNA 0417 1643 00" (ISO 13616)."""
    return " ".join(iban[place : place + 4] for place in range(0, len(iban), 4))
