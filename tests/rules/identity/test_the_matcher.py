"""The matcher on a small synthetic population: thresholds are chosen on one half and hold on the other (P6)."""

from __future__ import annotations

from app.rules.identity.evidence import REASONABLE_FROM, STRONG_FROM, Strength
from tests.benchmarks.identity import Known, best, figures, pairs, precise
from tests.benchmarks.people import halves, population, without_dates, written_again

SIZE, AGAIN = 6_000, 1_200


def test_that_one_person_is_known_again_with_a_birth_date() -> None:
    people = population(SIZE)
    chosen_on, reported_on = halves(written_again(people, AGAIN))
    known = Known(people)
    learned = pairs(known, chosen_on)
    at_best = best(learned, len(chosen_on)).threshold
    at_99 = precise(learned, len(chosen_on)).threshold
    found, truly = pairs(known, reported_on), len(reported_on)
    assert figures(found, truly, at_best).f1 >= 0.95
    assert figures(found, truly, at_99).recall >= 0.80
    assert figures(found, truly, STRONG_FROM).precision >= 0.985
    assert figures(found, truly, REASONABLE_FROM).recall >= 0.95


def test_that_without_birth_dates_everything_stays_a_weak_proposal() -> None:
    people = without_dates(population(1_500))
    known = Known(people)
    bare = [one for one in without_dates(written_again(people, 300)) if not one.said.addresses]
    strengths = {comparison.strength for one in bare for _, comparison in known.compared(one.said)}
    assert strengths <= {Strength.WEAK, None}
    assert Strength.WEAK in strengths
