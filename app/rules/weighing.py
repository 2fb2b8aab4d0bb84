"""The weighing of a signal as a course of steps: what was answered, what is next, who decides, and how it may end.

The steps are those of the CCV model protocol (domein §3.1). Each waits for a yes to the one before it; a no stops the
course, and an outcome ends it. A signal that was sent back for enrichment is weighed again in a new round, in which
only what enrichment cannot change, a yes to W1, W2A and W2B, still counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.casework.choices import FeedbackState, HitResult, SignalOutcome, SignalStatus, Verdict
from models.casework.choices import WeighingStepKind as Step
from models.choices import Choice

STEPS = tuple(Step)
_STILL_TRUE = frozenset({Step.W1, Step.W2A, Step.W2B})
_NEED_GROUND = frozenset({Step.W2A, Step.P1, Step.P2A, Step.P2B})
_HANDED_OVER = frozenset({SignalOutcome.DEPARTMENT, SignalOutcome.RIEC, SignalOutcome.POLICE})

_AFTER_NO: dict[Step, frozenset[SignalOutcome]] = {
    Step.W1: frozenset({SignalOutcome.NONE, SignalOutcome.DEPARTMENT}),
    Step.W2A: frozenset({SignalOutcome.NONE, SignalOutcome.DEPARTMENT}),
    Step.W2B: frozenset({SignalOutcome.NONE, SignalOutcome.RIEC}),
    Step.W3: frozenset({SignalOutcome.NONE, SignalOutcome.DEPARTMENT, SignalOutcome.ENRICH}),
    Step.P1: frozenset({SignalOutcome.NONE, SignalOutcome.ENRICH}),
    Step.W4: frozenset({SignalOutcome.NONE, SignalOutcome.DEPARTMENT, SignalOutcome.ENRICH}),
    Step.P2A: frozenset({SignalOutcome.NONE, SignalOutcome.DEPARTMENT, SignalOutcome.RIEC, SignalOutcome.ENRICH}),
    Step.P2B: frozenset({SignalOutcome.LIP_CASE, SignalOutcome.RIEC, SignalOutcome.DEPARTMENT}),
}
_AFTER_YES: dict[Step, frozenset[SignalOutcome]] = {
    Step.W3: frozenset({SignalOutcome.DEPARTMENT, SignalOutcome.RIEC, SignalOutcome.ENRICH}),
    Step.P1: frozenset({SignalOutcome.ENRICH}),
    Step.W4: frozenset({SignalOutcome.DEPARTMENT, SignalOutcome.RIEC, SignalOutcome.ENRICH}),
    Step.P2A: frozenset({SignalOutcome.DEPARTMENT, SignalOutcome.RIEC, SignalOutcome.ENRICH, SignalOutcome.LIP_CASE}),
    Step.P2B: frozenset({SignalOutcome.DEPARTMENT, SignalOutcome.RIEC, SignalOutcome.LIP_CASE}),
}
_ANY_TIME = frozenset({SignalOutcome.POLICE})  # what is a crime is reported, however far the weighing came


class StepState(Choice):
    """How a step stands; said in words, beside any colour."""

    YES = "yes", "ja"
    NO = "no", "nee"
    NEXT = "next", "nu aan de beurt"
    LATER = "later", "volgt later"
    SKIPPED = "skipped", "niet nodig"


class Decider(Choice):
    """Who answers a step."""

    DIRECTOR = "director", "casusregisseur"
    PRIVACY = "privacy", "privacyfunctionaris"


@dataclass(frozen=True, slots=True)
class StepText:
    """What a step asks, and what to look at before answering."""

    question: str
    help: str
    decider: Decider = Decider.DIRECTOR


TEXTS: dict[Step, StepText] = {
    Step.W1: StepText(
        "Gaat het om ondermijning?",
        "Ten minste één indicator van situationele en lokale verankering, en een of meer rode vlaggen.",
    ),
    Step.W2A: StepText(
        "Heeft de gemeente hier een taak of bevoegdheid?",
        "Noem bij ja de bevoegdheid, zoals art. 13b Opiumwet, APV 2:80, Wet Bibob of Huisvestingswet.",
    ),
    Step.W2B: StepText("Speelt het op het eigen grondgebied?", "Adres, plaats of werkgebied ligt in de gemeente."),
    Step.W3: StepText(
        "Is het signaal concreet en recent genoeg?",
        "Weeg met de lokale criteria; open bronnen alleen volgens het eigen beleid.",
    ),
    Step.P1: StepText(
        "Mogen bronnen worden geraadpleegd?",
        "Leg eerst vast welke bronnen en op welke grondslag. Weeg verenigbaarheid, noodzaak, proportionaliteit en "
        "subsidiariteit (art. 5 en 6 AVG).",
        Decider.PRIVACY,
    ),
    Step.W4: StepText(
        "Bevestigen de bronnen het signaal?", "Alleen als elke bron is geraadpleegd; zonder hit is het antwoord nee."
    ),
    Step.P2A: StepText(
        "Mogen deelnemers deze gegevens vóór het overleg krijgen?",
        "Wie krijgt welke gegevens, en op welke grondslag. Deel niet meer dan nodig is.",
    ),
    Step.P2B: StepText(
        "Mag er meer worden gedeeld voor de gekozen interventie?",
        "Alleen wat de uitvoering van die interventie nodig heeft, met de grondslag.",
    ),
}


FEEDBACK_TEXTS: dict[FeedbackState, str] = {
    FeedbackState.RECEIVED: "Uw signaal is ontvangen. Wij bekijken het en laten weten wanneer het in behandeling is.",
    FeedbackState.IN_TREATMENT: "Uw signaal is in behandeling. Over de inhoud kunnen wij niets zeggen.",
    FeedbackState.CLOSED: "De behandeling van uw signaal is afgerond. Over de inhoud kunnen wij niets zeggen. "
    "Dank voor uw oplettendheid.",
}
"""What to say to who brought a signal in: that and when, never what."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as the rules see it; in lists the oldest comes first."""

    step: Step
    verdict: Verdict
    round: int


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody wants to answer; blank text is None."""

    verdict: Verdict | None
    ground: str | None = None
    reason: str | None = None
    proportionality: str | None = None
    subsidiarity: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A source under privacy test 1: the ground to look in it, and what it gave, None while nobody looked."""

    ground: str | None
    result: HitResult | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a weighing is. `next` is the step to answer, None when it stopped or all were answered."""

    states: Mapping[Step, StepState]
    next: Step | None
    stopped_at: Step | None
    outcomes: tuple[SignalOutcome, ...]

    @property
    def answerable(self) -> tuple[Step, ...]:
        """The steps that may be answered, or answered anew, as long as no outcome ended the weighing."""
        answered = (step for step in STEPS if self.states[step] in (StepState.YES, StepState.NO))
        return (*answered, *((self.next,) if self.next else ()))


def standing(answers: Iterable[Answer], this_round: int) -> Standing:
    """Where a weighing is in this round; the last answer to a step counts."""
    counted = _that_count(answers, this_round)
    states: dict[Step, StepState] = {}
    following: Step | None = None
    stopped: Step | None = None
    last: Step | None = None
    for step in STEPS:
        if stopped or following:
            states[step] = StepState.SKIPPED if stopped else StepState.LATER
            continue
        verdict = counted.get(step)
        if verdict is None:
            following, states[step] = step, StepState.NEXT
            continue
        last = step
        states[step] = StepState.YES if verdict is Verdict.YES else StepState.NO
        if verdict is Verdict.NO:
            stopped = step
    allowed = _ANY_TIME | (
        _AFTER_NO[stopped] if stopped else _AFTER_YES.get(last, frozenset()) if last else frozenset()
    )
    return Standing(states, following, stopped, tuple(each for each in SignalOutcome if each in allowed))


def answer_problems(step: Step, given: Given, sources: Iterable[Source]) -> dict[str, str]:
    """What keeps an answer from being recorded, a message per field."""
    problems: dict[str, str] = {}
    if given.verdict is None:
        problems["verdict"] = "Kies ja of nee."
    if not given.reason:
        problems["reason"] = "Vul de motivering in."
    if given.verdict is not Verdict.YES:
        return problems | (_unchecked(tuple(sources)) if step is Step.W4 and given.verdict else {})
    if step in _NEED_GROUND and not given.ground:
        problems["ground"] = (
            "Vul de grondslag in; zonder grondslag is het antwoord nee."
            if step is not Step.W2A
            else "Noem de taak of bevoegdheid van de gemeente."
        )
    if step is Step.P1:
        problems |= _first_privacy_test(given, tuple(sources))
    if step is Step.W4:
        problems |= _confirmation(tuple(sources))
    return problems


def outcome_problem(outcome: SignalOutcome, at: Standing) -> str | None:
    """Why a signal cannot end this way as its weighing stands now, as a sentence, or None."""
    if outcome in at.outcomes:
        return None
    if at.next is not None:
        return f"‘{outcome.label}’ kan nog niet: eerst is {at.next.label} aan de beurt."
    return f"‘{outcome.label}’ past niet bij deze weging."


def hands_over(outcome: SignalOutcome) -> bool:
    """Whether data go to somebody else with this outcome, so that what, on what ground and to whom is recorded."""
    return outcome in _HANDED_OVER


def status_after(outcome: SignalOutcome) -> SignalStatus:
    """What becomes of the signal."""
    if outcome is SignalOutcome.NONE:
        return SignalStatus.CLOSED
    return SignalStatus.ENRICHING if outcome is SignalOutcome.ENRICH else SignalStatus.IN_TREATMENT


def feedback_in(status: SignalStatus) -> FeedbackState:
    """What the one who brought a signal in hears of this status: no more than that somebody is at it."""
    if status is SignalStatus.CLOSED:
        return FeedbackState.CLOSED
    return FeedbackState.RECEIVED if status is SignalStatus.RECEIVED else FeedbackState.IN_TREATMENT


def _that_count(answers: Iterable[Answer], this_round: int) -> dict[Step, Verdict]:
    counted: dict[Step, Verdict] = {}
    for answer in answers:
        if answer.round == this_round or (answer.step in _STILL_TRUE and answer.verdict is Verdict.YES):
            counted[answer.step] = answer.verdict
        else:
            counted.pop(answer.step, None)
    return counted


def _first_privacy_test(given: Given, sources: tuple[Source, ...]) -> dict[str, str]:
    problems: dict[str, str] = {}
    if not sources:
        problems[""] = "Leg eerst vast welke bronnen worden geraadpleegd, elk met een grondslag."
    elif any(not source.ground for source in sources):
        problems[""] = "Bij elke bron hoort een grondslag; vul die eerst in of haal de bron weg."
    if not given.proportionality:
        problems["proportionality"] = "Vul in waarom dit in verhouding staat tot het doel."
    if not given.subsidiarity:
        problems["subsidiarity"] = "Vul in waarom het niet met minder kan."
    return problems


def _unchecked(sources: tuple[Source, ...]) -> dict[str, str]:
    if any(source.result is None for source in sources):
        return {"": "Leg eerst bij elke bron vast of er een hit was."}
    return {}


def _confirmation(sources: tuple[Source, ...]) -> dict[str, str]:
    waiting = _unchecked(sources)
    if waiting or any(source.result is HitResult.HIT for source in sources):
        return waiting
    return {"verdict": "Zonder hit bevestigen de bronnen het signaal niet; het antwoord is nee."}
