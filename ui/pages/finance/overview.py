"""How the money of a year stands: key figures, Table 2 with its totals, and where the money went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHeaderView,
    QScrollArea,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError
from app.formats import UNKNOWN, format_amount, format_percentage, format_plain_amount
from app.rules.money import difference
from app.services.programme.money import budget_years, money_of
from ui.pages.finance.outlook import allotment, flags, outlook_card, particulars
from ui.plain import plain
from ui.tokens import Space, Tone
from ui.widgets.bar_chart import Bar, BarChart
from ui.widgets.forms.choose import Choose
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page, Place
from ui.widgets.parts import EmptyState, KeyFigure, Picture, Pill, button, card, column, label, row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from app.services.programme.money import BudgetSums, GroupSums, LineSums, Money
    from ui.widgets.page import PageContext

ROW_HEIGHT = 31
ROOM_FOR_BOTH = 960  # pixels for the table with its chart beside it
TABLE, LINE = "money", "budget_line"
_LINE_ID = Qt.ItemDataRole.UserRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure of a budget, and what it means; where it is unknown, why."""

    title: str
    figure: str
    note: str
    tone: Tone = Tone.NEUTRAL


class MoneyOverview(Page):
    """The budgets of one year. Enter or a double click on a line of the table leads to it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.year = Choose(characters=8)
        self.year.setAccessibleName("Begrotingsjaar")
        self.year.activated.connect(lambda _index: self.show_year(self.year.value))
        self.message = MessageBar()
        self.shown: Money | None = None
        self._beside: list[QBoxLayout] = []
        self.sheet = QScrollArea()
        self.sheet.setAccessibleName("Overzicht van de financiën")
        self.sheet.setWidgetResizable(True)
        self.sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing())
        self._stack.addWidget(self._content())
        layout = column(self, Space.MEDIUM)
        layout.addWidget(self.message)
        layout.addWidget(self._stack, 1)

    def refresh(self) -> None:
        """Read the years and the year in front again."""
        try:
            years = budget_years(self._context.vault)
            self._stack.setCurrentIndex(1 if years else 0)
            if years:
                now = self.shown.year if self.shown and self.shown.year in years else self._first(years)
                self.year.fill([(year, str(year)) for year in years], now)
                self.show_year(now)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)

    def show_year(self, year: int) -> None:
        """Show the budgets of a year; what stands there already is not drawn anew."""
        found = money_of(self._context.vault, year)
        if found == self.shown:
            return
        self.shown = found
        self._beside.clear()
        inside = QWidget()
        inside.setProperty("ground", "clear")
        layout = column(inside, Space.WIDE)
        layout.setContentsMargins(0, 0, Space.SMALL, Space.SMALL)
        for budget in self.shown.budgets:
            layout.addLayout(self._budget(budget))
        layout.addStretch()
        self.sheet.setWidget(inside)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The chart goes under the table where there is no room beside it."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = self.width() >= ROOM_FOR_BOTH
        for parts in self._beside:
            parts.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def focus_search(self) -> None:
        """Go to the choice of the year."""
        self.year.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _first(self, years: tuple[int, ...]) -> int:
        """The newest year on which something was spent; a budget of next year has nothing to look at yet."""
        for year in years:
            if any(budget.spent.amount is not None for budget in money_of(self._context.vault, year).budgets):
                return year
        return years[0]

    def _budget(self, budget: BudgetSums) -> QVBoxLayout:
        layout = column(space=Space.MEDIUM)
        head = row(space=Space.MEDIUM)
        head.addWidget(label(budget.name, "section"))
        head.addWidget(Pill(budget.nature.label, Tone.ACCENT))
        head.addStretch()
        layout.addLayout(head)
        figures = row(space=Space.MEDIUM)
        for each in key_figures(budget):
            figures.addWidget(KeyFigure(each.title, each.figure, each.note, each.tone), 1)
        layout.addLayout(figures)
        for text in (*disagreements(budget), *allotment(budget), *flags(budget)):
            layout.addWidget(_warning(text))
        parts = row(space=Space.MEDIUM)
        parts.addWidget(self._table(budget), 5)
        beside = column(space=Space.MEDIUM)
        if any(group.spent.amount is not None for group in budget.groups):
            beside.addWidget(_chart(budget))
        if budget.lines:
            beside.addWidget(outlook_card(budget))
        beside.addStretch()
        parts.addLayout(beside, 2)
        self._beside.append(parts)
        layout.addLayout(parts)
        for text in remarks(budget):
            layout.addWidget(label(text, "caption", wrap=True))
        return layout

    def _table(self, budget: BudgetSums) -> QFrame:
        tree = QTreeWidget()
        tree.setAccessibleName(f"Tabel 2, begroting {budget.year}")
        tree.setHeaderLabels(["Post", "Begroot", "Uitgegeven", "Restant", "Toelichting"])
        tree.setRootIsDecorated(False)
        tree.setIndentation(Space.LARGE)
        tree.setUniformRowHeights(True)
        tree.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for group in budget.groups:
            tree.addTopLevelItem(_group(group))
        tree.addTopLevelItem(_total(budget))
        tree.expandAll()
        header = tree.header()
        for at in (1, 2, 3):
            tree.headerItem().setTextAlignment(at, _RIGHT)
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.ResizeToContents)
        for at in (0, 4):
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        rows = 1 + sum(1 + len(group.lines) for group in budget.groups)
        tree.setFixedHeight(rows * ROW_HEIGHT + header.sizeHint().height() + Space.SMALL)
        tree.itemActivated.connect(self._on_line)
        frame = card()
        column(frame, 0, 1).addWidget(tree)
        return frame

    def _on_line(self, item: QTreeWidgetItem, _column: int) -> None:
        key = item.data(0, _LINE_ID)
        if key is not None:
            self._context.go(Place(TABLE, LINE, key))

    def _content(self) -> QWidget:
        content = QWidget()
        layout = column(content, Space.MEDIUM)
        head = row(space=Space.SMALL)
        head.addWidget(label("Jaar", "label"))
        head.addWidget(self.year)
        head.addStretch()
        layout.addLayout(head)
        layout.addWidget(self.sheet, 1)
        return content

    def _nothing(self) -> EmptyState:
        return EmptyState(
            "wallet",
            "Nog geen begroting",
            "Leg bij Begrotingen het geld van een jaar vast, en daarna de posten, boekingen en verplichtingen.",
            button("Naar Begrotingen", "wallet", "primary", lambda: self._context.go(Place(TABLE, "budget"))),
        )


def key_figures(budget: BudgetSums) -> tuple[Figure, ...]:
    """Budgeted, spent, left, committed, free: each with what it means, or why it is unknown."""
    return (
        Figure(
            "Begroot",
            format_amount(budget.budgeted),
            _budgeted(budget),
        ),
        _spent(budget),
        _remainder(budget),
        _committed(budget),
        _free(budget),
    )


def disagreements(budget: BudgetSums) -> Iterator[str]:
    """Where a total that the source gave is not what the lines come to."""
    for what, stated, computed in (
        ("uitgaven", budget.stated_spent, budget.spent.amount),
        ("restant", budget.stated_remainder, budget.remainder),
    ):
        if stated is not None and stated != computed:
            yield (
                f"Opgegeven totaal {what}: {format_amount(stated)}. Berekend uit de posten: {format_amount(computed)}. "
                "Het programma past niets aan."
            )


def remarks(budget: BudgetSums) -> Iterator[str]:
    """What belongs under the table: how to read it, and what is asked to carry over."""
    yield from particulars(budget)
    yield "Bedragen in euro’s. Een lege cel is niet begroot of onbekend; dat is iets anders dan nul."
    for ask in budget.carry_overs:
        yield f"Overheveling van {format_amount(ask.amount)} naar {ask.to_year}: {ask.status.label}."


def _budgeted(budget: BudgetSums) -> str:
    if budget.budgeted is None:
        return "Het begrote bedrag is niet ingevuld."
    return "voor het hele jaar" if budget.adjusted is None else f"bijgesteld van {format_amount(budget.original)}"


def _spent(budget: BudgetSums) -> Figure:
    spent = budget.spent
    if not any(group.lines for group in budget.groups):
        return Figure("Uitgegeven", UNKNOWN, "Er zijn nog geen posten.")
    if spent.amount is None:
        return Figure("Uitgegeven", UNKNOWN, "Van geen enkele post zijn de uitgaven bekend.")
    if not spent.complete:
        return Figure("Uitgegeven", format_amount(spent.amount), f"{_posts(spent.unknown)} onbekend", Tone.WARNING)
    if not budget.budgeted:
        return Figure("Uitgegeven", format_amount(spent.amount), "alle posten zijn bekend")
    share = format_percentage(100 * spent.amount / budget.budgeted)
    return Figure("Uitgegeven", format_amount(spent.amount), f"{share} van de begroting")


def _remainder(budget: BudgetSums) -> Figure:
    if budget.remainder is None:
        reason = "het begrote bedrag" if budget.budgeted is None else "wat is uitgegeven"
        return Figure("Restant", UNKNOWN, f"Onbekend is {reason}.")
    if not budget.spent.complete:
        return Figure("Restant", format_amount(budget.remainder), "ten hoogste; niet alles bekend", Tone.WARNING)
    if budget.remainder < 0:
        return Figure("Restant", format_amount(budget.remainder), "meer uitgegeven dan begroot", Tone.DANGER)
    return Figure("Restant", format_amount(budget.remainder), "begroot min uitgegeven")


def _committed(budget: BudgetSums) -> Figure:
    committed = budget.committed
    if committed.unknown:
        told = "één bedrag" if committed.unknown == 1 else f"{committed.unknown} bedragen"
        return Figure("Verplicht", format_amount(committed.amount), f"{told} onbekend", Tone.WARNING)
    if committed.amount is None:
        return Figure("Verplicht", "geen", "Er zijn geen verplichtingen vastgelegd.")
    return Figure("Verplicht", format_amount(committed.amount), "toegezegd, nog niet uitgegeven")


def _free(budget: BudgetSums) -> Figure:
    if budget.free is None:
        reason = "Onbekend is wat is verplicht." if budget.remainder is not None else "Onbekend is het restant."
        return Figure("Vrij", UNKNOWN, reason)
    return Figure("Vrij", format_amount(budget.free), "restant min verplicht")


def _posts(count: int) -> str:
    return "van één post" if count == 1 else f"van {count} posten"


def _group(group: GroupSums) -> QTreeWidgetItem:
    told = "" if group.spent.complete else f"{_posts(group.spent.unknown)} onbekend"
    item = _strong(QTreeWidgetItem([group.name, "", _plain(group.spent.amount), "", told]))
    item.addChildren([_line(line) for line in group.lines])
    return item


def _line(line: LineSums) -> QTreeWidgetItem:
    left = difference(line.budgeted, line.spent)
    spent = _plain(line.spent) or UNKNOWN
    item = QTreeWidgetItem([line.name, _plain(line.budgeted), spent, _plain(left), line.note or ""])
    item.setData(0, _LINE_ID, line.id)
    return _aligned(item)


def _total(budget: BudgetSums) -> QTreeWidgetItem:
    amounts = (budget.budgeted, budget.spent.amount, budget.remainder)
    return _strong(QTreeWidgetItem([f"Totaal {budget.year}", *(_plain(each) or UNKNOWN for each in amounts), ""]))


def _strong(item: QTreeWidgetItem) -> QTreeWidgetItem:
    font = QFont()
    font.setWeight(QFont.Weight.DemiBold)
    for at in range(item.columnCount()):
        item.setFont(at, font)
    return _aligned(item)


def _aligned(item: QTreeWidgetItem) -> QTreeWidgetItem:
    for at in range(item.columnCount()):
        item.setToolTip(at, plain(item.text(at)))
        if at in (1, 2, 3):
            item.setTextAlignment(at, _RIGHT)
    return item


def _plain(amount: Decimal | None) -> str:
    return format_plain_amount(amount, unknown="")


def _chart(budget: BudgetSums) -> QFrame:
    title = f"Uitgaven per groep in {budget.year}"
    bars = [
        Bar(
            group.name,
            None if group.spent.amount is None else float(group.spent.amount),
            format_amount(group.spent.amount),
        )
        for group in budget.groups
    ]
    frame = card()
    layout = column(frame, Space.SMALL, Space.LARGE)
    layout.addWidget(label(title, "label"))
    layout.addWidget(BarChart(title, bars))
    return frame


def _warning(text: str) -> QFrame:
    made = QFrame()
    across = row(made, Space.SMALL)
    across.addWidget(Picture("triangle-alert", "warning_text", 18), alignment=Qt.AlignmentFlag.AlignTop)
    across.addWidget(label(text, wrap=True), 1)
    return made
