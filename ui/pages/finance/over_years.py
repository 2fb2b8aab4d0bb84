"""The money of all years beside each other: budgeted, spent, committed, free and expected, with a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QSizePolicy, QStackedWidget, QWidget

from app.errors import AppError
from app.formats import UNKNOWN, format_plain_amount
from app.services.programme.money import budget_years, money_of
from ui.tokens import Space, Tone
from ui.widgets.amounts import align_amounts, bar_of
from ui.widgets.bar_chart import BarChart
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page, Place
from ui.widgets.parts import EmptyState, card, column, label
from ui.widgets.tables.plain_table import Cell, PlainTable

if TYPE_CHECKING:
    from decimal import Decimal

    from app.services.programme.money import BudgetSums
    from ui.widgets.page import PageContext

_TITLES = ("Jaar", "Begroting", "Aard", "Primitief", "Bijgesteld", "Uitgegeven", "Verplicht", "Vrij", "Prognose")
_WIDTHS = (6, 0, 12, 11, 11, 11, 11, 11, 11)
_FIRST_AMOUNT = 3
_CAPTION = (
    "Bedragen in euro’s. Een leeg vak is niet bijgesteld; ‘onbekend’ is onbekend, en nooit nul. Verplicht zijn "
    "toezeggingen van dit jaar en later; de prognose telt alleen die van het jaar zelf mee."
)


class MoneyYears(Page):
    """A line per budget, newest year first. Enter or a double click leads to the budget."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.message = MessageBar()
        self.budgets: tuple[BudgetSums, ...] = ()
        self.table = PlainTable("Begrotingen over de jaren", _TITLES, _WIDTHS)
        self.table.cellActivated.connect(lambda at, _column: self._open(at))
        self.chart: BarChart | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState("wallet", "Nog geen begroting", "Leg bij Begrotingen het geld van een jaar vast.")
        )
        inside = QWidget()
        inside.setProperty("ground", "clear")
        body = column(inside, Space.MEDIUM)
        body.setContentsMargins(0, 0, Space.SMALL, Space.SMALL)
        frame = card()
        frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column(frame, 0, 1).addWidget(self.table)
        body.addWidget(frame)
        body.addWidget(label(_CAPTION, "caption", wrap=True))
        self._charts = column(space=Space.MEDIUM)
        body.addLayout(self._charts)
        body.addStretch()
        area = QScrollArea()
        area.setAccessibleName("Begrotingen over de jaren")
        area.setWidgetResizable(True)
        area.setWidget(inside)
        self._stack.addWidget(area)
        layout = column(self, Space.MEDIUM)
        layout.addWidget(self.message)
        layout.addWidget(self._stack, 1)

    def refresh(self) -> None:
        """Read all years again."""
        vault = self._context.vault
        try:
            years = budget_years(vault)
            found = tuple(budget for year in years for budget in money_of(vault, year).budgets)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        if found == self.budgets:
            return
        self.budgets = found
        self._stack.setCurrentIndex(1 if self.budgets else 0)
        self.table.show_rows([(str(each.id), cells_of(each)) for each in self.budgets])
        align_amounts(self.table, range(_FIRST_AMOUNT, len(_TITLES)))
        self.table.fit_height()
        self._show_chart()

    def focus_search(self) -> None:
        """Go to the table."""
        self.table.setFocus()

    def _open(self, at: int) -> None:
        self._context.go(Place("money", "budget", self.budgets[at].id))

    def _show_chart(self) -> None:
        while (item := self._charts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        title = "Uitgegeven van wat is begroot"
        self.chart = BarChart(title, [bar_of(budget) for budget in self.budgets], 100)
        self._charts.addWidget(label(title, "label"))
        self._charts.addWidget(self.chart)


def cells_of(budget: BudgetSums) -> tuple[Cell, ...]:
    """One budget as a line of the table."""
    committed = budget.committed
    promised = "geen" if committed.amount is None and committed.complete else _amount(_known(budget))
    return (
        Cell(str(budget.year)),
        Cell(budget.name),
        Cell(budget.nature.label),
        Cell(_amount(budget.original)),
        Cell("" if budget.adjusted is None else _amount(budget.adjusted)),
        Cell(_amount(budget.spent.amount if budget.spent.complete else None)),
        Cell(promised),
        Cell(_amount(budget.free)),
        Cell(_amount(budget.outlook.amount)),
    )


def _known(budget: BudgetSums) -> Decimal | None:
    return budget.committed.amount if budget.committed.complete else None


def _amount(amount: Decimal | None) -> str:
    return format_plain_amount(amount, unknown=UNKNOWN)
