"""A scan beside the one before it, as a tab of the scan; and the teams that were reached, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from app.errors import AppError
from app.formats import format_count, format_integer
from app.services.programme.progress import compared, coverage
from ui.tokens import Space, Tone
from ui.widgets.bar_chart import Bar, BarChart
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page
from ui.widgets.parts import EmptyState, column, label
from ui.widgets.tables.plain_table import Cell, PlainTable

if TYPE_CHECKING:
    from app.services.programme.progress import Comparison, Coverage, ScanProgress, ThemeProgress
    from ui.widgets.page import PageContext

_CAPTION = (
    "Gereed en geborgd tellen als 100%; niet overgenomen telt niet mee. Waar geen voortgang is ingevuld, is die "
    "onbekend en niet nul."
)


class ProgressSheet(QWidget):
    """Bars for the themes of the scan, and a table with those of the scan before beside them."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._vault = context.vault
        self.message = MessageBar()
        self._inside = QWidget()
        self._inside.setProperty("ground", "clear")
        self._body = column(self._inside, Space.MEDIUM, Space.WIDE)
        area = QScrollArea()
        area.setAccessibleName("Voortgang per thema")
        area.setWidgetResizable(True)
        area.setWidget(self._inside)
        layout = column(self, 0)
        layout.addWidget(self.message)
        layout.addWidget(area)
        self.table: PlainTable | None = None
        self.chart: BarChart | None = None

    def show_record(self, key: int) -> None:
        """The progress of this scan as it is now."""
        try:
            found = compared(self._vault, key)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        while (item := self._body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._fill(found)

    def _fill(self, found: Comparison) -> None:
        self.chart = BarChart(f"Voortgang van {found.now.name}", [_bar(each) for each in found.now.themes], 100)
        self.table = _table(found)
        title = found.now.name if found.before is None else f"{found.now.name} naast {found.before.name}"
        for part in (
            label(title, "section", wrap=True),
            self.chart,
            self.table,
            label(_CAPTION, "caption", wrap=True),
        ):
            self._body.addWidget(part)
        self._body.addStretch()


class CoveragePage(Page):
    """Teams down, years across; a team that was not reached in a year shows a nought."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._vault = context.vault
        self.message = MessageBar()
        self._told = label("", "muted", wrap=True)
        self.table: PlainTable | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState("users", "Nog geen teams", "Vul bij een bijeenkomst in voor welk team zij was.")
        )
        layout = column(self, Space.MEDIUM)
        for part in (self.message, self._told):
            layout.addWidget(part)
        layout.addWidget(self._stack, 1)

    def refresh(self) -> None:
        """Count again."""
        try:
            found = coverage(self._vault)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        rest = format_count(found.without_team, "bijeenkomst", "bijeenkomsten")
        self._told.setText(f"Bijeenkomsten per team en jaar. Zonder team: {rest}.")
        if self.table is not None:
            self._stack.removeWidget(self.table)
            self.table.deleteLater()
            self.table = None
        if found.teams:
            self.table = _coverage_table(found)
            self._stack.addWidget(self.table)
            self._stack.setCurrentWidget(self.table)
        else:
            self._stack.setCurrentIndex(0)


def _bar(each: ThemeProgress) -> Bar:
    told = "onbekend" if each.progress is None else f"{each.progress}%"
    return Bar(each.theme.label, None if each.progress is None else float(each.progress), told)


def _table(found: Comparison) -> PlainTable:
    scans = [found.now] if found.before is None else [found.now, found.before]
    titles = ["Thema"]
    for scan in scans:
        titles += [f"Gereed {scan.year}", f"Voortgang {scan.year}"]
    table = PlainTable("Aanbevelingen per thema", titles, [0, *([18] * (len(titles) - 1))])
    table.show_rows(
        [
            (each.theme.value, (Cell(each.theme.label), *(cell for scan in scans for cell in _cells(scan, at))))
            for at, each in enumerate(found.now.themes)
        ]
    )
    table.fit_height()
    return table


def _cells(scan: ScanProgress, at: int) -> tuple[Cell, Cell]:
    each = scan.themes[at]
    unknown = f" ({format_integer(each.unknown)} onbekend)" if each.unknown else ""
    progress = "onbekend" if each.progress is None else f"{each.progress}%{unknown}"
    return Cell(f"{each.finished} van {each.count}"), Cell(progress if each.count else "")


def _coverage_table(found: Coverage) -> PlainTable:
    table = PlainTable("Bijeenkomsten per team", ["Team", *map(str, found.years)], [0, *([8] * len(found.years))])
    table.show_rows([(each.team, (Cell(each.team), *(_count(count) for count in each.counts))) for each in found.teams])
    return table


def _count(count: int) -> Cell:
    return Cell(format_integer(count), None if count else Tone.WARNING, "" if count else "In dit jaar niet bereikt")
