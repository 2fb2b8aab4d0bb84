"""Looking at what a reporter sent along, inside the program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import AppError
from app.services.attachments.reading import NewFile, checked
from app.services.integrity.dialogue import Dialogue
from models.choices import Choice, Classification
from ui import dialogs
from ui.widgets.viewer.dialog import ViewerDialog

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault
    from ui.widgets.record.description import ActContext


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the viewer is told."""

    id: int
    name: str


class ReportFiles:
    """The files of one desk, as the viewer reads them; each look is logged."""

    classification: Choice = Classification.CONFIDENTIAL

    def __init__(self, vault: UnlockedVault, desk: str, names: dict[int, str]) -> None:
        self._dialogue = Dialogue(vault, desk)
        self._names = names

    def view(self, key: int) -> NewFile:
        """The content; Invalid when it is not what its name says."""
        return checked(self._names[key], self._dialogue.content(key))


def show(context: ActContext) -> None:
    """Open the file that is chosen in the list."""
    if context.record is None:
        return
    name = str(context.record.draft.name)
    files = ReportFiles(context.vault, context.records.compartment, {context.record.id: name})
    try:
        dialogs.run(ViewerDialog(files, _Shown(context.record.id, name), context.tasks, context.parent))
    except AppError as error:
        context.tell(str(error))
