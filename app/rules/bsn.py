"""The burgerservicenummer: whether it can be one, and how it is shown to who need not know it."""

from __future__ import annotations

MASK = "••••••"
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def digits_of(text: str) -> str:
    """The nine digits of a number as people write it, with points or spaces; an eight-digit one gets its nought."""
    bare = "".join(text.replace(".", " ").split())
    return bare.zfill(9) if len(bare) == 8 else bare


def masked(bsn: str | None) -> str | None:
    """As it is shown to who need not know it: the last three digits."""
    return None if bsn is None else f"{MASK}{bsn[6:]}"


def bsn_problem(digits: str) -> str | None:
    """Why this is no burgerservicenummer: not nine digits, or it fails the test of eleven."""
    if len(digits) != 9 or not (digits.isascii() and digits.isdecimal()):
        return "Een BSN heeft negen cijfers."
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True))
    if total % 11 or not int(digits):
        return "Dit kan geen BSN zijn: het voldoet niet aan de elfproef. Controleer de cijfers."
    return None
