"""What the desk wrote, put in the drop box again whenever it is gone: anybody could have erased it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.vault.keys.mailbox import voice_of
from app.vault.reports import dropbox
from app.vault.reports.codes import Direction, row_id
from app.vault.reports.desks import desks_of
from app.vault.reports.frames import COUNTS
from app.vault.reports.letters import Letter
from app.vault.reports.taking_in import answer
from models.integrity import Report, ReportMessage
from models.integrity.choices import Speaker

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from app.services.integrity.of_desk import Desk


def restock(desk: Desk, lookup: bytes) -> int:
    """Put those messages of the desk to one reporter in the box that do not lie there; how many.

    Whoever calls this has the right to; a VaultError leaves them for the next time.
    """
    rows, count = missing(desk, lookup)
    if count:
        dropbox.put(desk.vault.folder, rows)
    return count


def missing(desk: Desk, lookup: bytes) -> tuple[dict[bytes, bytes], int]:
    """The rows of those messages that do not lie in the box, and how many messages that are."""
    with desk.vault.compartment(desk.compartment).read() as session:
        report = session.scalar(select(Report).where(Report.lookup == lookup))
        said = _said(session, report.id) if report is not None else []
    if report is None or report.reader is None:
        return {}, 0
    folder, desks, speaking = desk.vault.folder, desks_of(desk.vault.roster), voice_of(desk.keys()[0])
    beginnings = {row_id(lookup, Direction.TO_REPORTER, each.number - 1, 0): each for each in said}
    lying = dropbox.present(folder, beginnings)
    gone = [each for key, each in beginnings.items() if key not in lying]
    rows: dict[bytes, bytes] = {}
    for each in gone:
        letter = Letter(each.number, lookup, {"sent_on": each.sent_on.isoformat(), "text": each.text})
        rows |= answer(desks, desk.compartment, speaking, letter, report.reader).rows
    return rows, len(gone)


def message(report: int, speaker: Speaker, number: int, day: date, text: str) -> ReportMessage:
    """One message of a dialogue, to be stored."""
    return ReportMessage(report_id=report, speaker=speaker, number=number, sent_on=day, text=text)


def rows_of(lookup: bytes, messages: int) -> list[bytes]:
    """Where so many answers to one reporter can lie, each of one chunk or of as many as a message has at most."""
    return [
        row_id(lookup, Direction.TO_REPORTER, number, chunk)
        for number in range(messages)
        for chunk in range(COUNTS[-1])
    ]


def _said(session: Session, report: int) -> list[ReportMessage]:
    mine = select(ReportMessage).where(ReportMessage.report_id == report, ReportMessage.speaker == Speaker.DESK)
    return list(session.scalars(mine.order_by(ReportMessage.number)))
