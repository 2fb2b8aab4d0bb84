"""Actions: who does what before when. An owner may be a contact without an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, select, type_coerce

from app.formats import format_date
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires, requires_own
from app.services.attention_item import AttentionItem, Urgency
from app.services.clock import today
from app.services.meetings.owners import account_named, owner_options
from app.services.records import Option, Records, Words
from models.base import ChoiceType
from models.casework import Action, Case, Meeting, MeetingType
from models.choices import CaseStatus, Choice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault

PAGE = "meetings"


class ActionState(Choice):
    """How an action stands; follows from its days."""

    OPEN = "open", "open"
    DONE = "done", "gedaan"


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """An action as the form shows it. `owner` is a name; whose account that is, is looked up."""

    text: str | None = None
    owner: str | None = None
    due_on: date | None = None
    made_on: date | None = None
    done_on: date | None = None
    result: str | None = None
    meeting_id: int | None = None
    case_id: int | None = None


class Actions(Records[Action, ActionDraft]):
    """The register of actions, the earliest term first."""

    kind = "action"
    words = Words("actie")
    compartment = CASEWORK
    read_act = Act.READ_MEETINGS
    edit_act = Act.EDIT_MEETINGS
    model = Action
    draft = ActionDraft
    columns = {
        "text": Action.text,
        "owner": Action.owner,
        "made_on": Action.made_on,
        "due_on": Action.due_on,
        "done_on": Action.done_on,
        "meeting_id": Action.meeting_id,
        "case_id": Action.case_id,
        "meeting_type": MeetingType.name,
        "state": type_coerce(
            case((Action.done_on.is_(None), ActionState.OPEN.value), else_=ActionState.DONE.value),
            ChoiceType(ActionState),
        ),
    }
    searched = (Action.text, Action.owner, Action.result, MeetingType.name)
    order = (Action.done_on.is_not(None), Action.due_on)
    required = {
        "text": "Vul in wat er moet gebeuren.",
        "owner": "Vul in wie dit doet.",
        "due_on": "Vul in wanneer het klaar is.",
        "made_on": "Vul in wanneer dit is afgesproken.",
    }

    def blank(self) -> ActionDraft:
        """A new action is agreed today."""
        return ActionDraft(made_on=today())

    def source(self) -> Select[Any]:
        """Lists show the meeting, where there was one."""
        return (
            select(Action.id)
            .outerjoin(Meeting, Meeting.id == Action.meeting_id)
            .outerjoin(MeetingType, MeetingType.id == Meeting.meeting_type_id)
        )

    @requires_own("read_act")
    def options(self, field: str, current: ActionDraft | None = None) -> tuple[Option, ...]:
        """Owners, meetings and cases that run."""
        if field == "owner":
            return owner_options(self.vault)
        with self.vault.read(CASEWORK) as session:
            if field == "meeting_id":
                return _meetings(session)
            if field == "case_id":
                own = current.case_id if current else None
                running = (Case.status != CaseStatus.CLOSED) | (Case.id == own)
                rows = session.execute(select(Case.id, Case.number, Case.title).where(running).order_by(Case.number))
                return tuple(Option(key, f"{number} {title}") for key, number, title in rows)
        return ()

    def check(self, session: Session, draft: ActionDraft, existing: Action | None) -> Mapping[str, str]:
        """Days in order."""
        problems: dict[str, str] = {}
        if draft.made_on and draft.due_on and draft.due_on < draft.made_on:
            problems["due_on"] = "De termijn ligt vóór de dag van de afspraak."
        if draft.done_on and draft.made_on and draft.done_on < draft.made_on:
            problems["done_on"] = "De actie is niet gedaan vóór zij was afgesproken."
        if draft.done_on and draft.done_on > today():
            problems["done_on"] = "Deze dag is nog niet geweest."
        return problems

    def write(self, session: Session, item: Action, draft: ActionDraft) -> None:
        """Put the draft into the action, with the account that goes with its owner."""
        if draft.owner != item.owner:
            item.owner_account = account_named(self.vault, draft.owner)
        super().write(session, item, draft)

    def name_of(self, item: Action) -> str:
        """What it is, in short."""
        return shorten(item.text, 60, placeholder=" …")


@requires(Act.READ_MEETINGS, CASEWORK)
def action_items(vault: UnlockedVault) -> tuple[AttentionItem, ...]:
    """Actions of others that are past their term, for who follows them up; one's own stand apart on the first page."""
    query = (
        select(Action.id, Action.owner, Action.due_on)
        .where(
            Action.done_on.is_(None),
            Action.due_on < today(),
            Action.owner_account.is_distinct_from(vault.account.id),
        )
        .order_by(Action.due_on, Action.id)
    )
    with vault.read(CASEWORK) as session:
        rows = session.execute(query).all()
    return tuple(
        AttentionItem(
            f"Een actie van {owner} had klaar moeten zijn op {format_date(due_on)}.",
            Urgency.OVERDUE,
            PAGE,
            key,
            Actions.kind,
        )
        for key, owner, due_on in rows
    )


def _meetings(session: Session) -> tuple[Option, ...]:
    rows = session.execute(
        select(Meeting.id, MeetingType.name, Meeting.held_on)
        .join(MeetingType, MeetingType.id == Meeting.meeting_type_id)
        .order_by(Meeting.held_on.desc())
    )
    return tuple(Option(key, f"{name} {format_date(held_on)}") for key, name, held_on in rows)
