"""The timeline of a case: it fills itself from the trail, of the case and of everything that hangs or hung on it.

The trail knows acts and no content; how a part is called comes from the part as it is now. Steps in the course, merges
and signals tell more than the trail does, so they come from where they are kept.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import select

from app.formats import format_date
from app.rules.audit_words import action_words
from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed, requires
from app.services.casework.moving import hanging
from app.services.packages.overview import trails_in
from app.services.packages.people import names_of_all
from app.services.search.registry import kind_of_table, register_of_kind
from models.casework import (
    AgendaItem,
    CaseMerge,
    CasePart,
    CaseworkRecord,
    EarlierAct,
    Meeting,
    MeetingType,
    Signal,
    SignalCase,
    StatusChange,
    shared,
)
from models.casework.meeting_choices import MeetingStatus
from models.choices import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault

MOST = 2000  # acts that are shown of one case, the newest
_AT_ONCE = 500
_HERE = 1 << 40  # what was done here comes after what was done before it came, within a second too
_TOLD_ELSEWHERE = {"case.closed", "case.reopened", "case.merged", "case.merged_away", "case.signal_linked"}
_STEP_FIELDS = {"status", "status_reason", "closed_on", "closing_reason"}


class Topic(Choice):
    """What an event is about, to choose by."""

    CASE = "case", "casus"
    TASK = "task", "taken"
    PLAN = "plan", "plan van aanpak"
    NOTE = "note", "notities"
    FILE = "file", "bijlagen"
    SIGNAL = "signal", "signalen en betrokkenen"
    MEETING = "meeting", "overleg en controles"
    PARTNER = "partner", "overdracht en maatregelen"
    ELSEWHERE = "elsewhere", "gedaan in een andere kluis"


_TOPICS = {
    "case": Topic.CASE,
    "case_effect": Topic.CASE,
    "case_task": Topic.TASK,
    "intervention": Topic.PLAN,
    "case_note": Topic.NOTE,
    "attachment": Topic.FILE,
    "mention": Topic.SIGNAL,
    "agenda_item": Topic.MEETING,
    "action": Topic.MEETING,
    "inspection": Topic.MEETING,
    "case_handover": Topic.PARTNER,
    "case_measure": Topic.PARTNER,
    "case_reference": Topic.PARTNER,
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One event: on which day and, when that is known, at which moment (with its time zone); who did what.

    `title` says of which record, `detail` why; `fields` are names of changed fields of a record of `kind`. Acts of one
    second are in the order of `place`, that in the trail. `is_step` says that it is a step in the course.
    """

    day: date
    at: datetime | None
    who: str
    topic: Topic
    what: str
    title: str = ""
    detail: str = ""
    kind: str = ""
    fields: tuple[str, ...] = ()
    place: int = 0
    is_step: bool = False


@requires(Act.READ_CASES, CASEWORK)
def timeline_of(vault: UnlockedVault, case_id: int, *, elsewhere: bool = True) -> tuple[Happening, ...]:
    """Everything that was done in a case and in what was merged into it, newest first.

    With `elsewhere` also what another vault told of it when it handed the case over.
    """
    people = names_of_all(vault)
    with vault.read(CASEWORK) as session:
        subjects = _subjects(vault, session, case_id)
        found = [
            *_acts(session, subjects, people),
            *_earlier(session, case_id),
            *_steps(session, case_id, people),
            *_merges(session, case_id, people),
            *_signals(session, case_id, people),
            *(_meetings(session, case_id) if allowed(vault, Act.READ_MEETINGS, CASEWORK) else ()),
            *(_told_elsewhere(session, case_id) if elsewhere else ()),
        ]
    found.sort(key=_moment, reverse=True)
    return tuple(found[:MOST])


@requires(Act.READ_CASES, CASEWORK)
def past_of(vault: UnlockedVault, session: Session, case_id: int, leaving: AbstractSet[int]) -> Iterator[Happening]:
    """What only this compartment can tell of a case, the oldest first.

    That is its trail, the meetings it was in, and the links to signals that are not among those `leaving` with it.
    """
    people = names_of_all(vault)
    acts = [
        *_acts(session, _subjects(vault, session, case_id), people),
        *_meetings(session, case_id),
        *_signals(session, case_id, people, leaving),
    ]
    yield from sorted(acts, key=_moment)


def by_day(happenings: Iterable[Happening]) -> list[tuple[date, list[Happening]]]:
    """The same in groups, a day each; the order stays."""
    return [(day, list(group)) for day, group in groupby(happenings, key=lambda each: each.day)]


def _moment(each: Happening) -> tuple[date, float, int]:
    """By moment within a day; what has none stands at the beginning of its day."""
    return each.day, (each.at or datetime.combine(each.day, time.min)).timestamp(), each.place


def _subjects(vault: UnlockedVault, session: Session, case_id: int) -> dict[str, set[int]]:
    """The records whose acts are acts in this case, by kind; only of kinds that this user may read."""
    found: dict[str, set[int]] = defaultdict(set)
    found["case"] = {case_id, *session.scalars(select(CaseMerge.source_id).where(_into(case_id)))}
    for kind, key in session.execute(select(CasePart.kind, CasePart.record_id).where(CasePart.case_id == case_id)):
        found[kind].add(key)
    for name, key in hanging(session, case_id):
        known = kind_of_table(name, CaseworkRecord.metadata)
        if known is not None:
            found[known].add(key)
    return {kind: keys for kind, keys in found.items() if _readable(vault, kind)}


def _into(case_id: int) -> Any:  # noqa: ANN401 - a condition
    return (CaseMerge.target_id == case_id) & CaseMerge.undone_at.is_(None)


def _readable(vault: UnlockedVault, kind: str) -> bool:
    register = register_of_kind(kind)
    return register is None or allowed(vault, register.read_act, CASEWORK)


def _acts(session: Session, subjects: dict[str, set[int]], people: dict[str, str]) -> Iterator[Happening]:
    entry = shared.audit_entry
    wanted = (entry.c.n, entry.c.at, entry.c.actor, entry.c.action, entry.c.subject_id, entry.c.fields)
    for kind, keys in subjects.items():
        titles = _titles(session, kind, keys) if kind != "case" else {}
        asked = sorted(keys)
        for start in range(0, len(asked), _AT_ONCE):
            some = [str(key) for key in asked[start : start + _AT_ONCE]]
            query = (
                select(*wanted)
                .where(entry.c.subject_kind == kind, entry.c.subject_id.in_(some), entry.c.result == "ok")
                .order_by(entry.c.n.desc())
                .limit(MOST)
            )
            for row in session.execute(query):
                told = _told(kind, row.action, json.loads(row.fields))
                if told is None:
                    continue
                at = datetime.fromisoformat(row.at).astimezone()
                yield Happening(
                    day=at.date(),
                    at=at,
                    who=people.get(row.actor, "onbekende gebruiker"),
                    topic=_TOPICS.get(kind, Topic.CASE),
                    what=_capital(action_words(row.action)),
                    title=titles.get(int(row.subject_id), ""),
                    kind=kind,
                    fields=told,
                    place=row.n,
                )


def _told(kind: str, action: str, fields: list[str]) -> tuple[str, ...] | None:
    """The fields worth naming; None for what is told elsewhere."""
    if action in _TOLD_ELSEWHERE:
        return None
    if not action.endswith(".changed"):
        return ()
    left = tuple(name for name in fields if kind != "case" or name not in _STEP_FIELDS)
    return left or None


def _titles(session: Session, kind: str, keys: set[int]) -> dict[int, str]:
    """How the records are called that are still there."""
    register = register_of_kind(kind)
    if register is None:
        return _names(session, kind, keys)
    described = register(cast("UnlockedVault", None))  # `name_of` looks at the item only
    query = select(register.model).where(register.model.id.in_(sorted(keys))).options(*described.loading())
    return {item.id: described.name_of(item) for item in session.scalars(query).unique()}


def _names(session: Session, kind: str, keys: set[int]) -> dict[int, str]:
    """Of what is no register, such as attachments: the column that is a name."""
    place = CaseworkRecord.metadata.tables.get(kind)
    if place is None or "name" not in place.c:
        return {}
    rows = session.execute(select(place.c.id, place.c.name).where(place.c.id.in_(keys)))
    return {row.id: row.name for row in rows}


def _earlier(session: Session, case_id: int) -> Iterator[Happening]:
    """What was told of it in the compartment it came from."""
    for row in session.scalars(select(EarlierAct).where(EarlierAct.case_id == case_id)):
        yield Happening(
            day=row.day,
            at=datetime.fromisoformat(row.at) if row.at else None,
            who=row.who,
            topic=Topic(row.topic),
            what=row.what,
            title=row.title,
            detail=row.detail,
            kind=row.kind,
            fields=tuple(json.loads(row.fields)),
            place=row.id - _HERE,
        )


def _steps(session: Session, case_id: int, people: dict[str, str]) -> Iterator[Happening]:
    for row in session.scalars(select(StatusChange).where(StatusChange.case_id == case_id)):
        at = datetime.fromisoformat(row.at).astimezone()
        before = ""
        if row.closed_on is not None and row.closing_reason is not None:
            before = f"Was afgesloten op {format_date(row.closed_on)}: {row.closing_reason.label}."
        yield Happening(
            day=at.date(),
            at=at,
            who=people.get(row.by, "onbekende gebruiker"),
            topic=Topic.CASE,
            what=f"Van ‘{row.from_status.label}’ naar ‘{row.to_status.label}’",
            detail=" ".join(part for part in (row.reason, before) if part),
            is_step=True,
        )


def _merges(session: Session, case_id: int, people: dict[str, str]) -> Iterator[Happening]:
    for row in session.scalars(select(CaseMerge).where(_into(case_id))):
        at = datetime.fromisoformat(row.at).astimezone()
        yield Happening(
            day=at.date(),
            at=at,
            who=people.get(row.by, "onbekende gebruiker"),
            topic=Topic.CASE,
            what="Een andere casus ging hierin op",
            title=f"{row.source_number} {row.source_title}",
            detail=row.reason,
        )


def _signals(
    session: Session, case_id: int, people: dict[str, str], without: AbstractSet[int] = frozenset()
) -> Iterator[Happening]:
    query = (
        select(SignalCase.linked_on, SignalCase.linked_by, SignalCase.reason, Signal.number, Signal.title)
        .join(Signal, Signal.id == SignalCase.signal_id)
        .where(SignalCase.case_id == case_id, SignalCase.signal_id.not_in(without))
    )
    for linked_on, by, reason, number, title in session.execute(query):
        who = people.get(by, "onbekende gebruiker")
        yield Happening(linked_on, None, who, Topic.SIGNAL, "Signaal gekoppeld", f"{number} {title}", reason)


def _meetings(session: Session, case_id: int) -> Iterator[Happening]:
    """The meetings in which the case was on the agenda, on the day they were held, with what was decided."""
    query = (
        select(Meeting.held_on, Meeting.chair, MeetingType.name, AgendaItem.decision, AgendaItem.conclusion)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .join(MeetingType, MeetingType.id == Meeting.meeting_type_id)
        .where(AgendaItem.case_id == case_id, Meeting.status == MeetingStatus.HELD)
    )
    for held_on, chair, name, decision, conclusion in session.execute(query):
        told = ". ".join(part for part in (_capital(decision.label) if decision else "", conclusion) if part)
        yield Happening(held_on, None, chair or "", Topic.MEETING, "Besproken in overleg", name, told)


def _told_elsewhere(session: Session, case_id: int) -> Iterator[Happening]:
    """Each line as it was told, with the municipality behind the name; it is no part of the trail here."""
    for told in trails_in(session, case_id):
        for line in told.lines:
            who = f"{line.who} ({told.municipality})"
            at = line.at.astimezone() if line.at else None
            yield Happening(line.day, at, who, Topic.ELSEWHERE, line.what, line.title, line.detail)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
