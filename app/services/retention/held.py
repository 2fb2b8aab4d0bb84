"""Whether a record is held: then it is not removed either, whoever may do that otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from models.retention import retention_tables

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def why_held(session: Session, model: Any, kind: str, record: int) -> str | None:  # noqa: ANN401  # any model
    """The sentence to refuse with, None when nothing holds it or its compartment knows no holds."""
    metadata = model.metadata
    if "retention_hold" not in metadata.tables:
        return None
    table = retention_tables(metadata).hold
    asked = select(table.c.reason).where(table.c.subject_kind == kind, table.c.subject_id == record)
    reason = session.scalar(asked)
    return None if reason is None else f"Dit wordt vastgehouden en kan niet worden verwijderd: {reason}"
