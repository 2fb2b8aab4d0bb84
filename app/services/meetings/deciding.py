"""Recording a decision: what was decided, who does it before when, and the action that follows from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from textwrap import shorten
from typing import TYPE_CHECKING

from app.errors import Conflict, Invalid
from app.rules.meetings import decision_problems
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.meetings.agenda import agenda_item, meeting_of
from app.services.meetings.outcomes import case_problems, follow_outcome
from app.services.meetings.owners import account_named
from app.services.meetings.sitting import ItemView, item_view
from models.casework import Action
from models.casework.meeting_choices import Decision, ItemKind, MeetingStatus

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.services.meetings.sitting import Deciding
    from app.vault.session import UnlockedVault
    from models.casework import AgendaItem, Meeting

FINISHED = "De actie is gedaan."


@dataclass(frozen=True, slots=True)
class Decided:
    """The item as it stands now, and what else happened or could not happen yet, as sentences."""

    view: ItemView
    told: tuple[str, ...]


@requires(Act.EDIT_MEETINGS, CASEWORK)
def decide(vault: UnlockedVault, item_id: int, deciding: Deciding, version: int) -> Decided:
    """Record a decision; Invalid names the fields without which it is none, Conflict that somebody else was first.

    A decision on a signal sets its outcome as well, as far as its weighing has come; what is missing is told. The
    decision itself stands either way, because it was taken.
    """
    deciding = _tidied(deciding)
    account = account_named(vault, deciding.owner)
    with vault.write(CASEWORK) as work:
        session = work.session
        item = agenda_item(session, item_id)
        meeting = meeting_of(session, item.meeting_id)
        _same_version(item, version)
        problems = decision_problems(item.kind, deciding.decision, deciding.owner, deciding.due_on, meeting.held_on)
        problems = problems or case_problems(session, item, deciding)
        problems = _standing_problems(meeting) or problems
        if problems:
            raise Invalid(problems)
        item.decision, item.conclusion = deciding.decision, deciding.conclusion
        item.owner, item.due_on, item.owner_account = deciding.owner, deciding.due_on, account
        _follow(session, item, meeting)
        told = follow_outcome(vault, work, item, deciding)
        work.record("agenda_item.decided", "agenda_item", item_id, fields=("decision", "owner", "due_on"))
    return Decided(item_view(vault, item_id), told)


@requires(Act.EDIT_MEETINGS, CASEWORK)
def finish_action(vault: UnlockedVault, item_id: int, version: int) -> Decided:
    """The action that an item follows up was done; nothing else has to happen."""
    with vault.write(CASEWORK) as work:
        session = work.session
        item = agenda_item(session, item_id)
        _same_version(item, version)
        problems = _standing_problems(meeting_of(session, item.meeting_id))
        if problems:
            raise Invalid(problems)
        if item.action_id is None:
            raise Invalid({"": "Dit punt gaat niet over een openstaande actie."})
        action = session.get_one(Action, item.action_id)
        action.done_on = max(meeting_of(session, item.meeting_id).held_on, action.made_on)
        item.decision, item.conclusion = Decision.NO_ACTION, item.conclusion or FINISHED
        item.owner = item.due_on = item.owner_account = None
        work.record("action.changed", "action", action.id, fields=("done_on",))
        work.record("agenda_item.decided", "agenda_item", item_id, fields=("decision",))
    return Decided(item_view(vault, item_id), ())


def _standing_problems(meeting: Meeting) -> dict[str, str]:
    """Minutes of a meeting that was closed stay what they are."""
    if meeting.status is MeetingStatus.CANCELLED:
        return {"": "Dit overleg is vervallen; er kan niets in worden besloten."}
    if meeting.status is MeetingStatus.HELD:
        return {"": "Dit overleg is afgesloten. Heropen het om een besluit te wijzigen."}
    return {}


def _follow(session: Session, item: AgendaItem, meeting: Meeting) -> None:
    """The action that goes with the decision: the one followed up goes on, a new one is made or kept in step."""
    if item.kind is ItemKind.ACTION and item.action_id is not None:
        _go_on(session.get_one(Action, item.action_id), item)
        return
    made = session.get(Action, item.made_action_id) if item.made_action_id is not None else None
    if item.decision is Decision.NO_ACTION:
        item.made_action_id = None
        if made is not None and made.done_on is None:
            session.delete(made)
        return
    if made is None:
        made = Action(made_on=meeting.held_on, meeting_id=meeting.id, case_id=item.case_id, signal_id=item.signal_id)
        session.add(made)
    made.text = _text(item)
    _owned(made, item)
    session.flush()
    item.made_action_id = made.id


def _go_on(action: Action, item: AgendaItem) -> None:
    """An action that is followed up gets its new owner and term; with "geen actie" it stays as it was."""
    if item.decision is not Decision.NO_ACTION:
        action.done_on = None
        _owned(action, item)


def _owned(action: Action, item: AgendaItem) -> None:
    if item.owner is not None and item.due_on is not None:
        action.owner, action.owner_account, action.due_on = item.owner, item.owner_account, item.due_on


def _text(item: AgendaItem) -> str:
    if item.conclusion:
        return item.conclusion
    label = item.decision.label if item.decision is not None else ""
    return f"{label[:1].upper()}{label[1:]}: {shorten(item.title, 300, placeholder=' …')}"


def _same_version(item: AgendaItem, version: int) -> None:
    if item.version != version:
        raise Conflict(
            "Iemand anders heeft bij dit punt intussen iets vastgelegd. Uw invoer is niet opgeslagen en staat er nog."
        )


def _tidied(deciding: Deciding) -> Deciding:
    """Empty text is nothing; "geen actie" has no owner and no term."""
    conclusion = (deciding.conclusion or "").strip() or None
    owner = (deciding.owner or "").strip() or None
    if deciding.decision is Decision.NO_ACTION:
        return replace(deciding, conclusion=conclusion, owner=None, due_on=None, case_type_id=None, case_id=None)
    return replace(deciding, conclusion=conclusion, owner=owner)
