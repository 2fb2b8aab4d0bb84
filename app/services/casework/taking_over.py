"""What a case takes over from one that goes up in it besides the rows that hang on it: its texts, and its hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from app.services.casework.moving import bare_table
from models.metadata import METADATA
from models.retention import retention_tables

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.casework import Case

    Kept = dict[str, Any]

TEXTS = ("description", "approach", "result")
_LONGEST_REASON = 4000


def take_over(session: Session, source: Case, target: Case) -> Kept:
    """Put the texts of the source under those of the target, each saying where it came from, and keep what was held.

    Proposals to destroy either of them lapse: neither is what it was. Gives what `give_back` needs.
    """
    texts: dict[str, str] = {}
    for name in TEXTS:
        theirs, ours = getattr(source, name), getattr(target, name)
        if theirs and theirs != ours:
            texts[name] = f"Uit casus {source.number}:\n{theirs}"
            setattr(target, name, f"{ours}\n\n{texts[name]}" if ours else texts[name])
    destruction = retention_tables(METADATA["casework"]).destruction
    both = (destruction.c.subject_kind == "case", destruction.c.subject_id.in_([source.id, target.id]))
    session.execute(delete(destruction).where(*both, destruction.c.destroyed_on.is_(None)))
    return {"texts": texts, "holds": _hold_both(session, source, target)}


def give_back(session: Session, source: int, target: Case, kept: Kept) -> None:
    """Take the texts out of the target again as far as nobody changed them, and let each be held as it was before.

    A hold that was ended since stays so.
    """
    for name, told in kept.get("texts", {}).items():
        setattr(target, name, _without(getattr(target, name), told))
    hold = bare_table(retention_tables(METADATA["casework"]).hold)
    here = (hold.c.subject_kind == "case", hold.c.subject_id == target.id)
    if session.execute(select(hold.c.id).where(*here)).first() is None:
        return
    for key, row in kept.get("holds", {}).items():
        if key == "target" and row is not None:
            session.execute(update(hold).where(*here).values(reason=row["reason"]))
        elif key == "target":
            session.execute(delete(hold).where(*here))
        elif row is not None:
            session.execute(insert(hold).values(**{**row, "subject_id": source}))


def _hold_both(session: Session, source: Case, target: Case) -> Kept:
    """The target is held when the source was, for the reasons of both; how each was held before."""
    hold = bare_table(retention_tables(METADATA["casework"]).hold)
    theirs, ours = (_row(session, hold, case.id) for case in (source, target))
    if theirs is None:
        return {}
    reason = f"{theirs['reason']} (uit casus {source.number})"
    if ours is None:
        session.execute(update(hold).where(hold.c.id == theirs["id"]).values(subject_id=target.id, reason=reason))
    else:
        session.execute(delete(hold).where(hold.c.id == theirs["id"]))
        both = f"{ours['reason']}\n{reason}"[:_LONGEST_REASON]
        session.execute(update(hold).where(hold.c.id == ours["id"]).values(reason=both))
    del theirs["id"]
    return {"target": ours, "source": theirs}


def _row(session: Session, hold: Any, case_id: int) -> Kept | None:  # noqa: ANN401 - a table without types
    same = (hold.c.subject_kind == "case", hold.c.subject_id == case_id)
    found = session.execute(select(hold).where(*same)).mappings().first()
    return None if found is None else dict(found)


def _without(text: str | None, told: str) -> str | None:
    """The text without what was put under it; as it is when somebody changed that."""
    if text is None or told not in text:
        return text
    before, _, after = text.partition(told)
    left = "\n\n".join(part.strip("\n") for part in (before, after) if part.strip("\n"))
    return left or None
