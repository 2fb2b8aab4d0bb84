"""What one record says of one person or thing, as far as it helps to know whether another says it of the same."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from app.rules.matching.keys import Named


@dataclass(frozen=True, slots=True)
class Particulars(Named):
    """As it is stored (app.rules.identity.identifiers); what is not known is None.

    `aliases` and `trade_names` are texts with a name between commas, semicolons or line breaks. `addresses` are places
    that the person or organisation is connected with, as `address_key` gives them.
    """

    addresses: frozenset[str] = frozenset()


_BETWEEN = str.maketrans("\n,", ";;")
SAID = tuple(field.name for field in fields(Particulars) if field.name != "addresses")
"""What a mention itself says; addresses come from elsewhere."""


def particulars_of(said: Any, addresses: frozenset[str] = frozenset()) -> Particulars:  # noqa: ANN401  # see below
    """Those of a mention, or of a draft of one: whatever has attributes by these names."""
    return Particulars(**{name: getattr(said, name) for name in SAID}, addresses=addresses)


def names_in(text: str | None) -> tuple[str, ...]:
    """The names in a list of them, without empty ones: "Jan; Johnny" has two."""
    parts = (text or "").translate(_BETWEEN).split(";")
    return tuple(bare for part in parts if (bare := " ".join(part.split())))
