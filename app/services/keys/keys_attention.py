"""What the keys ask of this user: compartments that wait for a new one, and the yearly review of who holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.formats import format_date
from app.rules.permissions import REGISTER, Act
from app.services.access import requires
from app.services.attention_item import AttentionItem, Urgency
from app.services.keys.rekeying import due_here
from app.services.keys.rights_review import due_on, is_overdue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.vault.session import UnlockedVault

PAGE = "administration"


@requires(Act.REKEY, REGISTER)
def rekey_items(vault: UnlockedVault) -> Iterator[AttentionItem]:
    """A line for each compartment that waits for a new key which this user can give."""
    return (
        AttentionItem(
            f"{row.label} wacht op een nieuwe sleutel: iemand die de oude heeft, hoort er niet meer bij.",
            Urgency.OVERDUE,
            PAGE,
            part="compartments",
        )
        for row in due_here(vault)
    )


@requires(Act.SIGN_REVIEW, REGISTER)
def review_items(vault: UnlockedVault) -> Iterator[AttentionItem]:
    """A line when the yearly review of rights should have been signed off by now."""
    if is_overdue(vault):
        told = f"De jaarlijkse beoordeling van rechten moest zijn afgetekend vóór {format_date(due_on(vault))}."
        yield AttentionItem(told, Urgency.OVERDUE, PAGE, part="review")
