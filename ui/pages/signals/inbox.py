"""Emptying the drop box for casework: what was reported anonymously becomes a signal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.formats import format_count
from app.services.signals.anonymous import AnonymousSignals, TakenSignals
from ui import dialogs
from ui.widgets.dialogs.box_dialog import BoxDialog

if TYPE_CHECKING:
    from ui.widgets.record.description import ActContext

INTRO = (
    "Anonieme meldingen over ondermijning worden als signaal geregistreerd en gaan daarna uit de brievenbus. De "
    "melder ziet met de code dat het signaal is ontvangen, en hoort er verder niets over. Afbreken kan altijd; wat nog "
    "niet is ingenomen, blijft liggen."
)


def words_for(taken: TakenSignals) -> str:
    """What was taken in, as a sentence."""
    parts = [
        format_count(taken.new, "nieuw signaal", "nieuwe signalen") if taken.new else "",
        format_count(taken.broken, "onbruikbaar stuk", "onbruikbare stukken") if taken.broken else "",
    ]
    told = ", ".join(part for part in parts if part)
    return f"Ingenomen: {told}." if told else "Er lag niets nieuws in de brievenbus."


def take_in(context: ActContext) -> None:
    """Empty the box."""
    dialog = BoxDialog(context, INTRO, AnonymousSignals(context.vault).take_in)
    if dialogs.run(dialog):
        context.refresh()
        context.tell(words_for(dialog.made))
