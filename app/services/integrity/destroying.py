"""Destroying a report when its time has come, or keeping it longer with a reason (art. 2a Wbk).

With a report go its dialogue, files, notes, unsaved input, its place in the index and its answers in the drop box. What
remains is a certificate without content, and the random keys that keep its messages from coming in again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from app.errors import Invalid, NotFound
from app.formats import format_date
from app.services.access import requires_own
from app.services.clock import today
from app.services.integrity.answers import rows_of
from app.services.integrity.of_desk import Desk
from app.vault.reports import dropbox
from models.integrity import Destruction, IntegrityRecord, Report, ReportFile, ReportMessage, ReportNote
from models.integrity.choices import ReportStatus

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_Part = ReportMessage | ReportFile | ReportNote
_PARTS: tuple[type[_Part], ...] = (ReportMessage, ReportFile, ReportNote)


@dataclass(frozen=True, slots=True)
class Certificate:
    """That a report was destroyed: its number, the ground, the day, and the account that did it."""

    number: str
    ground: str
    destroyed_on: date
    by: str


class Destroying(Desk):
    """The end of reports."""

    @requires_own("edit_act")
    def postpone(self, report_id: int, until: date, reason: str) -> None:
        """Keep a closed report until a later day, for a reason that is kept with it."""
        with self.vault.write(self.compartment) as work:
            report = _closed(work.session, report_id)
            if report.keep_until is not None and until <= report.keep_until:
                raise Invalid({"until": f"Kies een dag na {format_date(report.keep_until)}."})
            if not reason.strip():
                raise Invalid({"reason": "Vul in waarom de melding langer nodig is."})
            report.keep_until, report.postponed_because = until, reason.strip()
            work.record("report.postponed", "report", report_id, fields=("keep_until",))

    @requires_own("edit_act")
    def destroy(self, report_id: int, ground: str) -> Certificate:
        """Destroy a report; raises Invalid while it must be kept, NotFound, or a VaultError from the drop box."""
        if not ground.strip():
            raise Invalid({"ground": "Vul in op welke grond de melding wordt vernietigd."})
        with self.vault.write(self.compartment) as work:
            report = _closed(work.session, report_id)
            if report.keep_until is None or report.keep_until >= today():
                until = "" if report.keep_until is None else f" tot en met {format_date(report.keep_until)}"
                raise Invalid({"": f"Deze melding moet worden bewaard{until}."})
            lookup = report.lookup
            certificate = Destruction(
                number=report.number,
                year=report.received_on.year,
                ground=ground.strip(),
                destroyed_on=today(),
                account=self.vault.account.id,
                kind=report.kind,
            )
            work.session.add(certificate)
            messages = _erase(work.session, report)
            work.record("report.destroyed", "report", report_id)
            made = Certificate(report.number, certificate.ground, today(), self.vault.account.name)
        if lookup is not None:
            dropbox.erase(self.vault.folder, rows_of(lookup, messages))
        return made

    @requires_own("read_act")
    def certificates(self) -> tuple[Certificate, ...]:
        """What was destroyed, the last first."""
        people = self.vault.directory()
        with self.vault.read(self.compartment) as session:
            rows = session.scalars(select(Destruction).order_by(Destruction.id.desc())).all()
        return tuple(
            Certificate(
                row.number, row.ground, row.destroyed_on, people[row.account].name if row.account in people else ""
            )
            for row in rows
        )


def _closed(session: Session, report_id: int) -> Report:
    report = session.get(Report, report_id)
    if report is None:
        raise NotFound("Deze melding bestaat niet (meer).")
    if report.status is not ReportStatus.CLOSED:
        raise Invalid({"": "Sluit de melding eerst af; dan begint de bewaartermijn."})
    return report


def _erase(session: Session, report: Report) -> int:
    """Take away all of it; how many messages there were at most in one direction."""
    messages = 0
    for model in _PARTS:
        found: list[_Part] = list(session.scalars(select(model).where(model.report_id == report.id)))
        for item in found:
            messages = max(messages, item.number) if isinstance(item, ReportMessage) else messages
            _drop_drafts(session, str(item.__tablename__), item.id)
            session.delete(item)
    _drop_drafts(session, "report", report.id)
    session.flush()
    session.delete(report)
    session.flush()
    return messages


def _drop_drafts(session: Session, kind: str, key: int) -> None:
    draft = IntegrityRecord.metadata.tables["draft"]
    session.execute(delete(draft).where(draft.c.kind == kind, draft.c.record == key))
