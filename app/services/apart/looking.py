"""All cases of a user: the compartment of all, and beside it those that were set apart and that this user holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed, requires
from app.services.keys.separate import separate
from app.vault.apart import seen_from

if TYPE_CHECKING:
    from app.services.keys.separate import SeparateRow
    from app.vault.session import UnlockedVault


def is_apart(vault: UnlockedVault) -> bool:
    """Whether a vault is seen from a compartment that was set apart."""
    return vault.holds(CASEWORK) and vault.compartment(CASEWORK).name != CASEWORK


@requires(Act.READ_CASES, CASEWORK)
def views(vault: UnlockedVault) -> tuple[tuple[SeparateRow, UnlockedVault], ...]:
    """The vault seen from each compartment that was set apart; none when it is seen from one already."""
    return () if is_apart(vault) else tuple((row, seen_from(vault, row.name)) for row in separate(vault))


def views_of(vault: UnlockedVault, act: Act) -> tuple[tuple[SeparateRow, UnlockedVault], ...]:
    """The same for who may do something there; none for who may not."""
    if not (allowed(vault, Act.READ_CASES, CASEWORK) and CASEWORK in vault.available):
        return ()
    return tuple((row, view) for row, view in views(vault) if allowed(view, act, CASEWORK))
