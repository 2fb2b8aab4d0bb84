"""The three answers to a proposal, each with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.network.judgements import judge
from models.casework.choices import Likeness
from ui.pages.network.linking import ReasonDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.network.recognising.proposals import Proposal
    from app.vault.session import UnlockedVault

TOLD = {
    Likeness.SAME: "Beide tellen nu als één. Op het tabblad Bronnen en oordelen kunt u dat altijd terugnemen.",
    Likeness.NOT_SAME: "Vastgelegd dat dit niet dezelfde is. Het wordt niet meer voorgesteld.",
    Likeness.UNSURE: "Vastgelegd dat u het niet weet. Het wordt niet meer voorgesteld.",
}
_ASKED = {
    Likeness.SAME: ("Dezelfde", "Zij tellen voortaan als één. Wat elke bron zegt, blijft staan.", "Dezelfde"),
    Likeness.NOT_SAME: ("Niet dezelfde", "Zij worden niet meer als dezelfde voorgesteld.", "Niet dezelfde"),
    Likeness.UNSURE: ("Weet niet", "Zij blijven los van elkaar en worden niet meer voorgesteld.", "Vastleggen"),
}


def asking(vault: UnlockedVault, proposal: Proposal, likeness: Likeness, parent: QWidget | None) -> ReasonDialog:
    """Why somebody answers so. The proposal is one of two stored mentions."""
    own = proposal.own
    if own is None:
        raise ValueError("what is not stored yet cannot be judged")
    title, what, act = _ASKED[likeness]
    told = f"{own.label} en {proposal.other.label}. {what}"
    return ReasonDialog(
        (title, told, act), lambda reason: judge(vault, own.mention, proposal.other.mention, likeness, reason), parent
    )
