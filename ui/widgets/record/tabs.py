"""The tabs of a record: its form, what hangs on it, and its history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.tokens import Space
from ui.widgets.parts import column, line
from ui.widgets.wrapping_tabs import WrappingTabs


@dataclass(frozen=True, slots=True)
class PartTab:
    """A tab between the form and the history: made when first looked at, then shown for the record that is open."""

    kind: str
    title: str
    make: Callable[[], QWidget]
    show: Callable[[QWidget, int], None]
    count: Callable[[int], int] | None = None


class RecordTabs(QWidget):
    """The form in front, then each part, then the history. `turned` tells that another tab came in front.

    `may_turn` is asked before a part comes in front or is left.
    """

    turned = Signal()

    def __init__(self, form: QWidget, past: QWidget, parts: Sequence[PartTab], above: QWidget) -> None:
        super().__init__()
        self._form, self._past, self._parts = form, past, tuple(parts)
        self._made: dict[str, QWidget] = {}
        self._key: int | None = None
        self._at = 0
        self.may_turn: Callable[[], bool] = lambda: True
        self.bar = WrappingTabs("Gegevens, onderdelen en geschiedenis")
        self._stack = QStackedWidget()
        self._stack.addWidget(form)
        self._stack.addWidget(past)
        for title in ("Gegevens", *(part.title for part in self._parts), "Geschiedenis"):
            self.bar.add(title)
        self.bar.chosen.connect(self._on_chosen)
        layout = column(self, 0)
        across = column()
        across.setContentsMargins(Space.WIDE, 0, Space.WIDE, 0)
        across.addWidget(self.bar)
        layout.addLayout(across)
        layout.addWidget(line())
        layout.addWidget(above)
        layout.addWidget(self._stack, 1)

    @property
    def part(self) -> QWidget | None:
        """The part in front; None while the form or the history is."""
        return self._stack.currentWidget() if 0 < self._at <= len(self._parts) else None

    @property
    def on_history(self) -> bool:
        """Whether the history is in front."""
        return self._at > len(self._parts)

    def show_parent(self, key: int | None) -> None:
        """Another record is open, or a new one (None), or the same as it is now."""
        if key != self._key:
            self._turn(0)
        self._key = key
        for at, each in enumerate(self.bar.buttons):
            each.setEnabled(key is not None or at == 0)
        self.tell_counts()
        self._show_front()

    def tell_counts(self) -> None:
        """How many hang on the open record, in the titles."""
        for at, part in enumerate(self._parts, start=1):
            count = part.count(self._key) if part.count is not None and self._key is not None else 0
            self.bar.rename(at, f"{part.title} ({count})" if count else part.title)

    def open(self, kind: str) -> None:
        """Bring this part in front."""
        self._turn([part.kind for part in self._parts].index(kind) + 1)

    def _on_chosen(self, at: int) -> None:
        among_parts = range(1, len(self._parts) + 1)
        if (at in among_parts or self._at in among_parts) and not self.may_turn():
            self.bar.show_front(self._at)
        else:
            self._turn(at)

    def _turn(self, at: int) -> None:
        self._at = at
        self.bar.show_front(at)
        self._stack.setCurrentWidget(self._widget(at))
        self._show_front()
        self.turned.emit()

    def _widget(self, at: int) -> QWidget:
        if at == 0:
            return self._form
        if at > len(self._parts):
            return self._past
        part = self._parts[at - 1]
        if part.kind not in self._made:
            self._made[part.kind] = part.make()
            self._stack.addWidget(self._made[part.kind])
        return self._made[part.kind]

    def _show_front(self) -> None:
        front = self.part
        if front is not None and self._key is not None:
            self._parts[self._at - 1].show(front, self._key)
