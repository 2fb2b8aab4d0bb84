"""Something under way in a dialog: what is being done, how far it is, and a way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QProgressBar, QWidget

from app.errors import AppError, Cancelled
from ui import errors
from ui.tokens import Space
from ui.widgets.parts import column, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.tasks import Progress, Task, Tasks

FINE = 1000  # steps of the bar


class Job(QWidget):
    """Hidden until it starts and again when it has ended."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._task: Task[Any] | None = None
        self._done: Callable[[Any], None] = lambda _result: None
        self._refused: Callable[[AppError], None] = lambda _error: None
        self.text = label("", "caption", wrap=True)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName("Voortgang")
        layout = column(self, Space.TIGHT)
        layout.addWidget(self.text)
        layout.addWidget(self.bar)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether it is under way."""
        return self._task is not None

    def start(
        self,
        work: Callable[[Progress], Any],
        *,
        first: str,
        done: Callable[[Any], None],
        refused: Callable[[AppError], None],
        unwanted: Callable[[Any], None] | None = None,
    ) -> None:
        """Do the work on the worker thread; `first` is said until the work says something itself.

        `refused` gets Cancelled when it was stopped. `unwanted` is handed what was made all the same.
        """
        self._done, self._refused = done, refused
        self._tell(f"{first}…", None)
        self.show()
        self._task = self._tasks.run(
            self,
            work,
            done=self._finish,
            failed=self._fail,
            progressed=lambda text, fraction: self._tell(f"{text}…", fraction),
            unwanted=unwanted or (lambda _result: None),
        )

    def stop(self) -> None:
        """Ask it to stop."""
        if self._task is not None:
            self._task.cancel()
            self._tell("Wordt afgebroken…", None)

    def _finish(self, result: Any) -> None:  # noqa: ANN401  # whatever the work made
        self._end()
        self._done(result)

    def _fail(self, error: BaseException) -> None:
        self._end()
        if isinstance(error, AppError):
            self._refused(error)
        else:
            self._refused(Cancelled("Dat is niet gelukt."))
            errors.show(self, error)

    def _end(self) -> None:
        self._task = None
        self.hide()

    def _tell(self, text: str, fraction: float | None) -> None:
        self.text.setText(text)
        self.bar.setMaximum(0 if fraction is None else FINE)
        self.bar.setValue(int(FINE * (fraction or 0)))
