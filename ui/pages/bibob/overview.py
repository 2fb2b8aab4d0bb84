"""Publishing the counts of a year: which year, and what would leave, before it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.errors import AppError, Invalid
from app.formats import format_integer
from app.services.bibob.overview import publish_screening_year, screening_year
from app.services.clock import today
from ui import dialogs
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.parts import label
from ui.widgets.record.description import Field, FieldGroup, Kind
from ui.widgets.tables.plain_table import Cell, PlainTable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from app.rules.screening.year import YearFigures
    from app.vault.session import UnlockedVault
    from ui.tasks import Progress
    from ui.widgets.record.description import ActContext


@dataclass(frozen=True, slots=True)
class OverviewInput:
    """What the form asks."""

    year: int | None = None
    merge_small: bool = True


_FIELDS = (
    Field("year", "Jaar", Kind.YEAR, required=True),
    Field("merge_small", "Kleine aantallen samenvoegen", Kind.BOOLEAN, hint="Zodat een aantal niet naar iemand leidt."),
)


class OverviewDialog(ActDialog):
    """Shows what would be published of the year that stands there; `made` is what was."""

    def __init__(self, vault: UnlockedVault, year: int, parent: QWidget | None = None) -> None:
        super().__init__(
            "Jaaroverzicht publiceren",
            "Alleen aantallen gaan naar het programma, voor de evaluatie. Er staan geen namen of nummers in.",
            "Publiceren",
            icon="send",
            parent=parent,
        )
        self._vault = vault
        self.form = Form((FieldGroup("", _FIELDS),), margin=0)
        self.form.show_draft(OverviewInput(year))
        self.form.setFixedHeight(140)
        self.form.edited.connect(self.count)
        self.told = label("", "muted", wrap=True)
        self.table = PlainTable("Aantallen die worden gepubliceerd", ("Soort", "Wat", "Aantal"), (14, 0, 8))
        self.table.setMinimumHeight(240)
        for part in (self.form, self.told, self.table):
            self.body.addWidget(part)
        self.count()
        self.form.focus_first()

    def count(self) -> None:
        """What the year comes to now."""
        figures: YearFigures | None = None
        try:
            entered: OverviewInput = self.form.draft()
            if entered.year is None:
                raise Invalid({"year": "Vul het jaar in."})
            figures = screening_year(self._vault, entered.year, merge_small=entered.merge_small)
            started, ended = format_integer(figures.started), format_integer(figures.ended)
            self.told.setText(f"Begonnen in {entered.year}: {started}. Beëindigd: {ended}.")
        except AppError as error:
            self.told.setText(str(error))
        self._show(figures)

    def prepare(self) -> Callable[[Progress], Any]:
        """Publish what is counted at that moment."""
        entered: OverviewInput = self.form.draft()
        if entered.year is None:
            raise Invalid({"year": "Vul het jaar in."})
        year, merge = entered.year, entered.merge_small
        return lambda _progress: publish_screening_year(self._vault, year, merge_small=merge)

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the fields."""
        return self.form.show_problems(fields)

    def _show(self, figures: YearFigures | None) -> None:
        counted = [each for each in figures.figures if each.count] if figures else []
        self.table.show_rows(
            [
                (str(at), (Cell(each.kind.label), Cell(each.label), Cell(format_integer(each.count))))
                for at, each in enumerate(counted)
            ]
        )


def ask(context: ActContext) -> None:
    """Let the user look and publish; last year is proposed."""
    dialog = OverviewDialog(context.vault, today().year - 1, context.parent)
    if dialogs.run(dialog) and dialog.made is not None:
        context.tell(f"Het jaaroverzicht Bibob van {dialog.made.year} is gepubliceerd.")
