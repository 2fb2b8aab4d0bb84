"""The tab Weging of a signal: the strip, the step in front with its answer, the sources, and the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.errors import AppError
from app.formats import format_date
from app.rules.permissions import CASEWORK, Act
from app.rules.weighing import TEXTS, StepState
from app.services.access import allowed
from app.services.signals.course import course_of
from models.casework.choices import SignalStatus, WeighingStepKind
from ui import dialogs
from ui.pages.signals.dialogs import AnswerDialog, EndingDialog, ResultDialog
from ui.pages.signals.strip import TONES, Strip
from ui.tokens import Space, Tone
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import Pill, button, card, column, label, row
from ui.widgets.tables.plain_table import Cell, PlainTable
from ui.widgets.told import definition

if TYPE_CHECKING:
    from app.services.signals.course import AnswerLine, Course, SourceLine, StepLine
    from ui.widgets.page import PageContext


class WeighingSheet(QWidget):
    """Everything of the weighing of one signal. `changed` tells that the signal is no longer as its list shows it."""

    changed = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._vault = context.vault
        self._may_weigh = allowed(context.vault, Act.EDIT_SIGNALS, CASEWORK)
        self.course: Course | None = None
        self.message = MessageBar()
        self.lead = label("", "label", wrap=True)
        self.strip = Strip()
        self.strip.chosen.connect(lambda _step: self._show_step())
        self._step_room = column(space=0)
        self._step_card = QFrame()
        self._step_room.addWidget(self._step_card)
        self.answer_button = button("Beantwoorden…", "check", "primary", self.answer)
        self.decide_button = button("Besluiten…", "split", act=self.decide)
        self.sources = PlainTable(
            "Bronnen onder privacytoets 1", ("Bron", "Grondslag", "Uitkomst", "Door"), (18, 0, 8, 13)
        )
        self.sources.chosen.connect(lambda _key: self._show_choice())
        self.result_button = button("Uitkomst vastleggen…", "search", act=self.record_result)
        self._sources_card = self._of_sources()
        self._earlier = column(space=Space.SMALL)
        self._lay_out()

    def show_record(self, key: int) -> None:
        """The weighing of this signal as it is now; the step that is next stands in front when another is shown."""
        same = self.course is not None and self.course.signal == key
        front = self.strip.step if same else None
        try:
            self.course = course_of(self._vault, key)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        if not same:
            self.message.hide()
        self._show(self.course, front)

    def answer(self) -> None:
        """Answer the step in front."""
        step = self.strip.step
        if self.course is not None and step is not None:
            self._after(AnswerDialog(self._vault, self.course, step, self), f"{step.label} is vastgelegd.")

    def decide(self) -> None:
        """Decide what becomes of the signal."""
        if self.course is not None:
            self._after(EndingDialog(self._vault, self.course, self), "Het besluit is vastgelegd.")

    def record_result(self) -> None:
        """Write down what the chosen source gave."""
        source = self._source()
        if self.course is not None and source is not None:
            dialog = ResultDialog(self._vault, self.course, source, self)
            self._after(dialog, f"De uitkomst van {source.source.label} is vastgelegd.")

    def _after(self, dialog: AnswerDialog | EndingDialog | ResultDialog, told: str) -> None:
        if dialogs.run(dialog):
            self.course = dialog.made
            self._show(dialog.made, None)
            self.message.say(told)
            self.changed.emit()

    def _show(self, course: Course, front: WeighingStepKind | None) -> None:
        stopped = next((line.step for line in course.steps if line.state is StepState.NO), None)
        answered = [line.step for line in course.steps if line.answer is not None]
        front = front or course.next or stopped or (answered[-1] if answered else WeighingStepKind.W1)
        self.strip.show_steps(course.steps, front)
        self.lead.setText(_lead(course))
        self._show_step()
        self._show_sources(course)
        self._show_earlier(course)
        self.decide_button.setVisible(self._may_weigh)
        self.decide_button.setEnabled(bool(course.outcomes))

    def _line(self) -> StepLine | None:
        step = self.strip.step
        if self.course is None:
            return None
        return next((line for line in self.course.steps if line.step is step), None)

    def _show_step(self) -> None:
        line = self._line()
        if line is None:
            return
        shown = step_card(line)
        self._step_room.replaceWidget(self._step_card, shown)
        self._step_card.hide()
        self._step_card.deleteLater()
        self._step_card = shown
        self.answer_button.setVisible(line.mine)
        again = line.answer is not None
        self.answer_button.setText(" Opnieuw beantwoorden…" if again else " Beantwoorden…")
        self.answer_button.setAccessibleName(f"{line.step.label} {'opnieuw ' if again else ''}beantwoorden")

    def _show_sources(self, course: Course) -> None:
        self.sources.show_rows([(str(each.id), _cells(each)) for each in course.sources])
        self.sources.fit_height()
        self._sources_card.setVisible(bool(course.sources))
        self._show_choice()

    def _show_choice(self) -> None:
        self.result_button.setVisible(self._may_weigh)
        self.result_button.setEnabled(self._source() is not None)

    def _source(self) -> SourceLine | None:
        key = self.sources.current_key
        return next((each for each in self.course.sources if str(each.id) == key), None) if self.course else None

    def _show_earlier(self, course: Course) -> None:
        while (item := self._earlier.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if course.earlier:
            self._earlier.addWidget(label("Eerdere antwoorden", "section"))
        for each in course.earlier:
            told = f"{each.step.label}: {each.verdict.label}, {_by(each)}. {each.reason}"
            self._earlier.addWidget(label(told, "muted", wrap=True))

    def _of_sources(self) -> QFrame:
        frame = card()
        layout = column(frame, Space.SMALL, Space.LARGE)
        layout.addWidget(label("Bronnen onder privacytoets 1", "section"))
        layout.addWidget(self.sources)
        across = row()
        across.addWidget(self.result_button)
        across.addStretch()
        layout.addLayout(across)
        return frame

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("ground", "clear")
        layout: QVBoxLayout = column(inside, Space.MEDIUM, Space.WIDE)
        layout.addWidget(self.message)
        layout.addWidget(self.lead)
        layout.addWidget(self.strip)
        layout.addLayout(self._step_room)
        buttons = row()
        buttons.addWidget(self.answer_button)
        buttons.addWidget(self.decide_button)
        buttons.addStretch()
        layout.addLayout(buttons)
        layout.addWidget(self._sources_card)
        layout.addLayout(self._earlier)
        layout.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        column(self, 0).addWidget(area)


def step_card(line: StepLine) -> QFrame:
    """What a step asks, who decides, and the answer that counts."""
    frame = card()
    layout = column(frame, Space.SMALL, Space.LARGE)
    head = row()
    head.addWidget(label(f"{line.step.label}: {TEXTS[line.step].question}", "label", wrap=True), 1)
    head.addWidget(Pill(line.state.label, TONES[line.state]))
    layout.addLayout(head)
    layout.addWidget(label(TEXTS[line.step].help, "muted", wrap=True))
    grid = QGridLayout()
    definition(grid, 0, "Beslist", line.decider.label)
    for at, (name, text) in enumerate(_answered(line.answer) if line.answer else (), start=1):
        definition(grid, at, name, text)
    layout.addLayout(grid)
    return frame


def _answered(answer: AnswerLine) -> list[tuple[str, str]]:
    told = [
        ("Antwoord", f"{answer.verdict.label}, {_by(answer)}"),
        ("Grondslag", answer.ground),
        ("Motivering", answer.reason),
        ("Proportionaliteit", answer.proportionality),
        ("Subsidiariteit", answer.subsidiarity),
    ]
    return [(name, text) for name, text in told if text]


def _by(answer: AnswerLine) -> str:
    return f"door {answer.by} op {format_date(answer.at.astimezone().date())}"


def _lead(course: Course) -> str:
    """Where the weighing is, in one or two sentences."""
    again = f" Dit is weging {course.round}." if course.round > 1 else ""
    if course.outcome is not None and course.status is not SignalStatus.ENRICHING:
        on = f" op {format_date(course.decided_on)}" if course.decided_on else ""
        return f"Besloten{on}: {course.outcome.label}.{again}"
    if course.next is not None:
        decider = TEXTS[course.next].decider.label
        return f"Nu aan de beurt: {course.next.label}. Beslist: {decider}.{again}"
    return f"De weging is klaar; leg vast wat er met het signaal gebeurt.{again}"


def _cells(source: SourceLine) -> tuple[Cell, ...]:
    result = source.result.label if source.result else "nog open"
    return (Cell(source.source.label), Cell(source.ground), Cell(result), Cell(source.by or ""))
