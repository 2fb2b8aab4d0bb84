"""People and things that were written down in two ways, what was judged of them, and addresses as the BAG has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.demo.rows import draft_of, load
from app.services.network.judgements import judge
from app.services.network.recognising.addresses import load_addresses
from app.services.signals.mentions import MentionDraft, Mentions
from models.casework.choices import Likeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.vault.session import UnlockedVault

_HEADINGS = ("Openbare ruimte", "Huisnummer", "Postcode", "Woonplaats", "Nummeraanduiding")
_FIRST_NUMBER = 1783_20_0000000000


class _Line:
    """A line of the extract, as a reader of files gives it."""

    def __init__(self, number: int, cells: tuple[object, ...]) -> None:
        self.number = number
        self.cells = cells


def fill_identity(director: UnlockedVault) -> None:
    """Loose mentions, judgements on some pairs, and a small extract of the BAG."""
    data = load("identity")
    mentions = Mentions(director)
    known = {row["key"]: mentions.add(draft_of(MentionDraft, row)).id for row in data["mention"]}
    for row in data["judgement"]:
        one, other = (known[key] for key in row["of"])
        judge(director, one, other, Likeness(row["likeness"]), row["reason"])
    rows = [_HEADINGS, *_addresses(data["address"])]
    load_addresses(director, [_Line(place, cells) for place, cells in enumerate(rows, start=1)])


def _addresses(streets: list[Mapping[str, Any]]) -> Iterator[tuple[object, ...]]:
    number = _FIRST_NUMBER
    for street in streets:
        for house in street["numbers"]:
            number += 1
            yield (street["street"], house, street["postcode"], street["town"], str(number))
