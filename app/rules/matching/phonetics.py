"""How a Dutch name sounds, so that "Meijer" and "Meyer", "Smit" and "Smid", "Kuipers" and "Cuypers" are one."""

from __future__ import annotations

import re
from functools import lru_cache

from app.rules.matching.folding import folded
from app.rules.matching.names import parted

# In this order: what is written in more ways goes before its parts. The right side is a sign for the sound.
_SOUNDS = tuple(
    (re.compile(written), sound)
    for written, sound in (
        (r"eij|eiy|ij|ey|ei", "y"),
        (r"ui|uij|uy", "uy"),
        (r"aai|aay|ai|ay", "ay"),
        (r"ouw|auw|au|ow", "ou"),
        (r"ae", "a"),
        (r"ie", "i"),
        (r"ck", "k"),
        (r"qu", "kw"),
        (r"x", "ks"),
        (r"ph", "f"),
        (r"sch", "sg"),
        (r"ch|gh", "g"),
        (r"c(?=[eiy])", "s"),
        (r"[cq]", "k"),
        (r"tz", "ts"),
        (r"[zß]", "s"),
        (r"v", "f"),
        (r"dt$|th|d$", "t"),
        (r"b$", "p"),
        (r"(?<=[a-z])h", ""),
        (r"(.)\1+", r"\1"),
        (r"(?<=..)en$", "e"),
    )
)


@lru_cache(maxsize=65_536)
def sound_of(word: str) -> str:
    """The sound of one folded word in small letters; a word with anything but letters sounds as it is written."""
    if not (word.isascii() and word.isalpha()):
        return word
    sound = word
    for written, sign in _SOUNDS:
        sound = written.sub(sign, sound)
    return sound


def is_prefix(word: str) -> bool:
    """Whether a word is (part of) what stands before a Dutch surname: "van", "der", "vd", "v.d."."""
    bare = folded(word)
    return bare == "d" or bool(bare and parted(f"{bare} x")[0])
