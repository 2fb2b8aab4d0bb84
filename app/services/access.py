"""Who may do what: the mark that every service carries, checked at each call and written down when refused."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from app.errors import AccessDenied
from app.rules.permissions import LABEL_OF_COMPARTMENT, Act, Role, may

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S")


def allowed(vault: UnlockedVault, act: Act, compartment: str) -> bool:
    """Whether this account may do the act and holds the key it needs; screens hide what is not allowed."""
    return may(Role(vault.account.role), act) and vault.holds(compartment)


def demand(vault: UnlockedVault, act: Act, compartment: str) -> None:
    """Refuse with the reason, and leave a trace of the refusal where this account can write one."""
    if not may(Role(vault.account.role), act):
        if vault.holds(compartment):
            vault.record_refusal(compartment, act.value, compartment)
        raise AccessDenied(f"Uw rol ({Role(vault.account.role).label}) mag dit niet: {act.label}.")
    if not vault.holds(compartment):
        label = LABEL_OF_COMPARTMENT.get(compartment, compartment)
        raise AccessDenied(f"U hebt geen sleutel van het onderdeel {label}.")


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
