"""What was read into a list before: from which file, when, by whom, and a way back as long as nobody touched it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QWidget

from app.exchange.columns.known import known_registers
from app.formats import as_sentence, format_count, format_integer, format_short_date
from app.services.importing.undoing import ImportLine, imports_beside, take_back
from ui import dialogs
from ui.pages.importing.reading import FIGURES_TITLE
from ui.tokens import Space, Tone
from ui.widgets.dialogs.job import Job
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import button, column, label, row
from ui.widgets.tables.plain_table import Cell, PlainTable

if TYPE_CHECKING:
    from app.errors import AppError
    from app.services.records import Records
    from ui.tasks import Tasks


class EarlierDialog(QDialog):
    """The list of imports. `undone` tells that one of them was taken back."""

    def __init__(self, records: Records[Any, Any], tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Eerder ingelezen")
        self.resize(900, 480)
        self._records = records
        self._lines: dict[str, ImportLine] = {}
        self.undone = False
        self.message = MessageBar()
        self.table = PlainTable(
            "Eerder ingelezen bestanden",
            ("Bestand", "Lijst", "Ingelezen op", "Door", "Regels", "Stand"),
            (0, 16, 14, 18, 6, 17),
        )
        self.table.chosen.connect(lambda _key: self._show_state())
        self.job = Job(tasks)
        self.undo_button = button("Ongedaan maken…", "undo-2", act=self.undo)
        self._lay_out()
        self.reload()

    def reload(self) -> None:
        """Read the list again."""
        self._lines = {str(each.batch): each for each in imports_beside(self._records)}
        self.table.show_rows([(key, _cells(each)) for key, each in self._lines.items()])
        self.empty.setVisible(not self._lines)
        self._show_state()

    def undo(self) -> None:
        """Take the chosen import back, after asking."""
        line = self._lines.get(self.table.current_key or "")
        if line is None or self.job.busy:
            return
        what = format_count(line.count, "regel", "regels")
        asked = f"Wat uit ‘{line.file_name}’ is ingelezen ({what}), wordt verwijderd. Dit staat in het logboek."
        if not dialogs.confirm(self, "Inlezen ongedaan maken?", asked, "Ongedaan maken"):
            return
        vault, compartment = self._records.vault, self._records.compartment
        self.job.start(
            lambda progress: take_back(vault, compartment, line.batch, progress),
            first="Wordt ongedaan gemaakt",
            done=self._on_done,
            refused=self._on_refused,
            unwanted=self._on_done,
        )
        self._show_state()

    def reject(self) -> None:
        """Stop what is under way; close when nothing is."""
        if self.job.busy:
            self.job.stop()
        else:
            super().reject()

    def _on_done(self, removed: int) -> None:
        self.undone = True
        self.reload()
        told = format_count(removed, "regel is", "regels zijn")
        self.message.say(f"{as_sentence(told)} weer verwijderd.")

    def _on_refused(self, refused: AppError) -> None:
        self._show_state()
        self.message.say(str(refused), Tone.DANGER)

    def _show_state(self) -> None:
        line = self._lines.get(self.table.current_key or "")
        self.undo_button.setEnabled(line is not None and line.undone_at is None and not self.job.busy)

    def _lay_out(self) -> None:
        layout = column(self, Space.MEDIUM)
        layout.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.LARGE)
        layout.addWidget(label("Eerder ingelezen", "section"))
        layout.addWidget(
            label(
                "Een import gaat als geheel weer weg, zolang niemand iets met de regels heeft gedaan.",
                "muted",
                wrap=True,
            )
        )
        layout.addWidget(self.message)
        self.empty = label("Hier is nog niets uit een bestand ingelezen.", "muted")
        layout.addWidget(self.empty)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.job)
        across = row()
        across.addWidget(self.undo_button)
        across.addStretch()
        across.addWidget(button("Sluiten", act=self.reject))
        layout.addLayout(across)


def _cells(line: ImportLine) -> tuple[Cell, ...]:
    day = datetime.fromisoformat(line.stored_at).astimezone()
    state = Cell("Ongedaan gemaakt", Tone.NEUTRAL) if line.undone_at else Cell("Ingelezen", Tone.SUCCESS)
    when = f"{format_short_date(day.date())} {day:%H:%M}"
    return (
        Cell(line.file_name),
        Cell(_list_of(line.kind)),
        Cell(when),
        Cell(line.stored_by),
        Cell(format_integer(line.count)),
        state,
    )


def _list_of(kind: str) -> str:
    known = known_registers().get(kind)
    return FIGURES_TITLE if known is None else known.title
