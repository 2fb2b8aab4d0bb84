"""Blind hits between casework compartments: "neem contact op met …", and nothing of what the other knows.

Who holds both compartments makes them, with the keys they have: they may read both sides anyhow. So nothing that
follows from a compartment's content ever leaves it but the hit itself, there is nothing to try names against, and who
holds one key asks only by recording a mention where it is logged. A hit needs a strong agreement. Bibob and integrity
are no casework and are never looked in.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from app.rules.identity.comparing import compared
from app.rules.identity.evidence import Strength
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.clock import today
from app.services.network.blind.rules import rule_in
from app.services.network.recognising.keys import complete_keys, read_said
from app.services.network.recognising.reading import candidates
from app.vault.apart import seen_from
from models.casework import BlindGiven, BlindHit, Mention
from models.casework.choices import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault

MOST_AT_ONCE = 20
"""New hits for one compartment; more looks like somebody trying names, and waits for a holder to let them go."""

_TOKEN_BYTES = 16
_LOOKED_FOR = (
    MentionKind.PERSON,
    MentionKind.ORGANISATION,
    MentionKind.ADDRESS,
    MentionKind.VEHICLE,
    MentionKind.CONTACT,
    MentionKind.ACCOUNT,
)


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What one round did: hits given, withdrawn, and held back because they were too many at once, and of which."""

    given: int = 0
    withdrawn: int = 0
    held_back: int = 0
    held_in: frozenset[str] = frozenset()

    def __add__(self, other: Exchanged) -> Exchanged:
        """Both rounds."""
        return Exchanged(
            self.given + other.given,
            self.withdrawn + other.withdrawn,
            self.held_back + other.held_back,
            self.held_in | other.held_in,
        )


@requires(Act.READ_CASES, CASEWORK)
def exchange_hits(vault: UnlockedVault, *, release: str | None = None) -> Exchanged:
    """Bring the hits between all casework compartments of this account up to date; safe to repeat at any time.

    `release` is a compartment whose hits go out however many there are: a holder looked at that.
    """
    views = _views(vault)
    done = Exchanged()
    for giver, here in views.items():
        if giver == CASEWORK:
            continue  # who holds a compartment apart holds the first one too and finds what is there by searching
        for receiver, there in views.items():
            if receiver != giver:
                done += _between(here, giver, there, receiver, limit=None if release == giver else MOST_AT_ONCE)
    return done


def _views(vault: UnlockedVault) -> dict[str, UnlockedVault]:
    """Every open casework compartment of this account, and the vault seen from it."""
    names = [facts.name for facts in vault.roster.compartments.values() if facts.kind == CASEWORK]
    held = [name for name in sorted(names) if name in vault.available]
    return {name: vault if name == CASEWORK else seen_from(vault, name) for name in held}


def _between(here: UnlockedVault, giver: str, there: UnlockedVault, receiver: str, *, limit: int | None) -> Exchanged:
    rule = rule_in(here, giver)
    wanted = _matches(here, there) if rule.gives else {}
    with here.read(CASEWORK) as session:
        standing = list(session.scalars(select(BlindGiven).where(BlindGiven.compartment == receiver)))
    stale = [each for each in standing if wanted.get(each.their_mention) is None or each.mention_id is None]
    known = {each.their_mention for each in standing} - {each.their_mention for each in stale}
    fresh = {theirs: own for theirs, own in wanted.items() if theirs not in known}
    withdrawn = _withdraw(here, there, stale)
    if limit is not None and len(fresh) > limit:
        _mend(here, there, receiver, rule.contact)
        return Exchanged(withdrawn=withdrawn, held_back=len(fresh), held_in=frozenset({giver}))
    _note(here, receiver, fresh)
    _mend(here, there, receiver, rule.contact)
    return Exchanged(len(fresh), withdrawn)


def _matches(here: UnlockedVault, there: UnlockedVault) -> dict[int, int]:
    """Mentions there that are strongly alike, each with the mention here."""
    complete_keys(here)
    complete_keys(there)
    found: dict[int, int] = {}
    with here.read(CASEWORK) as mine, there.read(CASEWORK) as theirs:
        ids = mine.scalars(select(Mention.id).where(Mention.kind.in_(_LOOKED_FOR)).order_by(Mention.id)).all()
        for own, said in read_said(mine, ids):
            for each in candidates(theirs, said):
                if each.mention not in found and compared(said, each.said).strength is Strength.STRONG:
                    found[each.mention] = own
    return found


def _note(here: UnlockedVault, receiver: str, fresh: dict[int, int]) -> None:
    """First at the giver: what is written there is sent again when the program stops before it is received."""
    if not fresh:
        return
    with here.write(CASEWORK) as work:
        for theirs, own in fresh.items():
            token = secrets.token_hex(_TOKEN_BYTES)
            work.session.add(
                BlindGiven(mention_id=own, compartment=receiver, their_mention=theirs, token=token, given_on=today())
            )
            work.record("blind_hit.given", "mention", str(own))


def _mend(here: UnlockedVault, there: UnlockedVault, receiver: str, contact: str) -> None:
    """Whatever was given and is not there yet; what it was about may be gone there, and then it is undone here."""
    with here.read(CASEWORK) as session:
        given = list(session.scalars(select(BlindGiven).where(BlindGiven.compartment == receiver)))
    with there.read(CASEWORK) as session:
        received = set(session.scalars(select(BlindHit.token)))
        present = set(_existing(session, [each.their_mention for each in given]))
    missing = [each for each in given if each.token not in received]
    arriving = [each for each in missing if each.their_mention in present]
    if arriving:
        with there.write(CASEWORK) as work:
            for each in arriving:
                hit = BlindHit(mention_id=each.their_mention, token=each.token, contact=contact, given_on=each.given_on)
                work.session.add(hit)
                work.record("blind_hit.received", "mention", str(each.their_mention))
    _forget(here, [each for each in missing if each.their_mention not in present])


def _withdraw(here: UnlockedVault, there: UnlockedVault, stale: list[BlindGiven]) -> int:
    """First at the receiver, so that nothing stays there of which nobody knows any more."""
    if not stale:
        return 0
    tokens = [each.token for each in stale]
    with there.read(CASEWORK) as session:
        rows = select(BlindHit.token, BlindHit.mention_id).where(BlindHit.token.in_(tokens))
        present = {token: mention for token, mention in session.execute(rows)}  # noqa: C416  # rows are no pairs
    if present:
        with there.write(CASEWORK) as work:
            work.session.execute(delete(BlindHit).where(BlindHit.token.in_(present)))
            for mention in present.values():
                work.record("blind_hit.withdrawn", "mention", str(mention))
    _forget(here, stale)
    return len(stale)


def _forget(here: UnlockedVault, given: Iterable[BlindGiven]) -> None:
    rows = list(given)
    if not rows:
        return
    with here.write(CASEWORK) as work:
        work.session.execute(delete(BlindGiven).where(BlindGiven.id.in_([each.id for each in rows])))
        for each in rows:
            work.record("blind_hit.withdrawn", "mention", str(each.mention_id or ""))


def _existing(session: Session, mentions: list[int]) -> Iterator[int]:
    yield from session.scalars(select(Mention.id).where(Mention.id.in_(mentions)))
