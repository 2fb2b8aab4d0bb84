"""The report of a restore test: what was tried out, and a file of it for the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from app.errors import AppError
from app.formats import format_count, format_date
from app.report.papers.restore_report import write_restore_report
from app.report.saving import save
from app.services.backups.words import report_text
from ui import dialogs
from ui.tokens import Space, Tone
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import button, column, label, row
from ui.widgets.told import Told

if TYPE_CHECKING:
    from app.services.backups.facts import RestoreLine, RestoreReport

FILES = "PDF-document (*.pdf);;Tekstbestand (*.txt)"


class ReportDialog(QDialog):
    """Shows it, and writes it where the user wants. It holds dates and names of users, no content."""

    def __init__(self, report: RestoreReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self.setWindowTitle("Verslag van de proef")
        self.resize(680, 520)
        self.message = MessageBar()
        self.lines = Told((*(_tested(each) for each in report.tested), *_untested(report)))
        self._lay_out()

    def write(self) -> None:
        """Save the report as a PDF, or as text where the user gives the file that ending."""
        name = f"Hersteltest {self._report.municipality} {self._report.day:%Y-%m-%d}.pdf"
        out = dialogs.choose_target(self, "Verslag opslaan", name, FILES)
        if out is None:
            return
        try:
            if out.suffix.lower() == ".txt":
                save(f"{report_text(self._report)}\n".encode(), out)
            else:
                write_restore_report(self._report, out)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self.message.say(f"Het verslag staat in {out}.")

    def _lay_out(self) -> None:
        report = self._report
        layout = column(self, Space.MEDIUM)
        layout.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.LARGE)
        outcome = "De proef is geslaagd" if report.ok else "De proef is niet geslaagd"
        layout.addWidget(label(outcome, "section"))
        about = f"{format_date(report.day)}, door {report.by} op {report.workstation}, back-ups uit {report.place}"
        layout.addWidget(label(about, "muted", wrap=True))
        layout.addWidget(self.message)
        area = QScrollArea()
        area.setAccessibleName("Verslag van de proef")
        area.setWidgetResizable(True)
        inside = QWidget()
        inside.setProperty("ground", "clear")
        held = column(inside, 0)
        held.addWidget(self.lines)
        held.addStretch()
        area.setWidget(inside)
        layout.addWidget(area, 1)
        buttons = row()
        buttons.addStretch()
        buttons.addWidget(button("Sluiten", act=self.accept))
        buttons.addWidget(button("Verslag opslaan…", "download", "primary", self.write))
        layout.addLayout(buttons)


def _tested(line: RestoreLine) -> tuple[Tone, str]:
    at = line.made_at.astimezone()
    head = f"{line.label}, back-up van {format_date(at.date())}, {at:%H:%M}"
    if line.problem:
        return Tone.DANGER, f"{head}: {line.problem}"
    entries = format_count(line.entries, "logboekregel", "logboekregels")
    return Tone.SUCCESS, f"{head}: teruggezet, geopend en nagerekend ({entries})."


def _untested(report: RestoreReport) -> tuple[tuple[Tone, str], ...]:
    return tuple(
        (Tone.WARNING, f"{each.label}: niet beproefd, er is geen back-up.")
        if each.held
        else (Tone.NEUTRAL, f"{each.label}: niet beproefd, u hebt er geen sleutel van.")
        for each in report.untested
    )
