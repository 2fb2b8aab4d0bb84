"""Signed points in an audit trail up to which somebody checked it, so that unlocking need not begin at the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from app.errors import SignatureWrong
from app.vault.primitives.sealing import canonical, digest, verify
from app.vault.store.audit import BadEntry, Chain, ChainCheck, entries

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.vault.store.audit import Author, HeaderView
    from app.vault.store.compartments import Compartment

SIGNED = "bolwerk checkpoint"
# A checkpoint for fewer entries than this would cost more at the next unlock than it saves.
WORTH_A_CHECKPOINT = 250


def verify_recent(session: Session, compartment: Compartment, header: HeaderView) -> ChainCheck:
    """Check the trail from the last checkpoint on; without a valid one from the start.

    A checkpoint that does not verify, or that names an entry which is gone or different, is itself the finding.
    """
    table = compartment.tables.checkpoint
    point = session.execute(select(table).order_by(table.c.n.desc()).limit(1)).mappings().first()
    if point is None:
        return Chain(header, compartment.name).follow(entries(session, compartment))
    n, seen = point["n"], point["digest"]
    chain = Chain(header, compartment.name, after=n, digest=seen)
    key = header.signer_key(point["actor"], point["statement"])
    try:
        verify(key or b"", SIGNED, _signed(header, compartment, n, point["at"], seen), point["signature"])
    except SignatureWrong:
        return ChainCheck(0, n, seen, BadEntry(n, "het controlepunt erna is niet echt"))
    trail = compartment.tables.audit_entry
    if session.execute(select(trail.c.digest).where(trail.c.n == n)).scalar() != seen:
        return ChainCheck(0, n, seen, BadEntry(n, "hij is niet meer wat hij was bij de vorige controle"))
    return chain.follow(entries(session, compartment, after=n))


def add(session: Session, compartment: Compartment, *, author: Author, header: HeaderView, check: ChainCheck) -> None:
    """Sign that the trail is good up to where `check` came; the caller knows that it found nothing bad."""
    at = author.at()
    session.execute(
        insert(compartment.tables.checkpoint)
        .prefix_with("OR IGNORE")
        .values(
            n=check.last,
            at=at,
            actor=author.account,
            statement=header.length,
            digest=check.digest,
            signature=author.key.sign(SIGNED, _signed(header, compartment, check.last, at, check.digest)),
        ),
    )


def _signed(header: HeaderView, compartment: Compartment, n: int, at: str, seen: bytes) -> bytes:
    return digest(SIGNED, canonical([header.vault_id, compartment.name, n, at]), seen)
