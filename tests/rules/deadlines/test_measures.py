"""The terms of a measure: each last day with its steps and articles, worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.rules.deadlines.measures import measure_terms
from app.rules.norms import NormBook
from app.services.norm_defaults import shipped_norms
from models.measures.choices import Answer
from tests.rules.measures.ladders import decided

BOOK = NormBook(shipped_norms())


def days_of(**known: Any) -> dict[str, date]:
    return {each.key: each.day for each in measure_terms(decided(**known), BOOK)}


def test_that_nothing_runs_before_anything_happened() -> None:
    nothing = dict.fromkeys(("intention_sent_on", "closed_from", "closed_until"))
    assert days_of(**nothing) == {}


@pytest.mark.parametrize(
    ("known", "key", "day"),
    [
        ({"intention_sent_on": date(2020, 4, 1)}, "views", date(2020, 4, 15)),
        ({"intention_sent_on": date(2020, 4, 1), "views_weeks": 1}, "views", date(2020, 4, 8)),
        ({}, "closure", date(2020, 8, 10)),
        ({"grace_until": date(2020, 6, 1)}, "grace", date(2020, 6, 1)),
        ({"announced_on": date(2020, 5, 5)}, "objection", date(2020, 6, 16)),
        ({"announced_on": date(2020, 5, 9)}, "objection", date(2020, 6, 22)),  # 20 June is a Saturday
    ],
)
def test_that_a_term_ends_on_its_last_day(known: Any, key: str, day: date) -> None:
    assert days_of(**known)[key] == day


@pytest.mark.parametrize(
    ("committee", "adjourned", "day"),
    [
        (None, None, date(2020, 7, 28)),
        (Answer.YES, None, date(2020, 9, 8)),
        (None, Answer.YES, date(2020, 9, 8)),
        (Answer.YES, Answer.YES, date(2020, 10, 20)),
    ],
)
def test_that_the_decision_on_an_objection_counts_from_the_end_of_its_term(
    committee: Answer | None, adjourned: Answer | None, day: date
) -> None:
    known: dict[str, Any] = {
        "announced_on": date(2020, 5, 5),
        "objection_on": date(2020, 5, 20),
        "objection_committee": committee,
        "objection_adjourned": adjourned,
    }
    found = {each.key: each for each in measure_terms(decided(**known), BOOK)}
    assert found["objection_decision"].day == day
    assert found["objection"].done_on == date(2020, 5, 20)
    articles = " ".join(step.article for step in found["objection_decision"].steps)
    assert ("7:10 lid 3" in articles) is (adjourned is not None)


def test_that_every_step_has_an_article() -> None:
    everything = {"announced_on": date(2020, 5, 5), "objection_on": date(2020, 5, 20), "grace_until": date(2020, 6, 1)}
    terms = measure_terms(decided(**everything), BOOK)
    assert len(terms) == 5
    assert all(step.article and step.text for each in terms for step in each.steps)
