"""One chapter at a time on the desk: opening, saving, and what happens when somebody else was first.

What was typed is never lost without asking: every way out goes through `may_leave`, and a refused save leaves the text.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.errors import AppError, Conflict, NotFound
from app.services.drafts import Drafts, Input
from ui import dialogs
from ui.dialogs import Answer
from ui.pages.evaluation.compare import CompareDialog, Keep
from ui.tokens import Tone
from ui.widgets.forms.waiting import time_of
from ui.widgets.page import Unsaved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.drafts import Draft, Typed
    from app.services.evaluation.texts import ChapterDraft, Chapters
    from ui.pages.evaluation.editor import ChapterEditor


class Desk(QObject):
    """Moves chapters between the register and the editor. `stored` tells the title of what was saved."""

    stored = Signal(str)

    def __init__(self, chapters: Chapters, editor: ChapterEditor) -> None:
        super().__init__(editor)
        self._chapters = chapters
        self._editor = editor
        editor.save_asked.connect(self.save)
        editor.revert_asked.connect(self.revert)

    @property
    def open_id(self) -> int | None:
        """The chapter that is open."""
        return self._editor.record.id if self._editor.record else None

    def may_leave(self) -> bool:
        """Save, drop or keep what was typed."""
        if not self._editor.dirty:
            return True
        answer = dialogs.ask_unsaved(self._editor, "de tekst van het hoofdstuk gewijzigd")
        if answer is Answer.SAVE:
            return self.save()
        if answer is Answer.DISCARD:
            self.revert()
            return True
        return False

    def open(self, key: int) -> None:
        """Put a chapter on the desk; NotFound when it is gone."""
        self._editor.show_record(self._chapters.get(key))

    def read_again(self) -> None:
        """The open chapter as it is stored now, unless it is being edited; none when it is gone."""
        if self.open_id is None or self._editor.dirty:
            return
        try:
            self.open(self.open_id)
        except NotFound:
            self._editor.show_nothing()

    def save(self) -> bool:
        """Store what was typed; whether that was done."""
        record = self._editor.record
        if record is None or not self._editor.may_edit or not self._editor.dirty:
            return False
        try:
            stored = self._chapters.change(record.id, self._editor.draft(), record.version)
        except Conflict:
            self._say_conflict()
        except NotFound as gone:
            self._say_gone(gone)
        except AppError as error:
            self._editor.message.say(str(error), Tone.DANGER)
        else:
            self._editor.show_record(stored)
            self.stored.emit(stored.title)
            return True
        return False

    def revert(self) -> None:
        """Back to the text as it was stored."""
        if self._editor.record is not None:
            self._editor.show_record(self._editor.record)
            self._editor.edited.emit()

    def unsaved(self) -> Unsaved | None:
        """The text and the note as they stand there."""
        record, draft = self._editor.record, self._editor.draft()
        if record is None or not self._editor.dirty:
            return None
        return Unsaved(
            Drafts(self._chapters),
            Input(
                kind=self._chapters.kind,
                record=record.id,
                version=record.version,
                title=record.title,
                was={"text": record.draft.text, "author_note": record.draft.author_note},
                now={"text": draft.text, "author_note": draft.author_note},
            ),
        )

    def put_back(self, draft: Draft) -> None:
        """Show what was kept over the chapter as it was then, so that saving over somebody else's text is a conflict.

        Raises NotFound when the chapter is gone.
        """
        typed = draft.input
        newest = self._chapters.get(typed.record or 0)
        then = replace(
            newest,
            version=typed.version,
            draft=_with(newest.draft, typed.was),
        )
        over = newest if newest.version == typed.version else then
        self._editor.rebase(over, _with(over.draft, typed.now))
        if self._editor.dirty:
            self._editor.message.say(
                f"Uw invoer van {time_of(draft)} staat klaar. Ze is nog niet opgeslagen.",
                Tone.ACCENT,
                "Weggooien",
                self._drop,
            )

    def _drop(self) -> None:
        if self.open_id is not None:
            self.open(self.open_id)
            self._editor.edited.emit()

    def _say_conflict(self) -> None:
        self._editor.message.say(
            "Iemand anders heeft dit hoofdstuk intussen opgeslagen. Uw tekst is niet opgeslagen en staat er nog.",
            Tone.WARNING,
            "Vergelijken",
            self.compare,
        )

    def _say_gone(self, gone: NotFound) -> None:
        self._editor.message.say(f"{gone} Uw tekst staat er nog.", Tone.WARNING, "Als nieuw opslaan", self.save_as_new)

    def compare(self) -> None:
        """Show both texts and go on with the one the user chooses, over the newest version."""
        record, mine = self._editor.record, self._editor.draft()
        if record is None:
            return
        try:
            newest = self._chapters.get(record.id)
        except NotFound as gone:
            self._say_gone(gone)
            return
        dialog = CompareDialog(mine, newest.draft, self._editor)
        if not dialogs.run(dialog):
            self._say_conflict()
            return
        if dialog.keep is Keep.MINE:
            self._editor.rebase(newest, replace(newest.draft, text=mine.text, author_note=mine.author_note))
            self._editor.message.say("Uw tekst staat er nog. Sla op als die moet blijven.", Tone.ACCENT)
        else:
            self._editor.show_record(newest)
            self._editor.message.say("U ziet nu de tekst die is opgeslagen.", Tone.ACCENT)
        self._editor.edited.emit()

    def save_as_new(self) -> None:
        """Store the text again after somebody removed the chapter."""
        try:
            stored = self._chapters.add(self._editor.draft())
        except AppError as error:
            self._editor.message.say(str(error), Tone.DANGER, "Als nieuw opslaan", self.save_as_new)
            return
        self._editor.show_record(stored)
        self.stored.emit(stored.title)


def _with(chapter: ChapterDraft, typed: Mapping[str, Typed]) -> ChapterDraft:
    text, note = (typed.get(name) for name in ("text", "author_note"))
    return replace(
        chapter,
        text=text if isinstance(text, str) else None,
        author_note=note if isinstance(note, str) else None,
    )
