"""Types of meeting with their cycle and standing items, and who takes part in each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app.rules.meetings import cycle_problem
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires_own
from app.services.meetings.owners import account_options
from app.services.records import Option, Records, Words
from models.casework import Attendance, ItemMember, Meeting, MeetingMember, MeetingType, StandingItem
from models.casework.choices import Cluster

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

LIP_WEEKS = 3  # the cycle of the report of 2019, as a proposal
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True)
class MeetingTypeDraft:
    """A type as the form shows it. `starts_at` is "09:30"; `standing` are the items that are on every agenda."""

    name: str | None = None
    cycle_weeks: int | None = LIP_WEEKS
    first_on: date | None = None
    last_on: date | None = None
    starts_at: str | None = None
    place: str | None = None
    chair: str | None = None
    secretary: str | None = None
    takes_signals: bool = True
    takes_cases: bool = True
    standing: tuple[str, ...] = ()
    note: str | None = None


class MeetingTypes(Records[MeetingType, MeetingTypeDraft]):
    """The register of types; the LIP is one of them, under the name that the municipality gives it."""

    kind = "meeting_type"
    words = Words("soort overleg")
    compartment = CASEWORK
    read_act = Act.READ_MEETINGS
    edit_act = Act.EDIT_MEETINGS
    model = MeetingType
    draft = MeetingTypeDraft
    columns = {
        "name": MeetingType.name,
        "cycle_weeks": MeetingType.cycle_weeks,
        "first_on": MeetingType.first_on,
        "last_on": MeetingType.last_on,
        "chair": MeetingType.chair,
    }
    searched = (MeetingType.name, MeetingType.chair, MeetingType.place)
    order = (MeetingType.name,)
    required = {
        "name": "Vul de naam van het overleg in.",
        "cycle_weeks": "Vul in om de hoeveel weken het overleg is.",
        "first_on": "Vul de dag van het eerste overleg in; daar begint de cyclus.",
    }
    lists = {"standing": StandingItem}

    def check(self, session: Session, draft: MeetingTypeDraft, existing: MeetingType | None) -> Mapping[str, str]:
        """A cycle of at least a week, days in order, and a time that is one."""
        problems = cycle_problem(draft.cycle_weeks) | time_problem(draft.starts_at)
        if draft.first_on and draft.last_on and draft.last_on < draft.first_on:
            problems["last_on"] = "De laatste dag ligt vóór de eerste dag."
        return problems

    def hindrance(self, session: Session, item: MeetingType) -> str | None:
        """A type with meetings or members is ended, not removed."""
        for model, what in ((Meeting, "overleggen"), (MeetingMember, "deelnemers")):
            if session.scalar(select(func.count()).where(model.meeting_type_id == item.id)):
                return f"Bij deze soort zijn {what} vastgelegd. Vul een laatste dag in om de soort te beëindigen."
        return None


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """A member as the form shows it; without an `account` it is a contact."""

    meeting_type_id: int | None = None
    account: str | None = None
    name: str | None = None
    cluster: Cluster | None = None
    function: str | None = None
    left_on: date | None = None


class Members(Records[MeetingMember, MemberDraft]):
    """The register of members of the types of meeting."""

    kind = "meeting_member"
    words = Words("deelnemer")
    compartment = CASEWORK
    read_act = Act.READ_MEETINGS
    edit_act = Act.EDIT_MEETINGS
    model = MeetingMember
    draft = MemberDraft
    columns = {
        "meeting_type_id": MeetingMember.meeting_type_id,
        "meeting_type": MeetingType.name,
        "name": MeetingMember.name,
        "cluster": MeetingMember.cluster,
        "function": MeetingMember.function,
        "left_on": MeetingMember.left_on,
    }
    searched = (MeetingMember.name, MeetingMember.function)
    order = (MeetingType.name, MeetingMember.cluster, MeetingMember.name)
    required = {
        "meeting_type_id": "Kies de soort overleg.",
        "name": "Vul de naam in, of kies een account.",
        "cluster": "Kies het cluster waarvoor deze deelnemer er is.",
    }

    def source(self) -> Select[Any]:
        """Lists show the name of the type."""
        return select(MeetingMember.id).join(MeetingType, MeetingType.id == MeetingMember.meeting_type_id)

    @requires_own("read_act")
    def options(self, field: str, current: MemberDraft | None = None) -> tuple[Option, ...]:
        """The types, and the accounts that a member may have."""
        if field == "meeting_type_id":
            return type_options(self)
        return account_options(self.vault) if field == "account" else ()

    def _tidied(self, session: Session, draft: MemberDraft, item: MeetingMember | None) -> MemberDraft:
        """Who has an account goes by the name in the directory, unless another was given."""
        person = self.vault.directory().get(draft.account or "")
        if person is not None and not (draft.name or "").strip():
            draft = replace(draft, name=person.name)
        return super()._tidied(session, draft, item)

    def hindrance(self, session: Session, item: MeetingMember) -> str | None:
        """Who was at a meeting stays in its minutes."""
        for model in (Attendance, ItemMember):
            if session.scalar(select(func.count()).where(model.member_id == item.id)):
                return "Deze deelnemer staat bij overleggen. Vul in wanneer hij of zij is gestopt."
        return None

    def broken_rule(self, reason: str) -> str:
        """A name is there once in a type."""
        if "UNIQUE" in reason:
            return "Er is in deze soort overleg al een deelnemer met deze naam."
        return super().broken_rule(reason)


def time_problem(starts_at: str | None) -> dict[str, str]:
    """A message for a time that is none."""
    if starts_at is None or _TIME.fullmatch(starts_at):
        return {}
    return {"starts_at": "Schrijf de tijd als 09:30."}


def type_options(register: Records[Any, Any]) -> tuple[Option, ...]:
    """The types by name, read through the register that asks."""
    with register.vault.read(CASEWORK) as session:
        rows = session.execute(select(MeetingType.id, MeetingType.name).order_by(MeetingType.name)).all()
    return tuple(Option(key, name) for key, name in rows)
