"""The fourth step: the dry run. What is wrong is told by row and column; nothing was stored yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from app.errors import AppError, ManyInvalid
from app.exchange.error_sheet import error_sheet
from app.exchange.plan import carry_out, dry_run
from app.formats import as_sentence, format_count
from app.report.saving import save
from ui import dialogs
from ui.pages.importing.stages import CHECK
from ui.tokens import Tone
from ui.widgets.dialogs.job import Job
from ui.widgets.dialogs.wizard import Step
from ui.widgets.parts import button, label, row
from ui.widgets.tables.plain_table import Cell, PlainTable
from ui.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.exchange.plan import Plan, Row
    from app.services.importing.storing import Imported
    from ui.pages.importing.reading import Sitting

_SHOWN = 500
_HEIGHT = 260


class CheckStep(Step):
    """Runs when it comes in front; `accept` stores on the worker thread, in one act that can be stopped."""

    def __init__(self, sitting: Sitting, stored: Callable[[Imported], None]) -> None:
        super().__init__(CHECK, "Wat er wordt ingelezen", "Elke regel is gecontroleerd.", onward="Inlezen")
        self._sitting, self._stored = sitting, stored
        self.plan: Plan | None = None
        self.job = Job(sitting.tasks)
        self.told = Told()
        self.skip = QCheckBox("Regels die niet kloppen overslaan")
        self.again = QCheckBox("Ook inlezen wat er al staat")
        for box in (self.skip, self.again):
            box.toggled.connect(self._show_told)
        self.heading = label("", "label")
        self.table = PlainTable("Wat er niet klopt", ("Rij", "Kolom", "Wat er aan de hand is"), (6, 22, 0))
        self.table.setFixedHeight(_HEIGHT)
        self.errors = button("Foutenlijst opslaan…", "download", act=self.save_errors)
        for part in (self.told, self.skip, self.again, self.heading, self.table):
            self.body.addWidget(part)
        below = row()
        below.addWidget(self.errors)
        below.addStretch(1)
        self.body.addLayout(below)
        self.body.addStretch(1)
        self._show_parts()

    @property
    def chosen(self) -> tuple[Row, ...]:
        """The lines that will be stored."""
        if self.plan is None or (self.plan.wrong and not self.skip.isChecked()):
            return ()
        return (*self.plan.fresh, *(self.plan.twins if self.again.isChecked() else ()))

    @property
    def ready(self) -> bool:
        """With anything to store."""
        return bool(self.chosen)

    def arrive(self) -> None:
        """Check the lines."""
        reading = self._sitting.reading
        if reading is None or self.job is None or self.job.busy:
            return
        self.plan = None
        self._show_parts()
        self.job.start(
            lambda progress: dry_run(self._sitting.vault, reading, progress),
            first="Regels controleren",
            done=self._show,
            refused=self._refuse,
        )
        self.changed.emit()

    def accept(self) -> None:
        """Store them."""
        plan, rows = self.plan, self.chosen
        if plan is None or self.job is None:
            return
        self.job.start(
            lambda progress: carry_out(self._sitting.vault, plan, rows, progress),
            first="Inlezen",
            done=self._on_stored,
            refused=self._refuse,
            unwanted=self._on_stored,
        )
        self.changed.emit()

    def save_errors(self) -> None:
        """Write what is wrong to a workbook, to repair it in the file."""
        if self.plan is None:
            return
        out = dialogs.choose_target(self, "Foutenlijst opslaan", "Fouten bij inlezen.xlsx", "Excel-werkmap (*.xlsx)")
        if out is None:
            return
        try:
            save(error_sheet(self.plan), out.with_suffix(".xlsx"))
        except AppError as refused:
            self.message.say(str(refused), Tone.DANGER)
        else:
            self.message.say(f"De foutenlijst staat in {out.with_suffix('.xlsx')}.")

    def _show(self, plan: Plan) -> None:
        self.plan = plan
        lines = [
            (str(row.number), column or "regel", text) for row in plan.wrong for column, text in row.problems.items()
        ]
        lines += [(str(row.number), "dubbel", row.twin) for row in plan.rows if row.twin and not row.problems]
        self.table.show_rows([(str(at), [Cell(each) for each in texts]) for at, texts in enumerate(lines[:_SHOWN])])
        more = f" (de eerste {_SHOWN})" if len(lines) > _SHOWN else ""
        self.heading.setText(f"Wat u moet weten{more}")
        self._show_parts()

    def _show_parts(self) -> None:
        plan = self.plan
        self.skip.setVisible(plan is not None and bool(plan.wrong) and bool(plan.fresh or plan.twins))
        self.again.setVisible(plan is not None and bool(plan.twins))
        listed = plan is not None and self.table.rowCount() > 0
        for part in (self.heading, self.table):
            part.setVisible(listed)
        self.errors.setVisible(plan is not None and bool(plan.wrong))
        self._show_told()

    def _show_told(self) -> None:
        plan, lines = self.plan, list[tuple[Tone, str]]()
        if plan is not None:
            count = len(self.chosen)
            told = as_sentence(format_count(count, "regel wordt", "regels worden"))
            if count:
                lines.append((Tone.SUCCESS, f"{told} ingelezen als {plan.reading.known.title.lower()}."))
            if plan.wrong:
                wrong = as_sentence(format_count(len(plan.wrong), "regel klopt", "regels kloppen"))
                lines.append((Tone.DANGER, f"{wrong} niet. Verbeter het bestand, of sla ze over."))
            if plan.twins:
                twins = as_sentence(format_count(len(plan.twins), "regel staat", "regels staan"))
                lines.append((Tone.WARNING, f"{twins} al in de kluis."))
            if not plan.rows:
                lines.append((Tone.WARNING, "Onder de koppen staan geen regels."))
            lines += [(Tone.NEUTRAL, note) for note in plan.notes]
        self.told.show_lines(lines)
        self.changed.emit()

    def _on_stored(self, imported: Imported) -> None:
        if self._sitting.sheet is not None:
            self._sitting.read.add(self._sitting.sheet.name)
        self._stored(imported)

    def _refuse(self, refused: AppError) -> None:
        told = str(refused)
        if isinstance(refused, ManyInvalid):
            told = "De kluis is sinds de controle veranderd; er is niets opgeslagen. Ga terug en controleer opnieuw."
        self.message.say(told, Tone.DANGER)
        self.changed.emit()
