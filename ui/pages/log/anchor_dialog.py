"""Making an anchor: what for and for whom, then where to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.errors import Cancelled
from app.services.clock import today
from app.services.exports import Purpose, check_purpose
from app.services.log.anchoring import export_anchor
from ui import dialogs
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.record.description import Field, FieldGroup

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.vault.session import UnlockedVault
    from ui.tasks import Progress

ANCHOR_FILES = "Anker van Bolwerk (*.anker)"


@dataclass(frozen=True, slots=True)
class AnchorInput:
    """What the form asks."""

    reason: str | None = None
    recipient: str | None = None


_FIELDS = (
    Field("reason", "Waarvoor maakt u dit anker?", required=True, wide=True, hint="Staat in het anker zelf."),
    Field("recipient", "Wie bewaart het?", wide=True, hint="Bij voorkeur iemand die niet bij de bestanden kan."),
)


class AnchorDialog(ActDialog):
    """`made` is the hash under which the anchor is logged; `target` where it was written."""

    def __init__(self, vault: UnlockedVault, parent: QWidget | None = None) -> None:
        super().__init__(
            "Anker maken",
            "Een anker legt vast hoe ver het logboek van elk onderdeel is. Er staat geen inhoud in.",
            "Bestand kiezen en maken…",
            icon="download",
            parent=parent,
        )
        self._vault = vault
        self.target: Path | None = None
        self.form = Form((FieldGroup("", _FIELDS),), margin=0)
        self.form.show_draft(AnchorInput())
        self.form.setMinimumHeight(190)
        self.body.addWidget(self.form)
        self.form.focus_first()

    def prepare(self) -> Callable[[Progress], Any]:
        """Ask where to; the reason comes first."""
        entered: AnchorInput = self.form.draft()
        purpose = Purpose(entered.reason or "", entered.recipient)
        check_purpose(purpose)
        name = f"{self._vault.municipality} {today():%Y-%m-%d}.anker"
        target = dialogs.choose_target(self, "Anker maken", name, ANCHOR_FILES)
        if target is None:
            raise Cancelled("Er is niets geschreven.")
        self.target = target if target.suffix else target.with_suffix(".anker")
        out = self.target
        return lambda _progress: export_anchor(self._vault, out, purpose)

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the fields."""
        return self.form.show_problems(fields)
