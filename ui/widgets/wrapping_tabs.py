"""Tabs that go on to a next line where there is no room: none of them hides behind an arrow."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from ui.widgets.flow import Flow


class WrappingTabs(QWidget):
    """Titles of which one is in front. `chosen` gives the tab that the user went to, by mouse or arrow key."""

    chosen = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.idToggled.connect(self._on_toggled)
        self._flow = Flow(self, between=0)
        self.buttons: list[QToolButton] = []
        self._quiet = False

    def add(self, title: str) -> None:
        """One more, at the end; the first is in front."""
        made = QToolButton()
        made.setProperty("tab", True)
        made.setText(title)
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._group.addButton(made, len(self.buttons))
        self.buttons.append(made)
        self._flow.addWidget(made)
        if len(self.buttons) == 1:
            self.show_front(0)

    @property
    def front(self) -> int:
        """Which is in front."""
        return self._group.checkedId()

    def show_front(self, at: int) -> None:
        """Bring one in front without choosing it."""
        self._quiet = True
        self.buttons[at].setChecked(True)
        self._quiet = False

    def rename(self, at: int, title: str) -> None:
        """Say something else."""
        if self.buttons[at].text() != title:
            self.buttons[at].setText(title)

    def _on_toggled(self, at: int, checked: bool) -> None:
        if checked and not self._quiet:
            self.chosen.emit(at)
