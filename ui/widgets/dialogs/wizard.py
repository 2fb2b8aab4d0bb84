"""A course of steps in a window of its own: where one is at the left, one step at a time at the right.

A step is left forwards only when it accepts what was entered; giving up asks first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.errors import AppError, Invalid
from ui import dialogs
from ui.tokens import Space, Tone
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import Picture, button, column, label, restyle, row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ui.widgets.dialogs.job import Job


class Step(QWidget):
    """One step. What it does not need, it leaves as it is. `changed` tells that `ready` may have changed."""

    changed = Signal()

    def __init__(self, stage: str, title: str, intro: str = "", *, onward: str = "Volgende") -> None:
        super().__init__()
        self.stage = stage
        self.title = title
        self.intro = intro
        self.onward = onward
        self.may_return = True
        self.job: Job | None = None
        self.message = MessageBar()
        self.body: QVBoxLayout = column(self, Space.LARGE)
        self.body.addWidget(self.message)

    @property
    def ready(self) -> bool:
        """Whether one may try to go on."""
        return True

    @property
    def busy(self) -> bool:
        """Whether something is under way, which has to stop first."""
        return self.job is not None and self.job.busy

    def arrive(self) -> None:
        """It comes in front."""

    def accept(self) -> None:
        """One wants to go on; raises AppError when that cannot be."""

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Put messages beside their fields; gives back what belongs to none."""
        return " ".join(fields.values())

    def stop(self) -> None:
        """Ask what is under way to stop."""
        if self.job is not None:
            self.job.stop()

    def focus_first(self) -> None:
        """Put the cursor where one begins."""


class Stages(QFrame):
    """The stages of a course, with the one of now marked."""

    def __init__(self, title: str, stages: Sequence[str], promise: str) -> None:
        super().__init__()
        self.setObjectName("stages")
        self.setFixedWidth(248)
        self._stages = tuple(stages)
        self._lines: list[tuple[QFrame, Picture]] = []
        layout = column(self, Space.TIGHT)
        layout.setContentsMargins(Space.LARGE, Space.WIDE, Space.LARGE, Space.WIDE)
        layout.addWidget(Picture("bolwerk", "nav_mark", 32))
        layout.addSpacing(Space.SMALL)
        layout.addWidget(label(title, "brand", wrap=True))
        layout.addSpacing(Space.LARGE)
        for stage in self._stages:
            layout.addWidget(self._line(stage))
        layout.addStretch()
        layout.addWidget(label(promise, "small", wrap=True))

    def mark(self, stage: str) -> None:
        """Show where one is."""
        now = self._stages.index(stage)
        for at, (frame, picture) in enumerate(self._lines):
            state = "done" if at < now else "now" if at == now else "later"
            frame.setProperty("state", state)
            picture.show_icon("check" if at < now else "chevron-right", "nav_mark" if at <= now else "nav")
            for each in (frame, *frame.findChildren(QWidget)):
                restyle(each)
        self.setAccessibleName(f"Stap {now + 1} van {len(self._stages)}: {stage}")

    def _line(self, stage: str) -> QFrame:
        frame = QFrame()
        across = row(frame, Space.SMALL)
        across.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        picture = Picture("chevron-right", "nav", 16)
        across.addWidget(picture)
        across.addWidget(label(stage, wrap=True), 1)
        self._lines.append((frame, picture))
        return frame


class Wizard(QDialog):
    """The course. `result` of QDialog: accepted when the last step was."""

    leaving = "Wat u hebt ingevuld, gaat verloren."

    def __init__(self, title: str, stages: Sequence[str], promise: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        room = self.screen().availableSize()
        self.resize(QSize(1040, 720).boundedTo(room))
        self.setMinimumSize(QSize(920, 640).boundedTo(room))
        self.steps: list[Step] = []
        self._places: dict[Step, QScrollArea] = {}
        self.at = 0
        self.stages = Stages(title, stages, promise)
        self.title = label("", "title", wrap=True)
        self.intro = label("", "muted", wrap=True)
        self.stack = QStackedWidget()
        self.cancel_button = button("Annuleren", act=self.reject)
        self.back_button = button("Terug", act=self.back)
        self.next_button = button("Volgende", kind="primary", act=self.onward)
        self.next_button.setDefault(True)
        self.foot: QVBoxLayout = column(space=0)
        self._lay_out()

    @property
    def step(self) -> Step:
        """The step in front."""
        return self.steps[self.at]

    @property
    def is_done(self) -> bool:
        """Whether all that the course does was done: the step in front is the last, and there is no way back."""
        return self.at + 1 == len(self.steps) and not self.step.may_return

    def follow_with(self, steps: Iterable[Step]) -> None:
        """These steps come after the one in front, in place of what would have come."""
        for gone in self.steps[self.at + 1 :]:
            gone.hide()
            place = self._places.pop(gone)
            self.stack.removeWidget(place)
            place.deleteLater()
        del self.steps[self.at + 1 :]
        self.add(steps)

    def add(self, steps: Iterable[Step]) -> None:
        """Add steps at the end."""
        for step in steps:
            self.steps.append(step)
            place = QScrollArea()
            place.setWidgetResizable(True)
            place.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            place.setWidget(step)
            step.setProperty("ground", "clear")
            self._places[step] = place
            self.stack.addWidget(place)
            step.changed.connect(self.show_state)
            if step.job is not None:
                self.foot.addWidget(step.job)

    def begin(self) -> None:
        """Show the first step."""
        self._show(0)

    def onward(self) -> None:
        """Go on, when the step accepts."""
        step = self.step
        if step.busy or not step.ready:
            return
        step.message.hide()
        try:
            step.accept()
            if step is self.step and not step.busy:
                self.proceed()
        except Invalid as refused:
            rest = step.show_problems(refused.fields)
            if rest:
                step.message.say(rest, Tone.DANGER)
        except AppError as error:
            step.message.say(str(error), Tone.DANGER)

    def proceed(self) -> None:
        """Go to the step after this one; after the last the course is done."""
        if self.at + 1 < len(self.steps):
            self._show(self.at + 1)
        else:
            self.accept()

    def back(self) -> None:
        """To the step before."""
        if self.at and self.step.may_return and not self.step.busy:
            self._show(self.at - 1)

    def reject(self) -> None:
        """Stop what is under way; when nothing is, give up after asking."""
        if self.step.busy:
            self.step.stop()
            return
        if self.is_done:
            self.accept()
            return
        if self.at == 0 or dialogs.confirm(self, f"Stoppen met {self.windowTitle().lower()}?", self.leaving, "Stoppen"):
            super().reject()

    def show_state(self) -> None:
        """Let the buttons follow the step."""
        step = self.step
        self.next_button.setText(step.onward)
        self.next_button.setAccessibleName(step.onward)
        self.next_button.setEnabled(step.ready and not step.busy)
        self.back_button.setVisible(self.at > 0 and step.may_return)
        self.back_button.setEnabled(not step.busy)
        self.cancel_button.setVisible(not self.is_done)

    def _show(self, at: int) -> None:
        self.at = at
        step = self.step
        self.stages.mark(step.stage)
        self.title.setText(step.title)
        self.intro.setText(step.intro)
        self.intro.setVisible(bool(step.intro))
        self.stack.setCurrentWidget(self._places[step])
        self._places[step].verticalScrollBar().setValue(0)
        self.setAccessibleDescription(step.title)
        self.show_state()
        step.arrive()
        step.focus_first()

    def _lay_out(self) -> None:
        right = column(space=Space.SMALL)
        right.setContentsMargins(2 * Space.LARGE, Space.WIDE, 2 * Space.LARGE, Space.WIDE)
        right.addWidget(self.title)
        right.addWidget(self.intro)
        right.addSpacing(Space.SMALL)
        right.addWidget(self.stack, 1)
        right.addLayout(self.foot)
        right.addSpacing(Space.SMALL)
        buttons = row()
        buttons.addWidget(self.cancel_button)
        buttons.addStretch()
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.next_button)
        right.addLayout(buttons)
        whole = row(self, 0)
        whole.addWidget(self.stages)
        whole.addLayout(right, 1)
