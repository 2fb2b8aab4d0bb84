"""Taking in a signal that was handed in without the key: registered as if it had been typed here, with its mentions."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from app.errors import AccessDenied
from app.rules.permissions import CASEWORK, INTEGRITY, KIND_OF_COMPARTMENT, REGISTER, Act, may
from app.services.clock import today
from app.services.post import taking_in
from app.services.signals.hand_in import NOTE_KIND
from app.services.signals.handed import handed_from
from app.services.signals.mentions import give_keys, named_in
from app.services.signals.signals import begin
from models.casework import Mention, Signal
from models.casework.choices import FeedbackState, SignalSource
from models.choices import Classification

if TYPE_CHECKING:
    from app.services.signals.handed import Handed
    from app.services.signals.mentions import MentionDraft
    from app.vault.post.notes import Giver
    from app.vault.unit_of_work import UnitOfWork

ORIGIN = "Ingebracht door een deelnemer van het overleg"
INTERNAL = "Anonieme interne melding"


@taking_in(CASEWORK, NOTE_KIND)
def take_in_signal(work: UnitOfWork, payload: dict[str, Any], giver: Giver) -> None:
    """Register it as received on the day it was handed in: from a participant, or from integrity and then nobody's."""
    handed = handed_from(payload)
    if giver.role is None and KIND_OF_COMPARTMENT.get(giver.compartment) == INTEGRITY:
        signal = _stored(work, handed, INTERNAL)
        signal.source = SignalSource.INTERNAL_ANONYMOUS
    elif giver.compartment == REGISTER and giver.role is not None and may(giver.role, Act.HAND_IN_SIGNAL):
        signal = _stored(work, handed, ORIGIN)
        signal.brought_in_by, signal.brought_in_account = handed.name or None, giver.account
        signal.delivery = handed.delivery
        signal.feedback, signal.feedback_on = FeedbackState.RECEIVED, today()
    else:
        raise AccessDenied("Een signaal wordt ingebracht door een deelnemer van het overleg of door integriteit.")
    work.record("signal.taken_in", "signal", signal.id)


def _stored(work: UnitOfWork, handed: Handed, origin: str) -> Signal:
    said = handed.signal
    item = Signal(**{each.name: getattr(said, each.name) for each in fields(said) if each.name != "number"})
    item.classification = Classification.CONFIDENTIAL
    begin(work.session, item)
    work.session.add(item)
    work.session.flush()
    work.session.add_all(_mention(item.id, each, origin) for each in handed.mentions)
    return item


def _mention(signal_id: int, draft: MentionDraft, origin: str) -> Mention:
    named = named_in(draft)
    said = {each.name: getattr(named, each.name) for each in fields(named)}
    item = Mention(signal_id=signal_id, origin=origin, certainty=draft.certainty, **said)
    give_keys(item)
    return item
