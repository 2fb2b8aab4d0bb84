"""Going a step further from what is chosen: first how much that is, by kind, then bringing what of it one wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from app.formats import format_integer
from app.rules.network.grouping import MANY, told
from ui.tokens import Space
from ui.widgets.parts import button, column, label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.rules.network.graph import NodeKind

MOST_DRAWN = 3_000  # nodes on one chart; more of them tell nobody anything


class ExpandPanel(QWidget):
    """`wanted` carries the kinds to bring. The counts come from who owns the panel, by `show_counts`."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.of = label("", "label", wrap=True)
        self.count = label("", wrap=True)
        self.note = label("", "caption", wrap=True)
        self.boxes: dict[NodeKind, QCheckBox] = {}
        self._counts: Mapping[NodeKind, int] = {}
        self._room = MOST_DRAWN
        self.add = button("Toevoegen", "plus", "primary", self._on_add)
        self._list = column(space=Space.TIGHT)
        layout = column(self, Space.SMALL)
        layout.addWidget(self.of)
        layout.addWidget(self.count)
        layout.addLayout(self._list)
        layout.addWidget(self.note)
        layout.addWidget(self.add)
        layout.addStretch()
        self.show_nothing("Kies een of meer knopen om te zien wat ermee verbonden is.")

    @property
    def kinds(self) -> frozenset[NodeKind]:
        """The kinds that are ticked."""
        return frozenset(kind for kind, box in self.boxes.items() if box.isChecked())

    def show_nothing(self, why: str) -> None:
        """There is nothing to count, or it is being counted."""
        self.of.setText("")
        self.count.setText(why)
        self._show_boxes({})
        self.add.hide()
        self.note.setText("")

    def show_counts(self, of: str, counts: Mapping[NodeKind, int], room: int) -> None:
        """What one step from `of` would bring; `room` is how many nodes the chart takes besides what is on it."""
        self._room = max(room, 0)
        self.of.setText(of)
        self.count.setText(told_counts(counts))
        self._show_boxes(counts)
        self.add.setVisible(bool(counts))
        self._on_box()
        self.note.setVisible(bool(counts))

    def _show_boxes(self, counts: Mapping[NodeKind, int]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._counts, self.boxes = counts, {}
        for kind, count in counts.items():
            box = QCheckBox(f"{format_integer(count)} {kind.label if count == 1 else MANY[kind]}")
            box.setChecked(True)
            box.toggled.connect(lambda _on: self._on_box())
            self._list.addWidget(box)
            self.boxes[kind] = box

    def _on_box(self) -> None:
        total = sum(self._counts[kind] for kind in self.kinds)
        fits = min(total, self._room)
        self.add.setEnabled(fits > 0)
        if total > self._room:
            self.add.setText(f" De eerste {format_integer(fits)} toevoegen")
            self.note.setText(
                f"Een schema toont ten hoogste {format_integer(MOST_DRAWN)} knopen. Kies minder soorten, filter, of "
                "begin een schema bij een van deze knopen."
            )
        else:
            self.add.setText(f" {format_integer(total)} toevoegen")
            self.note.setText("Wat al is geplaatst, blijft waar het is.")

    def _on_add(self) -> None:
        if self.kinds:
            self.wanted.emit(self.kinds)


def told_counts(counts: Mapping[NodeKind, int]) -> str:
    """What a step would bring: "12 meer, waarvan 9 adressen en 3 personen"."""
    total = sum(counts.values())
    if not total:
        return "Er is niets meer mee verbonden dan wat op het schema staat."
    if len(counts) == 1:
        return f"{told(counts)} meer"
    return f"{format_integer(total)} meer, waarvan {told(counts)}"
