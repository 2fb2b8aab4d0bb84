"""Feedback to who brought a signal in: that it was received, is being treated or is done, never what it is about.

A participant without the key gets it as a delivery. Its content is sealed to the keys of that account before it goes
into the register, for the register is everybody's: other holders see that there is a box, and not what it says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import Conflict, Invalid
from app.rules.permissions import CASEWORK, REGISTER, Act
from app.rules.weighing import feedback_in
from app.services.access import requires
from app.services.clock import today
from app.services.signals.course import signal_in
from app.vault.primitives.sealing import Info, canonical, seal
from app.vault.primitives.strict_json import to_base64

if TYPE_CHECKING:
    from app.vault.primitives.strict_json import Json
    from app.vault.session import UnlockedVault
    from app.vault.unit_of_work import UnitOfWork
    from models.casework import Signal
    from models.casework.choices import FeedbackState

NOTE_KIND = "signal_feedback"
SEALED = "signal feedback"


@requires(Act.READ_SIGNALS, CASEWORK)
def tell_back(vault: UnlockedVault, work: UnitOfWork, signal: Signal) -> None:
    """Send what the status of now means to a participant who handed it in; nothing when that was told already."""
    state = feedback_in(signal.status)
    if signal.delivery is None or signal.brought_in_account is None or signal.feedback is state:
        return
    account = vault.roster.accounts.get(signal.brought_in_account)
    signal.feedback, signal.feedback_on = state, today()
    if account is None or account.revoked or not account.own_keys:
        return  # who made the first keys of an account could read what is sealed to them
    content: dict[str, Json] = {
        "delivery": signal.delivery,
        "state": state.value,
        "on": signal.feedback_on.isoformat(),
    }
    box = seal(account.seal_key, canonical(content), Info(SEALED, vault.roster.vault_id, REGISTER, account=account.id))
    work.deliver(REGISTER, NOTE_KIND, {"delivery": signal.delivery, "sealed": to_base64(box)})


@requires(Act.EDIT_SIGNALS, CASEWORK)
def note_feedback(vault: UnlockedVault, signal_id: int, state: FeedbackState, version: int) -> None:
    """Write down that who brought a signal in, outside this program, was told so today."""
    with vault.write(CASEWORK) as work:
        signal = signal_in(work.session, signal_id)
        if signal.version != version:
            raise Conflict("Het signaal is intussen gewijzigd. Bekijk eerst hoe het er nu voor staat.")
        if signal.delivery is not None:
            raise Invalid({"": "Dit signaal is door een deelnemer ingebracht; die krijgt vanzelf bericht."})
        signal.feedback, signal.feedback_on = state, today()
        work.record("signal.feedback_given", "signal", signal_id, fields=("feedback",))
