"""The panel "Analyse" of a chart: what can be asked of it, and the answer in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.plain import plain
from ui.tokens import Space
from ui.widgets.parts import button, column, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QPushButton

    from app.vault.session import UnlockedVault
    from ui.pages.network.chart.acts import ChartAct, ChartContext


class AnalysisPanel(QWidget):
    """One button for each act. `context` gives what an act may use at the moment that it is pressed."""

    def __init__(self, acts: Sequence[ChartAct], vault: UnlockedVault, context: Callable[[], ChartContext]) -> None:
        super().__init__()
        self._context = context
        self.buttons: list[tuple[ChartAct, QPushButton]] = []
        self.answer = label("", wrap=True)
        self.answer.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.answer.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.answer.setAccessibleName("Uitkomst")
        inside = QWidget()
        inside.setProperty("ground", "clear")
        layout = column(inside, Space.SMALL)
        for act in acts:
            if act.allowed(vault):
                made = button(act.title, act.icon, act=lambda act=act: self.run(act))  # type: ignore[misc]
                made.setToolTip(plain(act.hint))
                made.setAccessibleDescription(act.hint)
                self.buttons.append((act, made))
                layout.addWidget(made)
        layout.addWidget(self.answer)
        layout.addStretch()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName("Vragen aan dit schema, met de uitkomst")
        self.area.setWidget(inside)
        column(self, 0).addWidget(self.area)
        self.show_choice(0, drawn=False)

    def run(self, act: ChartAct) -> None:
        """Do it."""
        act.run(self._context())

    def say(self, text: str) -> None:
        """Show an answer, or why there is none."""
        self.answer.setText(text)
        if text:  # where there is little room, the answer lies below the buttons
            QTimer.singleShot(0, self.answer, lambda: self.area.ensureWidgetVisible(self.answer, 0, Space.WIDE))

    def show_choice(self, chosen: int, *, drawn: bool) -> None:
        """Which acts make sense with so many nodes chosen."""
        for act, made in self.buttons:
            made.setEnabled(drawn and chosen >= act.least)
