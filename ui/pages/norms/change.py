"""Changing a norm: a new version from a day on; what began under the old one keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from app.errors import Invalid
from app.formats import format_date
from app.services.norms import NormChange, change_norm
from models.norm_choices import Counting, Evidence, NormUnit
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.record.description import Field, FieldGroup, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from app.rules.norms import Norm
    from app.vault.session import UnlockedVault
    from ui.tasks import Progress


@dataclass(frozen=True, slots=True)
class NormInput:
    """What the form asks; it begins with what holds now, except from when."""

    valid_from: date | None = None
    value: int | None = None
    unit: NormUnit | None = None
    counting: Counting | None = None
    applies_termijnenwet: bool = False
    ground: str | None = None
    source: str | None = None
    evidence: Evidence | None = None


_FROM = Field("valid_from", "Geldig vanaf", Kind.DATE, required=True, hint="De oude norm eindigt de dag ervoor.")
_LENGTH = (
    Field("value", "Waarde", Kind.INTEGER, required=True),
    Field("unit", "Eenheid", Kind.CHOICE, required=True, choices=NormUnit),
)
_REST = (
    Field("counting", "Telwijze", Kind.CHOICE, required=True, choices=Counting),
    Field("applies_termijnenwet", "De Algemene termijnenwet geldt", Kind.BOOLEAN),
    Field("ground", "Grondslag", required=True, wide=True),
    Field("source", "Bron", required=True, wide=True, hint="Waar de tekst van de norm staat."),
    Field("evidence", "Hoe nagegaan", Kind.CHOICE, required=True, choices=Evidence, wide=True),
)
_MISSING = {
    "valid_from": "Vul in vanaf welke dag deze norm geldt.",
    "value": "Vul de waarde in.",
    "unit": "Kies de eenheid.",
    "counting": "Kies de telwijze.",
    "evidence": "Kies hoe de norm is nagegaan.",
}


class ChangeNormDialog(ActDialog):
    """Replaces the newest version of a norm; a way of counting has no value to fill in."""

    def __init__(self, vault: UnlockedVault, norm: Norm, parent: QWidget | None = None) -> None:
        super().__init__(
            "Norm wijzigen",
            f"{norm.label}. Nu geldt {norm.length}, sinds {format_date(norm.valid_from)}. De oude norm blijft gelden "
            "voor wat ervoor begon; de nieuwe moet worden bevestigd.",
            "Nieuwe norm vastleggen",
            parent=parent,
        )
        self._vault, self._norm = vault, norm
        fields = (_FROM, *_REST) if norm.unit is NormUnit.COUNTING else (_FROM, *_LENGTH, *_REST)
        self.form = Form((FieldGroup("", fields),), margin=0)
        self.form.show_draft(
            NormInput(
                value=norm.value,
                unit=norm.unit,
                counting=norm.counting,
                applies_termijnenwet=norm.applies_termijnenwet,
                ground=norm.ground,
                source=norm.source,
                evidence=norm.evidence,
            )
        )
        self.form.setMinimumHeight(510)
        self.body.addWidget(self.form)
        self.form.focus_first()

    def prepare(self) -> Callable[[Progress], Any]:
        """The change as the service takes it; Invalid when something was not filled in."""
        change = _change(self.form.draft(), self._norm.valid_from)
        return lambda _progress: change_norm(self._vault, self._norm.id, change)

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the fields."""
        return self.form.show_problems(fields)


def _change(entered: NormInput, replaces: date) -> NormChange:
    problems = {name: asked for name, asked in _MISSING.items() if getattr(entered, name) is None}
    if (
        problems
        or entered.valid_from is None
        or entered.value is None
        or entered.unit is None
        or entered.counting is None
        or entered.evidence is None
    ):
        raise Invalid(problems)
    return NormChange(
        replaces=replaces,
        valid_from=entered.valid_from,
        value=entered.value,
        unit=entered.unit,
        ground=entered.ground or "",
        source=entered.source or "",
        counting=entered.counting,
        applies_termijnenwet=entered.applies_termijnenwet,
        evidence=entered.evidence,
    )
