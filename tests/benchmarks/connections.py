"""Entities and links of the synthetic office: who lives where, works for whom and owns what. All of it is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from app.rules.matching.keys import Named, keys_of, label_of
from app.rules.permissions import CASEWORK
from models.casework import Link, Mention
from models.casework.choices import Certainty, InformationValue, LinkKind, MentionKind, Reliability

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

    from app.vault.session import UnlockedVault

STREETS = ("Voorbeeldstraat", "Demolaan", "Proefkade", "Testweg", "Modelplein", "Fictiefpad")
GIVEN = ("Anna", "Bram", "Chaima", "Daan", "Esra", "Femke", "Gijs", "Hanna", "Ivo", "Jip")
SURNAMES = ("Meer", "Voorbeeld", "Proef", "Model", "Fictief", "Schijn", "Denk", "Nep", "Verzin", "Bedacht")
BATCH = 10_000
ORIGIN = "Synthetisch register"
HUB = 400  # who lives at the town hall, as the register has it of who lives nowhere
FITTING = {
    (MentionKind.PERSON, MentionKind.ADDRESS): (LinkKind.LIVES_AT, LinkKind.OWNS, LinkKind.RENTS),
    (MentionKind.PERSON, MentionKind.ORGANISATION): (LinkKind.WORKS_FOR, LinkKind.DIRECTS, LinkKind.FINANCES),
    (MentionKind.ORGANISATION, MentionKind.ADDRESS): (LinkKind.SEATED_AT, LinkKind.LETS, LinkKind.OWNS),
}


def connect(vault: UnlockedVault, entities: int, links: int, chance: random.Random) -> None:
    """Store so many entities, each with one mention, and so many links between them; one is a hub."""
    with vault.read(CASEWORK) as session:
        first = (session.scalar(select(func.max(Mention.id))) or 0) + 1
    _store(vault, Mention, _mentions(first, entities, chance))
    _store(vault, Link, _links(first, entities, links, chance))


def kind_of(number: int) -> MentionKind:
    """Of ten: six people, three addresses and a firm."""
    place = number % 10
    return MentionKind.PERSON if place < 6 else MentionKind.ADDRESS if place < 9 else MentionKind.ORGANISATION


def _store(vault: UnlockedVault, model: Any, rows: Iterator[dict[str, Any]]) -> None:
    """Many at once and past the search index, which is not what is measured."""
    while batch := [row for _, row in zip(range(BATCH), rows, strict=False)]:
        with vault.write(CASEWORK) as work:
            work.session.execute(insert(model.__table__), batch)
            work.record("import.done", "import", len(batch))


def _mentions(first: int, count: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    make: dict[MentionKind, Callable[[int], Named]] = {
        MentionKind.PERSON: lambda number: Named(
            MentionKind.PERSON, given_names=chance.choice(GIVEN), surname=f"{chance.choice(SURNAMES)}{number:x}"
        ),
        MentionKind.ADDRESS: lambda number: Named(
            MentionKind.ADDRESS,
            street=f"{chance.choice(STREETS)} {number}",
            house_number=number % 300 + 1,
            town="Monster",
        ),
        MentionKind.ORGANISATION: lambda number: Named(MentionKind.ORGANISATION, organisation=f"Demo {number} BV"),
    }
    for number in range(first, first + count):
        kind = kind_of(number)
        named = make[kind](number)
        keys = keys_of(named)
        yield {
            "id": number,
            "version": 1,
            "entity_id": number,
            "kind": kind,
            "certainty": Certainty.ESTABLISHED,
            "origin": ORIGIN,
            "label": label_of(named),
            "match_key": keys.match,
            "other_key": keys.other,
            "number_key": keys.number,
            **{name: getattr(named, name) for name in named.__slots__ if name != "kind"},
        }


def _links(first: int, entities: int, count: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    hall = next(number for number in range(first, first + entities) if kind_of(number) is MentionKind.ADDRESS)
    for number in range(count):
        start = first + chance.randrange(entities)
        end = hall if number < HUB else first + chance.randrange(entities)
        if start == end:
            end = first + (start - first + 1) % entities
        fitting = FITTING.get((kind_of(start), kind_of(end)), (LinkKind.KNOWS,))
        yield {
            "version": 1,
            "from_id": start,
            "to_id": end,
            "kind": chance.choice(fitting),
            "certainty": Certainty.SUSPECTED if chance.random() < 0.3 else Certainty.ESTABLISHED,
            "origin": ORIGIN,
            "reliability": chance.choice([None, *Reliability]),
            "information": chance.choice([None, *InformationValue]),
        }
