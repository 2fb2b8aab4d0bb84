"""Meetings in a cycle: on which days they fall, what a decision needs, and in which order an agenda stands.

The rhythm is a row of days that begins with the first one and goes on each so many weeks. Where a day of the rhythm is
a holiday the meeting moves to the next working day, and only that meeting: the rhythm stays what it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.formats import format_date
from app.rules.deadlines.holidays import free_day, holidays, working_day
from models.casework.meeting_choices import Decision, ItemKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST_CYCLE = 52  # weeks
BREAKS = ("…", "...")
_WEEK = timedelta(weeks=1)

_ANYWHERE = (Decision.NO_ACTION, Decision.ACTION, Decision.HOLD)
_DECISIONS: dict[ItemKind, tuple[Decision, ...]] = {
    ItemKind.SIGNAL: (
        Decision.LIP_CASE,
        Decision.DEPARTMENT,
        Decision.RIEC,
        Decision.POLICE,
        Decision.ENRICH,
        *_ANYWHERE,
    ),
    ItemKind.CASE: (Decision.ACTION, Decision.RIEC, Decision.HOLD, Decision.NO_ACTION),
}


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in the rhythm: the day it stands for, the day of the meeting, and why that is another day."""

    rhythm: date
    day: date
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """What the order of an agenda looks at: `weighed` says whether a signal was weighed, `since` is its own date.

    `last` is for what closes every meeting, such as the rondvraag.
    """

    kind: ItemKind
    since: date
    weighed: bool = False
    last: bool = False


def cycle_problem(weeks: int | None) -> dict[str, str]:
    """A message for a cycle that is none; None is for `required` to say."""
    if weeks is None or 1 <= weeks <= LONGEST_CYCLE:
        return {}
    return {"cycle_weeks": f"Een cyclus duurt ten minste 1 en ten hoogste {LONGEST_CYCLE} weken."}


def slot_of(rhythm: date) -> Slot:
    """The place of one day of the rhythm."""
    reason = free_day(rhythm)
    if reason is None:
        return Slot(rhythm, rhythm)
    return Slot(rhythm, working_day(rhythm), f"{format_date(rhythm)} is {_article(reason)}")


def slots(first: date, weeks: int, *, start: date, end: date) -> tuple[Slot, ...]:
    """The places of which the day of the rhythm lies from `start` to `end`, both included; never before `first`."""
    if cycle_problem(weeks):
        raise ValueError("a cycle is at least one week")
    return tuple(slot_of(day) for day in _rhythm(first, weeks, start, end))


def is_in_rhythm(day: date, first: date, weeks: int) -> bool:
    """Whether a day is one of the rhythm."""
    return day >= first and (day - first).days % (7 * weeks) == 0


def _rhythm(first: date, weeks: int, start: date, end: date) -> Iterator[date]:
    cycle = weeks * _WEEK
    passed = max(0, -(-(start - first) // cycle))
    day = first + passed * cycle
    while day <= end:
        yield day
        day += cycle


def day_problem(day: date) -> str | None:
    """Why no meeting is planned by hand on this day: it is a holiday. A Saturday is somebody's choice."""
    name = holidays(day.year).get(day)
    if name is None:
        return None
    return f"{format_date(day)} is {name}. Kies een andere dag, bijvoorbeeld {format_date(working_day(day))}."


def decisions_on(kind: ItemKind) -> tuple[Decision, ...]:
    """What can be decided on an item of this kind."""
    return _DECISIONS.get(kind, _ANYWHERE)


def decision_problems(
    kind: ItemKind, decision: Decision | None, owner: str | None, due_on: date | None, held_on: date
) -> dict[str, str]:
    """What keeps a decision from being recorded: only "geen actie" needs neither an owner nor a term."""
    if decision is None:
        return {"decision": "Kies het besluit."}
    if decision not in decisions_on(kind):
        return {"decision": f"‘{decision.label}’ is bij een punt van deze soort geen besluit."}
    if decision is Decision.NO_ACTION:
        return {}
    problems: dict[str, str] = {}
    if not owner:
        problems["owner"] = "Vul in wie dit doet; alleen ‘geen actie’ heeft geen actiehouder."
    if due_on is None:
        problems["due_on"] = "Vul in wanneer het klaar is; alleen ‘geen actie’ heeft geen termijn."
    elif due_on < held_on:
        problems["due_on"] = "De termijn ligt vóór de dag van het overleg."
    return problems


def in_agenda_order(points: Iterable[Point]) -> list[int]:
    """Places of the points in the order of an agenda: by kind, weighed signals first, and the oldest of each first."""
    kinds = {kind: place for place, kind in enumerate(ItemKind)}

    def rank(pair: tuple[int, Point]) -> tuple[bool, int, bool, date]:
        point = pair[1]
        return point.last, kinds[point.kind], not point.weighed, point.since

    return [place for place, _ in sorted(enumerate(points), key=rank)]


def standing_items(names: Iterable[str]) -> tuple[tuple[str, bool], ...]:
    """Standing items, each with whether it closes the meeting: what comes after a line with "…" does."""
    found: list[tuple[str, bool]] = []
    last = False
    for name in names:
        if name.strip() in BREAKS:
            last = True
        else:
            found.append((name, last))
    return tuple(found)


def number_ranges(numbers: Iterable[int]) -> str:
    """Numbers in order as they are said: "1 t/m 3, 5"."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(_run(run) for run in runs)


def _run(run: list[int]) -> str:
    if len(run) > 2:
        return f"{run[0]} t/m {run[-1]}"
    return ", ".join(map(str, run))


def _article(reason: str) -> str:
    """A weekday takes an article, the name of a holiday does not."""
    return f"een {reason}" if reason in {"zaterdag", "zondag"} else reason
