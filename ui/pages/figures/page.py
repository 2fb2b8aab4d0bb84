"""The page Jaarcijfers: Table 1 with its sources, what the cases of now come to, and the ways to add a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.errors import AppError
from app.formats import format_date, format_integer
from app.rules.permissions import CASEWORK, PROGRAMME, Act
from app.rules.years import FIRST_YEAR, LAST_YEAR
from app.services.access import allowed
from app.services.clock import today
from app.services.programme.figures import Difference, PublicationFacts, differences, publications, table_one
from ui import dialogs
from ui.pages.figures.historic import HistoricDialog
from ui.pages.figures.publish import PublishDialog
from ui.pages.figures.table import ROW_HEIGHT, WHY_EMPTY, FiguresTable
from ui.tokens import Space, Tone
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page
from ui.widgets.parts import EmptyState, PageHead, Picture, Pill, button, card, column, label, line, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.rules.counting import TableOfYears
    from ui.widgets.page import PageContext


class FiguresPage(Page):
    """What was published per type and year. Who also holds the cases sees where they differ, and publishes."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._vault = context.vault
        self.may_publish = allowed(self._vault, Act.PUBLISH_FIGURES, CASEWORK)
        self.may_compare = allowed(self._vault, Act.READ_CASES, CASEWORK)
        self.may_enter = allowed(self._vault, Act.EDIT_PROGRAMME, PROGRAMME)
        self.published: tuple[PublicationFacts, ...] = ()
        self.shown: TableOfYears | None = None
        self.message = MessageBar()
        self.table = FiguresTable()
        self.below = QVBoxLayout()
        self._lay_out()

    def refresh(self) -> None:
        """Read the figures again."""
        try:
            self.published = publications(self._vault, range(FIRST_YEAR, LAST_YEAR + 1))
            years = [publication.year for publication in self.published]
            self._stack.setCurrentIndex(1 if years else 0)
            self.shown = table_one(self._vault, years)
            self.table.show_table(self.shown)
            header = self.table.horizontalHeader().sizeHint().height()
            self.table.setFixedHeight(header + ROW_HEIGHT * self.table.rowCount() + Space.TIGHT)
            self._show_below()
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)

    def new(self) -> None:
        """Add a year: by publishing, or by entering it."""
        if self.may_publish:
            self.publish()
        elif self.may_enter:
            self.enter_historic()

    def focus_search(self) -> None:
        """Go to the table."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def publish(self, year: int | None = None) -> None:
        """Let the user look at the counts of a year and publish them."""
        dialog = PublishDialog(self._vault, year or self._year_to_publish(), self)
        if dialogs.run(dialog) and dialog.published is not None:
            of_year, total = dialog.published
            self.refresh()
            self.message.say(f"De cijfers van {of_year} zijn gepubliceerd: {format_integer(total)} in totaal.")

    def enter_historic(self) -> None:
        """Let the user enter a year without cases."""
        known = self.shown.rows if self.shown else ()
        dialog = HistoricDialog(self._vault, known, frozenset(each.year for each in self.published), self)
        if dialogs.run(dialog) and dialog.year is not None:
            self.refresh()
            self.message.say(f"De cijfers van {dialog.year} zijn ingevoerd.")

    def _year_to_publish(self) -> int:
        """The newest year that was published from cases, otherwise last year."""
        return max((each.year for each in self.published if not each.historic), default=today().year - 1)

    # What stands under the table

    def _show_below(self) -> None:
        while (item := self.below.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if self.may_compare:
            for publication in self.published:
                found = () if publication.historic else differences(self._vault, publication.year)
                if not publication.historic:
                    self.below.addWidget(self._comparison(publication.year, found))
        told = [f"{each.year}, {line}" for each in self.published for line in each.beside]
        if told:
            self.below.addWidget(_beside(told))
        if self.published:
            self.below.addWidget(_sources(self.published))
            self.below.addWidget(_rules(self.published))

    def _comparison(self, year: int, found: Sequence[Difference]) -> QFrame:
        frame = card()
        layout = column(frame, Space.SMALL, Space.LARGE)
        head = row(space=Space.SMALL)
        head.addWidget(label(f"{year} en de casussen van nu", "label"))
        head.addWidget(
            Pill("verschil", Tone.WARNING) if found else Pill("gelijk", Tone.SUCCESS),
        )
        head.addStretch()
        if found and self.may_publish:
            head.addWidget(button("Opnieuw publiceren…", "refresh-cw", act=lambda: self.publish(year)))
        layout.addLayout(head)
        for each in found:
            layout.addWidget(
                label(f"{each.type_name}: gepubliceerd {_count(each.published)}, nu {_count(each.live)}.", wrap=True)
            )
        if not found:
            layout.addWidget(label("De casussen tellen op tot wat is gepubliceerd.", "muted"))
        return frame

    # Appearance

    def _lay_out(self) -> None:
        layout = column(self, Space.MEDIUM)
        layout.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.LARGE)
        head = PageHead("Jaarcijfers", "Tabel 1 van de evaluatie: hoeveel er per type en jaar is gepubliceerd.")
        if self.may_enter:
            head.right.addWidget(button("Historisch jaar invoeren…", "history", act=self.enter_historic))
        if self.may_publish:
            head.right.addWidget(button("Jaarcijfers publiceren…", "send", "primary", self.publish))
        layout.addWidget(head)
        layout.addSpacing(Space.TIGHT)
        layout.addWidget(self.message)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing())
        self._stack.addWidget(self._sheet())
        layout.addWidget(self._stack, 1)

    def _sheet(self) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("ground", "clear")
        layout = column(inside, Space.MEDIUM)
        layout.setContentsMargins(0, 0, Space.SMALL, Space.SMALL)
        frame = card()
        column(frame, 0, 1).addWidget(self.table)
        layout.addWidget(frame)
        layout.addWidget(label(WHY_EMPTY, "caption"))
        self.below.setSpacing(Space.MEDIUM)
        layout.addLayout(self.below)
        layout.addStretch()
        sheet = QScrollArea()
        sheet.setAccessibleName("Jaarcijfers per type")
        sheet.setWidgetResizable(True)
        sheet.setWidget(inside)
        return sheet

    def _nothing(self) -> EmptyState:
        act = None
        if self.may_publish:
            act = button("Jaarcijfers publiceren…", "send", "primary", self.publish)
        elif self.may_enter:
            act = button("Historisch jaar invoeren…", "history", "primary", self.enter_historic)
        return EmptyState(
            "chart-column",
            "Nog geen jaarcijfers",
            "Wie de casussen beheert, publiceert de aantallen van een jaar. Eerdere jaren kunt u als cijfers invoeren.",
            act,
        )


def _sources(published: Sequence[PublicationFacts]) -> QFrame:
    frame = card()
    layout = column(frame, Space.SMALL, Space.LARGE)
    layout.addWidget(label("Herkomst", "label"))
    for at, each in enumerate(published):
        if at:
            layout.addWidget(line())
        across = row(space=Space.SMALL)
        across.addWidget(label(str(each.year), "label"))
        across.addWidget(label(_source(each), wrap=True), 1)
        layout.addLayout(across)
        if each.stated_total is not None and each.stated_total != each.total:
            warning = row(space=Space.SMALL)
            warning.addWidget(Picture("triangle-alert", "warning_text", 18))
            warning.addWidget(
                label(
                    f"De bron noemt voor {each.year} een totaal van {_count(each.stated_total)}; "
                    f"de typen tellen op tot {_count(each.total)}.",
                    wrap=True,
                ),
                1,
            )
            layout.addLayout(warning)
    return frame


def _beside(told: Sequence[str]) -> QFrame:
    """Where measures and cases were counted in two ways; which of the two is right, the program cannot know."""
    frame = card()
    layout = column(frame, Space.SMALL, Space.LARGE)
    head = row(space=Space.SMALL)
    head.addWidget(label("Maatregelen en casussen", "label"))
    head.addWidget(Pill("verschil", Tone.WARNING))
    head.addStretch()
    layout.addLayout(head)
    for line_told in told:
        layout.addWidget(label(line_told, wrap=True))
    return frame


def _rules(published: Sequence[PublicationFacts]) -> QFrame:
    frame = card()
    layout = column(frame, Space.SMALL, Space.LARGE)
    layout.addWidget(label("Telregel", "label"))
    for rule in dict.fromkeys(each.rule for each in reversed(published)):
        years = ", ".join(str(each.year) for each in published if each.rule == rule)
        layout.addWidget(label(f"{years}: {' '.join(rule.split())}", wrap=True))
    return frame


def _source(each: PublicationFacts) -> str:
    how = "Als historisch jaar ingevoerd" if each.historic else "Gepubliceerd uit de casussen"
    stated = ""
    if each.stated_total is not None and each.stated_total == each.total:
        stated = f" Het totaal van de bron, {_count(each.stated_total)}, klopt met de typen."
    return f"{how} op {format_date(each.published_on)} door {each.published_by}.{stated}"


def _count(count: int | None) -> str:
    return format_integer(count, unknown="leeg")
