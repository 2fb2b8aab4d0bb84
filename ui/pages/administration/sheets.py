"""The tab Herstelbladen: which sets there are, what each protects, and replacing one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.errors import AppError
from app.services.keys import recovery
from ui import dialogs
from ui.pages.administration.renewal import RenewalWizard
from ui.tokens import Space, Tone
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page
from ui.widgets.parts import button, card, column, label, row
from ui.widgets.told import Told

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from app.services.keys.recovery import SetRow
    from ui.widgets.page import PageContext


class SheetsTab(Page):
    """A card for each set."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._vault = context.vault
        self.buttons: dict[str, QPushButton] = {}
        self.message = MessageBar()
        self.list = QScrollArea()
        self.list.setAccessibleName("Herstelbladen")
        self.list.setWidgetResizable(True)
        layout = column(self, Space.MEDIUM)
        layout.addWidget(self.message)
        layout.addWidget(
            label(
                "Met genoeg bladen van een set samen is verloren toegang te herstellen. Wie ze bewaren, staat niet "
                "in de kluis. Een beheerder die niet meer kan inloggen, wordt geholpen vanuit het inlogvenster.",
                "muted",
                wrap=True,
            )
        )
        layout.addWidget(self.list, 1)

    def refresh(self) -> None:
        """Read the sets again."""
        try:
            found = recovery.recovery_sets(self._vault)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self.buttons = {}
        inside = QWidget()
        inside.setProperty("ground", "clear")
        layout = column(inside, Space.MEDIUM)
        for each in found:
            layout.addWidget(self._card(each))
        layout.addStretch()
        self.list.setWidget(inside)

    def replace(self, chosen: SetRow) -> None:
        """Go through the course that replaces a set."""
        wizard = RenewalWizard(self._vault, chosen, self)
        dialogs.run(wizard)
        self.refresh()
        if wizard.done_it:
            self.message.say(f"De herstelset {chosen.label} is vervangen.")

    def _card(self, each: SetRow) -> QFrame:
        frame = card()
        across = row(frame, Space.MEDIUM, Space.LARGE)
        texts = column(space=Space.TIGHT)
        texts.addWidget(label(f"Herstelset {each.label}", "section"))
        texts.addWidget(label(f"{each.shares} bladen, waarvan er {each.threshold} samen nodig zijn", "muted"))
        texts.addWidget(label(f"Beschermt {', '.join(each.protects)}", wrap=True))
        if each.waiting:
            told = f"De bladen van nu openen nog niet: {', '.join(each.waiting)}. Dat komt met een nieuwe sleutel."
            texts.addWidget(Told(((Tone.WARNING, told),)))
        across.addLayout(texts, 1)
        act = button("Vervangen…", "refresh-cw", act=lambda: self.replace(each))
        act.setAccessibleName(f"Herstelset {each.label} vervangen…")
        self.buttons[each.name] = act
        across.addWidget(act)
        return frame
