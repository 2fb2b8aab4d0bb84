"""Giving a compartment a new key, with progress, and a way to stop that leaves the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.keys import rekeying
from ui.tokens import Tone
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.services.keys.rekeying import CompartmentRow
    from ui.tasks import Progress
    from ui.widgets.page import PageContext


class RekeyDialog(ActDialog):
    """`made` is the compartment as it is afterwards."""

    doing = "Nieuwe sleutel maken"

    def __init__(self, context: PageContext, compartment: CompartmentRow, parent: QWidget | None = None) -> None:
        super().__init__(
            f"{compartment.label} een nieuwe sleutel geven",
            "Alles wordt overgeschreven in een nieuw bestand met een nieuwe sleutel. Wie de oude sleutel nog heeft, "
            "opent daarmee alleen een oude kopie.",
            "Hersleutelen",
            icon="refresh-cw",
            tasks=context.tasks,
            parent=parent,
        )
        self._context, self._compartment = context, compartment
        names = ", ".join(compartment.holders)
        self.body.addWidget(
            Told(
                (
                    (
                        Tone.ACCENT,
                        f"De nieuwe sleutel gaat naar {names}, en naar de herstelset {compartment.recovery_set}.",
                    ),
                    (Tone.ACCENT, "Wie hier nu in werkt, logt daarna opnieuw in."),
                    (Tone.ACCENT, "Afbreken kan steeds; dan blijft de oude sleutel gelden."),
                )
            )
        )

    def prepare(self) -> Callable[[Progress], CompartmentRow]:
        """Nothing is asked."""
        vault, name = self._context.vault, self._compartment.name
        return lambda progress: rekeying.rekey(vault, compartment=name, progress=progress)
