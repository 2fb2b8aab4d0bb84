"""What a killed program left in the folder of a vault, removed at the next start.

Only what nothing refers to goes: databases of another epoch than the verified header names, of compartments that were
opened, and the hidden folders beside the vault in which a founding was under way.
"""

from __future__ import annotations

import contextlib
import glob
import re
import shutil
from typing import TYPE_CHECKING

from app.errors import VaultBusy
from app.vault.access import current_header
from app.vault.disk.folder import PARTS_OF_DATABASE
from app.vault.disk.locking import locked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from app.vault.unlocked import UnlockedVault

REKEY_LOCK = "rekey.lock"
FOUNDING_LOCK = "founding.lock"


def tidy(vault: UnlockedVault) -> None:
    """Remove what is left over, unless another program is at work; what cannot be removed stays for next time."""
    with contextlib.suppress(VaultBusy, OSError):
        if any(_of_other_epochs(vault, vault.available)):
            with locked(vault.folder, REKEY_LOCK, patience_seconds=0):
                current_header(vault)
                remove_leftovers(vault, vault.available)
    remove_foundings(vault.folder)


def remove_leftovers(vault: UnlockedVault, names: Iterable[str]) -> None:
    """Remove databases that the header does not name; the caller holds the lock on re-keying. Raises OSError."""
    for path in list(_of_other_epochs(vault, names)):
        remove_database(path)


def _of_other_epochs(vault: UnlockedVault, names: Iterable[str]) -> Iterator[Path]:
    for name in names:
        epoch = vault.roster.compartment(name).epoch
        for path in vault.folder.glob(f"{name}.*.db"):
            number = re.fullmatch(rf"{re.escape(name)}\.([1-9][0-9]*)\.db", path.name)
            if number and int(number[1]) != epoch:
                yield path


def remove_database(path: Path) -> None:
    """Remove a database and what SQLite keeps beside it; one that another program has open stays (on Windows)."""
    for ending in PARTS_OF_DATABASE:
        with contextlib.suppress(PermissionError):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def founding_prefix(folder: Path) -> str:
    """How the hidden folder is called in which a vault for this place is being made."""
    return f".{folder.name}.founding-"


def remove_foundings(folder: Path) -> None:
    """Remove half-made vaults for the place `folder`, except one that a running program is making."""
    for left in folder.absolute().parent.glob(f"{glob.escape(founding_prefix(folder))}*"):
        with contextlib.suppress(VaultBusy, OSError):
            with locked(left, FOUNDING_LOCK, patience_seconds=0):
                pass
            shutil.rmtree(left, ignore_errors=True)
