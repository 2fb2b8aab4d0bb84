"""The course of a carry-over: which step may follow which, what each step needs, and the day each was taken.

A remainder goes to a later year by decision of the council, at the cost of the result or of a reserve (Gemeentewet
art. 189; domein §5.3). The college proposes; what was refused or withdrawn may be asked again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.choices import CarryOverCover, CarryOverStatus

_NEXT: dict[CarryOverStatus, tuple[CarryOverStatus, ...]] = {
    CarryOverStatus.DRAFT: (CarryOverStatus.SUBMITTED,),
    CarryOverStatus.SUBMITTED: (CarryOverStatus.COLLEGE, CarryOverStatus.REJECTED, CarryOverStatus.DRAFT),
    CarryOverStatus.COLLEGE: (CarryOverStatus.COUNCIL, CarryOverStatus.REJECTED),
    CarryOverStatus.COUNCIL: (),
    CarryOverStatus.REJECTED: (CarryOverStatus.DRAFT,),
}
_DAYS = ("submitted_on", "college_on", "decided_on")
_NEEDED: dict[CarryOverStatus, tuple[str, ...]] = {
    CarryOverStatus.DRAFT: (),
    CarryOverStatus.SUBMITTED: ("submitted_on",),
    CarryOverStatus.COLLEGE: ("submitted_on", "college_on"),
    CarryOverStatus.COUNCIL: _DAYS,
    CarryOverStatus.REJECTED: ("submitted_on", "decided_on"),
}
_TOLD = {
    "submitted_on": "Vul in wanneer het verzoek is ingediend.",
    "college_on": "Vul in wanneer het college akkoord ging.",
    "decided_on": "Vul in wanneer is besloten.",
}
_AFTER = {
    "college_on": "Het college besluit niet vóór het verzoek is ingediend.",
    "decided_on": "Een besluit valt niet vóór de stap ervoor.",
}
AHEAD = "Deze dag ligt in de toekomst; leg een stap vast als zij is gezet."


@dataclass(frozen=True, slots=True)
class Course:
    """Where a request is, with the day of each step that was taken and what it is paid from."""

    status: CarryOverStatus
    cover: CarryOverCover | None = None
    submitted_on: date | None = None
    college_on: date | None = None
    decided_on: date | None = None

    def on(self, name: str) -> date | None:
        """The day of a step by the name of its field."""
        return {"submitted_on": self.submitted_on, "college_on": self.college_on, "decided_on": self.decided_on}[name]


def next_steps(status: CarryOverStatus) -> tuple[CarryOverStatus, ...]:
    """What may come after this; nothing after the council adopted it."""
    return _NEXT[status]


def is_asked(status: CarryOverStatus) -> bool:
    """Whether the request is out of the hands of who wrote it, so that its money and year stand."""
    return status not in (CarryOverStatus.DRAFT, CarryOverStatus.REJECTED)


def after_step(course: Course, to: CarryOverStatus, day: date, cover: CarryOverCover | None = None) -> Course:
    """The course one step further; back to a draft, it begins without days."""
    cover = cover or course.cover
    if to is CarryOverStatus.DRAFT:
        return Course(to, cover)
    if to is CarryOverStatus.SUBMITTED:
        return Course(to, cover, submitted_on=day)
    if to is CarryOverStatus.COLLEGE:
        return Course(to, cover, course.submitted_on, day)
    return Course(to, cover, course.submitted_on, course.college_on, day)


def step_problems(course: Course, to: CarryOverStatus, day: date | None, *, reason: str | None) -> dict[str, str]:
    """What is wrong with taking this step, a message per field ("to", "day", "reason")."""
    if to not in next_steps(course.status):
        allowed = " of ".join(f"‘{each.label}’" for each in next_steps(course.status)) or "geen volgende stap"
        return {"to": f"Na ‘{course.status.label}’ komt {allowed}."}
    problems: dict[str, str] = {}
    if day is None and to is not CarryOverStatus.DRAFT:
        problems["day"] = "Vul de dag van deze stap in."
    if to is CarryOverStatus.REJECTED and not (reason or "").strip():
        problems["reason"] = "Vul in waarom het verzoek is afgewezen."
    return problems


def course_problems(course: Course, today: date, *, known_before: Course | None = None) -> dict[str, str]:
    """What does not agree in a course, a message per field. A day that was unknown before may stay so."""
    problems: dict[str, str] = {}
    needed = _NEEDED[course.status]
    same = known_before is not None and known_before.status is course.status
    for name in _DAYS:
        day = course.on(name)
        if day is None:
            if name in needed and not (same and known_before is not None and known_before.on(name) is None):
                problems[name] = _TOLD[name]
        elif name not in needed and not (course.status is CarryOverStatus.REJECTED and name == "college_on"):
            problems[name] = f"Bij ‘{course.status.label}’ hoort deze dag nog niet."
        elif day > today:
            problems[name] = AHEAD
    if course.status is CarryOverStatus.COUNCIL and course.cover is None and not same:
        problems["cover"] = "Kies waaruit de overheveling wordt gedekt: resultaat of reserve."
    return problems | {name: text for name, text in _out_of_order(course).items() if name not in problems}


def _out_of_order(course: Course) -> dict[str, str]:
    problems: dict[str, str] = {}
    last: date | None = None
    for name in _DAYS:
        day = course.on(name)
        if day is not None and last is not None and day < last:
            problems[name] = _AFTER[name]
        last = day or last
    return problems
