"""The folder with backups: what is in it, and which of it goes."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import Invalid
from app.rules.retention import STANDARD, Retention, kept
from app.vault.backup.description import DATABASE, DESCRIPTION, PARTIAL, Backup, read_description

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# casework.1.20260131T093000Z.db; what became no database yet, with what SQLite kept beside it, or no description yet
_STEM = r"(?P<stem>[a-z][a-z0-9_]*\.\d+\.\d{8}T\d{6}Z)"
_DATABASE = re.compile(_STEM + re.escape(DATABASE))
_UNFINISHED = re.compile(rf"{_STEM}({re.escape(PARTIAL)}(-wal|-shm|-journal)?|{re.escape(DESCRIPTION)}\.new)")


@dataclass(frozen=True, slots=True)
class Shelf:
    """What lies in a folder: backups, the newest first, and a Dutch sentence for each file that describes none."""

    backups: tuple[Backup, ...]
    unreadable: tuple[str, ...] = ()

    def of(self, compartment: str) -> tuple[Backup, ...]:
        """The backups of a compartment, the newest first."""
        return tuple(backup for backup in self.backups if backup.compartment == compartment)

    @property
    def vaults(self) -> frozenset[str]:
        """The ids of the vaults that there are backups of."""
        return frozenset(backup.facts.vault for backup in self.backups)

    def only(self, vault_id: str) -> Shelf:
        """What is of one vault."""
        return Shelf(tuple(each for each in self.backups if each.facts.vault == vault_id), self.unreadable)


def shelf_in(place: Path) -> Shelf:
    """What lies in `place`; a folder that is not there is empty. Raises OSError from a disk that refuses.

    Descriptions whose database is gone are left out, and so is what an interrupted backup left.
    """
    found, unreadable = [], []
    for path in sorted(place.glob(f"*{DESCRIPTION}")):
        try:
            backup = read_description(path)
        except Invalid as error:
            unreadable.append(str(error))
            continue
        if backup.database.is_file():
            found.append(backup)
        else:
            unreadable.append(f"Van de back-up ‘{path.stem}’ ontbreekt de database.")
    newest_first = sorted(found, key=lambda backup: backup.facts.at, reverse=True)
    return Shelf(tuple(newest_first), tuple(unreadable))


def newest_first(place: Path, compartment: str) -> list[Path]:
    """The descriptions of a compartment's backups by the moment in their names, the newest first."""
    return sorted(
        place.glob(f"{compartment}.*{DESCRIPTION}"), key=lambda path: path.stem.rpartition(".")[2], reverse=True
    )


def described(path: Path) -> Backup | None:
    """The backup that a description goes with; None when it describes none or its database is gone. Raises OSError."""
    try:
        backup = read_description(path)
    except Invalid:
        return None
    return backup if backup.database.is_file() else None


def thin(backups: Iterable[Backup], rule: Retention = STANDARD) -> int:
    """Remove the backups of one compartment that the rule does not keep; returns how many. Raises OSError."""
    all_of_it = list(backups)
    stay = kept((backup.moment for backup in all_of_it), rule)
    gone = [backup for backup in all_of_it if backup.moment not in stay]
    for backup in gone:
        backup.description.unlink(missing_ok=True)  # first: without it the rest counts for nothing
        backup.database.unlink(missing_ok=True)
    return len(gone)


def sweep(place: Path) -> None:
    """Remove what interrupted backups left: partial copies, and databases that nothing describes.

    What the disk keeps from being removed stays for the next time.
    """
    with contextlib.suppress(OSError):
        described = {path.stem for path in place.glob(f"*{DESCRIPTION}")}
        for path in list(place.iterdir()):
            database = _DATABASE.fullmatch(path.name)
            if _UNFINISHED.fullmatch(path.name) or (database and database["stem"] not in described):
                path.unlink()
