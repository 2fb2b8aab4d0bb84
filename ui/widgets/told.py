"""Short lists of what is and what is not: a mark and a sentence, one under the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.tokens import Space, Tone
from ui.widgets.parts import Picture, label

if TYPE_CHECKING:
    from collections.abc import Iterable

_ICONS = {
    Tone.NEUTRAL: "minus",
    Tone.ACCENT: "info",
    Tone.SUCCESS: "circle-check",
    Tone.WARNING: "triangle-alert",
    Tone.DANGER: "circle-alert",
}


class Told(QWidget):
    """Sentences, each with the mark of its tone."""

    def __init__(self, lines: Iterable[tuple[Tone, str]] = ()) -> None:
        super().__init__()
        self.texts: tuple[str, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.SMALL)
        self._grid.setVerticalSpacing(Space.SMALL)
        self._grid.setColumnStretch(1, 1)
        self.show_lines(lines)

    def show_lines(self, lines: Iterable[tuple[Tone, str]]) -> None:
        """Show these instead; nothing at all when there are none."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        shown = tuple(lines)
        for at, (tone, text) in enumerate(shown):
            self._grid.addWidget(Picture(_ICONS[tone], f"{tone.value}_text", 18), at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label(text, wrap=True), at, 1)
            self._grid.setRowStretch(at, 0)
        self._grid.setRowStretch(len(shown), 1)
        self.texts = tuple(text for _, text in shown)
        self.setVisible(bool(shown))
        self.setAccessibleName(" ".join(self.texts))


def definition(grid: QGridLayout, at: int, name: str, value: str) -> None:
    """A name and its value on one line of a grid."""
    grid.addWidget(label(name, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(label(value, wrap=True), at, 1)
    grid.setColumnStretch(1, 1)
    grid.setHorizontalSpacing(Space.WIDE)
    grid.setVerticalSpacing(Space.SMALL)
