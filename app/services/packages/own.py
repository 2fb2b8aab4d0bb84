"""The keys with which this casework compartment receives packages and signs what it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.vault.primitives.sealing import KeyPair

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


@requires(Act.READ_CASES, CASEWORK)
def own_pairs(vault: UnlockedVault) -> list[KeyPair]:
    """The inbox of this compartment, the present one first; earlier ones open what was under way."""
    compartment = vault.compartment(CASEWORK)
    with compartment.read() as session:
        return [KeyPair.from_private(private) for private in compartment.inbox_keys(session)]


@requires(Act.READ_CASES, CASEWORK)
def own_pair(vault: UnlockedVault) -> KeyPair:
    """The inbox as it is now."""
    return own_pairs(vault)[0]
