"""Work that takes longer than a blink runs on one worker thread and comes back to the window's thread.

One thread, so that two jobs never race for the vault. One long-lived object with one queued signal, because a signal
object per job is destroyed while Qt still delivers it. Who asked may be gone when the answer comes: then the answer is
handed to `unwanted` and nobody else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.errors import Cancelled
from ui import errors

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")


def _one_thread() -> ThreadPoolExecutor:
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - the login window is there before it works

    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="bolwerk")


def _nothing(_value: object) -> None:
    """Nothing has to be done."""


class Progress:
    """What work gets: where it says how far it is, and finds out that it should stop."""

    def __init__(self, tell: Callable[[str, float | None], None], stopped: Event) -> None:
        self._tell = tell
        self._stopped = stopped

    @property
    def stopped(self) -> bool:
        """Whether the user asked to stop."""
        return self._stopped.is_set()

    def say(self, text: str, fraction: float | None = None) -> None:
        """Say what is being done, and how much of it is done (0 to 1) when that is known."""
        self._tell(text, fraction)

    def __call__(self, text: str, fraction: float | None = None) -> None:
        """Say so at a point where the work can stop; raises Cancelled when it should."""
        if self.stopped:
            raise Cancelled
        self._tell(text, fraction)


@dataclass(slots=True, eq=False)
class Task(Generic[T]):
    """A job under way."""

    owner: QObject
    done: Callable[[T], None]
    failed: Callable[[BaseException], None]
    progressed: Callable[[str, float | None], None]
    unwanted: Callable[[T], None]
    stop: Event = field(default_factory=Event)
    finished: bool = False

    def cancel(self) -> None:
        """Ask it to stop; what it still delivers is unwanted."""
        self.stop.set()


class Tasks(QObject):
    """The worker thread of the window."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        self._running: list[Task[Any]] = []
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        owner: QObject,
        work: Callable[[Progress], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
        progressed: Callable[[str, float | None], None] | None = None,
        unwanted: Callable[[T], None] = _nothing,
    ) -> Task[T]:
        """Do the work there and call back here. Without `failed`, errors surface in the usual way.

        After `close` nothing is done any more: a timer of a page may still ask for it.
        """
        task = Task(
            owner=owner,
            done=done,
            failed=failed or (lambda error: errors.show(owner if isinstance(owner, QWidget) else None, error)),
            progressed=progressed or (lambda _text, _fraction: None),
            unwanted=unwanted,
        )
        if self._closed:
            task.cancel()
            return task
        self._running.append(task)
        if self._pool is None:
            self._pool = _one_thread()
        self._pool.submit(self._work, task, work)
        return task

    def cancel(self) -> None:
        """Ask everything to stop, because what it works on is about to go."""
        for task in self._running:
            task.cancel()

    def close(self) -> None:
        """Ask everything to stop and wait for the thread; nothing is delivered any more."""
        self._closed = True
        self.cancel()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def _work(self, task: Task[T], work: Callable[[Progress], T]) -> None:
        """On the worker thread."""

        def tell(text: str, fraction: float | None) -> None:
            self._arrived.emit(lambda: task.progressed(text, fraction) if _wanted(task) else None)

        try:
            result = work(Progress(tell, task.stop))
        except Exception as error:  # noqa: BLE001  # whatever went wrong there has to surface here
            failure = error  # the name in the except clause is gone when the window's thread gets to it
            self._arrived.emit(lambda: self._fail(task, failure))
        else:
            self._arrived.emit(lambda: self._finish(task, result))

    def _deliver(self, call: Callable[[], None]) -> None:
        """On the window's thread."""
        call()

    def _finish(self, task: Task[T], result: T) -> None:
        self._end(task)
        if _wanted(task):
            task.done(result)
            return
        task.unwanted(result)
        if isValid(task.owner):
            task.failed(Cancelled())

    def _fail(self, task: Task[Any], error: BaseException) -> None:
        """What goes wrong after a request to stop is the stopping."""
        self._end(task)
        if isValid(task.owner):
            task.failed(Cancelled() if task.stop.is_set() else error)

    def _end(self, task: Task[Any]) -> None:
        task.finished = True
        self._running.remove(task)


def _wanted(task: Task[Any]) -> bool:
    return not task.stop.is_set() and isValid(task.owner)
