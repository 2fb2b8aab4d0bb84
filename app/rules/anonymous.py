"""What in a text still leads to somebody: numbers and addresses that a practice example may not hold.

Names cannot be found by a rule; that a colleague looked for them is recorded with the example.
"""

from __future__ import annotations

import re

from app.rules.bsn import bsn_problem, digits_of
from app.rules.matching.identifiers import SIDECODES, bare, shape_of

_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}", re.IGNORECASE)
_POSTCODE = re.compile(r"\b[1-9]\d{3} ?[A-Z]{2}\b")
_ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_PHONE = re.compile(r"(?<!\d)(?:\+31|0031|0)[ -]?\d(?:[ -]?\d){8}(?!\d)")
_DIGITS = re.compile(r"(?<!\d)\d(?:[ .]?\d){7,8}(?!\d)")
_AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3})+")
_PLATE = re.compile(r"\b[A-Z0-9]{1,3}-[A-Z0-9]{2,3}-[A-Z0-9]{1,2}\b")
_STREET = re.compile(r"\b[A-Z][a-zà-ÿ]+(?:straat|laan|weg|plein|kade|dijk|singel|gracht|pad|hof) \d+[a-z]?\b")
_BORN = re.compile(r"geboren (?:op )?\d{1,2}[- ][a-z0-9]+[- ]\d{4}", re.IGNORECASE)


def traces(text: str) -> tuple[str, ...]:
    """The pieces of a text that point to one person, thing or address, as they stand there."""
    found = [
        match.group()
        for pattern in (_MAIL, _POSTCODE, _ACCOUNT, _PHONE, _STREET, _BORN)
        for match in pattern.finditer(text)
    ]
    found += [match.group() for match in _DIGITS.finditer(text) if _is_number_of_somebody(match.group())]
    found += [match.group() for match in _PLATE.finditer(text) if shape_of(bare(match.group())) in SIDECODES]
    return tuple(dict.fromkeys(found))


def trace_problem(text: str | None) -> str | None:
    """What to say of a text that is not anonymous, or None."""
    found = traces(text or "")
    if not found:
        return None
    listed = ", ".join(f"‘{piece}’" for piece in found[:3])
    return f"Dit is nog te herleiden: {listed}. Schrijf het zo op dat niemand is te herkennen."


def _is_number_of_somebody(piece: str) -> bool:
    if _AMOUNT.fullmatch(piece):
        return False
    digits = "".join(sign for sign in piece if sign.isdigit())
    return len(digits) == 8 or not bsn_problem(digits_of(piece))
