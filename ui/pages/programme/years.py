"""The page of the years of the plan: what one aims at, how it stands, and the acts that begin, undo and close it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QWidget

from app.errors import AppError
from app.formats import format_amount, format_count, format_date
from app.rules.permissions import PROGRAMME, Act
from app.services.access import allowed
from app.services.programme.year_start import undo_start
from app.services.programme.years import PlanYears, YearView, year_view
from ui import dialogs
from ui.pages.programme.starting import StartYearDialog
from ui.tokens import Space, Tone
from ui.widgets.amounts import bar_of
from ui.widgets.bar_chart import BarChart
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page
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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.vault.session import UnlockedVault
    from ui.widgets.page import PageContext
    from ui.widgets.record.description import ActContext


class YearSheet(QWidget):
    """What a year took along, how its activities stand, and its money."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._vault = context.vault
        self.message = MessageBar()
        self._inside = QWidget()
        self._body = column(self._inside, Space.SMALL, Space.WIDE)
        area = QScrollArea()
        area.setAccessibleName("Stand van het jaar")
        area.setWidgetResizable(True)
        area.setWidget(self._inside)
        layout = column(self, 0)
        layout.addWidget(self.message)
        layout.addWidget(area)
        self.told: tuple[str, ...] = ()

    def show_record(self, key: int) -> None:
        """This year as it is now."""
        try:
            found = year_view(self._vault, key)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        while (item := self._body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.told = tuple(text for _, texts in blocks_of(found) for text in texts)
        for title, texts in blocks_of(found):
            self._body.addWidget(label(title, "label"))
            for text in texts:
                self._body.addWidget(label(text, wrap=True))
            self._body.addSpacing(Space.SMALL)
        if found.budgets:
            self._body.addWidget(
                BarChart("Uitgegeven van wat is begroot", [bar_of(each) for each in found.budgets], 100)
            )
        self._body.addStretch()


def blocks_of(found: YearView) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What there is to tell of a year, under headings; a year without anything says so."""
    if found.empty:
        yield f"{found.year}", ("Er staat nog niets in dit jaar: geen activiteiten, geen doelen en geen geld.",)
        return
    if found.started_from is not None:
        yield "Begin", (f"Begonnen vanuit {found.started_from} op {format_date(found.begun_on)}.",)
    if found.closed_on is not None:
        yield "Afgesloten", (f"Op {format_date(found.closed_on)}; er wordt niet meer in geboekt.",)
    if found.goals:
        yield "Doelen", found.goals
    if found.recommendations:
        yield "Aanbevelingen om uit te voeren", found.recommendations
    counted = tuple(f"{status.label}: {count}" for status, count in found.activities)
    moved = f"waarvan uit een eerder jaar: {format_count(found.moved_in, 'activiteit', 'activiteiten')}"
    yield "Activiteiten", (*counted, moved) if counted else ("Nog geen activiteiten.",)
    money = tuple(
        f"{each.name}: begroot {format_amount(each.budgeted)}, uitgegeven {format_amount(each.spent.amount)}"
        for each in found.budgets
    )
    yield "Geld", money or ("Nog geen begroting.",)


def _may_edit(vault: UnlockedVault) -> bool:
    return allowed(vault, Act.EDIT_PROGRAMME, PROGRAMME)


def ask_to_begin(context: ActContext) -> None:
    """Let the user begin a year from the one before it."""
    if isinstance(context.parent, Page) and not context.parent.may_leave():
        return
    dialog = StartYearDialog(context.vault, context.tasks, context.parent)
    if dialogs.run(dialog) and dialog.made is not None:
        context.refresh()
        if isinstance(context.parent, Page):
            context.parent.open_record(dialog.made)
        context.tell(f"{dialog.year} is begonnen. Zolang niemand eraan werkte, kunt u dat ongedaan maken.")


def ask_to_undo(context: ActContext) -> None:
    """Let the user take the beginning of the open year back."""
    if context.record is None or (isinstance(context.parent, Page) and not context.parent.may_leave()):
        return
    title = context.record.title
    if not dialogs.confirm(
        context.parent,
        f"Begin van {title} ongedaan maken?",
        "Alles wat bij het begin is gemaakt, verdwijnt weer: activiteiten, begrotingen, posten en formatie. Het jaar "
        "ervoor blijft zoals het is.",
        "Ongedaan maken",
    ):
        return
    try:
        undo_start(context.vault, context.record.id)
    except AppError as error:
        dialogs.warn(context.parent, "Ongedaan maken", str(error))
        return
    context.refresh()
    context.tell(f"Het begin van {title} is ongedaan gemaakt.")


YEARS = PageDescription(
    title="Jaren",
    icon="calendar",
    intro="Wanneer een jaar is begonnen en afgesloten, wat het meenam en hoe het staat.",
    register=PlanYears,
    search_hint="Zoek op toelichting",
    columns=(
        Column("year", "Jaar", Kind.YEAR, width=7),
        Column("begun_on", "Begonnen", Kind.DATE, width=11),
        Column("started_from", "Vanuit", Kind.YEAR, width=8, extra=True),
        Column("closed_on", "Afgesloten", Kind.DATE, width=11),
        Column("note", "Toelichting"),
    ),
    groups=(
        FieldGroup(
            "",
            (
                Field("year", "Jaar", Kind.YEAR, required=True),
                Field("closed_on", "Afgesloten op", Kind.DATE, hint="Daarna wordt er niet meer in geboekt."),
                Field("note", "Toelichting", Kind.MULTILINE, rows=4),
            ),
        ),
    ),
    acts=(
        PageAct(
            "Beginnen vanuit vorig jaar…",
            "calendar-days",
            ask_to_begin,
            hint="Doelen, aanbevelingen, activiteiten en geld meenemen uit het jaar ervoor",
            allowed=_may_edit,
        ),
        PageAct(
            "Begin ongedaan maken…",
            "undo-2",
            ask_to_undo,
            hint="Haalt weg wat bij het begin van dit jaar is gemaakt",
            needs_record=True,
            allowed=_may_edit,
        ),
    ),
    parts=(Sheet("year_view", "Stand van het jaar", YearSheet),),
    empty=EmptyText(
        "Nog geen jaren", "Begin een nieuw jaar vanuit het vorige, of leg een jaar vast om het te sluiten."
    ),
)
