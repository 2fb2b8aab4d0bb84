"""The pages of a letter inside the program: drawn on the worker thread, in a process of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.errors import AppError, Cancelled
from app.report.preview import page_images
from ui import errors
from ui.tokens import Space, Tone
from ui.widgets.message_bar import MessageBar
from ui.widgets.page_view import PageView
from ui.widgets.parts import column, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.tasks import Progress, Task, Tasks

_WIDTH = 900  # pixels across of a page


class LetterPages(QWidget):
    """Shows the pages of a PDF that is still to be made or read; what comes too late is dropped."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._task: Task[tuple[QImage, ...]] | None = None
        self.view = PageView()
        self.message = MessageBar()
        self.state = label("", "caption")
        layout = column(self, Space.SMALL)
        layout.addWidget(self.message)
        layout.addWidget(self.state)
        layout.addWidget(self.view, 1)

    @property
    def busy(self) -> bool:
        """Whether pages are being drawn."""
        return self._task is not None

    def show_pdf(self, make: Callable[[], bytes]) -> None:
        """Draw the pages of what `make` gives; it is called on the worker thread."""
        self.stop()
        self.message.hide()
        self.state.setText("Pagina’s tekenen…")

        def work(progress: Progress) -> tuple[QImage, ...]:
            pages = []
            for page in page_images(make(), _WIDTH):
                if progress.stopped:
                    raise Cancelled
                picture = QImage(page.rgba, page.width, page.height, page.width * 4, QImage.Format.Format_RGBA8888)
                pages.append(picture.convertToFormat(QImage.Format.Format_RGB888))
            return tuple(pages)

        self._task = self._tasks.run(self, work, done=self._on_drawn, failed=self._on_failed)

    def stop(self) -> None:
        """Nobody waits for it any more."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()

    def clear(self) -> None:
        """Nothing to show."""
        self.stop()
        self.state.setText("")
        self.view.show_pages(())

    def _on_drawn(self, pages: tuple[QImage, ...]) -> None:
        self._task = None
        self.state.setText(f"{len(pages)} pagina’s" if len(pages) != 1 else "Eén pagina")
        self.view.show_pages(pages)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):  # something newer was asked for
            return
        self._task = None
        self.state.setText("")
        self.view.show_pages(())
        if isinstance(error, AppError):
            self.message.say(str(error), Tone.WARNING)
        else:
            errors.show(self, error)
