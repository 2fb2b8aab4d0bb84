"""Dutch personal names: the prefix apart from the surname, and the first initial."""

from __future__ import annotations

from app.rules.matching.folding import folded

# The prefixes that occur often; abbreviations stand for what they abbreviate. Longer ones go first in `parted`.
_PREFIXES = {
    "aan": "aan",
    "aan de": "aan de",
    "aan den": "aan den",
    "aan der": "aan der",
    "aan het": "aan het",
    "al": "al",
    "auf dem": "auf dem",
    "ben": "ben",
    "bij": "bij",
    "bij de": "bij de",
    "da": "da",
    "dal": "dal",
    "de": "de",
    "de la": "de la",
    "del": "del",
    "den": "den",
    "der": "der",
    "des": "des",
    "di": "di",
    "do": "do",
    "dos": "dos",
    "du": "du",
    "el": "el",
    "het": "het",
    "in de": "in de",
    "in den": "in den",
    "in der": "in der",
    "in het": "in het",
    "in t": "in het",
    "la": "la",
    "le": "le",
    "les": "les",
    "onder": "onder",
    "op": "op",
    "op de": "op de",
    "op den": "op den",
    "op der": "op der",
    "op het": "op het",
    "op t": "op het",
    "over de": "over de",
    "s": "s",
    "t": "het",
    "te": "te",
    "ten": "ten",
    "ter": "ter",
    "tot": "tot",
    "uit de": "uit de",
    "uit den": "uit den",
    "uit het": "uit het",
    "v": "van",
    "v d": "van de",
    "vd": "van de",
    "v de": "van de",
    "v den": "van de",
    "v der": "van de",
    "van": "van",
    "van de": "van de",
    "van den": "van de",
    "van der": "van de",
    "van het": "van het",
    "van t": "van het",
    "ver": "ver",
    "von": "von",
    "von der": "von der",
    "voor de": "voor de",
    "zu": "zu",
    "zum": "zum",
    "zur": "zur",
}
_LONGEST = 3


def parted(surname: str) -> tuple[str, str]:
    """Prefix and surname, both folded: "v.d. Meer", "van der Meer" and "Meer, van der" all give ("van de", "meer").

    "Van de", "van den" and "van der" count as one, because they are mixed up. A surname that is nothing but prefixes
    ("Van den") stays whole.
    """
    before, comma, after = surname.partition(",")
    words = folded(f"{after} {before}" if comma else before).split()
    for length in range(min(_LONGEST, len(words) - 1), 0, -1):
        prefix = _PREFIXES.get(" ".join(words[:length]))
        if prefix is not None:
            return prefix, " ".join(words[length:])
    return "", " ".join(words)


def initial_of(given_names: str | None) -> str:
    """The first letter of the first name or initial, folded; empty when there is none."""
    return folded(given_names or "")[:1]
