"""The register of integrated inspections, and what about them needs attention."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.formats import format_date
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires, requires_own
from app.services.attention_item import AttentionItem, Urgency
from app.services.casework.checklists import LISTS, checklist
from app.services.clock import today
from app.services.meetings.owners import owner_options
from app.services.records import Option, Records, Words
from models.casework import Case, Finding, Inspection, InspectionLocation, InspectionService, NumberSeries
from models.casework.meeting_choices import InspectionStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault

PAGE = "inspections"


@dataclass(frozen=True, slots=True)
class InspectionDraft:
    """An inspection as the form shows it. `number` is given by the program; `checklist` is the key of a list."""

    number: str | None = None
    title: str | None = None
    planned_on: date | None = None
    status: InspectionStatus | None = InspectionStatus.PLANNED
    leader: str | None = None
    locations: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    checklist: str | None = None
    case_id: int | None = None
    reason: str | None = None
    result: str | None = None


class Inspections(Records[Inspection, InspectionDraft]):
    """The register of inspections."""

    kind = "inspection"
    words = Words("integrale controle")
    compartment = CASEWORK
    read_act = Act.READ_INSPECTIONS
    edit_act = Act.EDIT_INSPECTIONS
    model = Inspection
    draft = InspectionDraft
    columns = {
        "number": Inspection.number,
        "title": Inspection.title,
        "planned_on": Inspection.planned_on,
        "status": Inspection.status,
        "case_id": Inspection.case_id,
        "leader": Inspection.leader,
        "findings": select(func.count())
        .where(Finding.inspection_id == Inspection.id)
        .correlate(Inspection)
        .scalar_subquery(),
    }
    searched = (Inspection.number, Inspection.title, Inspection.leader)
    order = (Inspection.planned_on.desc(), Inspection.number.desc())
    required = {
        "title": "Vul een korte titel in.",
        "planned_on": "Vul de dag van de controle in.",
        "status": "Kies hoe de controle ervoor staat.",
    }
    lists = {"locations": InspectionLocation, "services": InspectionService}

    def blank(self) -> InspectionDraft:
        """A new inspection is planned, today until another day is chosen."""
        return InspectionDraft(planned_on=today())

    @requires_own("read_act")
    def options(self, field: str, current: InspectionDraft | None = None) -> tuple[Option, ...]:
        """The lists there are, the cases, and who may lead."""
        if field == "checklist":
            return tuple(Option(key, checklist(key).title) for key in LISTS)
        if field == "leader":
            return owner_options(self.vault)
        if field != "case_id":
            return ()
        newest = select(Case.id, Case.number, Case.title).order_by(Case.opened_on.desc(), Case.number.desc())
        with self.vault.read(CASEWORK) as session:
            return tuple(Option(key, f"{number} {title}") for key, number, title in session.execute(newest))

    def write(self, session: Session, item: Inspection, draft: InspectionDraft) -> None:
        """Put the draft into the inspection, which keeps its number."""
        super().write(session, item, replace(draft, number=draft.number or item.number))

    def complete(self, session: Session, item: Inspection) -> None:
        """A number in the series of the year: IC-2020-001."""
        if not item.number:
            item.number = _next_number(session, item.planned_on.year)

    def check(self, session: Session, draft: InspectionDraft, existing: Inspection | None) -> Mapping[str, str]:
        """What was held is not in the future, a list that is there, a number that stays."""
        problems: dict[str, str] = {}
        held = draft.status in (InspectionStatus.HELD, InspectionStatus.FINISHED)
        if held and draft.planned_on is not None and draft.planned_on > today():
            problems["status"] = "Deze dag is nog niet geweest; de controle is gepland."
        if held and not draft.locations:
            problems["locations"] = "Vul in waar is gecontroleerd."
        if draft.checklist is not None and draft.checklist not in LISTS:
            problems["checklist"] = "Deze checklist is er niet (meer)."
        if existing is not None and draft.number not in (None, existing.number):
            problems["number"] = "Het nummer van een controle verandert niet."
        return problems

    def name_of(self, item: Inspection) -> str:
        """Number and title."""
        return f"{item.number} {item.title}"

    def hindrance(self, session: Session, item: Inspection) -> str | None:
        """An inspection at which something was found stays."""
        if session.scalar(select(func.count()).where(Finding.inspection_id == item.id)):
            return "Bij deze controle zijn bevindingen vastgelegd. Verwijder die eerst."
        return None


@requires(Act.READ_INSPECTIONS, CASEWORK)
def inspection_items(vault: UnlockedVault) -> tuple[AttentionItem, ...]:
    """Measures past their term, and inspections of which the day went by without a result."""
    day = today()
    late = (
        select(Finding.id, Inspection.number, Finding.due_on)
        .join(Inspection, Inspection.id == Finding.inspection_id)
        .where(Finding.due_on < day, Finding.done_on.is_(None))
        .order_by(Finding.due_on)
    )
    passed = (
        select(Inspection.id, Inspection.number, Inspection.planned_on)
        .where(Inspection.status == InspectionStatus.PLANNED, Inspection.planned_on < day)
        .order_by(Inspection.planned_on)
    )
    with vault.read(CASEWORK) as session:
        found = [
            AttentionItem(
                f"{number}: een maatregel had klaar moeten zijn op {format_date(due_on)}.",
                Urgency.OVERDUE,
                PAGE,
                key,
                "finding",
            )
            for key, number, due_on in session.execute(late)
        ]
        found += [
            AttentionItem(
                f"{number}: de controle van {format_date(planned_on)} staat nog als gepland.",
                Urgency.NOTICE,
                PAGE,
                key,
                Inspections.kind,
            )
            for key, number, planned_on in session.execute(passed)
        ]
    return tuple(found)


def _next_number(session: Session, year: int) -> str:
    name = f"IC-{year}"
    series = session.get(NumberSeries, name)
    if series is None:
        series = NumberSeries(name=name, last=0)
        session.add(series)
    series.last += 1
    while session.scalar(select(Inspection.id).where(Inspection.number == f"{name}-{series.last:03d}")):
        series.last += 1
    return f"{name}-{series.last:03d}"
