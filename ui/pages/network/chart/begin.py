"""What a chart begins with: signals, cases, entities, inspections, properties, or the agenda of a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLineEdit, QWidget

from app.errors import AppError
from app.services.network.around.steps import on_agenda
from app.services.search.finding import search
from app.services.search.question import Question
from ui.tokens import Space, Tone
from ui.widgets.forms.choose import Choose
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import button, card, column, label, row
from ui.widgets.tables.plain_table import Cell, PlainTable

if TYPE_CHECKING:
    from app.services.search.finding import Hit
    from app.vault.session import UnlockedVault

TYPING_PAUSE = 200  # milliseconds after the last key
MEETING = "meeting"
KEY_OF = {
    "signal": "signal",
    "case": "case",
    "inspection": "inspection",
    "property": "property",
    "mention": "mention",
}  # kind of record in the search to the kind in the key of a node
STEPS = ((1, "1 stap"), (2, "2 stappen"), (3, "3 stappen"))


class BeginDialog(QDialog):
    """A search over what may be on a chart. `starts` are keys of nodes, `hops` how many steps around them."""

    def __init__(self, vault: UnlockedVault, parent: QWidget | None = None, *, title: str = "Schema beginnen") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(760, 540)
        self._vault = vault
        self.search = QLineEdit(placeholderText="Nummer, naam, adres of onderwerp", clearButtonEnabled=True)
        self.search.setMaxLength(200)
        self.search.setAccessibleName("Waarmee het schema begint")
        self.table = PlainTable("Gevonden", ("Soort", "Wat of wie"), (20, 0))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.itemSelectionChanged.connect(self._show_choice)
        self.table.cellDoubleClicked.connect(lambda _row, _column: self.accept())
        self.steps = Choose(characters=9)
        self.steps.setAccessibleName("Hoe ver eromheen")
        self.steps.fill(STEPS, 1)
        self.message = MessageBar()
        self.note = label("", "muted", wrap=True)
        self.take = button("Beginnen", "check", "primary", self.accept)
        self.take.setDefault(True)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(self.look)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self._lay_out(title)
        self.look()
        self.search.setFocus()

    @property
    def hops(self) -> int:
        """How many steps around the starts come with them."""
        return int(self.steps.value)

    @property
    def starts(self) -> tuple[str, ...]:
        """The keys of what is chosen; of a meeting what is on its agenda."""
        found: list[str] = []
        for row_at in sorted({index.row() for index in self.table.selectedIndexes()}):
            item = self.table.item(row_at, 0)
            key = str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""
            kind, _, number = key.partition(":")
            found.extend(on_agenda(self._vault, int(number)) if kind == MEETING else (key,))
        return tuple(dict.fromkeys(found))

    def look(self) -> None:
        """Show what is found."""
        self._pause.stop()
        text = self.search.text().strip()
        try:
            hits = [hit for hit in search(self._vault, Question(text)).hits if _key(hit)] if len(text) > 1 else []
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        shown = {_key(hit): hit for hit in hits}
        self.table.show_rows([(key, (Cell(hit.noun), Cell(hit.title))) for key, hit in shown.items()])
        for at, key in enumerate(shown):
            item = self.table.item(at, 0)
            if item is not None:
                item.setData(Qt.ItemDataRole.UserRole, key)
        if shown:
            self.table.selectRow(0)
        self.note.setText(
            "Typ minstens twee letters. U kunt meer dan één regel kiezen met Ctrl of Shift."
            if len(text) < 2
            else ("" if shown else "Niets gevonden dat op een schema kan staan.")
        )
        self._show_choice()

    def _show_choice(self) -> None:
        self.take.setEnabled(bool(self.table.selectedIndexes()))

    def _lay_out(self, title: str) -> None:
        layout = column(self, Space.MEDIUM, Space.WIDE)
        layout.addWidget(label(title, "section"))
        layout.addWidget(
            label(
                "Kies een signaal, casus, entiteit, controle, pand of overleg. Van een overleg komt de agenda op het "
                "schema.",
                "muted",
                wrap=True,
            )
        )
        layout.addWidget(self.message)
        layout.addWidget(self.search)
        frame = card()
        column(frame, 0, 1).addWidget(self.table)
        layout.addWidget(frame, 1)
        layout.addWidget(self.note)
        buttons = row()
        buttons.addWidget(label("Eromheen", "muted"))
        buttons.addWidget(self.steps)
        buttons.addStretch()
        buttons.addWidget(button("Annuleren", act=self.reject))
        buttons.addWidget(self.take)
        layout.addLayout(buttons)


def _key(hit: Hit) -> str:
    """The key of the node that a hit is, or of the meeting; empty when it cannot be on a chart."""
    if hit.kind in KEY_OF:
        return f"{KEY_OF[hit.kind]}:{hit.record}"
    if hit.kind == MEETING:
        return f"{MEETING}:{hit.record}"
    if hit.file_kind in KEY_OF and hit.file_id is not None:
        return f"{KEY_OF[hit.file_kind]}:{hit.file_id}"
    return ""
