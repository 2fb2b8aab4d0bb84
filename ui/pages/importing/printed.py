"""The step for a printed table: what it says, where its totals differ, and what is wrong with its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import Invalid
from ui.pages.importing.stages import CHECK
from ui.tokens import Tone
from ui.widgets.dialogs.job import Job
from ui.widgets.dialogs.wizard import Step
from ui.widgets.tables.plain_table import Cell, PlainTable
from ui.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.errors import AppError
    from app.services.importing.storing import Imported
    from ui.pages.importing.reading import Sitting


class PrintedStep(Step):
    """Shows the table as it was understood; `accept` stores it in one act."""

    def __init__(self, sitting: Sitting, stored: Callable[[Imported], None]) -> None:
        super().__init__(
            CHECK, "Wat er wordt ingelezen", "Een lege cel blijft leeg: dat is onbekend, niet nul.", onward="Inlezen"
        )
        self._sitting, self._stored = sitting, stored
        self.job = Job(sitting.tasks)
        self.told = Told()
        self.table = PlainTable("Wat er niet klopt", ("Rij", "Kolom", "Wat er niet klopt"), (6, 22, 0))
        self.body.addWidget(self.told)
        self.body.addWidget(self.table)
        self.body.addStretch(1)
        self._show()

    @property
    def ready(self) -> bool:
        """When nothing is wrong with it."""
        table = self._sitting.table
        return table is not None and not table.problems and not table.known

    def accept(self) -> None:
        """Store it."""
        table = self._sitting.table
        if table is None or self.job is None:
            return
        self.job.start(
            lambda _progress: table.carry_out(),
            first="Inlezen",
            done=self._on_stored,
            refused=self._refuse,
            unwanted=self._on_stored,
        )
        self.changed.emit()

    def _show(self) -> None:
        table = self._sitting.table
        if table is None:
            return
        lines = [(Tone.SUCCESS, text) for text in table.told]
        lines += [(Tone.WARNING, f"{text} Er wordt niets aangepast.") for text in table.differences]
        lines += [(Tone.NEUTRAL, text) for text in table.notes]
        if table.known:
            lines.insert(0, (Tone.DANGER, table.known))
        self.told.show_lines(lines)
        self.table.setVisible(bool(table.problems))
        self.table.show_rows(
            [
                (str(at), [Cell(str(each.row)), Cell(each.column), Cell(each.text)])
                for at, each in enumerate(table.problems)
            ]
        )
        self.table.fit_height()

    def _on_stored(self, imported: Imported) -> None:
        if self._sitting.sheet is not None:
            self._sitting.read.add(self._sitting.sheet.name)
        self._stored(imported)

    def _refuse(self, refused: AppError) -> None:
        told = " ".join(refused.fields.values()) if isinstance(refused, Invalid) else str(refused)
        self.message.say(told, Tone.DANGER)
        self.changed.emit()
