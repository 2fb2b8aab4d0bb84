"""Properties of the measures in a network: an address of casework leads to the file that has the same address.

Only for who holds the key of the measures. Of the files themselves nothing is read but the address and the kind.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import TextClause, select, text
from sqlalchemy.orm import Session

from app.rules.matching.keys import Named, keys_of
from app.rules.network.graph import Edge, Node, NodeKind, Recorded
from app.services.measures.properties import address_of
from models.casework.choices import Certainty, MentionKind
from models.measures import Property

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


PROPERTY = "property"
_SAME = "zelfde adres als"
_ORIGIN = "gelijke postcode en huisnummer"
_GIVEN = "(SELECT value FROM json_each(:ids))"
_NUMBERS = text(
    "SELECT DISTINCT entity_id, number_key FROM mention "  # noqa: S608 - names of columns
    f"WHERE kind = 'address' AND number_key IS NOT NULL AND entity_id IN {_GIVEN}"
)
_ENTITIES = text(
    "SELECT DISTINCT entity_id, number_key FROM mention "  # noqa: S608 - names of columns
    f"WHERE kind = 'address' AND number_key IN {_GIVEN}"
)


@dataclass(frozen=True)
class PropertyReading:
    """Reads which properties have the address of which entity, in a session of each compartment."""

    casework: Session
    measures: Session

    def edges(self, entities: Collection[int], properties: Collection[int]) -> Iterator[Edge]:
        """What connects these entities with properties, and these properties with entities."""
        if entities:
            numbers = self._of_mentions(_NUMBERS, entities)
            known = self._by_number({number for _, number in numbers})
            yield from (_edge(entity, item) for entity, number in numbers for item in known.get(number, ()))
        if properties:
            there = {_number_of(item): item for item in self._properties(properties)}
            for entity, number in self._of_mentions(_ENTITIES, [each for each in there if each is not None]):
                yield _edge(entity, there[number])

    def nodes(self, properties: Collection[int]) -> list[Node]:
        """These properties, as far as they are there."""
        return [
            Node(f"{PROPERTY}:{item.id}", NodeKind.PROPERTY, address_of(item), item.kind.label)
            for item in self._properties(properties)
        ]

    def _of_mentions(self, statement: TextClause, given: Collection[int | str]) -> list[tuple[int, str]]:
        return [(row[0], row[1]) for row in self.casework.execute(statement, {"ids": json.dumps(list(given))})]

    def _properties(self, ids: Collection[int]) -> list[Property]:
        return list(self.measures.scalars(select(Property).where(Property.id.in_(list(ids))))) if ids else []

    def _by_number(self, numbers: Collection[str]) -> dict[str, list[Property]]:
        postcodes = {_written(number.split(":")[1]) for number in numbers}
        found: dict[str, list[Property]] = {}
        if postcodes:
            for item in self.measures.scalars(select(Property).where(Property.postcode.in_(postcodes))):
                number = _number_of(item)
                if number in numbers and number is not None:
                    found.setdefault(number, []).append(item)
        return found


def _number_of(item: Property) -> str | None:
    """Under which an address is the same as one of casework; None without a postcode."""
    postcode = item.postcode.replace(" ", "") if item.postcode else None
    named = Named(
        MentionKind.ADDRESS,
        street=item.street,
        house_number=item.house_number,
        addition=item.addition,
        postcode=postcode,
        town=item.place,
    )
    return keys_of(named).number


def _written(postcode: str) -> str:
    return f"{postcode[:4]} {postcode[4:]}"


def _edge(entity: int, item: Property) -> Edge:
    return Edge(
        f"property_address:{item.id}:{entity}",
        f"entity:{entity}",
        f"{PROPERTY}:{item.id}",
        _SAME,
        Recorded.MENTION,
        Certainty.ESTABLISHED,
        origin=_ORIGIN,
    )
