"""A LIP with members of several clusters, and what comes on its agenda; everything invented."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from app.services.casework.cases import CaseDraft, Cases
from app.services.meetings.meetings import MeetingDraft, Meetings
from app.services.meetings.types import MeetingTypeDraft, MeetingTypes, MemberDraft, Members
from app.services.records import Query
from app.services.signals.signals import SignalDraft, Signals
from models.casework.choices import Cluster, SignalSource
from models.choices import Phenomenon
from tests.services.parents import case_type

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

FIRST = date(2019, 7, 4)
HELD = date(2020, 3, 12)


def lip(vault: UnlockedVault, name: str = "LIP", **known: Any) -> int:
    """A type of meeting that began in July 2019, each three weeks; the one of this name when there is one."""
    there = [key for key in MeetingTypes(vault).ids(Query()) if MeetingTypes(vault).get(key).draft.name == name]
    if there:
        return there[0]
    return MeetingTypes(vault).add(MeetingTypeDraft(**{"name": name, "first_on": FIRST, **known})).id


def member(vault: UnlockedVault, kind: int, name: str, cluster: Cluster = Cluster.SAFETY, **known: Any) -> int:
    """A contact who is a member."""
    return Members(vault).add(MemberDraft(meeting_type_id=kind, name=name, cluster=cluster, **known)).id


def meeting(vault: UnlockedVault, kind: int, held_on: date = HELD, **known: Any) -> int:
    """A meeting; its agenda is what is open at that moment."""
    return Meetings(vault).add(MeetingDraft(meeting_type_id=kind, held_on=held_on, **known)).id


def signal(vault: UnlockedVault, title: str = "Loods met afgeplakte ramen", **known: Any) -> int:
    """A signal that came in."""
    draft = SignalDraft(
        title=title,
        facts="Er rijden ’s nachts bestelbussen af en aan.",
        source=SignalSource.EMPLOYEE,
        received_on=date(2020, 3, 2),
        phenomenon=Phenomenon.HEMP,
        **known,
    )
    return Signals(vault).add(draft).id


def running_case(vault: UnlockedVault, title: str = "Pand aan de Voorbeeldstraat", kind: int | None = None) -> int:
    """A case that runs."""
    draft = CaseDraft(
        title=title, case_type_id=kind or case_type(vault, f"Type van {title}"), opened_on=date(2020, 2, 3)
    )
    return Cases(vault).add(draft).id
