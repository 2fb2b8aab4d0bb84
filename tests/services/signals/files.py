"""Signals for tests, with as little as possible or as far as a test needs them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from app.rules.permissions import CASEWORK
from app.rules.weighing import Given
from app.services.signals.course import course_of
from app.services.signals.mentions import MentionDraft, Mentions
from app.services.signals.signals import SignalDraft, Signals, begin
from app.services.signals.sources import SourceChecks, SourceDraft, record_result
from app.services.signals.weighing import answer_step, decide_privacy_test
from models.casework import Signal
from models.casework.choices import (
    CheckedSource,
    Cluster,
    HitResult,
    InformationValue,
    InformingDuty,
    MentionKind,
    Reliability,
    SignalSource,
    Verdict,
    WeighingStepKind,
)
from models.choices import Classification, Phenomenon, Priority

if TYPE_CHECKING:
    from app.services.signals.course import Course
    from app.vault.session import UnlockedVault

YES = Given(Verdict.YES, "art. 13b Opiumwet", "Omdat het zo is.", "In verhouding.", "Niet met minder.")
NO = Given(Verdict.NO, None, "Omdat het niet zo is.")
GROUND = "art. 6 lid 1 onder e AVG"

WHOLE = SignalDraft(
    number=None,
    title="Loods aan de kade",
    received_on=date(2020, 3, 4),
    observed_from=date(2020, 3, 1),
    observed_to=date(2020, 3, 2),
    source=SignalSource.RESIDENT,
    cluster=Cluster.SAFETY,
    phenomenon=Phenomenon.HEMP,
    facts="Geblindeerde ramen en een zoemend geluid.",
    interpretation="Mogelijk een kwekerij.",
    reliability=Reliability.B,
    information_value=InformationValue.POSSIBLE,
    priority=Priority.HIGH,
    priority_reason="Brandgevaar",
    classification=Classification.INTERNAL,
    brought_in_by="Een omwonende",
    informing=InformingDuty.POSTPONED,
    informing_note="Tot na de controle",
)


def signal(vault: UnlockedVault, title: str = "Loods", **known: Any) -> int:
    """A signal with the three fields that are asked; gives its id."""
    asked: dict[str, Any] = {"source": SignalSource.EMPLOYEE, "facts": "Wat er is gezien."} | known
    return Signals(vault).add(SignalDraft(title=title, **asked)).id


def stored_signal(vault: UnlockedVault) -> int:
    """A signal in the store, for who reads signals and may not register one."""
    with vault.write(CASEWORK) as work:
        item = Signal(
            title="Loods",
            received_on=date(2020, 3, 4),
            source=SignalSource.EMPLOYEE,
            facts="Wat er is gezien.",
            classification=Classification.CONFIDENTIAL,
        )
        begin(work.session, item)
        work.session.add(item)
        work.session.flush()
        work.record("signal.added", "signal", item.id)
        return item.id


def address(vault: UnlockedVault, signal_id: int | None = None, **known: Any) -> int:
    """That a signal mentions Voorbeeldstraat 12."""
    said: dict[str, Any] = {"street": "Voorbeeldstraat", "house_number": 12, "postcode": "2671 AB"} | known
    return Mentions(vault).add(MentionDraft(signal_id=signal_id, kind=MentionKind.ADDRESS, **said)).id


def answered(director: UnlockedVault, signal_id: int, *steps: WeighingStepKind) -> Course:
    """A signal of which these steps were answered with yes."""
    for step in steps:
        answer_step(director, signal_id, step, YES, course_of(director, signal_id).version)
    return course_of(director, signal_id)


def past_privacy_test(director: UnlockedVault, privacy: UnlockedVault, *results: HitResult | None) -> Course:
    """A signal up to and with privacy test 1, with a source for each result; None was not looked in yet."""
    key = signal(director)
    steps = WeighingStepKind
    answered(director, key, steps.W1, steps.W2A, steps.W2B, steps.W3)
    kinds = list(CheckedSource)
    for place, _ in enumerate(results):
        SourceChecks(privacy).add(SourceDraft(key, kinds[place], GROUND))
    decide_privacy_test(privacy, key, YES, course_of(privacy, key).version)
    for place, result in enumerate(results):
        line = course_of(director, key).sources[place]
        if result is not None:
            record_result(director, line.id, result, "Gevonden" if result is HitResult.HIT else None, line.version)
    return course_of(director, key)
