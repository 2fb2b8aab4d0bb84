"""Deliveries between compartments as the services use them: who takes in what, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from app.vault.post.deliveries import Accepted, accept, carry

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.post.deliveries import Handler
    from app.vault.session import UnlockedVault

_HANDLERS: dict[str, dict[str, Handler]] = {}


def taking_in(compartment: str, kind: str) -> Callable[[Handler], Handler]:
    """Mark the function that stores notes of a kind in a compartment."""

    def mark(handler: Handler) -> Handler:
        _HANDLERS.setdefault(compartment, {})[kind] = handler
        return handler

    return mark


def carry_and_take_in(vault: UnlockedVault) -> Accepted:
    """Bring this account's own notes on their way and take in what waits for the compartments it opened.

    A case that was halfway to a compartment of its own when a program stopped is brought home first.
    Last come the blind hits between the casework compartments that this account holds.
    """
    import app.services.handlers  # noqa: F401, PLC0415 - marks what takes in notes; it imports this module itself
    from app.services.apart.moving import settle  # noqa: PLC0415 - knows the registers, which send notes themselves
    from app.services.network.blind.hits import exchange_hits  # noqa: PLC0415 - likewise

    if allowed(vault, Act.READ_CASES, CASEWORK):
        settle(vault)
    carry(vault)
    done = [accept(vault, name, handlers) for name, handlers in _HANDLERS.items() if name in vault.available]
    hits = 0
    if allowed(vault, Act.READ_CASES, CASEWORK):
        exchanged = exchange_hits(vault)
        hits = exchanged.given
        if exchanged.held_back:
            vault.warnings.append(
                f"{exchanged.held_back} blinde hits tegelijk zijn tegengehouden, omdat dat op proberen kan wijzen. "
                "Kijk op Verbanden, tabblad Herkennen."
            )
    return Accepted(
        taken_in=sum(each.taken_in for each in done) + hits,
        set_aside=sum(each.set_aside for each in done),
        waiting=sum(each.waiting for each in done),
    )
