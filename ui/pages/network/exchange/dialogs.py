"""A part of the network as a file: what leaves is shown first, why and for whom is asked, and both are logged."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.errors import AppError
from app.exchange.graphs.formats import FORMATS
from app.exchange.graphs.leaving import Choices, content_of
from app.formats import format_count
from app.report.saving import staged
from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from app.services.exports import Purpose
from app.services.network.exchange.leaving import check_network_purpose, leaving, record_network_export
from models.choices import Choice
from ui import dialogs
from ui.pages.network.chart.acts import ChartAct
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.parts import label
from ui.widgets.record.description import Field, FieldGroup, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.exchange.graphs.formats import Format
    from app.services.network.exchange.leaving import Leaving
    from ui.pages.network.chart.acts import ChartContext
    from ui.tasks import Progress
    from ui.widgets.page import PageContext


class FileForm(Choice):
    """Which format is written; the values are those of the formats."""

    XLSX = "xlsx", "Excel-werkmap met twee bladen"
    CSV = "csv", "CSV-bestanden in een ZIP"
    GRAPHML = "graphml", "GraphML (Gephi, yEd, Cytoscape)"
    FTM = "ftm", "FollowTheMoney (JSON-regels)"
    ANX = "anx", "i2 Analyst’s Notebook (ANX)"

    @property
    def written(self) -> Format:
        """How it is written."""
        return next(form for form in FORMATS if form.key == self.value)


@dataclass(frozen=True, slots=True)
class ExportInput:
    """What the form asks."""

    form: FileForm = FileForm.XLSX
    with_origins: bool = False
    reason: str | None = None
    recipient: str | None = None


_FIELDS = (
    Field("form", "Bestand", Kind.CHOICE, choices=FileForm, required=True, wide=True),
    Field("reason", "Waarvoor verstrekt u dit?", required=True, wide=True, hint="Doel en grondslag, voor het logboek."),
    Field("recipient", "Aan wie?", required=True, wide=True),
    Field(
        "with_origins",
        "Herkomst van verbanden meegeven",
        Kind.BOOLEAN,
        wide=True,
        hint="De herkomst kan verraden wie iets meldde. Zekerheid en waardering gaan altijd mee.",
    ),
)


class NetworkExportDialog(ActDialog):
    """Writes the entities and links of these nodes. `made` is where the file is, None until then."""

    doing = "Bestand schrijven"

    def __init__(self, context: PageContext, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(
            "Verbanden exporteren",
            "Dit verlaat de kluis en is daarbuiten niet meer versleuteld.",
            "Bestand kiezen en exporteren…",
            icon="download",
            tasks=context.tasks,
            parent=parent,
        )
        self._vault = context.vault
        self.leaves: Leaving = leaving(context.vault, keys)
        self.summary = label("\n".join(told(self.leaves)), wrap=True)
        self.form = Form((FieldGroup("", _FIELDS),), margin=0)
        self.form.show_draft(ExportInput())
        self.form.setMinimumHeight(390)
        self.body.addWidget(self.summary)
        self.body.addWidget(self.form)
        self.form.focus_first()

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the fields."""
        return self.form.show_problems(fields)

    def prepare(self) -> Callable[[Progress], Any]:
        """Ask where to, once it is known why and for whom."""
        entered: ExportInput = self.form.draft()
        purpose = Purpose(entered.reason or "", entered.recipient)
        check_network_purpose(purpose)
        form = entered.form.written
        out = dialogs.choose_target(
            self, "Verbanden exporteren", f"Verbanden{form.suffix}", f"{form.label} (*{form.suffix})"
        )
        if out is None:
            return lambda _progress: None
        target = out if out.name.lower().endswith(form.suffix) else out.with_name(f"{out.name}{form.suffix}")
        choices = Choices(form, with_origins=bool(entered.with_origins))
        return lambda _progress: self._write(target, choices, purpose)

    def _write(self, out: Path, choices: Choices, purpose: Purpose) -> Path:
        content = content_of(self.leaves, choices)
        digest = hashlib.sha256(content).hexdigest()
        with staged(content, out):
            record_network_export(
                self._vault, what=choices.form.label, leaves=self.leaves, purpose=purpose, sha256=digest
            )
        return out


def told(leaves: Leaving) -> list[str]:
    """What leaves and what stays, a sentence a line."""
    lines = [f"Naar buiten gaat ({leaves.classification.label}): {leaves.counted}."]
    if leaves.records:
        stay = format_count(leaves.records, "signaal of dossier blijft", "signalen en dossiers blijven")
        lines.append(f"{stay[0].upper()}{stay[1:]} hier, met alles wat erin staat.")
    lines.append("Een BSN gaat nooit mee.")
    if leaves.police:
        police = format_count(leaves.police, "item staat", "items staan")
        lines.append(
            f"Let op: {police} ook in een bericht van de politie (Wpg). Verstrek dat alleen voor het doel waarvoor de "
            "gemeente het kreeg."
        )
    return lines


def export_chart(context: ChartContext) -> None:
    """What is chosen, or else all that is on the chart, as a file."""
    keys = context.chosen or tuple(context.network.nodes)
    try:
        dialog = NetworkExportDialog(context.page, keys, context.parent)
    except AppError as refused:
        dialogs.warn(context.parent, "Verbanden exporteren", str(refused))
        return
    if dialogs.run(dialog) and dialog.made is not None:
        context.tell(f"De verbanden staan in {dialog.made}.")


EXPORT = ChartAct(
    "Gegevens exporteren…",
    "download",
    export_chart,
    "Wat is gekozen, of anders het hele schema, als bestand voor andere software",
    allowed=lambda vault: allowed(vault, Act.EDIT_SIGNALS, CASEWORK),
)
