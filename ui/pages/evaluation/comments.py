"""What readers say about the document, and the second reader's approval of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QWidget

from app.errors import AppError
from app.formats import format_date
from app.rules.permissions import PROGRAMME, Act
from app.services.access import allowed
from app.services.publishing.approvals import approve, reading_of
from app.services.publishing.comments import WHOLE, add_comment, comments, resolve_comment
from ui import dialogs, errors
from ui.tokens import Space, Tone
from ui.widgets.forms.choose import Choose
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import EmptyState, Pill, button, column, label, line, row
from ui.widgets.told import Told

if TYPE_CHECKING:
    from app.services.publishing.approvals import Reading
    from app.services.publishing.comments import CommentFacts
    from app.vault.session import UnlockedVault
    from ui.pages.evaluation.chapters import ChapterLine
    from ui.tasks import Tasks

_ROWS = 3


class CommentsPanel(QWidget):
    """Comments of one document. `counted` tells how many are open, `chapter_asked` where the user wants to go."""

    counted = Signal(int)
    chapter_asked = Signal(int)

    def __init__(self, vault: UnlockedVault, tasks: Tasks) -> None:
        super().__init__()
        self._vault, self._tasks = vault, tasks
        self.may_comment = allowed(vault, Act.REVIEW_EVALUATION, PROGRAMME)
        self._document: int | None = None
        self.entries: tuple[CommentFacts, ...] = ()
        self.message = MessageBar()
        self.reading = Told()
        self.approve = button("Goedkeuren als tweede lezer…", "clipboard-check", act=self.ask_approval)
        self.text = QPlainTextEdit(tabChangesFocus=True)
        self.text.setAccessibleName("Nieuwe opmerking")
        self.text.setPlaceholderText("Schrijf een opmerking voor de auteur.")
        self.text.setFixedHeight(QFontMetrics(self.text.font()).lineSpacing() * _ROWS + 2 * Space.SMALL)
        self.about = Choose(characters=14)
        self.about.setAccessibleName("Waarover de opmerking gaat")
        self.about.fill([(None, WHOLE)], None)
        self.place = button("Plaatsen", "send", act=self.add)
        self._area = QScrollArea(widgetResizable=True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName("Opmerkingen")
        self._lay_out()

    def show_document(self, document: int, chapter: ChapterLine | None) -> None:
        """Show the comments on this document; a new one is about this chapter unless the reader says otherwise."""
        self._document = document
        offered: list[tuple[int | None, str]] = [(None, WHOLE)]
        if chapter is not None:
            offered.insert(0, (chapter.id, f"{chapter.number} {chapter.title}"))
        self.about.fill(offered, offered[0][0])
        self.refresh()

    def refresh(self) -> None:
        """Read again; who read the document is found out on the worker thread, for it takes the whole document."""
        if self._document is None:
            return
        document, vault = self._document, self._vault
        self.entries = comments(vault, document)
        self._show_entries()
        self.approve.setEnabled(False)  # until it is known who wrote and who read
        self._tasks.run(
            self,
            lambda _progress: reading_of(vault, document),
            done=lambda reading: self._show_reading(document, reading),
            failed=self._on_failed,
        )

    def add(self) -> None:
        """Place what was typed."""
        if self._document is None:
            return
        try:
            add_comment(self._vault, self._document, self.text.toPlainText(), chapter_id=self.about.value)
        except AppError as error:
            self.message.say(str(error), Tone.WARNING)
            return
        self.text.clear()
        self.message.say("De opmerking is geplaatst.")
        self.refresh()

    def resolve(self, comment: CommentFacts) -> None:
        """Deal with a comment, or open it again."""
        try:
            resolve_comment(self._vault, comment)
        except AppError as error:
            self.message.say(str(error), Tone.WARNING)
        self.refresh()

    def ask_approval(self) -> None:
        """Approve, after saying what that means."""
        if self._document is None or not dialogs.confirm(
            self,
            "Document goedkeuren?",
            "U verklaart als tweede lezer dat dit document zo definitief kan worden. Uw goedkeuring vervalt zodra een "
            "tekst of cijfer wijzigt.",
            "Goedkeuren",
        ):
            return
        try:
            approve(self._vault, self._document)
        except AppError as error:
            self.message.say(str(error), Tone.WARNING)
        else:
            self.message.say("U hebt het document goedgekeurd.")
        self.refresh()

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self.message.say(str(error), Tone.WARNING)
        else:
            errors.show(self, error)

    def _show_reading(self, document: int, reading: Reading) -> None:
        if document != self._document:  # another one was chosen meanwhile
            return
        if reading.reader is None:
            told = (Tone.NEUTRAL, "Nog niet door een tweede lezer goedgekeurd.")
        elif reading.current:
            told = (Tone.SUCCESS, f"Goedgekeurd door {reading.reader} op {format_date(reading.approved_on)}.")
        else:
            told = (
                Tone.WARNING,
                f"Gewijzigd na de goedkeuring door {reading.reader} op {format_date(reading.approved_on)}.",
            )
        self.reading.show_lines([told])
        self.approve.setEnabled(not reading.hindrance)
        self.approve.setToolTip(reading.hindrance)

    def _show_entries(self) -> None:
        inside = QWidget()
        inside.setProperty("ground", "clear")
        layout = column(inside, Space.MEDIUM)
        layout.setContentsMargins(Space.LARGE, Space.SMALL, Space.LARGE, Space.LARGE)
        for at, comment in enumerate(self.entries):
            if at:
                layout.addWidget(line())
            layout.addWidget(self._entry(comment))
        if self.entries:
            layout.addStretch()
        else:
            layout.addWidget(EmptyState("pencil", "Geen opmerkingen", "Een lezer zet hier iets bij een hoofdstuk."))
        self._area.setWidget(inside)
        self.counted.emit(sum(1 for comment in self.entries if comment.open))

    def _entry(self, comment: CommentFacts) -> QFrame:
        entry = QFrame()
        layout = column(entry, Space.TIGHT)
        head = row(space=Space.SMALL)
        head.addWidget(label(comment.place, "label", wrap=True), 1)
        head.addWidget(Pill("open", Tone.WARNING) if comment.open else Pill("afgehandeld", Tone.SUCCESS))
        layout.addLayout(head)
        text = label(comment.text, wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(text)
        done = "" if comment.open else f"; afgehandeld door {comment.resolved_by} op {format_date(comment.resolved_on)}"
        layout.addWidget(label(f"{comment.author}, {format_date(comment.written_on)}{done}", "caption", wrap=True))
        acts = row(space=Space.SMALL)
        if self.may_comment:
            what = "Afhandelen" if comment.open else "Heropenen"
            acts.addWidget(self._act(what, comment, lambda: self.resolve(comment)))
        key = comment.chapter_id
        if key is not None:
            acts.addWidget(self._act("Naar het hoofdstuk", comment, lambda: self.chapter_asked.emit(key)))
        acts.addStretch()
        layout.addLayout(acts)
        return entry

    def _act(self, text: str, comment: CommentFacts, act: object) -> QWidget:
        made = button(text, "", "quiet", act)  # type: ignore[arg-type]
        made.setAccessibleName(f"{text}: {comment.text[:60]}")
        return made

    def _lay_out(self) -> None:
        layout = column(self, Space.SMALL)
        layout.addWidget(self.message)
        top = column(space=Space.SMALL)
        top.setContentsMargins(Space.LARGE, 0, Space.LARGE, 0)
        top.addWidget(self.reading)
        top.addWidget(self.approve, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(top)
        layout.addWidget(line())
        layout.addWidget(self._area, 1)
        layout.addWidget(line())
        foot = column(space=Space.SMALL)
        foot.setContentsMargins(Space.LARGE, Space.SMALL, Space.LARGE, Space.LARGE)
        foot.addWidget(self.text)
        across = row(space=Space.SMALL)
        across.addWidget(self.about, 1)
        across.addWidget(self.place)
        foot.addLayout(across)
        layout.addLayout(foot)
        for each in (self.text, self.about, self.place, self.approve):
            each.setVisible(self.may_comment)
