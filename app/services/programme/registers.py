"""The smaller registers of the programme: instruments, goals, resilience sessions, programmes and activities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, case, cast, func, select

from app.formats import format_count
from app.rules.chapters import chapter_problem
from app.rules.permissions import PROGRAMME, Act
from app.rules.years import in_order, year_problem
from app.services.access import requires_own
from app.services.clock import today
from app.services.programme.programme_register import chosen_among
from app.services.records import Option, Records, Words
from models.choices import ActivityStatus, AdoptingBody, InstrumentStatus, ResilienceKind, SessionForm
from models.programme import (
    Activity,
    Barrier,
    Budget,
    Contribution,
    Goal,
    Instrument,
    Milestone,
    OverviewItem,
    Programme,
    ResilienceSession,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class InstrumentDraft:
    """An instrument as the form shows it; `applied_to` holds one case of use a line."""

    name: str | None = None
    legal_basis: str | None = None
    adopted_by: AdoptingBody | None = None
    adopted_on: date | None = None
    in_force_from: date | None = None
    status: InstrumentStatus | None = InstrumentStatus.PREPARATION
    review_on: date | None = None
    position: int | None = None
    applied_to: str | None = None
    note: str | None = None


class Instruments(Records[Instrument, InstrumentDraft]):
    """The register of administrative instruments (chapter 3)."""

    kind = "instrument"
    words = Words("instrument", "het")
    compartment = PROGRAMME
    read_act = Act.READ_PROGRAMME
    edit_act = Act.EDIT_PROGRAMME
    model = Instrument
    draft = InstrumentDraft
    columns = {
        "name": Instrument.name,
        "legal_basis": Instrument.legal_basis,
        "adopted_by": Instrument.adopted_by,
        "adopted_on": Instrument.adopted_on,
        "in_force_from": Instrument.in_force_from,
        "status": Instrument.status,
        "review_on": Instrument.review_on,
    }
    searched = (Instrument.name, Instrument.legal_basis, Instrument.note)
    order = (Instrument.position,)
    required = {"name": "Vul de naam van het instrument in.", "status": "Kies de status."}

    def check(self, session: Session, draft: InstrumentDraft, existing: Instrument | None) -> Mapping[str, str]:
        """Dates are in order; what is in force has a day from which."""
        problems: dict[str, str] = {}
        if draft.adopted_on and draft.in_force_from and draft.in_force_from < draft.adopted_on:
            problems["in_force_from"] = "Een instrument treedt niet in werking vóór het is vastgesteld."
        if draft.status is InstrumentStatus.IN_FORCE and draft.in_force_from is None:
            problems["in_force_from"] = "Vul in vanaf wanneer het instrument van kracht is."
        return problems

    def complete(self, session: Session, item: Instrument) -> None:
        """At the end of the list when no place was given."""
        if not item.position:
            item.position = (session.scalar(select(func.max(Instrument.position))) or 0) + 1

    def hindrance(self, session: Session, item: Instrument) -> str | None:
        """The performance overview may refer to it."""
        used = session.scalar(select(func.count()).where(OverviewItem.instrument_id == item.id)) or 0
        return "Dit instrument staat in een prestatieoverzicht. Verwijder het daar eerst." if used else None


@dataclass(frozen=True, slots=True)
class GoalDraft:
    """A goal as the form shows it."""

    name: str | None = None
    source: str | None = None
    horizon: int | None = None
    text: str | None = None


class Goals(Records[Goal, GoalDraft]):
    """The register of goals: the smallest register there is."""

    kind = "goal"
    words = Words("doel", "het")
    compartment = PROGRAMME
    read_act = Act.READ_PROGRAMME
    edit_act = Act.EDIT_PROGRAMME
    model = Goal
    draft = GoalDraft
    columns = {"name": Goal.name, "source": Goal.source, "horizon": Goal.horizon}
    searched = (Goal.name, Goal.source, Goal.text)
    order = (Goal.horizon, Goal.name)
    required = {"name": "Vul de naam van het doel in.", "text": "Omschrijf het doel."}

    def check(self, session: Session, draft: GoalDraft, existing: Goal | None) -> Mapping[str, str]:
        """The horizon is a year."""
        return year_problem("horizon", draft.horizon)

    def hindrance(self, session: Session, item: Goal) -> str | None:
        """A goal that activities serve stays."""
        count = session.scalar(select(func.count()).where(Activity.goal_id == item.id)) or 0
        served = format_count(count, "activiteit dient", "activiteiten dienen")
        return f"{served[0].upper()}{served[1:]} dit doel. Kies daar eerst een ander doel." if count else None


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """A resilience session as the form shows it; the day may be unknown, the year is not."""

    year: int | None = None
    held_on: date | None = None
    kind: ResilienceKind | None = ResilienceKind.ADMINISTRATIVE
    form: SessionForm | None = None
    audience: str | None = None
    theme: str | None = None
    attendants: int | None = None
    team: str | None = None
    speaker: str | None = None
    score: int | None = None
    costs: Decimal | None = None
    follow_up: str | None = None
    note: str | None = None


class Sessions(Records[ResilienceSession, SessionDraft]):
    """The register of presentations, trainings and meetings (chapter 5)."""

    kind = "session"
    words = Words("bijeenkomst")
    compartment = PROGRAMME
    read_act = Act.READ_PROGRAMME
    edit_act = Act.EDIT_PROGRAMME
    model = ResilienceSession
    draft = SessionDraft
    columns = {
        "year": ResilienceSession.year,
        "held_on": ResilienceSession.held_on,
        "kind": ResilienceSession.kind,
        "form": ResilienceSession.form,
        "audience": ResilienceSession.audience,
        "theme": ResilienceSession.theme,
        "attendants": ResilienceSession.attendants,
        "team": ResilienceSession.team,
        "score": ResilienceSession.score,
    }
    searched = (
        ResilienceSession.audience,
        ResilienceSession.team,
        ResilienceSession.theme,
        ResilienceSession.speaker,
        ResilienceSession.note,
    )
    order = (ResilienceSession.year.desc(), ResilienceSession.held_on.desc())
    required = {
        "year": "Vul het jaar in.",
        "kind": "Kies bestuurlijk of maatschappelijk.",
        "form": "Kies de vorm.",
        "audience": "Vul in voor wie de bijeenkomst was.",
    }

    def blank(self) -> SessionDraft:
        """This year."""
        return SessionDraft(year=today().year)

    def check(self, session: Session, draft: SessionDraft, existing: ResilienceSession | None) -> Mapping[str, str]:
        """The day lies in the year; attendants are counted from zero, and a mark is from one to ten."""
        problems = year_problem("year", draft.year)
        if draft.held_on and draft.year and draft.held_on.year != draft.year:
            problems["held_on"] = f"Deze datum ligt niet in {draft.year}."
        if draft.attendants is not None and draft.attendants < 0:
            problems["attendants"] = "Het aantal deelnemers is nul of meer."
        if draft.score is not None and not 1 <= draft.score <= 10:
            problems["score"] = "Vul een cijfer in van 1 tot en met 10."
        if draft.costs is not None and draft.costs < 0:
            problems["costs"] = "Een bedrag is nul of meer."
        return problems

    def name_of(self, item: ResilienceSession) -> str:
        """Form and audience."""
        return f"{item.form.label} voor {item.audience}"


@dataclass(frozen=True, slots=True)
class ProgrammeDraft:
    """A programme as the form shows it; `partners` and `goals` hold one a line."""

    name: str | None = None
    from_year: int | None = None
    to_year: int | None = None
    grant: Decimal | None = None
    granted_by: str | None = None
    regional_grant: Decimal | None = None
    national_fund: Decimal | None = None
    partners: str | None = None
    goals: str | None = None
    note: str | None = None


class Programmes(Records[Programme, ProgrammeDraft]):
    """The register of programmes that run for several years (chapter 7)."""

    kind = "programme"
    words = Words("programma", "het")
    compartment = PROGRAMME
    read_act = Act.READ_PROGRAMME
    edit_act = Act.EDIT_PROGRAMME
    model = Programme
    draft = ProgrammeDraft
    columns = {
        "name": Programme.name,
        "from_year": Programme.from_year,
        "to_year": Programme.to_year,
        "grant": Programme.grant,
        "granted_by": Programme.granted_by,
    }
    searched = (Programme.name, Programme.partners, Programme.granted_by)
    order = (Programme.from_year.desc(), Programme.name)
    required = {
        "name": "Vul de naam van het programma in.",
        "from_year": "Vul het eerste jaar in.",
        "to_year": "Vul het laatste jaar in.",
    }

    def check(self, session: Session, draft: ProgrammeDraft, existing: Programme | None) -> Mapping[str, str]:
        """Years in order, no negative money."""
        problems = year_problem("from_year", draft.from_year) | year_problem("to_year", draft.to_year)
        problems |= in_order("to_year", draft.from_year, draft.to_year)
        for name in ("grant", "regional_grant", "national_fund"):
            amount = getattr(draft, name)
            if amount is not None and amount < 0:
                problems[name] = "Een bijdrage is niet negatief."
        return problems

    def hindrance(self, session: Session, item: Programme) -> str | None:
        """One with milestones, barriers or money stays."""
        for model, one, more in (
            (Milestone, "mijlpaal", "mijlpalen"),
            (Barrier, "barrière", "barrières"),
            (Contribution, "bijdrage", "bijdragen"),
            (Budget, "begroting", "begrotingen"),
        ):
            count = session.scalar(select(func.count()).where(model.programme_id == item.id)) or 0
            if count:
                return f"Verwijder eerst wat bij dit programma hoort: {format_count(count, one, more)}."
        return None


def chapter_place(number: ColumnElement[str | None]) -> ColumnElement[int]:
    """In SQL what app.rules.chapters.sort_key is: 2 before 2.9 before 2.10 before 10."""
    point = func.instr(number, ".")
    section = case((point > 0, cast(func.substr(number, point + 1), Integer)), else_=0)
    return cast(number, Integer) * 100 + section


@dataclass(frozen=True, slots=True)
class ActivityDraft:
    """An activity of the year plan as the form shows it; `chapter` is where it is reported ("2.3")."""

    year: int | None = None
    chapter: str | None = None
    name: str | None = None
    owner: str | None = None
    status: ActivityStatus | None = ActivityStatus.PLANNED
    starts_on: date | None = None
    moved_to: int | None = None
    reason: str | None = None
    note: str | None = None
    goal_id: int | None = None


class Activities(Records[Activity, ActivityDraft]):
    """The year plan: what was planned, done or moved to a later year, and why."""

    kind = "activity"
    words = Words("activiteit")
    compartment = PROGRAMME
    read_act = Act.READ_PROGRAMME
    edit_act = Act.EDIT_PROGRAMME
    model = Activity
    draft = ActivityDraft
    columns = {
        "year": Activity.year,
        "chapter": Activity.chapter,
        "name": Activity.name,
        "owner": Activity.owner,
        "status": Activity.status,
        "moved_to": Activity.moved_to,
        "goal_id": Activity.goal_id,
        "goal": Goal.name,
    }
    sorting = {"chapter": chapter_place(Activity.chapter.expression)}
    searched = (Activity.name, Activity.owner, Activity.reason)
    order = (Activity.year.desc(), sorting["chapter"], Activity.id)
    required = {
        "year": "Vul het jaar in.",
        "name": "Omschrijf de activiteit.",
        "status": "Kies de status.",
    }

    def blank(self) -> ActivityDraft:
        """This year."""
        return ActivityDraft(year=today().year)

    def check(self, session: Session, draft: ActivityDraft, existing: Activity | None) -> Mapping[str, str]:
        """What was moved says to which later year and why; the goal it serves is there."""
        problems = year_problem("year", draft.year) | year_problem("moved_to", draft.moved_to)
        problems |= chapter_problem("chapter", draft.chapter)
        if draft.status is ActivityStatus.POSTPONED:
            if draft.moved_to is None or (draft.year and draft.moved_to <= draft.year):
                problems["moved_to"] = "Vul het latere jaar in waarnaar de activiteit is doorgeschoven."
            if draft.reason is None:
                problems["reason"] = "Vul in waarom de activiteit is doorgeschoven."
        elif draft.moved_to is not None:
            problems["moved_to"] = "Alleen een doorgeschoven activiteit heeft een later jaar."
        if draft.goal_id is not None and session.get(Goal, draft.goal_id) is None:
            problems["goal_id"] = "Dit doel bestaat niet (meer)."
        return problems

    def source(self) -> Select[Any]:
        """Lists show the goal."""
        return select(Activity.id).outerjoin(Goal, Goal.id == Activity.goal_id)

    @requires_own("read_act")
    def options(self, field: str, current: ActivityDraft | None = None) -> tuple[Option, ...]:
        """The goals."""
        rows = select(Goal.id, Goal.name).order_by(Goal.horizon, Goal.name)
        return chosen_among(self.vault, rows) if field == "goal_id" else ()

    def hindrance(self, session: Session, item: Activity) -> str | None:
        """One that went on in a later year stays, to explain that one."""
        later = session.scalar(select(Activity.year).where(Activity.moved_from_id == item.id).limit(1))
        return None if later is None else f"Deze activiteit loopt door in {later}. Verwijder die eerst."
