"""What the reports of a year come to, with nothing that could be traced: counts, and none below a limit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.rules.screening.year import MERGED, merged
from models.integrity.choices import Channel, ReportFigureKind, ReportType

if TYPE_CHECKING:
    from collections.abc import Iterable

IN_TIME, LATE, OPEN = "binnen de termijn", "buiten de termijn", "nog niet"
NOT_JUDGED = "nog niet beoordeeld"
DESTROYED = "niet meer bekend (vernietigd)"
COUNTING_RULE = (
    "Een melding telt in het jaar waarin zij is gedaan. De ontvangst wordt binnen zeven dagen na de melding bevestigd, "
    "de terugkoppeling volgt binnen drie maanden daarna (Wet bescherming klokkenluiders). Van een vernietigde melding "
    "is alleen de soort nog bekend. Kleine aantallen zijn samengevoegd."
)
_TERM = (IN_TIME, LATE, OPEN, DESTROYED)
LABELS: dict[ReportFigureKind, tuple[str, ...]] = {
    ReportFigureKind.TYPE: (*(each.label for each in ReportType), NOT_JUDGED, DESTROYED),
    ReportFigureKind.CHANNEL: (*(each.label for each in Channel), DESTROYED),
    ReportFigureKind.CONFIRMED: _TERM,
    ReportFigureKind.FED_BACK: _TERM,
}
"""The only labels that may leave the compartment, in their order; besides them there is MERGED."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What of one report is counted, in words of LABELS."""

    type: str
    channel: str = DESTROYED
    confirmed: str = DESTROYED
    fed_back: str = DESTROYED


@dataclass(frozen=True, slots=True)
class ReportFigure:
    """One count of one kind."""

    kind: ReportFigureKind
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """The counts of a year. `total` is None when there were fewer than `limit`; then there are no counts either."""

    year: int
    limit: int
    total: int | None
    figures: tuple[ReportFigure, ...]


def figures_of(reports: Iterable[Counted], year: int, limit: int) -> ReportFigures:
    """The counts of a year; each below the limit is put together with others of its kind."""
    every = tuple(reports)
    if len(every) < limit:
        return ReportFigures(year, limit, None, ())
    counted = {
        ReportFigureKind.TYPE: Counter(one.type for one in every),
        ReportFigureKind.CHANNEL: Counter(one.channel for one in every),
        ReportFigureKind.CONFIRMED: Counter(one.confirmed for one in every),
        ReportFigureKind.FED_BACK: Counter(one.fed_back for one in every),
    }
    figures: list[ReportFigure] = []
    for kind, counts in counted.items():
        ordered = {label: counts[label] for label in LABELS[kind] if counts[label]}
        figures += [ReportFigure(kind, label, count) for label, count in merged(ordered, limit).items()]
    return ReportFigures(year, limit, len(every), tuple(figures))


def problem_with(figures: ReportFigures) -> str | None:
    """Why such figures must not be believed: each kind adds up, and nothing below the limit is told."""
    if figures.total is None:
        return "Bij minder meldingen dan de grens horen geen aantallen." if figures.figures else None
    if figures.total < figures.limit or any(each.count < figures.limit for each in figures.figures):
        return "Er staat een aantal in dat onder de grens ligt."
    if len({(each.kind, each.label) for each in figures.figures}) != len(figures.figures):
        return "Er staat een aantal twee keer in."
    for kind in ReportFigureKind:
        if sum(each.count for each in figures.figures if each.kind is kind) != figures.total:
            return "De aantallen tellen niet op tot het totaal."
    if any(each.label not in (*LABELS[each.kind], MERGED) for each in figures.figures):
        return "Een aantal heeft een omschrijving die niet in een waardelijst staat."
    return None
