"""The dialogue with a reporter: acknowledge, ask, report back. Each is one act, kept as proof, and then sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.errors import Invalid, NotFound
from app.services.access import requires_own
from app.services.clock import today
from app.services.integrity.answers import message, restock
from app.services.integrity.of_desk import Desk
from models.integrity import Report, ReportFile, ReportMessage
from models.integrity.choices import ReportStatus, Speaker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

CONFIRMATION = (
    "Ik heb uw melding gelezen en bevestig hierbij de ontvangst. Uiterlijk drie maanden na vandaag hoort u via deze "
    "code wat er met uw melding is of wordt gedaan. Wilt u iets toevoegen, dan kan dat met dezelfde code."
)
LONGEST = 20_000
UNREACHABLE = "Deze melder heeft geen code; antwoord langs de weg waarlangs de melding kwam."


class Dialogue(Desk):
    """What a desk says to its reporters."""

    @requires_own("edit_act")
    def confirm(self, report_id: int, text: str = CONFIRMATION) -> int:
        """Acknowledge receipt (Wbk: within seven days); the day and the text are the proof. Sends one message.

        Raises Invalid when that was done before, NotFound, or a VaultError when the message is kept but could not be
        put in the box; it goes there the next time.
        """
        with self.vault.write(self.compartment) as work:
            report = _report(work.session, report_id)
            if report.confirmed_on is not None:
                raise Invalid({"": "De ontvangst van deze melding is al bevestigd."})
            report.confirmed_on = today()
            if report.status is ReportStatus.NEW:
                report.status = ReportStatus.TRIAGE
            if report.lookup is not None:
                self._say(work.session, report, text)
            work.record("report.confirmed", "report", report_id)
            lookup = report.lookup
        return restock(self, lookup) if lookup is not None else 0

    @requires_own("edit_act")
    def reply(self, report_id: int, text: str) -> int:
        """Ask or tell something."""
        with self.vault.write(self.compartment) as work:
            report = _answerable(work.session, report_id)
            self._say(work.session, report, text)
            work.record("report.answered", "report", report_id)
            lookup = report.lookup
        return restock(self, lookup) if lookup is not None else 0

    @requires_own("edit_act")
    def feed_back(self, report_id: int, text: str) -> int:
        """Tell what was or will be done (Wbk: within three months of the acknowledgement); the day is kept."""
        with self.vault.write(self.compartment) as work:
            report = _answerable(work.session, report_id)
            if report.confirmed_on is None:
                raise Invalid({"": "Bevestig eerst de ontvangst; daarna kunt u terugkoppelen."})
            self._say(work.session, report, text)
            report.feedback_on = today()
            work.record("report.fed_back", "report", report_id)
            lookup = report.lookup
        return restock(self, lookup) if lookup is not None else 0

    @requires_own("edit_act")
    def restock_all(self) -> int:
        """Put back in the box what somebody took out of it; how many messages that were."""
        with self.vault.read(self.compartment) as session:
            lookups = session.scalars(select(Report.lookup).where(Report.lookup.is_not(None))).all()
        return sum(restock(self, lookup) for lookup in lookups if lookup is not None)

    @requires_own("read_act")
    def content(self, file_id: int) -> bytes:
        """A file of a reporter; opening it is logged."""
        with self.vault.write(self.compartment) as work:
            data = work.session.scalar(select(ReportFile.data).where(ReportFile.id == file_id))
            if data is None:
                raise NotFound("Deze bijlage bestaat niet (meer).")
            work.record("report_file.opened", "report_file", file_id)
            return data

    def _say(self, session: Session, report: Report, text: str) -> None:
        text = text.strip()
        if not text:
            raise Invalid({"text": "Vul in wat u de melder wilt zeggen."})
        if len(text) > LONGEST:
            raise Invalid({"text": "Dit bericht is te lang; kort het in."})
        mine = select(func.max(ReportMessage.number)).where(
            ReportMessage.report_id == report.id, ReportMessage.speaker == Speaker.DESK
        )
        session.add(message(report.id, Speaker.DESK, (session.scalar(mine) or 0) + 1, today(), text))


def _report(session: Session, report_id: int) -> Report:
    report = session.get(Report, report_id)
    if report is None:
        raise NotFound("Deze melding bestaat niet (meer).")
    return report


def _answerable(session: Session, report_id: int) -> Report:
    report = _report(session, report_id)
    if report.lookup is None:
        raise Invalid({"": UNREACHABLE})
    return report
