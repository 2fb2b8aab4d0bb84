"""The clock of a report: acknowledge within seven days of sending, feed back within three months after that (Wbk)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import AppError, VaultError
from app.formats import format_date
from app.rules.deadlines.signals import Signal, signal_of
from app.rules.deadlines.terms import Deadline, term
from app.rules.permissions import INTEGRITY, INTEGRITY_DEPUTY, Act
from app.services.access import requires, requires_own
from app.services.attention_item import AttentionItem, Urgency
from app.services.clock import today
from app.services.integrity.of_desk import DESKS, Desk
from app.services.norms import norm_book
from app.vault.reports.desks import desks_of
from app.vault.reports.taking_in import something_waits
from models.integrity import Report
from models.integrity.choices import ReportStatus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from app.rules.norms import NormBook
    from app.vault.session import UnlockedVault

PAGES = dict(zip(DESKS, ("reports", "reports_deputy"), strict=True))
CONFIRMATION, FEEDBACK = "wbk.confirmation", "wbk.feedback"
WARN_DESTRUCTION = 3
"""Days before a report may be destroyed at which the desk is told."""


@dataclass(frozen=True, slots=True)
class ReportTerms:
    """The terms of one report; `problem` says why they could not be computed."""

    deadlines: tuple[Deadline, ...]
    problem: str | None = None


def terms_of(received_on: date, confirmed_on: date | None, feedback_on: date | None, book: NormBook) -> ReportTerms:
    """From the day of sending on. A term that has no norm on its day is a problem, not a crash."""
    try:
        norm = book.on(CONFIRMATION, received_on)
        found = [term("confirmation", "Ontvangst bevestigen", received_on, norm, book, done_on=confirmed_on)]
        if confirmed_on is not None:
            norm = book.on(FEEDBACK, confirmed_on)
            found.append(term("feedback", "Terugkoppelen", confirmed_on, norm, book, done_on=feedback_on))
    except AppError as reason:
        return ReportTerms((), str(reason))
    return ReportTerms(tuple(found))


class Clock(Desk):
    """The terms of the reports of a desk."""

    @requires_own("read_act")
    def of(self, report_id: int) -> ReportTerms:
        """Those of one report; none when it is gone."""
        with self.vault.read(self.compartment) as session:
            report = session.get(Report, report_id)
        if report is None:
            return ReportTerms(())
        return terms_of(report.received_on, report.confirmed_on, report.feedback_on, norm_book(self.vault))

    @requires_own("read_act")
    def items(self) -> tuple[AttentionItem, ...]:
        """What this desk must not miss; an item has the number of a report and nothing of what it is about."""
        with self.vault.read(self.compartment) as session:
            reports = session.scalars(select(Report).order_by(Report.received_on, Report.id)).all()
        book = norm_book(self.vault)
        return (*self._waiting(), *(item for report in reports for item in self._items_of(report, book)))

    def _waiting(self) -> Iterator[AttentionItem]:
        """That something lies in the drop box: its term runs, and only this desk can tell."""
        try:
            waits = something_waits(self.vault.folder, desks_of(self.vault.roster), self.compartment, self.keys())
        except VaultError:
            return  # what is wrong with the box is told at login
        page = PAGES[self.compartment]
        if waits:
            yield AttentionItem("In de brievenbus ligt iets voor u. Leeg de brievenbus.", Urgency.SOON, page)
        elif waits is None:
            yield AttentionItem("De brievenbus is vol geraakt. Leeg de brievenbus.", Urgency.NOTICE, page)

    def _items_of(self, report: Report, book: NormBook) -> Iterator[AttentionItem]:
        page, day = PAGES[self.compartment], today()
        if report.status is ReportStatus.NEW:
            yield AttentionItem(f"Melding {report.number} is nieuw.", Urgency.SOON, page, report.id, "report")
        found = terms_of(report.received_on, report.confirmed_on, report.feedback_on, book)
        if found.problem is not None:
            yield AttentionItem(f"Melding {report.number}: {found.problem}", Urgency.SOON, page, report.id, "report")
        for each in found.deadlines:
            if each.done_on is not None or report.status is ReportStatus.CLOSED:
                continue
            how = signal_of(each.watch, day)
            if how is not None:
                urgency = Urgency.OVERDUE if how is Signal.OVERDUE else Urgency.SOON
                told = f"{each.label.lower()} uiterlijk {format_date(each.watch)}"
                yield AttentionItem(f"Melding {report.number}: {told}.", urgency, page, report.id, "report")
        yield from _destruction(report, page, day)


def _destruction(report: Report, page: str, day: date) -> Iterator[AttentionItem]:
    if report.keep_until is None or (report.keep_until - day).days > WARN_DESTRUCTION:
        return
    told = "mag worden vernietigd" if report.keep_until < day else f"mag na {format_date(report.keep_until)} weg"
    yield AttentionItem(f"Melding {report.number} {told}.", Urgency.SOON, page, report.id, "report")


@requires(Act.READ_REPORTS, INTEGRITY)
def report_items(vault: UnlockedVault) -> tuple[AttentionItem, ...]:
    """What the officer must not miss."""
    return Clock(vault, INTEGRITY).items()


@requires(Act.READ_REPORTS, INTEGRITY_DEPUTY)
def deputy_items(vault: UnlockedVault) -> tuple[AttentionItem, ...]:
    """What the deputy must not miss."""
    return Clock(vault, INTEGRITY_DEPUTY).items()
