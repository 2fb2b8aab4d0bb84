"""What other registers published over a year, and where each count comes from: Bibob, measures, internal reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QStackedWidget, QWidget

from app.errors import AppError
from app.formats import format_date
from app.services.programme.published import Published, PublishedYear, published_years
from ui.tokens import Space, Tone
from ui.widgets.amounts import align_amounts
from ui.widgets.forms.choose import Choose
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page
from ui.widgets.parts import EmptyState, PageHead, card, column, label, row
from ui.widgets.tables.plain_table import Cell, PlainTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.widgets.page import PageContext

_TITLES = ("Waarvan", "Wat", "Aantal")


class PublishedPage(Page):
    """One year at a time; a register that published nothing over it is not shown."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._vault = context.vault
        self.message = MessageBar()
        self.years: dict[int, PublishedYear] = {}
        self.tables: list[PlainTable] = []
        self.year = Choose(characters=8)
        self.year.setAccessibleName("Jaar")
        self.year.activated.connect(lambda _index: self.show_year(self.year.value))
        self.sheet = QScrollArea()
        self.sheet.setAccessibleName("Gepubliceerde jaarcijfers")
        self.sheet.setWidgetResizable(True)
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState(
                "chart-column",
                "Nog niets gepubliceerd",
                "De Bibob-coördinator, de jurist en het meldpunt publiceren hun aantallen zelf, zonder namen.",
            )
        )
        content = QWidget()
        inside = column(content, Space.MEDIUM)
        head = row(space=Space.SMALL)
        head.addWidget(label("Jaar", "label"))
        head.addWidget(self.year)
        head.addStretch()
        inside.addLayout(head)
        inside.addWidget(self.sheet, 1)
        self._stack.addWidget(content)
        layout = column(self, Space.MEDIUM)
        layout.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.LARGE)
        layout.addWidget(
            PageHead("Overige jaarcijfers", "Wat Bibob, maatregelen en het meldpunt over een jaar bekendmaakten.")
        )
        layout.addSpacing(Space.TIGHT)
        layout.addWidget(self.message)
        layout.addWidget(self._stack, 1)

    def refresh(self) -> None:
        """Read what was published again."""
        try:
            found = published_years(self._vault)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        if found == tuple(self.years.values()):
            return
        self.years = {each.year: each for each in found}
        self._stack.setCurrentIndex(1 if found else 0)
        if found:
            now = self.year.value if self.year.value in self.years else found[0].year
            self.year.fill([(year, str(year)) for year in self.years], now)
            self.show_year(now)

    def focus_search(self) -> None:
        """Go to the choice of the year."""
        self.year.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_year(self, year: int) -> None:
        """Show what was published over a year."""
        inside = QWidget()
        inside.setProperty("ground", "clear")
        layout = column(inside, Space.MEDIUM)
        layout.setContentsMargins(0, 0, Space.SMALL, Space.SMALL)
        self.tables = []
        for each in self.years[year].publications:
            layout.addWidget(self._publication(each))
        layout.addStretch()
        self.sheet.setWidget(inside)

    def _publication(self, each: Published) -> QFrame:
        frame = card()
        frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        layout = column(frame, Space.SMALL, Space.LARGE)
        layout.addWidget(label(f"{each.register} {each.year}", "section"))
        table = PlainTable(f"{each.register} {each.year}", _TITLES, (24, 0, 14))
        table.show_rows([(str(at), cells) for at, cells in enumerate(cells_of(each))])
        align_amounts(table, (2,))
        table.fit_height()
        self.tables.append(table)
        layout.addWidget(table)
        layout.addWidget(label("Herkomst", "label"))
        layout.addWidget(label(origin_of(each), wrap=True))
        layout.addWidget(label(f"Telregel: {' '.join(each.rule.split())}", "caption", wrap=True))
        return frame


def cells_of(each: Published) -> Iterator[tuple[Cell, ...]]:
    """A line per count; a heading stands where it begins."""
    before = ""
    for count in each.counts:
        shown = "" if count.heading == before else count.heading
        yield Cell(shown, tip=count.heading), Cell(count.label), Cell(count.told)
        before = count.heading


def origin_of(each: Published) -> str:
    """Who made the counts known, and when."""
    return f"Gepubliceerd op {format_date(each.published_on)} door {each.published_by}."
