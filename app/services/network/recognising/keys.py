"""Keeps the keys in step under which mentions are found as perhaps the same: each stored mention has those it needs.

A listener on the session, as for the index of words, because deliveries, imports and packages store mentions too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from sqlalchemy import delete, event, func, insert, select
from sqlalchemy.orm import Session

from app.rules.identity.blocking import MADE, stored_keys
from app.rules.identity.particulars import SAID, Particulars, particulars_of
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.vault.progress import unheard
from app.vault.store.compartments import WRITES_KIND
from models.casework import Mention, MentionKey

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.vault.progress import Progress
    from app.vault.store.compartments import Compartment
    from app.vault.unlocked import UnlockedVault

AT_ONCE = 1_000
_SAID: tuple[Any, ...] = tuple(getattr(Mention, name) for name in SAID)
_complete: WeakSet[Compartment] = WeakSet()


@event.listens_for(Session, "after_flush")
def _keep_in_step(session: Session, _context: object) -> None:
    if session.info.get(WRITES_KIND) != CASEWORK:
        return
    changed = [item for item in (*session.new, *session.dirty) if isinstance(item, Mention)]
    if changed:
        _make(session, [(item.id, particulars_of(item)) for item in changed])


@requires(Act.READ_SIGNALS, CASEWORK)
def complete_keys(vault: UnlockedVault, tell: Progress = unheard, *, steps: int | None = None) -> bool:
    """Make the keys of mentions that have none: those from before there were keys, and those of a large import.

    In at most so many steps of a tenth of a second; says whether all have keys now. It is work of the mechanism and no
    act: nothing changes for anybody, so nothing is logged. `tell` may raise Cancelled.
    """
    compartment = vault.compartment(CASEWORK)
    with compartment.read() as session:
        newest = session.scalar(select(func.max(Mention.id))) or 0
        upto = session.scalar(select(func.max(MentionKey.mention_id)).where(MentionKey.key == MADE)) or 0
    if compartment in _complete and newest <= upto:
        return True
    after, left = 0, steps
    while after < newest:
        if left == 0:
            return False
        left = None if left is None else left - 1
        tell("Vergelijkbaar maken van wat er al staat", after / newest)
        with compartment.read() as session:
            some = session.scalars(_WITHOUT.where(Mention.id > after).limit(AT_ONCE)).all()
        if not some:
            break
        with compartment.write() as session:
            _make(session, read_said(session, some))
        after = some[-1]
    _complete.add(compartment)
    return True


def made_later(compartment: Compartment) -> None:
    """Mentions were stored past the session: their keys are made when they are first asked for."""
    _complete.discard(compartment)


def read_said(session: Session, mentions: Iterable[int]) -> list[tuple[int, Particulars]]:
    """What these mentions say, each with its id; those that are gone are left out."""
    found: list[tuple[int, Particulars]] = []
    for some in portions(list(mentions)):
        rows = session.execute(select(Mention.id, *_SAID).where(Mention.id.in_(some)))
        found += [(key, Particulars(*said)) for key, *said in rows]
    return found


def portions(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    """A few hundred at a time: SQL takes no more at once."""
    return (keys[start : start + AT_ONCE // 2] for start in range(0, len(keys), AT_ONCE // 2))


_HAS_KEYS = select(MentionKey.mention_id).where(MentionKey.key == MADE)
_WITHOUT = select(Mention.id).where(Mention.id.not_in(_HAS_KEYS)).order_by(Mention.id)


def _make(session: Session, mentions: Sequence[tuple[int, Particulars]]) -> None:
    for some in portions([key for key, _ in mentions]):
        session.execute(delete(MentionKey).where(MentionKey.mention_id.in_(some)))
    rows = [{"key": key, "mention_id": mention} for mention, said in mentions for key in (*stored_keys(said), MADE)]
    if rows:
        session.execute(insert(MentionKey), rows)
