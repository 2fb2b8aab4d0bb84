"""Weighing a signal: step by step, who decides, what each answer needs, two at once, and how it ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.errors import AccessDenied, Conflict, Invalid, NotFound
from app.rules.permissions import CASEWORK
from app.rules.weighing import Given, StepState
from app.services.clock import today
from app.services.signals.course import course_of
from app.services.signals.feedback import note_feedback
from app.services.signals.signals import Signals
from app.services.signals.sources import SourceChecks, SourceDraft, record_result
from app.services.signals.weighing import (
    Ending,
    answer_step,
    decide,
    decide_privacy_test,
    finish,
    weigh_again,
)
from models.casework.choices import CheckedSource, FeedbackState, HitResult, SignalOutcome, SignalStatus, Verdict
from models.casework.choices import WeighingStepKind as W
from tests.services.signals.files import GROUND, NO, YES, answered, past_privacy_test, signal

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

HIT, MISS = HitResult.HIT, HitResult.NO_HIT
TO_RIEC = Ending(SignalOutcome.RIEC, "Meer partners nodig.", "RIEC Den Haag", GROUND, "Adres en waarneming")


def test_that_a_weighing_goes_step_by_step_and_remembers_who_when_and_why(director: UnlockedVault) -> None:
    key = signal(director)
    assert course_of(director, key).next is W.W1
    course = answered(director, key, W.W1, W.W2A)
    assert course.next is W.W2B
    assert course.status is SignalStatus.WEIGHING
    line = course.steps[1]
    assert line.answer is not None
    assert (line.state, line.answer.by, line.answer.ground) == (StepState.YES, director.account.name, YES.ground)
    assert line.answer.at.tzinfo is not None
    assert [each.mine for each in course.steps] == [True, True, True, False, False, False, False, False]
    assert course.outcomes == (SignalOutcome.POLICE,)
    newest = Signals(director).history(key)[0]
    assert (newest.action, newest.fields) == ("signal.weighed", ("w2a",))


def test_that_a_step_out_of_turn_is_refused(director: UnlockedVault) -> None:
    key = signal(director)
    with pytest.raises(Invalid, match="nu niet aan de beurt"):
        answer_step(director, key, W.W3, YES, 1)


def test_that_an_answer_says_what_it_misses_beside_each_field(director: UnlockedVault) -> None:
    key = signal(director)
    with pytest.raises(Invalid) as refused:
        answer_step(director, key, W.W1, Given(None, reason="  "), 1)
    assert set(refused.value.fields) == {"verdict", "reason"}
    with pytest.raises(Invalid) as refused:
        answer_step(director, key, W.W1, replace(YES, ground="x" * 401), 1)
    assert set(refused.value.fields) == {"ground"}


def test_that_only_the_privacy_officer_decides_privacy_test_one(
    director: UnlockedVault, privacy: UnlockedVault
) -> None:
    key = signal(director)
    course = answered(director, key, W.W1, W.W2A, W.W2B, W.W3)
    assert course.next is W.P1
    assert not course.steps[4].mine
    with pytest.raises(Invalid, match="alleen de privacyfunctionaris"):
        answer_step(director, key, W.P1, YES, course.version)
    with pytest.raises(AccessDenied):
        decide_privacy_test(director, key, YES, course.version)
    with pytest.raises(AccessDenied):
        SourceChecks(director).add(SourceDraft(key, CheckedSource.PERMITS, GROUND))
    with pytest.raises(AccessDenied):
        answer_step(privacy, key, W.W1, YES, course.version)
    assert [each.mine for each in course_of(privacy, key).steps][3:6] == [False, True, False]


def test_that_a_signal_without_a_ground_for_sharing_cannot_pass_privacy_test_one(
    director: UnlockedVault, privacy: UnlockedVault
) -> None:
    key = signal(director)
    version = answered(director, key, W.W1, W.W2A, W.W2B, W.W3).version
    with pytest.raises(Invalid, match="welke bronnen"):
        decide_privacy_test(privacy, key, YES, version)
    with pytest.raises(Invalid) as refused:
        SourceChecks(privacy).add(SourceDraft(key, CheckedSource.PERMITS, " "))
    assert set(refused.value.fields) == {"ground"}
    SourceChecks(privacy).add(SourceDraft(key, CheckedSource.PERMITS, GROUND))
    with pytest.raises(Invalid) as refused:
        decide_privacy_test(privacy, key, replace(YES, ground=" "), version)
    assert set(refused.value.fields) == {"ground"}
    assert course_of(privacy, key).next is W.P1
    assert decide_privacy_test(privacy, key, YES, version).next is W.W4


def test_that_no_source_is_looked_in_before_the_test_allows_it(director: UnlockedVault, privacy: UnlockedVault) -> None:
    key = signal(director)
    answered(director, key, W.W1, W.W2A, W.W2B, W.W3)
    source = SourceChecks(privacy).add(SourceDraft(key, CheckedSource.PERMITS, GROUND))
    with pytest.raises(Invalid, match="Eerst is privacytoets 1"):
        record_result(director, source.id, HIT, "Vergunning", source.version)


def test_that_nothing_is_kept_at_no_hit_not_even_by_the_store(director: UnlockedVault, privacy: UnlockedVault) -> None:
    course = past_privacy_test(director, privacy, None)
    line = course.sources[0]
    with pytest.raises(Invalid) as refused:
        record_result(director, line.id, MISS, "Toch iets", line.version)
    assert set(refused.value.fields) == {"finding"}
    with pytest.raises(Invalid) as refused:
        record_result(director, line.id, None, None, line.version)
    assert set(refused.value.fields) == {"result"}
    looked = record_result(director, line.id, MISS, " ", line.version).sources[0]
    assert (looked.result, looked.finding, looked.by, looked.checked_on) == (MISS, None, director.account.name, today())
    with pytest.raises(IntegrityError), director.write(CASEWORK) as work:
        work.session.execute(text("UPDATE source_check SET finding = 'Toch iets'"))


def test_that_two_who_write_down_one_result_are_told(director: UnlockedVault, privacy: UnlockedVault) -> None:
    line = past_privacy_test(director, privacy, None).sources[0]
    record_result(director, line.id, MISS, None, line.version)
    with pytest.raises(Conflict):
        record_result(director, line.id, HIT, "Iets", line.version)
    with pytest.raises(NotFound):
        record_result(director, 999, HIT, "Iets", 1)


def test_that_sources_confirm_a_signal_only_with_a_hit(director: UnlockedVault, privacy: UnlockedVault) -> None:
    course = past_privacy_test(director, privacy, MISS, MISS)
    with pytest.raises(Invalid) as refused:
        answer_step(director, course.signal, W.W4, YES, course.version)
    assert set(refused.value.fields) == {"verdict"}
    course = past_privacy_test(director, privacy, MISS, HIT)
    assert answer_step(director, course.signal, W.W4, YES, course.version).next is W.P2A


def test_that_a_source_stands_once_and_stays_when_it_was_looked_in(
    director: UnlockedVault, privacy: UnlockedVault
) -> None:
    course = past_privacy_test(director, privacy, HIT, None)
    sources = SourceChecks(privacy)
    looked, waiting = course.sources
    with pytest.raises(Invalid, match="staat er al bij"):
        sources.add(SourceDraft(course.signal, looked.source, GROUND))
    with pytest.raises(Invalid, match="al geraadpleegd"):
        sources.change(looked.id, SourceDraft(course.signal, looked.source, "Anders"), looked.version)
    with pytest.raises(Invalid, match="blijft staan"):
        sources.remove(looked.id, looked.version)
    sources.remove(waiting.id, waiting.version)
    for _ in range(2):
        sources.add(SourceDraft(course.signal, CheckedSource.OTHER, GROUND))
    with pytest.raises(Invalid, match="bestaat niet"):
        sources.add(SourceDraft(999, CheckedSource.OTHER, GROUND))
    assert sources.options("ground")
    assert [option.value for option in sources.options("signal_id")] == [course.signal]
    assert sources.options("source") == ()


def test_that_two_who_weigh_one_signal_at_once_are_told_and_nothing_is_lost(
    director: UnlockedVault,
) -> None:
    key = signal(director)
    seen = course_of(director, key).version
    first = answer_step(director, key, W.W1, YES, seen)
    with pytest.raises(Conflict, match="staat er nog"):
        answer_step(director, key, W.W1, NO, seen)
    with pytest.raises(Conflict):
        decide(director, key, Ending(SignalOutcome.NONE, "Niets"), seen)
    assert course_of(director, key) == first
    second = answer_step(director, key, W.W1, NO, first.version)
    assert [each.verdict for each in second.earlier] == [Verdict.YES]
    again = answer_step(director, key, W.W1, NO, second.version)
    assert again.version == second.version + 1
    assert len(again.earlier) == 2


def test_that_no_outcome_comes_before_the_weighing_allows_it(director: UnlockedVault) -> None:
    key = signal(director)
    with pytest.raises(Invalid) as refused:
        decide(director, key, Ending(SignalOutcome.LIP_CASE, "Meteen"), 1)
    assert refused.value.fields["outcome"].startswith("‘LIP-casus’ kan nog niet")
    with pytest.raises(Invalid) as refused:
        decide(director, key, Ending(None), 1)
    assert set(refused.value.fields) == {"outcome"}


def test_that_what_is_not_taken_up_is_kept_one_year(director: UnlockedVault) -> None:
    key = signal(director)
    version = answer_step(director, key, W.W1, NO, 1).version
    with pytest.raises(Invalid) as refused:
        decide(director, key, Ending(SignalOutcome.NONE), version)
    assert set(refused.value.fields) == {"reason"}
    course = decide(director, key, Ending(SignalOutcome.NONE, "Geen ondermijning."), version)
    assert course.status is SignalStatus.CLOSED
    assert course.keep_until == date(
        today().year + 1, today().month, min(today().day, 28 if today().month == 2 else 31)
    )
    assert course.keep_ground == "1 jaar, CCV-modelprotocol, stap 2; te bevestigen"
    assert (course.decided_on, course.decided_by) == (today(), director.account.name)
    assert course.outcomes == ()
    with pytest.raises(Invalid, match="al besloten"):
        decide(director, key, Ending(SignalOutcome.NONE, "Nog eens."), course.version)
    with pytest.raises(Invalid, match="nu niet aan de beurt"):
        answer_step(director, key, W.W1, YES, course.version)


def test_that_a_hand_over_says_what_on_what_ground_and_to_whom(director: UnlockedVault) -> None:
    key = signal(director)
    version = answered(director, key, W.W1, W.W2A, W.W2B, W.W3).version
    incomplete = {
        "recipient": replace(TO_RIEC, recipient="  "),
        "ground": replace(TO_RIEC, ground=None),
        "what": replace(TO_RIEC, what=""),
    }
    for missing, ending in incomplete.items():
        with pytest.raises(Invalid) as refused:
            decide(director, key, ending, version)
        assert set(refused.value.fields) == {missing}
    with pytest.raises(Invalid) as refused:
        decide(director, key, replace(TO_RIEC, recipient="x" * 201), version)
    assert set(refused.value.fields) == {"recipient"}
    course = decide(director, key, TO_RIEC, version)
    assert course.status is SignalStatus.IN_TREATMENT
    assert {step.state for step in course.steps[4:]} == {StepState.SKIPPED}, "nothing is next once it was decided"
    assert [(line.recipient, line.ground, line.what, line.by) for line in course.hand_overs] == [
        (TO_RIEC.recipient, TO_RIEC.ground, TO_RIEC.what, director.account.name)
    ]
    actions = [line.action for line in Signals(director).history(key)]
    assert {"signal.handed_over", "signal.decided"} <= set(actions)


def test_that_what_was_handed_over_is_finished_and_then_kept_for_its_term(director: UnlockedVault) -> None:
    key = signal(director)
    with pytest.raises(Invalid, match="in behandeling"):
        finish(director, key, 1)
    course = decide(director, key, replace(TO_RIEC, outcome=SignalOutcome.POLICE), 1)
    done = finish(director, key, course.version)
    assert done.status is SignalStatus.CLOSED
    assert done.keep_until is not None
    assert done.keep_until.year == today().year + 5


def test_that_enrichment_begins_a_new_round_from_the_third_step(director: UnlockedVault) -> None:
    key = signal(director)
    version = answered(director, key, W.W1, W.W2A, W.W2B).version
    version = answer_step(director, key, W.W3, NO, version).version
    course = decide(director, key, Ending(SignalOutcome.ENRICH, "Meer waarnemingen nodig."), version)
    assert (course.status, course.round, course.next) == (SignalStatus.ENRICHING, 2, W.W3)
    course = answered(director, key, W.W3)
    assert (course.status, course.outcome, course.next) == (SignalStatus.WEIGHING, None, W.P1)
    assert [each.round for each in course.earlier] == [1]


def test_that_a_closed_signal_is_weighed_again_with_a_reason(director: UnlockedVault) -> None:
    key = signal(director)
    with pytest.raises(Invalid, match="wordt nog gewogen"):
        weigh_again(director, key, "Nieuw", 1)
    version = answer_step(director, key, W.W1, NO, 1).version
    version = decide(director, key, Ending(SignalOutcome.NONE, "Niets."), version).version
    with pytest.raises(Invalid) as refused:
        weigh_again(director, key, "  ", version)
    assert set(refused.value.fields) == {"reason"}
    course = weigh_again(director, key, "Tweede melding over dit pand.", version)
    assert (course.status, course.round, course.next, course.keep_until) == (SignalStatus.WEIGHING, 2, W.W1, None)


def test_that_privacy_test_2b_may_follow_on_the_case_that_came_of_it(
    director: UnlockedVault, privacy: UnlockedVault
) -> None:
    course = past_privacy_test(director, privacy, HIT)
    course = answered(director, course.signal, W.W4, W.P2A)
    course = decide(director, course.signal, Ending(SignalOutcome.LIP_CASE, "Oppakken."), course.version)
    assert course.next is None
    assert [step.step for step in course.steps if step.mine] == [W.P2B]
    assert course.steps[-1].state is StepState.NEXT
    course = answered(director, course.signal, W.P2B)
    assert (course.status, course.outcome) == (SignalStatus.IN_TREATMENT, SignalOutcome.LIP_CASE)
    assert course.steps[-1].state is StepState.YES


def test_that_after_an_outcome_no_source_is_added_or_looked_in(director: UnlockedVault, privacy: UnlockedVault) -> None:
    course = past_privacy_test(director, privacy, None)
    decide(director, course.signal, replace(TO_RIEC, outcome=SignalOutcome.POLICE), course.version)
    with pytest.raises(Invalid, match="geen bronnen meer"):
        record_result(director, course.sources[0].id, HIT, "Iets", course.sources[0].version)
    with pytest.raises(Invalid, match="geen bronnen meer"):
        SourceChecks(privacy).add(SourceDraft(course.signal, CheckedSource.OTHER, GROUND))


def test_that_feedback_outside_the_program_is_written_down(director: UnlockedVault) -> None:
    key = signal(director)
    note_feedback(director, key, FeedbackState.RECEIVED, 1)
    course = course_of(director, key)
    assert (course.feedback, course.feedback_on, course.handed_in) == (FeedbackState.RECEIVED, today(), False)
    with pytest.raises(Conflict):
        note_feedback(director, key, FeedbackState.CLOSED, 1)


def test_that_a_signal_that_is_gone_is_told_so(director: UnlockedVault) -> None:
    with pytest.raises(NotFound, match="bestaat niet"):
        course_of(director, 1)
    with pytest.raises(NotFound):
        answer_step(director, 1, W.W1, YES, 1)
