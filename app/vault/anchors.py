"""Anchors: a small signed file outside the vault that fixes how far each audit trail had come, and what it said.

SQLCipher cannot tell an older valid file from the present one. Whoever put a file back, or wrote a trail anew with
tools of their own, is found by comparing with an anchor that was kept elsewhere. Of integrity an anchor has no number
of entries, only what left it each month (app.vault.post.hidden_anchors).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from sqlalchemy import select

from app.errors import Invalid, SignatureWrong
from app.rules.permissions import AUDIT, INTEGRITY
from app.vault.header.shapes import (
    DIGEST,
    FINGERPRINT,
    FLAG,
    GENERATION,
    ID,
    NAME,
    Shape,
    as_object,
    matching,
    number,
    raw,
    several,
)
from app.vault.header.trust import Pin, Roster
from app.vault.post.hidden_anchors import ANCHOR_BYTES, HiddenAnchor, own_anchors, received_anchors
from app.vault.primitives.sealing import SIGNATURE_BYTES, canonical, verify
from app.vault.primitives.strict_json import NotStrict, parse, to_base64
from models.audit import copied_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.vault.primitives.strict_json import Json
    from app.vault.unlocked import UnlockedVault

FORMAT = 1
LARGEST_BYTES = 1024 * 1024
_SIGNED = "bolwerk anchor"
_SIGNATURE = raw(SIGNATURE_BYTES)
_N = number(1, 2**40)


@dataclass(frozen=True, slots=True)
class TrailEnd:
    """The last entry of a trail; `copied` says that it was read from the copies of the privacy officer."""

    compartment: Annotated[str, NAME]
    n: Annotated[int, _N]
    digest: Annotated[bytes, raw(32)]
    copied: Annotated[bool, FLAG]


@dataclass(frozen=True, slots=True)
class MonthlyAnchor:
    """What left an integrity compartment in a month."""

    compartment: Annotated[str, NAME]
    period: Annotated[str, matching("[0-9]{4}-[0-9]{2}")]
    value: Annotated[bytes, raw(ANCHOR_BYTES)]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an anchor says. `at` is UTC in ISO form; `account` signed it after statement `statement` of the header."""

    vault: Annotated[str, ID]
    at: Annotated[str, matching(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")]
    account: Annotated[str, ID]
    statement: Annotated[int, _N]
    root: Annotated[str, FINGERPRINT]
    generation: Annotated[int, GENERATION]
    head: Annotated[str, DIGEST]
    reason: Annotated[str, matching(r"(?s).{1,500}")]
    trails: Annotated[tuple[TrailEnd, ...], several(as_object(TrailEnd))]
    monthly: Annotated[tuple[MonthlyAnchor, ...], several(as_object(MonthlyAnchor), most=100_000)]

    @property
    def pin(self) -> Pin:
        """The header as it was."""
        return Pin(self.root, self.generation, self.head)


_ANCHOR: Shape = as_object(Anchor)


def make_anchor(vault: UnlockedVault, reason: str) -> bytes:
    """The text of an anchor over every trail that this session can read, signed by who is logged in."""
    roster, author = vault.roster, vault.author
    anchor = Anchor(
        vault=roster.vault_id,
        at=author.at(),
        account=author.account,
        statement=roster.length,
        root=roster.root_fingerprint,
        generation=roster.generation,
        head=roster.head,
        reason=reason,
        trails=tuple(_ends(vault)),
        monthly=tuple(MonthlyAnchor(each.compartment, each.period, each.value) for each in monthly_anchors(vault)),
    )
    content: Json = _ANCHOR.write(anchor)
    signature = author.key.sign(_SIGNED, canonical(content))
    return canonical({"format": FORMAT, "anchor": content, "signature": to_base64(signature)}) + b"\n"


def read_anchor(data: bytes, roster: Roster) -> Anchor:
    """Read the text of an anchor and check who signed it; raises Invalid (field "anchor") with the reason."""
    try:
        content, signed = _envelope(data)
        anchor: Anchor = _ANCHOR.read(content)
    except NotStrict as error:
        raise Invalid({"anchor": f"Het anker kan niet worden gelezen: {error}."}) from error
    if anchor.vault != roster.vault_id:
        raise Invalid({"anchor": "Dit anker is van een andere kluis."})
    try:
        verify(roster.signer_key(anchor.account, anchor.statement) or b"", _SIGNED, canonical(content), signed)
    except SignatureWrong as error:
        raise Invalid(
            {"anchor": "De handtekening onder het anker klopt niet; het is gewijzigd of vervalst."}
        ) from error
    return anchor


def _envelope(data: bytes) -> tuple[Json, bytes]:
    """What is signed, and the signature; raises NotStrict."""
    if len(data) > LARGEST_BYTES:
        raise NotStrict("het bestand is veel te groot")
    match parse(data):
        case {"format": int(form), "anchor": content, "signature": signature, **rest} if form == FORMAT and not rest:
            return content, _SIGNATURE.read(signature)
    raise NotStrict("het is geen ankerbestand van deze versie van Bolwerk")


def monthly_anchors(vault: UnlockedVault) -> Iterator[HiddenAnchor]:
    """What left integrity each month, as far as this session can know: as it gives it today, or as it was received."""
    for name in sorted(vault.available):
        compartment = vault.compartment(name)
        if compartment.kind == INTEGRITY:
            with compartment.read() as session:
                given = own_anchors(session, compartment, vault.roster)
            yield from (HiddenAnchor(name, period, value) for period, value in sorted(given.items()))
    if AUDIT in vault.available:
        with vault.read(AUDIT) as session:
            yield from received_anchors(session)


def _ends(vault: UnlockedVault) -> Iterator[TrailEnd]:
    """The end of each trail, of integrity none; a trail without entries has no end to fix."""
    for name in sorted(vault.available):
        compartment = vault.compartment(name)
        if compartment.kind != INTEGRITY:
            trail = compartment.tables.audit_entry
            newest = select(trail.c.n, trail.c.digest).order_by(trail.c.n.desc()).limit(1)
            with compartment.read() as session:
                yield from (TrailEnd(name, *row, copied=False) for row in session.execute(newest))
    if AUDIT in vault.available:
        yield from _ends_of_copies(vault)


def _ends_of_copies(vault: UnlockedVault) -> Iterator[TrailEnd]:
    with vault.read(AUDIT) as session:
        for name in session.scalars(select(copied_entry.c.compartment).distinct().order_by("compartment")).all():
            if name not in vault.available:
                newest = select(copied_entry.c.n, copied_entry.c.digest).where(copied_entry.c.compartment == name)
                for row in session.execute(newest.order_by(copied_entry.c.n.desc()).limit(1)):
                    yield TrailEnd(name, *row, copied=True)
