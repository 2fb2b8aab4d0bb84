"""The yearly counts: published to the programme without names, small ones merged by choice, forgeries set aside."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from app.errors import AccessDenied, Invalid
from app.rules.permissions import Role
from app.rules.screening.year import MERGED
from app.services.bibob.overview import publish_screening_year, screening_year
from app.services.bibob.screenings import Screenings
from app.services.norms import NormChange, change_norm
from app.services.post import carry_and_take_in
from app.services.programme.screening_figures import NOTE_KIND, ScreeningYear, published_screenings
from models.bibob.choices import Danger, FigureKind, Occasion, Outcome
from models.norm_choices import Counting, NormUnit
from tests.services.bibob.files import WHOLE, screening

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

    Unlock = Callable[[Role], UnlockedVault]


@pytest.fixture
def files(bibob: UnlockedVault) -> UnlockedVault:
    """Six refused and one granted in 2020, one begun and open."""
    for _ in range(6):
        Screenings(bibob).add(replace(WHOLE, subject="Merknaam BV", note="Merknotitie"))
    granted: dict[str, Any] = {
        "danger_a": Danger.NONE,
        "danger_b": Danger.NONE,
        "outcome": Outcome.GRANT,
        "occasion": Occasion.SUBSIDY,
    }
    Screenings(bibob).add(replace(WHOLE, **granted))
    screening(bibob, occasion=Occasion.SUBSIDY)
    return bibob


def counts(year: ScreeningYear | None, kind: FigureKind) -> dict[str, int]:
    assert year is not None
    return {figure.label: figure.count for figure in year.of(kind)}


def test_that_the_programme_gets_the_counts(files: UnlockedVault, unlock_as: Unlock) -> None:
    policy = unlock_as(Role.POLICY)
    assert published_screenings(policy, 2020) is None
    made = publish_screening_year(files, 2020, merge_small=False)
    assert carry_and_take_in(policy).taken_in == 1
    found = published_screenings(policy, 2020)
    assert found is not None
    assert (found.started, found.ended, found.merged) == (8, 7, False) == (made.started, made.ended, made.merged)
    assert found.figures == made.figures == screening_year(files, 2020, merge_small=False).figures
    assert counts(found, FigureKind.OCCASION) == {Occasion.ALCOHOL.label: 6, Occasion.SUBSIDY.label: 2}
    assert counts(found, FigureKind.DANGER) == {"ernstig gevaar": 6, "geen gevaar": 1}
    assert counts(found, FigureKind.OUTCOME) == {"verlenen": 1, "weigeren": 6}
    assert counts(found, FigureKind.LEAD_TIME) == {"meer dan 12 tot en met 26 weken": 7}
    assert found.published_by == files.account.name
    assert "jaar van de intake" in found.rule


def test_that_small_counts_are_merged_by_choice(files: UnlockedVault, unlock_as: Unlock) -> None:
    publish_screening_year(files, 2020, merge_small=True)
    policy = unlock_as(Role.POLICY)
    carry_and_take_in(policy)
    found = published_screenings(policy, 2020)
    assert found is not None
    assert found.merged
    assert counts(found, FigureKind.OCCASION) == {MERGED: 8}
    assert counts(found, FigureKind.LEAD_TIME) == {"meer dan 12 tot en met 26 weken": 7}


def test_that_how_small_is_small_follows_the_norm(files: UnlockedVault) -> None:
    two = NormChange(
        replaces=date(2018, 5, 25),
        valid_from=date(2020, 1, 1),
        value=2,
        unit=NormUnit.NUMBER,
        ground="art. 5 lid 1 AVG",
        source="Proef",
        counting=Counting.EXCLUSIVE,
        applies_termijnenwet=False,
    )
    change_norm(files, "publication.small_count", two)
    labels = {each.label for each in screening_year(files, 2020, merge_small=True).figures}
    assert Occasion.SUBSIDY.label in labels
    assert MERGED in labels


def test_that_the_newest_publication_counts_and_the_year_stands_apart(files: UnlockedVault, unlock_as: Unlock) -> None:
    publish_screening_year(files, 2020, merge_small=False)
    screening(files)
    screening(files, opened_on=date(2021, 2, 1))
    publish_screening_year(files, 2020, merge_small=False)
    publish_screening_year(files, 2021, merge_small=False)
    policy = unlock_as(Role.POLICY)
    assert carry_and_take_in(policy).taken_in == 3
    both = [published_screenings(policy, year) for year in (2020, 2021)]
    assert [year.started for year in both if year] == [9, 1]


def test_that_no_name_number_or_note_is_in_what_the_programme_got(files: UnlockedVault, unlock_as: Unlock) -> None:
    publish_screening_year(files, 2020, merge_small=False)
    policy = unlock_as(Role.POLICY)
    carry_and_take_in(policy)
    with policy.read("programme") as session:
        tables = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
        everything = str([session.execute(text(f'SELECT * FROM "{table}"')).all() for table in tables])  # noqa: S608
    for word in ("Merknaam", "Merknotitie", "BIB-20", "Z-2020-77"):
        assert word not in everything
    assert "weigeren" in everything


def test_that_an_empty_or_impossible_year_is_not_published(bibob: UnlockedVault) -> None:
    with pytest.raises(Invalid, match="niets gepubliceerd"):
        publish_screening_year(bibob, 2020, merge_small=True)
    with pytest.raises(Invalid, match="Vul een jaar in"):
        publish_screening_year(bibob, 20, merge_small=True)


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.JURIST, Role.KEEPER, Role.POLICY, Role.DPO])
def test_that_nobody_else_counts_or_publishes(role: Role, unlock_as: Unlock) -> None:
    vault = unlock_as(role)
    for act in (screening_year, publish_screening_year):
        with pytest.raises(AccessDenied):
            act(vault, 2020, merge_small=True)


@pytest.mark.parametrize("role", [Role.BIBOB, Role.JURIST])
def test_that_the_counts_are_read_with_the_programme(role: Role, unlock_as: Unlock) -> None:
    with pytest.raises(AccessDenied):
        published_screenings(unlock_as(role), 2020)


GOOD: dict[str, Any] = {
    "year": 2020,
    "published_on": "2021-01-04",
    "published_by": "B. Coördinator",
    "rule": "Zo geteld",
    "merged": False,
    "started": 1,
    "ended": 0,
    "figures": [{"kind": "occasion", "label": "subsidie", "count": 1}],
}
FIGURE = GOOD["figures"][0]


@pytest.mark.parametrize(
    "changes",
    [
        {"year": 20},
        {"year": "2020"},
        {"published_on": "gisteren"},
        {"published_by": " "},
        {"rule": ""},
        {"merged": 1},
        {"started": -1},
        {"ended": True},
        {"ended": 10**9},
        {"figures": {}},
        {"figures": [FIGURE | {"label": "Merknaam BV"}]},
        {"figures": [FIGURE | {"kind": "name"}]},
        {"figures": [FIGURE | {"count": -1}]},
        {"figures": [FIGURE | {"count": True}]},
        {"figures": [FIGURE | {"who": "Merknaam BV"}]},
        {"figures": ["subsidie"]},
        {"names": ["Merknaam BV"]},
    ],
)
def test_that_malformed_counts_are_set_aside_whole(
    changes: dict[str, Any], bibob: UnlockedVault, unlock_as: Unlock
) -> None:
    assert sent(bibob, unlock_as(Role.POLICY), GOOD | changes) == (0, 1)
    assert published_screenings(unlock_as(Role.POLICY), 2020) is None


def sent(giver: UnlockedVault, policy: UnlockedVault, payload: dict[str, Any]) -> tuple[int, int]:
    """Taken in and set aside."""
    origin = "bibob" if giver.holds("bibob") else "register"
    with giver.write(origin) as work:
        work.deliver("programme", NOTE_KIND, payload)
        work.record("screening_figures.published", "screening_figures", 2020)
    carry_and_take_in(giver)
    done = carry_and_take_in(policy)
    return done.taken_in, done.set_aside


def test_that_good_counts_are_taken_in(bibob: UnlockedVault, unlock_as: Unlock) -> None:
    assert sent(bibob, unlock_as(Role.POLICY), GOOD) == (1, 0)


def test_that_counts_from_anybody_else_are_set_aside(unlock_as: Unlock) -> None:
    assert sent(unlock_as(Role.KEEPER), unlock_as(Role.POLICY), GOOD) == (0, 1)
