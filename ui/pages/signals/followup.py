"""The tab Vervolg of a signal: the cases that it feeds, what was handed over, and what its bringer heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.errors import AppError
from app.formats import format_date, format_short_date
from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from app.services.signals.course import course_of
from app.services.signals.links import unlink_case
from app.services.signals.weighing import finish
from models.casework.choices import SignalOutcome, SignalStatus
from ui import dialogs
from ui.pages.signals.linking import AgainDialog, FeedbackDialog, LinkDialog, MakeCaseDialog
from ui.pages.signals.riec import RiecFormDialog
from ui.tokens import Space, Tone
from ui.widgets.flow import Flow
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Place
from ui.widgets.parts import button, card, column, label
from ui.widgets.tables.plain_table import Cell, PlainTable
from ui.widgets.told import definition

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog, QPushButton

    from app.services.signals.course import Course
    from ui.widgets.page import PageContext


class FollowUpSheet(QWidget):
    """What became of one signal, and the acts that go on from there. `changed` tells that its list is out of date."""

    changed = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context, self._vault = context, context.vault
        self._may_edit = allowed(context.vault, Act.EDIT_SIGNALS, CASEWORK)
        self.course: Course | None = None
        self.message = MessageBar()
        self.facts = QFrame()
        self._facts_room = column(space=0)
        self._facts_room.addWidget(self.facts)
        self.cases = PlainTable("Casussen", ("Casus", "Titel", "Sinds", "Waarom"), (13, 0, 10, 24))
        self.hand_overs = PlainTable("Overdrachten", ("Datum", "Aan", "Grondslag", "Welke gegevens"), (10, 18, 22, 0))
        self.cases.chosen.connect(lambda _key: self._show_buttons())
        self._no_case = label("Dit signaal voedt nog geen casus.", "muted")
        self._no_hand_over = label("Er is nog niets overgedragen.", "muted")
        self.buttons: dict[str, QPushButton] = {}
        self._lay_out()

    def show_record(self, key: int) -> None:
        """What became of this signal, as it is now."""
        if self.course is None or self.course.signal != key:
            self.message.hide()
        try:
            self.course = course_of(self._vault, key)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self._show(self.course)

    def make_case(self) -> None:
        """A case of its own, with what the signal knows filled in."""
        if self.course is not None:
            self._after(MakeCaseDialog(self._vault, self.course, self), "De casus is gemaakt en gekoppeld.")

    def link(self) -> None:
        """A case that is there already."""
        if self.course is not None:
            self._after(LinkDialog(self._vault, self.course, self), "Het signaal is aan de casus gekoppeld.")

    def unlink(self) -> None:
        """Take away a link that was a mistake."""
        course, key = self.course, self.cases.current_key
        if course is None or key is None:
            return
        question = "De casus en het signaal blijven bestaan; beide logboeken vermelden dat u ze losmaakte."
        if dialogs.confirm(self, "Koppeling verbreken?", question, "Losmaken"):
            self._do(lambda: unlink_case(self._vault, course.signal, int(key)), "De koppeling is verbroken.")

    def open_case(self) -> None:
        """Go to the chosen case."""
        if self.cases.current_key is not None:
            self._context.go(Place("cases", "case", int(self.cases.current_key)))

    def finish(self) -> None:
        """What was taken up or handed over is done."""
        course = self.course
        if course is None:
            return
        question = "De inbrenger hoort dat het signaal is afgerond, en de bewaartermijn begint te lopen."
        if dialogs.confirm(self, "Signaal afronden?", question, "Afronden"):
            self._do(lambda: finish(self._vault, course.signal, course.version), "Het signaal is afgerond.")

    def weigh_again(self) -> None:
        """Something new is known."""
        if self.course is not None:
            self._after(AgainDialog(self._vault, self.course, self), "Het signaal wordt opnieuw gewogen.")

    def note_feedback(self) -> None:
        """Who brought it in was told, outside the program."""
        if self.course is not None:
            self._after(FeedbackDialog(self._vault, self.course, self), "De terugkoppeling is vastgelegd.")

    def print_form(self) -> None:
        """The form for the RIEC, as a file."""
        if self.course is not None:
            dialog = RiecFormDialog(self._vault, self.course, self._context.tasks, self)
            if dialogs.run(dialog):
                self.message.say(f"Het formulier staat in {dialog.made}.")

    def _do(self, act: Callable[[], object], told: str) -> None:
        try:
            act()
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self._read(told)

    def _after(self, dialog: QDialog, told: str) -> None:
        if dialogs.run(dialog):
            self._read(told)

    def _read(self, told: str) -> None:
        if self.course is not None:
            self.show_record(self.course.signal)
            self.message.say(told)
            self.changed.emit()

    def _show(self, course: Course) -> None:
        facts = _facts(course)
        self._facts_room.replaceWidget(self.facts, facts)
        self.facts.hide()
        self.facts.deleteLater()
        self.facts = facts
        self.cases.show_rows(
            [
                (
                    str(each.id),
                    (Cell(each.number), Cell(each.title), Cell(format_short_date(each.linked_on)), Cell(each.reason)),
                )
                for each in course.cases
            ]
        )
        self.hand_overs.show_rows(
            [
                (
                    str(at),
                    (
                        Cell(format_short_date(each.handed_on)),
                        Cell(each.recipient),
                        Cell(each.ground),
                        Cell(each.what, tip=each.what),
                    ),
                )
                for at, each in enumerate(course.hand_overs)
            ]
        )
        for table, nothing in ((self.cases, self._no_case), (self.hand_overs, self._no_hand_over)):
            table.fit_height()
            table.setVisible(table.rowCount() > 0)
            nothing.setVisible(table.rowCount() == 0)
        self._show_buttons()

    def _show_buttons(self) -> None:
        course, chosen = self.course, self.cases.current_key is not None
        if course is None:
            return
        closed = course.status in (SignalStatus.CLOSED, SignalStatus.IN_TREATMENT)
        self.buttons["open"].setEnabled(chosen)
        self.buttons["unlink"].setEnabled(chosen)
        self.buttons["finish"].setEnabled(course.status is SignalStatus.IN_TREATMENT)
        self.buttons["again"].setEnabled(closed)
        self.buttons["feedback"].setEnabled(not course.handed_in)
        self.buttons["riec"].setEnabled(any(each.outcome is SignalOutcome.RIEC for each in course.hand_overs))

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("ground", "clear")
        layout: QVBoxLayout = column(inside, Space.MEDIUM, Space.WIDE)
        layout.addWidget(self.message)
        layout.addLayout(self._facts_room)
        course = self._flow(
            ("finish", "Afronden…", "circle-check", self.finish),
            ("again", "Opnieuw wegen…", "refresh-cw", self.weigh_again),
            ("feedback", "Terugkoppeling vastleggen…", "send", self.note_feedback),
        )
        layout.addWidget(course)
        layout.addWidget(label("Casussen die dit signaal voedt", "section"))
        layout.addWidget(self.cases)
        layout.addWidget(self._no_case)
        layout.addWidget(
            self._flow(
                ("make", "Casus maken van dit signaal…", "plus", self.make_case),
                ("link", "Aan casus koppelen…", "split", self.link),
                ("open", "Naar de casus", "briefcase", self.open_case),
                ("unlink", "Losmaken…", "x", self.unlink),
            )
        )
        layout.addWidget(label("Overgedragen gegevens", "section"))
        layout.addWidget(self.hand_overs)
        layout.addWidget(self._no_hand_over)
        layout.addWidget(self._flow(("riec", "RIEC-formulier als pdf…", "download", self.print_form)))
        layout.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        column(self, 0).addWidget(area)

    def _flow(self, *acts: tuple[str, str, str, Callable[[], None]]) -> QWidget:
        line = QWidget()
        flow = Flow(line)
        for key, title, icon, act in acts:
            self.buttons[key] = button(title, icon, act=act)
            self.buttons[key].setVisible(self._may_edit or key == "open")
            flow.addWidget(self.buttons[key])
        return line


def _facts(course: Course) -> QFrame:
    frame = card()
    grid = QGridLayout()
    column(frame, Space.SMALL, Space.LARGE).addLayout(grid)
    by = f" door {course.decided_by}" if course.decided_by else ""
    on = f" op {format_date(course.decided_on)}" if course.decided_on else ""
    told = [
        ("Status", course.status.label),
        ("Besluit", f"{course.outcome.label}{on}{by}" if course.outcome else "nog niet besloten"),
        ("Aan", course.outcome_to),
        ("Motivering", course.outcome_reason),
        ("Bewaren tot en met", _kept(course)),
        ("Terugkoppeling", _feedback(course)),
    ]
    for at, (name, text) in enumerate((name, text) for name, text in told if text):
        definition(grid, at, name, text)
    return frame


def _kept(course: Course) -> str | None:
    if course.keep_until is None:
        return None
    ground = f" ({course.keep_ground})" if course.keep_ground else ""
    return f"{format_date(course.keep_until)}{ground}"


def _feedback(course: Course) -> str:
    if course.feedback is None or course.feedback_on is None:
        return "nog niet gegeven"
    how = ", vanzelf bezorgd bij de deelnemer" if course.handed_in else ""
    return f"{course.feedback.label} op {format_date(course.feedback_on)}{how}"
