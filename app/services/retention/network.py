"""What casework keeps of connections: mentions that stand in no record, and links, as long as they say themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.rules.permissions import CASEWORK
from app.services.clock import today
from app.services.retention.kept import Ended, Kept, keep
from models.casework import Link, Mention
from models.casework.mention import PARENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session


def _loose_mentions(session: Session, record: int | None) -> Iterator[Ended]:
    """A mention in a signal, case or inspection goes along with that; the others have a term of their own."""
    kept = select(Mention.id, Mention.valid_from, Mention.keep_until).where(
        Mention.keep_until.is_not(None), *(getattr(Mention, name).is_(None) for name in PARENTS)
    )
    if record is not None:
        kept = kept.where(Mention.id == record)
    for key, since, until in session.execute(kept):
        yield Ended(key, f"nr. {key}", since or until or today(), until)  # no name: the FG sees numbers only


def _links(session: Session, record: int | None) -> Iterator[Ended]:
    kept = select(Link.id, Link.valid_from, Link.keep_until).where(Link.keep_until.is_not(None))
    if record is not None:
        kept = kept.where(Link.id == record)
    for key, since, until in session.execute(kept):
        yield Ended(key, f"nr. {key}", since or until or today(), until)


keep(CASEWORK, Kept("mention", "retention.signal", _loose_mentions))
keep(CASEWORK, Kept("link", "retention.signal", _links))
