"""Versions of the ladder on screen: the grid to read in a tab, to fill in while it is a draft, and to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QScrollArea, QWidget

from app.errors import AppError
from app.formats import format_count, format_number
from app.rules.measures.ladder import EXAMPLE
from app.rules.measures.matrix import HOW_TO_FILL
from app.rules.permissions import MEASURES, Act
from app.services.access import allowed
from app.services.measures.matrices import Matrices, add_example, copy_version, grid, save_grid
from models.measures.choices import PremisesKind, Sanction, Substance
from ui import dialogs
from ui.pages.measures.matrix_grid import MatrixGrid, StepGrid, ThresholdGrid
from ui.pages.measures.reading import ReadingSheet, boxed
from ui.tokens import Space, Tone
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.parts import column, label
from ui.widgets.record.description import (
    Column,
    EmptyText,
    Field,
    FieldGroup,
    Kind,
    PageAct,
    PageDescription,
    Sheet,
)
from ui.widgets.tables.plain_table import Cell, PlainTable
from ui.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QVBoxLayout

    from app.rules.measures.ladder import Outcome
    from app.services.measures.matrices import Grid
    from app.vault.session import UnlockedVault
    from ui.tasks import Progress
    from ui.widgets.page import PageContext
    from ui.widgets.record.description import ActContext


_WIDTH = 15  # characters of one finding
_SHORT = {Sanction.PENALTY: "dwangsom", Sanction.NONE: "geen"}
DIALOG_WIDTH = 700


def _may_edit(vault: UnlockedVault) -> bool:
    return allowed(vault, Act.EDIT_MEASURES, MEASURES)


class GridSheet(ReadingSheet):
    """What a version says, in words."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("Handhavingsmatrix")
        self._vault = context.vault

    def fill(self, body: QVBoxLayout, key: int) -> None:
        """The measures per object and substance, then thresholds and steps."""
        shown = grid(self._vault, key)
        if shown.example:
            body.addWidget(Told([(Tone.WARNING, f"Dit is een {EXAMPLE}.")]))
        for premises in PremisesKind:
            body.addWidget(label(f"{premises.label[0].upper()}{premises.label[1:]}", "label"))
            body.addWidget(boxed(_measures(shown, premises)))
        body.addWidget(boxed(_thresholds(shown)) if shown.thresholds else label("Geen drempels.", "muted"))
        body.addWidget(
            boxed(_steps(shown)) if shown.adjustments else label("Geen stappen bij omstandigheden.", "muted")
        )


class GridDialog(ActDialog):
    """Fills in a draft; nothing is stored before the whole can be read."""

    def __init__(self, vault: UnlockedVault, shown: Grid, parent: QWidget | None = None) -> None:
        super().__init__(f"Matrix invullen: {shown.title}", HOW_TO_FILL, "Opslaan", icon="save", parent=parent)
        self._vault, self._shown = vault, shown
        self.content.setMinimumWidth(DIALOG_WIDTH)
        self.measures = MatrixGrid(shown)
        self.thresholds = ThresholdGrid(shown.thresholds)
        self.steps = StepGrid(shown.adjustments)
        inside = QWidget()
        inside.setProperty("ground", "clear")
        body = column(inside, Space.MEDIUM)
        body.setContentsMargins(0, 0, Space.MEDIUM, 0)
        for title, told, part in (
            ("Maatregel per constatering", "", self.measures),
            ("Drempels", "Tot en met deze hoeveelheid volgt geen maatregel; leeg is geen drempel.", self.thresholds),
            ("Omstandigheden", "1 telt als één constatering verder op de ladder, -1 als één terug.", self.steps),
        ):
            body.addWidget(label(title, "section"))
            if told:
                body.addWidget(label(told, "muted", wrap=True))
            body.addWidget(part)
        self.measures.show_problems()
        sheet = QScrollArea()
        sheet.setAccessibleName("Handhavingsmatrix")
        sheet.setWidgetResizable(True)
        sheet.setWidget(inside)
        sheet.setMinimumHeight(440)
        self.body.addWidget(sheet, 1)

    def prepare(self) -> Callable[[Progress], Any]:
        """Store what stands there."""
        rows, thresholds, steps = self.measures.rows(), self.thresholds.thresholds(), self.steps.steps()
        return lambda _progress: save_grid(self._vault, self._shown, rows, thresholds, steps)


def _measures(shown: Grid, premises: PremisesKind) -> PlainTable:
    """The rows of one object, with as many findings as the version goes."""
    most = max((len(row) for row in shown.rows.values()), default=1)
    titles = ("Middel", *(f"{nth}e keer" for nth in range(1, most + 1)))
    table = PlainTable(f"Maatregelen bij {premises.label}", titles, (0, *(_WIDTH for _ in range(most))))
    table.show_rows(
        [
            (substance.value, (Cell(substance.label), *_row_cells(shown.rows.get((premises, substance), ()), most)))
            for substance in Substance
        ]
    )
    return table


def _row_cells(row: Sequence[Outcome | None], most: int) -> list[Cell]:
    """Empty at the end is the last measure again; empty before that is a hole."""
    cells = [Cell("ontbreekt", Tone.WARNING) if each is None else Cell(_short(each), tip=str(each)) for each in row]
    missing = [Cell("idem") if row else Cell("ontbreekt", Tone.WARNING) for _ in range(most - len(cells))]
    return [*cells, *missing]


def _short(outcome: Outcome) -> str:
    """In a narrow column: a closure by how long it lasts."""
    if outcome.sanction is not Sanction.CLOSURE:
        return _SHORT.get(outcome.sanction, outcome.sanction.label)
    return f"sluiting {outcome.months} mnd" if outcome.months else "sluiting onbep."


def _thresholds(shown: Grid) -> PlainTable:
    table = PlainTable("Drempels", ("Middel", "Geen maatregel tot en met"), (0, 30))
    table.show_rows(
        [
            (f"{substance.value}.{unit.value}", (Cell(substance.label), Cell(f"{format_number(amount)} {unit.label}")))
            for (substance, unit), amount in shown.thresholds.items()
        ]
    )
    return table


def _steps(shown: Grid) -> PlainTable:
    table = PlainTable("Stappen bij omstandigheden", ("Omstandigheid", "Op de ladder"), (0, 30))
    table.show_rows(
        [(each.value, (Cell(each.label), Cell(_moved(steps)))) for each, steps in shown.adjustments.items()]
    )
    return table


def _moved(steps: int) -> str:
    return f"{format_count(abs(steps), 'stap', 'stappen')} {'verder' if steps > 0 else 'terug'}"


def fill_in(context: ActContext) -> None:
    """Let the user fill in the open draft."""
    if context.record is None:
        return
    try:
        shown = grid(context.vault, context.record.id)
    except AppError as error:
        dialogs.warn(context.parent, "Matrix invullen", str(error))
        return
    if not shown.open:
        told = "Deze versie is vastgesteld. Maak met ‘Kopiëren’ een nieuwe versie; de oude blijft zoals zij was."
        dialogs.tell(context.parent, "Matrix invullen", told)
        return
    if dialogs.run(GridDialog(context.vault, shown, context.parent)):
        context.refresh()
        context.tell("De matrix is opgeslagen. Vul bij ‘Vastgesteld op’ een datum in zodra zij is vastgesteld.")


def copy(context: ActContext) -> None:
    """A new draft with the same rules."""
    if context.record is None:
        return
    try:
        copy_version(context.vault, context.record.id)
    except AppError as error:
        dialogs.warn(context.parent, "Kopiëren", str(error))
        return
    context.refresh()
    context.tell("Er is een nieuwe versie met dezelfde regels; zij geldt pas als zij is vastgesteld.")


def example(context: ActContext) -> None:
    """The example of the program, marked as such."""
    try:
        add_example(context.vault)
    except AppError as error:
        dialogs.warn(context.parent, "Voorbeeld toevoegen", str(error))
        return
    context.refresh()
    context.tell("Het voorbeeld staat in de lijst. Vul uw eigen beleid in; op een voorbeeld rust geen besluit.")


MATRIX = PageDescription(
    title="Matrix",
    many="matrixversies",
    icon="table-2",
    intro="De handhavingsmatrix van de gemeente, in versies. Een voorstel volgt de versie van de dag van het besluit.",
    register=Matrices,
    search_hint="Zoek op naam of bron",
    columns=(
        Column("name", "Beleid"),
        Column("valid_from", "Geldt vanaf", Kind.DATE, width=11),
        Column("valid_to", "Tot en met", Kind.DATE, width=10, extra=True),
        Column("adopted_on", "Vastgesteld", Kind.DATE, width=11),
        Column("example", "Voorbeeld", Kind.BOOLEAN, width=9),
    ),
    groups=(
        FieldGroup(
            "",
            (
                Field("name", "Naam van het beleid", required=True, wide=True),
                Field("source", "Bron", wide=True, hint="Waar het beleid is bekendgemaakt, bijvoorbeeld CVDR636226."),
                Field("valid_from", "Geldt vanaf", Kind.DATE, required=True),
                Field("valid_to", "Geldt tot en met", Kind.DATE, hint="Leeg: tot nader bericht."),
                Field("lookback_years", "Terugkijkperiode", Kind.INTEGER, required=True, unit="jaar"),
                Field("adopted_on", "Vastgesteld op", Kind.DATE, hint="Leeg zolang het een ontwerp is."),
                Field("example", "Dit is een voorbeeld, geen beleid", Kind.BOOLEAN, wide=True),
                Field("note", "Toelichting", Kind.MULTILINE, rows=3),
            ),
        ),
    ),
    acts=(
        PageAct("Matrix invullen…", "pencil", fill_in, "Maatregelen, drempels en stappen", True, _may_edit),
        PageAct("Kopiëren", "copy", copy, "Een nieuwe versie met dezelfde regels", True, _may_edit),
        PageAct("Voorbeeld toevoegen", "plus", example, "Ter illustratie; geen beleid", allowed=_may_edit),
    ),
    parts=(Sheet("grid", "Matrix", GridSheet),),
    empty=EmptyText("Nog geen matrix", "Leg het vastgestelde beleid vast, of bekijk eerst het voorbeeld."),
)
