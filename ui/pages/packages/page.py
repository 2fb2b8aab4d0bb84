"""The page Overdracht: the own card, the cards of others, and what went and came; giving and receiving begin here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.errors import AppError
from app.formats import format_date, format_short_date
from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from app.services.backups.words import moment_text
from app.services.packages.cards import look_at_card, own_card, trusted_cards, withdraw_card, write_own_card
from app.services.packages.overview import packages
from app.vault.packages.card import ENDING
from models.casework.package_choices import PackageWay
from ui import dialogs
from ui.pages.packages.cards import FILES, AdoptCardDialog
from ui.pages.packages.choosing import ChooseCasesDialog
from ui.pages.packages.extracting import ExtractDialog, PasswordShown
from ui.pages.packages.giving import NO_CARD, GiveDialog, may_give, told
from ui.pages.packages.receiving import ReceiveWizard, done_in_words
from ui.tokens import Space, Tone
from ui.widgets.fingerprint import FingerprintView
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page
from ui.widgets.parts import PageHead, button, card, column, label, row
from ui.widgets.tables.plain_table import Cell, PlainTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton

    from app.services.packages.cards import CardFacts
    from ui.pages.packages.words import Titles
    from ui.widgets.page import PageContext

INTRO = "Casussen reizen verzegeld van de ene kluis naar de andere, op een stick en zonder netwerk."
_WAYS = {PackageWay.GIVEN: Tone.ACCENT, PackageWay.RECEIVED: Tone.SUCCESS, PackageWay.EXTRACT: Tone.WARNING}
_NO_CARDS = "Nog geen. Geef uw kaartje aan de ander en neem het hunne op; daarna kunt u over en weer overdragen."
_NOTHING = "Nog niets gegeven of ontvangen."


class PackagesPage(Page):
    """Who may read cases sees how it stands; giving and receiving is a matter of role."""

    def __init__(self, context: PageContext, titles: Titles) -> None:
        super().__init__()
        self._context, self._vault, self._titles = context, context.vault, titles
        self.message = MessageBar()
        self.fingerprint = FingerprintView()
        self.cards = PlainTable(
            "Visitekaartjes van anderen",
            ("Gemeente", "Vingerafdruk", "Vergeleken met", "Op"),
            (0, 31, 20, 11),
        )
        self.log = PlainTable(
            "Gegeven en ontvangen",
            ("Wanneer", "Wat", "Met wie", "Reden", "Grondslag"),
            (15, 12, 24, 0, 0),
        )
        self.no_cards = label(_NO_CARDS, "muted", wrap=True)
        self.no_log = label(_NOTHING, "muted", wrap=True)
        self.receive_button = button("Pakket ontvangen…", "inbox", act=self.receive)
        self.extract_button = button("Uittreksel maken…", "file-text", act=self.extract)
        self.give_button = button("Casussen overdragen…", "send", "primary", self.give)
        self.save_button = button("Kaartje opslaan…", "id-card", act=self.save_card)
        self.adopt_button = button("Kaartje opnemen…", "plus", act=self.adopt)
        self.withdraw_button = button("Intrekken…", "trash-2", "quiet", self.withdraw)
        self._cards: dict[str, CardFacts] = {}
        self._lay_out()
        self.cards.chosen.connect(lambda _key: self._show_acts())
        self._show_acts()

    def refresh(self) -> None:
        """Read the cards and the log again."""
        try:
            self.fingerprint.show_fingerprint(own_card(self._vault).fingerprint)
            self._cards = {str(each.id): each for each in trusted_cards(self._vault)}
            self._show_log()
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self.cards.show_rows([(key, _card_cells(each)) for key, each in self._cards.items()])
        self.cards.fit_height()
        self.cards.setVisible(bool(self._cards))
        self.no_cards.setVisible(not self._cards)
        self._show_acts()

    def save_card(self) -> None:
        """Write the own card to a file to give away."""
        name = f"{self._vault.municipality}{ENDING}"
        out = dialogs.choose_target(self, "Visitekaartje opslaan", name, FILES)
        if out is not None and self._do(lambda: write_own_card(self._vault, out)):
            self.message.say(
                f"Opgeslagen in {out}. Lees de ander de vingerafdruk voor; het kaartje zelf bewijst niets."
            )

    def adopt(self) -> None:
        """Take the card of another vault, once its fingerprint was compared."""
        path = dialogs.choose_file(self, "Visitekaartje kiezen", FILES)
        if path is None:
            return
        self.message.hide()
        try:
            looked = look_at_card(self._vault, path)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        if dialogs.run(AdoptCardDialog(self._vault, looked, self._context.tasks, self)):
            self.refresh()
            self.message.say(f"Het visitekaartje van {looked.card.municipality} is opgenomen.")

    def withdraw(self) -> None:
        """Trust the card that is current no more."""
        chosen = self._cards.get(self.cards.current_key or "")
        if chosen is None:
            return
        text = "Er wordt niets meer aan deze kluis overgedragen, en wat daarvandaan komt, wordt niet meer geopend."
        if dialogs.confirm(self, f"Kaartje van {chosen.municipality} intrekken?", text, "Intrekken") and self._do(
            lambda: withdraw_card(self._vault, chosen.id, chosen.version)
        ):
            self.refresh()
            self.message.say(f"Het visitekaartje van {chosen.municipality} is ingetrokken.")

    def give(self) -> None:
        """Choose cases, then to whom and why."""
        if not self._cards:
            dialogs.tell(self, "Casussen overdragen", NO_CARD)
            return
        choosing = ChooseCasesDialog(self._vault, "Welke casussen draagt u over?", self)
        if not dialogs.run(choosing):
            return
        giving = GiveDialog(self._vault, choosing.chosen, self._context.tasks, self)
        if dialogs.run(giving):
            self.refresh()
            self.message.say(told(giving.made))

    def extract(self) -> None:
        """Choose cases, then for whom and why; the password is shown once."""
        choosing = ChooseCasesDialog(self._vault, "Welke casussen komen in het uittreksel?", self)
        if not dialogs.run(choosing):
            return
        making = ExtractDialog(self._vault, choosing.chosen, self._context.tasks, self)
        if dialogs.run(making):
            dialogs.run(PasswordShown(making.made, self))
            self.refresh()
            self.message.say("Het uittreksel is gemaakt en staat in het logboek.")

    def receive(self) -> None:
        """Go through the course."""
        course = ReceiveWizard(self._vault, self._context.tasks, self._titles, self)
        dialogs.run(course)
        if course.taken is not None:
            self.refresh()
            self.message.say(done_in_words(course.taken))

    # How

    def _do(self, act: Callable[[], object]) -> bool:
        self.message.hide()
        try:
            act()
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return False
        return True

    def _show_log(self) -> None:
        found = packages(self._vault)
        self.log.show_rows(
            [
                (
                    str(each.id),
                    (
                        Cell(moment_text(each.at), tip=f"Door {each.by}"),
                        Cell(each.way.label, _WAYS[each.way]),
                        Cell(each.partner, tip=f"{each.partner}\n{each.what}\nSHA-256 {each.sha256}"),
                        Cell(each.reason),
                        Cell(each.ground),
                    ),
                )
                for each in found
            ]
        )
        self.log.fit_height()
        self.log.setVisible(bool(found))
        self.no_log.setVisible(not found)

    def _show_acts(self) -> None:
        gives = may_give(self._vault)
        for each in (self.give_button, self.extract_button, self.save_button, self.adopt_button):
            each.setVisible(gives)
        self.receive_button.setVisible(allowed(self._vault, Act.RECEIVE_CASES, CASEWORK))
        self.withdraw_button.setVisible(gives and self.cards.current_key is not None)

    # Appearance

    def _lay_out(self) -> None:
        layout = column(self, Space.MEDIUM)
        layout.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.LARGE)
        head = PageHead("Overdracht", INTRO)
        head.right.addWidget(self.extract_button)
        head.right.addWidget(self.receive_button)
        head.right.addWidget(self.give_button)
        layout.addWidget(head)
        layout.addWidget(self.message)
        inside = QWidget()
        inside.setProperty("ground", "clear")
        sheet = column(inside, Space.LARGE)
        sheet.setContentsMargins(0, 0, Space.SMALL, 0)
        sheet.addWidget(self._own_card())
        sheet.addWidget(
            _framed(
                "Visitekaartjes van anderen", self.no_cards, self.cards, acts=(self.adopt_button, self.withdraw_button)
            )
        )
        sheet.addWidget(_framed("Gegeven en ontvangen", self.no_log, self.log))
        sheet.addStretch()
        area = QScrollArea()
        area.setAccessibleName("Overdracht")
        area.setWidgetResizable(True)
        area.setWidget(inside)
        layout.addWidget(area, 1)

    def _own_card(self) -> QFrame:
        why = label(
            "Wie uw kaartje heeft, kan casussen voor u verzegelen en herkent wat u geeft. Geef het op een stick of per "
            "e-mail, en lees deze vingerafdruk langs een andere weg voor: aan de telefoon of naast elkaar.",
            "muted",
            wrap=True,
        )
        return _framed("Uw visitekaartje", why, self.fingerprint, acts=(self.save_button,))


def _card_cells(each: CardFacts) -> tuple[Cell, ...]:
    return (
        Cell(each.municipality, tip=f"Gemaakt door {each.holder} op {format_date(each.made_on)}"),
        Cell(each.fingerprint),
        Cell(each.checked_with, tip=f"Door {each.checked_by}"),
        Cell(format_short_date(each.checked_on)),
    )


def _framed(title: str, *parts: QWidget, acts: tuple[QPushButton, ...] = ()) -> QFrame:
    frame = card()
    layout = column(frame, Space.MEDIUM, Space.LARGE)
    head = row()
    head.addWidget(label(title, "section"))
    head.addStretch()
    for each in acts:
        head.addWidget(each)
    layout.addLayout(head)
    for part in parts:
        layout.addWidget(part)
    return frame
