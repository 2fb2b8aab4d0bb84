"""Who may do what: the mark that every service carries, checked at each call and written down when refused."""

from __future__ import annotations

import contextlib
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from app.errors import AccessDenied, VaultError
from app.rules.compartments import label_of_compartment
from app.rules.permissions import Act, may
from app.vault.access import heed

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S")


def allowed(vault: UnlockedVault, act: Act, compartment: str) -> bool:
    """Whether this account may do the act and holds the key it needs; screens hide what is not allowed."""
    return may(vault.account.role, act) and vault.holds(compartment)


def demand(vault: UnlockedVault, act: Act, compartment: str) -> None:
    """Refuse with the reason, and leave a trace of the refusal; it stands also when that cannot be written.

    Goes by the header as it is now: a role that was taken away a moment ago allows nothing any more.
    """
    heed(vault)
    if act is not Act.OWN_ACCOUNT and not vault.roster.account(vault.account.id).own_keys:
        raise AccessDenied("Kies eerst een eigen wachtwoord; tot dan kunt u niets anders doen.")
    if allowed(vault, act, compartment):
        return
    with contextlib.suppress(VaultError):
        vault.record_refusal(compartment, act.value, compartment)
    role = vault.account.role
    if not may(role, act):
        raise AccessDenied(f"Uw rol ({role.label}) mag dit niet: {act.label}.")
    raise AccessDenied(f"U hebt geen sleutel van het onderdeel {label_of_compartment(compartment)}.")


def requires(
    act: Act, compartment: str
) -> Callable[[Callable[Concatenate[UnlockedVault, P], R]], Callable[Concatenate[UnlockedVault, P], R]]:
    """Mark a service function, whose first argument is the unlocked vault, with the act that it is."""

    def mark(
        function: Callable[Concatenate[UnlockedVault, P], R],
    ) -> Callable[Concatenate[UnlockedVault, P], R]:
        @wraps(function)
        def checked(vault: UnlockedVault, /, *args: P.args, **kwargs: P.kwargs) -> R:
            demand(vault, act, compartment)
            return function(vault, *args, **kwargs)

        checked.required_act = act  # type: ignore[attr-defined]
        return checked

    return mark


def requires_own(attribute: str) -> Callable[[Callable[Concatenate[S, P], R]], Callable[Concatenate[S, P], R]]:
    """Mark a method of a register with the act its class names in `attribute` ("read_act" or "edit_act")."""

    def mark(method: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
        @wraps(method)
        def checked(self: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
            register: Any = self
            demand(register.vault, getattr(register, attribute), register.compartment)
            return method(self, *args, **kwargs)

        checked.required_act = attribute  # type: ignore[attr-defined]
        return checked

    return mark
