"""Where the weighing of a signal is: its steps with who answered them, its sources, and where the signal went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import NotFound
from app.rules.permissions import CASEWORK, Act
from app.rules.weighing import STEPS, TEXTS, Answer, Decider, Source, Standing, StepState, standing
from app.services.access import allowed, requires
from app.services.norms import norms
from app.services.packages.people import names_of_all
from models.casework import Case, HandOver, Signal, SignalCase, SourceCheck, WeighingStep
from models.casework.choices import (
    CheckedSource,
    FeedbackState,
    HitResult,
    SignalOutcome,
    SignalStatus,
    Verdict,
    WeighingStepKind,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault

SOMEBODY = "onbekende gebruiker"
KEEPING = "retention.signal"
KEEPING_TREATED = "retention.case"


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer as it was given: by whom, when (with its time zone), on what ground and why."""

    id: int
    step: WeighingStepKind
    verdict: Verdict
    round: int
    by: str
    at: datetime
    ground: str | None
    reason: str
    proportionality: str | None
    subsidiarity: str | None


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the strip. `answer` is the one that counts; `mine` says that this user may answer it now."""

    step: WeighingStepKind
    state: StepState
    decider: Decider
    answer: AnswerLine | None
    mine: bool


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source under privacy test 1; `by` and `checked_on` are of who looked, None while nobody did."""

    id: int
    version: int
    source: CheckedSource
    ground: str
    result: HitResult | None
    checked_on: date | None
    by: str | None
    finding: str | None


@dataclass(frozen=True, slots=True)
class HandOverLine:
    """That data went to somebody: what, on what ground, to whom, by whom."""

    outcome: SignalOutcome
    handed_on: date
    recipient: str
    ground: str
    what: str
    by: str


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case that the signal feeds, since when, by whose hand and why."""

    id: int
    number: str
    title: str
    linked_on: date
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Course:
    """All of it. `version` goes back with the next act, so that nobody weighs over what another just did.

    `outcomes` are those that fit the weighing as it stands; `keep_ground` is the norm behind `keep_until`; in
    `earlier` are answers that count no more, newest first.
    """

    signal: int
    number: str
    title: str
    version: int
    status: SignalStatus
    round: int
    steps: tuple[StepLine, ...]
    next: WeighingStepKind | None
    outcomes: tuple[SignalOutcome, ...]
    outcome: SignalOutcome | None
    outcome_reason: str | None
    outcome_to: str | None
    decided_on: date | None
    decided_by: str | None
    keep_until: date | None
    keep_ground: str | None
    feedback: FeedbackState | None
    feedback_on: date | None
    handed_in: bool
    sources: tuple[SourceLine, ...]
    hand_overs: tuple[HandOverLine, ...]
    cases: tuple[CaseLine, ...]
    earlier: tuple[AnswerLine, ...]


@requires(Act.READ_SIGNALS, CASEWORK)
def course_of(vault: UnlockedVault, signal_id: int) -> Course:
    """The weighing of one signal as it stands; NotFound when it is gone."""
    people = names_of_all(vault)
    with vault.read(CASEWORK) as session:
        signal = signal_in(session, signal_id)
        answers = _answers(session, signal_id, people)
        at = standing([Answer(each.step, each.verdict, each.round) for each in answers], signal.round)
        steps = _steps(vault, signal, answers, at)
        counted = {line.answer for line in steps}
        return Course(
            signal=signal.id,
            number=signal.number,
            title=signal.title,
            version=signal.version,
            status=signal.status,
            round=signal.round,
            steps=steps,
            next=at.next if signal.status.is_open else None,
            outcomes=at.outcomes if signal.status.is_open else (),
            outcome=signal.outcome,
            outcome_reason=signal.outcome_reason,
            outcome_to=signal.outcome_to,
            decided_on=signal.decided_on,
            decided_by=_name(people, signal.decided_by),
            keep_until=signal.keep_until,
            keep_ground=_ground(vault, signal),
            feedback=signal.feedback,
            feedback_on=signal.feedback_on,
            handed_in=signal.delivery is not None,
            sources=_sources(session, signal_id, people),
            hand_overs=_hand_overs(session, signal_id, people),
            cases=_cases(session, signal_id, people),
            earlier=tuple(each for each in reversed(answers) if each not in counted),
        )


def signal_in(session: Session, signal_id: int) -> Signal:
    """The signal; NotFound when it is gone."""
    signal = session.get(Signal, signal_id)
    if signal is None:
        raise NotFound("Het signaal bestaat niet (meer).")
    return signal


def standing_in(session: Session, signal: Signal) -> Standing:
    """Where its weighing is, for who works in a unit of work."""
    query = select(WeighingStep).where(WeighingStep.signal_id == signal.id).order_by(WeighingStep.id)
    return standing([Answer(row.step, row.verdict, row.round) for row in session.scalars(query)], signal.round)


def sources_in(session: Session, signal_id: int) -> tuple[Source, ...]:
    """Its sources as the rules see them."""
    query = select(SourceCheck.ground, SourceCheck.result).where(SourceCheck.signal_id == signal_id)
    return tuple(Source(ground, result) for ground, result in session.execute(query))


def answerable_in(signal: Signal, at: Standing) -> tuple[WeighingStepKind, ...]:
    """The steps that may be answered: as long as it is open, and privacy test 2B also for the case that came of it."""
    if signal.status.is_open:
        return at.answerable
    tested = at.states[WeighingStepKind.P2A] is StepState.YES
    return (WeighingStepKind.P2B,) if signal.outcome is SignalOutcome.LIP_CASE and tested else ()


def act_of(step: WeighingStepKind) -> Act:
    """What somebody needs to answer a step."""
    return Act.DECIDE_PRIVACY_TEST if TEXTS[step].decider is Decider.PRIVACY else Act.EDIT_SIGNALS


def _steps(vault: UnlockedVault, signal: Signal, answers: tuple[AnswerLine, ...], at: Standing) -> tuple[StepLine, ...]:
    newest = {each.step: each for each in answers}
    open_steps = answerable_in(signal, at)

    def state_of(step: WeighingStepKind) -> StepState:
        """What was not answered before the decision is not needed any more, but for what may still be answered."""
        waiting = at.states[step] in (StepState.NEXT, StepState.LATER)
        return (
            StepState.SKIPPED if waiting and not signal.status.is_open and step not in open_steps else at.states[step]
        )

    return tuple(
        StepLine(
            step=step,
            state=state_of(step),
            decider=TEXTS[step].decider,
            answer=newest[step] if at.states[step] in (StepState.YES, StepState.NO) else None,
            mine=step in open_steps and allowed(vault, act_of(step), CASEWORK),
        )
        for step in STEPS
    )


def _answers(session: Session, signal_id: int, people: Mapping[str, str]) -> tuple[AnswerLine, ...]:
    query = select(WeighingStep).where(WeighingStep.signal_id == signal_id).order_by(WeighingStep.id)
    return tuple(
        AnswerLine(
            id=row.id,
            step=row.step,
            verdict=row.verdict,
            round=row.round,
            by=_name(people, row.answered_by) or SOMEBODY,
            at=datetime.fromisoformat(row.at),
            ground=row.ground,
            reason=row.reason,
            proportionality=row.proportionality,
            subsidiarity=row.subsidiarity,
        )
        for row in session.scalars(query)
    )


def _sources(session: Session, signal_id: int, people: Mapping[str, str]) -> tuple[SourceLine, ...]:
    query = select(SourceCheck).where(SourceCheck.signal_id == signal_id).order_by(SourceCheck.id)
    return tuple(
        SourceLine(
            id=row.id,
            version=row.version,
            source=row.source,
            ground=row.ground,
            result=row.result,
            checked_on=row.checked_on,
            by=_name(people, row.checked_by),
            finding=row.finding,
        )
        for row in session.scalars(query)
    )


def _hand_overs(session: Session, signal_id: int, people: Mapping[str, str]) -> tuple[HandOverLine, ...]:
    query = select(HandOver).where(HandOver.signal_id == signal_id).order_by(HandOver.id.desc())
    return tuple(
        HandOverLine(
            outcome=row.outcome,
            handed_on=row.handed_on,
            recipient=row.recipient,
            ground=row.ground,
            what=row.what,
            by=_name(people, row.handed_by) or SOMEBODY,
        )
        for row in session.scalars(query)
    )


def _cases(session: Session, signal_id: int, people: Mapping[str, str]) -> tuple[CaseLine, ...]:
    query = (
        select(SignalCase, Case.number, Case.title)
        .join(Case, Case.id == SignalCase.case_id)
        .where(SignalCase.signal_id == signal_id)
        .order_by(SignalCase.id)
    )
    return tuple(
        CaseLine(link.case_id, number, title, link.linked_on, _name(people, link.linked_by) or SOMEBODY, link.reason)
        for link, number, title in session.execute(query)
    )


def _ground(vault: UnlockedVault, signal: Signal) -> str | None:
    """On which norm the term of keeping rests, and whether somebody stands for it; None while none runs."""
    if signal.keep_until is None or signal.decided_on is None:
        return None
    day, wanted = signal.decided_on, KEEPING if signal.outcome is SignalOutcome.NONE else KEEPING_TREATED
    line = next((each for each in norms(vault) if each.norm.id == wanted and each.norm.holds_on(day)), None)
    return f"{line.norm.length}, {line.norm.ground}; {line.state}" if line is not None else None


def _name(people: Mapping[str, str], account: str | None) -> str | None:
    if account is None:
        return None
    return people.get(account, SOMEBODY)
