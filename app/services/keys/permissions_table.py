"""The table of roles and acts as the program shows it: what a role may do, where, and with which keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.rules.permissions import (
    COMPARTMENT_OF_ACT,
    COMPARTMENTS_OF_ROLE,
    LABEL_OF_COMPARTMENT,
    REGISTER,
    Act,
    Role,
    may,
)
from app.services.access import requires

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

ANY_HELD = "elk onderdeel waarvan men de sleutel heeft"


@dataclass(frozen=True, slots=True)
class PermissionRow:
    """One act: in which compartment, for which roles, and whether this user may do it."""

    act: Act
    label: str
    place: str
    roles: tuple[Role, ...]
    mine: bool


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One role and the labels of the compartments that go with it."""

    role: Role
    compartments: tuple[str, ...]
    mine: bool


@requires(Act.READ_DIRECTORY, REGISTER)
def permissions(vault: UnlockedVault) -> tuple[PermissionRow, ...]:
    """Every act, in the order of the table."""
    return tuple(
        PermissionRow(
            act=act,
            label=act.label,
            place=ANY_HELD if place is None else LABEL_OF_COMPARTMENT[place],
            roles=tuple(role for role in Role if may(role, act)),
            mine=may(vault.account.role, act) and (place is None or vault.holds(place)),
        )
        for act in Act
        for place in (COMPARTMENT_OF_ACT[act],)
    )


@requires(Act.READ_DIRECTORY, REGISTER)
def roles(vault: UnlockedVault) -> tuple[RoleRow, ...]:
    """Every role with its compartments."""
    own = vault.account.role
    return tuple(
        RoleRow(role, tuple(LABEL_OF_COMPARTMENT[name] for name in COMPARTMENTS_OF_ROLE[role]), role is own)
        for role in Role
    )
