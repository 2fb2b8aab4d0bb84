"""Once a month something leaves an integrity compartment that fixes its trail and says nothing about it.

The anchor is a digest over the end of the trail and a secret number that stays inside. It is there every month whether
anything happened or not, has no count, and differs each time. Who holds the compartment can prove later that the trail
still continues what the anchor fixed; the privacy officer keeps the anchor, so that the trail cannot be replaced by an
older one unseen.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from app.errors import Invalid
from app.rules.permissions import AUDIT, INTEGRITY
from app.vault.post.deliveries import post
from app.vault.primitives.sealing import canonical, digest
from app.vault.primitives.strict_json import NotStrict, from_base64, to_base64
from app.vault.store.audit import chain_start
from models.audit import hidden_anchor
from models.integrity import own_anchor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from app.vault.header.trust import Roster
    from app.vault.post.notes import Giver
    from app.vault.primitives.strict_json import Json
    from app.vault.store.audit import Author
    from app.vault.store.compartments import Compartment
    from app.vault.unit_of_work import UnitOfWork

KIND = "integrity_anchor"
ANCHOR_BYTES = 32
_PERIOD = re.compile(r"[0-9]{4}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class HiddenAnchor:
    """What left an integrity compartment in a month ("2026-03"); `value` is 32 bytes."""

    compartment: str
    period: str
    value: bytes


def hand_on(compartment: Compartment, author: Author, roster: Roster) -> None:
    """Make the anchor of this month, if it is not there yet, and send it to the privacy officer."""
    if compartment.kind != INTEGRITY:
        return
    period = author.at()[:7]
    with compartment.read() as session:
        if _made(session, period):
            return
    with compartment.write() as session:
        if _made(session, period):
            return
        n, head = _end_of_trail(session, compartment, roster)
        secret = os.urandom(ANCHOR_BYTES)
        session.execute(insert(own_anchor).values(period=period, n=n, secret=secret))
        value = to_base64(_value(roster, compartment.name, period, secret, head))
        payload: dict[str, Json] = {"period": period, "anchor": value}
        post(session, compartment, target=AUDIT, kind=KIND, payload=payload, author=author, roster=roster)


def repeat(session: Session, compartment: Compartment, author: Author, roster: Roster) -> None:
    """Send every anchor again, after the compartment got another voice: what is under way counts no more."""
    if compartment.kind == INTEGRITY:
        for period, value in own_anchors(session, compartment, roster).items():
            payload: dict[str, Json] = {"period": period, "anchor": to_base64(value)}
            post(session, compartment, target=AUDIT, kind=KIND, payload=payload, author=author, roster=roster)


def take_in(work: UnitOfWork, payload: Mapping[str, Json], giver: Giver, *, roster: Roster) -> None:
    """Handler of an anchor: keep it; raises Invalid for what is none, or for a second one of the same month."""
    period, value = payload.get("period"), _bytes(payload.get("anchor"))
    if payload.keys() != {"period", "anchor"} or not isinstance(period, str) or not _PERIOD.fullmatch(period):
        raise Invalid({"": "het anker heeft niet de vereiste vorm"})
    if roster.compartment(giver.compartment).kind != INTEGRITY:
        raise Invalid({"": "alleen integriteit verstuurt dit soort ankers"})
    mark = {"compartment": giver.compartment, "period": period}
    known = work.session.scalar(select(hidden_anchor.c.value).filter_by(**mark))
    if known not in {None, value}:
        raise Invalid({"": "er is al een ander anker van deze maand"})
    if known is None:
        work.session.execute(insert(hidden_anchor).values(value=value, **mark))


def received_anchors(session: Session) -> list[HiddenAnchor]:
    """The anchors that the privacy officer keeps, by compartment and month."""
    rows = session.execute(select(hidden_anchor).order_by(hidden_anchor.c.compartment, hidden_anchor.c.period))
    return [HiddenAnchor(*row) for row in rows]


def own_anchors(session: Session, compartment: Compartment, roster: Roster) -> dict[str, bytes]:
    """Month → the anchor that the trail of an integrity compartment gives today; without those it no longer can give.

    When the trail was cut off or rewritten before the end of a month, that month gives another value or none.
    """
    trail = compartment.tables.audit_entry
    given = {}
    for period, n, secret in session.execute(select(own_anchor.c.period, own_anchor.c.n, own_anchor.c.secret)):
        start = chain_start(roster.vault_id, compartment.name)
        head = session.scalar(select(trail.c.digest).where(trail.c.n == n)) if n else start
        if head is not None:
            given[period] = _value(roster, compartment.name, period, secret, head)
    return given


def _made(session: Session, period: str) -> bool:
    return session.scalar(select(own_anchor.c.n).where(own_anchor.c.period == period)) is not None


def _end_of_trail(session: Session, compartment: Compartment, roster: Roster) -> tuple[int, bytes]:
    trail = compartment.tables.audit_entry
    last = session.execute(select(trail.c.n, trail.c.digest).order_by(trail.c.n.desc()).limit(1)).first()
    return (last.n, last.digest) if last else (0, chain_start(roster.vault_id, compartment.name))


def _value(roster: Roster, name: str, period: str, secret: bytes, head: bytes) -> bytes:
    return digest("bolwerk hidden anchor", canonical([roster.vault_id, name, period]), secret, head)


def _bytes(value: Json) -> bytes:
    try:
        data = from_base64(value) if isinstance(value, str) else b""
    except NotStrict as error:
        raise Invalid({"": str(error)}) from error
    if len(data) != ANCHOR_BYTES:
        raise Invalid({"": "het anker heeft niet de vereiste lengte"})
    return data
