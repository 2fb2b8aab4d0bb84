"""Writing the drop box anew at each start, unlock and lock, so that its time of change does not tell of a report."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from app.errors import VaultError
from app.vault.reports import dropbox
from app.vault.reports.desks import desks_of
from app.vault.reports.taking_in import covers

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.header.trust import Roster

MOST_COVERS = 3


def stir(folder: Path, roster: Roster) -> str | None:
    """Put one to three covers in the box, made first where there is none; what stands in the way, as a sentence."""
    try:
        dropbox.make(folder)
        dropbox.stir(folder, covers(desks_of(roster), 1 + secrets.randbelow(MOST_COVERS)).rows)
    except VaultError as error:
        return f"De brievenbus voor anonieme meldingen werkt niet. {error}"
    return None
