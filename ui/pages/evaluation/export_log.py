"""What left the vault: every export with its reason, for whom it was and the hash of what was written."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from app.errors import AppError
from app.formats import format_date
from app.services.exports import exports
from models.choices import Classification
from ui.tokens import Space, Tone
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page
from ui.widgets.parts import EmptyState, column
from ui.widgets.tables.plain_table import Cell, PlainTable

if TYPE_CHECKING:
    from app.services.exports import ExportFacts
    from ui.widgets.page import PageContext

_TONES = {
    Classification.PUBLIC: Tone.SUCCESS,
    Classification.INTERNAL: Tone.NEUTRAL,
    Classification.CONFIDENTIAL: Tone.WARNING,
}


class ExportLogPage(Page):
    """Newest first; nothing can be changed here."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._vault = context.vault
        self.message = MessageBar()
        self.table = PlainTable(
            "Exportlogboek",
            ("Wanneer", "Wat", "Rubricering", "Waarvoor", "Voor wie", "Door", "Controlewaarde"),
            (18, 0, 12, 22, 14, 16, 13),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState("download", "Nog niets geëxporteerd", "Wat de kluis verlaat, staat hier met de reden.")
        )
        self._stack.addWidget(self.table)
        layout = column(self, Space.MEDIUM)
        layout.addWidget(self.message)
        layout.addWidget(self._stack, 1)

    def refresh(self) -> None:
        """Read the log again."""
        try:
            found = exports(self._vault)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self.table.show_rows([(str(len(found) - at), _cells(each)) for at, each in enumerate(found)])
        self._stack.setCurrentIndex(1 if found else 0)

    def focus_search(self) -> None:
        """Go to the list."""
        self.table.setFocus()


def _cells(each: ExportFacts) -> list[Cell]:
    moment = datetime.fromisoformat(each.made_at).astimezone()
    return [
        Cell(f"{format_date(moment.date())} {moment:%H:%M}"),
        Cell(each.what),
        Cell(each.classification.label, _TONES[each.classification]),
        Cell(each.reason),
        Cell(each.recipient or ""),
        Cell(each.made_by),
        Cell(each.sha256[:12], tip=f"SHA-256 {each.sha256}"),
    ]
