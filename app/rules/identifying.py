"""Which short text is a code or points to one person or thing, so that it must not stay on the clipboard.

Erring on the safe side costs a reader ten seconds: an ordinary number of eight digits goes too.
"""

from __future__ import annotations

import re

from app.rules.bsn import bsn_problem, digits_of
from app.rules.share_words import WORDS

LONGEST = 400  # characters; a whole recovery sheet is about 250

_WORDS = frozenset(WORDS)
_FEWEST_WORDS = 2  # of a recovery sheet: one of them alone is an ordinary English word
_GROUPS = re.compile(r"[0-9A-Z]{4}(?:[- ][0-9A-Z]{4})+")  # fingerprints, first passwords, receipt codes
_ACCOUNT_NUMBER = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")  # IBAN, ISO 13616
_REGISTER_NUMBER = re.compile(r"\d{8}")  # KvK


def is_identifying(text: str) -> bool:
    """Whether this is a code of ours, words of a recovery sheet, a BSN, a KvK number or an account number."""
    told = text.strip()
    if not told or len(told) > LONGEST:
        return False
    bare = "".join(told.replace(".", " ").split())
    return (
        not bsn_problem(digits_of(told))
        or bool(_REGISTER_NUMBER.fullmatch(bare))
        or bool(_ACCOUNT_NUMBER.fullmatch(bare.upper()))
        or bool(_GROUPS.fullmatch(" ".join(told.split())))
        or _are_sheet_words(told)
    )


def _are_sheet_words(text: str) -> bool:
    words = text.lower().split()
    return len(words) >= _FEWEST_WORDS and all(word in _WORDS for word in words)
