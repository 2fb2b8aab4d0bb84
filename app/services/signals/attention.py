"""What the start page says about signals: what came in, what waits for this user, and what its bringer should hear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.formats import format_date
from app.rules.permissions import CASEWORK, Act
from app.rules.weighing import TEXTS, Decider
from app.services.access import allowed, requires
from app.services.attention_item import AttentionItem, Urgency
from app.services.signals.course import standing_in
from models.casework import Signal
from models.casework.choices import SignalStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault

PAGE = "signals"
SHOWN = 5


@requires(Act.READ_SIGNALS, CASEWORK)
def signal_items(vault: UnlockedVault) -> tuple[AttentionItem, ...]:
    """For who weighs, what came in and was not looked at; for the privacy officer, what waits for privacy test 1."""
    with vault.read(CASEWORK) as session:
        if allowed(vault, Act.DECIDE_PRIVACY_TEST, CASEWORK):
            return tuple(_waiting_for(session, Decider.PRIVACY))
        return tuple(_new(session)) if allowed(vault, Act.EDIT_SIGNALS, CASEWORK) else ()


def _new(session: Session) -> Iterator[AttentionItem]:
    query = select(Signal).where(Signal.status == SignalStatus.RECEIVED).order_by(Signal.received_on, Signal.id)
    found = session.scalars(query).all()
    for signal in found[:SHOWN]:
        text = f"Signaal {signal.number} van {format_date(signal.received_on)} wacht op weging: ‘{signal.title}’"
        yield AttentionItem(text, Urgency.NOTICE, PAGE, signal.id)
    yield from _rest(len(found) - SHOWN, "signalen wachten op weging")


def _waiting_for(session: Session, decider: Decider) -> Iterator[AttentionItem]:
    """Signals of which the next step is of this decider, the oldest first."""
    query = select(Signal).where(Signal.status == SignalStatus.WEIGHING).order_by(Signal.received_on, Signal.id)
    found = [signal for signal in session.scalars(query) if _decider(session, signal) is decider]
    for signal in found[:SHOWN]:
        text = f"Signaal {signal.number} wacht op uw oordeel bij privacytoets 1: ‘{signal.title}’"
        yield AttentionItem(text, Urgency.SOON, PAGE, signal.id)
    yield from _rest(len(found) - SHOWN, "signalen wachten op privacytoets 1")


def _decider(session: Session, signal: Signal) -> Decider | None:
    following = standing_in(session, signal).next
    return TEXTS[following].decider if following is not None else None


def _rest(more: int, what: str) -> Iterator[AttentionItem]:
    if more > 0:
        yield AttentionItem(f"En nog {more} {what}.", Urgency.NOTICE, PAGE)
