"""Work on the worker thread comes back to the window's thread, or to nobody when nobody waits."""

from __future__ import annotations

import threading
from threading import Event, current_thread, main_thread
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.errors import Cancelled, NotFound
from ui.tasks import Progress, Task, Tasks

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import User


def _never(_: object) -> None:
    pytest.fail("this must not happen")


@pytest.fixture
def owner() -> QObject:
    return QObject()


def test_that_work_runs_elsewhere_and_answers_here(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    places: list[Any] = []

    task = tasks.run(owner, lambda _: current_thread(), done=lambda where: places.append((where, current_thread())))
    qtbot.waitUntil(lambda: bool(places))

    worked_in, answered_in = places[0]
    assert worked_in is not main_thread()
    assert answered_in is main_thread()
    assert task.finished


def test_that_two_jobs_never_run_at_the_same_time(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    running = threading.Semaphore(1)
    answers: list[bool] = []

    def work(_: Progress) -> bool:
        alone = running.acquire(blocking=False)
        running.release()
        return alone

    for _ in range(20):
        tasks.run(owner, work, done=answers.append)
    qtbot.waitUntil(lambda: len(answers) == 20)

    assert all(answers)


def test_that_progress_arrives_in_order_and_before_the_answer(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    heard: list[Any] = []

    def work(progress: Progress) -> str:
        progress("half", 0.5)
        progress.say("heel", 1.0)
        return "klaar"

    tasks.run(owner, work, done=heard.append, progressed=lambda text, fraction: heard.append((text, fraction)))
    qtbot.waitUntil(lambda: "klaar" in heard)

    assert heard == [("half", 0.5), ("heel", 1.0), "klaar"]


def test_that_cancelled_work_stops_at_its_next_step(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    started, go_on = Event(), Event()
    failures: list[BaseException] = []
    done: list[str] = []

    def work(progress: Progress) -> str:
        started.set()
        go_on.wait(5)
        progress("verder")
        return "te ver"

    task = tasks.run(owner, work, done=done.append, failed=failures.append)
    started.wait(5)
    task.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(failures))

    assert isinstance(failures[0], Cancelled)
    assert not done


def test_that_what_comes_after_a_cancel_is_handed_to_unwanted(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    started, go_on = Event(), Event()
    unwanted: list[str] = []
    failures: list[BaseException] = []
    told: list[str] = []

    def work(progress: Progress) -> str:
        started.set()
        go_on.wait(5)
        progress.say("dit hoort niemand meer")
        return "een open kluis"

    task = tasks.run(
        owner,
        work,
        done=pytest.fail,
        failed=failures.append,
        unwanted=unwanted.append,
        progressed=lambda text, _: told.append(text),
    )
    started.wait(5)
    task.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(unwanted))

    assert unwanted == ["een open kluis"]
    assert isinstance(failures[0], Cancelled)
    assert not told


def test_that_an_answer_for_a_window_that_is_gone_is_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    owner = QWidget()
    go_on = Event()
    unwanted: list[str] = []

    def work(_: Progress) -> str:
        go_on.wait(5)
        return "laat"

    tasks.run(owner, work, done=pytest.fail, failed=lambda _: pytest.fail("nobody is there"), unwanted=unwanted.append)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    go_on.set()
    qtbot.waitUntil(lambda: bool(unwanted))

    assert unwanted == ["laat"]


def test_that_a_failure_for_a_window_that_is_gone_is_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    owner = QWidget()
    go_on = Event()

    def work(_: Progress) -> str:
        go_on.wait(5)
        raise NotFound("weg")

    task = tasks.run(owner, work, done=pytest.fail, failed=lambda _: pytest.fail("nobody is there"))
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    go_on.set()

    qtbot.waitUntil(lambda: task.finished)


def test_that_an_error_without_an_own_answer_is_told_to_the_user(
    qtbot: QtBot, tasks: Tasks, owner: QObject, user: User
) -> None:
    def work(_: Progress) -> str:
        raise NotFound("De casus bestaat niet (meer).")

    tasks.run(owner, work, done=pytest.fail)
    qtbot.waitUntil(lambda: bool(user.told))

    assert user.told == ["Dat is niet gelukt: De casus bestaat niet (meer)."]


def test_that_what_breaks_after_a_cancel_is_not_reported_as_a_mistake(
    qtbot: QtBot, tasks: Tasks, owner: QObject
) -> None:
    started, go_on = Event(), Event()
    failures: list[BaseException] = []

    def work(_: Progress) -> None:
        started.set()
        go_on.wait(5)
        raise RuntimeError("the vault was closed under it")

    tasks.run(owner, work, done=_never, failed=failures.append)
    started.wait(5)
    tasks.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(failures))

    assert isinstance(failures[0], Cancelled)


def test_that_closing_stops_what_runs_and_forgets_what_waits(owner: QObject) -> None:
    tasks = Tasks()
    started, stopped = Event(), Event()

    def work(progress: Progress) -> None:
        started.set()
        while not progress.stopped:
            stopped.wait(0.001)

    tasks.run(owner, work, done=_never)
    waiting: Task[None] = tasks.run(owner, _never, done=_never)
    started.wait(5)

    tasks.close()

    assert not waiting.finished


def test_that_work_asked_for_after_the_end_is_not_done(qtbot: QtBot) -> None:
    tasks, owner, done = Tasks(), QObject(), []
    tasks.close()
    task = tasks.run(owner, lambda _progress: done.append(1), done=lambda _result: done.append(2))
    assert task.stop.is_set()
    assert done == []
