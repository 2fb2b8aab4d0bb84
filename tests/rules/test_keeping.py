"""Who may have what destroyed, and when."""

from __future__ import annotations

from datetime import date

import pytest

from app.rules.keeping import Standing, approval_problem, proposal_problem, reason_problem

TODAY = date(2026, 1, 1)
OVER = date(2025, 12, 31)


@pytest.mark.parametrize(
    ("standing", "told"),
    [
        (Standing(OVER, held=False), None),
        (Standing(TODAY, held=False), "bewaard tot en met 1 januari 2026"),
        (Standing(OVER, held=True), "vastgehouden"),
        (Standing(OVER, held=False, proposed_by="a"), "al voorgesteld"),
    ],
)
def test_that_a_proposal_waits_for_the_term_and_the_hold(standing: Standing, told: str | None) -> None:
    problem = proposal_problem(standing, TODAY)
    assert problem is None if told is None else told in str(problem)


@pytest.mark.parametrize(
    ("standing", "told"),
    [
        (Standing(OVER, held=False, proposed_by="other"), None),
        (Standing(OVER, held=False, proposed_by="me"), "Een ander moet het goedkeuren"),
        (Standing(OVER, held=False), "geen voorstel"),
        (Standing(OVER, held=True, proposed_by="other"), "vastgehouden"),
        (Standing(TODAY, held=False, proposed_by="other"), "bewaard tot en met"),
    ],
)
def test_that_two_people_are_needed(standing: Standing, told: str | None) -> None:
    problem = approval_problem(standing, "me", TODAY)
    assert problem is None if told is None else told in str(problem)


@pytest.mark.parametrize(("reason", "enough"), [("", False), ("   kort   ", False), ("Loopt een rechtszaak.", True)])
def test_that_a_reason_says_something(reason: str, enough: bool) -> None:
    assert (reason_problem(reason) is None) is enough
