"""The terms of a screening, shown on asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import AppError
from app.services.bibob.terms import timeline
from ui import dialogs
from ui.widgets.terms import TimelineDialog

if TYPE_CHECKING:
    from ui.widgets.record.description import ActContext

__all__ = ["TimelineDialog", "show"]


def show(context: ActContext) -> None:
    """Show the terms of the stored file."""
    if context.record is None:
        return
    try:
        shown = timeline(context.vault, context.record.id)
    except AppError as error:
        dialogs.warn(context.parent, "Termijnen", str(error))
        return
    dialogs.run(TimelineDialog(shown, context.parent))
