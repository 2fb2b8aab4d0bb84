"""Destroying a file whose term for keeping has passed, after the user knows what goes and what stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import AppError
from app.services.bibob.screenings import Screenings
from ui import dialogs

if TYPE_CHECKING:
    from ui.widgets.record.description import ActContext

_TITLE = "Dossier vernietigen"
_TEXT = (
    "Alles in dit dossier wordt gewist: betrokkene, partijen, financiering, bronnen, voorschriften, verstrekkingen en "
    "brieven. Alleen het nummer en wat voor de jaarcijfers telt, blijven staan. Dit kan niet ongedaan worden gemaakt. "
    "In back-ups van vóór vandaag staat het dossier nog, tot die vervallen."
)


def ask(context: ActContext) -> None:
    """Destroy the open file; what hinders is told instead."""
    file = context.record
    if file is None or not dialogs.confirm(context.parent, f"{file.title} vernietigen?", _TEXT, "Vernietigen"):
        return
    try:
        done = Screenings(context.vault).destroy(file.id, file.version)
    except AppError as error:
        dialogs.warn(context.parent, _TITLE, str(error))
        return
    context.refresh()
    context.tell(f"Dossier {done.draft.number} is vernietigd.")
