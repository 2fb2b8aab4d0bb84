"""The tab Mijn account: the own fingerprint, large, and the own way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.errors import AppError
from app.services.keys import own_account
from ui import dialogs
from ui.pages.administration.words import labels_of
from ui.tokens import Space, Tone
from ui.widgets.dialogs.secrets_dialog import KeyFileDialog, PasswordDialog
from ui.widgets.fingerprint import FingerprintView
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page
from ui.widgets.parts import Pill, button, card, column, label, line, row
from ui.widgets.told import definition

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from app.services.keys.own_account import OwnAccountFacts
    from ui.widgets.page import PageContext


class OwnAccountTab(Page):
    """Everybody has one."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.facts: OwnAccountFacts | None = None
        self.fingerprint = FingerprintView()
        self.message = MessageBar()
        self.password_button = button("Wachtwoord wijzigen…", "key-round", act=self.change_password)
        self.key_file_button = button("", "key-round", act=self.switch_key_file)
        self.renew_button = button("Nieuwe sleutels maken…", "refresh-cw", "danger", self.renew_keys)
        self._key_file_state = Pill()
        self._facts = column(space=0)
        self._lay_out()

    def refresh(self) -> None:
        """Read the account again."""
        try:
            self.facts = own_account.own_account(self._context.vault)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self.fingerprint.show_fingerprint(self.facts.fingerprint)
        on = self.facts.uses_key_file
        self.key_file_button.setText(" Uitzetten…" if on else " Instellen…")
        self.key_file_button.setAccessibleName("Sleutelbestand uitzetten…" if on else "Sleutelbestand instellen…")
        self._key_file_state.show_text("aan" if on else "uit", Tone.SUCCESS if on else Tone.NEUTRAL)
        while (item := self._facts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._facts.addWidget(_who(self.facts))

    def change_password(self) -> None:
        """Choose another password."""
        if dialogs.run(PasswordDialog(self._context, parent=self)):
            self._done("Uw wachtwoord is gewijzigd; het oude opent niets meer.")

    def switch_key_file(self) -> None:
        """Ask for a key file from now on, or no longer."""
        was_on = self.facts is not None and self.facts.uses_key_file
        if dialogs.run(KeyFileDialog(self._context, self)):
            self._done(
                "Het sleutelbestand is uitgezet."
                if was_on
                else "Voortaan is bij het inloggen uw sleutelbestand nodig. Bewaar het niet op deze computer."
            )

    def renew_keys(self) -> None:
        """New keys, because somebody may know the password."""
        if dialogs.run(PasswordDialog(self._context, renewing=True, parent=self)):
            self._done(
                "U hebt nieuwe sleutels en een nieuwe vingerafdruk. Hersleutel nu bij Onderdelen wat u zelf hebt."
            )

    def _done(self, told: str) -> None:
        self.refresh()
        self.message.say(told)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("ground", "clear")
        sheet = column(inside, Space.LARGE)
        sheet.setContentsMargins(0, 0, Space.SMALL, Space.SMALL)
        sheet.addWidget(self._fingerprint_card())
        sheet.addWidget(self._way_in())
        sheet.addStretch()
        area = QScrollArea()
        area.setAccessibleName("Eigen account")
        area.setWidgetResizable(True)
        area.setWidget(inside)
        layout = column(self, Space.MEDIUM)
        layout.addWidget(self.message)
        layout.addWidget(area, 1)

    def _fingerprint_card(self) -> QFrame:
        frame = card()
        layout = column(frame, Space.MEDIUM, Space.WIDE)
        layout.addLayout(self._facts)
        layout.addWidget(line())
        layout.addWidget(label("Uw vingerafdruk", "section"))
        layout.addWidget(
            label(
                "Lees deze voor aan wie u toegang geeft. Doe dat naast elkaar of aan de telefoon: alleen zo is zeker "
                "dat de sleutel bij u terechtkomt.",
                "muted",
                wrap=True,
            )
        )
        layout.addWidget(self.fingerprint)
        return frame

    def _way_in(self) -> QFrame:
        frame = card()
        layout = column(frame, Space.MEDIUM, Space.WIDE)
        self._entry(layout, "Wachtwoord", "Wijzigen kan altijd; niemand kan het voor u opzoeken.", self.password_button)
        layout.addWidget(line())
        self._entry(
            layout,
            "Sleutelbestand",
            "Een tweede factor: een bestand op een stick, dat bij elke keer inloggen nodig is.",
            self.key_file_button,
            self._key_file_state,
        )
        layout.addWidget(line())
        self._entry(
            layout,
            "Mijn wachtwoord is bij iemand bekend",
            "Dan is een ander wachtwoord niet genoeg: u krijgt nieuwe sleutels, en wat u kon openen ook.",
            self.renew_button,
        )
        return frame

    def _entry(self, layout: QVBoxLayout, title: str, text: str, act: QPushButton, state: Pill | None = None) -> None:
        across = row(space=Space.MEDIUM)
        texts = column(space=0)
        head = row()
        head.addWidget(label(title, "label"))
        if state is not None:
            head.addWidget(state)
        head.addStretch()
        texts.addLayout(head)
        texts.addWidget(label(text, "muted", wrap=True))
        across.addLayout(texts, 1)
        across.addWidget(act)
        layout.addLayout(across)


def _who(facts: OwnAccountFacts) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    definition(grid, 0, "Naam", facts.name)
    definition(grid, 1, "Inlognaam", facts.login)
    definition(grid, 2, "Rol", facts.role.label)
    definition(grid, 3, "Sleutels van", labels_of(facts.compartments))
    return made
