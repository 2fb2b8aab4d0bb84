"""Making a letter: what its maker enters, what the file says, what is still missing, and the pages as they would be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.errors import AppError, Invalid
from app.report.letters.making import make_letter, preview_letter
from app.rules.letters.fields import ASKED
from app.rules.letters.kinds import rules_of
from app.services.clock import today
from app.services.letters.source import COLLEGE, MAYOR, LetterDraft, LetterLook
from app.services.records import Option
from ui.tokens import Space, Tone
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.choose import Choose
from ui.widgets.forms.form import Form
from ui.widgets.letters.pages import LetterPages
from ui.widgets.parts import column, label, row
from ui.widgets.record.description import Field, FieldGroup, Kind
from ui.widgets.tables.plain_table import Cell, PlainTable
from ui.widgets.told import Told
from ui.widgets.wrapping_tabs import WrappingTabs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from app.services.letters.desk import LetterDesk, LetterLine
    from app.services.letters.source import Recipient
    from models.letter_choices import LetterKind
    from ui.tasks import Progress, Tasks

TYPING_PAUSE = 400  # milliseconds after the last key before the fields follow
_FORM_WIDTH, _SIDE_WIDTH, _HEIGHT = 450, 480, 400
_INTENDED = (
    "de aanvraag te weigeren",
    "de beschikking in te trekken",
    "de beschikking te verlenen met voorschriften",
)


class MakeLetterDialog(ActDialog):
    """`made` is the letter as it was kept. What is unknown is marked, with where to fill it in."""

    doing = "Brief maken"

    def __init__(self, desk: LetterDesk, file_id: int, title: str, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(
            "Brief maken",
            f"Uit {title}. De brief wordt bij het dossier bewaard en kan daarna niet meer worden gewijzigd.",
            "Brief maken en bewaren",
            icon="file-text",
            tasks=tasks,
            parent=parent,
        )
        self._desk, self._file_id = desk, file_id
        self._recipients: tuple[Recipient, ...] = ()
        self.kind = Choose(characters=30)
        self.kind.setAccessibleName("Soort brief")
        self.kind.fill([(kind, _capital(kind.label)) for kind in desk.kinds], desk.kinds[0])
        self.kind.activated.connect(lambda _at: self._show_kind())
        self.notes = Told()
        self.fields = PlainTable("Velden van de brief", ("Veld", "Inhoud", "Stand"), (22, 0, 12))
        self.pages = LetterPages(tasks)
        self.tabs = WrappingTabs("Velden en voorbeeld")
        self.form = Form(())
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(self.look)
        self.content.setMinimumSize(_FORM_WIDTH + _SIDE_WIDTH + Space.WIDE, _HEIGHT)
        self._fill_body()
        self._show_kind()
        self.resize(1080, 700)
        self.finished.connect(lambda _result: self.pages.stop())

    def prepare(self) -> Callable[[Progress], LetterLine]:
        """Read what was entered; what is missing is refused before anything is drawn."""
        draft = self._draft()
        self._desk.prepare(self._file_id, draft)
        return lambda _progress: make_letter(self._desk, self._file_id, draft)

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the fields; what the file lacks stands above."""
        return self.form.show_problems(fields)

    def look(self) -> None:
        """Show every field as it would be printed now."""
        try:
            look = self._desk.look(self._file_id, self._draft())
        except Invalid:
            return  # what cannot be read says so beside its field
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self._show_look(look)
        if self.tabs.front == 1:
            self._show_pages()

    def _draft(self) -> LetterDraft:
        entered: LetterDraft = self.form.draft()
        return replace(entered, kind=self.kind.value)

    def _show_kind(self) -> None:
        """Another kind asks other things; what was typed and is asked there too stays."""
        kind: LetterKind = self.kind.value
        before = self.form.so_far()
        try:
            proposed = self._desk.proposal(self._file_id, kind, today())
            self._recipients = self._desk.facts(self._file_id, kind, today()).recipients
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        if before is not None:
            proposed = replace(proposed, dated=before.dated or today(), reason=before.reason)
        form = Form((FieldGroup("", _asked(kind)),), self._offer, margin=0)
        form.show_draft(proposed)
        form.edited.connect(self._on_edit)
        form.setMinimumWidth(_FORM_WIDTH)
        self._left.replaceWidget(self.form, form)
        self.form.deleteLater()
        self.form = form
        self.message.hide()
        self.look()

    def _on_edit(self) -> None:
        self._follow_recipient()
        self._pause.start()

    def _follow_recipient(self) -> None:
        """The address of whom was chosen, in the place of nothing or of another known address."""
        known = {each.name: each.address or "" for each in self._recipients}
        now: LetterDraft = self.form.so_far()
        address = known.get(now.recipient or "")
        if address and (now.address or "") in {"", *known.values()} and now.address != address:
            self.form.fields["address"].editor.show_value(address)

    def _offer(self, name: str, _draft: object) -> Iterable[Option]:
        offered = {
            "recipient": [each.name for each in self._recipients],
            "body": [MAYOR, COLLEGE],
            "ground": [rules_of(self.kind.value).ground],
            "intended": list(_INTENDED),
        }
        return [Option(text, text) for text in offered.get(name, ())]

    def _show_look(self, look: LetterLook) -> None:
        unknown = sum(1 for each in look.fields if each.required and not each.known)
        told = [(Tone.WARNING, f"Nog in te vullen: {unknown}. Zie hieronder waar.")] if unknown else []
        if look.missing.get("kind"):
            told.append((Tone.DANGER, look.missing["kind"]))
        self.notes.show_lines((*told, *((Tone.NEUTRAL, each) for each in look.notes)))
        shown = sorted(look.fields, key=lambda each: (each.known, not each.required))
        self.fields.show_rows(
            [
                (
                    each.name,
                    (
                        Cell(_capital(each.label)),
                        Cell(each.shown if each.known else f"onbekend; {_where(each.where)}"),
                        Cell(*_state(known=each.known, required=each.required)),
                    ),
                )
                for each in shown
            ]
        )

    def _show_pages(self) -> None:
        try:
            draft = self._draft()
        except Invalid:
            return
        self.pages.show_pdf(lambda: preview_letter(self._desk, self._file_id, draft))

    def _on_tab(self, at: int) -> None:
        self._side.setCurrentIndex(at)
        if at == 1:
            self._show_pages()
        else:
            self.pages.clear()

    def _fill_body(self) -> None:
        across = row(space=Space.WIDE)
        left = QWidget()
        self._left = column(left, Space.MEDIUM)
        title = label("Soort brief", "label")
        title.setBuddy(self.kind)
        self._left.addWidget(title)
        self._left.addWidget(self.kind)
        self._left.addWidget(self.form, 1)
        across.addWidget(left, 2)
        right = QWidget()
        beside = column(right, Space.SMALL)
        self.tabs.add("Velden")
        self.tabs.add("Voorbeeld")
        self.tabs.chosen.connect(self._on_tab)
        beside.addWidget(self.tabs)
        fields = QWidget()
        listed = column(fields, Space.SMALL)
        listed.addWidget(self.notes)
        listed.addWidget(self.fields, 1)
        self._side = QStackedWidget()
        self._side.addWidget(fields)
        self._side.addWidget(self.pages)
        self._side.setMinimumWidth(_SIDE_WIDTH)
        beside.addWidget(self._side, 1)
        across.addWidget(right, 3)
        self.body.addLayout(across, 1)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setStretchFactor(self.content, 1)


def _asked(kind: LetterKind) -> tuple[Field, ...]:
    """What the maker of this kind enters."""
    rules = rules_of(kind)
    intended = Field("intended", "Voorgenomen besluit", Kind.SUGGESTION, required=True, wide=True)
    return (
        Field("dated", "Datum van de brief", Kind.DATE, required=True),
        Field("body", "Namens", Kind.SUGGESTION, required=True),
        Field("recipient", "Aan", Kind.SUGGESTION, required=True, wide=True),
        Field("address", "Adres", Kind.MULTILINE, required=True, rows=3),
        Field("ground", "Grondslag", Kind.SUGGESTION, required=True, wide=True),
        *((intended,) if rules.field("voorgenomen_besluit") else ()),
        Field("reason", rules.reason, Kind.MULTILINE, required=True, rows=5),
    )


def _where(where: str) -> str:
    return "vul links in" if where == ASKED else f"vul in {where}"


def _state(*, known: bool, required: bool) -> tuple[str, Tone]:
    if known:
        return "ingevuld", Tone.SUCCESS
    return ("ontbreekt", Tone.WARNING) if required else ("leeg", Tone.NEUTRAL)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
