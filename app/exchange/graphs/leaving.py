"""From what would leave the vault to the bytes of a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.exchange.graphs.anx import write_anx
from app.exchange.graphs.bundle import FIELDS_OUT, Bundle, Relation, Thing, without_origins
from app.exchange.graphs.formats import Format

if TYPE_CHECKING:
    from app.services.network.exchange.leaving import Leaving


@dataclass(frozen=True, slots=True)
class Choices:
    """What the sender decides: the format, and whether it goes along where each link was read."""

    form: Format
    with_origins: bool = False


def bundle_of(leaves: Leaving) -> Bundle:
    """The same in the shape that files are written from; without what never leaves."""
    things = tuple(
        Thing(
            thing.key,
            thing.kind,
            {name: value for name, value in thing.said.items() if name in FIELDS_OUT[thing.kind]},
            thing.label,
        )
        for thing in leaves.things
    )
    relations = tuple(
        Relation(
            each.key,
            each.start,
            each.end,
            each.kind,
            each.certainty,
            each.reliability,
            each.information,
            each.valid_from,
            each.valid_to,
            each.origin,
            each.note,
        )
        for each in leaves.links
    )
    return Bundle(things, relations)


def content_of(leaves: Leaving, choices: Choices) -> bytes:
    """The file; the classification stands in it where the format has a place for that."""
    bundle = bundle_of(leaves)
    if not choices.with_origins:
        bundle = without_origins(bundle)
    if choices.form.key == "anx":
        return write_anx(bundle, title="Verbanden", classification=leaves.classification.label)
    return choices.form.write(bundle)
