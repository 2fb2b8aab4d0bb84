"""Acts on the own account: each asks for the present password first, and for the key file of who has one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QLineEdit

from app.errors import Invalid, WrongCredentials
from app.services.keys import own_account
from app.services.keys.own_account import Secrets
from ui import dialogs
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.labelled import Labelled
from ui.widgets.forms.new_password import NewPassword
from ui.widgets.forms.password_line import PasswordLine
from ui.widgets.parts import button

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from app.vault.session import UnlockedVault
    from ui.tasks import Progress
    from ui.widgets.page import PageContext

T = TypeVar("T")
KEY_FILE_AT_MOST = 1_000_000  # bytes; see ui.login


class SecretsDialog(ActDialog):
    """The present password, checked by the act itself; `made` is True once it was done."""

    def __init__(
        self, context: PageContext, title: str, intro: str, act: str, *, icon: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, intro, act, icon=icon, tasks=context.tasks, parent=parent)
        self._context = context
        self.facts = own_account.own_account(context.vault)
        self.old = Labelled("Huidig wachtwoord", PasswordLine("Huidig wachtwoord"))
        self.key_file = KeyFileField("Huidig sleutelbestand")
        self.body.addWidget(self.old)
        self.body.addWidget(self.key_file)
        self.key_file.setVisible(self.facts.uses_key_file)
        self.old.line.setFocus()

    def secrets(self) -> Secrets:
        """What was typed; raises Invalid for "old" or "old_key_file"."""
        if not self.old.line.text():
            raise Invalid({"old": "Vul uw huidige wachtwoord in."})
        return Secrets(self.old.line.text(), self.key_file.content() if self.facts.uses_key_file else None)

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the lines."""
        own = {"old": self.old, "old_key_file": self.key_file}
        for name, each in own.items():
            each.show_problem(fields.get(name, ""))
        wrong = next((each for name, each in own.items() if name in fields), None)
        if wrong is not None:
            wrong.line.setFocus()
        return " ".join(text for name, text in fields.items() if name not in own)

    def doing_it(self, act: Callable[[UnlockedVault], object]) -> Callable[[Progress], bool]:
        """The act, with a wrong password told beside the line of the password."""
        vault = self._context.vault

        def work(_progress: Progress) -> bool:
            try:
                act(vault)
            except WrongCredentials as error:
                raise Invalid(
                    {"old": "Dit is niet uw huidige wachtwoord (of het sleutelbestand klopt niet)."}
                ) from error
            return True

        return work


class KeyFileField(Labelled):
    """Which file is the key file. `content` reads it."""

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__(title, QLineEdit(maxLength=4096), hint=hint, beside=button("Bladeren…", act=self.choose))

    def choose(self) -> None:
        """Ask for the file."""
        chosen = dialogs.choose_file(self, "Sleutelbestand kiezen")
        if chosen is not None:
            self.line.setText(str(chosen))
            self.show_problem("")

    def content(self) -> bytes:
        """What is in it; raises Invalid for "old_key_file"."""
        if not self.line.text().strip():
            raise Invalid({"old_key_file": "Kies uw huidige sleutelbestand."})
        try:
            with Path(self.line.text().strip()).expanduser().open("rb") as file:
                return file.read(KEY_FILE_AT_MOST)
        except OSError as error:
            raise Invalid({"old_key_file": "Dit bestand kan niet worden gelezen."}) from error


class PasswordDialog(SecretsDialog):
    """Asks for another password besides. `renewing` makes new keys too."""

    doing = "Wachtwoord wijzigen"

    def __init__(self, context: PageContext, *, renewing: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            "Mijn wachtwoord is bij iemand bekend" if renewing else "Wachtwoord wijzigen",
            _RENEWING if renewing else "Het oude wachtwoord opent daarna niets meer.",
            "Nieuwe sleutels maken" if renewing else "Wachtwoord wijzigen",
            icon="key-round",
            parent=parent,
        )
        self._renewing = renewing
        vault = context.vault
        about = (vault.account.name, vault.account.login, vault.municipality)
        self.new = NewPassword(about, title="Nieuw wachtwoord")
        self.body.addWidget(self.new)

    def prepare(self) -> Callable[[Progress], bool]:
        """Both passwords, or Invalid."""
        old = self.secrets()
        self.new.check()
        password, settings = self.new.password, self._context.settings
        if self._renewing:
            new = Secrets(password, old.key_file)
            return self.doing_it(lambda vault: own_account.renew_keys(vault, old=old, new=new, settings=settings))
        return self.doing_it(
            lambda vault: own_account.change_password(vault, old=old, new_password=password, settings=settings)
        )

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the lines."""
        rest = super().show_problems({name: text for name, text in fields.items() if name.startswith("old")})
        others = {name: text for name, text in fields.items() if not name.startswith("old")}
        return " ".join(filter(None, (rest, self.new.show_problems(others))))


class KeyFileDialog(SecretsDialog):
    """Asks for a key file at each login from now on, or no longer does so."""

    doing = "Sleutelbestand instellen"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        on = own_account.own_account(context.vault).uses_key_file
        super().__init__(
            context,
            "Sleutelbestand uitzetten" if on else "Sleutelbestand instellen",
            "Daarna opent alleen het wachtwoord de kluis." if on else _KEY_FILE,
            "Uitzetten" if on else "Bestand maken en instellen…",
            icon="key-round",
            parent=parent,
        )

    def prepare(self) -> Callable[[Progress], bool]:
        """Where the new file goes, asked last; or Invalid."""
        old, settings = self.secrets(), self._context.settings
        if self.facts.uses_key_file:
            return self.doing_it(
                lambda vault: own_account.switch_key_file(vault, old=old, key_file=None, settings=settings)
            )
        out = dialogs.choose_target(self, "Sleutelbestand maken", "bolwerk.sleutel")
        if out is None:
            raise Invalid({"": "Er is geen plaats voor het sleutelbestand gekozen."})

        def switch(vault: UnlockedVault) -> None:
            content = own_account.create_key_file(out, vault.folder)
            try:
                own_account.switch_key_file(vault, old=old, key_file=content, settings=settings)
            except BaseException:
                out.unlink(missing_ok=True)  # a key file that opens nothing only confuses
                raise

        return self.doing_it(switch)


_RENEWING = (
    "U krijgt nieuwe sleutels en een nieuw wachtwoord. Wat het oude wachtwoord opende, hoort daarna ook een nieuwe "
    "sleutel te krijgen; wie al een kopie had, kan die kopie blijven openen. Uw vingerafdruk verandert."
)
_KEY_FILE = (
    "Bij elke keer inloggen is dan naast uw wachtwoord dit bestand nodig. Bewaar het op een stick die u bij u draagt. "
    "Bent u het kwijt, dan komt u er niet meer in en stelt de beheerder uw account opnieuw in."
)
