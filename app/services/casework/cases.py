"""Cases: registering, changing, closing, and the number each gets."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, inspect, null, select, type_coerce
from sqlalchemy.orm import selectinload

from app.rules.casework.case import ActiveYears, CaseFacts, case_problems, series_of
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires_own
from app.services.casework import movement as movement  # noqa: PLC0414  # from here on, what is stored moves its case
from app.services.casework.course import begin_step, case_course_problems
from app.services.casework.live import LiveColumns, days_of, whose
from app.services.casework.merging import number_taken
from app.services.casework.moving import hangs_on
from app.services.casework.people import account_named, people_offered
from app.services.clock import today
from app.services.network import settling as settling  # noqa: PLC0414  # from here on, mentions get their entity
from app.services.records import Option, Words
from app.services.search.registry import FoundBy
from models.base import ChoiceType
from models.casework import Case, CaseAlias, CasePartner, CaseType, NumberSeries
from models.casework.case_choices import Movement
from models.choices import CaseOrigin, CaseStatus, ClosingReason, CountingUnit, Level, Phenomenon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session


STILL_NORM = "casework.still"
FORMER_NUMBERS = (
    select(func.group_concat(CaseAlias.number, " "))
    .where(CaseAlias.case_id == Case.id)
    .correlate(Case)
    .scalar_subquery()
)
_OF_OTHERS = ("partners", "former_numbers")


@dataclass(frozen=True, slots=True)
class CaseDraft:
    """A case as the form shows it. `number` is given by the program; level and unit follow the type when left out.

    `status_reason` says why the case has its status; a step back asks for a new one. `former_numbers` are those of the
    cases that went up in it.
    """

    number: str | None = None
    external_number: str | None = None
    title: str | None = None
    case_type_id: int | None = None
    level: Level | None = None
    theme: Phenomenon | None = None
    status: CaseStatus | None = CaseStatus.NEW
    status_reason: str | None = None
    opened_on: date | None = None
    closed_on: date | None = None
    origin: CaseOrigin | None = None
    counted_year: int | None = None
    counting_unit: CountingUnit | None = None
    handler: str | None = None
    location: str | None = None
    partners: tuple[str, ...] = ()
    description: str | None = None
    result: str | None = None
    closing_reason: ClosingReason | None = None
    approach: str | None = None
    approach_on: date | None = None
    former_numbers: tuple[str, ...] = ()


class Cases(LiveColumns[Case, CaseDraft]):
    """The register of cases."""

    kind = "case"
    words = Words("casus")
    compartment = CASEWORK
    read_act = Act.READ_CASES
    edit_act = Act.EDIT_CASES
    model = Case
    draft = CaseDraft
    columns = {
        "number": Case.number,
        "title": Case.title,
        "case_type": CaseType.name,
        "level": Case.level,
        "status": Case.status,
        "opened_on": Case.opened_on,
        "closed_on": Case.closed_on,
        "counted_year": Case.counted_year,
        "handler": Case.handler,
        "theme": Case.theme,
        "location": Case.location,
        "moved_on": Case.moved_on,
        "whose": null(),
        "movement": null(),
    }
    searched = (
        Case.number,
        FORMER_NUMBERS,
        Case.external_number,
        Case.title,
        CaseType.name,
        Case.handler,
        Case.location,
    )
    order = (Case.opened_on.desc(), Case.number.desc())
    required = {
        "title": "Vul een korte titel in.",
        "case_type_id": "Kies het type van de casus.",
        "opened_on": "Vul de startdatum in.",
        "status": "Kies de status.",
    }
    lists = {"partners": CasePartner}
    found_by = FoundBy(numbers=("number", "former_numbers", "external_number"))

    def blank(self) -> CaseDraft:
        """A new case starts today, as new."""
        return CaseDraft(opened_on=today())

    def live(self) -> Mapping[str, Any]:
        """Whose a case is, and whether anything was done in it lately (None when it is closed)."""
        still = Case.moved_on < today() - days_of(self.vault, STILL_NORM)
        movement = case(
            (Case.status == CaseStatus.CLOSED, None), (still, Movement.STILL.value), else_=Movement.MOVING.value
        )
        return {
            "whose": whose(self.vault.account.id, Case.handler_account, Case.handler),
            "movement": type_coerce(movement, ChoiceType(Movement)),
        }

    def source(self) -> Select[Any]:
        """Lists show the name of the type."""
        return select(Case.id).join(Case.case_type)

    @requires_own("read_act")
    def options(self, field: str, current: CaseDraft | None = None) -> tuple[Option, ...]:
        """Types in use in the year of the case, and the one it has; people with an account and directors before."""
        if field == "case_type_id":
            return self._type_options(current)
        if field == "handler":
            with self.vault.read(CASEWORK) as session:
                return people_offered(self.vault, session, Case.handler)
        return ()

    def loading(self) -> Sequence[Any]:
        """The numbers of what was merged into it, too."""
        return [*super().loading(), selectinload(Case.aliases)]

    def read(self, item: Case) -> CaseDraft:
        """The draft, with the numbers under which the case is known besides its own."""
        known = {each.name: getattr(item, each.name) for each in fields(CaseDraft) if each.name not in _OF_OTHERS}
        former = () if "aliases" in inspect(item).unloaded else tuple(alias.number for alias in item.aliases)
        return CaseDraft(**known, partners=tuple(row.name for row in item.partners), former_numbers=former)

    def write(self, session: Session, item: Case, draft: CaseDraft) -> None:
        """Put the draft into the case; what is left out follows the type."""
        case_type = session.get_one(CaseType, draft.case_type_id)
        completed = replace(
            draft,
            number=draft.number or item.number,
            level=draft.level or case_type.level,
            counting_unit=draft.counting_unit or case_type.counting_unit,
        )
        if item.id is not None and draft.status is not None and item.status is not draft.status:
            session.add(begin_step(self.vault, item, draft.status, draft.status_reason))
        if item.handler != draft.handler:
            item.handler_account = account_named(self.vault, draft.handler)
        super().write(session, item, completed)

    def complete(self, session: Session, item: Case) -> None:
        """A number in the series of the year in which the case began."""
        if not item.number:
            item.number = self._next_number(session, item.opened_on.year)
        item.moved_on = item.moved_on or today()

    def check(self, session: Session, draft: CaseDraft, existing: Case | None) -> Mapping[str, str]:
        """The rules of a case; a number stays what it is."""
        case_type = session.get(CaseType, draft.case_type_id) if draft.case_type_id is not None else None
        problems = case_problems(
            CaseFacts(
                status=draft.status,
                opened_on=draft.opened_on,
                closed_on=draft.closed_on,
                closing_reason=draft.closing_reason,
                counted_year=draft.counted_year,
                case_type=ActiveYears(case_type.name, case_type.active_from, case_type.active_to)
                if case_type
                else None,
            )
        )
        if draft.case_type_id is not None and case_type is None:
            problems["case_type_id"] = "Dit type bestaat niet (meer). Kies een ander type."
        if existing is None:
            problems |= number_taken(session, draft.number)
            return problems
        if draft.number not in (None, existing.number):
            problems["number"] = "Het nummer van een casus verandert niet."
        return case_course_problems(session, existing, draft.status, draft.level, draft.status_reason) | problems

    def name_of(self, item: Case) -> str:
        """Number and title."""
        return f"{item.number} {item.title}"

    def hindrance(self, session: Session, item: Case) -> str | None:
        """A case with anything in it is closed and kept, not removed."""
        if hangs_on(session, item.id):
            return "In deze casus is al iets vastgelegd. Sluit de casus af, of voeg haar samen met een andere."
        return None

    def _touch(self, item: Case) -> None:
        super()._touch(item)
        item.moved_on = today()

    def broken_rule(self, reason: str) -> str:
        """A number that exists."""
        if "UNIQUE" in reason:
            return "Er is al een casus met dit nummer."
        return super().broken_rule(reason)

    def _type_options(self, current: CaseDraft | None) -> tuple[Option, ...]:
        with self.vault.read(CASEWORK) as session:
            types = session.scalars(select(CaseType).order_by(CaseType.position)).all()
        year = current.counted_year or (current.opened_on.year if current.opened_on else None) if current else None
        return tuple(
            Option(kind.id, kind.name)
            for kind in types
            if year is None
            or ActiveYears(kind.name, kind.active_from, kind.active_to).contains(year)
            or (current is not None and kind.id == current.case_type_id)
        )

    def _next_number(self, session: Session, year: int) -> str:
        name = series_of(self.vault.municipality, year)
        series = session.get(NumberSeries, name)
        if series is None:
            series = NumberSeries(name=name, last=0)
            session.add(series)
        waiting = {item.number for item in session.new if isinstance(item, Case)}
        series.last += 1
        with session.no_autoflush:
            while (number := f"{name}-{series.last:04d}") in waiting or number_taken(session, number):
                series.last += 1
        return number
