"""The form: six calm steps, nothing kept when it is left, and a code at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.reporting.form import Answers
from ui.reporting.answers import STAGES, MatterStep, WhatStep, WhoStep
from ui.reporting.files import FilesStep
from ui.reporting.sending import CodeStep, ReviewStep
from ui.widgets.dialogs.wizard import Wizard

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.services.reporting.form import Enclosure
    from app.vault.reports.desks import Desks
    from app.vault.reports.reporting import Envelope
    from ui.tasks import Tasks

PROMISE = "Uw naam wordt nergens vastgelegd. Stopt u, dan blijft er niets achter."
IN_THE_BOX = "Uw melding ligt in de brievenbus. Met deze code leest u het antwoord en kunt u iets toevoegen."
ON_A_STICK = (
    "Uw melding staat verzegeld op de plaats die u koos. Breng dat bestand naar een werkplek met Bolwerk, of laat het "
    "brengen; niemand onderweg kan het lezen. Met deze code leest u daar het antwoord."
)


class ReportWizard(Wizard):
    """`code` is the receipt, None when nothing was sent. `send` puts the envelope where it must be."""

    leaving = "Er is niets verstuurd, en wat u invulde wordt gewist."

    def __init__(
        self,
        tasks: Tasks,
        desks: Desks,
        send: Callable[[Envelope], None],
        copy: Callable[[str], None],
        *,
        told: str = IN_THE_BOX,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Anoniem melden", STAGES, PROMISE, parent)
        self.code: str | None = None
        self._copy, self._told = copy, told
        self.matter = MatterStep(desks)
        self.what, self.who, self.files = WhatStep(), WhoStep(), FilesStep(tasks)
        self.review = ReviewStep(tasks, desks, self._answers, send, self._sent)
        self.add([self.matter, self.what, self.who, self.files, self.review])
        self.begin()

    def _answers(self) -> tuple[str, Answers, tuple[Enclosure, ...]]:
        answers = Answers(
            self.what.answer("what"),
            self.who.answer("when_where"),
            self.who.answer("who"),
            self.who.answer("how_known"),
            self.who.may_ask.isChecked(),
        )
        return self.matter.desk, answers, tuple(self.files.list.enclosures)

    def _sent(self, code: str) -> None:
        self.code = code
        self.follow_with([CodeStep(code, self._copy, self._told)])
        self.proceed()
