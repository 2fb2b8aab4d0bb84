"""The pages as they would be printed now, drawn again on the worker thread each time typing pauses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.errors import AppError, Cancelled
from app.report.evaluation_pdf import render_bytes
from app.report.house.kept import house_of
from app.report.preview import page_images
from app.services.evaluation.gather import Gathered, gather
from app.services.evaluation.texts import ChapterDraft
from app.services.publishing.versions import final_version, frozen_pdf
from models.choices import Edition
from ui import errors
from ui.tokens import Space, Tone
from ui.widgets.forms.choose import Choose
from ui.widgets.message_bar import MessageBar
from ui.widgets.page_view import PageView
from ui.widgets.parts import column, icon_button, label, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault
    from ui.tasks import Progress, Task, Tasks

TYPING_PAUSE = 600  # milliseconds after the last key before the pages follow
_EDITIONS = ((Edition.CONFIDENTIAL, "Vertrouwelijk"), (Edition.PUBLIC, "Openbaar"))
SIZE_PAUSE = 250  # milliseconds after the last change of size before the pictures are sharp again


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which document to draw, and what is being typed over it, by chapter."""

    year: int
    unsaved: Mapping[int, ChapterDraft]
    edition: Edition = Edition.CONFIDENTIAL


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document as it was gathered, its PDF, and its pages."""

    gathered: Gathered
    pdf: bytes
    pages: tuple[QImage, ...]


class Preview(QWidget):
    """Draws what was last asked for; what comes too late is dropped. `gathered` gives the content behind the pages."""

    gathered = Signal(object)

    def __init__(self, vault: UnlockedVault, tasks: Tasks) -> None:
        super().__init__()
        self._vault, self._tasks = vault, tasks
        self._wanted: Wanted | None = None
        self._pdf = b""
        self._task: Task[Drawn] | Task[tuple[QImage, ...]] | None = None
        self._typing = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._typing.timeout.connect(self._draw)
        self._resizing = QTimer(self, singleShot=True, interval=SIZE_PAUSE)
        self._resizing.timeout.connect(self._sharpen)
        self.view = PageView()
        self.message = MessageBar()
        self.state = label("", "caption")
        self.state.setMinimumWidth(1)  # gives way in a small window
        self.edition = Choose(characters=10)
        self.edition.setAccessibleName("Editie van het voorbeeld")
        self.edition.fill(_EDITIONS, Edition.CONFIDENTIAL)
        self.edition.activated.connect(lambda _at: self._draw_other())
        self.place = label("", "caption")
        self.zoom = label("", "caption")
        layout = column(self, Space.SMALL)
        layout.addWidget(self._tools())
        layout.addWidget(self.message)
        layout.addWidget(self.view, 1)
        self.view.zoomed.connect(self._on_zoom)
        self.view.place_changed.connect(self._show_place)
        self._on_zoom()

    @property
    def busy(self) -> bool:
        """Whether pages are being drawn or about to be."""
        return self._typing.isActive() or self._task is not None

    def ask(self, wanted: Wanted, *, at_once: bool = False) -> None:
        """Draw this once typing pauses, or now."""
        self._wanted = replace(wanted, edition=self.edition.value)
        self._typing.start(0 if at_once else TYPING_PAUSE)

    def clear(self) -> None:
        """There is no document."""
        self._wanted, self._pdf = None, b""
        self._stop()
        self._typing.stop()
        self.view.show_pages(())

    def _draw_other(self) -> None:
        """The same document in the edition that was just chosen."""
        if self._wanted is not None:
            self.ask(self._wanted, at_once=True)

    def _draw(self) -> None:
        wanted = self._wanted
        if wanted is None:
            return
        vault, width = self._vault, self.view.picture_width

        def work(progress: Progress) -> Drawn:
            gathered = gather(vault, wanted.year, wanted.unsaved, edition=wanted.edition)
            final = final_version(vault, wanted.year)
            if final is not None:
                pdf = frozen_pdf(vault, final.id, wanted.edition)
            else:
                pdf = render_bytes(gathered.document, house=house_of(vault), cancelled=lambda: progress.stopped)
            return Drawn(gathered, pdf, pictures(pdf, width, lambda: progress.stopped))

        self._stop()
        self.state.setText("Bijwerken…")
        self._task = self._tasks.run(self, work, done=self._on_drawn, failed=self._on_failed)

    def _sharpen(self) -> None:
        """Pictures of the pages there are, in the width of now; drawing anew would give them too."""
        if not self._pdf or self.busy:
            return
        pdf, width = self._pdf, self.view.picture_width
        self._task = self._tasks.run(
            self,
            lambda progress: pictures(pdf, width, lambda: progress.stopped),
            done=self._on_pictures,
            failed=self._on_failed,
        )

    def _stop(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()

    def _on_drawn(self, drawn: Drawn) -> None:
        self._pdf = drawn.pdf
        self.message.hide()
        self._on_pictures(drawn.pages)
        self.gathered.emit(drawn.gathered)

    def _on_pictures(self, pages: tuple[QImage, ...]) -> None:
        self._task = None
        self.state.setText("")
        self.view.show_pages(pages)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):  # something newer was asked for, and says so itself
            return
        self._task = None
        self.state.setText("")
        if isinstance(error, AppError):
            self.message.say(str(error), Tone.WARNING)
        else:
            errors.show(self, error)

    def _on_zoom(self) -> None:
        self.zoom.setText(f"{self.view.zoom}%")
        self._resizing.start()

    def _show_place(self) -> None:
        self.place.setText(f"Pagina {self.view.page} van {self.view.count}" if self.view.count else "")

    def _tools(self) -> QWidget:
        tools = QWidget()
        across = row(tools, Space.TIGHT)
        across.setContentsMargins(Space.MEDIUM, 0, Space.SMALL, 0)
        across.addWidget(self.edition)
        across.addSpacing(Space.SMALL)
        across.addWidget(self.place)
        across.addSpacing(Space.SMALL)
        across.addWidget(self.state)
        across.addStretch()
        across.addWidget(icon_button("minus", "Kleiner (Ctrl+−)", self.view.zoom_out))
        across.addWidget(self.zoom)
        across.addWidget(icon_button("plus", "Groter (Ctrl++)", self.view.zoom_in))
        return tools


def pictures(pdf: bytes, width: int, stopped: Callable[[], bool]) -> tuple[QImage, ...]:
    """The pages of a PDF as pictures that own their pixels; Cancelled as soon as they are no longer wanted."""
    made = []
    for page in page_images(pdf, width):
        if stopped():
            raise Cancelled
        picture = QImage(page.rgba, page.width, page.height, page.width * 4, QImage.Format.Format_RGBA8888)
        made.append(picture.convertToFormat(QImage.Format.Format_RGB888))
    return tuple(made)
