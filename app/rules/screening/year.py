"""What the screenings of a year come to, without names: counts by occasion, danger, outcome and lead time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from models.bibob.choices import Danger, FigureKind, Occasion, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MERGED = "overige (samengevoegd)"
NOT_JUDGED = "niet beoordeeld"
LEAD_TIMES = (  # at most so many days, and how that reads
    (56, "tot en met 8 weken"),
    (84, "meer dan 8 tot en met 12 weken"),
    (182, "meer dan 12 tot en met 26 weken"),
    (None, "meer dan 26 weken"),
)
COUNTING_RULE = (
    "Een Bibob-toets telt bij de aanleiding in het jaar van de intake, en bij gevaar, uitkomst en doorlooptijd in het "
    "jaar waarin is besloten of de aanvrager zich terugtrok. Gevaar is de hoogste eigen conclusie op de a- of b-grond. "
    "De doorlooptijd loopt van de aanvraag, of anders de intake, tot het besluit of de terugtrekking."
)
_BY_WEIGHT = (Danger.SERIOUS, Danger.LESSER, Danger.UNDETERMINED, Danger.NONE)
LABELS: dict[FigureKind, tuple[str, ...]] = {
    FigureKind.OCCASION: tuple(each.label for each in Occasion),
    FigureKind.DANGER: (*(each.label for each in _BY_WEIGHT), NOT_JUDGED),
    FigureKind.OUTCOME: tuple(each.label for each in Outcome),
    FigureKind.LEAD_TIME: tuple(label for _, label in LEAD_TIMES),
}
"""The only labels that may leave the compartment, in their order; besides them there is MERGED."""


@dataclass(frozen=True, slots=True)
class Screened:
    """What of one screening is counted."""

    opened_on: date
    application_on: date | None
    ended_on: date | None
    occasion: Occasion
    danger_a: Danger | None
    danger_b: Danger | None
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One count of one kind."""

    kind: FigureKind
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class YearFigures:
    """How many screenings began and ended in a year, and the counts; `merged` when small ones were put together."""

    year: int
    started: int
    ended: int
    merged: bool
    figures: tuple[Figure, ...]


def figures_of(screenings: Iterable[Screened], year: int, merge_below: int | None = None) -> YearFigures:
    """The counts of a year; with `merge_below` each count under it is put together with others of its kind."""
    every = tuple(screenings)
    started = [one for one in every if one.opened_on.year == year]
    ended = [one for one in every if one.ended_on is not None and one.ended_on.year == year]
    counted = {
        FigureKind.OCCASION: Counter(one.occasion.label for one in started),
        FigureKind.DANGER: Counter(_danger(one) for one in ended),
        FigureKind.OUTCOME: Counter(one.outcome.label if one.outcome else NOT_JUDGED for one in ended),
        FigureKind.LEAD_TIME: Counter(_lead_time(one) for one in ended),
    }
    figures: list[Figure] = []
    for kind, counts in counted.items():
        ordered = {label: counts[label] for label in (*LABELS[kind], NOT_JUDGED) if counts[label]}
        shown = ordered if merge_below is None else merged(ordered, merge_below)
        figures += [Figure(kind, label, count) for label, count in shown.items()]
    return YearFigures(year, len(started), len(ended), merge_below is not None, tuple(figures))


def merged(counts: Mapping[str, int], limit: int) -> dict[str, int]:
    """Put small counts together in one line at the end, with as many others as it takes to bring that to the limit.

    One small count alone would be told by the total; so the next larger one goes with it.
    """
    together = 0
    shown = dict(counts)
    for label, count in sorted(counts.items(), key=lambda each: each[1]):
        if count >= limit and (not together or together >= limit):
            break
        together += shown.pop(label)
    return {**shown, MERGED: together} if together else shown


def _danger(one: Screened) -> str:
    if one.outcome is not None and not one.outcome.is_judged:
        return NOT_JUDGED
    found = {one.danger_a, one.danger_b}
    return next((each.label for each in _BY_WEIGHT if each in found), NOT_JUDGED)


def _lead_time(one: Screened) -> str:
    begin = one.application_on or one.opened_on
    days = ((one.ended_on or begin) - begin).days
    return next(label for most, label in LEAD_TIMES if most is None or days <= most)
