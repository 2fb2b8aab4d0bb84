"""An attachment on screen: its pages or its text; nothing of it touches the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QDialog, QPlainTextEdit, QStackedWidget, QWidget

from app.errors import AppError, Cancelled
from ui import errors
from ui.tokens import Space, Tone
from ui.widgets.message_bar import MessageBar
from ui.widgets.page_view import PageView
from ui.widgets.parts import button, column, icon_button, label, row
from ui.widgets.viewer.drawing import MOST_PAGES, Seen, seen

if TYPE_CHECKING:
    from app.services.attachments.reading import NewFile
    from models.choices import Choice
    from ui.tasks import Progress, Task, Tasks

WIDTH = 1200  # pixels of a picture


class Readable(Protocol):
    """Where files are kept, under which label; reading one is logged there."""

    @property
    def classification(self) -> Choice:
        """What stands below the file."""

    def view(self, key: int) -> NewFile:
        """The file with this id."""


class Named(Protocol):
    """What the dialog needs to know of a file."""

    @property
    def id(self) -> int:
        """By which it is read."""

    @property
    def name(self) -> str:
        """How it is called."""


class ViewerDialog(QDialog):
    """Reads and draws on the worker thread; that somebody looked is logged by what reads it."""

    def __init__(self, attachments: Readable, facts: Named, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(facts.name)
        self.resize(900, 860)
        self._attachments, self._facts, self._tasks = attachments, facts, tasks
        self._task: Task[Seen] | None = None
        self.message = MessageBar()
        self.state = label("", "caption")
        self.pages = PageView()
        self.pages.setAccessibleName(f"Bijlage {facts.name}")
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName(f"Tekst van {facts.name}")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.pages)
        self.stack.addWidget(self.text)
        self._lay_out()
        self.pages.place_changed.connect(self._show_place)
        self.finished.connect(lambda _code: self._stop())
        self.pages.setFocus()
        self._draw()

    @property
    def busy(self) -> bool:
        """Whether it is being read or drawn."""
        return self._task is not None

    def _draw(self) -> None:
        attachments, key = self._attachments, self._facts.id
        self.state.setText("Bijlage lezen…")

        def work(progress: Progress) -> Seen:
            return seen(attachments.view(key), WIDTH, lambda: progress.stopped)

        self._task = self._tasks.run(self, work, done=self._on_seen, failed=self._on_failed)

    def _on_seen(self, found: Seen) -> None:
        self._task = None
        if found.text is not None:
            self.stack.setCurrentWidget(self.text)
            self.text.setPlainText(found.text)
            self.text.setFocus()
            self.state.setText("")
            for each in self._zooms:
                each.hide()
        else:
            self.pages.show_pages(found.pages)
            self._show_place()
        if found.cut:
            shown = f"De eerste {MOST_PAGES} pagina’s staan hier" if found.pages else "Alleen het begin staat hier"
            self.message.say(f"{shown}. Exporteer de bijlage om alles te lezen.", Tone.NEUTRAL)

    def _on_failed(self, error: BaseException) -> None:
        self._task = None
        self.state.setText("")
        if isinstance(error, Cancelled):
            return
        if isinstance(error, AppError):
            self.message.say(f"Deze bijlage kan hier niet worden getoond. {error}", Tone.WARNING)
        else:
            errors.show(self, error)

    def _show_place(self) -> None:
        if self.pages.count:
            self.state.setText(f"Pagina {self.pages.page} van {self.pages.count}")

    def _stop(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()

    def _lay_out(self) -> None:
        layout = column(self, Space.SMALL)
        layout.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        head = row(space=Space.SMALL)
        head.addWidget(label(self._facts.name, "section"), 1)
        head.addWidget(self.state)
        self._zooms = (
            icon_button("minus", "Kleiner (Ctrl+−)", self.pages.zoom_out),
            icon_button("plus", "Groter (Ctrl++)", self.pages.zoom_in),
        )
        for each in self._zooms:
            head.addWidget(each)
        layout.addLayout(head)
        layout.addWidget(self.message)
        layout.addWidget(self.stack, 1)
        foot = row()
        foot.addWidget(label(self._attachments.classification.label, "caption"), 1)
        close = button("Sluiten", act=self.accept)
        close.setDefault(True)
        foot.addWidget(close)
        layout.addLayout(foot)
