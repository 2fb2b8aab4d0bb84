"""The steps of a weighing in a row: where it is, what is next and who decides, in words, icons and colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from app.rules.weighing import StepState
from ui import icons
from ui.theme import Theme
from ui.tokens import Space, Tone
from ui.widgets.flow import Flow
from ui.widgets.parts import restyle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.signals.course import StepLine
    from models.casework.choices import WeighingStepKind

TONES = {
    StepState.YES: Tone.SUCCESS,
    StepState.NO: Tone.DANGER,
    StepState.NEXT: Tone.ACCENT,
    StepState.LATER: Tone.NEUTRAL,
    StepState.SKIPPED: Tone.NEUTRAL,
}
ICONS = {
    StepState.YES: "circle-check",
    StepState.NO: "circle-x",
    StepState.NEXT: "chevron-right",
    StepState.LATER: "minus",
    StepState.SKIPPED: "minus",
}
SHORT = {
    StepState.YES: "ja",
    StepState.NO: "nee",
    StepState.NEXT: "nu",
    StepState.LATER: "later",
    StepState.SKIPPED: "vervalt",
}
_ICON = QSize(16, 16)
_ALONG: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Strip(QWidget):
    """A button for each step; `chosen` tells which the user went to, by mouse, Tab and arrow keys."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Stappen van de weging")
        self._flow = Flow(self, Space.TIGHT)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons: dict[WeighingStepKind, QToolButton] = {}
        self._quiet = False

    @property
    def step(self) -> WeighingStepKind | None:
        """The one in front."""
        return next((step for step, each in self.buttons.items() if each.isChecked()), None)

    def show_steps(self, steps: Iterable[StepLine], front: WeighingStepKind | None) -> None:
        """Show how each stands, with one of them in front."""
        for line in steps:
            each = self.buttons.get(line.step) or self._add(line.step)
            each.setText(f"{short_name(line.step)}\n{SHORT[line.state]}")
            each.setProperty("tone", TONES[line.state].value)
            each.setToolTip(f"{line.step.label}: {line.state.label}. Beslist: {line.decider.label}.")
            each.setAccessibleName(each.toolTip())
            icons.dress(each, ICONS[line.state], Theme.now().tokens, f"{TONES[line.state].value}_text")
            restyle(each)
        self.show_front(front)

    def show_front(self, step: WeighingStepKind | None) -> None:
        """Bring a step in front without choosing it."""
        if step is not None:
            self._quiet = True
            self.buttons[step].setChecked(True)
            self._quiet = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """The arrow keys go along the row, also where it goes on to a next line."""
        along = _ALONG.get(event.key()) if isinstance(event, QKeyEvent) else None
        if along is not None and event.type() is QEvent.Type.KeyPress:
            row = list(self.buttons.values())
            at = next((place for place, each in enumerate(row) if each is watched), 0) + along
            if 0 <= at < len(row):
                row[at].setChecked(True)
                row[at].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _add(self, step: WeighingStepKind) -> QToolButton:
        made = QToolButton()
        made.setProperty("step", True)
        made.setCheckable(True)
        made.setIconSize(_ICON)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.toggled.connect(lambda checked: self._on_toggled(step, checked=checked))
        made.installEventFilter(self)
        self._group.addButton(made)
        self._flow.addWidget(made)
        self.buttons[step] = made
        return made

    def _on_toggled(self, step: WeighingStepKind, *, checked: bool) -> None:
        if checked and not self._quiet:
            self.chosen.emit(step)


def short_name(step: WeighingStepKind) -> str:
    """What fits on a button: "W1", "Toets 2A"."""
    first, _, rest = step.label.partition(" ")
    return f"Toets {rest}" if first == "Privacytoets" else first
