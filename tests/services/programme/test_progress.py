"""Two scans side by side, and the teams that were reached: what is unknown is neither nought nor an average."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import AccessDenied, NotFound
from app.rules.permissions import Role
from app.services.programme.progress import TeamCoverage, compared, coverage
from app.services.programme.quickscan import RecommendationDraft, Recommendations, ScanDraft, Scans
from app.services.programme.registers import SessionDraft, Sessions
from models.choices import QuickscanTheme, RecommendationStatus, ResilienceKind, SessionForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

DONE, RUNNING = RecommendationStatus.DONE, RecommendationStatus.IN_PROGRESS
DROPPED = RecommendationStatus.NOT_ADOPTED


def scan_of(vault: UnlockedVault, year: int, *advised: tuple[RecommendationStatus, int | None]) -> int:
    """A scan with recommendations under communication."""
    key = Scans(vault).add(ScanDraft(year, f"Quickscan {year}")).id
    for at, (status, progress) in enumerate(advised):
        reason = "Geen geld" if status is DROPPED else None
        Recommendations(vault).add(
            RecommendationDraft(
                key, QuickscanTheme.COMMUNICATION, text=f"Advies {at}", status=status, progress=progress, reason=reason
            )
        )
    return key


def test_that_a_scan_stands_beside_the_one_before_it(director: UnlockedVault) -> None:
    first = scan_of(director, 2019, (RUNNING, 20))
    second = scan_of(director, 2022, (DONE, None), (RUNNING, 50), (RUNNING, None), (DROPPED, None))
    found = compared(director, second)
    assert found.before is not None
    assert (found.now.year, found.before.year) == (2022, 2019)
    (now,) = (each for each in found.now.themes if each.theme is QuickscanTheme.COMMUNICATION)
    assert (now.count, now.finished, now.progress, now.unknown) == (4, 1, 75, 1)
    (before,) = (each for each in found.before.themes if each.theme is QuickscanTheme.COMMUNICATION)
    assert (before.count, before.finished, before.progress, before.unknown) == (1, 0, 20, 0)
    assert [each.theme for each in found.now.themes] == list(QuickscanTheme)
    assert {each.progress for each in found.now.themes if not each.count} == {None}
    assert compared(director, first).before is None


def test_that_two_scans_of_one_year_keep_their_order(director: UnlockedVault) -> None:
    first = scan_of(director, 2019)
    second = Scans(director).add(ScanDraft(2019, "Nog een")).id
    found = compared(director, second).before
    assert found is not None
    assert found.name == "Quickscan 2019"
    assert compared(director, first).before is None


def test_that_a_scan_that_is_gone_or_of_others_is_refused(
    director: UnlockedVault, unlock_as: Callable[[Role], UnlockedVault]
) -> None:
    with pytest.raises(NotFound):
        compared(director, 99)
    with pytest.raises(AccessDenied):
        compared(unlock_as(Role.BIBOB), 1)
    with pytest.raises(AccessDenied):
        coverage(unlock_as(Role.BIBOB))


def held(vault: UnlockedVault, year: int, team: str | None) -> None:
    draft = SessionDraft(year, None, ResilienceKind.ADMINISTRATIVE, SessionForm.TRAINING, "medewerkers", team=team)
    Sessions(vault).add(draft)


def test_that_each_team_has_its_years(director: UnlockedVault) -> None:
    assert coverage(director).teams == ()
    for year, team in ((2019, "Vergunningen"), (2020, "vergunningen"), (2020, "Vergunningen"), (2019, "Zorg")):
        held(director, year, team)
    held(director, 2018, None)
    found = coverage(director)
    assert found.years == (2019, 2020)
    assert found.teams == (TeamCoverage("Vergunningen", (1, 2)), TeamCoverage("Zorg", (1, 0)))
    assert found.without_team == 1
