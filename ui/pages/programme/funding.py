"""Who pays a programme and what its budgets spent, year by year, as a tab of the programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QWidget

from app.errors import AppError
from app.formats import UNKNOWN, format_amount, format_count, format_plain_amount
from app.services.programme.contributions import Funding, YearFunding, funding_of
from ui.tokens import Space, Tone
from ui.widgets.amounts import align_amounts
from ui.widgets.bar_chart import Bar, BarChart
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import card, column, label
from ui.widgets.tables.plain_table import Cell, PlainTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.rules.money import Total
    from ui.widgets.page import PageContext

_TITLES = ("Jaar", "Eigen aandeel", "Anderen", "Uitgegeven")


class FundingSheet(QWidget):
    """A table of years, a chart of who pays, and where the parts are not what the whole was given as."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._vault = context.vault
        self.message = MessageBar()
        self._inside = QWidget()
        self._body = column(self._inside, Space.MEDIUM, Space.WIDE)
        area = QScrollArea()
        area.setAccessibleName("Financiering per jaar")
        area.setWidgetResizable(True)
        area.setWidget(self._inside)
        layout = column(self, 0)
        layout.addWidget(self.message)
        layout.addWidget(area)
        self.table: PlainTable | None = None
        self.chart: BarChart | None = None

    def show_record(self, key: int) -> None:
        """The money of this programme as it is now."""
        try:
            found = funding_of(self._vault, key)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        while (item := self._body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._fill(found)

    def _fill(self, found: Funding) -> None:
        self.table = PlainTable("Financiering per jaar", _TITLES, (8, 0, 0, 0))
        rows = [(str(each.year), _cells(each)) for each in found.years]
        self.table.show_rows([*rows, ("total", _total(found))])
        align_amounts(self.table, range(1, len(_TITLES)))
        self.table.fit_height()
        frame = card()
        column(frame, 0, 1).addWidget(self.table)
        title = "Wie betaalt het programma"
        self.chart = BarChart(title, [_bar("Eigen aandeel", found.own), _bar("Anderen", found.others)])
        self._body.addWidget(frame)
        for text in remarks(found):
            self._body.addWidget(label(text, "caption", wrap=True))
        self._body.addWidget(label(title, "label", wrap=True))
        self._body.addWidget(self.chart)
        self._body.addStretch()


def remarks(found: Funding) -> Iterator[str]:
    """Where the contributions are not the grant, and what is unknown."""
    yield f"Voor het geheel toegekend: {format_amount(found.stated)}."
    if found.difference:
        more = "meer" if found.difference > 0 else "minder"
        yield (
            f"De bijdragen van anderen zijn samen {format_amount(abs(found.difference))} {more} dan dat. "
            "Het programma past niets aan."
        )
    unknown = found.own.unknown + found.others.unknown
    if unknown:
        yield f"Van {format_count(unknown, 'bijdrage', 'bijdragen')} is het bedrag onbekend."


def _cells(each: YearFunding) -> tuple[Cell, ...]:
    spent = _told(each.spent) if each.budgets else "geen begroting"
    return Cell(str(each.year)), Cell(_told(each.own)), Cell(_told(each.others)), Cell(spent)


def _total(found: Funding) -> tuple[Cell, ...]:
    return Cell("Totaal"), Cell(_told(found.own)), Cell(_told(found.others)), Cell("")


def _told(part: Total) -> str:
    if part.amount is None:
        return UNKNOWN if part.unknown else "niet vastgelegd"
    return format_plain_amount(part.amount) + (f", {part.unknown} onbekend" if part.unknown else "")


def _bar(name: str, part: Total) -> Bar:
    return Bar(name, None if part.amount is None else float(part.amount), _told(part))
