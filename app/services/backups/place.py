"""Where backups lie and which of them count: those of this vault, described and signed by one of its users."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import Invalid, StorageFailed
from app.rules.permissions import REGISTER, Act
from app.services.access import requires
from app.vault.backup.keeping import Shelf, described, newest_first, shelf_in
from app.vault.disk.folder import BACKUPS, refuse_unusable_folder
from app.vault.disk.storage import os_failure
from models.register import Setting

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.vault.backup.description import Backup
    from app.vault.session import UnlockedVault

PLACE, LAST_TEST = "backup.place", "backup.last_test"


@requires(Act.BACK_UP, REGISTER)
def place_of(vault: UnlockedVault) -> Path:
    """The folder that backups go to: the one that was set, otherwise the one in the vault."""
    with vault.read(REGISTER) as session:
        said = _get(session, PLACE)
    return Path(said) if said else vault.folder / BACKUPS


@requires(Act.SET_BACKUP, REGISTER)
def set_place(vault: UnlockedVault, place: Path | None) -> None:
    """Say where backups go: a folder on a local disk outside the vault, or None for the folder in the vault.

    Raises Invalid for a place inside the vault or not absolute, VaultNotFound, NetworkFolder or ReadOnly when nothing
    can be written there.
    """
    if place is not None:
        if not place.is_absolute() or place.resolve().is_relative_to(vault.folder.resolve()):
            raise Invalid({"place": "Kies een map buiten de kluis, bij voorkeur op een andere schijf."})
        refuse_unusable_folder(place)
    with vault.write(REGISTER) as work:
        _set(work.session, PLACE, str(place) if place else "")
        work.record("backup.place_set", "setting", PLACE)


@requires(Act.BACK_UP, REGISTER)
def reachable_place(vault: UnlockedVault) -> Path:
    """The folder that backups go to. StorageFailed when it was set and is not there: a disk that was taken away leaves
    an empty place behind, and backups must not end up there unseen.
    """
    place = place_of(vault)
    if place != vault.folder / BACKUPS and not place.is_dir():
        raise StorageFailed(
            f"De map {place} met de back-ups is er niet. Is de schijf niet meer aangesloten? Sluit haar aan of kies "
            "een andere map."
        )
    return place


@requires(Act.BACK_UP, REGISTER)
def shelf_of(vault: UnlockedVault) -> Shelf:
    """The genuine backups of this vault; others are among the unreadable. Raises what the disk refuses."""
    try:
        shelf = shelf_in(reachable_place(vault)).only(vault.roster.vault_id)
    except OSError as error:
        raise os_failure(error) from error
    forged = [backup for backup in shelf.backups if not backup.is_signed_by(vault.roster)]
    told = tuple(f"‘{each.name}’ is niet door een gebruiker van deze kluis ondertekend." for each in forged)
    genuine = tuple(backup for backup in shelf.backups if backup not in forged)
    return Shelf(genuine, (*shelf.unreadable, *told))


@requires(Act.BACK_UP, REGISTER)
def newest_of(vault: UnlockedVault, compartment: str) -> Backup | None:
    """The newest genuine backup of a compartment, found without reading older ones. Raises what the disk refuses."""
    try:
        for path in newest_first(reachable_place(vault), compartment):
            found = described(path)
            if found and found.facts.vault == vault.roster.vault_id and found.is_signed_by(vault.roster):
                return found
    except OSError as error:
        raise os_failure(error) from error
    return None


@requires(Act.BACK_UP, REGISTER)
def last_test_of(vault: UnlockedVault) -> date | None:
    """The day of the last restore test that went well."""
    with vault.read(REGISTER) as session:
        said = _get(session, LAST_TEST)
    return date.fromisoformat(said) if said else None


def remember_test(session: Session, day: date) -> None:
    """Note a restore test that went well, in the transaction that logs it."""
    _set(session, LAST_TEST, day.isoformat())


def _get(session: Session, key: str) -> str | None:
    setting = session.get(Setting, key)
    value = json.loads(setting.value) if setting else None
    return value if isinstance(value, str) else None


def _set(session: Session, key: str, value: str) -> None:
    setting = session.get(Setting, key) or Setting(key=key, value="")
    setting.value = json.dumps(value)
    session.add(setting)
