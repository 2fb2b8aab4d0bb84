"""Choosing from what is open and not on the agenda yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidget, QTreeWidgetItem

from ui.tokens import Space
from ui.widgets.parts import button, card, column, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from app.services.meetings.proposals import Proposal


class ProposalsDialog(QDialog):
    """Each proposal with a mark; what stays marked goes on the agenda."""

    def __init__(self, offered: Sequence[Proposal], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Agenda aanvullen")
        self.resize(720, 560)
        self._offered = tuple(offered)
        self.list = QTreeWidget()
        self.list.setAccessibleName("Wat nog niet op de agenda staat")
        self.list.setHeaderLabels(["Punt", "Soort", "Stand"])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setStretchLastSection(False)
        for each in self._offered:
            item = QTreeWidgetItem([each.title, each.kind.label, each.note])
            item.setToolTip(0, each.title)
            item.setCheckState(0, Qt.CheckState.Checked)
            self.list.addTopLevelItem(item)
        for place in (1, 2):
            self.list.resizeColumnToContents(place)
        self.take = button("Op de agenda", "plus", "primary", self.accept)
        self.take.setDefault(True)
        layout = column(self, Space.MEDIUM, Space.WIDE)
        layout.addWidget(label("Agenda aanvullen", "section"))
        layout.addWidget(label("Dit staat open en nog niet op de agenda. Haal weg wat er niet op hoort.", "muted"))
        frame = card()
        column(frame, 0, 1).addWidget(self.list)
        layout.addWidget(frame, 1)
        buttons = row()
        buttons.addWidget(button("Niets kiezen", act=self.choose_none))
        buttons.addStretch()
        buttons.addWidget(button("Annuleren", act=self.reject))
        buttons.addWidget(self.take)
        layout.addLayout(buttons)

    @property
    def chosen(self) -> tuple[Proposal, ...]:
        """What is marked, in the order of an agenda."""
        return tuple(each for at, each in enumerate(self._offered) if self._marked(at))

    def choose_none(self) -> None:
        """Take every mark away."""
        self.mark(range(len(self._offered)), on=False)

    def mark(self, places: Sequence[int], *, on: bool) -> None:
        """Mark some of the list, or take their mark away."""
        for at in places:
            item = self.list.topLevelItem(at)
            if item is not None:
                item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _marked(self, at: int) -> bool:
        item = self.list.topLevelItem(at)
        return item is not None and item.checkState(0) is Qt.CheckState.Checked
