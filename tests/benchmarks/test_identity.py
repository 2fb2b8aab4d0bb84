"""P6: proposals for one new person against 300,000, beside one bare pass of rapidfuzz over their names in the same run.

Bare is what anybody would write first: `rapidfuzz.process.extract` of the whole name over all names in memory, with its
plainest scorer. Ours asks the encrypted table of keys, compares, explains, and leaves out what was judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rapidfuzz import fuzz, process
from sqlalchemy import insert

from app.rules.identity.evidence import REASONABLE_FROM, STRONG_FROM
from app.rules.identity.particulars import SAID
from app.rules.permissions import CASEWORK
from app.services.network.recognising.keys import complete_keys
from app.services.network.recognising.proposals import proposals_for
from app.services.signals.mentions import MentionDraft
from models.casework import Mention
from models.casework.choices import Certainty
from tests.benchmarks.identity import Known, best, figures, pairs, precise
from tests.benchmarks.measure import compare
from tests.benchmarks.people import Written, halves, population, without_dates, written_again

if TYPE_CHECKING:
    from app.rules.identity.particulars import Particulars
    from app.vault.session import UnlockedVault

SIZE = 300_000
AGAIN = 4_000
TYPED = 25
REACH = 2.0


@pytest.fixture(scope="module")
def people() -> list[Written]:
    return population(SIZE)


def whole_name(said: Particulars) -> str:
    return " ".join(part for part in (said.given_names, said.prefix, said.surname) if part)


def draft_of(said: Particulars) -> MentionDraft:
    names = ("kind", "given_names", "prefix", "surname", "partner_name", "born_on")
    return MentionDraft(**{name: getattr(said, name) for name in names})


def store(vault: UnlockedVault, people: list[Written]) -> None:
    """All of them, as an import past the session does."""
    fixed = {"version": 1, "certainty": Certainty.SUSPECTED, "origin": "Synthetisch"}
    with vault.write(CASEWORK) as work:
        start = (work.session.query(Mention.id).order_by(Mention.id.desc()).limit(1).scalar() or 0) + 1
        for place in range(0, len(people), 5_000):
            rows = [
                {**{name: getattr(one.said, name) for name in SAID}, **fixed, "id": key, "entity_id": key, "label": "x"}
                for key, one in enumerate(people[place : place + 5_000], start=start + place)
            ]
            work.session.execute(insert(Mention), rows)
        work.record("mention.imported", "mention", f"{start}-{start + len(people) - 1}")


def test_that_proposals_cost_hardly_more_than_one_bare_pass(encrypted: UnlockedVault, people: list[Written]) -> None:
    store(encrypted, people)
    complete_keys(encrypted)
    typed = [one.said for one in written_again(people, TYPED)]
    names = [whole_name(one.said) for one in people]

    def bare() -> None:
        for said in typed:
            process.extract(whole_name(said), names, scorer=fuzz.ratio, limit=50)

    def ours() -> None:
        for said in typed:
            proposals_for(encrypted, draft_of(said))

    compare(f"P6 proposals for {TYPED} of {SIZE:,}", ours, bare, reach=REACH, rounds=5)


def test_that_the_matcher_is_as_good_as_promised(people: list[Written]) -> None:
    chosen_on, reported_on = halves(written_again(people, AGAIN))
    known = Known(people)
    learned, found, truly = pairs(known, chosen_on), pairs(known, reported_on), len(reported_on)
    at_best = figures(found, truly, best(learned, len(chosen_on)).threshold)
    at_99 = figures(found, truly, precise(learned, len(chosen_on)).threshold)
    told = {
        "chosen for F1": at_best,
        "chosen for 99 %": at_99,
        "in use, strong": figures(found, truly, STRONG_FROM),
        "in use, reasonable": figures(found, truly, REASONABLE_FROM),
    }
    for name, each in told.items():
        print(f"\nP6 {name:<20} {each}")  # noqa: T201 (the figure is what a benchmark is for)
    assert at_best.f1 >= 0.95
    assert at_99.recall >= 0.80


def test_what_is_left_without_birth_dates(people: list[Written]) -> None:
    bare = without_dates(people)
    chosen_on, reported_on = halves(without_dates(written_again(people, AGAIN // 4)))
    known = Known(bare)
    at_best = best(pairs(known, chosen_on), len(chosen_on)).threshold
    print(f"\nP6 without birth dates  {figures(pairs(known, reported_on), len(reported_on), at_best)}")  # noqa: T201
