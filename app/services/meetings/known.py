"""What is known of an agenda item, told for a room: from the record that it is about, and from earlier meetings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.formats import format_count, format_date
from models.casework import (
    Action,
    AgendaItem,
    Case,
    CaseType,
    Meeting,
    MeetingType,
    Mention,
    Signal,
    SignalCase,
    WeighingStep,
)
from models.casework.choices import Certainty, Verdict, WeighingStepKind
from models.casework.meeting_choices import ItemKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

SHOWN_MENTIONS = 12


@dataclass(frozen=True, slots=True)
class KnownFact:
    """Something that is known: what it is, and the text. `long` texts take a paragraph of their own."""

    label: str
    text: str
    long: bool = False


def known_of(session: Session, item: AgendaItem) -> tuple[tuple[KnownFact, ...], tuple[str, ...]]:
    """What is known of an item, and what earlier meetings decided on the same thing."""
    facts: list[KnownFact] = []
    if item.signal_id is not None:
        facts = list(_of_signal(session, session.get_one(Signal, item.signal_id)))
    elif item.case_id is not None:
        facts = list(_of_case(session, session.get_one(Case, item.case_id)))
    elif item.action_id is not None:
        facts = list(_of_action(session, session.get_one(Action, item.action_id)))
    return tuple(facts), tuple(_earlier(session, item))


def is_cleared(session: Session, item: AgendaItem) -> bool:
    """Whether members may have what is known before they meet: privacytoets 2A of a signal was answered with yes."""
    if item.kind is not ItemKind.SIGNAL or item.signal_id is None:
        return True
    query = (
        select(WeighingStep.verdict)
        .join(Signal, Signal.id == WeighingStep.signal_id)
        .where(
            WeighingStep.signal_id == item.signal_id,
            WeighingStep.step == WeighingStepKind.P2A,
            WeighingStep.round == Signal.round,
        )
        .order_by(WeighingStep.id.desc())
    )
    return session.scalar(query.limit(1)) is Verdict.YES


def _of_signal(session: Session, signal: Signal) -> Iterator[KnownFact]:
    yield KnownFact("Ontvangen", format_date(signal.received_on))
    if signal.phenomenon is not None:
        yield KnownFact("Fenomeen", signal.phenomenon.label)
    if signal.cluster is not None:
        yield KnownFact("Cluster", signal.cluster.label)
    if signal.priority is not None:
        yield KnownFact("Prioriteit", signal.priority.label)
    yield KnownFact("Weging", _weighing(session, signal))
    yield KnownFact("Wat is gezien", signal.facts, long=True)
    if signal.interpretation:
        yield KnownFact("Duiding", signal.interpretation, long=True)
    yield from _mentions(session, Mention.signal_id == signal.id)
    cases = session.scalars(
        select(Case.number).join(SignalCase, SignalCase.case_id == Case.id).where(SignalCase.signal_id == signal.id)
    ).all()
    if cases:
        yield KnownFact("Voedt casus", ", ".join(cases))


def _weighing(session: Session, signal: Signal) -> str:
    """The last answer to each step of this round, in their order."""
    query = (
        select(WeighingStep.step, WeighingStep.verdict)
        .where(WeighingStep.signal_id == signal.id, WeighingStep.round == signal.round)
        .order_by(WeighingStep.id)
    )
    answers = dict(session.execute(query).all())
    told = [f"{step.label} {answers[step].label}" for step in WeighingStepKind if step in answers]
    return "; ".join(told) or "nog niet begonnen"


def _of_case(session: Session, case: Case) -> Iterator[KnownFact]:
    kind = session.scalar(select(CaseType.name).where(CaseType.id == case.case_type_id))
    yield KnownFact("Type", kind or "")
    yield KnownFact("Status", case.status.label)
    yield KnownFact("Gestart", format_date(case.opened_on))
    if case.handler:
        yield KnownFact("Regisseur", case.handler)
    if case.location:
        yield KnownFact("Locatie", case.location)
    if case.description:
        yield KnownFact("Omschrijving", case.description, long=True)
    if case.result:
        yield KnownFact("Resultaat tot nu toe", case.result, long=True)
    yield from _mentions(session, Mention.case_id == case.id)
    signals = session.scalar(select(func.count()).where(SignalCase.case_id == case.id)) or 0
    if signals:
        yield KnownFact("Signalen", format_count(signals, "signaal", "signalen"))
    for text, owner, due_on in session.execute(
        select(Action.text, Action.owner, Action.due_on)
        .where(Action.case_id == case.id, Action.done_on.is_(None))
        .order_by(Action.due_on)
    ):
        yield KnownFact("Open actie", f"{text} ({owner}, {format_date(due_on)})")


def _of_action(session: Session, action: Action) -> Iterator[KnownFact]:
    yield KnownFact("Actiehouder", action.owner)
    yield KnownFact("Termijn", format_date(action.due_on))
    yield KnownFact("Wat is afgesproken", action.text, long=True)
    if action.result:
        yield KnownFact("Stand", action.result, long=True)
    meeting = _meeting_name(session, action.meeting_id)
    if meeting:
        yield KnownFact("Afgesproken in", meeting)


def _mentions(session: Session, condition: object) -> Iterator[KnownFact]:
    query = select(Mention.label, Mention.certainty).where(condition).order_by(Mention.kind, Mention.id)  # type: ignore[arg-type]
    rows = session.execute(query.limit(SHOWN_MENTIONS + 1)).all()
    names = [f"{label} (vermoed)" if certainty is Certainty.SUSPECTED else label for label, certainty in rows]
    if len(names) > SHOWN_MENTIONS:
        names[SHOWN_MENTIONS:] = ["…"]
    if names:
        yield KnownFact("Genoemd", "; ".join(names))


def _earlier(session: Session, item: AgendaItem) -> Iterator[str]:
    """What was decided on the same thing in other meetings, the newest first."""
    about = next(
        (
            column
            for column in (AgendaItem.signal_id, AgendaItem.case_id, AgendaItem.action_id)
            if getattr(item, column.key)
        ),
        None,
    )
    if about is None:
        return
    query = (
        select(AgendaItem, Meeting.held_on, MeetingType.name)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .join(MeetingType, MeetingType.id == Meeting.meeting_type_id)
        .where(about == getattr(item, about.key), AgendaItem.id != item.id, AgendaItem.decision.is_not(None))
        .order_by(Meeting.held_on.desc())
    )
    for row, held_on, name in session.execute(query):
        told = f"{name} {format_date(held_on)}: {row.decision.label if row.decision else ''}"
        yield f"{told}. {row.conclusion}" if row.conclusion else told


def _meeting_name(session: Session, meeting_id: int | None) -> str | None:
    query = (
        select(MeetingType.name, Meeting.held_on)
        .join(Meeting, Meeting.meeting_type_id == MeetingType.id)
        .where(Meeting.id == meeting_id)
    )
    found = session.execute(query).first()
    return f"{found[0]} {format_date(found[1])}" if found else None
