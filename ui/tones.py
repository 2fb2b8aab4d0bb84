"""What the statuses of the registers mean, as tones, so that one word has one colour on every page."""

from __future__ import annotations

from app.rules.deadlines.standing import Standing
from app.services.meetings.actions import ActionState
from models.bibob.choices import Phase
from models.casework.case_choices import Effect, InterventionStatus, Movement
from models.casework.case_choices import Standing as TaskStanding
from models.casework.choices import Certainty, HitResult, SignalStatus
from models.casework.meeting_choices import Decision, InspectionStatus, MeetingStatus
from models.choices import ActivityStatus, CarryOverStatus, CaseStatus, InstrumentStatus, Priority, RecommendationStatus
from models.measures.apv_choices import CheckResult, PermitOutcome, PermitState
from models.measures.choices import Phase as MeasurePhase
from models.programme.choices import ActionStatus, StudyStatus, WorkplaceStatus
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
MEETING = {
    MeetingStatus.PLANNED: Tone.ACCENT,
    MeetingStatus.HELD: Tone.SUCCESS,
    MeetingStatus.CANCELLED: Tone.NEUTRAL,
}
DECISION = {**dict.fromkeys(Decision, Tone.ACCENT), Decision.NO_ACTION: Tone.NEUTRAL, Decision.HOLD: Tone.WARNING}
ACTION = {ActionState.OPEN: Tone.ACCENT, ActionState.DONE: Tone.SUCCESS}
INSPECTION = {
    InspectionStatus.PLANNED: Tone.ACCENT,
    InspectionStatus.HELD: Tone.WARNING,
    InspectionStatus.FINISHED: Tone.SUCCESS,
}
STANDING = {
    TaskStanding.OVERDUE: Tone.DANGER,
    TaskStanding.SOON: Tone.WARNING,
    TaskStanding.OPEN: Tone.ACCENT,
    TaskStanding.DONE: Tone.SUCCESS,
}
INTERVENTION = {
    InterventionStatus.PLANNED: Tone.NEUTRAL,
    InterventionStatus.RUNNING: Tone.ACCENT,
    InterventionStatus.DONE: Tone.SUCCESS,
    InterventionStatus.DROPPED: Tone.NEUTRAL,
}
EFFECT = {
    Effect.ENDED: Tone.SUCCESS,
    Effect.REDUCED: Tone.ACCENT,
    Effect.NONE: Tone.WARNING,
    Effect.DISPLACED: Tone.WARNING,
    Effect.UNCLEAR: Tone.NEUTRAL,
}
MOVEMENT = {Movement.MOVING: Tone.ACCENT, Movement.STILL: Tone.WARNING}
SIGNAL = {
    SignalStatus.RECEIVED: Tone.WARNING,
    SignalStatus.WEIGHING: Tone.ACCENT,
    SignalStatus.ENRICHING: Tone.WARNING,
    SignalStatus.IN_TREATMENT: Tone.ACCENT,
    SignalStatus.CLOSED: Tone.NEUTRAL,
}
CERTAINTY = {Certainty.ESTABLISHED: Tone.SUCCESS, Certainty.SUSPECTED: Tone.WARNING}
HIT = {HitResult.HIT: Tone.ACCENT, HitResult.NO_HIT: Tone.NEUTRAL}
MEASURE = {
    **dict.fromkeys(MeasurePhase, Tone.ACCENT),
    MeasurePhase.FINDING: Tone.WARNING,
    MeasurePhase.REPORT: Tone.WARNING,
    MeasurePhase.OBJECTION: Tone.WARNING,
    MeasurePhase.REOPENING: Tone.SUCCESS,
    MeasurePhase.EFFECTS: Tone.SUCCESS,
    MeasurePhase.CLOSED: Tone.NEUTRAL,
}
PERMIT = {
    PermitOutcome.GRANTED: Tone.SUCCESS,
    PermitOutcome.CONDITIONS: Tone.SUCCESS,
    PermitOutcome.REFUSED: Tone.DANGER,
    PermitOutcome.NOT_PROCESSED: Tone.NEUTRAL,
    PermitOutcome.WITHDRAWN: Tone.NEUTRAL,
    PermitOutcome.REVOKED: Tone.DANGER,
}
PERMIT_STATE = {
    PermitState.TO_APPLY: Tone.WARNING,
    PermitState.APPLIED: Tone.ACCENT,
    PermitState.GRANTED: Tone.SUCCESS,
    PermitState.REFUSED: Tone.DANGER,
    PermitState.EXEMPT: Tone.NEUTRAL,
    PermitState.STOPPED: Tone.NEUTRAL,
}
CHECK = {
    CheckResult.IN_ORDER: Tone.SUCCESS,
    CheckResult.NOT_REGISTERED: Tone.DANGER,
    CheckResult.INCOMPLETE: Tone.WARNING,
    CheckResult.STOLEN_GOODS: Tone.DANGER,
    CheckResult.NOT_MET: Tone.NEUTRAL,
}
SCAN_ACTION = {
    ActionStatus.PLANNED: Tone.NEUTRAL,
    ActionStatus.RUNNING: Tone.ACCENT,
    ActionStatus.DONE: Tone.SUCCESS,
    ActionStatus.DROPPED: Tone.NEUTRAL,
}
STUDY = {
    StudyStatus.COMMISSIONED: Tone.NEUTRAL,
    StudyStatus.RUNNING: Tone.ACCENT,
    StudyStatus.DELAYED: Tone.WARNING,
    StudyStatus.DELIVERED: Tone.SUCCESS,
    StudyStatus.STOPPED: Tone.NEUTRAL,
}
WORKPLACE = {
    WorkplaceStatus.NOT_STARTED: Tone.WARNING,
    WorkplaceStatus.PREPARATION: Tone.ACCENT,
    WorkplaceStatus.IN_PLACE: Tone.SUCCESS,
    WorkplaceStatus.DROPPED: Tone.NEUTRAL,
}
