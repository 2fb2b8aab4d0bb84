"""The text of one chapter: writing, inserting fields and parts, a note for the author, saved or not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QStackedWidget, QToolButton, QWidget

from app.services.evaluation.editions import BEGIN, CONFIDENTIAL, END
from app.services.evaluation.texts import ChapterDraft
from ui import dialogs
from ui.shortcuts import declare, listen
from ui.tokens import Space, Tone
from ui.widgets.dialogs.pick_dialog import Pick, PickDialog
from ui.widgets.flow import Flow
from ui.widgets.forms.markup_editor import MarkupEditor
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import EmptyState, Pill, button, column, icon_button, label, line, row

if TYPE_CHECKING:
    from app.services.evaluation.gather import Gathered
    from app.services.records import Record

NOTE_ROWS = 4
HIDE = declare("De selectie vertrouwelijk maken", "Ctrl+Shift+V", where="In een tekst")
_HINT = "Zet de cursor in een veld om te zien wat er nu staat."
_MARKS = (f"{CONFIDENTIAL}: {BEGIN}", f"{CONFIDENTIAL}: {END}")


class ChapterEditor(QFrame):
    """Shows a chapter or that none is open. It asks by signals; the page decides and stores."""

    edited = Signal()
    save_asked = Signal()
    revert_asked = Signal()

    def __init__(self, *, may_edit: bool) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.may_edit = may_edit
        self.record: Record[ChapterDraft] | None = None
        self._known: Gathered | None = None
        self._open = True
        self.text = MarkupEditor()
        self.text.setAccessibleName("Tekst van het hoofdstuk")
        self.value = label(_HINT, "caption", wrap=True)
        self.text.cursorPositionChanged.connect(self._tell_value)
        self.note = QPlainTextEdit(tabChangesFocus=True)
        self.note.setAccessibleName("Notitie voor de auteur")
        self.note.setPlaceholderText("Wat moet nog worden nagekeken? Dit wordt niet gedrukt.")
        self.note.setFixedHeight(QFontMetrics(self.note.font()).lineSpacing() * NOTE_ROWS + 2 * Space.SMALL)
        listen(HIDE, self.text, self.mark_confidential, Qt.ShortcutContext.WidgetShortcut)
        for each in (self.text, self.note):
            each.setReadOnly(not may_edit)
            each.textChanged.connect(self._on_edit)
        self.message = MessageBar()
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("file-text", "Geen hoofdstuk geopend", self._invitation()))
        self._stack.addWidget(self._content())
        column(self, 0, 1).addWidget(self._stack)

    @property
    def dirty(self) -> bool:
        """Whether there is input that was not saved."""
        if self.record is None:
            return False
        draft = self.draft()
        return (draft.text, draft.author_note) != _texts(self.record.draft)

    def draft(self) -> ChapterDraft:
        """The chapter as it stands on screen."""
        stored = self.record.draft if self.record else ChapterDraft()
        return replace(stored, text=self.text.toPlainText().strip() or None, author_note=self._note())

    def show_record(self, record: Record[ChapterDraft]) -> None:
        """Show a stored chapter; the cursor stays where it is when it is the chapter that was open."""
        same = self.record is not None and self.record.id == record.id
        self.record = record
        text, note = _texts(record.draft)
        with QSignalBlocker(self.text), QSignalBlocker(self.note):
            if not same or self.draft().text != text:
                self.text.show_text(text or "")
            if not same or self._note() != note:
                self.note.setPlainText(note or "")
        self.message.hide()
        self._title.setText(record.title)
        self._title.setToolTip(record.title)
        self._stack.setCurrentIndex(1)
        self._show_state()

    def show_nothing(self) -> None:
        """No chapter is open."""
        self.record = None
        self._stack.setCurrentIndex(0)

    def rebase(self, record: Record[ChapterDraft], draft: ChapterDraft) -> None:
        """Go on from a newer version, with this input over it."""
        self.show_record(record)
        self.text.setPlainText(draft.text or "")
        self.note.setPlainText(draft.author_note or "")

    def know(self, gathered: Gathered) -> None:
        """What can be inserted, and which names exist."""
        self._known = gathered
        self.text.values = {field.name: field.text for field in gathered.fields}
        self._tell_value()
        self.text.highlighter.know(
            [field.name for field in gathered.fields], [*(part.directive for part in gathered.parts), *_MARKS]
        )
        self._show_tools()

    def _tell_value(self) -> None:
        """Say what the field under the cursor prints now."""
        self.value.setText(self.text.value_at(self.text.textCursor()) or _HINT)

    def allow(self, *, change: bool) -> None:
        """Whether the text can be changed now: not in a final document."""
        self._open = change
        for each in (self.text, self.note):
            each.setReadOnly(not (self.may_edit and change))
        self.closed.setVisible(not change)
        self._foot_bar.setVisible(self.may_edit and change)
        self._show_tools()

    def mark_confidential(self) -> None:
        """Mark the selected paragraphs as confidential: they are left out of the public edition."""
        self.text.surround(*(f"[[{mark}]]" for mark in _MARKS))

    def insert_field(self) -> None:
        """Let the user choose a figure that stays up to date."""
        if self._known is not None:
            offered = [Pick(field.name, field.text) for field in self._known.fields]
            dialog = PickDialog("Veld invoegen", ("Veld", "Staat er nu"), offered, self)
            if dialogs.run(dialog) and dialog.chosen is not None:
                self.text.insert_field(dialog.chosen)

    def insert_part(self) -> None:
        """Let the user choose a table, chart, callout, goal or list."""
        if self._known is not None:
            offered = [Pick(part.directive, part.shows) for part in self._known.parts]
            dialog = PickDialog("Onderdeel invoegen", ("Onderdeel", "Toont"), offered, self)
            if dialogs.run(dialog) and dialog.chosen is not None:
                self.text.insert_part(dialog.chosen)

    def _show_tools(self) -> None:
        for inserting in (self.field_button, self.part_button):
            inserting.setEnabled(self._known is not None and self._open)
        for marking in self._style_buttons:
            marking.setEnabled(self._open)

    def _note(self) -> str | None:
        return self.note.toPlainText().strip() or None

    def _on_edit(self) -> None:
        self._show_state()
        self.edited.emit()

    def _show_state(self) -> None:
        changed = self.dirty
        self.save_button.setEnabled(changed)
        self.revert_button.setEnabled(changed)
        self._unsaved.setVisible(changed)

    def _content(self) -> QWidget:
        content = QWidget()
        layout = column(content, 0)
        layout.addLayout(self._head())
        layout.addWidget(self._tools())
        layout.addWidget(line())
        inside = column(space=Space.SMALL)
        inside.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.MEDIUM)
        inside.addWidget(self.message)
        self.closed = label("Dit document is definitief. Begin een correctie om iets te wijzigen.", "muted", wrap=True)
        self.closed.hide()
        inside.addWidget(self.closed)
        inside.addWidget(self.text, 1)
        inside.addWidget(self.value)
        title = label("Notitie voor de auteur", "label")
        title.setBuddy(self.note)
        inside.addWidget(title)
        inside.addWidget(self.note)
        layout.addLayout(inside, 1)
        self._foot_bar = self._foot()
        layout.addWidget(self._foot_bar)
        return content

    def _head(self) -> QHBoxLayout:
        head = row(space=Space.SMALL)
        head.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.MEDIUM, Space.TIGHT)
        self._title = label("", "section", wrap=True)
        head.addWidget(self._title, 1)
        head.addWidget(self._styles())
        return head

    def _styles(self) -> QWidget:
        styles = QWidget()
        self._style_buttons: list[QToolButton] = []
        across = row(styles, 0)
        for icon, name, act in (
            ("bold", "Vet (Ctrl+B)", self.text.bold),
            ("italic", "Cursief (Ctrl+I)", self.text.italic),
            ("heading", "Tussenkop", self.text.heading),
            ("list", "Opsomming", self.text.item),
            ("eye-off", "Vertrouwelijk: niet in de openbare editie (Ctrl+Shift+V)", self.mark_confidential),
        ):
            made = icon_button(icon, name, act)
            self._style_buttons.append(made)
            across.addWidget(made)
        if not self.may_edit:
            styles.hide()
        return styles

    def _tools(self) -> QWidget:
        tools = QWidget()
        across = Flow(tools, Space.TIGHT)
        across.setContentsMargins(Space.SMALL, 0, Space.MEDIUM, Space.SMALL)
        self.field_button = button("&Veld invoegen", "braces", "quiet", self.insert_field)
        self.field_button.setToolTip("Een cijfer dat vanzelf bijblijft (Alt+V)")
        self.part_button = button("&Onderdeel invoegen", "layout-template", "quiet", self.insert_part)
        self.part_button.setToolTip("Een tabel, grafiek, kader, doel of lijst (Alt+O)")
        for each in (self.field_button, self.part_button):
            each.setEnabled(False)
            across.addWidget(each)
        if not self.may_edit:
            tools.hide()
        return tools

    def _foot(self) -> QWidget:
        foot = QWidget()
        outer = column(foot, 0)
        outer.addWidget(line())
        buttons = row()
        buttons.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.MEDIUM)
        self.save_button = button("Opslaan", "check", "primary", self.save_asked.emit)
        self.save_button.setToolTip("Opslaan (Ctrl+S)")
        self.revert_button = button("Annuleren", act=self.revert_asked.emit)
        self.revert_button.setToolTip("Terug naar de opgeslagen tekst")
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.revert_button)
        buttons.addStretch()
        self._unsaved = Pill("niet opgeslagen", Tone.WARNING)
        buttons.addWidget(self._unsaved)
        outer.addLayout(buttons)
        if not self.may_edit:
            foot.hide()
        return foot

    def _invitation(self) -> str:
        if self.may_edit:
            return "Kies een hoofdstuk in de lijst, of voeg er een toe met Ctrl+N."
        return "Kies een hoofdstuk in de lijst om te lezen. Met uw rol kunt u hier niets wijzigen."


def _texts(draft: ChapterDraft) -> tuple[str | None, str | None]:
    return (draft.text or "").strip() or None, (draft.author_note or "").strip() or None
