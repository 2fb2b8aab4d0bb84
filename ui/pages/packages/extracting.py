"""An extract for who has no Bolwerk: for whom and why, then a place for the file, then the password, shown once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog

from app.errors import Cancelled, Invalid
from app.formats import format_count
from app.services.packages.giving import Why
from models.casework.case_choices import HandoverTarget
from ui import dialogs
from ui.pages.packages.along import Along
from ui.tokens import Space, Tone
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.fingerprint import FingerprintView
from ui.widgets.forms.form import Form
from ui.widgets.parts import button, column, label, row
from ui.widgets.record.description import Field, FieldGroup, Kind
from ui.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.report.papers.extract import Extracted
    from app.vault.session import UnlockedVault
    from ui.tasks import Progress, Tasks

_FIELDS = (
    Field("recipient", "Voor wie", required=True, hint="Organisatie en naam."),
    Field("target", "Soort ontvanger", Kind.CHOICE, choices=HandoverTarget, required=True),
    Field("reason", "Waarom", Kind.MULTILINE, required=True, rows=2),
    Field(
        "ground", "Grondslag", required=True, wide=True, hint="Artikel of convenant. Komt ook in elke casus te staan."
    ),
)


@dataclass(frozen=True, slots=True)
class ExtractInput:
    """What the form asks."""

    recipient: str | None = None
    target: HandoverTarget | None = HandoverTarget.RIEC
    reason: str | None = None
    ground: str | None = None


class ExtractDialog(ActDialog):
    """`made` says the password and the hash of what was written."""

    doing = "Uittreksel maken"

    def __init__(self, vault: UnlockedVault, cases: Sequence[int], tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(
            f"Uittreksel van {format_count(len(cases), 'casus', 'casussen')}",
            "Eén PDF om te lezen, met de bijlagen erin en een wachtwoord erop. Voor het RIEC, de politie of wie geen "
            "Bolwerk heeft. Buiten de kluis beschermt alleen dat wachtwoord.",
            "Plaats kiezen en maken…",
            icon="file-text",
            tasks=tasks,
            parent=parent,
        )
        self._vault, self._cases = vault, tuple(cases)
        self.form = Form((FieldGroup("", _FIELDS),), margin=0)
        self.form.show_draft(ExtractInput())
        self.form.setMinimumHeight(300)
        self.along = Along()
        self.body.addWidget(self.along)
        self.body.addWidget(self.form)
        self.content.setMinimumWidth(600)
        self.form.focus_first()

    def prepare(self) -> Callable[[Progress], Extracted]:
        """First for whom and why, then where to."""
        entered: ExtractInput = self.form.draft()
        if not (entered.recipient or "").strip():
            raise Invalid({"recipient": "Vul in wie het uittreksel ontvangt."})
        target = entered.target or HandoverTarget.RIEC
        why = Why(entered.reason or "", entered.ground or "", target, self.along.left_out)
        why.check()
        out = dialogs.choose_target(self, "Uittreksel opslaan", "Uittreksel.pdf", "PDF-document (*.pdf)")
        if out is None:
            raise Cancelled("Er is geen plaats gekozen; er is niets gemaakt.")
        return partial(self._write, entered.recipient or "", out, why)

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the fields."""
        return self.form.show_problems(fields)

    def _write(self, recipient: str, out: Path, why: Why, progress: Progress) -> Any:  # noqa: ANN401 - an Extracted
        from app.report.papers.extract import export_extract  # noqa: PLC0415 - loads the document machinery

        return export_extract(self._vault, self._cases, recipient=recipient, out=out, why=why, progress=progress)


class PasswordShown(QDialog):
    """The password of what was just made: it is stored nowhere."""

    def __init__(self, made: Extracted, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Wachtwoord van het uittreksel")
        self.password = FingerprintView(made.password)
        self.password.setAccessibleName(f"Wachtwoord: {made.password}")
        layout = column(self, Space.LARGE, Space.WIDE)
        layout.addWidget(label("Wachtwoord van het uittreksel", "section"))
        layout.addWidget(self.password)
        layout.addWidget(
            Told(
                [
                    (
                        Tone.WARNING,
                        "Dit wachtwoord staat nergens en wordt maar één keer getoond. Met streepjes invoeren.",
                    ),
                    (Tone.ACCENT, "Geef het langs een andere weg dan het bestand, bijvoorbeeld aan de telefoon."),
                    (Tone.ACCENT, f"Controlegetal (SHA-256): {made.sha256}"),
                ]
            )
        )
        buttons = row()
        buttons.addStretch()
        close = button("Ik heb het genoteerd", "check", "primary", self.accept)
        buttons.addWidget(close)
        layout.addLayout(buttons)
        self.setMinimumWidth(720)
