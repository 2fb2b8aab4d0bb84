"""What the author should look at before publishing: figures that do not agree, names that do not exist, own notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.tokens import Space
from ui.widgets.parts import EmptyState, Picture, button, column, label, line, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.document import AuthorNote
    from ui.pages.evaluation.chapters import ChapterLine


class NotesPanel(QScrollArea):
    """The notes on a document. `chapter_asked` gives the id of the chapter that a note is about."""

    chapter_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Aandachtspunten")
        self._notes: tuple[AuthorNote, ...] | None = None
        self._chapters: tuple[ChapterLine, ...] = ()

    def show_notes(self, notes: Sequence[AuthorNote], chapters: Sequence[ChapterLine]) -> None:
        """Show these; a note at a chapter leads there. The place in the list stays."""
        if (tuple(notes), tuple(chapters)) == (self._notes, self._chapters):
            return
        self._notes, self._chapters = tuple(notes), tuple(chapters)
        seen = self.verticalScrollBar().value()
        inside = QWidget()
        inside.setProperty("ground", "clear")
        layout = column(inside, Space.MEDIUM)
        layout.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.LARGE)
        if self._notes:
            layout.addWidget(
                label(
                    "Het programma wijst verschillen aan en verandert niets. Dit wordt niet gedrukt.",
                    "muted",
                    wrap=True,
                )
            )
        for note in self._notes:
            layout.addWidget(line())
            layout.addWidget(self._entry(note))
        if self._notes:
            layout.addStretch()
        else:
            layout.addWidget(EmptyState("circle-check", "Geen aandachtspunten", "Er is niets dat u moet nakijken."))
        self.setWidget(inside)
        self.verticalScrollBar().setValue(seen)

    def _entry(self, note: AuthorNote) -> QFrame:
        entry = QFrame()
        across = row(entry, Space.SMALL)
        across.addWidget(Picture("triangle-alert", "warning_text", 18), alignment=Qt.AlignmentFlag.AlignTop)
        texts = column(space=Space.TIGHT)
        texts.addWidget(label(note.place, "label", wrap=True))
        for paragraph in note.text.split("\n\n"):
            text = label(" ".join(paragraph.split()), wrap=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            texts.addWidget(text)
        chapter = next((each for each in self._chapters if f"{each.number} {each.title}" == note.place), None)
        if chapter is not None:
            go = button("Naar het hoofdstuk", "", "quiet", lambda: self.chapter_asked.emit(chapter.id))
            go.setAccessibleName(f"Naar het hoofdstuk: {note.place}")
            texts.addWidget(go, alignment=Qt.AlignmentFlag.AlignLeft)
        across.addLayout(texts, 1)
        return entry
