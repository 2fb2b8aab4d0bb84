"""The burgerservicenummer of a mention: shown by an act of its own, because each look at it is logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import AppError
from app.services.signals.mentions import Mentions
from models.casework.choices import MentionKind
from ui import dialogs

if TYPE_CHECKING:
    from ui.widgets.record.description import ActContext


def show(context: ActContext) -> None:
    """Show all nine digits after the user knows that this is logged."""
    mention = context.record
    if mention is None:
        return
    if mention.draft.kind is not MentionKind.PERSON or not mention.draft.bsn:
        dialogs.tell(context.parent, "BSN tonen", "Bij deze vermelding staat geen BSN.")
        return
    told = "Dat u het BSN hebt gezien, komt in het logboek te staan."
    if not dialogs.confirm(context.parent, "BSN tonen?", told, "Tonen"):
        return
    try:
        number = Mentions(context.vault).bsn_of(mention.id)
    except AppError as error:
        dialogs.warn(context.parent, "BSN tonen", str(error))
        return
    dialogs.tell(context.parent, f"BSN van {mention.title}", number or "Bij deze vermelding staat geen BSN.")
