"""The ladder: tables of what it gives, and that one more finding never makes the proposal lighter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.measures.ladder import Amount, Outcome, Proposal, ordinal, propose, remarks_on
from app.rules.measures.matrix import row_problem
from models.measures.choices import Circumstance, PremisesKind, Sanction, Substance, Unit
from tests.rules.measures.ladders import CASE, MATRIX, NO_END, SIX, THREE, WARNING, case

EARLIER = (date(2019, 1, 1), date(2018, 1, 1), date(2017, 1, 1))
OUTCOMES = st.one_of(
    st.sampled_from([Outcome(Sanction.NONE), WARNING, Outcome(Sanction.PENALTY), NO_END]),
    st.integers(1, 24).map(lambda months: Outcome(Sanction.CLOSURE, months)),
)
ROWS = st.lists(OUTCOMES, min_size=1, max_size=4).map(lambda row: tuple(sorted(row, key=lambda each: each.weight)))
DAYS = st.lists(st.dates(date(2005, 1, 1), date(2026, 1, 1)), max_size=6).map(tuple)
CIRCUMSTANCES = st.frozensets(st.sampled_from(Circumstance))
MOVES = st.dictionaries(st.sampled_from(Circumstance), st.integers(-3, 3))


@pytest.mark.parametrize(
    ("found", "outcome", "nth"),
    [
        ((), WARNING, 1),
        (EARLIER[:1], THREE, 2),
        (EARLIER[:2], SIX, 3),
        (EARLIER, SIX, 4),
        ((date(2015, 6, 1),), THREE, 2),
        ((date(2015, 5, 31),), WARNING, 1),
        ((date(2020, 6, 2),), WARNING, 1),
    ],
)
def test_that_the_measure_follows_how_often_within_the_years(
    found: tuple[date, ...], outcome: Outcome, nth: int
) -> None:
    proposal = propose(MATRIX, case(other_findings=found))
    assert (proposal.outcome, proposal.nth) == (outcome, nth)


@pytest.mark.parametrize(
    ("weighed", "outcome"),
    [
        ({Circumstance.WEAPONS}, SIX),
        ({Circumstance.CHILDREN}, WARNING),
        ({Circumstance.WEAPONS, Circumstance.CHILDREN}, THREE),
        ({Circumstance.FIRE}, THREE),
    ],
)
def test_that_circumstances_move_along_the_ladder_as_the_policy_says(
    weighed: set[Circumstance], outcome: Outcome
) -> None:
    proposal = propose(MATRIX, case(other_findings=EARLIER[:1], circumstances=frozenset(weighed)))
    assert proposal.outcome == outcome
    assert all(any(each.label in step.text for step in proposal.steps) for each in weighed)


@pytest.mark.parametrize(
    ("amounts", "sanction", "told"),
    [
        ((("4", Unit.GRAM),), Sanction.NONE, "binnen de drempels"),
        ((("5", Unit.GRAM),), Sanction.NONE, "binnen de drempels"),
        ((("3", Unit.GRAM), ("2.5", Unit.GRAM)), Sanction.WARNING, "5,5 gram"),
        ((("120", Unit.PLANTS),), Sanction.WARNING, "meer dan 5"),
        ((("1", Unit.PIECES),), Sanction.WARNING, "1 stuks"),
        (((None, Unit.GRAM),), Sanction.WARNING, "onbekend"),
        ((), Sanction.WARNING, "geen hoeveelheden"),
    ],
)
def test_that_a_threshold_is_only_not_reached_when_all_amounts_are_known(
    amounts: tuple[tuple[str | None, Unit], ...], sanction: Sanction, told: str
) -> None:
    found = tuple(Amount(Substance.SOFT, None if each is None else Decimal(each), unit) for each, unit in amounts)
    proposal = propose(MATRIX, case(amounts=found))
    assert proposal.outcome is not None
    assert proposal.outcome.sanction is sanction
    assert told in words_of(proposal)


def test_that_the_explanation_names_policy_count_rule_and_that_it_is_advice() -> None:
    proposal = propose(MATRIX, case(other_findings=(*EARLIER[:1], date(2009, 1, 1))))
    told = words_of(proposal)
    for part in (
        "‘Beleid 2020’",
        "tweede constatering",
        "1 januari 2019",
        "één oudere telt niet mee",
        "De burgemeester",
    ):
        assert part in told
    assert {step.article for step in proposal.steps} >= {"art. 4:81 Awb", "art. 4:84 Awb"}
    assert proposal.binds


def test_that_an_example_is_called_an_example_and_never_binds() -> None:
    proposal = propose(replace(MATRIX, example=True), CASE)
    assert "voorbeeld – vul uit vastgesteld beleid" in words_of(proposal)
    assert not proposal.binds


def test_that_without_a_row_there_is_no_proposal() -> None:
    proposal = propose(replace(MATRIX, rows={}), CASE)
    assert proposal.outcome is None
    assert "geen regel" in words_of(proposal)
    assert not proposal.binds


def test_that_the_source_of_the_policy_stands_in_the_explanation_and_no_thresholds_ask_nothing() -> None:
    proposal = propose(replace(MATRIX, source="CVDR636226", thresholds={}), CASE)
    assert "(CVDR636226)" in words_of(proposal)
    assert "drempel" not in words_of(proposal)


@given(ROWS, DAYS, st.dates(date(2005, 1, 1), date(2026, 1, 1)), CIRCUMSTANCES, MOVES, st.integers(1, 10))
def test_that_one_more_finding_never_makes_the_proposal_lighter(
    row: tuple[Outcome, ...], days: tuple[date, ...], more: date, weighed: frozenset[Any], moves: Any, years: int
) -> None:
    cell = (PremisesKind.HOME, Substance.SOFT)
    assert row_problem(cell, row) is None
    matrix = replace(MATRIX, rows={cell: row}, adjustments=moves, lookback_years=years)
    before = propose(matrix, case(other_findings=days, circumstances=weighed))
    after = propose(matrix, case(other_findings=(*days, more), circumstances=weighed))
    assert before.outcome is not None
    assert after.outcome is not None
    assert after.outcome.weight >= before.outcome.weight
    assert after.nth >= before.nth


@given(ROWS, DAYS, st.integers(0, 4000))
def test_that_an_aggravating_step_never_makes_it_lighter_nor_a_mitigating_one_heavier(
    row: tuple[Outcome, ...], days: tuple[date, ...], ago: int
) -> None:
    matrix = replace(MATRIX, rows={(PremisesKind.HOME, Substance.SOFT): row})
    found = case(other_findings=(*days, CASE.found_on - timedelta(days=ago)))
    plain, heavy, light = (
        propose(matrix, replace(found, circumstances=frozenset(each))).outcome
        for each in ((), {Circumstance.WEAPONS}, {Circumstance.CHILDREN})
    )
    assert plain is not None
    assert heavy is not None
    assert light is not None
    assert light.weight <= plain.weight <= heavy.weight


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (WARNING, "waarschuwing"),
        (THREE, "sluiting, 3 maanden"),
        (Outcome(Sanction.CLOSURE, 1), "sluiting, één maand"),
        (NO_END, "sluiting, voor onbepaalde tijd"),
    ],
)
def test_that_an_outcome_reads_as_a_measure(outcome: Outcome, words: str) -> None:
    assert str(outcome) == words


def test_that_findings_are_counted_in_words() -> None:
    assert [ordinal(1), ordinal(9), ordinal(12)] == ["eerste", "negende", "12e"]


def words_of(proposal: Proposal) -> str:
    return "\n".join(step.text for step in proposal.steps)


@pytest.mark.parametrize(
    ("said", "found", "stated", "told"),
    [
        (Substance.SOFT, (Substance.SOFT,), 1, None),
        (Substance.BOTH, (Substance.SOFT, Substance.HARD), None, None),
        (Substance.SOFT, (Substance.HARD, Substance.HARD), None, "Bij Middelen staat ook harddrugs (lijst I), terwijl"),
        (Substance.SOFT, (), 3, "noemt dit de derde constatering; Bolwerk telt er 1"),
    ],
)
def test_that_what_does_not_agree_is_told_and_not_mended(
    said: Substance, found: tuple[Substance, ...], stated: int | None, told: str | None
) -> None:
    asked = case(substance=said, amounts=tuple(Amount(each, Decimal(10), Unit.GRAM) for each in found))
    remarks = remarks_on(asked, propose(MATRIX, asked), stated)
    assert len(remarks) == (told is not None)
    assert told is None or told in remarks[0].text
