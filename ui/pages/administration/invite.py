"""Inviting somebody, and the password for one login that comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.errors import Invalid
from app.rules.permissions import Role
from app.services.keys import accounts
from ui.tokens import Space
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.parts import button, card, column, label, row
from ui.widgets.record.description import Field, FieldGroup, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.services.keys.accounts import AccountRow, FirstPassword
    from ui.tasks import Progress
    from ui.widgets.page import PageContext


@dataclass(frozen=True, slots=True)
class Invitation:
    """What the form asks."""

    name: str | None = None
    role: Role | None = None
    login: str | None = None
    function: str | None = None


_FIELDS = (
    Field("name", "Naam", required=True),
    Field("role", "Rol", Kind.CHOICE, required=True, choices=Role),
    Field("login", "Inlognaam", required=True),
    Field("function", "Functie", hint="Mag leeg blijven."),
)


class InviteDialog(ActDialog):
    """Asks who; `made` is the first password."""

    doing = "Account maken"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(
            "Iemand uitnodigen",
            "Een uitnodiging opent alleen het register. Wie de sleutel van een onderdeel heeft, geeft die daarna "
            "zelf, na het vergelijken van de vingerafdruk.",
            "Uitnodigen",
            icon="send",
            tasks=context.tasks,
            parent=parent,
        )
        self._context = context
        self.form = Form((FieldGroup("", _FIELDS),), margin=0)
        self.form.setMinimumHeight(220)
        self.form.show_draft(Invitation())
        self.body.addWidget(self.form)
        self.form.focus_first()

    def prepare(self) -> Callable[[Progress], FirstPassword]:
        """Everything filled in?"""
        entered: Invitation = self.form.draft()
        role = entered.role
        missing = {name: text for name, text in _MISSING.items() if not getattr(entered, name)}
        if missing or role is None:
            raise Invalid(missing)
        vault, settings = self._context.vault, self._context.settings
        return lambda _progress: accounts.invite(
            vault,
            login=entered.login or "",
            name=entered.name or "",
            role=role,
            function=entered.function or "",
            settings=settings,
        )

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside their fields."""
        return self.form.show_problems(fields)


_MISSING = {"name": "Vul een naam in.", "role": "Kies een rol.", "login": "Vul een inlognaam in."}


class ResetDialog(ActDialog):
    """A new start for somebody who cannot get in any more; `made` is the first password."""

    doing = "Nieuwe sleutels maken"

    def __init__(
        self, context: PageContext, account: AccountRow, *, though_last: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            f"Account van {account.name} opnieuw instellen",
            f"{account.name} krijgt nieuwe sleutels en een wachtwoord om één keer in te loggen. Alle toegang vervalt; "
            "alleen het register blijft. Houders geven de rest opnieuw, na het vergelijken van de vingerafdruk.",
            "Opnieuw instellen",
            icon="refresh-cw",
            tasks=context.tasks,
            parent=parent,
        )
        self._context, self._account, self._though_last = context, account, though_last

    def prepare(self) -> Callable[[Progress], FirstPassword]:
        """Nothing more is asked."""
        vault, settings = self._context.vault, self._context.settings
        account, though_last = self._account.account, self._though_last
        return lambda _progress: accounts.reset(vault, account=account, though_last=though_last, settings=settings)


class FirstPasswordDialog(QDialog):
    """Shows the password for one login, once."""

    def __init__(self, name: str, made: FirstPassword, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Eenmalig wachtwoord")
        self.setMinimumWidth(600)
        layout = column(self, Space.MEDIUM)
        layout.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.LARGE)
        layout.addWidget(label(f"Eenmalig wachtwoord voor {name}", "section"))
        layout.addWidget(
            label(
                f"Geef dit persoonlijk aan {name}. Het wordt één keer getoond en nergens bewaard. Bij de eerste "
                "keer inloggen kiest men een eigen wachtwoord; tot dan kan men niets anders.",
                "muted",
                wrap=True,
            )
        )
        frame = card()
        inside = column(frame, Space.SMALL, Space.LARGE)
        inside.addWidget(label(f"Inlognaam: {made.login}"))
        self.password = label(made.password, "fingerprint")
        self.password.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.password.setAccessibleName(f"Wachtwoord: {' '.join(made.password)}")
        inside.addWidget(self.password)
        layout.addWidget(frame)
        buttons = row()
        buttons.addStretch()
        close = button("Ik heb het overgeschreven", "check", "primary", self.accept)
        close.setDefault(True)
        buttons.addWidget(close)
        layout.addSpacing(Space.SMALL)
        layout.addLayout(buttons)
