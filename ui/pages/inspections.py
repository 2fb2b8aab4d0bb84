"""The page Integrale controles: the inspections, and as tabs of each its findings and its checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QWidget

from app.errors import AppError
from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from app.services.casework.checklists import answer_question, answers_of, checklist
from app.services.casework.findings import Findings, make_signal
from app.services.casework.inspections import Inspections
from app.services.records import fixed_options
from models.casework.meeting_choices import CheckAnswer, InspectionStatus, Law
from models.choices import Classification
from ui import dialogs, tones
from ui.tokens import Space, Tone
from ui.widgets.forms.choose import Choose
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import column, label, line, row
from ui.widgets.record.description import (
    ActContext,
    Column,
    EmptyText,
    Field,
    FieldGroup,
    Filter,
    Kind,
    PageAct,
    PageDescription,
    Part,
    Sheet,
)

if TYPE_CHECKING:
    from app.services.casework.checklists import Answered
    from app.vault.session import UnlockedVault
    from ui.widgets.page import PageContext

_ANSWERS = [(None, "nog niet bekeken"), *((each.value, each.label) for each in fixed_options(CheckAnswer))]


class _QuestionLine(QFrame):
    """One question with its answer and a note; `choice` and `note` are the inputs."""

    def __init__(self, answered: Answered, *, may_edit: bool) -> None:
        super().__init__()
        self.question = answered.question.key
        self.choice = Choose(characters=18)
        self.choice.fill(_ANSWERS, answered.answer)
        self.choice.setAccessibleName(f"Antwoord: {answered.question.text}")
        self.choice.setEnabled(may_edit)
        self.note = QLineEdit(answered.note or "", placeholderText="Toelichting", maxLength=4000)
        self.note.setAccessibleName(f"Toelichting: {answered.question.text}")
        self.note.setReadOnly(not may_edit)
        layout = column(self, Space.TIGHT)
        layout.setContentsMargins(0, Space.SMALL, 0, Space.SMALL)
        across = row(space=Space.LARGE)
        across.addWidget(label(answered.question.text, wrap=True), 1)
        across.addWidget(self.choice, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addLayout(across)
        layout.addWidget(label(answered.question.help, "caption", wrap=True))
        layout.addWidget(self.note)
        self.show_state()

    def show_state(self) -> None:
        """A note belongs to an answer."""
        self.note.setEnabled(self.choice.value is not None)


class ChecklistSheet(QWidget):
    """The checklist of an inspection; each answer is stored as soon as it is given."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._vault: UnlockedVault = context.vault
        self._may_edit = allowed(context.vault, Act.EDIT_INSPECTIONS, CASEWORK)
        self._key: int | None = None
        self.lines: dict[str, _QuestionLine] = {}
        self.message = MessageBar()
        self.told = label("", "muted", wrap=True)
        self.area = QScrollArea()
        self.area.setAccessibleName("Controlelijst")
        self.area.setWidgetResizable(True)
        layout = column(self, Space.SMALL)
        layout.setContentsMargins(Space.WIDE, Space.LARGE, Space.MEDIUM, Space.MEDIUM)
        layout.addWidget(self.told)
        layout.addWidget(self.message)
        layout.addWidget(self.area, 1)

    def show_record(self, key: int) -> None:
        """The list of this inspection with its answers."""
        self._key = key
        try:
            used = Inspections(self._vault).get(key).draft.checklist
            found = answers_of(self._vault, key)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self._fill(used, {each.question.key: each for each in found})

    def _fill(self, used: str | None, found: dict[str, Answered]) -> None:
        inside = QWidget()
        inside.setProperty("ground", "clear")
        layout = column(inside, 0)
        layout.setContentsMargins(0, 0, Space.MEDIUM, 0)
        self.lines = {}
        for group in checklist(used).groups if used else ():
            layout.addSpacing(Space.MEDIUM)
            layout.addWidget(label(group.title, "label"))
            for question in group.questions:
                each = _QuestionLine(found[question.key], may_edit=self._may_edit)
                each.choice.activated.connect(lambda _at, each=each: self._store(each))
                each.note.editingFinished.connect(lambda each=each: self._store(each))
                self.lines[question.key] = each
                layout.addWidget(each)
                layout.addWidget(line())
        layout.addStretch()
        self.area.setWidget(inside)
        self._tell(used)

    def _store(self, each: _QuestionLine) -> None:
        each.show_state()
        if self._key is None:
            return
        try:
            answer_question(self._vault, self._key, each.question, each.choice.value, each.note.text())
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self._tell(checklist_of(self._vault, self._key))

    def _tell(self, used: str | None) -> None:
        if used is None:
            self.told.setText("Deze controle gebruikt geen checklist. Kies er een onder ‘Gegevens’.")
            return
        given = [each.choice.value for each in self.lines.values() if each.choice.value is not None]
        wrong = sum(answer is CheckAnswer.NOT_IN_ORDER for answer in given)
        self.told.setText(
            f"{checklist(used).title}. {checklist(used).intro} Beantwoord: {len(given)} van {len(self.lines)}; "
            f"niet in orde: {wrong}."
        )


def checklist_of(vault: UnlockedVault, key: int) -> str | None:
    """Which list an inspection uses."""
    return Inspections(vault).get(key).draft.checklist


def _may_edit(vault: UnlockedVault) -> bool:
    return allowed(vault, Act.EDIT_INSPECTIONS, CASEWORK)


def signal(context: ActContext) -> None:
    """Make a signal of the finding that is open."""
    if context.record is None:
        return
    told = "Het signaal krijgt de bevinding, de plaats en de bron ‘integrale controle’, en wordt gewogen als elk ander."
    if not dialogs.confirm(context.parent, "Signaal maken van deze bevinding?", told, "Signaal maken"):
        return
    try:
        number = make_signal(context.vault, context.record.id, context.record.version)
    except AppError as error:
        dialogs.warn(context.parent, "Er is geen signaal gemaakt", str(error))
        return
    context.refresh()
    context.tell(f"Signaal {number} is gemaakt.")


FINDINGS = PageDescription(
    title="Bevindingen",
    icon="clipboard-check",
    intro="Wat is aangetroffen, onder welke wet, en welke maatregel volgt.",
    register=Findings,
    search_hint="Zoek op bevinding, plaats of maatregel",
    classification=Classification.CONFIDENTIAL,
    columns=(
        Column("inspection", "Controle", width=12),
        Column("law", "Wet", width=22),
        Column("text", "Bevinding"),
        Column("measure", "Maatregel", width=20, extra=True),
        Column("due_on", "Termijn", Kind.DATE, width=10, extra=True),
        Column("signal", "Signaal", width=12, extra=True),
    ),
    filters=(Filter("law", "Wet", choices=Law),),
    groups=(
        FieldGroup(
            "",
            (
                Field("inspection_id", "Integrale controle", Kind.OPTION, required=True, wide=True),
                Field("law", "Wet", Kind.CHOICE, choices=Law, required=True, wide=True),
                Field("location", "Plaats", Kind.SUGGESTION, wide=True),
                Field("text", "Wat is aangetroffen?", Kind.MULTILINE, required=True, rows=4),
                Field("measure", "Maatregel", Kind.MULTILINE, rows=3),
                Field("owner", "Wie voert de maatregel uit?", Kind.SUGGESTION),
                Field("due_on", "Termijn", Kind.DATE),
                Field("done_on", "Gedaan op", Kind.DATE),
            ),
        ),
    ),
    acts=(PageAct("Signaal maken…", "send", signal, "Een signaal met deze bevinding als bron", True, _may_edit),),
    empty=EmptyText("Nog geen bevindingen", "Leg per wet vast wat er is aangetroffen; ook dat iets in orde was."),
)

INSPECTIONS = PageDescription(
    title="Integrale controles",
    icon="shield-check",
    intro="Controles met meer diensten samen: waar, door wie, wat er is gevonden en wat daarop volgt.",
    register=Inspections,
    search_hint="Zoek op nummer, titel of leiding",
    classification=Classification.CONFIDENTIAL,
    columns=(
        Column("number", "Nummer", width=13),
        Column("title", "Titel"),
        Column("planned_on", "Datum", Kind.DATE, width=10),
        Column("leader", "Leiding", width=18, extra=True),
        Column("findings", "Bevindingen", Kind.INTEGER, width=11, extra=True),
        Column("status", "Status", width=11, tones=tones.INSPECTION),
    ),
    filters=(Filter("status", "Status", choices=InspectionStatus),),
    groups=(
        FieldGroup(
            "",
            (
                Field("title", "Titel", required=True, wide=True, hint="Kort en zonder namen van personen."),
                Field("planned_on", "Datum", Kind.DATE, required=True),
                Field("status", "Status", Kind.CHOICE, choices=InspectionStatus, required=True),
                Field("leader", "Leiding", Kind.SUGGESTION),
                Field("number", "Nummer", read_only=True, hint="Wordt bij het opslaan gegeven."),
                Field("locations", "Plaatsen", Kind.LINES, rows=3, hint="Eén adres per regel."),
                Field("services", "Diensten", Kind.LINES, rows=3, hint="Wie er meedoen, één per regel."),
                Field("checklist", "Checklist", Kind.OPTION, wide=True, hint="De vragen staan onder ‘Checklist’."),
                Field("case_id", "Voor casus", Kind.OPTION, wide=True),
                Field("reason", "Aanleiding", Kind.MULTILINE, rows=3),
                Field("result", "Resultaat", Kind.MULTILINE, rows=3),
            ),
        ),
    ),
    parts=(
        Part(FINDINGS, "inspection_id", hidden=("inspection",)),
        Sheet("checklist", "Checklist", ChecklistSheet),
    ),
    empty=EmptyText("Nog geen integrale controles", "Leg vast wanneer en waar een controle is, en wie er meedoen."),
)
