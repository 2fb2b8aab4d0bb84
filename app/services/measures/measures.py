"""The register of measures under art. 13b Opiumwet: the number of each, and what the ladder asks of its decision."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.errors import NotFound
from app.rules.deadlines.measures import views_term
from app.rules.measures.decisions import last_day_of_closure
from app.rules.measures.facts import MeasureFacts
from app.rules.measures.findings import Found, order_problem
from app.rules.measures.problems import Limits, measure_problems
from app.rules.permissions import MEASURES, Act
from app.services.access import requires_own
from app.services.clock import today
from app.services.measures.properties import (
    WHICH_PROPERTY,
    address_column,
    address_of,
    findings_at,
    property_options,
)
from app.services.measures.proposal import proposal_in
from app.services.norms import norm_book
from app.services.records import Option, Records, Words
from models.measures import (
    Addressee,
    FoundSubstance,
    Measure,
    MeasureSeries,
    PersonCheck,
    Property,
    WeighedCircumstance,
)
from models.measures.choices import Sanction, WpgGround

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from app.rules.norms import NormBook

_PARTS: dict[type[Any], str] = {
    FoundSubstance: "middelen",
    WeighedCircumstance: "omstandigheden",
    Addressee: "geadresseerden",
    PersonCheck: "screeningstaken",
}


@dataclass(frozen=True, slots=True)
class MeasureDraft(MeasureFacts):
    """A measure as the form shows it. `number` is given by the program; `external_number` is that of a case system."""

    number: str | None = None
    external_number: str | None = None
    property_id: int | None = None
    report_reference: str | None = None
    wpg_ground: WpgGround | None = WpgGround.ARTICLE_16
    indicators: str | None = None
    decision_reference: str | None = None
    end_finding: str | None = None
    note: str | None = None


class Measures(Records[Measure, MeasureDraft]):
    """The register of measures. Opening one is logged, because of the police data in it (Wpg)."""

    kind = "measure"
    words = Words("maatregel")
    compartment = MEASURES
    read_act = Act.READ_MEASURES
    edit_act = Act.EDIT_MEASURES
    model = Measure
    draft = MeasureDraft
    logs_reading = True
    columns = {
        "number": Measure.number,
        "property": address_column(),
        "property_id": Measure.property_id,
        "phase": Measure.phase,
        "substance": Measure.substance,
        "found_on": Measure.found_on,
        "sanction": Measure.sanction,
        "decided_on": Measure.decided_on,
        "closed_until": Measure.closed_until,
    }
    searched = (Measure.number, Measure.external_number, address_column(), Measure.report_reference)
    order = (Measure.found_on.desc(), Measure.number.desc())
    required = {
        "property_id": WHICH_PROPERTY,
        "found_on": "Vul in wanneer het is geconstateerd (art. 13b lid 1 Opiumwet).",
        "substance": "Kies wat er is aangetroffen (art. 13b lid 1 Opiumwet).",
        "phase": "Kies de fase.",
    }

    def blank(self) -> MeasureDraft:
        """A new file begins with what the police found."""
        return MeasureDraft()

    def source(self) -> Select[Any]:
        """Lists show the address."""
        return select(Measure.id).join(Property, Property.id == Measure.property_id)

    @requires_own("read_act")
    def options(self, field: str, current: MeasureDraft | None = None) -> tuple[Option, ...]:
        """The properties."""
        if field != "property_id":
            return ()
        with self.vault.read(MEASURES) as session:
            return property_options(session)

    def write(self, session: Session, item: Measure, draft: MeasureDraft) -> None:
        """Put the draft into the file, which keeps its number; the months of a closure give its last day."""
        completed = replace(draft, number=draft.number or item.number, closed_until=_last_day(draft))
        super().write(session, item, completed)
        item.premises = session.get_one(Property, draft.property_id)

    def complete(self, session: Session, item: Measure) -> None:
        """A number in the series of the year of the finding: 13B-2020-001."""
        if not item.number:
            item.number = _next_number(session, item.found_on.year)

    def loading(self) -> tuple[Any, ...]:
        """With its property, for the name."""
        return (selectinload(Measure.premises),)

    def check(self, session: Session, draft: MeasureDraft, existing: Measure | None) -> Mapping[str, str]:
        """The rules of a measure under the norms and the policy of its days; a number stays what it is."""
        key = existing.id if existing else None
        limits, problems = _limits(session, draft, key, norm_book(self.vault))
        problems |= measure_problems(draft, limits, today())
        if draft.property_id is not None and session.get(Property, draft.property_id) is None:
            problems["property_id"] = "Dit pand bestaat niet (meer). Kies een ander pand."
        elif draft.property_id is not None and draft.found_on is not None:
            others = findings_at(session, draft.property_id, but_measure=key)
            told = order_problem(Found(draft.found_on, draft.nth), others)
            if told is not None:
                problems.setdefault("nth", told)
        if existing is not None and draft.number not in (None, existing.number):
            problems["number"] = "Het nummer van een dossier verandert niet."
        return problems

    def name_of(self, item: Measure) -> str:
        """Number and address."""
        return f"{item.number} {address_of(item.premises)}"

    def hindrance(self, session: Session, item: Measure) -> str | None:
        """A file with anything in it is closed and kept, not removed."""
        for model, what in _PARTS.items():
            if session.scalar(select(func.count()).where(model.measure_id == item.id)):
                return f"Bij dit dossier zijn {what} vastgelegd. Sluit het dossier af, of verwijder die eerst."
        return None


def _last_day(draft: MeasureDraft) -> date | None:
    """What the form says, or what follows from the months when it says nothing."""
    if draft.closed_until is None and draft.sanction is Sanction.CLOSURE and draft.closed_from and draft.months:
        return last_day_of_closure(draft.closed_from, draft.months)
    return draft.closed_until


def _limits(session: Session, draft: MeasureDraft, key: int | None, book: NormBook) -> tuple[Limits, dict[str, str]]:
    """What the norms and the policy say, and a message beside a date on which no norm held."""
    problems: dict[str, str] = {}
    views_until = None
    try:
        views = views_term(draft, book)
        views_until = max(views.day, views.other) if views else None
    except NotFound as missing:
        problems["intention_sent_on"] = str(missing)
    proposed = None
    if draft.sanction is not None and draft.property_id and draft.found_on and draft.substance:
        proposal = proposal_in(session, draft, draft.property_id, key, draft.decided_on or today())
        proposed = proposal.outcome if proposal is not None and proposal.binds else None
    return Limits(views_until, proposed), problems


def _next_number(session: Session, year: int) -> str:
    name = f"13B-{year}"
    series = session.get(MeasureSeries, name)
    if series is None:
        series = MeasureSeries(name=name, last=0)
        session.add(series)
    series.last += 1
    while session.scalar(select(Measure.id).where(Measure.number == f"{name}-{series.last:03d}")):
        series.last += 1
    return f"{name}-{series.last:03d}"
