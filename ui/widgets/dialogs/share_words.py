"""The words of a recovery sheet: to read from the screen, and to type back with help at every word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QGridLayout, QLineEdit, QWidget

from app.rules.share_words import WORDS, WORDS_ON_A_SHEET, tidy_word, word_fault
from ui.tokens import Space
from ui.widgets.parts import Picture, card, column, label, restyle, row

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS = 3
ROWS = -(-WORDS_ON_A_SHEET // COLUMNS)
NUMBER_WIDTH = 24


class SheetWords(QWidget):
    """The words of one sheet, numbered down the columns, large enough to copy by hand."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        frame = card()
        column(self, 0).addWidget(frame)
        grid = _grid(frame, Space.SMALL)
        for at, word in enumerate(words):
            down, across = at % ROWS, at // ROWS
            grid.addWidget(_number(at), down, 2 * across)
            written = label(word, "word")
            written.setAccessibleName(f"Woord {at + 1}: {word}")
            grid.addWidget(written, down, 2 * across + 1)


class SheetEntry(QWidget):
    """Places for the words of one sheet. A space goes to the next word; a whole sheet can be pasted at once."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words: list[QLineEdit] = []
        self._told = label("", "problem", wrap=True)
        self._mark = Picture("circle-alert", "danger_text", 16)
        layout = column(self, Space.SMALL)
        frame = card()
        grid = _grid(frame, Space.TIGHT)
        for at in range(WORDS_ON_A_SHEET):
            line = self._line(at)
            down, across = at % ROWS, at // ROWS
            grid.addWidget(_number(at), down, 2 * across)
            grid.addWidget(line, down, 2 * across + 1)
            self.words.append(line)
        layout.addWidget(frame)
        told = row(space=Space.TIGHT)
        told.addWidget(self._mark)
        told.addWidget(self._told, 1)
        layout.addLayout(told)
        self.say("")

    @property
    def sentence(self) -> str:
        """The words that were typed, with one space between them."""
        return " ".join(word for word in (tidy_word(line.text()) for line in self.words) if word)

    @property
    def filled(self) -> int:
        """How many words stand there."""
        return sum(1 for line in self.words if line.text().strip())

    def first_fault(self) -> str:
        """What is wrong with the first word that is wrong, empty when all are words; goes there."""
        for at, line in enumerate(self.words):
            fault = word_fault(at + 1, line.text())
            if fault:
                self._show_fault(at, fault)
                line.setFocus()
                return fault
        return ""

    def say(self, text: str) -> None:
        """Say what is wrong with the sheet."""
        self._told.setText(text)
        self._told.setVisible(bool(text))
        self._mark.setVisible(bool(text))

    def clear(self) -> None:
        """Empty every place."""
        for line in self.words:
            line.clear()
        self.say("")

    def focus_first(self) -> None:
        """Put the cursor in the first place that is empty."""
        next((line for line in self.words if not line.text()), self.words[0]).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """A space ends a word; Backspace in an empty place goes back; a leaving cursor has the word looked at."""
        if isinstance(watched, QLineEdit) and watched in self.words:
            at = self.words.index(watched)
            if event.type() == QEvent.Type.FocusOut:
                self._check(at)
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                if event.key() == Qt.Key.Key_Space:
                    self.words[min(at + 1, len(self.words) - 1)].setFocus()
                    return True
                if event.key() == Qt.Key.Key_Backspace and not watched.text() and at:
                    self.words[at - 1].setFocus()
                    return True
        return super().eventFilter(watched, event)

    def _line(self, at: int) -> QLineEdit:
        line = QLineEdit(maxLength=4096)
        line.setAccessibleName(f"Woord {at + 1}")
        helper = QCompleter(list(WORDS), line)
        helper.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        line.setCompleter(helper)
        line.installEventFilter(self)
        line.textEdited.connect(lambda text, at=at: self._on_edit(at, text))
        line.textChanged.connect(lambda _text: self.edited.emit())
        return line

    def _on_edit(self, at: int, text: str) -> None:
        pasted = text.split()
        if len(pasted) > 1:
            for place, word in zip(self.words[at:], pasted, strict=False):
                place.setText(word)
            self.words[min(at + len(pasted), len(self.words)) - 1].setFocus()
        self._mark_line(at, "")
        self.say("")

    def _check(self, at: int) -> None:
        line = self.words[at]
        if line.text().strip():
            line.setText(tidy_word(line.text()))
            fault = word_fault(at + 1, line.text())
            self._show_fault(at, fault)

    def _show_fault(self, at: int, fault: str) -> None:
        self._mark_line(at, fault)
        if fault:
            self.say(fault)

    def _mark_line(self, at: int, fault: str) -> None:
        line = self.words[at]
        if line.property("problem") is not bool(fault):
            line.setProperty("problem", bool(fault))
            restyle(line)
        line.setAccessibleDescription(fault)


def _grid(parent: QWidget, vertical: int) -> QGridLayout:
    grid = QGridLayout(parent)
    grid.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.WIDE, Space.MEDIUM)
    grid.setVerticalSpacing(vertical)
    grid.setHorizontalSpacing(Space.SMALL)
    for across in range(COLUMNS):
        grid.setColumnStretch(2 * across + 1, 1)
    return grid


def _number(at: int) -> QWidget:
    made = label(str(at + 1), "caption")
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    made.setFixedWidth(NUMBER_WIDTH)
    return made
