"""Giving somebody the key of a compartment: first the fingerprint is compared, group by group, in person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.keys import accounts
from ui.pages.administration.words import label_of
from ui.widgets.comparison import Comparison
from ui.widgets.dialogs.act_dialog import ActDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from app.services.keys.accounts import AccountRow
    from ui.tasks import Progress
    from ui.widgets.page import PageContext


class GrantDialog(ActDialog):
    """Asks for the comparison. `made` is the account as it is after the grant."""

    doing = "Sleutel verzegelen"

    def __init__(
        self, context: PageContext, account: AccountRow, compartment: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            f"{account.name} toegang geven tot {label_of(compartment)}",
            f"Vergelijk de vingerafdruk met het scherm van {account.name} zelf: Beheer, tabblad Mijn account. Doe "
            "dit naast elkaar of aan de telefoon met een stem die u kent, nooit per e-mail.",
            "Toegang geven",
            icon="key-round",
            tasks=context.tasks,
            parent=parent,
        )
        self._context, self._account, self._compartment = context, account, compartment
        self.comparison = Comparison(account.name, account.fingerprint)
        self.comparison.another_way.connect(self.message.hide)
        self.body.addWidget(self.comparison)
        self.content.setMinimumWidth(640)
        self.comparison.focus_first()

    def prepare(self) -> Callable[[Progress], AccountRow]:
        """Every group compared, or Invalid; a difference is told to the service too, which writes it down."""
        fingerprint = self.comparison.compared
        vault, login, compartment = self._context.vault, self._account.login, self._compartment
        return lambda _progress: accounts.grant(vault, login=login, compartment=compartment, fingerprint=fingerprint)

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Above the groups; goes to the group that differs."""
        if "fingerprint" in fields:
            self.comparison.point_out()
        return super().show_problems(fields)
