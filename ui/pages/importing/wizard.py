"""The course that reads a file: which file, which sheet, which column is which field, a dry run, and a way back.

A workbook with several lists is read in one sitting: after each sheet one may go on with the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.formats import format_count
from ui.pages.importing.check import CheckStep
from ui.pages.importing.columns import ColumnsStep
from ui.pages.importing.done import DoneStep
from ui.pages.importing.file import FileStep
from ui.pages.importing.printed import PrintedStep
from ui.pages.importing.reading import Sitting
from ui.pages.importing.sheet import SheetStep
from ui.pages.importing.stages import PROMISE, STAGES
from ui.widgets.dialogs.wizard import Wizard

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.services.importing.storing import Imported
    from ui.widgets.page import PageContext


class ImportWizard(Wizard):
    """Reads into the list of `kind`, or into another one that the user chooses. `stored` are the imports it made."""

    leaving = "Wat al is ingelezen, blijft; de rest gebeurt niet."

    def __init__(self, context: PageContext, kind: str, file: Path | None, parent: QWidget | None = None) -> None:
        super().__init__("Inlezen uit een bestand", STAGES, PROMISE, parent)
        self.sitting = Sitting(context.vault, context.tasks, kind)
        self.stored: list[Imported] = []
        self.add([FileStep(self.sitting, self._after_file, file)])

    @property
    def told(self) -> str:
        """What was read, in a sentence."""
        count = format_count(sum(each.count for each in self.stored), "regel", "regels")
        return f"Ingelezen: {count}."

    def _after_file(self) -> None:
        self.follow_with([SheetStep(self.sitting, self._after_sheet)])

    def _after_sheet(self) -> None:
        if self.sitting.table is not None:
            self.follow_with([PrintedStep(self.sitting, self._after_storing)])
        else:
            self.follow_with([ColumnsStep(self.sitting), CheckStep(self.sitting, self._after_storing)])

    def _after_storing(self, imported: Imported) -> None:
        self.stored.append(imported)
        self.follow_with([DoneStep(self.sitting, imported, self._next_sheet, self._taken_back)])
        self.proceed()

    def _next_sheet(self) -> None:
        self.follow_with([SheetStep(self.sitting, self._after_sheet)])
        self.proceed()

    def _taken_back(self, imported: Imported) -> None:
        self.stored.remove(imported)
