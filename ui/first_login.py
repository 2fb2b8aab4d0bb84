"""The first login of an invited account: a password of one's own, before anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import Invalid, WrongCredentials
from app.services.keys import own_account
from app.services.keys.own_account import Secrets
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.labelled import Labelled
from ui.widgets.forms.new_password import NewPassword
from ui.widgets.forms.password_line import PasswordLine

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from app.vault.keys.slots import KdfSettings
    from app.vault.session import UnlockedVault
    from ui.tasks import Progress, Tasks


class FirstLogin(ActDialog):
    """Makes the keys that only this user has. Closing it leaves the vault locked."""

    doing = "Uw sleutels maken"

    def __init__(
        self,
        vault: UnlockedVault,
        tasks: Tasks,
        *,
        first: str = "",
        settings: KdfSettings | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            f"Welkom, {vault.account.name}",
            "Kies een eigen wachtwoord. Daarmee worden sleutels gemaakt die alleen u hebt; het eenmalige wachtwoord "
            "vervalt. Daarna kan iemand die de sleutel van een onderdeel heeft, u toegang geven.",
            "Wachtwoord vastleggen",
            icon="key-round",
            tasks=tasks,
            parent=parent,
        )
        self._vault, self._settings = vault, settings
        self.first = Labelled("Eenmalig wachtwoord", PasswordLine("Eenmalig wachtwoord"))
        self.first.line.setText(first)
        self.first.setVisible(not first)
        about = (vault.account.name, vault.account.login, vault.municipality)
        self.new = NewPassword(about, title="Nieuw wachtwoord")
        self.body.addWidget(self.first)
        self.body.addWidget(self.new)
        (self.new.focus_first if first else self.first.line.setFocus)()

    def prepare(self) -> Callable[[Progress], bool]:
        """Both passwords, or Invalid."""
        if not self.first.line.text():
            raise Invalid({"first": "Vul het eenmalige wachtwoord in."})
        self.new.check()
        first, new = self.first.line.text(), Secrets(self.new.password)

        def work(_progress: Progress) -> bool:
            try:
                own_account.choose_first_password(self._vault, first=first, new=new, settings=self._settings)
            except WrongCredentials as error:
                raise Invalid({"first": "Dit is niet het eenmalige wachtwoord."}) from error
            return True

        return work

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the lines."""
        self.first.setVisible(self.first.isVisible() or "first" in fields)
        self.first.show_problem(fields.get("first", ""))
        return self.new.show_problems({name: text for name, text in fields.items() if name != "first"})
