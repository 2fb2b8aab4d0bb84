"""What was given and received, and what was done elsewhere in a case of which a package told."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from models.casework import CasePackage, OutsideTrail
from models.casework.package_choices import PackageWay

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """A line of the log of packages; `at` has its time zone, `by` is a name."""

    id: int
    way: PackageWay
    partner: str
    at: datetime
    by: str
    what: str
    reason: str
    ground: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ToldLine:
    """Something that was done elsewhere: when, by whom, what, in words."""

    day: date
    at: datetime | None
    who: str
    what: str
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class ToldTrail:
    """What one other vault told of a case, newest first, and when it told it."""

    municipality: str
    told_at: datetime
    lines: tuple[ToldLine, ...]


@requires(Act.READ_CASES, CASEWORK)
def packages(vault: UnlockedVault) -> tuple[PackageFacts, ...]:
    """Everything that was given and received, newest first."""
    people = vault.directory()
    with vault.read(CASEWORK) as session:
        return tuple(
            PackageFacts(
                id=item.id,
                way=item.way,
                partner=item.partner,
                at=datetime.fromisoformat(item.at),
                by=people[item.by].name if item.by in people else "onbekende gebruiker",
                what=item.what,
                reason=item.reason,
                ground=item.ground,
                sha256=item.sha256,
            )
            for item in session.scalars(select(CasePackage).order_by(CasePackage.id.desc()))
        )


@requires(Act.READ_CASES, CASEWORK)
def told_of(vault: UnlockedVault, case_id: int) -> tuple[ToldTrail, ...]:
    """What others told of a case, the newest telling first."""
    with vault.read(CASEWORK) as session:
        return trails_in(session, case_id)


def trails_in(session: Session, case_id: int) -> tuple[ToldTrail, ...]:
    """The same, within a session."""
    query = select(OutsideTrail).where(OutsideTrail.case_id == case_id).order_by(OutsideTrail.told_at.desc())
    return tuple(
        ToldTrail(item.municipality, datetime.fromisoformat(item.told_at), _lines(item.lines))
        for item in session.scalars(query)
    )


def _lines(stored: str) -> tuple[ToldLine, ...]:
    return tuple(
        ToldLine(
            day=date.fromisoformat(line["day"]),
            at=datetime.fromisoformat(line["at"]) if line["at"] else None,
            who=line["who"],
            what=line["what"],
            title=line["title"],
            detail=line["detail"],
        )
        for line in json.loads(stored)
    )
