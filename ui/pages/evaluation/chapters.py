"""The chapters of a document as a list, with what can be done to one: add, name and number, remove."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QListWidget, QListWidgetItem, QWidget

from app.errors import AppError, Invalid
from app.rules.chapters import sort_key
from ui import icons
from ui.theme import Theme
from ui.tokens import Space, Tone
from ui.widgets.forms.form import Form
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import button, column, icon_button, label, row
from ui.widgets.record.description import Field, FieldGroup, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.services.evaluation.texts import ChapterDraft
    from app.services.records import Record

_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class ChapterLine:
    """A chapter in the list."""

    id: int
    number: str
    title: str
    confidential: bool = False


class ChapterList(QFrame):
    """`chosen` gives the id of the chapter the user went to; the other signals ask for an act on it."""

    chosen = Signal(int)
    add_asked = Signal()
    rename_asked = Signal()
    remove_asked = Signal()
    move_asked = Signal(bool)

    def __init__(self, *, may_edit: bool) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setMinimumWidth(232)
        self.list = _Keys()
        self.list.setMinimumWidth(120)
        self.list.setAccessibleName("Hoofdstukken")
        self.list.setIconSize(QSize(16, 16))
        Theme.now().changed.connect(self._redraw)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines: tuple[ChapterLine, ...] = ()
        self.add = icon_button("plus", "Hoofdstuk toevoegen (Ctrl+N)", self.add_asked.emit)
        self.rename = icon_button("pencil", "Nummer en titel wijzigen (F2)", self.rename_asked.emit)
        self.remove = icon_button("trash-2", "Hoofdstuk verwijderen (Delete)", self.remove_asked.emit)
        self.up = icon_button("arrow-up", "Naar boven (Alt+Pijl-omhoog)", lambda: self.move_asked.emit(False))
        self.down = icon_button("arrow-down", "Naar beneden (Alt+Pijl-omlaag)", lambda: self.move_asked.emit(True))
        self._may_edit, self._open = may_edit, True
        head = row(space=0)
        head.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.SMALL, Space.SMALL)
        head.addWidget(label("Inhoud", "section"))
        head.addStretch()
        for each in (self.add, self.rename, self.up, self.down, self.remove):
            head.addWidget(each)
            if not may_edit:
                each.hide()
        layout = column(self, 0, 1)
        layout.addLayout(head)
        inside = column(space=0)
        inside.setContentsMargins(Space.SMALL, 0, Space.SMALL, Space.SMALL)
        inside.addWidget(self.list)
        layout.addLayout(inside, 1)
        self.list.currentItemChanged.connect(self._on_current)
        if may_edit:
            self.list.rename_asked.connect(self.rename_asked)
            self.list.remove_asked.connect(self.remove_asked)
            self.list.move_asked.connect(self.move_asked)

    def allow(self, *, change: bool) -> None:
        """Whether chapters can be changed now: not in a final document."""
        self._open = change
        self.add.setEnabled(change)
        self.mark(self._current())

    def show_lines(self, lines: Sequence[ChapterLine], current: int | None) -> None:
        """Show these chapters, and mark one without choosing it."""
        self.lines = tuple(lines)
        with QSignalBlocker(self.list):
            self.list.clear()
            for line in self.lines:
                self.list.addItem(_item(line))
        self.mark(current)

    def mark(self, key: int | None) -> None:
        """Mark the chapter that is open."""
        at = next((at for at, line in enumerate(self.lines) if line.id == key), -1)
        with QSignalBlocker(self.list):
            self.list.setCurrentRow(at)
        for each in (self.rename, self.up, self.down, self.remove):
            each.setEnabled(at >= 0 and self._open)

    def _redraw(self) -> None:
        """In the colours of now; a method, because Qt lets go of it together with the list."""
        self.show_lines(self.lines, self._current())

    def _current(self) -> int | None:
        item = self.list.currentItem()
        return None if item is None else int(item.data(_ID))

    def _on_current(self, current: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if current is not None:
            self.chosen.emit(current.data(_ID))


class _Keys(QListWidget):
    """A list that knows F2, Delete, and Alt with an arrow."""

    rename_asked = Signal()
    remove_asked = Signal()
    move_asked = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Ask what the key stands for, once there is a chapter to ask it about."""
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.move_asked.emit(event.key() == Qt.Key.Key_Down)
            return
        asked = {Qt.Key.Key_F2: self.rename_asked, Qt.Key.Key_Delete: self.remove_asked}.get(Qt.Key(event.key()))
        if asked is not None and self.currentItem() is not None:
            asked.emit()
            return
        super().keyPressEvent(event)


class ChapterDialog(QDialog):
    """Number and title of a chapter. It stays open, with the reason beside the field, until `store` accepts them."""

    def __init__(
        self,
        title: str,
        draft: ChapterDraft,
        store: Callable[[ChapterDraft], Record[ChapterDraft]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(540, 400)
        self._store = store
        self.stored: Record[ChapterDraft] | None = None
        self.message = MessageBar()
        self.form = Form((FieldGroup("", _FIELDS),), margin=0)
        self.form.show_draft(draft)
        layout = column(self, Space.SMALL)
        layout.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        layout.addWidget(label(title, "section"))
        layout.addWidget(self.message)
        layout.addWidget(self.form, 1)
        buttons = row()
        buttons.addStretch()
        buttons.addWidget(button("Annuleren", act=self.reject))
        self.take = button("Opslaan", "check", "primary", self.accept)
        self.take.setDefault(True)
        buttons.addWidget(self.take)
        layout.addLayout(buttons)
        self.form.focus_first()

    def accept(self) -> None:
        """Store, and close when that is done."""
        try:
            self.stored = self._store(self.form.draft())
        except Invalid as refused:
            rest = self.form.show_problems(refused.fields)
            if rest:
                self.message.say(rest, Tone.DANGER)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
        else:
            super().accept()


_FIELDS = (
    Field("number", "Nummer", required=True, hint="2 is een hoofdstuk, 2.1 een paragraaf daarvan."),
    Field("title", "Titel", required=True, wide=True),
    Field(
        "confidential",
        "Vertrouwelijk",
        Kind.BOOLEAN,
        wide=True,
        hint="Staat niet in de openbare editie, ook niet de paragrafen van dit hoofdstuk.",
    ),
)


def next_number(numbers: Sequence[str], after: str | None) -> str:
    """A free number to propose: the next section after a section or a chapter that has some, else the next chapter."""
    chapters = [int(number.partition(".")[0]) for number in numbers]
    if after is not None:
        chapter = after.partition(".")[0]
        sections = [number for number in numbers if number.startswith(f"{chapter}.")]
        if sections:
            last = max(sections, key=sort_key).partition(".")[2]
            return f"{chapter}.{int(last) + 1}"
    return str(max(chapters, default=0) + 1)


def _item(line: ChapterLine) -> QListWidgetItem:
    section = "." in line.number
    item = QListWidgetItem(f"{'    ' if section else ''}{line.number}  {line.title}")
    item.setData(_ID, line.id)
    told = ", vertrouwelijk" if line.confidential else ""
    item.setToolTip(f"{line.number} {line.title}{told}")
    item.setData(Qt.ItemDataRole.AccessibleTextRole, item.toolTip())
    if line.confidential:
        item.setIcon(icons.icon("lock", Theme.now().tokens.warning_text))
    if not section:
        font = QFont()
        font.setWeight(QFont.Weight.DemiBold)
        item.setFont(font)
    return item
