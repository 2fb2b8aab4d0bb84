"""Giving somebody another role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import Invalid
from app.rules.permissions import COMPARTMENTS_OF_ROLE, Role
from app.services.keys import accounts
from ui.pages.administration.words import labels_of
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.parts import label
from ui.widgets.record.description import Field, FieldGroup, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from app.services.keys.accounts import AccountRow
    from ui.tasks import Progress
    from ui.widgets.page import PageContext


@dataclass(frozen=True, slots=True)
class RoleInput:
    """What the form asks."""

    role: Role | None = None


class RoleDialog(ActDialog):
    """`made` is the account with its other role."""

    doing = "Rol wijzigen"

    def __init__(self, context: PageContext, account: AccountRow, parent: QWidget | None = None) -> None:
        super().__init__(
            f"Rol van {account.name} wijzigen",
            "Een rol geeft geen sleutels en neemt er geen: houders geven wat erbij hoort, en trekken in wat er niet "
            "meer bij hoort.",
            "Rol wijzigen",
            tasks=context.tasks,
            parent=parent,
        )
        self._context, self._account = context, account
        self.form = Form((FieldGroup("", (Field("role", "Rol", Kind.CHOICE, required=True, choices=Role),)),), margin=0)
        self.form.setFixedHeight(84)
        self.form.show_draft(RoleInput(account.role))
        self.told = label("", "muted", wrap=True)
        self.body.addWidget(self.form)
        self.body.addWidget(self.told)
        self.form.edited.connect(self._explain)
        self.form.focus_first()
        self._explain()

    def prepare(self) -> Callable[[Progress], AccountRow]:
        """Another role than the present one, or Invalid."""
        entered: RoleInput = self.form.draft()
        role = entered.role
        if role is None or role is self._account.role:
            raise Invalid({"role": "Kies een andere rol dan de huidige."})
        vault, account = self._context.vault, self._account.account
        return lambda _progress: accounts.change_role(vault, account=account, role=role)

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the field."""
        return self.form.show_problems(fields)

    def _explain(self) -> None:
        entered: RoleInput = self.form.draft()
        if entered.role is None:
            return
        usual = COMPARTMENTS_OF_ROLE[entered.role]
        text = f"Bij deze rol horen: {labels_of(usual)}."
        too_much = set(self._account.compartments) - set(usual)
        if too_much:
            text += f" In te trekken door een houder: {labels_of(too_much)}."
        self.told.setText(text)
