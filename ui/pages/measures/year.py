"""Publishing the counts of a year: by which rule, whether Table 1 takes its rows here, and what would leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.errors import AppError, Invalid
from app.formats import format_integer
from app.rules.measures.year import MeasureType
from app.services.clock import today
from app.services.measures.year import measure_year, publish_measure_year
from models.measures.choices import CountingChoice
from ui import dialogs
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.parts import label
from ui.widgets.record.description import Field, FieldGroup, Kind
from ui.widgets.tables.plain_table import Cell, PlainTable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from app.rules.measures.year import MeasureYear
    from app.vault.session import UnlockedVault
    from ui.tasks import Progress
    from ui.widgets.record.description import ActContext


@dataclass(frozen=True, slots=True)
class MeasureYearInput:
    """What the form asks."""

    year: int | None = None
    counting: CountingChoice | None = CountingChoice.HEAVIEST
    in_table: bool = False


_WIDTH = 640  # pixels, for the whole names of rows

_FIELDS = (
    Field("year", "Jaar", Kind.YEAR, required=True),
    Field("counting", "Meer maatregelen bij één pand", Kind.CHOICE, required=True, choices=CountingChoice),
    Field(
        "in_table",
        "Tabel 1 neemt deze rijen over uit de maatregelen",
        Kind.BOOLEAN,
        wide=True,
        hint="Zonder vinkje blijft Tabel 1 de casussen volgen; een verschil staat er dan bij.",
    ),
)


class MeasureYearDialog(ActDialog):
    """Shows what would be published of the year that stands there; `made` is what was."""

    def __init__(self, vault: UnlockedVault, year: int, parent: QWidget | None = None) -> None:
        super().__init__(
            "Jaarcijfers van maatregelen publiceren",
            "Alleen aantallen gaan naar het programma. Er staan geen adressen, nummers of namen in.",
            "Publiceren",
            icon="send",
            parent=parent,
        )
        self._vault = vault
        self.content.setMinimumWidth(_WIDTH)
        self.form = Form((FieldGroup("", _FIELDS),), margin=0)
        self.form.show_draft(MeasureYearInput(year))
        self.form.setFixedHeight(190)
        self.form.edited.connect(self.count)
        self.told = label("", "muted", wrap=True)
        self.table = PlainTable(
            "Aantallen die worden gepubliceerd", ("Rij van Tabel 1", "Aantal", "Daarvan"), (0, 8, 24)
        )
        for part in (self.form, self.table, self.told):
            self.body.addWidget(part)
        self.count()
        self.form.focus_first()

    def count(self) -> None:
        """What the year comes to now."""
        figures: MeasureYear | None = None
        try:
            entered = self._entered()
            figures = measure_year(self._vault, *entered)
            self.told.setText(f"{figures.rule} {_beside(figures)}")
        except AppError as error:
            self.told.setText(str(error))
        self._show(figures)

    def prepare(self) -> Callable[[Progress], Any]:
        """Publish what is counted at that moment."""
        year, counting = self._entered()
        in_table = self.form.draft().in_table
        return lambda _progress: publish_measure_year(self._vault, year, counting, in_table=in_table)

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the fields."""
        return self.form.show_problems(fields)

    def _entered(self) -> tuple[int, CountingChoice]:
        entered: MeasureYearInput = self.form.draft()
        if entered.year is None:
            raise Invalid({"year": "Vul het jaar in."})
        if entered.counting is None:
            raise Invalid({"counting": "Kies welke maatregel telt."})
        return entered.year, entered.counting

    def _show(self, figures: MeasureYear | None) -> None:
        self.table.show_rows(
            [
                (kind.value, (Cell(kind.label), Cell(format_integer(figures.count_of(kind))), Cell(_of(kind, figures))))
                for kind in MeasureType
            ]
            if figures
            else []
        )
        self.table.fit_height()


def _of(kind: MeasureType, figures: MeasureYear) -> str:
    if kind is not MeasureType.CLOSURE:
        return ""
    homes, others = format_integer(figures.closed_homes), format_integer(figures.closed_premises)
    return f"woningen {homes}, andere panden {others}"


def _beside(figures: MeasureYear) -> str:
    """What the rows do not show: decisions, penalties, and warnings behind something heavier."""
    decisions, penalties = format_integer(figures.decisions), format_integer(figures.penalties)
    behind = format_integer(figures.behind)
    return (
        f"Besluiten tot sluiting: {decisions}. Lasten onder dwangsom (geen rij in Tabel 1): {penalties}. "
        f"Waarschuwingen achter een andere maatregel: {behind}."
    )


def ask(context: ActContext) -> None:
    """Let the user look and publish; last year is proposed."""
    dialog = MeasureYearDialog(context.vault, today().year - 1, context.parent)
    if dialogs.run(dialog) and dialog.made is not None:
        context.tell(f"De jaarcijfers van maatregelen over {dialog.made.year} zijn gepubliceerd.")
