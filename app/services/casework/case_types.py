"""The managed list of case types with their aliases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.formats import format_count
from app.rules.permissions import CASEWORK, Act
from app.rules.years import in_order, year_problem
from app.services.records import Records, Words
from models.casework import Case, CaseType, CaseTypeAlias
from models.choices import CountingUnit, Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class CaseTypeDraft:
    """A type as the form shows it; `position` is its place in Table 1."""

    name: str | None = None
    level: Level | None = Level.LOCAL
    counting_unit: CountingUnit | None = CountingUnit.UNKNOWN
    position: int | None = None
    active_from: int | None = None
    active_to: int | None = None
    aliases: tuple[str, ...] = ()


class CaseTypes(Records[CaseType, CaseTypeDraft]):
    """The register of case types."""

    kind = "case_type"
    words = Words("casustype", "het")
    compartment = CASEWORK
    read_act = Act.READ_CASES
    edit_act = Act.EDIT_CASE_TYPES
    model = CaseType
    draft = CaseTypeDraft
    columns = {
        "position": CaseType.position,
        "name": CaseType.name,
        "level": CaseType.level,
        "counting_unit": CaseType.counting_unit,
        "active_from": CaseType.active_from,
        "active_to": CaseType.active_to,
    }
    searched = (CaseType.name,)
    order = (CaseType.position,)
    required = {
        "name": "Vul de naam van het type in.",
        "level": "Kies het niveau.",
        "counting_unit": "Kies wat één telling is.",
    }
    lists = {"aliases": CaseTypeAlias}

    def check(self, session: Session, draft: CaseTypeDraft, existing: CaseType | None) -> Mapping[str, str]:
        """Names and aliases are unique together; the years are in order."""
        problems = in_order("active_to", draft.active_from, draft.active_to)
        problems |= year_problem("active_from", draft.active_from) | year_problem("active_to", draft.active_to)
        taken = _names_of_others(session, existing.id if existing else None)
        if draft.name and draft.name.casefold() in taken:
            problems["name"] = f"De naam ‘{draft.name}’ is al in gebruik voor een ander type."
        for alias in draft.aliases:
            if alias.casefold() in taken:
                problems["aliases"] = f"De naam ‘{alias}’ is al in gebruik voor een ander type."
        return problems

    def complete(self, session: Session, item: CaseType) -> None:
        """At the end of the table when no place was given."""
        if not item.position:
            item.position = (session.scalar(select(func.max(CaseType.position))) or 0) + 1

    def hindrance(self, session: Session, item: CaseType) -> str | None:
        """A type in use is ended, not removed."""
        used = session.scalar(select(func.count()).where(Case.case_type_id == item.id)) or 0
        if used:
            cases = format_count(used, "casus", "casussen")
            return f"Dit type is gebruikt in {cases}. Vul een laatste jaar in om het te beëindigen."
        return None


def _names_of_others(session: Session, own: int | None) -> set[str]:
    names = session.execute(select(CaseType.id, CaseType.name)).all()
    aliases = session.execute(select(CaseTypeAlias.case_type_id, CaseTypeAlias.name)).all()
    return {name.casefold() for key, name in (*names, *aliases) if key != own}
