"""A dialog for one act: it asks, does it, and closes; a refusal stays in the dialog, beside what it is about."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from app.errors import AppError, Cancelled, Invalid
from ui.tasks import Progress
from ui.tokens import Space, Tone
from ui.widgets.dialogs.job import Job
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QShowEvent

    from ui.tasks import Tasks


TITLE_BAR = 40  # pixels that the system puts above a window
WIDTH = 512  # pixels of what is asked, so that explanations stay short lines


class ActDialog(QDialog):
    """`made` is what the act gave, None until it was done. With `tasks` it is done on the worker thread."""

    doing = "Bezig"

    def __init__(
        self,
        title: str,
        intro: str,
        act: str,
        *,
        icon: str = "check",
        tasks: Tasks | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.made: Any = None
        self.message = MessageBar()
        self.job = Job(tasks) if tasks is not None else None
        self._area: QScrollArea | None = None
        self.content = QWidget()
        self.content.setMinimumWidth(WIDTH)
        self.body: QVBoxLayout = column(self.content, Space.LARGE)
        self.go = button(act, icon, "primary", self.start)
        self.go.setDefault(True)
        self.stop_button = button("Annuleren", act=self.reject)
        self._lay_out(title, intro)

    def prepare(self) -> Callable[[Progress], Any]:
        """Read what was entered and give the act that goes with it; raises Invalid."""
        raise NotImplementedError

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Put messages beside their fields; gives back what belongs to none."""
        return " ".join(fields.values())

    @property
    def busy(self) -> bool:
        """Whether the act is being done."""
        return self.job is not None and self.job.busy

    def start(self) -> None:
        """Do it."""
        if self.busy or not self.go.isEnabled():
            return
        self.message.hide()
        try:
            work = self.prepare()
            if self.job is None:
                self._finish(work(Progress(lambda _text, _fraction: None, Event())))
                return
        except AppError as refused:
            self._refuse(refused)
            return
        self.job.start(work, first=self.doing, done=self._finish, refused=self._refuse, unwanted=self._finish)
        self._show_busy()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """On a small or much enlarged screen what is asked can be scrolled, and the buttons stay in sight."""
        super().showEvent(event)
        highest = self.screen().availableSize().height() - TITLE_BAR
        if self.sizeHint().height() <= highest or self._area is not None:
            return
        self._area = QScrollArea()
        self._area.setAccessibleName(self.windowTitle())
        self._area.setWidgetResizable(True)
        self._area.setMinimumWidth(self.content.minimumWidth() + self._area.verticalScrollBar().sizeHint().width())
        self._layout.replaceWidget(self.content, self._area)
        self._layout.setSizeConstraint(QLayout.SizeConstraint.SetDefaultConstraint)
        self._area.setWidget(self.content)
        self.setMinimumHeight(0)
        self.resize(self.width(), highest)

    def reject(self) -> None:
        """Stop the act; when it is not under way, close."""
        if self.busy and self.job is not None:
            self.job.stop()
            return
        super().reject()

    def _finish(self, made: Any) -> None:  # noqa: ANN401  # whatever the act gives
        """Also when it was stopped too late: it was done, and the user has to know."""
        self.made = made
        self._show_busy()
        self.accept()

    def _refuse(self, refused: AppError) -> None:
        if self.result() == QDialog.DialogCode.Accepted:
            return  # stopped too late, see _finish
        self._show_busy()
        if isinstance(refused, Cancelled):
            self.message.say(str(refused), Tone.NEUTRAL)
        elif isinstance(refused, Invalid):
            rest = self.show_problems(refused.fields)
            if rest:
                self.message.say(rest, Tone.DANGER)
        else:
            self.message.say(str(refused), Tone.DANGER)

    def _show_busy(self) -> None:
        self.content.setEnabled(not self.busy)
        self.go.setEnabled(not self.busy)

    def _lay_out(self, title: str, intro: str) -> None:
        layout = self._layout = column(self, Space.MEDIUM)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        layout.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.LARGE)
        layout.addWidget(label(title, "section", wrap=True))
        if intro:
            layout.addWidget(label(intro, "muted", wrap=True))
        layout.addWidget(self.message)
        layout.addWidget(self.content)
        layout.addStretch(1)
        if self.job is not None:
            layout.addWidget(self.job)
        self.buttons: QHBoxLayout = row()
        self.buttons.addStretch()
        self.buttons.addWidget(self.stop_button)
        self.buttons.addWidget(self.go)
        layout.addSpacing(Space.SMALL)
        layout.addLayout(self.buttons)
