"""The list on screen as a file: why and for whom is asked first, and logged with what was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.exchange.lists import ListColumn, ListFile, ListForm, Written, write_list
from app.report.saving import staged
from app.services.exports import Purpose, check_purpose
from models.choices import Choice
from ui import dialogs
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.record.description import Field, FieldGroup, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ui.tasks import Progress
    from ui.widgets.record.exchange import ListContext


class FileForm(Choice):
    """What kind of file is written."""

    XLSX = "xlsx", "Excel-werkmap (XLSX)"
    CSV = "csv", "CSV met puntkomma’s"


@dataclass(frozen=True, slots=True)
class ExportInput:
    """What the form asks."""

    form: FileForm = FileForm.XLSX
    reason: str | None = None
    recipient: str | None = None


_FIELDS = (
    Field("form", "Bestand", Kind.CHOICE, choices=FileForm, required=True, wide=True),
    Field(
        "reason",
        "Waarvoor exporteert u deze lijst?",
        required=True,
        wide=True,
        hint="Dit staat bovenaan het bestand en in het exportlogboek.",
    ),
    Field("recipient", "Voor wie?", wide=True, hint="Leeg als u de lijst zelf gebruikt."),
)
_KINDS = {FileForm.XLSX: "Excel-werkmap (*.xlsx)", FileForm.CSV: "CSV-bestand (*.csv)"}


class ListExportDialog(ActDialog):
    """Writes what the list shows now: its columns, its filter, its order. `written` is None until then."""

    doing = "Lijst schrijven"

    def __init__(self, context: ListContext) -> None:
        description = context.description
        super().__init__(
            "Lijst exporteren",
            f"De lijst ‘{description.title}’ zoals u haar nu ziet, met de rubricering "
            f"‘{description.classification.label}’. Buiten de kluis is het bestand niet meer versleuteld.",
            "Bestand kiezen en exporteren…",
            icon="download",
            tasks=context.context.tasks,
            parent=context.parent,
        )
        self._context = context
        self.form = Form((FieldGroup("", _FIELDS),), margin=0)
        self.form.show_draft(ExportInput())
        self.body.addWidget(self.form)

    @property
    def written(self) -> Written | None:
        """What was written."""
        made: Written | None = self.made
        return made

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the fields."""
        self.form.show_problems(fields)
        return fields.get("", "")

    def prepare(self) -> Callable[[Progress], Any]:
        """Ask where to."""
        entered: ExportInput = self.form.draft()
        purpose = Purpose(entered.reason or "", entered.recipient)
        check_purpose(purpose)
        title = self._context.description.title
        form = ListForm.CSV if entered.form is FileForm.CSV else ListForm.XLSX
        out = dialogs.choose_target(self, "Lijst exporteren", f"{title}{form.ending}", _KINDS[entered.form])
        if out is None:
            return lambda _progress: None
        label_of_list = self._context.description.classification
        wanted = ListFile(self._context.records, self._context.query, title, _columns(self._context), label_of_list)
        target = out if out.suffix.lower() == form.ending else out.with_name(f"{out.name}{form.ending}")
        return lambda progress: write_list(wanted, target, purpose, form, put=staged, tell=progress)


def _columns(context: ListContext) -> tuple[ListColumn, ...]:
    names = list(context.records.columns)
    return tuple(
        ListColumn(names.index(column.name), column.title, column.kind is Kind.AMOUNT)
        for column in context.description.columns
        if column.name in names
    )
