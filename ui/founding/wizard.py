"""The founding ceremony in its order: place, founders, shareholders, passwords, overview, sheets, check, done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.clock import today
from app.services.keys import founding
from ui.founding.ceremony import SHEETS, STAGES, TYPE_BACK, Ceremony
from ui.founding.overview import OverviewStep
from ui.founding.people import PeopleStep
from ui.founding.place import PlaceStep
from ui.founding.ready import ReadyStep
from ui.founding.shareholders import ShareholdersStep
from ui.founding.turns import TurnStep
from ui.widgets.dialogs.sheet_steps import AllSheetsStep, SheetStep, typing_steps
from ui.widgets.dialogs.wizard import Step, Wizard

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.services.keys.founding import KeyCost
    from ui.tasks import Tasks

PROMISE = "Tot de laatste stap bestaat de kluis niet. Stopt u eerder, dan blijft er niets achter."


class FoundingWizard(Wizard):
    """Ends with a vault in `folder`, or with nothing at all."""

    leaving = "Er komt geen kluis, en wat is ingevuld, gemaakt en opgeschreven is, vervalt."

    def __init__(
        self, tasks: Tasks, *, measure: Callable[[], KeyCost] = founding.measure, parent: QWidget | None = None
    ) -> None:
        super().__init__("Kluis stichten", STAGES, PROMISE, parent)
        self._tasks, self._measure = tasks, measure
        self.ceremony = Ceremony()
        self.folder: Path | None = None
        self.add([PlaceStep(self.ceremony), PeopleStep(self.ceremony), ShareholdersStep(self.ceremony)])
        self.begin()

    def proceed(self) -> None:
        """What comes next depends on what was entered."""
        if isinstance(self.step, ShareholdersStep):
            self.follow_with(self._turns())
        super().proceed()

    def done(self, result: int) -> None:
        """However it ends, nothing half-made stays."""
        self.ceremony.close()
        super().done(result)

    def _turns(self) -> list[Step]:
        people = self.ceremony.people
        turns = [TurnStep(self.ceremony, one, at, len(people)) for at, one in enumerate(people, start=1)]
        return [*turns, OverviewStep(self.ceremony, self._tasks, self._measure, self._on_made)]

    def _on_made(self) -> None:
        self.follow_with([*self._sheets(), *self._type_back(), ReadyStep(self.ceremony)])
        self.proceed()

    def _sheets(self) -> list[Step]:
        prepared = self.ceremony.prepared
        sheets = founding.sheets(prepared, self.ceremony.plan, today()) if prepared else ()
        return [AllSheetsStep(SHEETS, sheets), *(SheetStep(SHEETS, sheet) for sheet in sheets)]

    def _type_back(self) -> list[Step]:
        chosen = founding.set_to_type_back(self.ceremony.plan)
        title = f"Typ een blad van de set {chosen.label} terug"
        return [*typing_steps(TYPE_BACK, title, chosen.threshold, self._confirm)]

    def _confirm(self, typed: tuple[str, ...]) -> None:
        """What was typed back must be the sheets of this vault; then it gets its place."""
        prepared = self.ceremony.prepared
        if prepared is not None:
            founding.confirm_set(prepared, founding.set_to_type_back(self.ceremony.plan).name, typed)
            prepared.complete()
            self.ceremony.prepared = None
            self.folder = self.ceremony.plan.folder
