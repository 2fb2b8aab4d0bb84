"""A card of an invented municipality, so that the page Overdracht has somebody to hand over to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.services.packages.cards import Looked, adopt
from app.vault.packages.card import Card
from app.vault.primitives.sealing import KeyPair, SigningKey

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


def fill_packages(vault: UnlockedVault) -> None:
    """Adopt it; nobody has its private halves, so nobody opens what is given to it."""
    card = Card(
        vault="d0" * 16,
        compartment="casework",
        municipality="Voorbeeldstad",
        holder="V. Fictief",
        made_on=date(2020, 3, 2),
        seal_key=KeyPair.generate().public_bytes,
        sign_key=SigningKey.generate().public_bytes,
    )
    adopt(vault, Looked(card, None), fingerprint=card.fingerprint, checked_with="V. Fictief")
