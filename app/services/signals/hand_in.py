"""Handing in a signal without the key of casework: it is sealed and gone, and its bringer hears how it goes on.

The note is signed by the participant and sealed to casework. In the register stays a box with the title and the day,
sealed to the participant's own keys, and beside it the feedback of casework, sealed to them as well.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.errors import AccessDenied, Invalid, NotFound, SealBroken
from app.rules.permissions import CASEWORK, REGISTER, Act, may
from app.services.access import requires
from app.services.clock import today
from app.services.post import carry_and_take_in, taking_in
from app.services.signals.feedback import NOTE_KIND as FEEDBACK
from app.services.signals.feedback import SEALED as FEEDBACK_SEALED
from app.services.signals.handed import HandedDraft, payload_of, problems_of, tidied
from app.vault.primitives.sealing import Info, canonical, open_sealed, seal
from app.vault.primitives.strict_json import NotStrict, from_base64, parse
from models.choices import Choice
from models.register import Delivery, HandedIn, shared

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from app.vault.post.notes import Giver
    from app.vault.primitives.strict_json import Json
    from app.vault.session import UnlockedVault
    from app.vault.unit_of_work import UnitOfWork

NOTE_KIND = "signal"
SEALED = "handed in"
LARGEST_BOX = 8 * 1024
UNREADABLE = "Niet meer te lezen: u hebt sindsdien nieuwe sleutels."


class HandedState(Choice):
    """How it stands with what was handed in, without anything of what it is about."""

    UNDER_WAY = "under_way", "onderweg"
    RECEIVED = "received", "ontvangen"
    IN_TREATMENT = "in_treatment", "in behandeling"
    CLOSED = "closed", "afgerond"


@dataclass(frozen=True, slots=True)
class HandedLine:
    """One signal of one's own. `handed_on` is None when its box no longer opens; `since` when no day was told."""

    id: str
    title: str
    handed_on: date | None
    state: HandedState
    since: date | None


@requires(Act.HAND_IN_SIGNAL, REGISTER)
def hand_in(vault: UnlockedVault, draft: HandedDraft) -> None:
    """Seal a signal to casework and send it on its way; Invalid names the fields that are wrong."""
    draft = tidied(draft)
    problems = problems_of(draft)
    if problems:
        raise Invalid(problems)
    delivery = secrets.token_hex(16)
    with vault.write(REGISTER) as work:
        payload = payload_of(draft, delivery=delivery, name=vault.account.name)
        note = work.deliver(CASEWORK, NOTE_KIND, payload)
        own: Json = {"title": draft.title, "on": today().isoformat(), "delivery": delivery, "note": note}
        box = seal(vault.slot.keys.public_bytes, canonical(own), _info(vault, SEALED))
        work.session.add(HandedIn(id=delivery, account=vault.account.id, own=box))
        work.record("signal.handed_in", "handed_in", delivery)
    carry_and_take_in(vault)


@requires(Act.HAND_IN_SIGNAL, REGISTER)
def handed_in(vault: UnlockedVault) -> tuple[HandedLine, ...]:
    """What this participant handed in, newest first, and how it stands."""
    with vault.read(REGISTER) as session:
        rows = session.scalars(select(HandedIn).where(HandedIn.account == vault.account.id)).all()
        under_way = {*session.scalars(select(shared.outbox.c.id)), *session.scalars(select(Delivery.id))}
    lines = [_line(vault, row, under_way) for row in rows]
    return tuple(sorted(lines, key=lambda line: (line.handed_on or date.min, line.id), reverse=True))


@requires(Act.HAND_IN_SIGNAL, REGISTER)
def forget(vault: UnlockedVault, delivery: str) -> None:
    """Take one out of the own list; casework keeps the signal."""
    with vault.write(REGISTER) as work:
        row = work.session.get(HandedIn, delivery)
        if row is None or row.account != vault.account.id:
            raise NotFound("Dit signaal staat niet (meer) in uw lijst.")
        work.session.delete(row)
        work.record("handed_in.forgotten", "handed_in", delivery)


@taking_in(REGISTER, FEEDBACK)
def take_in_feedback(work: UnitOfWork, payload: dict[str, Any], giver: Giver) -> None:
    """Put a sealed box beside what was handed in; one for a signal that its bringer forgot is dropped."""
    if giver.compartment != CASEWORK or giver.role is None or not may(giver.role, Act.READ_SIGNALS):
        raise AccessDenied("Een terugkoppeling komt alleen van wie signalen behandelt.")
    match payload:
        case {"delivery": str(delivery), "sealed": str(sealed), **rest} if not rest:
            box = from_base64(sealed)
        case _:
            raise Invalid({"": "De terugkoppeling heeft niet de vereiste vorm."})
    if len(box) > LARGEST_BOX:
        raise Invalid({"": "De terugkoppeling is te groot."})
    row = work.session.get(HandedIn, delivery)
    if row is not None:
        row.feedback = box
    work.record("handed_in.told", "handed_in", delivery)


def _line(vault: UnlockedVault, row: HandedIn, under_way: Container[object]) -> HandedLine:
    own = _opened(vault, row.own, SEALED, row.id) or {}
    told = _opened(vault, row.feedback, FEEDBACK_SEALED, row.id) if row.feedback is not None else None
    state, since = HandedState.UNDER_WAY if own.get("note") in under_way else HandedState.RECEIVED, None
    if told is not None:
        state, since = HandedState(str(told["state"])), date.fromisoformat(str(told["on"]))
    if not own:
        return HandedLine(row.id, UNREADABLE, None, state, since)
    return HandedLine(row.id, str(own["title"]), date.fromisoformat(str(own["on"])), state, since)


def _opened(vault: UnlockedVault, box: bytes, what: str, delivery: str) -> Mapping[str, Json] | None:
    """The content of a box for this very delivery; None when it does not open or belongs to another."""
    try:
        content = parse(open_sealed(vault.slot.keys, box, _info(vault, what)))
    except (SealBroken, NotStrict):
        return None
    return content if isinstance(content, dict) and content.get("delivery") == delivery else None


def _info(vault: UnlockedVault, what: str) -> Info:
    return Info(what, vault.roster.vault_id, REGISTER, account=vault.account.id)
