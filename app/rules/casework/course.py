"""The course of a case: from which status it may go to which, and when a reason is asked."""

from __future__ import annotations

from models.choices import CaseStatus, Level

_ORDER = tuple(CaseStatus)
_FORWARD: dict[CaseStatus, tuple[CaseStatus, ...]] = {
    CaseStatus.NEW: (CaseStatus.INVESTIGATION, CaseStatus.PLAN, CaseStatus.CLOSED),
    CaseStatus.INVESTIGATION: (CaseStatus.PLAN, CaseStatus.CLOSED),
    CaseStatus.PLAN: (CaseStatus.EXECUTION, CaseStatus.CLOSED),
    CaseStatus.EXECUTION: (CaseStatus.MONITORED, CaseStatus.CLOSED),
    CaseStatus.MONITORED: (CaseStatus.CLOSED,),
    CaseStatus.CLOSED: (),
}
_LEVELS = tuple(Level)


def goes_back(before: CaseStatus, after: CaseStatus) -> bool:
    """Whether this step takes the case to an earlier status, which needs a reason."""
    return _ORDER.index(after) < _ORDER.index(before)


def next_statuses(status: CaseStatus) -> tuple[CaseStatus, ...]:
    """Where a case may go from here: on, or back to what it was in before. A case is new only once."""
    earlier = _ORDER[1 : _ORDER.index(status)]
    return (*_FORWARD[status], *earlier)


def course_problems(before: CaseStatus, after: CaseStatus, reason: str | None) -> dict[str, str]:
    """What is wrong with a change of status, a message per field."""
    if before is after:
        return {}
    allowed = next_statuses(before)
    if after not in allowed:
        names = [f"‘{each.label}’" for each in allowed]
        listed = " of ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
        return {"status": f"Van ‘{before.label}’ gaat een casus naar {listed}, niet naar ‘{after.label}’."}
    if goes_back(before, after) and not reason:
        return {"status_reason": f"Vul in waarom de casus teruggaat van ‘{before.label}’ naar ‘{after.label}’."}
    return {}


def is_raised(before: Level, after: Level) -> bool:
    """Whether a case is taken up at a higher level than before."""
    return _LEVELS.index(after) > _LEVELS.index(before)
