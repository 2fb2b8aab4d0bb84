"""What is left of what was destroyed: numbers, grounds, people and days; for the office and for the privacy officer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from app.errors import AccessDenied, Invalid, NotFound
from app.rules.audit_words import SUBJECTS
from app.rules.permissions import AUDIT, REGISTER, Act, may
from app.services.access import demand, requires
from app.services.exports import check_purpose
from app.services.post import taking_in
from app.services.retention.acts import NOTE_KIND
from app.services.retention.places import CASES, Keeping, keeping_in
from app.services.retention.work_list import tables
from models.audit import destroyed_record
from models.choices import Classification
from models.metadata import METADATA

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.exports import Purpose
    from app.vault.post.notes import Giver
    from app.vault.session import UnlockedVault
    from app.vault.unit_of_work import UnitOfWork

_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Certificate:
    """A destruction: of which number and kind, on what ground, who proposed and agreed, and what went along.

    `id` is None in the copy of the privacy officer, which does not say what went along.
    """

    id: int | None
    noun: str
    number: str
    ground: str
    due_on: date
    proposed_by: str
    approved_by: str
    destroyed_on: date
    along: tuple[tuple[str, int], ...] = ()


@requires(Act.READ_DIRECTORY, REGISTER)  # everybody; what it is about is checked of its compartment below
def certificates(vault: UnlockedVault, at: Keeping = CASES) -> tuple[Certificate, ...]:
    """All that was destroyed in a compartment, the newest first."""
    demand(vault, at.propose, at.compartment)
    table = tables(at).destruction
    done = select(table).where(table.c.destroyed_on.is_not(None)).order_by(table.c.id.desc())
    names = _names(vault)
    with vault.read(at.compartment) as session:
        return tuple(_certificate(row, names) for row in session.execute(done))


@requires(Act.READ_DIRECTORY, REGISTER)  # everybody; what it is about is checked of its compartment below
def certificate(vault: UnlockedVault, key: int, at: Keeping = CASES) -> Certificate:
    """One of them; NotFound when there is none of this number."""
    found = next((each for each in certificates(vault, at) if each.id == key), None)
    if found is None:
        raise NotFound("Deze verklaring van vernietiging bestaat niet.")
    return found


@requires(Act.READ_DIRECTORY, REGISTER)  # everybody; what it is about is checked of its compartment below
def record_certificate_export(
    vault: UnlockedVault, key: int, at: Keeping = CASES, *, purpose: Purpose, sha256: str
) -> None:
    """Log that a certificate was written outside the vault."""
    demand(vault, at.propose, at.compartment)
    check_purpose(purpose)
    with vault.write(at.compartment) as work:
        export = insert(METADATA[at.compartment].tables["export"]).values(
            made_at=vault.author.at(),
            made_by=vault.account.id,
            what=f"Verklaring van vernietiging {key}",
            classification=Classification.INTERNAL,
            reason=purpose.reason.strip(),
            recipient=(purpose.recipient or "").strip() or None,
            sha256=sha256,
        )
        work.session.execute(export)
        work.record("destruction.exported", "destruction", key)


@requires(Act.READ_AUDIT, AUDIT)
def destroyed_elsewhere(vault: UnlockedVault) -> tuple[Certificate, ...]:
    """What the privacy officer was told: numbers and dates, no content; the newest first."""
    table, names = destroyed_record, _names(vault)
    asked = select(table).order_by(table.c.destroyed_on.desc(), table.c.number)
    with vault.read(AUDIT) as session:
        return tuple(_told(row, names) for row in session.execute(asked))


@taking_in(AUDIT, NOTE_KIND)
def take_in_destruction(work: UnitOfWork, payload: dict[str, Any], giver: Giver) -> None:
    """Keep what was destroyed; only who may agree with a destruction tells of one."""
    at = keeping_in(giver.compartment)
    if at is None or giver.role is None or not may(giver.role, at.approve):
        raise AccessDenied("Een verklaring van vernietiging komt alleen van wie haar mag goedkeuren.")
    match payload:
        case {
            "kind": str(kind),
            "record": int(record),
            "number": str(number),
            "ground": str(ground),
            "due_on": str(due_on),
            "proposed_by": str(proposed_by),
            "approved_by": str(approved_by),
            "destroyed_on": str(destroyed_on),
            **rest,
        } if not rest and max(map(len, (kind, number, ground, proposed_by, approved_by))) <= _LONGEST:
            row = {
                "compartment": giver.compartment,
                "subject_kind": kind,
                "subject_id": record,
                "number": number,
                "ground": ground,
                "due_on": date.fromisoformat(due_on),
                "proposed_by": proposed_by,
                "approved_by": approved_by,
                "destroyed_on": date.fromisoformat(destroyed_on),
            }
            work.session.execute(insert(destroyed_record).prefix_with("OR IGNORE").values(row))
            work.record("retention.told", kind, record)
        case _:
            raise Invalid({"": "De verklaring heeft niet de vereiste vorm."})


def _names(vault: UnlockedVault) -> dict[str, str]:
    return {key: person.name for key, person in vault.directory().items()}


def _told(row: Any, names: Mapping[str, str], key: int | None = None, along: str = "{}") -> Certificate:  # noqa: ANN401
    counts: dict[str, int] = json.loads(along)
    return Certificate(
        id=key,
        noun=SUBJECTS.get(row.subject_kind, row.subject_kind),
        number=row.number,
        ground=row.ground,
        due_on=row.due_on,
        proposed_by=names.get(row.proposed_by, "onbekende gebruiker"),
        approved_by=names.get(row.approved_by, "onbekende gebruiker"),
        destroyed_on=row.destroyed_on,
        along=tuple((SUBJECTS.get(kind, kind), count) for kind, count in counts.items()),
    )


def _certificate(row: Any, names: Mapping[str, str]) -> Certificate:  # noqa: ANN401
    return _told(row, names, int(row.id), row.along or "{}")
