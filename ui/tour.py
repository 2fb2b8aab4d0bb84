"""The tour for who is here for the first time: a few cards, left with Esc or a button at any moment.

It is offered once per account; "Hulp" shows it again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFrame, QLabel, QStackedWidget, QWidget

from app.errors import AppError
from app.services.habits import remember_tour, tour_seen
from ui import dialogs
from ui.tokens import Space, Tone
from ui.widgets.parts import Picture, button, column, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class Card:
    """One card: icon, title, text."""

    icon: str
    title: str
    text: str


CARDS = (
    Card(
        "bolwerk",
        "Welkom bij Bolwerk",
        "In een paar stappen ziet u waar alles staat. U kunt op elk moment stoppen met Esc en de rondleiding later "
        "terugvinden onder Hulp.",
    ),
    Card(
        "house",
        "Links de pagina’s",
        "U ziet alleen de pagina’s waar uw sleutels bij horen. Met Ctrl+1 tot en met Ctrl+0 gaat u naar de eerste "
        "tien, met Ctrl+K zoekt u in alles wat u mag zien. Start laat zien wat uw aandacht vraagt en wat anderen "
        "wijzigden.",
    ),
    Card(
        "list",
        "Een lijst en een formulier",
        "Bijna elke pagina werkt hetzelfde: links een lijst met zoeken en filters, rechts wat u opent. Ctrl+N begint "
        "iets nieuws, Ctrl+S slaat op, Ctrl+F zoekt, Esc gaat terug. Wie wat wijzigde, staat in de geschiedenis.",
    ),
    Card(
        "triangle-alert",
        "Onbekend is niet nul",
        "Wat u niet weet, laat u leeg. Bolwerk telt een leeg veld nooit als nul en verbetert geen totalen: waar "
        "cijfers elkaar tegenspreken, zegt het programma dat.",
    ),
    Card(
        "lock",
        "Vergrendelen",
        "Loopt u weg, vergrendel dan met Ctrl+L. Zonder invoer gebeurt dat na een paar minuten vanzelf. Wat u typte, "
        "wordt voor u bewaard en ligt klaar als u terug bent.",
    ),
    Card(
        "circle-question-mark",
        "Hulp is altijd dichtbij",
        "F1 opent de handleiding bij de pagina die u ziet. Onder Hulp staan ook alle toetsen. Kiest u bij Weergave "
        "‘Hoog contrast’, dan staat alles in sterke kleuren.",
    ),
)


class Tour(QDialog):
    """Cards one after the other."""

    def __init__(self, parent: QWidget | None = None, cards: Sequence[Card] = CARDS) -> None:
        super().__init__(parent)
        self.setWindowTitle("Rondleiding")
        self.setFixedWidth(560)
        self.stack = QStackedWidget()
        for card in cards:
            self.stack.addWidget(_drawn(card))
        self.step = label("", "caption")
        self.leave = button("Overslaan", act=self.reject)
        self.back = button("Vorige", "chevron-left", act=lambda: self.go(-1))
        self.forth = button("Volgende", "chevron-right", "primary", lambda: self.go(1))
        self.forth.setDefault(True)
        foot = row()
        for part in (self.leave, self.step):
            foot.addWidget(part)
        foot.addStretch()
        for part in (self.back, self.forth):
            foot.addWidget(part)
        layout = column(self, Space.LARGE, Space.WIDE)
        layout.addWidget(self.stack, 1)
        layout.addLayout(foot)
        self._show()
        self.forth.setFocus()

    def go(self, steps: int) -> None:
        """Forth or back; beyond the last card it is over."""
        at = self.stack.currentIndex() + steps
        if at >= self.stack.count():
            self.accept()
            return
        self.stack.setCurrentIndex(max(0, at))
        self._show()

    def _show(self) -> None:
        at, last = self.stack.currentIndex(), self.stack.count() - 1
        self.step.setText(f"{at + 1} van {last + 1}")
        self.back.setEnabled(at > 0)
        self.leave.setVisible(at < last)
        self.forth.setText(" Aan de slag" if at == last else " Volgende")
        self.forth.setAccessibleName("Aan de slag" if at == last else "Volgende")


def _drawn(card: Card) -> QWidget:
    made = QWidget()
    layout = column(made, Space.SMALL)
    layout.addWidget(Picture(card.icon, "accent", 40))
    title: QLabel = label(card.title, "section")
    layout.addWidget(title)
    layout.addWidget(label(card.text, wrap=True))
    layout.addStretch()
    made.setAccessibleName(f"{card.title}. {card.text}")
    return made


class TourBar(QFrame):
    """Offers the tour, in a line above the page and without stopping anybody, to an account that never had it."""

    def __init__(self, vault: UnlockedVault) -> None:
        super().__init__()
        self._vault = vault
        for name, value in (("message", True), ("strip", True), ("tone", Tone.ACCENT.value)):
            self.setProperty(name, value)
        self.take = button("Rondleiding", "bolwerk", act=self._take)
        self.leave = button("Niet nu", act=self._leave, kind="quiet")
        told = label("Bent u nieuw in Bolwerk? De rondleiding laat in een minuut zien waar alles staat.", wrap=True)
        layout = row(self, Space.SMALL)
        layout.setContentsMargins(Space.WIDE, Space.SMALL, Space.MEDIUM, Space.SMALL)
        layout.addWidget(Picture("info", "accent_text", 18))
        layout.addWidget(told, 1)
        layout.addWidget(self.take)
        layout.addWidget(self.leave)
        self.setAccessibleName(told.text())
        self.hide()

    def offer(self) -> None:
        """Show it when this account has not had it; what cannot be read is not asked again."""
        try:
            self.setVisible(not tour_seen(self._vault))
        except AppError:
            self.hide()

    def _take(self) -> None:
        self._leave()
        dialogs.run(Tour(self.window()))

    def _leave(self) -> None:
        self.hide()
        try:
            remember_tour(self._vault)
        except AppError as error:  # a disk that is full, for instance; the tour can be asked for all the same
            dialogs.warn(self.window(), "De rondleiding wordt de volgende keer opnieuw aangeboden", str(error))
