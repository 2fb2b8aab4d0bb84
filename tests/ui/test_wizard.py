"""A course of steps: forwards only when accepted, backwards freely, out only after asking."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDialog

from app.errors import AccessDenied, Cancelled, Invalid
from tests.ui.conftest import User, shown, shown_course
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.dialogs.job import Job
from ui.widgets.dialogs.wizard import Step, Wizard

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from ui.tasks import Progress, Tasks


class Picky(Step):
    """Accepts when it is told to."""

    def __init__(self, stage: str, title: str) -> None:
        super().__init__(stage, title, "Waarom.")
        self.refusal: Exception | None = None
        self.is_ready = True

    @property
    def ready(self) -> bool:
        return self.is_ready

    def accept(self) -> None:
        if self.refusal is not None:
            raise self.refusal


@pytest.fixture
def steps() -> list[Picky]:
    return [Picky("Een", "Eerste"), Picky("Een", "Tweede"), Picky("Twee", "Derde")]


@pytest.fixture
def wizard(steps: list[Picky], qtbot: QtBot, user: User) -> Wizard:
    made = Wizard("Iets doen", ("Een", "Twee"), "Belofte.")
    made.add(steps)
    made.begin()
    shown_course(qtbot, made)
    return made


def test_that_the_steps_follow_each_other(wizard: Wizard) -> None:
    assert not wizard.back_button.isVisible()
    wizard.onward()
    assert wizard.title.text() == "Tweede"
    wizard.onward()
    assert wizard.stages.accessibleName() == "Stap 2 van 2: Twee"
    wizard.back()
    assert wizard.title.text() == "Tweede"
    wizard.onward()
    wizard.onward()
    assert wizard.result() == QDialog.DialogCode.Accepted


@pytest.mark.parametrize("refusal", [Invalid({"x": "Vul x in."}), AccessDenied("Mag niet.")])
def test_that_a_step_that_refuses_stays_in_front(wizard: Wizard, steps: list[Picky], refusal: Exception) -> None:
    steps[0].refusal = refusal

    wizard.onward()

    assert wizard.step is steps[0]
    assert steps[0].message.text.text() == str(refusal)

    steps[0].refusal = None
    wizard.onward()
    assert not steps[0].message.isVisible()
    assert wizard.step is steps[1]


def test_that_a_step_that_is_not_ready_cannot_be_left_forwards(wizard: Wizard, steps: list[Picky]) -> None:
    steps[0].is_ready = False
    steps[0].changed.emit()
    assert not wizard.next_button.isEnabled()

    wizard.onward()

    assert wizard.step is steps[0]


def test_that_giving_up_asks_unless_nothing_was_done(wizard: Wizard, user: User) -> None:
    wizard.onward()
    user.will(False, True)

    wizard.reject()
    assert wizard.isVisible()
    wizard.reject()
    assert not wizard.isVisible()
    assert user.asked == ["Stoppen met iets doen?"] * 2


def test_that_giving_up_at_the_first_step_asks_nothing(wizard: Wizard, user: User) -> None:
    wizard.reject()

    assert user.asked == []
    assert not wizard.isVisible()


def test_that_closing_after_the_last_step_is_no_giving_up(wizard: Wizard, steps: list[Picky], user: User) -> None:
    steps[2].may_return = False
    wizard.onward()
    wizard.onward()
    assert not wizard.cancel_button.isVisible()

    wizard.reject()

    assert user.asked == []
    assert wizard.result() == QDialog.DialogCode.Accepted


def test_that_a_step_without_return_keeps_one_from_going_back(wizard: Wizard, steps: list[Picky]) -> None:
    steps[1].may_return = False
    wizard.onward()

    wizard.back()

    assert wizard.step is steps[1]
    assert not wizard.back_button.isVisible()


def test_that_what_comes_next_can_change(wizard: Wizard, steps: list[Picky]) -> None:
    other = Picky("Twee", "Iets anders")

    wizard.follow_with([other])
    wizard.onward()

    assert wizard.step is other
    assert wizard.steps == [steps[0], other]


def test_that_a_step_leaves_alone_what_it_does_not_need(qtbot: QtBot) -> None:
    step = Step("Een", "Titel")
    qtbot.addWidget(step)

    step.arrive()
    step.accept()
    step.stop()
    step.focus_first()

    assert step.ready
    assert not step.busy


class Act(ActDialog):
    """Does what the test wants."""

    def __init__(self, work: Callable[[Progress], object], tasks: Tasks | None) -> None:
        super().__init__("Iets doen", "", "Doen", tasks=tasks)
        self.work = work

    def prepare(self) -> Callable[[Progress], object]:
        return self.work


def act(qtbot: QtBot, work: Callable[[Progress], object], tasks: Tasks | None = None) -> Act:
    made = Act(work, tasks)
    shown(qtbot, made)
    return made


def test_that_an_act_without_a_thread_is_done_at_once(qtbot: QtBot) -> None:
    dialog = act(qtbot, lambda _progress: 7)

    dialog.go.click()

    assert dialog.made == 7
    assert dialog.result() == QDialog.DialogCode.Accepted


@pytest.mark.parametrize("threaded", [True, False])
def test_that_a_refusal_stays_in_the_dialog(qtbot: QtBot, tasks: Tasks, threaded: bool) -> None:
    def refuse(_progress: Progress) -> object:
        raise AccessDenied("Dat mag niet.")

    dialog = act(qtbot, refuse, tasks if threaded else None)
    dialog.start()
    qtbot.waitUntil(dialog.message.isVisible)

    assert dialog.message.text.text() == "Dat mag niet."
    assert dialog.go.isEnabled()


class Slow:
    """Work that waits for the test; heeds a request to stop or is too late for it."""

    def __init__(self, *, heeds: bool) -> None:
        self.started, self.go_on, self.heeds = Event(), Event(), heeds

    def __call__(self, progress: Progress) -> object:
        self.started.set()
        self.go_on.wait(5)
        if self.heeds:
            progress("Verder", 0.5)
        return "gedaan"


def test_that_an_act_can_be_stopped(qtbot: QtBot, tasks: Tasks) -> None:
    slow = Slow(heeds=True)
    dialog = act(qtbot, slow, tasks)
    dialog.start()
    slow.started.wait(5)
    assert dialog.busy
    dialog.start()  # a second time does nothing

    dialog.reject()
    slow.go_on.set()
    qtbot.waitUntil(dialog.message.isVisible)

    assert dialog.made is None
    dialog.reject()
    assert dialog.isHidden()


def test_that_an_act_that_was_stopped_too_late_is_told_as_done(qtbot: QtBot, tasks: Tasks) -> None:
    slow = Slow(heeds=False)
    dialog = act(qtbot, slow, tasks)
    dialog.start()
    slow.started.wait(5)
    dialog.reject()
    slow.go_on.set()
    qtbot.waitUntil(lambda: dialog.result() == QDialog.DialogCode.Accepted)

    assert dialog.made == "gedaan"


def test_that_a_job_shows_how_far_it_is(qtbot: QtBot, tasks: Tasks) -> None:
    job = Job(tasks)
    shown(qtbot, job)
    done: list[object] = []

    job.start(lambda progress: progress("Halverwege", 0.5), first="Beginnen", done=done.append, refused=done.append)
    assert job.busy
    assert job.text.text() == "Beginnen…"
    qtbot.waitUntil(lambda: bool(done))

    assert job.text.text() == "Halverwege…"
    assert job.bar.value() == 500
    assert job.isHidden()
    job.stop()  # nothing to stop


def test_that_a_mistake_of_ours_ends_in_the_report(qtbot: QtBot, tasks: Tasks, user: User) -> None:
    job = Job(tasks)
    seen: list[QDialog] = []
    refused: list[object] = []
    shown(qtbot, job)

    def look(dialog: QDialog) -> bool:
        seen.append(dialog)
        return True

    user.dialog = look

    def broken(_progress: Progress) -> object:
        raise KeyError("kapot")

    job.start(broken, first="Beginnen", done=refused.append, refused=refused.append)
    qtbot.waitUntil(lambda: bool(seen))

    assert isinstance(refused[0], Cancelled)
