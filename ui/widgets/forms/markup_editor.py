"""The editor of a chapter: plain text in the markup of `app.rules.markup`, with its parts in colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QToolTip

from app.rules.markup import DIRECTIVE, FIELD, STYLED
from ui.plain import plain
from ui.shortcuts import declare, listen
from ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QTextDocument

HEADING, ITEM = "## ", "- "


class MarkupHighlighter(QSyntaxHighlighter):
    """Colours fields, parts, headings and styles. A name that does not exist is underlined, once names are known."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._fields: frozenset[str] | None = None
        self._parts: frozenset[str] | None = None
        Theme.now().changed.connect(self.rehighlight)

    def know(self, fields: Iterable[str], parts: Iterable[str]) -> None:
        """From now on these names exist, and no others."""
        known = frozenset(fields), frozenset(parts)
        if known != (self._fields, self._parts):
            self._fields, self._parts = known
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:  # noqa: N802
        """One line."""
        tokens = Theme.now().tokens
        line = text.strip()
        directive = DIRECTIVE.match(line)
        if directive:
            name = f"{directive.group(1)}: {directive.group(2)}"
            self._colour_whole(text, self._name(name, self._parts, bold=True))
            return
        if line.startswith(HEADING):
            self._colour_whole(text, _format(tokens.text, bold=True, larger=True))
            return
        if line.startswith(ITEM):
            self.setFormat(text.index("-"), 1, _format(tokens.accent, bold=True))
        for match in STYLED.finditer(FIELD.sub(lambda found: "\0" * len(found.group()), text)):
            bold = match["bold"] is not None
            self.setFormat(match.start(), len(match.group()), _format(tokens.text, bold=bold, italic=not bold))
        for match in FIELD.finditer(text):
            name = " ".join(match.group(1).split())
            self.setFormat(match.start(), len(match.group()), self._name(name, self._fields))

    def _colour_whole(self, text: str, style: QTextCharFormat) -> None:
        self.setFormat(0, len(text), style)

    def _name(self, name: str, known: frozenset[str] | None, *, bold: bool = False) -> QTextCharFormat:
        tokens = Theme.now().tokens
        if known is None or name in known:
            style = _format(tokens.accent_text, bold=bold)
            style.setBackground(QColor(tokens.accent_soft))
            return style
        style = _format(tokens.danger_text, bold=bold)
        style.setBackground(QColor(tokens.danger_soft))
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        style.setUnderlineColor(QColor(tokens.danger_text))
        return style


BOLD = declare("Vet", "Ctrl+B", where="In een tekst")
ITALIC = declare("Cursief", "Ctrl+I", where="In een tekst")


class MarkupEditor(QPlainTextEdit):
    """Plain text; Tab goes on to the next control, Ctrl+B and Ctrl+I mark the selection."""

    def __init__(self) -> None:
        super().__init__(tabChangesFocus=True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.highlighter = MarkupHighlighter(self.document())
        for keys, act in ((BOLD, self.bold), (ITALIC, self.italic)):
            listen(keys, self, act, Qt.ShortcutContext.WidgetShortcut)

        self.values: dict[str, str] = {}  # what each field prints now

    def value_at(self, cursor: QTextCursor) -> str:
        """The field in which this cursor stands with what it prints now; empty outside a field."""
        at = cursor.positionInBlock()
        for found in FIELD.finditer(cursor.block().text()):
            if found.start() <= at <= found.end():
                name = " ".join(found[1].split())
                return f"{name}: {self.values.get(name, 'onbekend veld')}"
        return ""

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Whoever points at a field is shown its figure."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), plain(self.value_at(self.cursorForPosition(event.pos()))), self)
            return True
        return super().viewportEvent(event)

    def show_text(self, text: str) -> None:
        """Show another text, from its beginning, with nothing to undo."""
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def bold(self) -> None:
        """Mark the selection as bold, or unmark it."""
        self._mark("**")

    def italic(self) -> None:
        """Mark the selection as italic, or unmark it."""
        self._mark("_")

    def heading(self) -> None:
        """Make the line a heading, or plain again."""
        self._begin_line(HEADING)

    def item(self) -> None:
        """Make the line an item of a list, or plain again."""
        self._begin_line(ITEM)

    def insert_field(self, name: str) -> None:
        """Put a field where the cursor is."""
        self.insertPlainText(f"[[{name}]]")
        self.setFocus()

    def insert_part(self, directive: str) -> None:
        """Put a part on a line of its own, with an empty line before and after where there was none."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        text = self.toPlainText()
        before, after = text[: cursor.selectionStart()].rstrip(" "), text[cursor.selectionEnd() :].lstrip(" ")
        lead = "" if not before or before.endswith("\n\n") else "\n" if before.endswith("\n") else "\n\n"
        trail = "" if after.startswith("\n\n") or not after.strip() else "\n" if after.startswith("\n") else "\n\n"
        cursor.insertText(f"{lead}[[{directive}]]{trail}")
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.setFocus()

    def surround(self, before: str, after: str) -> None:
        """Put a line before and a line after the paragraphs that are selected, or the one with the cursor in it."""
        if self.isReadOnly():
            return
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        cursor.beginEditBlock()
        cursor.setPosition(end)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertText(f"\n{after}")
        cursor.setPosition(start)
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.insertText(f"{before}\n")
        cursor.endEditBlock()
        self.setFocus()

    def _mark(self, sign: str) -> None:
        if self.isReadOnly():
            return
        cursor = self.textCursor()
        chosen = cursor.selectedText()
        if len(chosen) >= 2 * len(sign) and chosen.startswith(sign) and chosen.endswith(sign):
            cursor.insertText(chosen[len(sign) : -len(sign)])
            return
        cursor.insertText(f"{sign}{chosen}{sign}")
        if not chosen:
            cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor, len(sign))
        self.setTextCursor(cursor)

    def _begin_line(self, sign: str) -> None:
        cursor = self.textCursor()
        line = cursor.block().text()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        if line.startswith(sign):
            cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, len(sign))
            cursor.removeSelectedText()
        else:
            cursor.insertText(sign)
        self.setFocus()


def _format(colour: str, *, bold: bool = False, italic: bool = False, larger: bool = False) -> QTextCharFormat:
    style = QTextCharFormat()
    style.setForeground(QColor(colour))
    if bold:
        style.setFontWeight(QFont.Weight.DemiBold)
    style.setFontItalic(italic)
    if larger:
        style.setProperty(QTextCharFormat.Property.FontSizeAdjustment, 1)
    return style
