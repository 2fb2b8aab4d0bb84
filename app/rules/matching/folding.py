"""Text without what writers differ in: capitals, accents, ligatures, points and dashes."""

from __future__ import annotations

import unicodedata

# Letters that are letters of their own for Unicode, and an accent or a ligature for who reads them.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "ħ": "h", "ŋ": "n"}
)
_APOSTROPHES = frozenset("'’‘ʼ`´′")
_PLAIN = {place: None if chr(place) in _APOSTROPHES else " " for place in range(128) if not chr(place).isalnum()}


def folded(text: str) -> str:
    """The words of a text in small ASCII letters where that is possible, with one space between them.

    "’s-Gravenzande" becomes "s gravenzande", "ĲSSELSTRAAT" "ijsselstraat", "Müller-Żak" "muller zak". An apostrophe
    joins ("d'Arc" is "darc"), other signs part.
    """
    if text.isascii():  # nearly all texts, at once
        return text.lower() if text.isalnum() else " ".join(text.lower().translate(_PLAIN).split())
    return " ".join("".join(_letter(sign) for sign in unaccented(text)).split())


def unaccented(text: str) -> str:
    """Small letters without accents, and every other sign as it is: "Café ’t Hóórn" becomes "cafe ’t hoorn"."""
    bare = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    # Once more: what was taken apart may hold a capital again, such as the dotted I of Turkish.
    return "".join(sign for sign in bare.casefold() if not unicodedata.combining(sign))


def _letter(sign: str) -> str:
    if sign in _APOSTROPHES:
        return ""
    return sign if sign.isalnum() else " "
