"""Weighing: answering steps, deciding what becomes of a signal, and weighing anew.

Every act takes the version of the signal that its user saw. Who was second is told and has lost nothing: the dialog
still holds what was typed, and the answers of both stay in the trail of the weighing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm.attributes import flag_modified

from app.errors import Conflict, Invalid
from app.rules.deadlines.terms import last_day
from app.rules.permissions import CASEWORK, Act
from app.rules.weighing import Given, answer_problems, hands_over, outcome_problem, status_after
from app.services.access import requires
from app.services.clock import today
from app.services.norms import norm_on
from app.services.signals.course import (
    KEEPING,
    KEEPING_TREATED,
    Course,
    act_of,
    answerable_in,
    course_of,
    signal_in,
    sources_in,
    standing_in,
)
from app.services.signals.feedback import tell_back
from models.casework import HandOver, WeighingStep
from models.casework.choices import SignalOutcome, SignalStatus, WeighingStepKind

if TYPE_CHECKING:
    from datetime import date

    from app.vault.session import UnlockedVault
    from app.vault.unit_of_work import UnitOfWork
    from models.casework import Signal

_LONGEST = {"recipient": 200, "ground": 400}


@dataclass(frozen=True, slots=True)
class Ending:
    """What was decided about a signal. The last three are of a hand-over: to whom, on what ground, and which data."""

    outcome: SignalOutcome | None
    reason: str | None = None
    recipient: str | None = None
    ground: str | None = None
    what: str | None = None


@requires(Act.EDIT_SIGNALS, CASEWORK)
def answer_step(vault: UnlockedVault, signal_id: int, step: WeighingStepKind, given: Given, version: int) -> Course:
    """Answer a step that is not privacy test 1; Invalid names the fields, Conflict says somebody was first."""
    if act_of(step) is not Act.EDIT_SIGNALS:
        raise Invalid({"": f"{step.label} beantwoordt alleen de privacyfunctionaris."})
    return _answer(vault, signal_id, step, given, version)


@requires(Act.DECIDE_PRIVACY_TEST, CASEWORK)
def decide_privacy_test(vault: UnlockedVault, signal_id: int, given: Given, version: int) -> Course:
    """Answer privacy test 1: whether the sources that were written down may be looked in."""
    return _answer(vault, signal_id, WeighingStepKind.P1, given, version)


@requires(Act.EDIT_SIGNALS, CASEWORK)
def decide(vault: UnlockedVault, signal_id: int, ending: Ending, version: int) -> Course:
    """Decide what becomes of a signal, with the hand-over that goes with it, and tell who brought it in."""
    with vault.write(CASEWORK) as work:
        signal = signal_in(work.session, signal_id)
        _same_version(signal, version)
        end_in(vault, work, signal, ending)
    return course_of(vault, signal_id)


@requires(Act.EDIT_SIGNALS, CASEWORK)
def end_in(vault: UnlockedVault, work: UnitOfWork, signal: Signal, ending: Ending) -> None:
    """The same inside an act of its own, such as a decision of a meeting; Invalid says why it cannot be."""
    ending = _bare(ending)
    if ending.outcome is None:
        raise Invalid({"outcome": "Kies wat er met het signaal gebeurt."})
    problems = _ending_problems(ending)
    if not signal.status.is_open:
        problems = {"": "Over dit signaal is al besloten. Laat het eerst opnieuw wegen."}
    elif told := outcome_problem(ending.outcome, standing_in(work.session, signal)):
        problems["outcome"] = told
    if problems:
        raise Invalid(problems)
    signal.outcome, signal.outcome_reason, signal.outcome_to = ending.outcome, ending.reason, ending.recipient
    signal.decided_on, signal.decided_by = today(), vault.account.id
    signal.status = status_after(ending.outcome)
    if ending.outcome is SignalOutcome.NONE:
        signal.keep_until = _kept(vault, KEEPING)
    if ending.outcome is SignalOutcome.ENRICH:
        signal.round += 1
    if hands_over(ending.outcome):
        work.session.add(_hand_over(vault, signal, ending))
        work.record("signal.handed_over", "signal", signal.id)
    work.record("signal.decided", "signal", signal.id, fields=("outcome", "outcome_reason"))
    tell_back(vault, work, signal)


@requires(Act.EDIT_SIGNALS, CASEWORK)
def weigh_again(vault: UnlockedVault, signal_id: int, reason: str, version: int) -> Course:
    """Begin a new round for a signal about which was decided already, because something new is known."""
    if not reason.strip():
        raise Invalid({"reason": "Vul in wat er nieuw is."})
    with vault.write(CASEWORK) as work:
        signal = signal_in(work.session, signal_id)
        _same_version(signal, version)
        if signal.status.is_open:
            raise Invalid({"": "Dit signaal wordt nog gewogen."})
        signal.status, signal.round = SignalStatus.WEIGHING, signal.round + 1
        signal.outcome_reason, signal.keep_until = reason.strip(), None
        signal.outcome = signal.outcome_to = signal.decided_on = signal.decided_by = None
        work.record("signal.reopened", "signal", signal_id, fields=("status",))
        tell_back(vault, work, signal)
    return course_of(vault, signal_id)


@requires(Act.EDIT_SIGNALS, CASEWORK)
def finish(vault: UnlockedVault, signal_id: int, version: int) -> Course:
    """What was handed over or taken up is done; one that feeds no case is kept for its own term from here."""
    with vault.write(CASEWORK) as work:
        signal = signal_in(work.session, signal_id)
        _same_version(signal, version)
        if signal.status is not SignalStatus.IN_TREATMENT:
            raise Invalid({"": "Alleen een signaal dat in behandeling is, wordt afgerond."})
        signal.status, signal.keep_until = SignalStatus.CLOSED, _kept(vault, KEEPING_TREATED)
        work.record("signal.finished", "signal", signal_id, fields=("status", "keep_until"))
        tell_back(vault, work, signal)
    return course_of(vault, signal_id)


def _answer(vault: UnlockedVault, signal_id: int, step: WeighingStepKind, given: Given, version: int) -> Course:
    given = Given(
        given.verdict, _text(given.ground), _text(given.reason), _text(given.proportionality), _text(given.subsidiarity)
    )
    with vault.write(CASEWORK) as work:
        session = work.session
        signal = signal_in(session, signal_id)
        _same_version(signal, version)
        problems = answer_problems(step, given, sources_in(session, signal_id)) | _too_long("ground", given.ground)
        if step not in answerable_in(signal, standing_in(session, signal)):
            problems = {"": f"{step.label} is nu niet aan de beurt."}
        if problems or given.verdict is None or given.reason is None:
            raise Invalid(problems)
        session.add(
            WeighingStep(
                signal_id=signal_id,
                round=signal.round,
                step=step,
                verdict=given.verdict,
                ground=given.ground,
                reason=given.reason,
                proportionality=given.proportionality,
                subsidiarity=given.subsidiarity,
                answered_by=vault.account.id,
                at=vault.author.at(),
            )
        )
        if signal.status.is_open:
            signal.status, signal.outcome = SignalStatus.WEIGHING, None
        flag_modified(signal, "status")  # so that the version rises with each answer, and who was second is told
        work.record("signal.weighed", "signal", signal_id, fields=(step.value,))
        tell_back(vault, work, signal)
    return course_of(vault, signal_id)


def _same_version(signal: Signal, version: int) -> None:
    if signal.version != version:
        raise Conflict(
            "Iemand anders heeft dit signaal intussen gewogen of gewijzigd. Uw invoer is niet opgeslagen en staat er "
            "nog; bekijk eerst hoe het signaal er nu voor staat."
        )


def _ending_problems(ending: Ending) -> dict[str, str]:
    problems: dict[str, str] = {}
    if not ending.reason:
        problems["reason"] = "Vul de motivering van het besluit in."
    if ending.outcome is None or not hands_over(ending.outcome):
        return problems
    if not ending.recipient:
        problems["recipient"] = "Vul in aan wie u overdraagt."
    if not ending.ground:
        problems["ground"] = "Vul de grondslag in; zonder grondslag wordt er niets overgedragen."
    if not ending.what:
        problems["what"] = "Vul in welke gegevens u overdraagt."
    for name in _LONGEST:
        problems |= _too_long(name, getattr(ending, name))
    return problems


def _too_long(name: str, text: str | None) -> dict[str, str]:
    longest = _LONGEST[name]
    return {name: f"Gebruik ten hoogste {longest} tekens."} if text and len(text) > longest else {}


def _hand_over(vault: UnlockedVault, signal: Signal, ending: Ending) -> HandOver:
    return HandOver(
        signal_id=signal.id,
        outcome=ending.outcome,
        handed_on=today(),
        recipient=ending.recipient,
        ground=ending.ground,
        what=ending.what,
        handed_by=vault.account.id,
    )


def _kept(vault: UnlockedVault, norm: str) -> date:
    """Until when something is kept that ended today."""
    return last_day(today(), norm_on(vault, norm, today()))


def _bare(ending: Ending) -> Ending:
    return Ending(
        ending.outcome, _text(ending.reason), _text(ending.recipient), _text(ending.ground), _text(ending.what)
    )


def _text(text: str | None) -> str | None:
    """Without outer white space and halves of characters; empty text is None."""
    return (text or "").encode(errors="ignore").decode().strip() or None
