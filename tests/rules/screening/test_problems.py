"""What is refused of a screening: impossible dates, a decision without what must come first, each with its article."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.rules.screening.facts import DATES, ScreeningFacts
from app.rules.screening.problems import PLANNED, Limits, is_danger, screening_problems
from models.bibob.choices import AdviceType, Answer, Danger, LegalBasis, Outcome, Phase

TODAY = date(2021, 1, 1)
LIMITS = Limits(extension_days=28, views_until=date(2020, 7, 22))
FINE = ScreeningFacts(
    phase=Phase.CLOSED,
    opened_on=date(2020, 3, 2),
    basis=LegalBasis.PERMIT,
    application_on=date(2020, 3, 2),
    form_issued_on=date(2020, 3, 2),
    form_received_on=date(2020, 3, 9),
    form_complete=Answer.NO,
    completion_asked_on=date(2020, 3, 10),
    completed_on=date(2020, 3, 15),
    prosecutor_tip_on=date(2020, 3, 3),
    riec_support=Answer.YES,
    riec_support_on=date(2020, 3, 12),
    advice_type=AdviceType.REGULAR,
    advice_requested_on=date(2020, 3, 16),
    subject_informed_on=date(2020, 3, 16),
    extension_days=28,
    extension_noticed_on=date(2020, 5, 4),
    advice_received_on=date(2020, 6, 1),
    advised_danger_a=Danger.SERIOUS,
    advised_danger_b=Danger.SERIOUS,
    danger_a=Danger.SERIOUS,
    danger_b=Danger.LESSER,
    danger_six=Answer.NO,
    reasoning="De feiten onder b zijn oud.",
    register_consulted_on=date(2020, 3, 12),
    register_reported_on=date(2020, 8, 4),
    intention_sent_on=date(2020, 7, 8),
    secrecy_pointed_on=date(2020, 7, 8),
    views_received_on=date(2020, 7, 20),
    outcome=Outcome.REFUSE,
    decided_on=date(2020, 8, 3),
    published_on=date(2020, 8, 3),
    objection_on=date(2020, 9, 1),
    closed_on=date(2020, 12, 1),
    destroyed_on=date(2020, 12, 31),
)


def problems(facts: ScreeningFacts = FINE, /, **changes: Any) -> dict[str, str]:
    return screening_problems(replace(facts, **changes), LIMITS, TODAY)


def test_that_a_whole_course_is_accepted() -> None:
    assert problems() == {}
    assert problems(ScreeningFacts()) == {}


@pytest.mark.parametrize(
    ("earlier", "later", "article"),
    [
        ("advice_requested_on", "advice_received_on", "art. 15 Wet Bibob"),
        ("advice_requested_on", "subject_informed_on", "art. 32 Wet Bibob"),
        ("advice_requested_on", "extension_noticed_on", "art. 15 lid 3 Wet Bibob"),
        ("application_on", "advice_requested_on", "art. 31 Wet Bibob"),
        ("application_on", "completion_asked_on", "art. 4:5 Awb"),
        ("completion_asked_on", "completed_on", "art. 4:15 Awb"),
        ("form_issued_on", "form_received_on", "art. 7a Wet Bibob"),
        ("intention_sent_on", "views_received_on", "art. 33 Wet Bibob, art. 4:9 Awb"),
        ("intention_sent_on", "decided_on", "art. 33 Wet Bibob"),
        ("decided_on", "published_on", "art. 3:40 Awb"),
        ("published_on", "objection_on", "art. 6:8 Awb"),
        ("decided_on", "closed_on", "art. 28 Wet Bibob"),
        ("closed_on", "destroyed_on", "selectielijst gemeente"),
    ],
)
def test_that_an_impossible_order_is_refused_with_the_article(earlier: str, later: str, article: str) -> None:
    told = problems(**{later: getattr(FINE, earlier) - timedelta(days=1)})[later]
    assert told.startswith(f"Deze datum ligt vóór {DATES[earlier]} op ")
    assert told.endswith(f"({article}).")


@pytest.mark.parametrize("name", sorted(DATES))
def test_that_only_what_is_planned_may_lie_ahead(name: str) -> None:
    told = problems(ScreeningFacts(), **{name: TODAY + timedelta(days=1)}).get(name)
    assert (told == "Deze datum ligt in de toekomst; vul in wat er is gebeurd.") is (name not in PLANNED)


@pytest.mark.parametrize("name", sorted(DATES))
def test_that_a_year_outside_the_calendar_is_a_typing_error(name: str) -> None:
    assert problems(ScreeningFacts(), **{name: date(202, 1, 1)})[name] == "Vul een datum in tussen 1990 en 2100."


def test_that_every_date_of_a_screening_is_looked_at() -> None:
    assert {name for name in ScreeningFacts.__slots__ if name.endswith(("_on", "_to", "_until"))} == set(DATES)


@pytest.mark.parametrize(
    ("present", "missing", "article"),
    [
        ("completed_on", "completion_asked_on", "art. 4:15 Awb"),
        ("advice_received_on", "advice_requested_on", "art. 15 Wet Bibob"),
        ("extension_days", "advice_requested_on", "art. 15 lid 3 Wet Bibob"),
        ("published_on", "decided_on", "art. 3:40 Awb"),
        ("views_received_on", "intention_sent_on", "art. 33 Wet Bibob"),
    ],
)
def test_that_nothing_follows_from_what_did_not_happen(present: str, missing: str, article: str) -> None:
    alone = replace(ScreeningFacts(), **{present: getattr(FINE, present)})
    assert problems(alone)[missing].endswith(f"({article}).")


@pytest.mark.parametrize("basis", LegalBasis)
def test_that_an_application_has_a_day_where_a_term_runs_from_it(basis: LegalBasis) -> None:
    assert ("application_on" in problems(ScreeningFacts(basis=basis))) is basis.has_decision_term


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (28, None),
        (1, None),
        (29, "De verlenging is ten hoogste 28 dagen (art. 15 lid 3 Wet Bibob)."),
        (0, "Vul een aantal dagen boven nul in, of laat het veld leeg."),
        (-1, "Vul een aantal dagen boven nul in, of laat het veld leeg."),
    ],
)
def test_that_an_extension_is_at_most_four_weeks(days: int, told: str | None) -> None:
    assert problems(extension_days=days).get("extension_days") == told


def test_that_without_a_norm_the_extension_is_not_judged() -> None:
    assert screening_problems(replace(FINE, extension_days=40), Limits(), TODAY) == {}


@pytest.mark.parametrize("name", ["decision_weeks", "completion_weeks", "views_weeks"])
@pytest.mark.parametrize(("weeks", "fine"), [(0, False), (1, True), (52, True), (53, False), (-2, False)])
def test_that_weeks_of_its_own_are_between_one_and_a_year(name: str, weeks: int, fine: bool) -> None:
    assert (name not in problems(**{name: weeks})) is fine


NEGATIVE = [Outcome.REFUSE, Outcome.REVOKE, Outcome.EXCLUDE, Outcome.DISSOLVE, Outcome.NO_DEAL]


@pytest.mark.parametrize("outcome", [*NEGATIVE, Outcome.GRANT_WITH_CONDITIONS])
def test_that_no_negative_decision_or_condition_comes_without_an_intention(outcome: Outcome) -> None:
    told = problems(outcome=outcome, intention_sent_on=None, views_received_on=None)
    assert told == {
        "outcome": f"Het besluit ‘{outcome.label}’ kan niet zonder voornemen en zienswijze vooraf (art. 33 Wet Bibob)."
    }


@pytest.mark.parametrize("outcome", [Outcome.GRANT, Outcome.NOT_PROCESSED, Outcome.WITHDRAWN])
def test_that_other_decisions_need_no_intention(outcome: Outcome) -> None:
    assert problems(outcome=outcome, intention_sent_on=None, views_received_on=None, secrecy_pointed_on=None) == {}


@pytest.mark.parametrize(("decided", "fine"), [("2020-07-22", False), ("2020-07-23", True)])
def test_that_the_term_for_views_is_waited_for_when_none_came(decided: str, fine: bool) -> None:
    told = problems(views_received_on=None, decided_on=date.fromisoformat(decided)).get("decided_on")
    wanted = "De termijn voor zienswijze loopt tot en met 22 juli 2020 (art. 33 Wet Bibob, art. 4:9 Awb)."
    assert told == (None if fine else wanted)


def test_that_views_that_came_may_end_the_waiting_and_come_before_the_decision() -> None:
    assert problems(views_received_on=date(2020, 7, 10), decided_on=date(2020, 7, 12)) == {}
    told = problems(views_received_on=date(2020, 7, 13), decided_on=date(2020, 7, 12))
    assert told == {"decided_on": "Dit ligt vóór de zienswijze van 13 juli 2020 (art. 33 Wet Bibob)."}


def test_that_the_advice_is_shared_with_the_duty_of_secrecy_before_a_negative_decision() -> None:
    told = problems(secrecy_pointed_on=None)
    assert set(told) == {"secrecy_pointed_on"}
    assert "art. 28 lid 3 Wet Bibob" in told["secrecy_pointed_on"]
    late = problems(secrecy_pointed_on=date(2020, 8, 4))
    assert late["secrecy_pointed_on"].startswith("Het besluit ‘weigeren’ kan niet vóór afschrift van het advies")


def test_that_without_advice_there_is_nothing_to_give_a_copy_of() -> None:
    own = replace(
        FINE,
        advice_type=None,
        advice_requested_on=None,
        subject_informed_on=None,
        extension_days=None,
        extension_noticed_on=None,
        advice_received_on=None,
        secrecy_pointed_on=None,
    )
    assert problems(own) == {}


@pytest.mark.parametrize("name", ["danger_a", "danger_b", "danger_six"])
def test_that_a_decision_concludes_on_every_ground(name: str) -> None:
    assert set(problems(**{name: None})) == {name}
    withdrawn = {"outcome": Outcome.WITHDRAWN, "withdrawn_on": date(2020, 4, 1), "decided_on": None}
    assert name not in problems(published_on=None, objection_on=None, **{name: None}, **withdrawn)


def test_that_deviating_from_the_advice_needs_reasons() -> None:
    assert problems(reasoning=" ") == {
        "reasoning": "U wijkt af van het advies van het LBB; motiveer dat (art. 3:50 Awb)."
    }
    assert problems(reasoning=None, danger_b=Danger.SERIOUS) == {}
    assert problems(reasoning=None, advised_danger_b=None) == {}


def test_that_outcome_and_day_of_decision_belong_together() -> None:
    assert set(problems(outcome=None)) == {"outcome"}
    undecided = {"decided_on": None, "published_on": None, "objection_on": None}
    assert problems(**undecided)["decided_on"].endswith("(art. 4:13 Awb).")
    assert "decided_on" not in problems(withdrawn_on=date(2020, 4, 1), outcome=Outcome.WITHDRAWN, **undecided)


def test_that_the_kind_of_advice_and_of_support_is_chosen() -> None:
    assert set(problems(advice_type=None)) == {"advice_type"}
    assert set(problems(riec_support=Answer.NO)) == {"riec_support"}


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.CLOSED])
def test_that_a_phase_is_reached_by_what_happened(phase: Phase) -> None:
    bare = ScreeningFacts(phase=phase, opened_on=date(2020, 3, 2))
    free = {Phase.INTAKE, Phase.OWN_RESEARCH, Phase.ASSESSMENT}
    assert ("phase" in problems(bare)) is (phase not in free)
    assert problems(phase=phase, closed_on=None, destroyed_on=None) == {}


def test_that_closed_is_closed() -> None:
    assert set(problems(phase=Phase.OBJECTION)) == {"phase"}
    assert set(problems(ScreeningFacts(phase=Phase.CLOSED))) == {"closed_on"}
    assert problems(ScreeningFacts(phase=None)) == {}


@pytest.mark.parametrize(
    ("a", "b", "six", "danger"),
    [
        (Danger.NONE, Danger.NONE, Answer.NO, False),
        (Danger.UNDETERMINED, None, None, False),
        (Danger.LESSER, Danger.NONE, Answer.NO, True),
        (Danger.NONE, Danger.SERIOUS, None, True),
        (Danger.NONE, Danger.NONE, Answer.YES, True),
    ],
)
def test_that_danger_of_any_degree_is_to_be_reported(
    a: Danger | None, b: Danger | None, six: Answer | None, danger: bool
) -> None:
    assert is_danger(ScreeningFacts(danger_a=a, danger_b=b, danger_six=six)) is danger
