"""The last step: what was read, a way back, and on to another sheet of the same file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.formats import as_sentence, format_count
from app.services.importing.undoing import take_back
from ui.pages.importing.stages import READY
from ui.tokens import Tone
from ui.widgets.dialogs.job import Job
from ui.widgets.dialogs.wizard import Step
from ui.widgets.parts import button, row
from ui.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.errors import AppError
    from app.services.importing.storing import Imported
    from ui.pages.importing.reading import Sitting


class DoneStep(Step):
    """Says what was done; the import can be taken back here, or later from the menu of the list."""

    def __init__(
        self,
        sitting: Sitting,
        imported: Imported,
        another: Callable[[], None],
        taken_back: Callable[[Imported], None],
    ) -> None:
        super().__init__(READY, "Ingelezen", "", onward="Sluiten")
        self.may_return = False
        self._sitting, self._imported, self._taken_back = sitting, imported, taken_back
        self.job = Job(sitting.tasks)
        told = format_count(imported.count, "record is", "records zijn")
        self.told = Told([(Tone.SUCCESS, f"{as_sentence(told)} opgeslagen en doorzoekbaar.")])
        self.undo_button = button("Ongedaan maken", "undo-2", act=self.undo)
        self.another_button = button("Nog een blad inlezen", "table-2", act=another)
        left = [sheet for sheet in (sitting.book.sheets if sitting.book else ()) if sheet.lines and not sheet.hidden]
        self.another_button.setVisible(any(sheet.name not in sitting.read for sheet in left))
        across = row()
        across.addWidget(self.another_button)
        across.addWidget(self.undo_button)
        across.addStretch(1)
        self.body.addWidget(self.told)
        self.body.addLayout(across)
        self.body.addStretch(1)

    def undo(self) -> None:
        """Take back just what this import added."""
        if self.job is None or self.job.busy:
            return
        vault, imported = self._sitting.vault, self._imported
        self.job.start(
            lambda progress: take_back(vault, imported.compartment, imported.batch, progress),
            first="Wordt ongedaan gemaakt",
            done=self._on_undone,
            refused=self._refuse,
            unwanted=self._on_undone,
        )
        self.changed.emit()

    def _on_undone(self, removed: int) -> None:
        self.undo_button.hide()
        told = format_count(removed, "record is", "records zijn")
        self.told.show_lines([(Tone.NEUTRAL, f"{as_sentence(told)} weer verwijderd.")])
        self._taken_back(self._imported)
        self.changed.emit()

    def _refuse(self, refused: AppError) -> None:
        self.message.say(str(refused), Tone.DANGER)
        self.changed.emit()
