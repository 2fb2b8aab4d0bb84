"""The registers of meetings: a full draft of each, and a change to each field."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.services.casework.findings import FindingDraft, Findings
from app.services.casework.inspections import InspectionDraft, Inspections
from app.services.meetings.actions import ActionDraft, Actions
from app.services.meetings.agenda import AgendaItems, ItemDraft
from app.services.meetings.meetings import MeetingDraft, Meetings
from app.services.meetings.types import MeetingTypeDraft, MeetingTypes, MemberDraft, Members
from models.casework.choices import Cluster
from models.casework.meeting_choices import Audience, InspectionStatus, Law, MeetingStatus
from tests.services.meetings.offices import lip, meeting, running_case
from tests.services.samples import Sample

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


def _member(vault: UnlockedVault) -> MemberDraft:
    return MemberDraft(lip(vault), vault.account.id, "A. Voorbeeld", Cluster.SOCIAL, "Consulent", date(2020, 6, 1))


def _meeting(vault: UnlockedVault) -> MeetingDraft:
    return MeetingDraft(
        lip(vault, cycle_weeks=1),
        date(2020, 3, 12),
        date(2020, 3, 13),
        "09:30",
        "Kamer 1",
        "A. Voorbeeld",
        "B. Voorbeeld",
        MeetingStatus.PLANNED,
        "Voorzitter verhinderd",
        "Neem het jaarplan mee.",
    )


def _action(vault: UnlockedVault) -> ActionDraft:
    held = meeting(vault, lip(vault))
    return ActionDraft(
        "Bel de eigenaar",
        "B. Voorbeeld",
        date(2020, 4, 1),
        date(2020, 3, 12),
        date(2020, 3, 20),
        "Gebeld; komt langs.",
        held,
        running_case(vault),
    )


def _inspection(vault: UnlockedVault) -> InspectionDraft:
    return InspectionDraft(
        title="Zorgwoning",
        planned_on=date(2020, 5, 12),
        status=InspectionStatus.HELD,
        leader="A. Voorbeeld",
        locations=("Voorbeeldstraat 1", "Voorbeeldstraat 3"),
        services=("Brandweer", "Toezichthouder Wmo"),
        checklist="pgb",
        case_id=running_case(vault),
        reason="Signalen over de zorg.",
        result="Drie bevindingen.",
        number="IC-2020-901",
    )


def _finding(vault: UnlockedVault) -> FindingDraft:
    key = Inspections(vault).add(InspectionDraft(title="Zorgwoning", planned_on=date(2020, 5, 12))).id
    return FindingDraft(
        key,
        Law.CARE,
        "Voorbeeldstraat 1",
        "Geen ondersteuningsplannen.",
        "Herstel",
        "A. Voorbeeld",
        date(2020, 6, 9),
        date(2020, 6, 2),
    )


MEETING_SAMPLES = (
    Sample(
        Inspections,
        _inspection,
        {
            "title": "Zorgwoningen",
            "planned_on": date(2020, 5, 13),
            "status": InspectionStatus.FINISHED,
            "leader": None,
            "locations": ("Voorbeeldstraat 3",),
            "services": ("Brandweer", "Politie", "Toezichthouder Wmo"),
            "checklist": "care_provider",
            "reason": None,
            "result": None,
        },
    ),
    Sample(
        Findings,
        _finding,
        {
            "law": Law.ENVIRONMENT,
            "location": None,
            "text": "Geen vluchtweg.",
            "owner": "B. Voorbeeld",
            "due_on": date(2020, 6, 10),
            "done_on": None,
            "measure": "Vluchtweg maken",
        },
    ),
    Sample(
        MeetingTypes,
        lambda _: MeetingTypeDraft(
            "GSO",
            3,
            date(2019, 7, 4),
            date(2021, 7, 1),
            "09:30",
            "Kamer 1",
            "A. Voorbeeld",
            "B. Voorbeeld",
            standing=("Opening", "Rondvraag"),
            note="Zonder politie.",
        ),
        {
            "name": "Gemeentelijk signalenoverleg",
            "cycle_weeks": 4,
            "first_on": date(2019, 7, 11),
            "last_on": None,
            "starts_at": "10:00",
            "place": "Kamer 2",
            "chair": "C. Voorbeeld",
            "secretary": None,
            "takes_signals": False,
            "takes_cases": False,
            "standing": ("Opening", "Trends", "Rondvraag"),
            "note": None,
        },
    ),
    Sample(
        Members,
        _member,
        {
            "account": None,
            "name": "C. Voorbeeld",
            "cluster": Cluster.TAXES,
            "function": "Heffingsambtenaar",
            "left_on": None,
        },
    ),
    Sample(
        Meetings,
        _meeting,
        {
            "rhythm_on": date(2020, 3, 19),
            "held_on": date(2020, 3, 20),
            "starts_at": "10:00",
            "place": "Kamer 2",
            "chair": "C. Voorbeeld",
            "secretary": None,
            "reason": "Kamer bezet",
            "note": None,
            "status": MeetingStatus.CANCELLED,
        },
    ),
    Sample(
        AgendaItems,
        lambda vault: ItemDraft(
            meeting(vault, lip(vault, takes_cases=False)),
            "Het pand",
            f"case {running_case(vault)}",
            Audience.EVERYONE,
        ),
        {"title": "Het andere pand", "about": None, "audience": Audience.LISTED},
    ),
    Sample(
        Actions,
        _action,
        {
            "text": "Schrijf de eigenaar",
            "owner": "C. Voorbeeld",
            "due_on": date(2020, 4, 2),
            "made_on": date(2020, 3, 13),
            "done_on": None,
            "result": None,
        },
    ),
)
