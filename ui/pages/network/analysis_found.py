"""What an analysis found, one line each: choose one to have it pointed out on the chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QDialog, QListWidget, QListWidgetItem

from ui import dialogs
from ui.plain import plain
from ui.tokens import Space
from ui.widgets.parts import button, card, column, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found: a sentence, and the keys of the nodes and edges it is about."""

    sentence: str
    nodes: tuple[str, ...]
    edges: tuple[str, ...] = ()


class FoundDialog(QDialog):
    """A list of sentences. Enter or a double click points out the one that is marked; `chosen` is that one or None."""

    def __init__(self, title: str, intro: str, found: Sequence[Finding], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(680, 460)
        self._found = tuple(found)
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setWordWrap(True)
        self.list.setSpacing(Space.TIGHT)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for finding in found:
            item = QListWidgetItem(finding.sentence)
            item.setToolTip(plain(finding.sentence))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _item: self.accept())
        layout = column(self, Space.MEDIUM, Space.WIDE)
        layout.addWidget(label(title, "section"))
        layout.addWidget(label(intro, "muted", wrap=True))
        frame = card()
        column(frame, 0, 1).addWidget(self.list)
        layout.addWidget(frame, 1)
        self.take = button("Aanwijzen in het schema", "target", "primary", self.accept)
        self.take.setDefault(True)
        buttons = row()
        buttons.addStretch()
        buttons.addWidget(button("Sluiten", act=self.reject))
        buttons.addWidget(self.take)
        layout.addLayout(buttons)
        self.list.setFocus()

    @property
    def chosen(self) -> Finding | None:
        """The one that is marked."""
        place = self.list.currentRow()
        return self._found[place] if 0 <= place < len(self._found) else None


def pick_finding(parent: QWidget | None, title: str, intro: str, found: Sequence[Finding]) -> Finding | None:
    """The one that the user wants to see; the only one without asking."""
    if len(found) == 1:
        return found[0]
    dialog = FoundDialog(title, intro, found, parent)
    return dialog.chosen if dialogs.run(dialog) else None
