"""Dutch personal names: the prefix apart from the surname, and the first initial.

The prefixes are those of national table 36 of the BRP (RvIG, *Voorvoegsels*), folded.
"""

from __future__ import annotations

from app.rules.matching.folding import folded

_TABLE_36 = """
    's|'t|a|aan|aan 't|aan de|aan den|aan der|aan het|aan t|af|al|am|am de|auf|auf dem|auf den|auf der|auf ter|aus
    aus 'm|aus dem|aus den|aus der|aus m|ben|bij|bij 't|bij de|bij den|bij het|bij t|bin|boven d|boven d'|d|d'|da|dal
    dalla|das|de|de die|de die le|de l|de l'|de la|de las|de le|de van der|deca|degli|dei|del|della|den|der|des|di
    die le|do|don|dos|du|el|het|i|im|in|in 't|in de|in den|in der|in het|in t|l|l'|la|las|le|les|lo|los|of|onder
    onder 't|onder de|onder den|onder het|onder t|op|op 't|op de|op den|op der|op gen|op het|op t|op ten|over|over 't
    over de|over den|over het|over t|s|s'|t|te|ten|ter|tho|thoe|thor|to|toe|tot|uijt|uijt 't|uijt de|uijt den
    uijt te de|uijt ten|uit|uit 't|uit de|uit den|uit het|uit t|uit te de|uit ten|unter|v|van|van 't|van de|van de l
    van de l'|van den|van der|van gen|van het|van la|van t|van ter|van van de|ver|vom|von|von 't|von dem|von den
    von der|von t|voor|voor 't|voor de|voor den|voor in 't|voor in t|vor|vor der|zu|zum|zur
"""
# What is mixed up or shortened counts as one.
_ONE = {
    "v": "van",
    "v d": "van de",
    "vd": "van de",
    "v de": "van de",
    "v den": "van de",
    "v der": "van de",
    "van den": "van de",
    "van der": "van de",
    "vander": "van de",
    "vanden": "van de",
    "v t": "van het",
    "vh": "van het",
    "v h": "van het",
    "bin": "ben",
    "al": "el",
    "tho": "thoe",
}
_LONGEST = 3


def _listed() -> dict[str, str]:
    """Each prefix as it is folded, with the one it counts as; "t" stands for "het" wherever it is the last word."""
    known = {folded(each) for line in _TABLE_36.split("\n") for each in line.split("|") if each.strip()}
    full = {each: f"{each[:-1]}het" if each.split()[-1] == "t" else each for each in known}
    return full | _ONE


_PREFIXES = _listed()


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
