"""Two people wrote in the same chapter: both texts side by side, and which of them to go on with."""

from __future__ import annotations

from difflib import SequenceMatcher
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QGridLayout, QPlainTextEdit, QWidget

from ui.theme import Theme
from ui.tokens import Space
from ui.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.evaluation.texts import ChapterDraft


class Keep(Enum):
    """Which text goes on."""

    MINE = auto()
    THEIRS = auto()


class CompareDialog(QDialog):
    """What the user typed beside what is stored now. `keep` is what the user chose; choosing stores nothing."""

    def __init__(self, mine: ChapterDraft, theirs: ChapterDraft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Twee versies naast elkaar")
        self.resize(1080, 680)
        self.keep: Keep | None = None
        layout = column(self, Space.MEDIUM, Space.WIDE)
        layout.addWidget(label("Iemand anders heeft dit hoofdstuk intussen opgeslagen", "section"))
        layout.addWidget(
            label(
                "Gekleurde regels verschillen. U kunt in beide teksten kopiëren. Er wordt pas iets opgeslagen als u "
                "daarna op Opslaan drukt.",
                "muted",
                wrap=True,
            )
        )
        self.mine, self.theirs = _whole(mine), _whole(theirs)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.LARGE)
        for at, (title, text, other) in enumerate(
            (("Uw tekst", self.mine, self.theirs), ("Nu opgeslagen", self.theirs, self.mine))
        ):
            grid.addWidget(label(title, "label"), 0, at)
            grid.addWidget(marked_text(title, text, other), 1, at)
            grid.setColumnStretch(at, 1)
        layout.addLayout(grid, 1)
        buttons = row()
        buttons.addStretch()
        buttons.addWidget(button("Annuleren", act=self.reject))
        buttons.addWidget(button("Opgeslagen tekst overnemen", act=lambda: self._choose(Keep.THEIRS)))
        keep_mine = button("Verder met mijn tekst", "check", "primary", lambda: self._choose(Keep.MINE))
        keep_mine.setDefault(True)
        buttons.addWidget(keep_mine)
        layout.addLayout(buttons)

    def _choose(self, keep: Keep) -> None:
        self.keep = keep
        self.accept()


def differing_lines(text: str, other: str) -> tuple[int, ...]:
    """The lines of a text, from 0, that the other has not at that place."""
    lines, others = text.splitlines(), other.splitlines()
    blocks = SequenceMatcher(None, lines, others, autojunk=False).get_opcodes()
    return tuple(at for tag, start, end, _, _ in blocks if tag != "equal" for at in range(start, end))


def _whole(draft: ChapterDraft) -> str:
    note = f"\n\nNotitie voor de auteur:\n{draft.author_note}" if draft.author_note else ""
    return f"{draft.text or ''}{note}"


def marked_text(title: str, text: str, other: str) -> QPlainTextEdit:
    """A text to read and copy from, with the lines coloured that the other has not."""
    made = QPlainTextEdit(text, readOnly=True, tabChangesFocus=True)
    made.setAccessibleName(title)
    _colour(made, differing_lines(text, other))
    return made


def _colour(shown: QPlainTextEdit, lines: Sequence[int]) -> None:
    ground = QTextBlockFormat()
    ground.setBackground(QColor(Theme.now().tokens.warning_soft))
    for at in lines:
        QTextCursor(shown.document().findBlockByNumber(at)).setBlockFormat(ground)
