"""What may fit: instruments beside the facts of a case or a chart, with their ground, what is missing, and a way on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QWidget

from app.errors import AppError
from app.formats import format_count
from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from app.services.network.advice.advising import DISCLAIMER, advice_for_case, advice_for_chart
from ui import dialogs
from ui.pages.network.advice.taking import TakeOverDialog
from ui.pages.network.chart.acts import ChartAct
from ui.tokens import Space, Tone
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import button, card, column, label, row

if TYPE_CHECKING:
    from app.rules.network.advice import Advice
    from app.services.network.advice.advising import AdviceSheet as Sheet
    from app.vault.session import UnlockedVault
    from ui.pages.network.chart.acts import ChartContext
    from ui.widgets.page import PageContext


class AdviceView(QWidget):
    """A card for each instrument: what fits first. `taken` says that one went into a plan."""

    taken = QtSignal(str)

    def __init__(self, vault: UnlockedVault) -> None:
        super().__init__()
        self._vault = vault
        self._case_id: int | None = None
        self._proposed: int | None = None
        self.message = MessageBar()
        self.sheet = QScrollArea()
        self.sheet.setWidgetResizable(True)
        self.sheet.setAccessibleName("Advies over interventies")
        self.sheet.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = column(self, Space.SMALL)
        layout.addWidget(self.message)
        layout.addWidget(self.sheet, 1)

    def show_sheet(self, sheet: Sheet, case_id: int | None = None, *, proposed: int | None = None) -> None:
        """These advices; taking one over asks for the case when none is given, with one `proposed` or none."""
        self._case_id, self._proposed = case_id, proposed
        inside = QWidget()
        inside.setProperty("ground", "clear")
        layout = column(inside, Space.LARGE)
        layout.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.WIDE)
        layout.addWidget(label(_summary(sheet), wrap=True))
        layout.addWidget(label(DISCLAIMER, "muted", wrap=True))
        for advice in sheet.advices:
            layout.addWidget(self._card(advice, planned=advice.rule.title in sheet.planned))
        layout.addStretch()
        self.sheet.setWidget(inside)

    def take(self, advice: Advice) -> None:
        """Ask for the rest and put it in the plan."""
        if dialogs.run(TakeOverDialog(self._vault, advice, self._case_id, proposed=self._proposed, parent=self)):
            self.message.say(f"‘{advice.rule.title}’ staat in het plan van aanpak.", Tone.SUCCESS)
            self.taken.emit(advice.rule.title)

    def _card(self, advice: Advice, *, planned: bool) -> QFrame:
        frame = card()
        layout = column(frame, Space.SMALL, Space.LARGE)
        head = row(space=Space.MEDIUM)
        head.addWidget(label(advice.rule.title, "section", wrap=True), 1)
        if planned:
            head.addWidget(label("Staat in het plan", "muted"), alignment=Qt.AlignmentFlag.AlignTop)
        elif allowed(self._vault, Act.EDIT_CASES, CASEWORK):
            take = button("Overnemen…", "plus", act=partial(self.take, advice))
            take.setAccessibleName(f"{advice.rule.title} overnemen in het plan van aanpak")
            head.addWidget(take, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        layout.addWidget(label(advice.sentence, wrap=True))
        layout.addWidget(label(advice.rule.advice, wrap=True))
        if advice.explanation:
            layout.addWidget(label(f"Vastgelegd is\n{_bulleted(advice.explanation)}", "muted", wrap=True))
        state = f"{advice.rule.state}; {advice.rule.evidence.label}"
        ground = f"Grondslag: {advice.rule.ground}.\n{state[0].upper()}{state[1:]}."
        layout.addWidget(label(ground, "muted", wrap=True))
        return frame


class CaseAdviceSheet(QWidget):
    """The tab "Advies" of a case."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._vault = context.vault
        self._key: int | None = None
        self.view = AdviceView(context.vault)
        self.view.taken.connect(self._again)
        column(self).addWidget(self.view)

    def show_record(self, key: int) -> None:
        """The advice for this case, as things are now."""
        self._key = key
        self.view.message.hide()
        self._fill(key)

    def _again(self) -> None:
        if self._key is not None:
            self._fill(self._key)

    def _fill(self, key: int) -> None:
        try:
            self.view.show_sheet(advice_for_case(self._vault, key), key)
        except AppError as error:
            self.view.message.say(str(error), Tone.DANGER)


class ChartAdviceDialog(QDialog):
    """The advice for what is on a chart; its case is proposed when there is one of them."""

    def __init__(self, vault: UnlockedVault, keys: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Advies bij dit schema")
        self.resize(820, 620)
        self.view = AdviceView(vault)
        cases = [int(key.partition(":")[2]) for key in keys if key.startswith("case:")]
        self.view.show_sheet(advice_for_chart(vault, keys), proposed=cases[0] if len(cases) == 1 else None)
        layout = column(self, Space.MEDIUM, Space.LARGE)
        layout.addWidget(label("Advies bij dit schema", "section"))
        layout.addWidget(self.view, 1)
        buttons = row()
        buttons.addStretch()
        buttons.addWidget(button("Sluiten", act=self.accept))
        layout.addLayout(buttons)


def advise_on_chart(context: ChartContext) -> None:
    """Which instruments may fit what is on the chart."""
    try:
        dialog = ChartAdviceDialog(context.vault, tuple(context.network.nodes), context.parent)
    except AppError as refused:
        dialogs.warn(context.parent, "Advies", str(refused))
        return
    dialogs.run(dialog)


ADVICE = ChartAct(
    "Advies",
    "landmark",
    advise_on_chart,
    "Welke instrumenten passen bij wat op het schema staat, en wat er nog ontbreekt",
    allowed=lambda vault: allowed(vault, Act.READ_CASES, CASEWORK),
)


def _summary(sheet: Sheet) -> str:
    fits = sum(advice.fits for advice in sheet.advices)
    if not sheet.advices:
        return (
            "Er is nog te weinig vastgelegd voor een advies: leg vast om welk adres, wie of welke organisatie het gaat."
        )
    told = f"{format_count(len(sheet.advices), 'instrument', 'instrumenten')} komen in aanmerking"
    if len(sheet.advices) == 1:
        told = "Eén instrument komt in aanmerking"
    return f"{told[0].upper()}{told[1:]}; van {fits} is alles bekend wat bekend kan zijn."


def _bulleted(lines: str) -> str:
    return "\n".join(f"•  {line}" for line in lines.splitlines())
