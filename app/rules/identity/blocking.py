"""Under which keys what may be the same is found among hundreds of thousands, without comparing with each.

A key is a number of 64 bits made of a text, so that a table of them is small. Two records with no key in common are
never compared; sharing one means nothing yet. A question asks for more keys than are stored: a birth date also with
day and month the other way round.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from app.rules.identity.birth_dates import swapped
from app.rules.identity.firm_names import firm_names
from app.rules.identity.numbers import read_alike
from app.rules.identity.person_names import PersonName, person_name
from app.rules.identity.places import street_of
from app.rules.identity.transcription import first_sound, skeletons_of
from app.rules.matching.folding import folded
from models.casework.choices import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.rules.identity.particulars import Particulars

RULES = 1
"""Goes up when the keys of the same record become others, so that those that are stored are made anew."""
_UNKNOWN = "?"


def stored_keys(said: Particulars) -> frozenset[int]:
    """Under which a record is found."""
    return frozenset(_number(said.kind.value, text) for text in _stored(said))


def asked_keys(said: Particulars) -> frozenset[int]:
    """Under which is looked for what may be the same."""
    return frozenset(_number(said.kind.value, text) for text in _asked(said))


def _number(kind: str, text: str) -> int:
    digest = blake2b(f"{kind}:{text}".encode(errors="replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


MADE = _number("rules", str(RULES))
"""Beside the keys of a record: that they were made by these rules."""


def _stored(said: Particulars) -> Iterator[str]:
    yield from _person(said) if said.kind is MentionKind.PERSON else _thing(said)


def _asked(said: Particulars) -> Iterator[str]:
    if said.kind is not MentionKind.PERSON:
        yield from _thing(said)
        return
    yield from _exact(said)
    turned = swapped(said.born_on) if said.born_on else None
    if turned is not None:
        yield f"d:{turned.isoformat()}"
    name = person_name(said)
    initials = _initials(name)
    for sound in _surname_sounds(name):
        if initials:
            yield from (f"n:{sound}:{initial}" for initial in (*initials, _UNKNOWN))
        else:
            yield f"s:{sound}"
    yield from _with_year(said, name)


def _person(said: Particulars) -> Iterator[str]:
    yield from _exact(said)
    name = person_name(said)
    for sound in _surname_sounds(name):
        yield f"s:{sound}"
        yield from (f"n:{sound}:{initial}" for initial in _initials(name) or (_UNKNOWN,))
    yield from _with_year(said, name)


def _exact(said: Particulars) -> Iterator[str]:
    if said.bsn:
        yield f"b:{said.bsn}"
    if said.born_on:
        yield f"d:{said.born_on.isoformat()}"


def _surname_sounds(name: PersonName) -> Iterator[str]:
    for surname in name.surnames:
        yield from skeletons_of(surname.bare)
    for alias in name.aliases:
        yield from skeletons_of(alias.split()[-1])


def _initials(name: PersonName) -> tuple[str, ...]:
    return tuple({first_sound(each.bare) for each in name.given[:2]})


def _with_year(said: Particulars, name: PersonName) -> Iterator[str]:
    """Each word of the name with the year of birth: finds a given name in the place of a surname."""
    if said.born_on is None:
        return
    year = said.born_on.year
    words = [each.bare for each in name.surnames] + [each.bare for each in name.given[:2] if not each.short]
    for word in words:
        for sound in skeletons_of(word):
            yield f"y:{sound}:{year}"


def _thing(said: Particulars) -> Iterator[str]:
    match said.kind:
        case MentionKind.ORGANISATION:
            yield from _organisation(said)
        case MentionKind.ADDRESS:
            yield from _address(said)
        case MentionKind.VEHICLE if said.plate:
            yield f"p:{read_alike(said.plate)}"
            yield from (f"p:{said.plate[:at]}_{said.plate[at + 1 :]}" for at in range(len(said.plate)))
        case MentionKind.ACCOUNT if said.iban:
            yield f"i:{said.iban}"
        case MentionKind.CONTACT:
            yield from _contact(said)
        case MentionKind.EVENT | MentionKind.DOCUMENT:
            yield from _paper(said)


def _organisation(said: Particulars) -> Iterator[str]:
    if said.trade_register_number:
        number = said.trade_register_number
        yield from (f"k:{number[:at]}_{number[at + 1 :]}" for at in range(len(number)))
    if said.rsin:
        yield f"r:{said.rsin}"
    for words in firm_names(said):
        yield f"f:{''.join(words)}"
        yield f"w:{min(skeletons_of(words[0]), default='')}"
        yield from (f"w:{min(skeletons_of(word), default='')}" for word in words[1:3] if len(word) > 3)


def _address(said: Particulars) -> Iterator[str]:
    if said.bag_id:
        yield f"g:{said.bag_id}"
    number = said.house_number
    if number is None:
        return
    if said.postcode:
        yield f"c:{said.postcode}:{number}"
        yield from (f"c:{said.postcode[:at]}_{said.postcode[at + 1 :]}:{number}" for at in range(len(said.postcode)))
    for sound in skeletons_of(street_of(said.street)) if said.street else ():
        yield f"t:{sound}:{number}"


def _contact(said: Particulars) -> Iterator[str]:
    if said.phone:
        yield f"o:{said.phone}"
    if said.email:
        yield f"m:{said.email}"
    if said.handle:
        yield f"h:{said.handle.strip().lstrip('@').casefold()}"


def _paper(said: Particulars) -> Iterator[str]:
    if said.reference:
        yield f"x:{folded(said.reference).replace(' ', '')}"
    if said.title:
        yield f"u:{folded(said.title)}"
    if said.happened_on:
        yield f"e:{said.happened_on.isoformat()}"
