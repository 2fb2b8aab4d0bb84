"""A message that does not stop the user: what happened, and one thing to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.tokens import Space, Tone
from ui.widgets.parts import Picture, button, icon_button, label, restyle, row

if TYPE_CHECKING:
    from collections.abc import Callable

_ICONS = {
    Tone.NEUTRAL: "info",
    Tone.ACCENT: "info",
    Tone.SUCCESS: "circle-check",
    Tone.WARNING: "triangle-alert",
    Tone.DANGER: "circle-alert",
}
BRIEFLY = 6_000  # milliseconds that good news stays; bad news and a way back stay until they are dealt with


class MessageBar(QFrame):
    """One message at a time; a new one takes the place of the old."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("message", True)
        self.picture = Picture("info", "neutral_text", 18)
        self.text = label("", wrap=True)
        self.act_button = button("", "", "quiet", self._do)
        self._act: Callable[[], object] | None = None
        self._timer = QTimer(self, singleShot=True, interval=BRIEFLY)
        self._timer.timeout.connect(self.hide)
        layout = row(self, Space.SMALL)
        layout.setContentsMargins(Space.MEDIUM, Space.TIGHT, Space.TIGHT, Space.TIGHT)
        layout.addWidget(self.picture)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.act_button)
        layout.addWidget(icon_button("x", "Bericht sluiten", self.hide))
        self.setMinimumHeight(42)
        self.hide()

    def say(self, text: str, tone: Tone = Tone.SUCCESS, act: str = "", do: Callable[[], object] | None = None) -> None:
        """Show a message; `do` happens on the button that says `act`, once."""
        self._act = do
        self.text.setText(text)
        self.act_button.setText(act)
        self.act_button.setAccessibleName(act)
        self.act_button.setVisible(do is not None)
        self.setProperty("tone", tone.value)
        self.picture.show_icon(_ICONS[tone], f"{tone.value}_text")
        for each in (self, self.text):
            restyle(each)
        self.show()
        self._timer.stop()
        if tone is Tone.SUCCESS and do is None:
            self._timer.start()
        self.setAccessibleName(text)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    @property
    def has_act(self) -> bool:
        """Whether there is something to do about the message."""
        return self.isVisible() and self._act is not None

    def do(self) -> None:
        """Do what the button does."""
        if self._act is not None:
            self._do()

    def _do(self) -> None:
        act, self._act = self._act, None
        self.hide()
        if act is not None:
            act()
