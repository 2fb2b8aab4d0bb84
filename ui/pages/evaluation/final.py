"""Making a document final: what is still in the way, and what a correction corrects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.report.freezing import make_final
from app.services.publishing.freezing import hindrances
from app.services.publishing.versions import versions
from ui.tokens import Tone
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.record.description import Field, FieldGroup, Kind
from ui.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from app.vault.session import UnlockedVault
    from ui.tasks import Progress, Tasks

_REASON = Field(
    "reason",
    "Wat is er gecorrigeerd?",
    Kind.MULTILINE,
    required=True,
    rows=3,
    hint="Dit staat bij de versie, zodat een lezer weet waarom er een nieuwe is.",
)


@dataclass(frozen=True, slots=True)
class FinalInput:
    """What the form asks."""

    reason: str | None = None


class FinalDialog(ActDialog):
    """`made` is the id of the version that was frozen."""

    doing = "Document vastleggen"

    def __init__(self, vault: UnlockedVault, tasks: Tasks, evaluation_id: int, parent: QWidget | None = None) -> None:
        super().__init__(
            "Document definitief maken",
            "Beide edities worden getekend en met hun cijfers, datum en controlewaarde vastgelegd. Daarna verandert er "
            "niets meer; een correctie wordt een nieuwe versie.",
            "Definitief maken",
            icon="shield-check",
            tasks=tasks,
            parent=parent,
        )
        self._vault, self._evaluation_id = vault, evaluation_id
        self._asks = bool(versions(vault, evaluation_id))
        waiting = hindrances(vault, evaluation_id)
        self.told = Told(
            [(Tone.WARNING, text) for text in waiting]
            or [(Tone.SUCCESS, "Een tweede lezer heeft deze inhoud goedgekeurd; er staan geen opmerkingen open.")]
        )
        self.body.addWidget(self.told)
        self.form = Form((FieldGroup("", (_REASON,)),), margin=0)
        self.form.show_draft(FinalInput())
        self.form.setVisible(self._asks)
        self.body.addWidget(self.form, 1)
        self.ready = not waiting
        self.go.setEnabled(self.ready)

    def prepare(self) -> Callable[[Progress], int]:
        """Freeze, with the reason when there is an earlier version."""
        entered: FinalInput = self.form.draft()

        def work(progress: Progress) -> int:
            return make_final(
                self._vault,
                self._evaluation_id,
                reason=entered.reason,
                progress=lambda done, parts: progress(self.doing, done / parts if parts else None),
                cancelled=lambda: progress.stopped,
            )

        return work

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the reason."""
        return self.form.show_problems(fields)
