"""The letterhead: who sends letters, and from where. Kept once for all letters; it holds no data of any file."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import Conflict
from app.rules.permissions import REGISTER, Act
from app.services.access import requires
from models.register import Letterhead

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class LetterheadFacts:
    """What stands at the head and foot of each letter; None was not filled in. `color` is #rrggbb.

    `version` is what to hand back with a change, 0 while nothing was kept.
    """

    place: str | None = None
    address: str | None = None
    contact: str | None = None
    signer: str | None = None
    signer_function: str | None = None
    color: str | None = None
    logo: bytes | None = None
    logo_name: str | None = None
    version: int = 0


_FIELDS = tuple(field.name for field in fields(LetterheadFacts) if field.name != "version")


@requires(Act.MANAGE_LETTERS, REGISTER)
def letterhead(vault: UnlockedVault) -> LetterheadFacts:
    """What was kept; nothing filled in while nothing was."""
    with vault.read(REGISTER) as session:
        row = session.scalar(select(Letterhead).limit(1))
        if row is None:
            return LetterheadFacts()
        return LetterheadFacts(**{name: getattr(row, name) for name in _FIELDS}, version=row.version)


@requires(Act.MANAGE_LETTERS, REGISTER)
def store_letterhead(vault: UnlockedVault, facts: LetterheadFacts) -> LetterheadFacts:
    """Keep this letterhead, whose style the caller has checked; Conflict when somebody else was first."""
    with vault.write(REGISTER) as work:
        row = work.session.scalar(select(Letterhead).limit(1))
        if (row.version if row else 0) != facts.version:
            raise Conflict("Iemand anders heeft het briefhoofd intussen gewijzigd. Bekijk eerst wat er nu staat.")
        if row is None:
            row = Letterhead()
            work.session.add(row)
        values = {name: _bare(getattr(facts, name)) for name in _FIELDS}
        changed = [name for name in _FIELDS if getattr(row, name) != values[name]]
        for name in changed:
            setattr(row, name, values[name])
        work.session.flush()
        work.record("letterhead.changed", "letterhead", row.id, fields=changed)
        return replace(facts, **values, version=row.version)  # type: ignore[arg-type]  # names and types are its own


def _bare(value: str | bytes | None) -> str | bytes | None:
    return value.strip() or None if isinstance(value, str) else value
