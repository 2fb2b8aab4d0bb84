"""The tab Jaarlijkse beoordeling: every key that somebody holds, a verdict on each, and signing it off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import AppError
from app.formats import format_date
from app.rules.permissions import REGISTER, Act
from app.services.access import allowed
from app.services.keys import rights_review
from models.choices import ReviewVerdict
from ui import dialogs
from ui.dialogs import Answer
from ui.pages.administration.review_dialogs import ReviewExportDialog, SignDialog
from ui.tokens import Space, Tone
from ui.widgets.forms.choose import Choose
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page
from ui.widgets.parts import Pill, button, card, column, label, row
from ui.widgets.tables.plain_table import Cell, PlainTable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout

    from app.services.keys.rights_review import Held, ReviewRow
    from ui.widgets.page import PageContext

_OFFER = ((None, "Kies…"), (ReviewVerdict.KEEP, "behouden"), (ReviewVerdict.END, "intrekken"))


class ReviewTab(Page):
    """Who may sign chooses a verdict on each line; who may only read sees those of the last time."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context, self._vault = context, context.vault
        self.may_sign = allowed(self._vault, Act.SIGN_REVIEW, REGISTER)
        self.rows: tuple[ReviewRow, ...] = ()
        self.verdicts: dict[Held, ReviewVerdict] = {}
        self.choices: dict[Held, Choose] = {}
        self.message = MessageBar()
        self.due = label("", "label")
        self.due_state = Pill()
        self.past = label("", "muted", wrap=True)
        self.keep_button = button("De rest behouden", "check", act=self.keep_rest)
        self.sign_button = button("Aftekenen…", "clipboard-check", "primary", self.save)
        self.export_button = button("Lijst als PDF…", "download", act=self.export)
        self.table = PlainTable(
            "Sleutels om te beoordelen",
            ("Naam", "Rol", "Onderdeel", "Laatst beoordeeld", "Let op", "Oordeel"),
            (0, 0, 17, 14, 17, 13),
        )
        self._lay_out()

    def refresh(self) -> None:
        """Read the keys again; verdicts on those that are still held stay."""
        try:
            self.rows = rights_review.rows(self._vault)
            past = rights_review.reviews(self._vault)
            due, overdue = rights_review.due_on(self._vault), rights_review.is_overdue(self._vault)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        present = {each.held for each in self.rows}
        self.verdicts = {held: verdict for held, verdict in self.verdicts.items() if held in present}
        self.due.setText(f"Af te tekenen vóór {format_date(due)}")
        self.due_state.show_text("te laat" if overdue else "op tijd", Tone.DANGER if overdue else Tone.SUCCESS)
        self.past.setText(
            f"Vorige keer: {format_date(past[0].signed_on)} door {past[0].signed_by}, {past[0].kept} behouden en "
            f"{past[0].ended} in te trekken."
            if past
            else "Er is nog niet eerder beoordeeld."
        )
        self._fill()

    def may_leave(self) -> bool:
        """Ask about verdicts that were chosen and not signed."""
        if not self.verdicts:
            return True
        answer = dialogs.ask_unsaved(self, "de beoordeling ingevuld")
        if answer is Answer.SAVE:
            self.save()
            return not self.verdicts
        if answer is Answer.DISCARD:
            self.verdicts.clear()
            self._fill()
            return True
        return False

    def keep_rest(self) -> None:
        """Keep what was not judged yet."""
        for each in self.rows:
            self.verdicts.setdefault(each.held, ReviewVerdict.KEEP)
        self._fill()

    def save(self) -> None:
        """Sign off."""
        if not self.may_sign:
            return
        lacking = len(self.rows) - len(self.verdicts)
        if lacking:
            lines = "één regel heeft" if lacking == 1 else f"{lacking} regels hebben"
            self.message.say(f"Nog {lines} geen oordeel.", Tone.DANGER)
            return
        dialog = SignDialog(self._context, self.verdicts, self)
        if dialogs.run(dialog):
            ended = sum(1 for verdict in self.verdicts.values() if verdict is ReviewVerdict.END)
            self.verdicts.clear()
            self.refresh()
            told = "De beoordeling is afgetekend."
            if ended:
                told += " Laat een houder intrekken wat niet blijft: dat gebeurt bij Accounts."
            self.message.say(told)

    def export(self) -> None:
        """Write the list as PDF, after asking why."""
        dialog = ReviewExportDialog(self._context, self)
        if dialogs.run(dialog):
            self.message.say(f"De lijst staat in {dialog.made}.")

    def _fill(self) -> None:
        self.choices = {}
        self.table.show_rows([(_key(each.held), self._cells(each)) for each in self.rows])
        for at, each in enumerate(self.rows):
            if self.may_sign:
                self.table.setCellWidget(at, 5, self._choice(each))

    def _cells(self, each: ReviewRow) -> tuple[Cell, ...]:
        tone = Tone.WARNING if _attention(each) else None
        return (
            Cell(each.name, tip=f"{each.name}, {each.login}"),
            Cell(each.role.label),
            Cell(each.label),
            Cell(format_date(each.reviewed_on) if each.reviewed_on else "nog niet"),
            Cell(_attention(each), tone),
            Cell("" if self.may_sign or each.verdict is None else each.verdict.label),
        )

    def _choice(self, each: ReviewRow) -> Choose:
        made = Choose()
        made.setAccessibleName(f"Oordeel over {each.label} bij {each.name}")
        made.fill(_OFFER, self.verdicts.get(each.held))
        made.activated.connect(lambda _at: self._judge(each.held, made.value))
        self.choices[each.held] = made
        return made

    def _judge(self, held: Held, verdict: ReviewVerdict | None) -> None:
        if verdict is None:
            self.verdicts.pop(held, None)
        else:
            self.verdicts[held] = verdict

    def _lay_out(self) -> None:
        layout = column(self, Space.MEDIUM)
        layout.addWidget(self.message)
        layout.addLayout(self._head())
        frame = card()
        column(frame, 0, 1).addWidget(self.table)
        self.table.verticalHeader().setDefaultSectionSize(44)
        layout.addWidget(frame, 1)
        if not self.may_sign:
            layout.addWidget(label("Aftekenen doet iemand die de accounts niet zelf beheert.", "caption"))

    def _head(self) -> QHBoxLayout:
        head = row(space=Space.SMALL)
        texts = column(space=0)
        first = row(space=Space.SMALL)
        first.addWidget(self.due)
        first.addWidget(self.due_state)
        first.addStretch()
        texts.addLayout(first)
        texts.addWidget(self.past)
        head.addLayout(texts, 1)
        head.addWidget(self.export_button)
        if self.may_sign:
            head.addWidget(self.keep_button)
            head.addWidget(self.sign_button)
        return head


def _attention(each: ReviewRow) -> str:
    if each.verdict is ReviewVerdict.END:
        return "zou worden ingetrokken"
    return "hoort niet bij de rol" if each.outside_role else ""


def _key(held: Held) -> str:
    return f"{held.account}/{held.compartment}"
