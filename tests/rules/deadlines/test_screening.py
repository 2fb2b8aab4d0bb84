"""The terms of a screening against statute.txt, in any order of facts, and in their explanations."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import NotFound
from app.rules.deadlines.holidays import working_day
from app.rules.deadlines.screening import Asked, decision_term, screening_terms
from app.rules.screening.facts import ScreeningFacts
from models.bibob.choices import LegalBasis
from models.norm_choices import Counting
from tests.rules.deadlines.books import BOOK, book_with, day

if TYPE_CHECKING:
    from app.rules.deadlines.terms import Deadline
    from app.rules.norms import NormBook

LONG_AFTER = date(2026, 12, 31)
ONE_DAY = timedelta(days=1)


def rows() -> list[dict[str, str]]:
    text = (Path(__file__).parent / "statute.txt").read_text(encoding="utf-8")
    head, *lines = [line.split("|") for line in text.splitlines() if not line.startswith("#")]
    return [dict(zip(map(str.strip, head), map(str.strip, line), strict=True)) for line in lines]


def asked(text: str) -> list[Asked]:
    found = [one.split("..") for one in text.split(", ") if one]
    return [Asked(day(began), day(ended) if ended else None) for began, ended in found]


def facts_of(row: dict[str, str]) -> ScreeningFacts:
    def when(name: str) -> date | None:
        return day(row[name]) if row[name] else None

    completion = re.match(r"(\S*)\.\.(\S*)(?: \((\d+) weeks\))?", row["completion"])
    weeks = re.match(r"(\d+) weeks", row["term"])
    return ScreeningFacts(
        basis=LegalBasis.PERMIT,
        application_on=when("application"),
        decision_weeks=int(weeks[1]) if weeks else None,
        postponed_to=when("term") if row["term"] and not weeks else None,
        completion_asked_on=day(completion[1]) if completion else None,
        completed_on=day(completion[2]) if completion and completion[2] else None,
        completion_weeks=int(completion[3]) if completion and completion[3] else None,
        advice_requested_on=when("requested"),
        advice_received_on=when("received"),
        extension_days=int(row["extension"]) if row["extension"] else None,
    )


def terms(facts: ScreeningFacts, *questions: Asked, book: NormBook = BOOK, today: date = LONG_AFTER) -> Any:
    return {each.key: each for each in screening_terms(facts, questions, book, today)}


def test_that_the_table_has_sixty_cases_and_more() -> None:
    assert len({tuple(row.values()) for row in rows()}) >= 60


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['article']} {row['what']}")
def test_that_the_terms_are_those_of_the_statute(row: dict[str, str]) -> None:
    today = day(row["today"]) if row["today"] else LONG_AFTER
    found = terms(facts_of(row), *asked(row["questions"]), today=today)
    assert str(found["decision"].day) == row["decision"]
    assert str(found["decision"].other) == row["other"]
    assert found["decision"].watch == min(day(row["decision"]), day(row["other"]))
    assert str(found["advice"].day if "advice" in found else "") == row["advice"]


@pytest.mark.parametrize("row", [row for row in rows() if row["requested"]], ids=lambda row: str(row["what"]))
def test_that_counting_inclusively_as_the_norm_swaps_the_days(row: dict[str, str]) -> None:
    today = day(row["today"]) if row["today"] else LONG_AFTER
    book = book_with("bibob.suspension", counting=Counting.INCLUSIVE)
    if not row["completion"]:
        found = terms(facts_of(row), *asked(row["questions"]), book=book, today=today)["decision"]
        assert (str(found.day), str(found.other)) == (row["other"], row["decision"])
        assert found.watch == day(row["decision"])


EXAMPLE = ScreeningFacts(
    basis=LegalBasis.PERMIT,
    application_on=day("2020-03-02"),
    advice_requested_on=day("2020-03-16"),
    extension_days=28,
    advice_received_on=day("2020-06-01"),
)
QUESTION = Asked(day("2020-04-01"), day("2020-04-11"))


def test_that_the_worked_example_explains_itself() -> None:
    steps = terms(EXAMPLE, QUESTION)["decision"].steps
    assert [(step.article, step.text) for step in steps] == [
        ("art. 4:13 Awb", "8 weken na de aanvraag van 2 maart 2020: 27 april 2020."),
        (
            "art. 31 Wet Bibob",
            "Opgeschort van 16 maart 2020 tot en met 31 mei 2020 tijdens het LBB-onderzoek: 77 dagen.",
        ),
        ("art. 4:13 Awb", "Nieuwe uiterste beslisdatum: 13 juli 2020."),
        (
            "art. 31 Wet Bibob",
            "Anders geteld is het 14 juli 2020; de vroegste van beide, 13 juli 2020, geldt voor de waarschuwing.",
        ),
    ]


def test_that_the_last_day_of_the_advice_explains_itself() -> None:
    steps = terms(EXAMPLE, QUESTION)["advice"].steps
    assert [(step.article, step.text) for step in steps][:4] == [
        ("art. 15 lid 1 Wet Bibob", "8 weken na de aanvraag van 16 maart 2020."),
        (
            "art. 15 lid 2 Wet Bibob",
            "Opgeschort van 1 april 2020 tot en met 10 april 2020 wegens gevraagde gegevens: 10 dagen.",
        ),
        ("art. 15 lid 3 Wet Bibob", "Verlengd met 28 dagen."),
        ("art. 15 lid 1 Wet Bibob", "Uiterste adviesdatum: 18 juni 2020."),
    ]


def said(deadline: Deadline) -> str:
    return " ".join(step.text for step in deadline.steps)


def test_that_a_standstill_that_ends_without_advice_says_that_the_term_runs_on() -> None:
    told = said(terms(replace(EXAMPLE, advice_received_on=None), QUESTION)["decision"])
    assert "94 dagen. Daarna loopt de termijn door, ook zonder advies." in told


def test_that_a_request_after_the_term_says_that_it_suspends_nothing() -> None:
    late = replace(EXAMPLE, advice_requested_on=day("2020-04-28"), extension_days=None)
    assert "De beslistermijn was toen al verstreken; dit schort niets op." in said(terms(late)["decision"])


def test_that_days_in_two_standstills_are_told_to_count_once() -> None:
    both = replace(EXAMPLE, completion_asked_on=day("2020-03-09"), completed_on=day("2020-03-20"))
    told = said(terms(both, QUESTION)["decision"])
    assert "4 dagen van deze opschortingen vallen samen en tellen één keer." in told


def test_that_a_standstill_without_a_day_is_told_as_such() -> None:
    at_once = replace(EXAMPLE, advice_received_on=EXAMPLE.advice_requested_on)
    assert "Opgeschort vanaf 16 maart 2020 tijdens het LBB-onderzoek: geen dag." in said(terms(at_once)["decision"])


def test_that_an_adjournment_is_a_step_with_its_article() -> None:
    found = terms(replace(EXAMPLE, postponed_to=day("2020-05-10")), QUESTION)["decision"]
    assert ("art. 4:14 Awb", "Verdaagd tot 10 mei 2020.") in [(step.article, step.text) for step in found.steps]


@pytest.mark.parametrize("basis", [LegalBasis.CONTRACT, LegalBasis.PROPERTY, LegalBasis.REVOCATION, None])
def test_that_without_an_application_there_is_no_term_to_decide(basis: LegalBasis | None) -> None:
    assert set(terms(replace(EXAMPLE, basis=basis), QUESTION)) == {"advice", "reuse"}


def test_that_nothing_begins_by_itself() -> None:
    assert terms(ScreeningFacts()) == {}


def test_that_the_other_terms_run_from_their_own_days() -> None:
    found = terms(
        ScreeningFacts(
            completion_asked_on=day("2020-01-13"),
            intention_sent_on=day("2020-07-01"),
            views_weeks=3,
            decided_on=day("2020-08-01"),
            published_on=day("2020-08-03"),
            closed_on=day("2020-10-01"),
        )
    )
    assert {key: str(each.day) for key, each in found.items()} == {
        "completion": "2020-01-27",
        "views": "2020-07-22",
        "objection": "2020-09-14",
        "retention": "2025-10-01",
    }
    assert found["views"].done_on == day("2020-08-01")


def test_that_a_file_can_have_a_retention_of_its_own() -> None:
    own = terms(ScreeningFacts(closed_on=day("2020-10-01"), keep_until=day("2030-10-01")))["retention"]
    assert own.day == own.other == day("2030-10-01")
    assert own.steps[0].article == "selectielijst gemeente"


@pytest.mark.parametrize(
    ("today", "paused"), [("2020-03-16", True), ("2020-06-17", True), ("2020-06-18", False), ("2020-09-01", False)]
)
def test_that_the_decision_stands_still_until_the_advice_or_its_last_day(today: str, paused: bool) -> None:
    waiting = replace(EXAMPLE, advice_received_on=None)
    assert terms(waiting, QUESTION, today=day(today))["decision"].paused is paused


def test_that_the_term_of_the_lbb_stands_still_while_a_question_is_open() -> None:
    waiting = replace(EXAMPLE, advice_received_on=None)
    assert terms(waiting, Asked(day("2020-04-01")), today=day("2020-04-05"))["advice"].paused
    assert not terms(waiting, QUESTION, today=day("2020-04-15"))["advice"].paused
    assert not terms(EXAMPLE, Asked(day("2020-04-01")))["advice"].paused


def test_that_an_extension_beyond_four_weeks_gives_no_more_than_four() -> None:
    assert terms(replace(EXAMPLE, extension_days=40), QUESTION) == terms(EXAMPLE, QUESTION)
    assert terms(replace(EXAMPLE, extension_days=-3)) == terms(replace(EXAMPLE, extension_days=None))


def test_that_an_open_question_ends_with_the_advice() -> None:
    left_open = Asked(day("2020-04-01"))
    assert terms(EXAMPLE, left_open) == terms(EXAMPLE, left_open, today=day("2020-06-01"))
    assert str(terms(EXAMPLE, left_open)["advice"].day) == "2020-08-08"  # 8 weeks, 61 days and 4 weeks


def test_that_nothing_moves_or_stands_still_after_the_decision() -> None:
    decided = replace(EXAMPLE, advice_received_on=None, decided_on=day("2020-05-01"))
    found = terms(decided, Asked(day("2020-04-01")))
    assert found == terms(decided, Asked(day("2020-04-01")), today=day("2020-05-01"))
    assert str(found["decision"].day) == "2020-06-12"  # 46 days
    assert not found["decision"].paused
    assert not found["advice"].paused
    assert not found["decision"].late


@pytest.mark.parametrize("weeks", [0, -1, 53, 10**9])
def test_that_impossible_weeks_of_its_own_leave_the_norm(weeks: int) -> None:
    assert terms(replace(EXAMPLE, decision_weeks=weeks)) == terms(EXAMPLE)


def test_that_a_file_from_before_the_norms_is_told_so() -> None:
    early = replace(EXAMPLE, application_on=day("2012-01-02"), advice_requested_on=day("2012-02-01"))
    with pytest.raises(NotFound, match=r"geen norm ‘Adviestermijn .*’ die geldt op 1 februari 2012"):
        terms(early)


def test_that_norms_that_count_in_different_ways_warn_for_the_earliest_of_all() -> None:
    both = replace(EXAMPLE, completion_asked_on=day("2020-03-03"), completed_on=day("2020-03-06"))
    mixed = terms(both, QUESTION, book=book_with("bibob.suspension", counting=Counting.INCLUSIVE))["decision"]
    alike = terms(both, QUESTION)["decision"]
    assert mixed.day == alike.day + ONE_DAY
    assert mixed.watch == alike.watch == mixed.other


# Whatever happens, in any order

DAYS = st.dates(date(2019, 9, 1), date(2025, 1, 1))
LENGTHS = st.integers(0, 120)
QUESTIONS = st.lists(st.tuples(st.integers(0, 80), st.integers(0, 60)), max_size=4)


@st.composite
def screenings(draw: st.DrawFn) -> tuple[ScreeningFacts, list[Asked]]:
    begin = draw(DAYS)
    requested = begin + timedelta(days=draw(st.integers(0, 70)))
    completion = begin + timedelta(days=draw(st.integers(0, 70)))
    received = draw(st.one_of(st.none(), LENGTHS))
    completed = draw(st.one_of(st.none(), st.integers(0, 30)))
    facts = ScreeningFacts(
        basis=LegalBasis.PERMIT,
        application_on=begin,
        advice_requested_on=requested,
        advice_received_on=None if received is None else requested + timedelta(days=received),
        extension_days=draw(st.one_of(st.none(), st.integers(1, 28))),
        completion_asked_on=draw(st.sampled_from([None, completion])),
        completed_on=None if completed is None else completion + timedelta(days=completed),
    )
    spans = draw(QUESTIONS)
    return facts, [
        Asked(requested + timedelta(days=at), requested + timedelta(days=at + length)) for at, length in spans
    ]


@given(screenings())
def test_that_no_term_ends_before_what_it_counts_from(made: tuple[ScreeningFacts, list[Asked]]) -> None:
    facts, questions = made
    found = terms(facts, *questions)
    assert found["advice"].watch >= (facts.advice_requested_on or LONG_AFTER)
    assert found["decision"].watch >= (facts.application_on or LONG_AFTER)
    undisturbed = decision_term(
        ScreeningFacts(basis=facts.basis, application_on=facts.application_on), [], BOOK, LONG_AFTER
    )
    assert undisturbed is not None
    assert found["decision"].day >= undisturbed.day


@given(screenings(), st.integers(0, 80), st.integers(0, 60))
def test_that_one_more_question_never_makes_a_term_earlier(
    made: tuple[ScreeningFacts, list[Asked]], at: int, length: int
) -> None:
    facts, questions = made
    began = (facts.advice_requested_on or LONG_AFTER) + timedelta(days=at)
    before, after = terms(facts, *questions), terms(facts, *questions, Asked(began, began + timedelta(days=length)))
    assert all(after[key].day >= before[key].day and after[key].watch >= before[key].watch for key in before)


@given(screenings(), st.integers(1, 28), st.integers(0, 30))
def test_that_a_longer_standstill_never_makes_a_term_earlier(
    made: tuple[ScreeningFacts, list[Asked]], days: int, more: int
) -> None:
    facts, questions = made
    longer = replace(
        facts,
        extension_days=min(28, (facts.extension_days or 0) + days),
        advice_received_on=facts.advice_received_on and facts.advice_received_on + timedelta(days=more),
        completed_on=facts.completed_on and facts.completed_on + timedelta(days=more),
    )
    before, after = terms(facts, *questions), terms(longer, *questions)
    assert all(after[key].day >= before[key].day for key in ("advice", "decision"))


@given(screenings(), st.integers(0, 400), st.integers(0, 60))
def test_that_waiting_never_makes_a_term_earlier(
    made: tuple[ScreeningFacts, list[Asked]], since: int, more: int
) -> None:
    facts, questions = made
    today = (facts.advice_requested_on or LONG_AFTER) + timedelta(days=since)
    before = terms(facts, *questions, today=today)
    after = terms(facts, *questions, today=today + timedelta(days=more))
    assert all(after[key].day >= before[key].day for key in before)


@given(screenings())
def test_that_the_formula_gives_what_counting_day_by_day_gives(made: tuple[ScreeningFacts, list[Asked]]) -> None:
    facts, questions = made
    found = terms(facts, *questions)["decision"]
    last = (facts.application_on or LONG_AFTER) + timedelta(weeks=8)
    for still in sorted(days_still(facts, questions)):
        last += ONE_DAY if still <= last else timedelta(0)
    assert found.day == working_day(last)


def days_still(facts: ScreeningFacts, questions: list[Asked]) -> set[date]:
    """Every day on which the decision term stands still, one by one: days received or completed not counted."""
    assert facts.advice_requested_on is not None
    open_questions = {each for one in questions for each in days_between(one.began_on, one.ended_on or LONG_AFTER)}
    longest = 56 + len(open_questions) + (facts.extension_days or 0)
    advised = sorted(days_between(facts.advice_requested_on, facts.advice_received_on or LONG_AFTER))[:longest]
    completed: set[date] = set()
    if facts.completion_asked_on is not None:
        limit = facts.completion_asked_on + timedelta(weeks=2)
        completed = days_between(facts.completion_asked_on + ONE_DAY, min(facts.completed_on or LONG_AFTER, limit))
    return {*advised, *completed}


def days_between(first: date, end: date) -> set[date]:
    return {first + timedelta(days=n) for n in range((end - first).days)}
