"""Writing the document: chapters at the left, the text of one in the middle, the pages or the notes at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QTabBar, QWidget

from app.errors import AppError
from app.report.evaluation_pdf import Rendered
from app.rules.permissions import PROGRAMME, Act
from app.services.access import allowed
from app.services.evaluation.document_parts import evaluation_options
from app.services.evaluation.outline import move_chapter
from app.services.evaluation.texts import ChapterDraft, Chapters, Evaluations
from app.services.records import Query
from models.choices import DocumentStatus
from ui import dialogs
from ui.pages.evaluation.acts import DocumentActs
from ui.pages.evaluation.chapters import ChapterDialog, ChapterLine, ChapterList, next_number
from ui.pages.evaluation.comments import CommentsPanel
from ui.pages.evaluation.desk import Desk
from ui.pages.evaluation.editor import ChapterEditor
from ui.pages.evaluation.export import ExportDialog
from ui.pages.evaluation.head import DocumentHead
from ui.pages.evaluation.notes import NotesPanel
from ui.pages.evaluation.preview import Preview, Wanted
from ui.tokens import Space, Tone
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page, Spot, Unsaved
from ui.widgets.parts import EmptyState, button, column, line, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.drafts import Draft
    from app.services.evaluation.gather import Gathered
    from app.services.evaluation.texts import EvaluationDraft
    from app.services.records import Record
    from ui.widgets.page import PageContext


class DocumentPage(Page):
    """The document of one year. `show_control` brings its control data in front, or a new form with None."""

    def __init__(self, context: PageContext, show_control: Callable[[int | None], None]) -> None:
        super().__init__()
        self._context = context
        self._show_control = show_control
        self._documents = Evaluations(context.vault)
        self._chapters = Chapters(context.vault)
        self.may_edit = self._chapters.may_edit()
        self.document: Record[EvaluationDraft] | None = None
        self._known: frozenset[int] | None = None
        self.points: int = 0
        may_export = allowed(context.vault, Act.EXPORT_EVALUATION, PROGRAMME)
        self.message = MessageBar()
        self.head = DocumentHead(may_edit=self.may_edit, may_export=may_export)
        self.list = ChapterList(may_edit=self.may_edit)
        self.editor = ChapterEditor(may_edit=self.may_edit)
        self.desk = Desk(self._chapters, self.editor)
        self.preview = Preview(context.vault, context.tasks)
        self.notes = NotesPanel()
        self.comments = CommentsPanel(context.vault, context.tasks)
        self.acts = DocumentActs(context, self)
        self._lay_out()
        self._connect()

    # What the window asks

    def refresh(self) -> None:
        """Read documents and chapters again, and draw; what is being typed stays."""
        try:
            self._read_document()
            if self.document is not None:
                self._read_chapters()
                self._show_comments()
                self._draw(at_once=True)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)

    def may_leave(self) -> bool:
        """Save, drop or keep what was typed."""
        return self.desk.may_leave()

    def open_record(self, key: int) -> None:
        """Show this document."""
        if self.desk.may_leave():
            self.document = self._documents.get(key)
            self.editor.show_nothing()
            self.refresh()

    def new(self) -> None:
        """Add a chapter, or make the first document."""
        if not self.may_edit:
            return
        if self.document is None:
            self._show_control(None)
        elif self.desk.may_leave():
            self._ask("Hoofdstuk toevoegen", self._proposal(self.document.id), self._chapters.add)

    def save(self) -> None:
        """Store the chapter."""
        self.desk.save()

    def spot(self) -> Spot:
        """The document; the chapter comes back with what was typed in it."""
        return Spot(record=self.document.id if self.document else None)

    def unsaved(self) -> Unsaved | None:
        """The open chapter, when it was changed."""
        return self.desk.unsaved()

    def put_back(self, draft: Draft) -> None:
        """The chapter with what was typed, in its document."""
        if not self.may_edit:
            return
        self.desk.put_back(draft)
        record = self.editor.record
        if record is not None and record.draft.evaluation_id is not None:
            self.document = self._documents.get(record.draft.evaluation_id)
            self.refresh()
        self.editor.text.setFocus()

    def focus_search(self) -> None:
        """Go to the list of chapters."""
        self.list.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def escape(self) -> None:
        """From the text back to the list."""
        self.focus_search()

    # What the user asks

    def rename(self) -> None:
        """Ask another number or title for the open chapter."""
        key = self.desk.open_id
        if key is None or not self.desk.may_leave():
            return
        try:
            record = self._chapters.get(key)
        except AppError as error:
            self.message.say(str(error), Tone.WARNING)
            return
        self._ask(
            "Nummer en titel wijzigen",
            record.draft,
            lambda draft: self._chapters.change(record.id, draft, record.version),
        )

    def remove(self) -> None:
        """Remove the open chapter, with a way back."""
        if not self.desk.may_leave() or self.editor.record is None:
            return
        record = self.editor.record
        try:
            draft = self._chapters.remove(record.id, record.version)
        except AppError as error:
            self.editor.message.say(str(error), Tone.DANGER)
            return
        self.editor.show_nothing()
        self.refresh()
        self.message.say(f"‘{record.title}’ is verwijderd.", Tone.NEUTRAL, "Ongedaan maken", lambda: self._undo(draft))

    def export(self) -> None:
        """Write the document to a file, after what was typed has been dealt with."""
        if self.document is None or not self.desk.may_leave():
            return
        dialog = ExportDialog(self._context.vault, self._context.tasks, self.document.draft, self.points, self)
        if dialogs.run(dialog) and dialog.rendered is not None:
            written = dialog.rendered
            what = f"{written.pages} pagina’s" if isinstance(written, Rendered) else "Het document is"
            self.message.say(f"{what} geschreven naar {written.path}. De export staat in het logboek.", Tone.ACCENT)

    def move_open_chapter(self, down: bool) -> None:  # a signal hands it over
        """Move the open chapter with its sections, with a way back."""
        key = self.desk.open_id
        if key is None or not self.desk.may_leave():
            return
        try:
            number = move_chapter(self._context.vault, key, down=down)
        except AppError as error:
            self.message.say(str(error), Tone.WARNING)
            return
        self.refresh()
        self.message.say(
            f"Verplaatst naar {number}.", Tone.NEUTRAL, "Ongedaan maken", lambda: self.move_open_chapter(not down)
        )

    def say(self, text: str, tone: Tone = Tone.SUCCESS) -> None:
        """Tell something about the document."""
        self.message.say(text, tone)

    # How

    def _ask(self, title: str, draft: ChapterDraft, store: Callable[[ChapterDraft], Record[ChapterDraft]]) -> None:
        dialog = ChapterDialog(title, draft, store, self)
        if dialogs.run(dialog) and dialog.stored is not None:
            self.editor.show_record(dialog.stored)
            self.refresh()
            self.editor.text.setFocus()

    def _proposal(self, document: int) -> ChapterDraft:
        numbers = [each.number for each in self.list.lines]
        here = next((each.number for each in self.list.lines if each.id == self.desk.open_id), None)
        return ChapterDraft(evaluation_id=document, number=next_number(numbers, here))

    def _undo(self, draft: ChapterDraft) -> None:
        if not self.desk.may_leave():
            return
        try:
            restored = self._chapters.add(draft)
        except AppError as error:
            self.message.say(f"Terugzetten lukt niet: {error}", Tone.DANGER)
            return
        self.editor.show_record(restored)
        self.refresh()
        self.message.say(f"‘{restored.title}’ is teruggezet.")

    def _read_document(self) -> None:
        """The document as it is now; the newest when it is gone, or one that was just made."""
        offered = evaluation_options(self._context.vault)
        keys = [option.value for option in offered]
        made = [key for key in keys if self._known is not None and key not in self._known]
        self._known = frozenset(keys)
        now = self.document.id if self.document else None
        key = now if now in keys else next(iter(keys), None)
        if made and not self.editor.dirty:
            key = made[0]
        if key != now:
            self.editor.show_nothing()
        self.document = None if key is None else self._documents.get(key)
        self._stack.setCurrentIndex(0 if self.document is None else 1)
        if self.document is None:
            self.preview.clear()
        else:
            self.head.show_document(offered, self.document)
            change = self.document.draft.status is not DocumentStatus.FINAL
            self.editor.allow(change=change)
            self.list.allow(change=change and self.may_edit)

    def _show_comments(self) -> None:
        if self.document is not None:
            here = next((each for each in self.list.lines if each.id == self.desk.open_id), None)
            self.comments.show_document(self.document.id, here)

    def _read_chapters(self) -> None:
        where = (("evaluation", self.document.id if self.document else None),)
        rows = self._chapters.rows(self._chapters.ids(Query(where=where)))
        lines = [ChapterLine(each.id, *each.cells[1:]) for each in rows]
        self.desk.read_again()
        if self.editor.record is None and lines:
            self.desk.open(lines[0].id)
        self.list.show_lines(lines, self.desk.open_id)

    def _on_chapter(self, key: int) -> None:
        if key != self.desk.open_id and self.desk.may_leave():
            try:
                self.desk.open(key)
            except AppError as error:
                self.message.say(str(error), Tone.WARNING)
            self._show_comments()
        QTimer.singleShot(0, self, lambda: self.list.mark(self.desk.open_id))  # the list is still on its way there

    def _on_document(self, key: int) -> None:
        self.open_record(key)
        if self.document is not None:
            self.head.show_document(evaluation_options(self._context.vault), self.document)

    def _on_stored(self, title: str) -> None:
        self.message.say(f"‘{title}’ is opgeslagen.")
        self.refresh()

    def _draw(self, *, at_once: bool = False) -> None:
        if self.document is None or self.document.draft.year is None:
            return
        record = self.editor.record
        unsaved = {record.id: self.editor.draft()} if record is not None and self.editor.dirty else {}
        self.preview.ask(Wanted(self.document.draft.year, unsaved), at_once=at_once)

    def _on_gathered(self, gathered: Gathered) -> None:
        self.editor.know(gathered)
        self.points = len(gathered.notes)
        self.notes.show_notes(gathered.notes, self.list.lines)
        self._tabs.setTabText(1, f"Aandachtspunten ({self.points})")

    def _on_counted(self, count: int) -> None:
        self._tabs.setTabText(2, f"Opmerkingen ({count})" if count else "Opmerkingen")

    def _connect(self) -> None:
        self.head.chosen.connect(self._on_document)
        self.head.control_asked.connect(lambda: self._show_control(self.document.id if self.document else None))
        self.head.export_asked.connect(self.export)
        self.list.chosen.connect(self._on_chapter)
        self.list.add_asked.connect(self.new)
        self.list.rename_asked.connect(self.rename)
        self.list.remove_asked.connect(self.remove)
        self.editor.edited.connect(self._draw)
        self.desk.stored.connect(self._on_stored)
        self.preview.gathered.connect(self._on_gathered)
        self.list.move_asked.connect(self.move_open_chapter)
        self.notes.chapter_asked.connect(self._on_chapter)
        self.comments.chapter_asked.connect(self._on_chapter)
        self.comments.counted.connect(self._on_counted)

    # Appearance

    def _lay_out(self) -> None:
        layout = column(self, Space.MEDIUM)
        layout.addWidget(self.message)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing())
        self._stack.addWidget(self._content())
        layout.addWidget(self._stack, 1)

    def _content(self) -> QWidget:
        content = QWidget()
        layout = column(content, Space.MEDIUM)
        layout.addWidget(self.head)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setHandleWidth(Space.LARGE)
        parts.setChildrenCollapsible(False)
        for part, stretch in ((self.list, 0), (self.editor, 3), (self._side(), 2)):
            parts.addWidget(part)
            parts.setStretchFactor(parts.count() - 1, stretch)
        parts.setSizes([240, 490, 450])
        layout.addWidget(parts, 1)
        return content

    def _side(self) -> QFrame:
        side = QFrame()
        side.setProperty("card", True)
        side.setMinimumWidth(280)
        self._tabs = QTabBar()
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setAccessibleName("Voorbeeld, aandachtspunten of opmerkingen")
        pages = QStackedWidget()
        sides = (("Voorbeeld", self.preview), ("Aandachtspunten", self.notes), ("Opmerkingen", self.comments))
        for title, part in sides:
            self._tabs.addTab(title)
            pages.addWidget(part)
        self._tabs.currentChanged.connect(pages.setCurrentIndex)
        head = row()
        head.setContentsMargins(Space.LARGE, Space.TIGHT, Space.LARGE, 0)
        head.addWidget(self._tabs, 1)
        layout = column(side, 0, 1)
        layout.addLayout(head)
        layout.addWidget(line())
        layout.addSpacing(Space.SMALL)
        layout.addWidget(pages, 1)
        return side

    def _nothing(self) -> EmptyState:
        make = button("Evaluatie maken", "plus", "primary", lambda: self._show_control(None))
        return EmptyState(
            "file-chart-column",
            "Nog geen evaluatie",
            "Maak de evaluatie van een jaar. Daarna schrijft u de hoofdstukken; tabellen en cijfers komen uit de kluis."
            if self.may_edit
            else "Er is nog geen evaluatie gemaakt. Met uw rol kunt u die alleen lezen en exporteren.",
            make if self.may_edit else None,
        )
