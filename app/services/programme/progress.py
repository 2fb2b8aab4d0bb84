"""How far the recommendations of a scan are, beside the scan before it; and which team was reached in which year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import NotFound
from app.rules.permissions import PROGRAMME, Act
from app.services.access import requires
from models.choices import QuickscanTheme, RecommendationStatus
from models.programme import Recommendation, ResilienceSession, Scan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault


_DONE = (RecommendationStatus.DONE, RecommendationStatus.EMBEDDED)


@dataclass(frozen=True, slots=True)
class ThemeProgress:
    """One theme of one scan: how many recommendations, how many are finished, and how far they are on average.

    `progress` is a percentage over those of which it is known, None when it is known of none; `unknown` counts the
    others. One that is done or embedded is at a hundred, also when nobody filled that in; what was not adopted is no
    part of it.
    """

    theme: QuickscanTheme
    count: int
    finished: int
    progress: int | None
    unknown: int


@dataclass(frozen=True, slots=True)
class ScanProgress:
    """A scan with its themes, in their order."""

    name: str
    year: int
    themes: tuple[ThemeProgress, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A scan and the one before it, None for the first."""

    now: ScanProgress
    before: ScanProgress | None


@dataclass(frozen=True, slots=True)
class TeamCoverage:
    """How many sessions a team had in each year, in the order of `Coverage.years`; none is nought: that is known."""

    team: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The years with sessions, the teams, and how many sessions were for no team in particular."""

    years: tuple[int, ...]
    teams: tuple[TeamCoverage, ...]
    without_team: int


@requires(Act.READ_PROGRAMME, PROGRAMME)
def compared(vault: UnlockedVault, scan_id: int) -> Comparison:
    """A scan beside the one before it; NotFound when it is gone."""
    with vault.read(PROGRAMME) as session:
        scan = session.get(Scan, scan_id)
        if scan is None:
            raise NotFound("De quickscan bestaat niet (meer).")
        older = (Scan.year < scan.year) | ((Scan.year == scan.year) & (Scan.id < scan.id))
        before = session.scalar(select(Scan).where(older).order_by(Scan.year.desc(), Scan.id.desc()).limit(1))
        return Comparison(_progress(session, scan), _progress(session, before) if before else None)


@requires(Act.READ_PROGRAMME, PROGRAMME)
def coverage(vault: UnlockedVault) -> Coverage:
    """The sessions per team and year."""
    with vault.read(PROGRAMME) as session:
        held = session.execute(select(ResilienceSession.team, ResilienceSession.year)).all()
    years = tuple(sorted({year for team, year in held if team}))
    spelled: dict[str, str] = {}
    counts: dict[tuple[str, int], int] = {}
    for team, year in held:
        if team:
            spelled.setdefault(team.casefold(), team)
            counts[team.casefold(), year] = counts.get((team.casefold(), year), 0) + 1
    teams = tuple(
        TeamCoverage(spelled[key], tuple(counts.get((key, year), 0) for year in years)) for key in sorted(spelled)
    )
    return Coverage(years, teams, sum(1 for team, _ in held if not team))


def _progress(session: Session, scan: Scan) -> ScanProgress:
    advised = session.scalars(select(Recommendation).where(Recommendation.scan_id == scan.id)).all()
    themes = tuple(_theme(theme, [each for each in advised if each.theme is theme]) for theme in QuickscanTheme)
    return ScanProgress(scan.name, scan.year, themes)


def _theme(theme: QuickscanTheme, advised: Sequence[Recommendation]) -> ThemeProgress:
    followed = [_how_far(each) for each in advised if each.status is not RecommendationStatus.NOT_ADOPTED]
    known = [value for value in followed if value is not None]
    return ThemeProgress(
        theme=theme,
        count=len(advised),
        finished=sum(1 for each in advised if each.status in _DONE),
        progress=round(sum(known) / len(known)) if known else None,
        unknown=len(followed) - len(known),
    )


def _how_far(advised: Recommendation) -> int | None:
    return 100 if advised.status in _DONE else advised.progress
