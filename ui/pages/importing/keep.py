"""Under which name a way of reading a file is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit, QWidget

from app.errors import Invalid
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.parts import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.tasks import Progress


class KeepDialog(ActDialog):
    """Asks the name. `name` is what was entered."""

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        super().__init__(
            "Indeling bewaren",
            f"De keuzes gelden voor {what.lower()} en zijn er voor iedereen die daarin mag inlezen.",
            "Bewaren",
            icon="save",
            parent=parent,
        )
        self.line = QLineEdit()
        self.line.setMaxLength(200)
        self.line.setAccessibleName("Naam")
        self.body.addWidget(label("Naam", "label"))
        self.body.addWidget(self.line)
        self.line.setFocus()

    @property
    def name(self) -> str:
        """The name, without white space around it."""
        return " ".join(self.line.text().split())

    def prepare(self) -> Callable[[Progress], Any]:
        """It needs a name."""
        if not self.name:
            raise Invalid({"": "Geef de indeling een naam, bijvoorbeeld de naam van het bestand."})
        return lambda _progress: self.name
