"""What the statuses of the registers mean, as tones, so that one word has one colour on every page."""

from __future__ import annotations

from app.rules.deadlines.standing import Standing
from models.bibob.choices import Phase
from models.choices import ActivityStatus, CarryOverStatus, CaseStatus, InstrumentStatus, Priority, RecommendationStatus
from ui.tokens import Tone

CASE = {
    CaseStatus.NEW: Tone.WARNING,
    CaseStatus.INVESTIGATION: Tone.ACCENT,
    CaseStatus.PLAN: Tone.ACCENT,
    CaseStatus.EXECUTION: Tone.ACCENT,
    CaseStatus.MONITORED: Tone.NEUTRAL,
    CaseStatus.CLOSED: Tone.SUCCESS,
}
RECOMMENDATION = {
    RecommendationStatus.NEW: Tone.WARNING,
    RecommendationStatus.ADOPTED: Tone.ACCENT,
    RecommendationStatus.PARTLY_ADOPTED: Tone.ACCENT,
    RecommendationStatus.NOT_ADOPTED: Tone.NEUTRAL,
    RecommendationStatus.IN_PROGRESS: Tone.ACCENT,
    RecommendationStatus.DONE: Tone.SUCCESS,
    RecommendationStatus.EMBEDDED: Tone.SUCCESS,
}
INSTRUMENT = {
    InstrumentStatus.PREPARATION: Tone.WARNING,
    InstrumentStatus.ADOPTED: Tone.ACCENT,
    InstrumentStatus.IN_FORCE: Tone.SUCCESS,
    InstrumentStatus.SET_UP: Tone.SUCCESS,
    InstrumentStatus.ROLLOUT_PLANNED: Tone.WARNING,
    InstrumentStatus.WITHDRAWN: Tone.NEUTRAL,
}
ACTIVITY = {
    ActivityStatus.PLANNED: Tone.NEUTRAL,
    ActivityStatus.RUNNING: Tone.ACCENT,
    ActivityStatus.DONE: Tone.SUCCESS,
    ActivityStatus.POSTPONED: Tone.WARNING,
    ActivityStatus.DROPPED: Tone.NEUTRAL,
}
CARRY_OVER = {
    CarryOverStatus.DRAFT: Tone.NEUTRAL,
    CarryOverStatus.SUBMITTED: Tone.ACCENT,
    CarryOverStatus.COLLEGE: Tone.ACCENT,
    CarryOverStatus.COUNCIL: Tone.SUCCESS,
    CarryOverStatus.REJECTED: Tone.DANGER,
}
PRIORITY = {Priority.LOW: Tone.NEUTRAL, Priority.MEDIUM: Tone.WARNING, Priority.HIGH: Tone.DANGER}
SCREENING = {
    **dict.fromkeys(Phase, Tone.ACCENT),
    Phase.INTAKE: Tone.WARNING,
    Phase.ADVICE_SUSPENDED: Tone.WARNING,
    Phase.OBJECTION: Tone.WARNING,
    Phase.DECISION: Tone.SUCCESS,
    Phase.CLOSED: Tone.NEUTRAL,
}
TERM = {
    Standing.OVERDUE: Tone.DANGER,
    Standing.TODAY: Tone.DANGER,
    Standing.WEEK: Tone.WARNING,
    Standing.FORTNIGHT: Tone.WARNING,
    Standing.UNCLEAR: Tone.WARNING,
    Standing.RUNNING: Tone.ACCENT,
    Standing.PAUSED: Tone.NEUTRAL,
    Standing.LATE: Tone.DANGER,
    Standing.DONE: Tone.SUCCESS,
}
