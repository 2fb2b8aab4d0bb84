"""The register of reports (art. 2a Wbk): what came in, how it is handled, and until when it is kept."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.rules.deadlines.terms import last_day
from app.rules.reports import ReportFacts, report_problems
from app.services.access import requires_own
from app.services.clock import today
from app.services.integrity.of_desk import OfDesk
from app.services.norms import norm_on
from app.services.records import Option, Words
from app.services.search.registry import FoundBy
from models.integrity import Report, ReportSeries, Substatus
from models.integrity.choices import Channel, Conflict, ReportStatus, ReportType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

RETENTION = "retention.report"


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """A report as the desk's form shows it; the number is given by the program."""

    number: str | None = None
    channel: Channel | None = None
    received_on: date | None = None
    subject: str | None = None
    what: str | None = None
    when_where: str | None = None
    who: str | None = None
    how_known: str | None = None
    may_ask: bool | None = None
    reporter: str | None = None
    approved_on: date | None = None
    kind: ReportType | None = None
    other_route: str | None = None
    conflict: Conflict | None = None
    conflict_note: str | None = None
    status: ReportStatus | None = ReportStatus.NEW
    substatus_id: int | None = None
    handler: str | None = None
    confirmed_on: date | None = None
    feedback_on: date | None = None
    research: str | None = None
    conclusion: str | None = None
    measures: str | None = None
    protection: str | None = None
    protection_checked_on: date | None = None
    consent_on: date | None = None
    consent_for: str | None = None
    closed_on: date | None = None


class Reports(OfDesk[Report, ReportDraft]):
    """The register of reports of one desk."""

    kind = "report"
    words = Words("melding")
    logs_reading = True
    model = Report
    draft = ReportDraft
    found_by = FoundBy(numbers=("number",), year="received_on", status="status")
    columns = {
        "number": Report.number,
        "subject": Report.subject,
        "channel": Report.channel,
        "kind": Report.kind,
        "status": Report.status,
        "received_on": Report.received_on,
        "confirmed_on": Report.confirmed_on,
        "keep_until": Report.keep_until,
    }
    searched = (Report.number, Report.subject, Report.what, Report.who, Report.handler)
    order = (Report.received_on.desc(), Report.id.desc())
    required = {
        "channel": "Kies hoe de melding binnenkwam.",
        "received_on": "Vul in op welke dag de melding is gedaan; daarvan lopen de termijnen.",
        "subject": "Vul een korte omschrijving in.",
        "what": "Vul in wat er is gemeld.",
        "status": "Kies de status.",
    }

    def blank(self) -> ReportDraft:
        """A report that somebody made today by word of mouth; those by form come in by themselves."""
        return ReportDraft(channel=Channel.SPOKEN, received_on=today())

    @requires_own("read_act")
    def options(self, field: str, current: ReportDraft | None = None) -> tuple[Option, ...]:
        """The steps within a status."""
        if field != "substatus_id":
            return ()
        with self.vault.read(self.compartment) as session:
            steps = session.execute(select(Substatus.id, Substatus.name).order_by(Substatus.position, Substatus.id))
            return tuple(Option(key, name) for key, name in steps)

    def check(self, session: Session, draft: ReportDraft, existing: Report | None) -> Mapping[str, str]:
        """The rules of a report; how and when it came in stays as it is for one that came by form."""
        known = {each.name for each in fields(ReportFacts)} - {"answerable"}
        values = {name: getattr(draft, name) for name in known}
        answerable = draft.channel is Channel.FORM or draft.reporter is not None
        problems = report_problems(ReportFacts(**values, answerable=answerable), today())
        by_form = existing is not None and existing.lookup is not None
        if by_form != (draft.channel is Channel.FORM):
            problems["channel"] = "Alleen een melding die via het formulier kwam, heet zo."
        if existing is not None and by_form and draft.received_on != existing.received_on:
            problems["received_on"] = "De dag van een melding via het formulier verandert niet."
        if existing is not None and draft.number not in {None, existing.number}:
            problems["number"] = "Het nummer van een melding verandert niet."
        return problems

    def write(self, session: Session, item: Report, draft: ReportDraft) -> None:
        """Put the draft into the report; its number stays."""
        number = item.number
        super().write(session, item, draft)
        item.number = number

    def complete(self, session: Session, item: Report) -> None:
        """A number in the series of its year, the day it was written down, and once closed until when it is kept."""
        if not item.number:
            item.number = next_number(session, item.received_on.year)
            item.taken_in_on = today()
        if item.closed_on is None:
            item.keep_until = item.postponed_because = None
        elif item.keep_until is None:
            item.keep_until = last_day(item.closed_on, norm_on(self.vault, RETENTION, item.closed_on))

    def name_of(self, item: Report) -> str:
        """Number and subject."""
        return f"{item.number} {item.subject}"

    def hindrance(self, session: Session, item: Report) -> str | None:
        """A report is not removed: it is destroyed when its time has come, with a certificate."""
        return "Een melding wordt niet verwijderd. Sluit haar af; na de bewaartermijn kunt u haar vernietigen."


def next_number(session: Session, year: int) -> str:
    """The next number of a year; one that was given is not given again."""
    series = session.get(ReportSeries, year)
    if series is None:
        series = ReportSeries(year=year, last=0)
        session.add(series)
    series.last += 1
    return f"M-{year}-{series.last:03d}"


@dataclass(frozen=True, slots=True)
class SubstatusDraft:
    """A step within a status."""

    name: str | None = None


class Substatuses(OfDesk[Substatus, SubstatusDraft]):
    """The managed list of steps."""

    kind = "substatus"
    words = Words("tussenstand")
    model = Substatus
    draft = SubstatusDraft
    found_by = FoundBy(nothing=True)
    columns = {"name": Substatus.name, "position": Substatus.position}
    searched = (Substatus.name,)
    order = (Substatus.position, Substatus.id)
    required = {"name": "Vul in hoe de tussenstand heet."}

    def complete(self, session: Session, item: Substatus) -> None:
        """A new one comes last."""
        if not item.position:
            item.position = (session.scalar(select(func.max(Substatus.position))) or 0) + 1

    def hindrance(self, session: Session, item: Substatus) -> str | None:
        """Not while a report has it."""
        used = session.scalar(select(Report.id).where(Report.substatus_id == item.id).limit(1))
        return "Deze tussenstand is bij een melding in gebruik." if used else None
