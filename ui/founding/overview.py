"""Everything once more, with what opening the vault costs on this computer; then the vault is made."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.errors import AppError, Cancelled
from app.formats import format_number
from app.services.clock import today
from app.services.keys import founding
from ui.founding.ceremony import OVERVIEW
from ui.tokens import Space, Tone
from ui.widgets.dialogs.job import Job
from ui.widgets.dialogs.wizard import Step
from ui.widgets.parts import card, column, label, line
from ui.widgets.told import Told, definition

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.keys.founding import KeyCost, PreparedVault, SetPlan
    from ui.founding.ceremony import Ceremony
    from ui.tasks import Progress, Tasks

KIB_PER_MIB = 1024


class OverviewStep(Step):
    """Measures the key derivation when it comes in front, and makes the vault when one goes on."""

    def __init__(
        self, ceremony: Ceremony, tasks: Tasks, measure: Callable[[], KeyCost], made: Callable[[], None]
    ) -> None:
        super().__init__(
            OVERVIEW,
            "Klopt dit allemaal?",
            "Hierna worden de sleutels gemaakt. De kluis krijgt pas zijn plaats na de controle van de herstelbladen.",
            onward="Kluis maken",
        )
        self._ceremony, self._measure, self._made = ceremony, measure, made
        self._job = self.job = Job(tasks)
        self.cost = label("", wrap=True)
        self.told = Told()
        self._sheet = column(space=Space.MEDIUM)
        self.body.addLayout(self._sheet)
        self.body.addStretch(1)

    @property
    def ready(self) -> bool:
        """Once the cost is known."""
        return self._ceremony.cost is not None

    def arrive(self) -> None:
        """Show the plan, and measure once."""
        self._show_plan()
        if self._ceremony.cost is None and not self.busy:
            self.cost.setText("Wordt gemeten…")
            self._job.start(
                lambda _progress: self._measure(),
                first="Meten hoe zwaar de sleutelafleiding op deze computer kan zijn",
                done=self._measured,
                refused=self._refused,
            )
            self.changed.emit()

    def accept(self) -> None:
        """Begin to make the vault; the wizard goes on when it is there."""
        plan, cost = self._ceremony.plan, self._ceremony.cost

        def work(progress: Progress) -> PreparedVault:
            return founding.make(plan, day=today(), settings=cost.settings if cost else None, progress=progress)

        self._job.start(
            work,
            first="Sleutels maken",
            done=self._on_made,
            refused=self._refused,
            unwanted=lambda prepared: prepared.abandon(),
        )
        self.changed.emit()

    def _measured(self, cost: KeyCost) -> None:
        self._ceremony.cost = cost
        self._show_cost()
        self.changed.emit()

    def _on_made(self, prepared: PreparedVault) -> None:
        self._ceremony.prepared = prepared
        self._made()

    def _refused(self, error: AppError) -> None:
        if isinstance(error, Cancelled):
            self.message.say("Afgebroken. Er is niets gemaakt.", Tone.NEUTRAL)
        else:
            self.message.say(str(error), Tone.DANGER)
        if self._ceremony.cost is None:
            self.cost.setText("Niet gemeten. Ga terug en weer verder om het nog eens te proberen.")
        self.changed.emit()

    def _show_cost(self) -> None:
        cost = self._ceremony.cost
        if cost is not None:
            memory = cost.settings.memory_kib // KIB_PER_MIB
            self.cost.setText(
                f"Een wachtwoord controleren duurt hier {_seconds(cost.seconds)} ({memory} MiB geheugen, "
                f"{cost.settings.passes} rondes). Zo lang duurt dus ook elke gok van wie de map in handen krijgt."
            )

    def _show_plan(self) -> None:
        while (item := self._sheet.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.cost = label("", wrap=True)
        self._sheet.addWidget(self._facts())
        self.told = Told((Tone.WARNING, text) for text in founding.warnings(self._ceremony.plan))
        self._sheet.addWidget(self.told)
        self.told.setVisible(bool(self.told.texts))
        self._show_cost()

    def _facts(self) -> QWidget:
        plan = self._ceremony.plan
        frame = card()
        grid = QGridLayout()
        blocks = (
            [("Gemeente", plan.municipality), ("Kluis", str(plan.folder))],
            [(one.name, f"{one.role.label}, inlognaam {one.login}") for one in plan.founders],
            [(f"Herstelset {one.label}", _sheets(one)) for one in plan.sets],
        )
        at = 0
        for block in blocks:
            for name, value in block:
                definition(grid, at, name, value)
                at += 1
            grid.addWidget(line(), at, 0, 1, 2)
            at += 1
        grid.addWidget(label("Sleutelafleiding", "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.cost, at, 1)
        column(frame, Space.MEDIUM, Space.LARGE).addLayout(grid)
        return frame


def _sheets(chosen: SetPlan) -> str:
    names = f": {', '.join(chosen.shareholders)}" if chosen.shareholders else ""
    return f"{chosen.size.shares} bladen, waarvan er {chosen.threshold} samen nodig zijn{names}"


def _seconds(seconds: float) -> str:
    shown = max(Decimal(str(round(seconds, 1))), Decimal("0.1"))
    return f"ongeveer {format_number(shown, decimals=1)} seconde"
