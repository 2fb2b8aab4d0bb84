"""What can be done to a meeting and its agenda besides filling in forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import AppError
from app.formats import format_count
from app.services.meetings.agenda import AgendaItems, add_items, move_item, proposals
from app.services.meetings.types import MeetingTypes
from app.services.records import Option, Query
from ui import dialogs
from ui.pages.meetings.minutes import MinutesDialog
from ui.pages.meetings.participation import ParticipationDialog
from ui.pages.meetings.proposals import ProposalsDialog
from ui.pages.meetings.room import MeetingRoom

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from app.vault.session import UnlockedVault
    from ui.widgets.record.description import ActContext


def types(vault: UnlockedVault) -> Sequence[Option]:
    """The types of meeting, for a filter."""
    register = MeetingTypes(vault)
    return tuple(Option(row.id, str(row.cells[0])) for row in register.rows(register.ids(Query())))


def hold(context: ActContext) -> None:
    """Meeting mode."""
    room = _room_of(context.parent)
    if context.record is not None and room is not None:
        room.hold(context.record.id)


def complete_agenda(context: ActContext) -> None:
    """Let the user choose from what is open and not on the agenda."""
    if context.record is None:
        return
    try:
        offered = proposals(context.vault, context.record.id)
        if not offered:
            context.tell("De agenda is bij: alles wat open staat, staat erop.")
            return
        dialog = ProposalsDialog(offered, context.parent)
        if not dialogs.run(dialog):
            return
        added = add_items(context.vault, context.record.id, dialog.chosen)
    except AppError as error:
        dialogs.warn(context.parent, "De agenda is niet aangevuld", str(error))
        return
    context.refresh()
    context.tell(f"Op de agenda gezet: {format_count(added, 'punt', 'punten')}.")


def export(context: ActContext) -> None:
    """Minutes as a PDF."""
    if context.record is None:
        return
    dialog = MinutesDialog(context.vault, context.tasks, context.record, context.parent)
    if dialogs.run(dialog) and dialog.made is not None:
        context.tell(f"Het verslag staat in {dialog.made}.")


def move_up(context: ActContext) -> None:
    """One place earlier."""
    _move(context, -1)


def move_down(context: ActContext) -> None:
    """One place later."""
    _move(context, 1)


def participate(context: ActContext) -> None:
    """Who takes part in this item."""
    if context.record is None:
        return
    try:
        dialog = ParticipationDialog(context.vault, context.record.id, context.record.title, context.parent)
    except AppError as error:
        dialogs.warn(context.parent, "Deelname", str(error))
        return
    if dialogs.run(dialog):
        context.refresh()
        context.tell("De deelname aan dit punt is vastgelegd.")


def _move(context: ActContext, places: int) -> None:
    if context.record is None:
        return
    try:
        move_item(context.vault, context.record.id, places)
    except AppError as error:
        dialogs.warn(context.parent, "Het punt is niet verplaatst", str(error))
        return
    context.refresh()
    place = AgendaItems(context.vault).rows([context.record.id])[0].cells[2]
    context.tell(f"Dit is nu punt {place}.")


def _room_of(widget: QWidget | None) -> MeetingRoom | None:
    """The page around a widget in which meetings are held."""
    while widget is not None and not isinstance(widget, MeetingRoom):
        widget = widget.parentWidget()
    return widget
