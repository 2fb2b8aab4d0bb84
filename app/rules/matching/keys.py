"""The keys of a mention: what agrees in one of them may be the same. A key proposes, it never joins.

A first key is strong: a number, or a name with a birth date. A second is what stands in its place where somebody did
not write that down: street and town for a postcode, a name without a date, an organisation without a number. The number
is what is the thing itself: two mentions with one plate are of one vehicle. A person has none: a BSN may be mistyped,
and who is taken for another suffers from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.rules.matching.folding import folded
from app.rules.matching.identifiers import written_account, written_plate, written_postcode
from app.rules.matching.names import initial_of, parted
from models.casework.choices import MentionKind

if TYPE_CHECKING:
    from collections.abc import Callable

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
    partner_name: str | None = None
    aliases: str | None = None
    born_on: date | None = None
    bsn: str | None = None
    organisation: str | None = None
    trade_names: str | None = None
    legal_form: str | None = None
    trade_register_number: str | None = None
    rsin: str | None = None
    street: str | None = None
    house_number: int | None = None
    addition: str | None = None
    postcode: str | None = None
    town: str | None = None
    bag_id: str | None = None
    plate: str | None = None
    phone: str | None = None
    email: str | None = None
    handle: str | None = None
    iban: str | None = None
    title: str | None = None
    happened_on: date | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Keys:
    """The first and the second key, and the number that is the thing itself; None where too little is known for one."""

    match: str | None = None
    other: str | None = None
    number: str | None = None

    @property
    def known(self) -> tuple[str, ...]:
        """The first and second, as far as there are."""
        return tuple(key for key in (self.match, self.other) if key is not None)


def keys_of(named: Named) -> Keys:
    """Under which a mention is found again."""
    return _KEYS[named.kind](named)


def label_of(named: Named) -> str:
    """How a mention reads in a list: "A. van der Voorbeeld (1-2-1980)", "Voorbeeldstraat 12a, 2671 AB Proefdorp"."""
    return _LABELS[named.kind](named)


def _address_label(named: Named) -> str:
    postcode = written_postcode(named.postcode) if named.postcode else None
    return _joined(", ", _joined(" ", named.street, _house(named)), _joined(" ", postcode, named.town))


_LABELS: dict[MentionKind, Callable[[Named], str]] = {
    MentionKind.PERSON: lambda it: _joined(
        " ",
        it.given_names,
        it.prefix,
        it.surname,
        None if it.surname or it.given_names else it.aliases,
        _day(it.born_on),
    ),
    MentionKind.ORGANISATION: lambda it: _joined(
        " ", it.organisation, f"(KvK {it.trade_register_number})" if it.trade_register_number else None
    ),
    MentionKind.ADDRESS: _address_label,
    MentionKind.VEHICLE: lambda it: written_plate(it.plate or ""),
    MentionKind.ACCOUNT: lambda it: written_account(it.iban or ""),
    MentionKind.CONTACT: lambda it: _joined(" · ", it.phone, it.email, it.handle),
    MentionKind.EVENT: lambda it: _joined(" ", it.title, _day(it.happened_on)),
    MentionKind.DOCUMENT: lambda it: _joined(" ", it.title, f"({it.reference})" if it.reference else None),
}


def _day(day: date | None) -> str | None:
    return f"({day.day}-{day.month}-{day.year})" if day else None


def _by_number(what: str, number: str | None) -> Keys:
    key = f"{what}:{number}" if number else None
    return Keys(key, None, key)


def _contact(named: Named) -> Keys:
    """A number or address of its own kind is the thing itself; an account name may exist in several places."""
    direct = f"telefoon:{named.phone}" if named.phone else f"mail:{named.email}" if named.email else None
    return Keys(direct, _short(f"account:{folded(named.handle)}") if named.handle else None, direct)


def _event(named: Named) -> Keys:
    if not named.title:
        return Keys()
    title = folded(named.title)
    full = f"gebeurtenis:{title}:{named.happened_on.isoformat()}" if named.happened_on else None
    return Keys(_short(full), _short(f"gebeurtenis:{title}"))


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
    by_number = f"kvk:{number}" if number else None
    return Keys(by_number, _short(f"organisatie:{name}") if name else None, by_number)


def _address(named: Named) -> Keys:
    if named.house_number is None:
        return Keys()
    street, town = folded(named.street or ""), folded(named.town or "")
    by_postcode = f"adres:{named.postcode}:{named.house_number}" if named.postcode else None
    by_street = _short(f"adres:{street}:{named.house_number}:{town}") if street and town else None
    return Keys(by_postcode, by_street, f"{by_postcode}:{_bare_addition(named)}" if by_postcode else None)


_KEYS: dict[MentionKind, Callable[[Named], Keys]] = {
    MentionKind.PERSON: _person,
    MentionKind.ORGANISATION: _organisation,
    MentionKind.ADDRESS: _address,
    MentionKind.VEHICLE: lambda it: _by_number("kenteken", it.plate),
    MentionKind.ACCOUNT: lambda it: _by_number("iban", it.iban),
    MentionKind.CONTACT: _contact,
    MentionKind.EVENT: _event,
    MentionKind.DOCUMENT: lambda it: Keys(_short(f"document:{folded(it.reference)}") if it.reference else None),
}


def _bare_addition(named: Named) -> str:
    """The migration of the mentions that were there writes this as SQL: no capitals, spaces, dashes and points."""
    return "".join(sign for sign in (named.addition or "").lower() if sign not in " -.")


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
