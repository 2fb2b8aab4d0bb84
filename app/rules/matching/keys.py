"""The keys of a mention: what agrees in one of them may be the same. A key proposes, it never joins.

A first key is strong: a number, or a name with a birth date. A second is what stands in its place where somebody did
not write that down: street and town for a postcode, a name without a date, an organisation without a number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.rules.matching.folding import folded
from app.rules.matching.identifiers import written_plate, written_postcode
from app.rules.matching.names import initial_of, parted
from models.casework.choices import MentionKind

LONGEST_KEY = 300
_LEGAL_FORMS = frozenset({"bv", "nv", "vof", "cv", "ba", "ua", "bvba", "ltd", "gmbh", "holding", "eenmanszaak"})
_SPELLED = {"b v": "bv", "n v": "nv", "v o f": "vof", "c v": "cv", "b a": "ba", "u a": "ua"}


@dataclass(frozen=True, slots=True)
class Named:
    """What a mention says, as it is stored (app.rules.matching.identifiers); what is not known is None."""

    kind: MentionKind
    given_names: str | None = None
    prefix: str | None = None
    surname: str | None = None
    born_on: date | None = None
    organisation: str | None = None
    trade_register_number: str | None = None
    street: str | None = None
    house_number: int | None = None
    addition: str | None = None
    postcode: str | None = None
    town: str | None = None
    plate: str | None = None


@dataclass(frozen=True, slots=True)
class Keys:
    """The first and the second key; None where too little is known for one."""

    match: str | None = None
    other: str | None = None

    @property
    def known(self) -> tuple[str, ...]:
        """Those there are."""
        return tuple(key for key in (self.match, self.other) if key is not None)


def keys_of(named: Named) -> Keys:
    """Under which a mention is found again."""
    match named.kind:
        case MentionKind.PERSON:
            return _person(named)
        case MentionKind.ORGANISATION:
            return _organisation(named)
        case MentionKind.ADDRESS:
            return _address(named)
        case MentionKind.VEHICLE:
            return Keys(f"kenteken:{named.plate}" if named.plate else None)


def label_of(named: Named) -> str:
    """How a mention reads in a list: "A. van der Voorbeeld (1-2-1980)", "Voorbeeldstraat 12a, 2671 AB Proefdorp"."""
    match named.kind:
        case MentionKind.PERSON:
            born = f"({named.born_on.day}-{named.born_on.month}-{named.born_on.year})" if named.born_on else None
            return _joined(" ", named.given_names, named.prefix, named.surname, born)
        case MentionKind.ORGANISATION:
            number = named.trade_register_number
            return _joined(" ", named.organisation, f"(KvK {number})" if number else None)
        case MentionKind.ADDRESS:
            postcode = written_postcode(named.postcode) if named.postcode else None
            return _joined(", ", _joined(" ", named.street, _house(named)), _joined(" ", postcode, named.town))
        case MentionKind.VEHICLE:
            return written_plate(named.plate or "")


def _person(named: Named) -> Keys:
    _, surname = parted(named.surname or "")
    if not surname:
        return Keys()
    name = f"{surname}:{initial_of(named.given_names)}"
    full = f"persoon:{name}:{named.born_on.isoformat()}" if named.born_on else None
    return Keys(_short(full), _short(f"naam:{name}"))


def _organisation(named: Named) -> Keys:
    number = named.trade_register_number
    name = _without_legal_form(named.organisation or "")
    return Keys(f"kvk:{number}" if number else None, _short(f"organisatie:{name}") if name else None)


def _address(named: Named) -> Keys:
    if named.house_number is None:
        return Keys()
    street, town = folded(named.street or ""), folded(named.town or "")
    by_postcode = f"adres:{named.postcode}:{named.house_number}" if named.postcode else None
    by_street = _short(f"adres:{street}:{named.house_number}:{town}") if street and town else None
    return Keys(by_postcode, by_street)


def _house(named: Named) -> str:
    """Number and addition: "12", "12a", "12-3" and "12 bis"."""
    number, addition = str(named.house_number or ""), named.addition or ""
    if not addition or (len(addition) == 1 and addition.isalpha()):
        return f"{number}{addition}"
    return f"{number}-{addition}" if addition[0].isdecimal() else f"{number} {addition}"


def _without_legal_form(name: str) -> str:
    words = f" {folded(name)} "
    for apart, together in _SPELLED.items():
        words = words.replace(f" {apart} ", f" {together} ")
    kept = [word for word in words.split() if word not in _LEGAL_FORMS]
    return " ".join(kept or words.split())


def _short(key: str | None) -> str | None:
    return None if key is None else key[:LONGEST_KEY]


def _joined(between: str, *parts: str | None) -> str:
    return between.join(part for part in parts if part)
