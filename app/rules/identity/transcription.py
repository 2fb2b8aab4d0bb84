"""Under which forms a name is the same however it was put into Dutch letters: Mohamed and Muhammad, Şahin and Sjahin.

A form keeps the consonants in classes of sound and the vowels in three. Where a spelling is read in two ways (the "ch"
of Chafik and that of Achmed) a word has a form for each. The Dutch sound of a word (matching.phonetics) is one more.
"""

from __future__ import annotations

import re
from functools import lru_cache

from app.rules.matching.phonetics import sound_of

# What is read in two ways: the spelling, and both readings in letters that the rules below know.
_READ_IN_TWO_WAYS = (("ch", ("sh", "h")), ("ee", ("e", "i")))
_MOST_FORMS = 4

# In this order; small ASCII letters only.
_CLASSES = tuple(
    (re.compile(written), sound)
    for written, sound in (
        (r"(?:skaja|skij|sky|ska)$", "ski"),
        (r"(?<=[a-z])cka$", "cki"),
        (r"tsch|tsj|tsh|sch|sh|sj|sz|cz|rz|zh|ts|tz", "s"),
        (r"dzj|dzh|dj|dz", "j"),
        (r"(?<=[a-z]{3}[dlns])e$", ""),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"ck|qu|q", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"[vw]", "f"),
        (r"(?<=.)h", ""),
        (r"oe|ou|ue|uu|oo|u", "o"),
        (r"ie|ij|y|j", "i"),
        (r"e", "a"),
        (r"d$", "t"),
        (r"b$", "p"),
        (r"(.)\1+", r"\1"),
    )
)
# What is written on to a name or apart from it, in Arabic and in Dutch names.
_WRITTEN_ON = re.compile(r"^(?:el|al|ben|bin|ait|bou|abou|van|vander|vanden)(?=[a-z]{4,}$)")
_VOWELS = str.maketrans("", "", "aio")


@lru_cache(maxsize=200_000)
def forms_of(word: str) -> frozenset[str]:
    """The forms of one folded word; a word that is not in Latin letters is its own only form."""
    if not (word.isascii() and word.isalpha()):
        return frozenset({word})
    readings = [word]
    for written, ways in _READ_IN_TWO_WAYS:
        if written in word and len(readings) < _MOST_FORMS:
            readings = [reading.replace(written, way) for reading in readings for way in ways]
    return frozenset({*(_form(reading) for reading in readings), f"={sound_of(word)}"})


@lru_cache(maxsize=200_000)
def skeletons_of(word: str) -> frozenset[str]:
    """The consonants of each form, with its first vowel when it begins with one: what a word is looked for under."""
    bare = _WRITTEN_ON.sub("", word)
    spoken = {form for each in {word, bare} for form in forms_of(each) if not form.startswith("=")}
    return frozenset(form[:1] + form[1:].translate(_VOWELS) for form in spoken if form)


@lru_cache(maxsize=200_000)
def loose_forms_of(word: str) -> frozenset[str]:
    """The forms of a surname, also without what may be written on to it: Elamrani is Amrani."""
    return forms_of(word) | forms_of(_WRITTEN_ON.sub("", word))


def first_sound(word: str) -> str:
    """The class of the first letter: one for J, Y and I, one for C, K and Q. Empty for an empty word."""
    return _FIRST.get(word[:1], word[:1])


_FIRST = {"j": "i", "y": "i", "c": "k", "q": "k", "v": "f", "w": "f", "z": "s", "e": "a", "u": "o"}


def _form(word: str) -> str:
    for written, sound in _CLASSES:
        word = written.sub(sound, word)
    return word
