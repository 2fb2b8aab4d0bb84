"""The burgerservicenummer of a party: shown and set by acts of their own, because each look at it is logged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.errors import AppError
from app.services.bibob.parties import Parties
from ui import dialogs
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.record.description import Field, FieldGroup

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from app.services.records import Record
    from app.vault.session import UnlockedVault
    from ui.tasks import Progress
    from ui.widgets.record.description import ActContext


@dataclass(frozen=True, slots=True)
class BsnInput:
    """What the form asks."""

    bsn: str | None = None


class BsnDialog(ActDialog):
    """Sets or forgets a number; the one that is stored is not shown here."""

    def __init__(self, vault: UnlockedVault, party: Record[Any], parent: QWidget | None = None) -> None:
        super().__init__(
            "BSN invullen",
            f"Van {party.title}. Wat er stond, wordt vervangen; leeg wist het.",
            "Vastleggen",
            parent=parent,
        )
        self._vault, self._party = vault, party
        self.form = Form(
            (FieldGroup("", (Field("bsn", "Burgerservicenummer", wide=True, hint="Negen cijfers."),)),), margin=0
        )
        self.form.show_draft(BsnInput())
        self.form.setMinimumHeight(140)
        self.body.addWidget(self.form)
        self.form.focus_first()

    def prepare(self) -> Callable[[Progress], Any]:
        """Store it over the version that was on screen."""
        entered: BsnInput = self.form.draft()
        return lambda _progress: Parties(self._vault).set_bsn(self._party.id, entered.bsn, self._party.version)

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the field."""
        return self.form.show_problems(fields)


def show(context: ActContext) -> None:
    """Show all nine digits after the user knows that this is logged."""
    party = context.record
    if party is None:
        return
    title = "BSN tonen?"
    if not dialogs.confirm(context.parent, title, "Dat u het BSN hebt gezien, komt in het logboek te staan.", "Tonen"):
        return
    try:
        number = Parties(context.vault).bsn_of(party.id)
    except AppError as error:
        dialogs.warn(context.parent, "BSN tonen", str(error))
        return
    dialogs.tell(context.parent, f"BSN van {party.title}", number or "Bij deze partij staat geen BSN.")


def ask(context: ActContext) -> None:
    """Let the user set a number."""
    if context.record is None:
        return
    if dialogs.run(BsnDialog(context.vault, context.record, context.parent)):
        context.refresh()
        context.tell("Het BSN is vastgelegd. In de lijst staan alleen de laatste drie cijfers.")
