"""How accounts and compartments are called on the page Beheer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rules.compartments import label_of_compartment
from app.rules.permissions import LABEL_OF_COMPARTMENT
from app.services.keys.accounts import AccountState
from ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Iterable

TONE_OF_STATE = {
    AccountState.ACTIVE: Tone.SUCCESS,
    AccountState.INVITED: Tone.WARNING,
    AccountState.BLOCKED: Tone.DANGER,
    AccountState.REVOKED: Tone.NEUTRAL,
}


def label_of(compartment: str) -> str:
    """The name of a compartment on screen."""
    return label_of_compartment(compartment)


def labels_of(compartments: Iterable[str]) -> str:
    """Several, in the order of the vault."""
    held = set(compartments)
    known = [name for name in LABEL_OF_COMPARTMENT if name in held]
    return ", ".join(label_of(name) for name in [*known, *sorted(held - set(known))])
