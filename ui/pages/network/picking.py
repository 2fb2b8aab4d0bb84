"""Choosing an entity by typing a part of any of its names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from app.errors import AppError
from app.formats import format_integer
from app.services.network.entities import Entities
from app.services.records import Query
from ui.tokens import Space, Tone
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import button, card, column, label, row
from ui.widgets.tables.plain_table import Cell, PlainTable

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.vault.session import UnlockedVault

MOST_SHOWN = 50
TYPING_PAUSE = 200  # milliseconds after the last key


class EntityPicker(QDialog):
    """A search field over the entities. `chosen` is the id of the one that is marked, or None."""

    def __init__(
        self, vault: UnlockedVault, title: str, *, without: Collection[int] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(720, 520)
        self._entities, self._without = Entities(vault), frozenset(without)
        self.search = QLineEdit(placeholderText="Naam, adres, nummer of kenteken", clearButtonEnabled=True)
        self.search.setMaxLength(200)
        self.search.setAccessibleName("Zoeken")
        self.table = PlainTable(title, ("Soort", "Wat of wie", "Vermeldingen"), (16, 0, 12))
        self.table.chosen.connect(lambda _key: self._show_choice())
        self.table.cellDoubleClicked.connect(lambda _row, _column: self.accept())
        self.note = label("", "muted", wrap=True)
        self.message = MessageBar()
        self.take = button("Kiezen", "check", "primary", self.accept)
        self.take.setDefault(True)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(self.look)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self._lay_out(title)
        self.look()
        self.search.setFocus()

    @property
    def chosen(self) -> int | None:
        """The entity that is marked."""
        key = self.table.current_key
        return None if key is None else int(key)

    def look(self) -> None:
        """Show what has all of these words."""
        self._pause.stop()
        try:
            found = [key for key in self._entities.ids(Query(self.search.text())) if key not in self._without]
            rows = self._entities.rows(found[:MOST_SHOWN])
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self.table.show_rows(
            [(str(each.id), tuple(Cell(text) for text in _cells(each.cells))) for each in rows],
        )
        if rows:
            self.table.setCurrentCell(0, 0)
        more = len(found) - len(rows)
        self.note.setText(
            f"En nog {format_integer(more)} andere. Typ meer om ze te vinden."
            if more > 0
            else ("" if rows else "Niets gevonden. Leg de entiteit eerst vast met Nieuw op de pagina Verbanden.")
        )
        self._show_choice()

    def _show_choice(self) -> None:
        self.take.setEnabled(self.chosen is not None)

    def _lay_out(self, title: str) -> None:
        layout = column(self, Space.MEDIUM, Space.WIDE)
        layout.addWidget(label(title, "section"))
        layout.addWidget(self.message)
        layout.addWidget(self.search)
        frame = card()
        column(frame, 0, 1).addWidget(self.table)
        layout.addWidget(frame, 1)
        layout.addWidget(self.note)
        buttons = row()
        buttons.addStretch()
        buttons.addWidget(button("Annuleren", act=self.reject))
        buttons.addWidget(self.take)
        layout.addLayout(buttons)


def _cells(cells: tuple[object, ...]) -> tuple[str, str, str]:
    kind, label_text, _certainty, mentioned, _linked = cells
    return str(getattr(kind, "label", kind)), str(label_text), str(mentioned)
