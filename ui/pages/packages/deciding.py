"""The fields that differ, each with what stands here and there, and the choice which of the two it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QWidget

from app.rules.packages.revisions import Side
from ui.pages.packages.words import title_of
from ui.tokens import Space, Tone
from ui.widgets.parts import Pill, column, label, line, row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.packages.arrival import ArrivedRecord, Difference
    from ui.pages.packages.words import Titles

SIDES = {
    Side.BOTH: ("beide gewijzigd", Tone.WARNING),
    Side.THEIRS: ("daar nieuwer", Tone.SUCCESS),
    Side.OURS: ("hier nieuwer", Tone.NEUTRAL),
}
_EMPTY = "(leeg)"


class FieldChoice(QFrame):
    """One field: what stands here at the left, what stands there at the right; what is proposed is chosen."""

    def __init__(self, record: ArrivedRecord, difference: Difference, titles: Titles) -> None:
        super().__init__()
        self.record, self.name = record.id, difference.name
        title = title_of(titles, record.kind, difference.name)
        layout = column(self, Space.TIGHT)
        head = row()
        head.addWidget(label(f"{title} van {record.words} ‘{record.title}’", "label", wrap=True), 1)
        head.addWidget(Pill(*SIDES[difference.side]))
        layout.addLayout(head)
        self.here = QRadioButton("Hier laten staan")
        self.there = QRadioButton("Overnemen uit het pakket")
        self._group = QButtonGroup(self)
        across = row(space=Space.LARGE)
        for each, text in ((self.here, difference.ours), (self.there, difference.theirs)):
            self._group.addButton(each)
            each.setAccessibleName(f"{title}: {each.text()}: {text or _EMPTY}")
            across.addWidget(_side(each, text), 1)
        (self.there if difference.side is Side.THEIRS else self.here).setChecked(True)
        layout.addLayout(across)
        layout.addWidget(line())

    @property
    def takes_theirs(self) -> bool:
        """Whether the field becomes theirs."""
        return self.there.isChecked()


class FieldChoices(QWidget):
    """All of them; `taken` says per record of which fields theirs is taken."""

    def __init__(self, titles: Titles) -> None:
        super().__init__()
        self._titles = titles
        self.choices: list[FieldChoice] = []
        self._layout = column(self, Space.MEDIUM)

    def show_records(self, records: Iterable[ArrivedRecord]) -> None:
        """Ask about these records."""
        for gone in self.choices:
            self._layout.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.choices = [FieldChoice(each, differ, self._titles) for each in records for differ in each.differences]
        for each in self.choices:
            self._layout.addWidget(each)

    @property
    def taken(self) -> dict[str, frozenset[str]]:
        """What was chosen."""
        found: dict[str, set[str]] = {}
        for each in self.choices:
            if each.takes_theirs:
                found.setdefault(each.record, set()).add(each.name)
        return {key: frozenset(names) for key, names in found.items()}


def _side(button: QRadioButton, text: str) -> QWidget:
    made = QWidget()
    layout = column(made, Space.TIGHT)
    layout.addWidget(button)
    said = label(text or _EMPTY, "" if text else "muted", wrap=True)
    said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    layout.addWidget(said)
    layout.addStretch()
    return made
