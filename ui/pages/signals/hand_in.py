"""The page of a LIP participant: bringing a signal in, and how it stands with those brought in before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QWidget

from app.errors import AppError, Invalid
from app.formats import format_short_date
from app.rules.permissions import REGISTER, Act
from app.services.drafts import Drafts, Input
from app.services.post import carry_and_take_in
from app.services.signals.hand_in import HandedState, forget, hand_in, handed_in
from app.services.signals.handed import OFFICES, HandedDraft
from models.casework.choices import Cluster
from models.choices import Phenomenon
from ui import dialogs
from ui.dialogs import Answer
from ui.tokens import Space, Tone
from ui.widgets.forms.form import Form
from ui.widgets.forms.waiting import time_of
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page, Spot, Unsaved
from ui.widgets.parts import EmptyState, PageHead, button, card, column, label, line, row
from ui.widgets.record.description import Field, FieldGroup, Kind
from ui.widgets.tables.plain_table import Cell, PlainTable

if TYPE_CHECKING:
    from app.services.drafts import Draft
    from app.services.records import Option, Records
    from app.services.signals.hand_in import HandedLine
    from ui.widgets.page import PageContext

KIND = "handed_in"
TONES = {
    HandedState.UNDER_WAY: Tone.WARNING,
    HandedState.RECEIVED: Tone.ACCENT,
    HandedState.IN_TREATMENT: Tone.ACCENT,
    HandedState.CLOSED: Tone.SUCCESS,
}
GROUPS = (
    FieldGroup(
        "Wat u hebt gezien",
        (
            Field("title", "Titel", required=True, wide=True, hint="Kort en zonder namen van personen."),
            Field("source", "Van wie u dit weet", Kind.OPTION, required=True),
            Field("cluster", "Uw cluster", Kind.CHOICE, choices=Cluster),
            Field("facts", "Feiten", Kind.MULTILINE, True, rows=5, hint="Wat is gezien of gehoord, zonder oordeel."),
            Field("interpretation", "Interpretatie", Kind.MULTILINE, rows=3, hint="Wat het kan betekenen, en waarom."),
            Field("phenomenon", "Fenomeen", Kind.CHOICE, choices=Phenomenon, wide=True),
            Field("observed_from", "Waargenomen van", Kind.DATE),
            Field("observed_to", "Tot en met", Kind.DATE),
        ),
    ),
    FieldGroup(
        "Waar",
        (
            Field("street", "Straat", wide=True),
            Field("house_number", "Huisnummer", Kind.INTEGER),
            Field("addition", "Toevoeging"),
            Field("postcode", "Postcode"),
            Field("town", "Plaats"),
        ),
    ),
    FieldGroup(
        "Wie of wat, als u dat weet",
        (
            Field("given_names", "Voornamen of initialen"),
            Field("prefix", "Tussenvoegsel"),
            Field("surname", "Achternaam"),
            Field("born_on", "Geboortedatum", Kind.DATE),
            Field("organisation", "Organisatie"),
            Field("trade_register_number", "KvK-nummer"),
            Field("plate", "Kenteken", wide=True),
        ),
    ),
)


class _Kept:
    """What `Drafts` asks of a register: where input is kept and who may type it."""

    kind = KIND
    compartment = REGISTER
    edit_act = Act.HAND_IN_SIGNAL

    def __init__(self, context: PageContext) -> None:
        self.vault = context.vault


class HandInPage(Page):
    """A form at the left, one's own list at the right. What is handed in cannot be read again here."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self.lines: dict[str, HandedLine] = {}
        self.message = MessageBar()
        self.form = Form(GROUPS, self._offer)
        self.form.show_draft(HandedDraft())
        self.send_button = button("Signaal inbrengen", "send", "primary", self.save)
        self.send_button.setToolTip("Ctrl+S")
        self.table = PlainTable("Mijn ingebrachte signalen", ("Titel", "Stand", "Sinds"), (0, 13, 11))
        self.table.chosen.connect(lambda _key: self._show_choice())
        self.forget_button = button("Uit mijn lijst halen…", "x", act=self.forget)
        self.empty = EmptyState(
            "inbox", "Nog niets ingebracht", "Wat u inbrengt, ziet u hier terug met hoe het ermee staat."
        )
        self._lay_out()

    def refresh(self) -> None:
        """What came back since, and the own list."""
        try:
            carry_and_take_in(self.context.vault)
            found = handed_in(self.context.vault)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self.lines = {each.id: each for each in found}
        self.table.show_rows([(each.id, _cells(each)) for each in found])
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        self._show_choice()

    def may_leave(self) -> bool:
        """Hand in, drop or keep what was typed."""
        if not self.form.dirty:
            return True
        answer = dialogs.ask_unsaved(self, "een signaal ingevuld")
        if answer is Answer.SAVE:
            return self._send()
        if answer is Answer.DISCARD:
            self.form.show_draft(HandedDraft())
            return True
        return False

    def new(self) -> None:
        """An empty form."""
        if self.may_leave():
            self.form.show_draft(HandedDraft())
            self.form.focus_first()

    def save(self) -> None:
        """Hand it in."""
        self._send()

    def forget(self) -> None:
        """Take the chosen one out of the list."""
        chosen = self.lines.get(self.table.current_key or "")
        if chosen is None:
            return
        question = "U ziet dan niet meer hoe het ermee staat. Het signaal zelf blijft bij het LIP."
        if dialogs.confirm(self, f"‘{chosen.title}’ uit uw lijst halen?", question, "Uit de lijst halen"):
            try:
                forget(self.context.vault, chosen.id)
            except AppError as error:
                self.message.say(str(error), Tone.DANGER)
            self.refresh()

    def spot(self) -> Spot:
        """The field with the cursor."""
        return Spot(field=self.form.focused)

    def focus_field(self, name: str) -> None:
        """In the form."""
        self.form.focus_field(name)

    def unsaved(self) -> Unsaved | None:
        """What was typed, kept sealed to this account when the vault locks."""
        if not self.form.dirty:
            return None
        return Unsaved(self._drafts(), Input(KIND, None, 0, "", self.form.was, self.form.typed()))

    def put_back(self, draft: Draft) -> None:
        """Show it again; it was not handed in."""
        self.form.show_draft(HandedDraft())
        self.form.type_again(draft.input.now)
        self.message.say(f"Uw invoer van {time_of(draft)} staat klaar. Ze is nog niet ingebracht.", Tone.ACCENT)

    def _drafts(self) -> Drafts:
        return Drafts(cast("Records[Any, Any]", _Kept(self.context)))

    def _send(self) -> bool:
        try:
            draft: HandedDraft = self.form.draft()
            hand_in(self.context.vault, draft)
        except Invalid as refused:
            rest = self.form.show_problems(refused.fields)
            self.message.say(rest or "Niet ingebracht: kijk de gemarkeerde velden na.", Tone.DANGER)
            return False
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return False
        self.form.show_draft(HandedDraft(cluster=draft.cluster))
        self.refresh()
        self.message.say("Uw signaal is verzegeld en onderweg naar het LIP. U kunt het hier niet meer inzien.")
        return True

    def _offer(self, name: str, draft: Any) -> tuple[Option, ...]:  # noqa: ANN401, ARG002  # a form asks both
        return OFFICES if name == "source" else ()

    def _show_choice(self) -> None:
        self.forget_button.setEnabled(self.table.current_key in self.lines)

    def _lay_out(self) -> None:
        layout = column(self, Space.MEDIUM)
        layout.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.LARGE)
        layout.addWidget(
            PageHead(
                "Signaal inbrengen",
                "Uw signaal gaat verzegeld naar het LIP. U hoort dat het is ontvangen, in behandeling is en is "
                "afgerond; over de inhoud krijgt u geen bericht.",
            )
        )
        layout.addWidget(self.message)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setHandleWidth(Space.LARGE)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self._typing())
        halves.addWidget(self._own())
        halves.setSizes([600, 600])
        layout.addWidget(halves, 1)

    def _typing(self) -> QFrame:
        frame = card()
        inside = column(frame, 0, 1)
        inside.addWidget(self.form, 1)
        inside.addWidget(line())
        foot = row()
        foot.setContentsMargins(Space.WIDE, Space.MEDIUM, Space.WIDE, Space.MEDIUM)
        foot.addWidget(self.send_button)
        foot.addStretch()
        inside.addLayout(foot)
        return frame

    def _own(self) -> QWidget:
        made = QWidget()
        inside = column(made, Space.SMALL)
        inside.addWidget(label("Mijn ingebrachte signalen", "section"))
        inside.addWidget(self.table, 1)
        inside.addWidget(self.empty, 1)
        across = row()
        across.addWidget(self.forget_button)
        across.addStretch()
        inside.addLayout(across)
        return made


def _cells(handed: HandedLine) -> tuple[Cell, ...]:
    on = format_short_date(handed.handed_on) if handed.handed_on else ""
    return (
        Cell(handed.title, tip=f"{handed.title}. Ingebracht op {on}." if on else handed.title),
        Cell(handed.state.label, TONES[handed.state]),
        Cell(format_short_date(handed.since) if handed.since else on),
    )
