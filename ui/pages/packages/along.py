"""What does not go along with a case because the receiver does not need it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from app.services.packages.giving import Bundle
from ui.tokens import Space
from ui.widgets.parts import column, label

if TYPE_CHECKING:
    from collections.abc import Mapping


class Along(QWidget):
    """A mark for each bundle; what is not marked stays here."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: Mapping[Bundle, QCheckBox] = {bundle: QCheckBox(bundle.label) for bundle in Bundle}
        layout = column(self, Space.TIGHT)
        layout.addWidget(label("Gaat mee", "label"))
        grid = QGridLayout()
        for at, box in enumerate(self.boxes.values()):
            box.setChecked(True)
            box.toggled.connect(lambda _on: self.changed.emit())
            grid.addWidget(box, at // 2, at % 2)
        layout.addLayout(grid)

    @property
    def left_out(self) -> frozenset[Bundle]:
        """What stays here."""
        return frozenset(bundle for bundle, box in self.boxes.items() if not box.isChecked())
