"""A person's names, taken apart once so that they can be compared with many others."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from app.rules.identity.particulars import Particulars, names_in
from app.rules.identity.transcription import loose_forms_of
from app.rules.matching.folding import folded
from app.rules.matching.names import parted

LONGEST_READ = 120  # signs of one name that are looked at: somebody may paste a whole letter
MOST_NAMES = 6
LONGEST_SHOWN = 40
_BETWEEN = re.compile(r"\s*(?:/|&|\b(?:e/v|geb\.?|geboren|gehuwd(?: met)?|weduwe(?: van)?|echtgenote(?: van)?)\b)\s*")
_DOUBLE = re.compile(r"\s*[-‐‑–]\s*")
_NO_VOWELS = re.compile(r"[bcdfghjklmnpqrstvwxz]{2,4}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Surname:
    """One surname without its prefix: as it is shown, folded, its prefix, and the forms of the whole."""

    shown: str
    bare: str
    prefix: str
    forms: frozenset[str]


@dataclass(frozen=True, slots=True)
class GivenName:
    """A given name, folded, or an initial ("j", "th") when `short`; and as it is shown."""

    bare: str
    short: bool
    shown: str


@dataclass(frozen=True, slots=True)
class PersonName:
    """All names by which a person goes: surnames (own, of a partner, aliases) and given names in their order."""

    surnames: tuple[Surname, ...]
    given: tuple[GivenName, ...]
    aliases: tuple[str, ...]

    @property
    def is_known(self) -> bool:
        """Whether there is any name."""
        return bool(self.surnames or self.given)


@lru_cache(maxsize=50_000)
def person_name(said: Particulars) -> PersonName:
    """The names in what a record says; nothing in it makes this fail."""
    own = (said.surname or "")[:LONGEST_READ]
    whole = f"{said.prefix} {own}" if said.prefix and "," not in own else own
    surnames = [*_surnames(whole), *_surnames((said.partner_name or "")[:LONGEST_READ])]
    aliases = tuple(folded(name[:LONGEST_READ]) for name in names_in(said.aliases)[:MOST_NAMES])
    return PersonName(
        surnames=tuple({each.bare: each for each in surnames}.values())[:MOST_NAMES],
        given=given_names((said.given_names or "")[:LONGEST_READ]),
        aliases=tuple(alias for alias in aliases if alias),
    )


def turned_name(said: Particulars) -> PersonName:
    """The names as they would be if given name and surname had been written in each other's place."""
    whole = f"{said.prefix} {said.surname}" if said.prefix else said.surname
    return person_name(replace(said, given_names=whole, surname=said.given_names, prefix=None, partner_name=None))


def given_names(text: str) -> tuple[GivenName, ...]:
    """Names and initials in their order: "Jan P." is a name and an initial, "J.P." and "JP" are two initials."""
    found = []
    for part in text.replace(",", " ").split():
        pieces = [piece for piece in re.split(r"(?<=\.)|-", part) if piece]
        if len(pieces) == 1 and part.isupper() and part.isalpha() and _NO_VOWELS.fullmatch(part):
            pieces = [f"{sign}." for sign in part]
        for piece in pieces:
            bare = folded(piece).replace(" ", "")
            if bare:
                short = len(bare) == 1 or piece.endswith(".")
                found.append(GivenName(bare, short, f"{piece.rstrip('.')}." if short else _shown(piece)))
    return tuple(found[:MOST_NAMES])


def _surnames(text: str) -> list[Surname]:
    """Of "Jansen-de Vries" both: people use either, in both orders. "Meer, van der" is one."""
    found = []
    for apart in _BETWEEN.split(text):
        parts = [part for part in _DOUBLE.split(apart) if part]
        # A name that is written with a dash and is one name (El-Amrani) has a prefix before it.
        if len(parts) == 2 and _is_prefix(parts[0]):
            parts = [" ".join(parts)]
        found += [surname for part in parts[:MOST_NAMES] if (surname := _surname(part)) is not None]
    return found


def _is_prefix(text: str) -> bool:
    """Whether all of it is a prefix: "El" of El-Amrani, and not "de Vries" of De Vries-Jansen."""
    return parted(f"{text} x") == (parted(f"{text} x")[0] or None, "x")


def _shown(text: str) -> str:
    tidy = " ".join(text.split())
    return tidy if len(tidy) <= LONGEST_SHOWN else f"{tidy[: LONGEST_SHOWN - 1]}…"


def _surname(text: str) -> Surname | None:
    prefix, rest = parted(text)
    bare = rest.replace(" ", "")
    return Surname(_shown(text), bare, prefix, loose_forms_of(bare)) if bare else None
