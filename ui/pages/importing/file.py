"""The first step: which file. It is read whole, within limits, on the worker thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.exchange.sheets.reading import read_file
from app.formats import format_count, format_integer
from ui import dialogs
from ui.pages.importing.stages import FILE
from ui.tokens import Tone
from ui.widgets.dialogs.job import Job
from ui.widgets.dialogs.wizard import Step
from ui.widgets.parts import button, label, row
from ui.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.errors import AppError
    from app.exchange.sheets.workbook import Workbook
    from ui.pages.importing.reading import Sitting

KINDS = "Spreadsheets en CSV (*.xlsx *.ods *.csv *.txt);;Alle bestanden (*)"


class FileStep(Step):
    """Choose a file; what it holds is told before one goes on."""

    def __init__(self, sitting: Sitting, after: Callable[[], None], file: Path | None) -> None:
        super().__init__(
            FILE, "Welk bestand wilt u inlezen?", "Een spreadsheet (XLSX of ODS) of een CSV-bestand, in elke indeling."
        )
        self._sitting, self._after, self._first = sitting, after, file
        self.job = Job(sitting.tasks)
        self.name = label("Nog geen bestand gekozen.", "label", wrap=True)
        across = row()
        across.addWidget(button("Bestand kiezen…", "folder-open", act=self.choose))
        across.addWidget(self.name, 1)
        self.told = Told()
        self.body.addLayout(across)
        self.body.addWidget(self.told)
        self.body.addStretch(1)

    @property
    def ready(self) -> bool:
        """With a file that was read."""
        return self._sitting.book is not None

    def arrive(self) -> None:
        """A file that was dropped on the list is read at once."""
        if self._first is not None:
            file, self._first = self._first, None
            self.read(file)

    def choose(self) -> None:
        """Ask which."""
        file = dialogs.choose_file(self, "Bestand om in te lezen", KINDS)
        if file is not None:
            self.read(file)

    def read(self, file: Path) -> None:
        """Read it."""
        if self.job is None or self.job.busy:
            return
        self._sitting.book = None
        self._sitting.read = set()
        self.message.hide()
        self.told.show_lines(())
        self.name.setText(file.name)
        self.job.start(lambda _progress: read_file(file), first="Bestand lezen", done=self._show, refused=self._refuse)
        self.changed.emit()

    def accept(self) -> None:
        """On to its sheets."""
        self._after()

    def _show(self, book: Workbook) -> None:
        self._sitting.book = book
        lines = sum(len(sheet.lines) for sheet in book.sheets)
        sheets = format_count(len(book.sheets), "blad", "bladen")
        filled = f"{format_integer(lines)} gevulde rijen" if lines != 1 else "één gevulde rij"
        self.told.show_lines(
            [
                (Tone.SUCCESS, f"Gelezen: {sheets} met {filled}."),
                *((Tone.WARNING, note) for note in book.notes),
            ]
        )
        self.changed.emit()

    def _refuse(self, refused: AppError) -> None:
        self.message.say(str(refused), Tone.DANGER)
        self.changed.emit()
