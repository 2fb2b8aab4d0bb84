"""Taking reports in from the drop box: kept and committed first, then answered, and only then erased there.

What stops halfway is taken up the next time: a message that is in already is answered again and erased. Covers are
thrown away; what is broken is set apart with its reason and stops nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.services.access import requires_own
from app.services.clock import today
from app.services.integrity.answers import message, missing
from app.services.integrity.of_desk import Desk
from app.services.integrity.reports import next_number
from app.services.reporting.body import Unusable, day_of, shortened, text_of
from app.vault.reports import dropbox
from app.vault.reports.desks import desks_of
from app.vault.reports.taking_in import look_through
from models.integrity import BrokenArrival, Report, ReportFile, ReportMessage, TakenIn
from models.integrity.choices import Channel, ReportStatus, Speaker

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from app.vault.reports.taking_in import Arrival
    from app.vault.unit_of_work import UnitOfWork

SUBJECT_LETTERS = 80
BATCH = 25
"""Messages for which the box is changed at once."""
RECEIVED = (
    "Uw melding is ontvangen. U krijgt binnen zeven dagen een bevestiging. Kijk met uw code af en toe of er een vraag "
    "voor u is."
)
NEW, ADDED, BROKEN, AGAIN = "new", "added", "broken", "again"


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in: new reports, messages to reports that were there, and what was broken."""

    new: int = 0
    added: int = 0
    broken: int = 0


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """Something that was not whole or not genuine."""

    found_on: date
    chunks: int
    reason: str


class Arrivals(Desk):
    """What comes in at a desk."""

    @requires_own("edit_act")
    def take_in(self, told: Callable[[int, int], None] = lambda _done, _total: None) -> Taken:
        """Everything in the drop box that is for this desk; `told` hears how many chunks were looked at, of how many,
        and then how many messages were kept; it may raise Cancelled.

        Raises a VaultError from the box; what was taken in before that stays taken in.
        """
        folder = self.vault.folder
        dropbox.make(folder)  # for a vault from before there was a box; another thing in its place stays and is told
        haul = look_through(folder, desks_of(self.vault.roster), self.compartment, self.keys(), told)
        counts: Counter[str] = Counter()
        arrivals = sorted(haul.arrivals, key=lambda each: each.letter.number)
        for start in range(0, len(arrivals), BATCH):
            told(start, len(arrivals))
            counts.update(self._take_batch(arrivals[start : start + BATCH]))
        for key, rows, reason in haul.broken:
            counts[BROKEN] += self._set_apart(key, len(rows), reason)
        spent = [row for _, rows, _ in haul.broken for row in rows]
        dropbox.exchange(folder, [*spent, *haul.covers], {})
        return Taken(counts[NEW], counts[ADDED], counts[BROKEN])

    @requires_own("read_act")
    def broken(self) -> tuple[BrokenLine, ...]:
        """What was set apart, the last first."""
        with self.vault.read(self.compartment) as session:
            rows = session.scalars(select(BrokenArrival).order_by(BrokenArrival.found_on.desc())).all()
        return tuple(BrokenLine(row.found_on, row.chunks, row.reason) for row in rows)

    def _take_batch(self, batch: list[Arrival]) -> Counter[str]:
        """Keep each message, and only then change the box: once for all of them, because each change rewrites it."""
        counts: Counter[str] = Counter()
        answers: dict[bytes, bytes] = {}
        for arrival in batch:
            outcome = self._keep(arrival)
            counts[outcome] += 1
            if outcome != BROKEN:
                rows, _ = missing(self, arrival.letter.lookup)
                answers |= rows
        dropbox.exchange(self.vault.folder, [row for each in batch for row in each.rows], answers)
        return counts

    def _keep(self, arrival: Arrival) -> str:
        """Store one message in a unit of work of its own; what is in already is not stored again."""
        try:
            with self.vault.write(self.compartment) as work:
                if work.session.get(TakenIn, arrival.key) is not None:
                    work.leave_unchanged()
                    return AGAIN
                work.session.add(TakenIn(key=arrival.key))
                return _stored(work, arrival)
        except Unusable as reason:
            self._set_apart(arrival.key, len(arrival.rows), str(reason))
            return BROKEN

    def _set_apart(self, key: bytes, chunks: int, reason: str) -> int:
        with self.vault.write(self.compartment) as work:
            if work.session.get(BrokenArrival, key) is not None:
                work.leave_unchanged()
                return 0
            work.session.add(BrokenArrival(key=key, found_on=today(), chunks=chunks, reason=reason))
            work.record("report.set_apart", "broken_arrival", key.hex())
        return 1


def _stored(work: UnitOfWork, arrival: Arrival) -> str:
    report = work.session.query(Report).filter(Report.lookup == arrival.letter.lookup).one_or_none()
    number = 0
    if arrival.letter.number == 0:
        if report is not None:
            raise Unusable("Deze melding is er al; dit is een tweede onder dezelfde code.")
        report = _report(work.session, arrival)
        work.record("report.received", "report", report.id)
        work.session.add(message(report.id, Speaker.DESK, 1, today(), RECEIVED))
        outcome = NEW
    else:
        if report is None:
            raise Unusable("De melding waar dit bij hoort, is hier niet (meer).")
        if report.signer != arrival.signer:
            raise Unusable("Dit bericht is niet door de melder ondertekend.")
        number = _addition(work.session, report, arrival)
        work.record("report.added_to", "report", report.id)
        outcome = ADDED
    for file, cleaned in zip(arrival.letter.files, _cleaned(arrival), strict=True):
        work.session.add(
            ReportFile(
                report_id=report.id,
                message_number=number,
                name=shortened(file.name, 200) or "bijlage",
                size=len(file.data),
                cleaned=cleaned,
                data=file.data,
            )
        )
    return outcome


def _report(session: Session, arrival: Arrival) -> Report:
    body = arrival.letter.body
    what = text_of(body, "what")
    if not what:
        raise Unusable("Deze melding heeft geen inhoud.")
    sent_on = day_of(body)
    report = Report(
        number=next_number(session, sent_on.year),
        channel=Channel.FORM,
        received_on=sent_on,
        taken_in_on=today(),
        subject=shortened(what.splitlines()[0], SUBJECT_LETTERS) or "Melding via het formulier",
        what=what,
        when_where=text_of(body, "when_where"),
        who=text_of(body, "who"),
        how_known=text_of(body, "how_known"),
        may_ask=body.get("may_ask") if isinstance(body.get("may_ask"), bool) else None,
        status=ReportStatus.NEW,
        lookup=arrival.letter.lookup,
        reader=arrival.letter.reading,
        signer=arrival.signer,
    )
    session.add(report)
    session.flush()
    session.add(message(report.id, Speaker.REPORTER, 0, sent_on, what))
    return report


def _addition(session: Session, report: Report, arrival: Arrival) -> int:
    """What a reporter added, and who they are when they chose to say so; gives its number in the dialogue."""
    body = arrival.letter.body
    text, identity = text_of(body, "text"), text_of(body, "identity")
    if not text and not identity and not arrival.letter.files:
        raise Unusable("Dit bericht heeft geen inhoud.")
    if identity:
        report.reporter = identity
    theirs = select(func.max(ReportMessage.number)).where(
        ReportMessage.report_id == report.id, ReportMessage.speaker == Speaker.REPORTER
    )
    number = (session.scalar(theirs) or 0) + 1
    told = text or ("De melder heeft zich bekendgemaakt." if identity else "Zie de bijlagen.")
    session.add(message(report.id, Speaker.REPORTER, number, day_of(body), told))
    return number


def _cleaned(arrival: Arrival) -> list[bool]:
    """Per file whether the form took its metadata away; not said is no."""
    said = arrival.letter.body.get("cleaned")
    listed = said if isinstance(said, list) else []
    return [at < len(listed) and listed[at] is True for at in range(len(arrival.letter.files))]
