"""The letters of the file that is open: the list of what was made, and the way to a new one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.errors import AppError
from app.services.letters.desk import LetterDesk
from ui import dialogs
from ui.tokens import Space, Tone
from ui.widgets.letters.make import MakeLetterDialog
from ui.widgets.letters.view import LetterDialog, short_day
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import EmptyState, button, column, row
from ui.widgets.record.description import PageAct, Sheet
from ui.widgets.tables.plain_table import Cell, PlainTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.letters.desk import LetterLine
    from app.services.letters.source import LetterSource
    from app.vault.session import UnlockedVault
    from ui.widgets.page import PageContext
    from ui.widgets.record.description import ActContext

    SourceOf = Callable[[UnlockedVault], LetterSource]

_COLUMNS = ("Datum", "Brief", "Aan", "Grondslag")
_WIDTHS = (9, 0, 0, 18)


class LettersSheet(QWidget):
    """A list and two buttons; opening a letter is logged."""

    def __init__(self, source_of: SourceOf, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.desk = LetterDesk(source_of(context.vault))
        self._file_id: int | None = None
        self.letters: dict[str, LetterLine] = {}
        self.message = MessageBar()
        self.table = PlainTable("Brieven", _COLUMNS, _WIDTHS)
        self.table.chosen.connect(lambda _key: self._show_choice())
        self.table.cellDoubleClicked.connect(lambda _row, _column: self.open())
        self.make_button = button("Brief maken…", "file-text", "primary", self.make)
        self.make_button.setVisible(self.desk.may_make())
        self.open_button = button("Openen…", "eye", act=self.open)
        self.remove_button = button("Verwijderen…", "trash-2", act=self.remove)
        self.remove_button.setVisible(self.desk.may_make())
        self._lay_out()

    def show_record(self, key: int) -> None:
        """The letters of this file."""
        self._file_id = key
        try:
            found = self.desk.letters(key)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self.letters = {str(each.id): each for each in found}
        self.table.show_rows(
            [
                (
                    key,
                    (
                        Cell(short_day(each)),
                        Cell(f"{each.kind.label[0].upper()}{each.kind.label[1:]}"),
                        Cell(each.recipient),
                        Cell(each.ground),
                    ),
                )
                for key, each in self.letters.items()
            ]
        )
        self._stack.setCurrentIndex(0 if found else 1)
        self._show_choice()

    def make(self) -> None:
        """Make one, and look at it."""
        if self._file_id is None:
            return
        dialog = MakeLetterDialog(self.desk, self._file_id, "dit dossier", self._context.tasks, self)
        if dialogs.run(dialog):
            self.show_record(self._file_id)
            self.message.say("De brief is gemaakt en bij het dossier bewaard.")
            dialogs.run(LetterDialog(self.desk, dialog.made, self._context.tasks, self))

    def open(self) -> None:
        """Look at the chosen letter."""
        chosen = self.letters.get(self.table.current_key or "")
        if chosen is not None:
            dialogs.run(LetterDialog(self.desk, chosen, self._context.tasks, self))

    def remove(self) -> None:
        """Forget the chosen letter, after a question; not once it left the vault."""
        chosen = self.letters.get(self.table.current_key or "")
        if chosen is None or self._file_id is None:
            return
        told = (
            f"De brief aan {chosen.recipient} van {short_day(chosen)} verdwijnt. Dit kan niet ongedaan worden gemaakt."
        )
        if not dialogs.confirm(self, "Brief verwijderen?", told, "Verwijderen"):
            return
        try:
            self.desk.remove(chosen.id)
        except AppError as error:
            self.message.say(str(error), Tone.WARNING)
        else:
            self.show_record(self._file_id)
            self.message.say("De brief is verwijderd.")

    def _show_choice(self) -> None:
        for each in (self.open_button, self.remove_button):
            each.setEnabled(self.table.current_key in self.letters)

    def _lay_out(self) -> None:
        layout = column(self, Space.MEDIUM, Space.WIDE)
        layout.addWidget(self.message)
        tools = row()
        tools.addWidget(self.make_button)
        tools.addWidget(self.open_button)
        tools.addWidget(self.remove_button)
        tools.addStretch()
        layout.addLayout(tools)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(
            EmptyState("file-text", "Nog geen brieven", "Een brief wordt hier gemaakt en bij het dossier bewaard.")
        )
        layout.addWidget(self._stack, 1)


def letter_sheet(source_of: SourceOf) -> Sheet:
    """The tab with the letters of a file."""
    return Sheet("letters", "Brieven", lambda context: LettersSheet(source_of, context))


def letter_act(source_of: SourceOf) -> PageAct:
    """The act that makes a letter of the file that is open."""
    return PageAct(
        "Brief maken…",
        "file-text",
        partial(_ask, source_of),
        "Vult een sjabloon met de gegevens van dit dossier",
        needs_record=True,
        allowed=lambda vault: LetterDesk(source_of(vault)).may_make(),
    )


def _ask(source_of: SourceOf, context: ActContext) -> None:
    if context.record is None:
        return
    desk = LetterDesk(source_of(context.vault))
    dialog = MakeLetterDialog(desk, context.record.id, context.record.title, context.tasks, context.parent)
    if dialogs.run(dialog):
        context.refresh()
        context.tell("De brief is gemaakt en bij het dossier bewaard.")
        dialogs.run(LetterDialog(desk, dialog.made, context.tasks, context.parent))
