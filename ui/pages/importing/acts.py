"""What the menu of every list offers: reading a file, what was read before, an empty template, the list as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.errors import AppError
from app.exchange.columns.known import KnownRegister, known_registers
from app.exchange.templates import template
from app.report.saving import save
from ui import dialogs
from ui.pages.importing.earlier import EarlierDialog
from ui.pages.importing.export import ListExportDialog
from ui.pages.importing.wizard import ImportWizard
from ui.widgets.record.exchange import ListAct

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.records import Records
    from ui.widgets.record.exchange import ListContext


def known_for(records: Records[Any, Any]) -> KnownRegister | None:
    """The register as imports know it; None for one that is not read from files."""
    return known_registers().get(records.kind)


def may_import(records: Records[Any, Any]) -> bool:
    """Whether this account may read a file into the list."""
    return known_for(records) is not None and records.may_edit()


def run_import(context: ListContext, file: Path | None) -> None:
    """The course, from a file to records."""
    wizard = ImportWizard(context.context, context.records.kind, file, context.parent)
    wizard.begin()
    dialogs.run(wizard)
    if wizard.stored:
        context.refresh()
        context.tell(wizard.told)


def run_earlier(context: ListContext, _file: Path | None) -> None:
    """What was read into this list before, with a way back."""
    dialog = EarlierDialog(context.records, context.context.tasks, context.parent)
    dialogs.run(dialog)
    if dialog.undone:
        context.refresh()


def run_template(context: ListContext, _file: Path | None) -> None:
    """An empty workbook to fill in."""
    known = known_for(context.records)
    if known is None:
        return
    out = dialogs.choose_target(
        context.parent, "Sjabloon opslaan", f"Sjabloon {known.title.lower()}.xlsx", "Excel-werkmap (*.xlsx)"
    )
    if out is None:
        return
    try:
        save(template(context.records, known), out.with_suffix(".xlsx"))
    except AppError as refused:
        dialogs.warn(context.parent, "Sjabloon opslaan", str(refused))
    else:
        context.tell(f"Het sjabloon staat in {out.with_suffix('.xlsx')}.")


def run_export(context: ListContext, _file: Path | None) -> None:
    """The list as it is shown, as a file, with its reason."""
    dialog = ListExportDialog(context)
    if dialogs.run(dialog) and dialog.written is not None:
        context.tell(f"De lijst staat in {dialog.written.path}.")


LIST_ACTS = (
    ListAct("Inlezen uit een bestand…", run_import, may_import, takes_file=True),
    ListAct("Eerder ingelezen…", run_earlier, may_import),
    ListAct("Leeg sjabloon opslaan…", run_template, may_import),
    ListAct("Lijst exporteren…", run_export, lambda _records: True),
)
