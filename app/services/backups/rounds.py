"""How the backups stand, what is due, and a round of backups: on demand, or from a timer while the vault is open."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.errors import AppError, Cancelled, StorageFailed
from app.rules.compartments import label_of_compartment
from app.rules.permissions import REGISTER, Act
from app.services.access import requires
from app.services.backups.facts import BackupRound, CompartmentBackups, Overview
from app.services.backups.place import last_test_of, place_of, reachable_place, shelf_of
from app.vault.backup.keeping import thin
from app.vault.backup.making import back_up
from app.vault.disk.folder import BACKUPS
from app.vault.disk.storage import os_failure
from app.vault.progress import Progress, part_of, unheard

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.vault.backup.description import Backup
    from app.vault.backup.keeping import Shelf
    from app.vault.session import UnlockedVault

A_YEAR = timedelta(days=365)
UNKNOWN = "onbekende gebruiker"


@requires(Act.BACK_UP, REGISTER)
def overview(vault: UnlockedVault) -> Overview:
    """How the backups of every compartment stand; for all users, because it says nothing but dates."""
    place, shelf, last_test = place_of(vault), shelf_of(vault), last_test_of(vault)
    names = {account: person.name for account, person in vault.directory().items()}
    return Overview(
        place=place,
        in_vault=place == vault.folder / BACKUPS,
        compartments=tuple(_row(vault, name, shelf, names) for name in vault.roster.compartments),
        unreadable=shelf.unreadable,
        last_test=last_test,
        test_due=last_test is None or _now(vault).date() - last_test > A_YEAR,
    )


def _row(vault: UnlockedVault, name: str, shelf: Shelf, names: dict[str, str]) -> CompartmentBackups:
    backups = shelf.of(name)
    return CompartmentBackups(
        compartment=name,
        label=label_of_compartment(name),
        held=name in vault.available,
        last=backups[0].moment if backups else None,
        by=names.get(backups[0].facts.account, UNKNOWN) if backups else "",
        count=len(backups),
        due=_is_due(vault, name, backups),
    )


@requires(Act.BACK_UP, REGISTER)
def due(vault: UnlockedVault) -> tuple[str, ...]:
    """The compartments of this session that have no backup of today under their present key; for a timer.

    Raises StorageFailed when the disk with the backups is not there.
    """
    shelf = shelf_of(vault)
    return tuple(name for name in vault.roster.compartments if _is_due(vault, name, shelf.of(name)))


def _is_due(vault: UnlockedVault, name: str, backups: Collection[Backup]) -> bool:
    """A backup that says it is from another day, in the future too, does not count for today."""
    if name not in vault.available:
        return False
    today, epoch = _now(vault).date(), vault.roster.compartment(name).epoch
    return not any(backup.facts.epoch == epoch and backup.moment.astimezone().date() == today for backup in backups)


def _now(vault: UnlockedVault) -> datetime:
    return vault.author.now().astimezone()


@requires(Act.BACK_UP, REGISTER)
def back_up_now(
    vault: UnlockedVault, names: Collection[str] | None = None, progress: Progress = unheard
) -> BackupRound:
    """Back up these compartments, or all that this session holds, each verified; then let old ones go by the rule.

    What goes wrong with one compartment does not keep another from its backup: it is told in `problems`. Only
    Cancelled is raised; what was finished by then stays.
    """
    made, removed, problems = [], 0, []
    wanted = [name for name in vault.roster.compartments if name in (vault.available if names is None else names)]
    try:
        place = reachable_place(vault)
    except StorageFailed as gone:
        return BackupRound((), 0, (str(gone),))
    for number, name in enumerate(wanted):
        try:
            back_up(vault, name, place, part_of(progress, number, len(wanted)))
            made.append(label_of_compartment(name))
            removed += _thinned(vault, name)
        except Cancelled:
            raise
        except AppError as error:
            problems.append(str(error))
    return BackupRound(tuple(made), removed, tuple(problems))


def _thinned(vault: UnlockedVault, name: str) -> int:
    try:
        return thin(shelf_of(vault).of(name))
    except OSError as error:
        raise os_failure(error) from error
