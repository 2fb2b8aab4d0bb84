"""The weighing of a signal: its course, who answers what, what an answer needs, and how it may end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.weighing import (
    STEPS,
    TEXTS,
    Answer,
    Decider,
    Given,
    Source,
    StepState,
    answer_problems,
    feedback_in,
    hands_over,
    outcome_problem,
    standing,
    status_after,
)
from models.casework.choices import FeedbackState, HitResult, SignalOutcome, SignalStatus, Verdict
from models.casework.choices import WeighingStepKind as W

if TYPE_CHECKING:
    from collections.abc import Iterable

O = SignalOutcome  # noqa: E741
YES = Given(Verdict.YES, "art. 13b Opiumwet", "Zo is het.", "Ja.", "Ja.")
GROUND = "art. 6 lid 1 onder e AVG"


def yes(*steps: W, this_round: int = 1) -> list[Answer]:
    return [Answer(step, Verdict.YES, this_round) for step in steps]


def no(step: W, this_round: int = 1) -> Answer:
    return Answer(step, Verdict.NO, this_round)


def test_that_a_weighing_begins_with_the_first_step_and_can_only_go_to_the_police() -> None:
    at = standing((), 1)
    assert at.next is W.W1
    assert at.stopped_at is None
    assert set(at.states.values()) == {StepState.NEXT, StepState.LATER}
    assert at.outcomes == (O.POLICE,)
    assert at.answerable == (W.W1,)


@pytest.mark.parametrize("place", range(len(STEPS)))
def test_that_each_yes_brings_the_next_step(place: int) -> None:
    at = standing(yes(*STEPS[: place + 1]), 1)
    assert at.next is (STEPS[place + 1] if place + 1 < len(STEPS) else None)
    assert [at.states[step] for step in STEPS[: place + 1]] == [StepState.YES] * (place + 1)
    assert at.answerable == (*STEPS[: place + 1], *((at.next,) if at.next else ()))


@pytest.mark.parametrize(
    ("step", "outcomes"),
    [
        (W.W1, {O.NONE, O.DEPARTMENT}),
        (W.W2A, {O.NONE, O.DEPARTMENT}),
        (W.W2B, {O.NONE, O.RIEC}),
        (W.W3, {O.NONE, O.DEPARTMENT, O.ENRICH}),
        (W.P1, {O.NONE, O.ENRICH}),
        (W.W4, {O.NONE, O.DEPARTMENT, O.ENRICH}),
        (W.P2A, {O.NONE, O.DEPARTMENT, O.RIEC, O.ENRICH}),
        (W.P2B, {O.LIP_CASE, O.RIEC, O.DEPARTMENT}),
    ],
)
def test_that_a_no_stops_the_course_and_says_how_it_may_end(step: W, outcomes: set[O]) -> None:
    before = STEPS[: STEPS.index(step)]
    at = standing([*yes(*before), no(step)], 1)
    assert (at.next, at.stopped_at) == (None, step)
    assert set(at.outcomes) == outcomes | {O.POLICE}
    assert {at.states[later] for later in STEPS[STEPS.index(step) + 1 :]} <= {StepState.SKIPPED}


@pytest.mark.parametrize(
    ("last", "outcomes"),
    [
        (W.W1, set()),
        (W.W2B, set()),
        (W.W3, {O.DEPARTMENT, O.RIEC, O.ENRICH}),
        (W.P1, {O.ENRICH}),
        (W.W4, {O.DEPARTMENT, O.RIEC, O.ENRICH}),
        (W.P2A, {O.DEPARTMENT, O.RIEC, O.ENRICH, O.LIP_CASE}),
        (W.P2B, {O.DEPARTMENT, O.RIEC, O.LIP_CASE}),
    ],
)
def test_that_how_it_may_end_follows_from_how_far_it_came(last: W, outcomes: set[O]) -> None:
    at = standing(yes(*STEPS[: STEPS.index(last) + 1]), 1)
    assert set(at.outcomes) == outcomes | {O.POLICE}


def test_that_the_last_answer_to_a_step_counts() -> None:
    answers = [*yes(W.W1, W.W2A), no(W.W1), Answer(W.W1, Verdict.YES, 1)]
    assert standing(answers[:3], 1).stopped_at is W.W1
    assert standing(answers, 1).next is W.W2B


def test_that_enrichment_asks_again_what_it_may_have_changed() -> None:
    answers = yes(W.W1, W.W2A, W.W2B, W.W3, W.P1)
    assert standing(answers, 2).next is W.W3
    assert standing([*answers, *yes(W.W3, this_round=2)], 2).next is W.P1
    assert standing([no(W.W1), *yes(W.W1, this_round=2)], 2).next is W.W2A
    assert standing([no(W.W1)], 2).next is W.W1


@given(st.lists(st.builds(Answer, st.sampled_from(W), st.sampled_from(Verdict), st.integers(1, 3)), max_size=30))
def test_that_a_course_has_one_next_step_or_stopped_or_is_complete(answers: list[Answer]) -> None:
    at = standing(answers, 3)
    upcoming = [step for step in STEPS if at.states[step] is StepState.NEXT]
    refused = [step for step in STEPS if at.states[step] is StepState.NO]
    assert upcoming == ([at.next] if at.next else [])
    assert refused == ([at.stopped_at] if at.stopped_at else [])
    assert len(upcoming) + len(refused) <= 1
    if not upcoming and not refused:
        assert set(at.states.values()) == {StepState.YES}
    assert O.POLICE in at.outcomes


def test_that_only_the_privacy_officer_decides_the_first_test() -> None:
    assert [step for step in STEPS if TEXTS[step].decider is Decider.PRIVACY] == [W.P1]
    assert all(text.question.endswith("?") and text.help.endswith(".") for text in TEXTS.values())


def problems(step: W, answer: Given, sources: Iterable[Source] = ()) -> set[str]:
    return set(answer_problems(step, answer, sources))


@pytest.mark.parametrize("step", STEPS)
def test_that_an_answer_is_yes_or_no_with_a_reason(step: W) -> None:
    assert problems(step, Given(None)) == {"verdict", "reason"}
    assert problems(step, Given(Verdict.NO)) == {"reason"}
    assert problems(step, Given(Verdict.NO, reason="Omdat.")) == set()


@pytest.mark.parametrize("step", [W.W2A, W.P2A, W.P2B])
def test_that_a_yes_needs_a_ground_where_the_law_asks_for_one(step: W) -> None:
    assert problems(step, Given(Verdict.YES, None, "Omdat.")) == {"ground"}
    assert problems(step, Given(Verdict.YES, GROUND, "Omdat.")) == set()


@pytest.mark.parametrize("step", [W.W1, W.W2B, W.W3])
def test_that_other_steps_need_none(step: W) -> None:
    assert problems(step, Given(Verdict.YES, None, "Omdat.")) == set()


def test_that_a_signal_without_a_ground_cannot_pass_privacy_test_one() -> None:
    allowed = (Source(GROUND, None),)
    assert problems(W.P1, YES, allowed) == set()
    assert problems(W.P1, Given(Verdict.YES, None, "Omdat.", "Ja.", "Ja."), allowed) == {"ground"}
    assert problems(W.P1, Given(Verdict.YES, GROUND, "Omdat."), allowed) == {"proportionality", "subsidiarity"}
    assert problems(W.P1, YES) == {""}
    assert problems(W.P1, YES, (*allowed, Source(None, None))) == {""}
    assert problems(W.P1, YES, (Source("", None),)) == {""}
    assert problems(W.P1, Given(Verdict.NO, reason="Geen grondslag.")) == set()


def test_that_sources_confirm_only_with_a_hit_and_when_all_were_looked_in() -> None:
    hit, miss, waiting = (Source(GROUND, result) for result in (HitResult.HIT, HitResult.NO_HIT, None))
    assert problems(W.W4, YES, (hit, miss)) == set()
    assert problems(W.W4, YES, (miss,)) == {"verdict"}
    assert problems(W.W4, YES, (hit, waiting)) == {""}
    assert problems(W.W4, Given(Verdict.NO, reason="Nee."), (miss,)) == set()
    assert problems(W.W4, Given(Verdict.NO, reason="Nee."), (waiting,)) == {""}


def test_that_an_ending_too_early_or_too_late_is_told_why() -> None:
    begun = standing(yes(W.W1), 1)
    assert outcome_problem(O.POLICE, begun) is None
    assert (
        outcome_problem(O.LIP_CASE, begun) == "‘LIP-casus’ kan nog niet: eerst is W2A Taak of bevoegdheid aan de beurt."
    )
    stopped = standing([*yes(W.W1, W.W2A), no(W.W2B)], 1)
    assert outcome_problem(O.LIP_CASE, stopped) == "‘LIP-casus’ past niet bij deze weging."


def test_that_data_go_over_with_three_outcomes() -> None:
    assert {each for each in O if hands_over(each)} == {O.DEPARTMENT, O.RIEC, O.POLICE}


def test_that_the_status_follows_from_the_outcome() -> None:
    assert status_after(O.NONE) is SignalStatus.CLOSED
    assert status_after(O.ENRICH) is SignalStatus.ENRICHING
    assert {status_after(each) for each in (O.DEPARTMENT, O.LIP_CASE, O.RIEC, O.POLICE)} == {SignalStatus.IN_TREATMENT}


def test_that_feedback_says_no_more_than_that_somebody_is_at_it() -> None:
    assert feedback_in(SignalStatus.RECEIVED) is FeedbackState.RECEIVED
    assert feedback_in(SignalStatus.CLOSED) is FeedbackState.CLOSED
    others = {SignalStatus.WEIGHING, SignalStatus.ENRICHING, SignalStatus.IN_TREATMENT}
    assert {feedback_in(each) for each in others} == {FeedbackState.IN_TREATMENT}
