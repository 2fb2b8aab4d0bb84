"""Invented meetings, actions and inspections: some of 2020, and the next LIP with an agenda of what is open now."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from app.demo.rows import draft_of, load
from app.services.casework.checklists import answer_question
from app.services.casework.findings import FindingDraft, Findings
from app.services.casework.inspections import InspectionDraft, Inspections
from app.services.clock import today
from app.services.meetings.actions import ActionDraft, Actions
from app.services.meetings.agenda import AgendaItems, ItemDraft, move_item
from app.services.meetings.calendar import next_days
from app.services.meetings.deciding import decide
from app.services.meetings.meetings import Meetings, plan
from app.services.meetings.participation import set_participation
from app.services.meetings.sitting import Deciding, Sitting, close_meeting, set_presence, sitting
from app.services.meetings.types import MeetingTypeDraft, MeetingTypes, MemberDraft, Members
from app.services.records import Query
from models.casework.meeting_choices import Audience, CheckAnswer, Decision, ItemPart, MeetingStatus, Presence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.vault.session import UnlockedVault

FOLLOWED = "LIP"  # the type of which the next meeting is prepared


def fill_meetings(vault: UnlockedVault) -> None:
    """Types with their members, meetings that were held, actions, inspections, and the next LIP."""
    data = load("meetings")
    kinds = {row["name"]: _fill_type(vault, row) for row in data["type"]}
    for row in data["meeting"]:
        _fill_meeting(vault, kinds[row["type"]], row)
    for row in data["action"]:
        Actions(vault).add(draft_of(ActionDraft, _dated(row)))
    for row in data["inspection"]:
        _fill_inspection(vault, row)
    coming = next(day for day in next_days(vault) if day.meeting_type_id == kinds[FOLLOWED])
    if coming.rhythm_on is not None and coming.meeting_id is None:
        plan(vault, coming.meeting_type_id, coming.rhythm_on)


def _fill_type(vault: UnlockedVault, row: Mapping[str, Any]) -> int:
    kind = MeetingTypes(vault).add(draft_of(MeetingTypeDraft, row)).id
    accounts = {person.login: person for person in vault.directory().values()}
    for each in row.get("member", ()):
        person = accounts.get(each.get("login", ""))
        known = {"account": person.account, "name": person.name} if person else {}
        function = each.get("function") or (person.function if person else None)
        Members(vault).add(draft_of(MemberDraft, {**each, **known}, meeting_type_id=kind, function=function))
    return kind


def _fill_meeting(vault: UnlockedVault, kind: int, row: Mapping[str, Any]) -> None:
    made = plan(vault, kind, row["rhythm_on"])
    if row.get("status") == MeetingStatus.CANCELLED.value:
        register = Meetings(vault)
        draft = draft_of(type(made.draft), {**_filled(made.draft), "status": row["status"], "reason": row["reason"]})
        _only(vault, made.id, ())
        register.change(made.id, draft, made.version)
        return
    _only(vault, made.id, row["item"])
    held = sitting(vault, made.id)
    members = {each.name: each.member_id for each in held.attendants}
    set_presence(
        vault,
        made.id,
        {key: Presence.EXCUSED if name in row.get("absent", ()) else Presence.PRESENT for name, key in members.items()},
    )
    for item in row["item"]:
        _decide(vault, held, item, members)
    close_meeting(vault, made.id)
    _finish(vault, made.id, row["item"])


def _filled(draft: object) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in draft.__slots__ if getattr(draft, name) is not None}  # type: ignore[attr-defined]


def _only(vault: UnlockedVault, meeting: int, wanted: Sequence[Mapping[str, Any]]) -> None:
    """An agenda of that time: what is open today was not on it."""
    register = AgendaItems(vault)
    titles = [item["title"] for item in wanted]
    there: set[str] = set()
    for key in register.ids(Query(where=(("meeting_id", meeting),))):
        record = register.get(key)
        if record.title in titles:
            there.add(record.title)
        else:
            register.remove(key, record.version)
    for title in titles:
        if title not in there:
            register.add(ItemDraft(meeting, title))
    for place, title in enumerate(titles):
        now = [each.title for each in sitting(vault, meeting).items]
        move_item(vault, sitting(vault, meeting).items[now.index(title)].id, place - now.index(title))


def _decide(vault: UnlockedVault, held: Sitting, row: Mapping[str, Any], members: Mapping[str, int]) -> None:
    item = next(each for each in held.items if each.title == row["title"])
    admitted = {members[name]: (ItemPart.ADMITTED, None) for name in row.get("admitted", ())}
    recused = {members[name]: (ItemPart.RECUSED, why) for name, why in row.get("recused", {}).items()}
    if admitted or recused:
        set_participation(vault, item.id, Audience.LISTED if admitted else Audience.EVERYONE, {**admitted, **recused})
    deciding = Deciding(Decision(row["decision"]), row.get("conclusion"), row.get("owner"), row.get("due_on"))
    decide(vault, item.id, deciding, AgendaItems(vault).get(item.id).version)


def _finish(vault: UnlockedVault, meeting: int, rows: list[Mapping[str, Any]]) -> None:
    """What was done since."""
    register = Actions(vault)
    done = {row["conclusion"]: row for row in rows if "done_on" in row}
    for key in register.ids(Query(where=(("meeting_id", meeting),))):
        record = register.get(key)
        row = done.get(record.draft.text or "")
        if row is not None:
            draft = draft_of(ActionDraft, {**_filled(record.draft), "done_on": row["done_on"], "result": row["result"]})
            register.change(key, draft, record.version)


def _fill_inspection(vault: UnlockedVault, row: Mapping[str, Any]) -> None:
    key = Inspections(vault).add(draft_of(InspectionDraft, _dated(row))).id
    for question, (answer, note) in row.get("answers", {}).items():
        answer_question(vault, key, question, CheckAnswer(answer), note)
    for each in row.get("finding", ()):
        Findings(vault).add(draft_of(FindingDraft, each, inspection_id=key))


def _dated(row: Mapping[str, Any]) -> dict[str, Any]:
    """A whole number of days becomes a day."""
    return {
        name: today() - timedelta(days=value) if name.endswith("_on") and not isinstance(value, date) else value
        for name, value in row.items()
    }
