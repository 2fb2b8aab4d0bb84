"""What hangs on a report: the dialogue as it was, the files that came, and notes that never reach the reporter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.formats import format_date
from app.services.clock import today
from app.services.integrity.of_desk import WHICH_REPORT, OfReport
from app.services.records import Words
from app.services.search.registry import FoundBy
from models.integrity import Report, ReportFile, ReportMessage, ReportNote
from models.integrity.choices import Speaker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

SAID = "Wat in de dialoog staat, is gezegd; dat verandert niet meer."


@dataclass(frozen=True, slots=True)
class MessageDraft:
    """A message of the dialogue, to read."""

    report_id: int | None = None
    speaker: Speaker | None = None
    number: int | None = None
    sent_on: date | None = None
    text: str | None = None


class Messages(OfReport[ReportMessage, MessageDraft]):
    """The dialogue. It is written by `app.services.integrity.dialogue`, never as a record."""

    kind = "report_message"
    words = Words("bericht", "het")
    model = ReportMessage
    draft = MessageDraft
    columns = {
        "report_id": ReportMessage.report_id,
        "report": Report.number,
        "speaker": ReportMessage.speaker,
        "sent_on": ReportMessage.sent_on,
        "text": ReportMessage.text,
    }
    searched = (ReportMessage.text, Report.number)
    order = (ReportMessage.sent_on, ReportMessage.id)
    required = {"report_id": WHICH_REPORT}

    def may_edit(self) -> bool:
        """Nobody."""
        return False

    def check(self, session: Session, draft: MessageDraft, existing: ReportMessage | None) -> Mapping[str, str]:
        """Not by hand."""
        return {"text": SAID}

    def hindrance(self, session: Session, item: ReportMessage) -> str | None:
        """Never."""
        return SAID

    def name_of(self, item: ReportMessage) -> str:
        """Who and when."""
        return f"{item.speaker.label}, {format_date(item.sent_on)}"


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """A note as the form shows it."""

    report_id: int | None = None
    written_on: date | None = None
    text: str | None = None


class Notes(OfReport[ReportNote, NoteDraft]):
    """Notes of who handles a report."""

    kind = "report_note"
    words = Words("aantekening")
    model = ReportNote
    draft = NoteDraft
    columns = {
        "report_id": ReportNote.report_id,
        "report": Report.number,
        "written_on": ReportNote.written_on,
        "text": ReportNote.text,
    }
    searched = (ReportNote.text, Report.number)
    order = (ReportNote.written_on.desc(), ReportNote.id.desc())
    required = {
        "report_id": WHICH_REPORT,
        "written_on": "Vul de dag in.",
        "text": "Vul de aantekening in.",
    }

    def blank(self) -> NoteDraft:
        """Today."""
        return NoteDraft(written_on=today())

    def name_of(self, item: ReportNote) -> str:
        """When."""
        return f"Aantekening van {format_date(item.written_on)}"


@dataclass(frozen=True, slots=True)
class FileDraft:
    """What is known of a file, to read."""

    report_id: int | None = None
    message_number: int | None = None
    name: str | None = None
    size: int | None = None
    cleaned: bool = False


class Files(OfReport[ReportFile, FileDraft]):
    """The files that came with a report. Their content is read by `app.services.integrity.dialogue`."""

    kind = "report_file"
    words = Words("bijlage")
    model = ReportFile
    draft = FileDraft
    found_by = FoundBy(names=("name",))
    columns = {
        "report_id": ReportFile.report_id,
        "report": Report.number,
        "name": ReportFile.name,
        "size": ReportFile.size,
        "cleaned": ReportFile.cleaned,
    }
    searched = (ReportFile.name, Report.number)
    order = (ReportFile.message_number, ReportFile.id)
    required = {"report_id": WHICH_REPORT}

    def may_edit(self) -> bool:
        """Nobody: they are what the reporter sent."""
        return False

    def check(self, session: Session, draft: FileDraft, existing: ReportFile | None) -> Mapping[str, str]:
        """Not by hand."""
        return {"name": SAID}

    def hindrance(self, session: Session, item: ReportFile) -> str | None:
        """Never by itself."""
        return "Een bijlage hoort bij de melding, en wordt met haar vernietigd."

    def name_of(self, item: ReportFile) -> str:
        """As it was called."""
        return item.name
