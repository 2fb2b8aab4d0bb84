"""What cannot be stored of a measure: each with its field, its sentence and its article."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from app.rules.measures.addresses import address_line, address_problems, tidy_postcode
from app.rules.measures.findings import Found, order_problem
from app.rules.measures.ladder import Outcome
from app.rules.measures.problems import Limits, measure_problems
from models.measures.choices import (
    Answer,
    InjunctionOutcome,
    ObjectionOutcome,
    Phase,
    Sanction,
    ViewsForm,
    WithoutIntention,
)
from tests.rules.measures.ladders import DECIDED, TODAY, decided

if TYPE_CHECKING:
    from app.rules.measures.facts import MeasureFacts

WARNED = decided(sanction=Sanction.WARNING, months=None, closed_from=None, closed_until=None)
PENALTY: dict[str, Any] = {
    "sanction": Sanction.PENALTY,
    "months": None,
    "closed_from": None,
    "closed_until": None,
    "penalty_amount": Decimal(5000),
    "penalty_maximum": Decimal(25000),
    "grace_until": date(2020, 6, 1),
}
ALL_OF_IT = decided(
    announced_on=date(2020, 5, 5),
    executed_on=date(2020, 5, 11),
    objection_on=date(2020, 5, 20),
    objection_decided_on=date(2020, 7, 1),
    objection_outcome=ObjectionOutcome.UNFOUNDED,
    injunction_asked_on=date(2020, 5, 20),
    injunction_decided_on=date(2020, 5, 28),
    injunction_outcome=InjunctionOutcome.DENIED,
    reopened_on=date(2020, 8, 11),
    evicted_on=date(2020, 7, 1),
    corporation="Voorbeeldwonen",
    closed_on=date(2020, 9, 1),
    phase=Phase.CLOSED,
)


@pytest.mark.parametrize(
    "facts", [DECIDED, WARNED, decided(**PENALTY), ALL_OF_IT, decided(closed_until=None, months=None)]
)
def test_that_what_is_right_has_no_problems(facts: MeasureFacts) -> None:
    assert measure_problems(facts, Limits(), TODAY) == {}


@pytest.mark.parametrize(
    ("known", "field", "told"),
    [
        ({"closed_until": date(2020, 5, 1), "months": None}, "closed_until", "art. 5:24 lid 1 Awb"),
        ({"closed_until": date(2020, 9, 10)}, "closed_until", "eindigt op 10 augustus 2020"),
        ({"closed_from": None}, "closed_from", "art. 5:24 lid 1 Awb"),
        ({"months": 0}, "months", "van 1 tot en met 120"),
        ({"closed_from": date(2020, 4, 20), "closed_until": None}, "closed_from", "art. 5:31 lid 2 Awb"),
        ({"executed_on": date(2020, 4, 20)}, "executed_on", "spoedeisende bestuursdwang"),
        ({"intention_sent_on": None}, "without_intention", "art. 4:11"),
        ({"without_intention": WithoutIntention.URGENT}, "without_intention", "Er was een voornemen"),
        ({"sanction": None}, "sanction", "Kies wat is besloten"),
        ({"decided_on": None, "closed_from": None, "phase": Phase.WEIGHING}, "decided_on", "art. 3:40 Awb"),
        ({"competent": None}, "competent", "de bevoegdheid (art. 13b lid 1 Opiumwet)"),
        ({"necessary": Answer.NO}, "sanction", "ontbreekt de noodzaak"),
        ({"balance_reason": "  "}, "balance_reason", "art. 3:46 Awb"),
        ({"penalty_amount": Decimal(1)}, "penalty_amount", "art. 5:32 Awb"),
        (PENALTY | {"closed_from": date(2020, 6, 1)}, "closed_from", "alleen bij een sluiting"),
        (PENALTY | {"penalty_amount": None}, "penalty_amount", "art. 5:32b lid 1 Awb"),
        (PENALTY | {"penalty_maximum": None}, "penalty_maximum", "art. 5:32b lid 2 Awb"),
        (PENALTY | {"penalty_maximum": Decimal(10)}, "penalty_maximum", "niet lager"),
        (PENALTY | {"grace_until": None}, "grace_until", "art. 5:32a lid 2 Awb"),
        (PENALTY | {"grace_until": date(2020, 5, 1)}, "grace_until", "5:24 lid 2"),
        ({"decided_on": date(2020, 3, 30)}, "decided_on", "art. 4:8 Awb"),
        ({"views_received_on": date(2020, 5, 6)}, "decided_on", "Dit ligt vóór de zienswijze"),
        ({"found_on": date(2022, 1, 1)}, "found_on", "in de toekomst"),
        ({"found_on": date(1901, 1, 1)}, "found_on", "tussen 1990 en 2100"),
        ({"report_received_on": date(2020, 3, 1)}, "report_received_on", "art. 16 Wpg"),
        ({"objection_decided_on": date(2020, 7, 1)}, "objection_on", "art. 7:10 Awb"),
        ({"objection_on": date(2020, 6, 1), "objection_decided_on": date(2020, 7, 1)}, "objection_outcome", "7:11"),
        ({"evicted_on": date(2020, 7, 1)}, "corporation", "art. 7:231 lid 2 BW"),
        ({"views_weeks": 13}, "views_weeks", "art. 4:9 Awb"),
        ({"costs": Decimal(-1)}, "costs", "art. 5:25 Awb"),
        ({"nth": 10}, "nth", "van 1 tot en met 9"),
        ({"phase": Phase.CLOSED}, "closed_on", "afgesloten"),
        ({"closed_on": date(2020, 9, 1)}, "phase", "kies de fase ‘afgesloten’"),
        ({"phase": Phase.OBJECTION}, "phase", "past nog niet"),
    ],
)
def test_that_a_problem_stands_beside_its_field_with_its_article(known: Any, field: str, told: str) -> None:
    problems = measure_problems(decided(**known), Limits(), TODAY)
    assert told in problems[field]


def urgent(**known: Any) -> MeasureFacts:
    values = {"intention_sent_on": None, "without_reason": "Explosiegevaar."} | known
    return decided(**values)


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        (urgent(without_intention=WithoutIntention.URGENT), set()),
        (urgent(without_intention=WithoutIntention.VERY_URGENT, closed_from=date(2020, 3, 2), months=None), set()),
        (urgent(without_intention=WithoutIntention.URGENT, without_reason=None), {"without_reason"}),
        (urgent(without_intention=WithoutIntention.WARNING), {"without_intention"}),
        (urgent(without_intention=WithoutIntention.VERY_URGENT, **PENALTY), {"without_intention"}),
        (
            replace(
                WARNED,
                intention_sent_on=None,
                without_intention=WithoutIntention.WARNING,
                without_reason="Eerste keer.",
            ),
            set(),
        ),
        (replace(WARNED, intention_sent_on=None), {"without_intention"}),
        (replace(WARNED, sanction=Sanction.NONE, intention_sent_on=None), set()),
    ],
)
def test_that_a_decision_without_intention_has_a_ground_and_a_reason(facts: MeasureFacts, fields: set[str]) -> None:
    assert set(measure_problems(facts, Limits(), TODAY)) == fields


def test_that_views_may_be_given_until_the_term_is_over() -> None:
    limits = Limits(views_until=date(2020, 5, 4))
    assert "tot en met 4 mei 2020" in measure_problems(DECIDED, limits, TODAY)["decided_on"]
    assert measure_problems(decided(views_form=ViewsForm.NONE), limits, TODAY) == {}
    assert measure_problems(decided(views_received_on=date(2020, 4, 20)), limits, TODAY) == {}


@pytest.mark.parametrize(
    ("proposed", "known", "asks"),
    [
        (None, {}, False),
        (Outcome(Sanction.CLOSURE, 3), {}, False),
        (Outcome(Sanction.CLOSURE, 3), {"months": None}, False),
        (Outcome(Sanction.CLOSURE), {"months": None, "closed_until": None}, False),
        (Outcome(Sanction.CLOSURE, 6), {}, True),
        (Outcome(Sanction.CLOSURE), {}, True),
        (Outcome(Sanction.CLOSURE, 3), {"months": None, "closed_until": date(2020, 6, 20)}, True),
        (Outcome(Sanction.WARNING), {}, True),
        (Outcome(Sanction.CLOSURE, 6), {"deviation_reason": "Er wonen kinderen."}, False),
    ],
)
def test_that_deviating_from_the_policy_asks_a_reason(proposed: Outcome | None, known: Any, asks: bool) -> None:
    problems = measure_problems(decided(**known), Limits(proposed=proposed), TODAY)
    assert ("deviation_reason" in problems) is asks
    assert not asks or "art. 4:84 Awb" in problems["deviation_reason"]


@pytest.mark.parametrize(
    ("own", "others", "told"),
    [
        (Found(date(2020, 1, 1), 3), [Found(date(2020, 2, 1), 1)], "De derde constatering, van 1 januari 2020, ligt"),
        (Found(date(2020, 3, 1), 1), [Found(date(2020, 2, 1), 3)], "vóór de eerste, van 1 maart 2020"),
        (Found(date(2020, 3, 1), 2), [Found(date(2020, 2, 1), 2)], "al een tweede constatering"),
        (Found(date(2020, 3, 1), 3), [Found(date(2020, 2, 1), 1), Found(date(2020, 2, 9))], None),
        (Found(date(2020, 1, 1)), [Found(date(2020, 2, 1), 1)], None),
        (Found(date(2020, 2, 1), 2), [Found(date(2020, 2, 1), 1)], None),
    ],
)
def test_that_a_third_finding_does_not_lie_before_the_first(own: Found, others: list[Found], told: str | None) -> None:
    problem = order_problem(own, others)
    assert (problem is None) is (told is None)
    assert told is None or (problem is not None and told in problem and "art. 4:81 Awb" in problem)


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        (("Voorbeeldstraat", 12, "2671 AB", "Naaldwijk", None), set()),
        (("Voorbeeldstraat", 12, "2671ab", "Naaldwijk", "1783010000000001"), set()),
        ((None, None, None, None, None), set()),
        (("12", 12, None, "Naaldwijk", None), {"street"}),
        (("Voorbeeldstraat", 0, None, "Naaldwijk", None), {"house_number"}),
        (("Voorbeeldstraat", 100_000, None, "Naaldwijk", None), {"house_number"}),
        (("Voorbeeldstraat", 12, "0671 AB", "Naaldwijk", None), {"postcode"}),
        (("Voorbeeldstraat", 12, "2671 SS", "Naaldwijk", None), {"postcode"}),
        (("Voorbeeldstraat", 12, None, "?", None), {"place"}),
        (("Voorbeeldstraat", 12, None, "Naaldwijk", "1783990000000001"), {"bag_id"}),
    ],
)
def test_that_an_address_that_is_not_one_is_refused(given: Any, fields: set[str]) -> None:
    assert set(address_problems(*given)) == fields


def test_that_an_address_is_written_as_on_an_envelope() -> None:
    assert tidy_postcode(" 2671ab ") == "2671 AB"
    assert tidy_postcode("nergens") == "nergens"
    assert tidy_postcode(None) is None
    assert address_line("Voorbeeldstraat", 12, "a", "Naaldwijk") == "Voorbeeldstraat 12a, Naaldwijk"
