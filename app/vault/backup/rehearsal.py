"""Trying out a backup: put it back in a temporary folder, open it there with one's own keys, and check all of it."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.errors import AccessDenied, AppError, Cancelled, CompartmentDamaged, SealBroken
from app.rules.compartments import label_of_compartment
from app.vault.backup.description import Backup
from app.vault.disk.folder import HEADER, compartment_file
from app.vault.disk.storage import os_failure
from app.vault.header.text import from_text
from app.vault.header.trust import Roster
from app.vault.keys.grants import open_grant
from app.vault.progress import Progress, unheard
from app.vault.store.audit import verify_chain
from app.vault.store.compartments import open_compartment

if TYPE_CHECKING:
    from app.vault.store.compartments import Compartment
    from app.vault.unlocked import UnlockedVault


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """How it went: entries of the trail that were verified, and how many seconds putting back took.

    `problem` is a Dutch sentence, empty when the backup can be relied on.
    """

    backup: Backup
    entries: int = 0
    seconds: float = 0.0
    problem: str = ""


def rehearse(vault: UnlockedVault, backup: Backup, progress: Progress = unheard) -> Rehearsal:
    """Try out a backup of a compartment that this session holds; only Cancelled is raised, by `progress`.

    Nothing leaves the encrypted files, and the folder is gone afterwards.
    """
    start = perf_counter()
    try:
        with tempfile.TemporaryDirectory(prefix="bolwerk-", ignore_cleanup_errors=True) as folder:
            entries = _put_back(vault, backup, Path(folder), progress)
    except Cancelled:
        raise
    except AppError as error:
        return Rehearsal(backup, problem=str(error))
    except OSError as error:
        return Rehearsal(backup, problem=str(os_failure(error)))
    return Rehearsal(backup, entries, perf_counter() - start)


def _put_back(vault: UnlockedVault, backup: Backup, folder: Path, progress: Progress) -> int:
    label = label_of_compartment(backup.compartment)
    text = f"Back-up van {label} beproeven"
    if not backup.is_signed_by(vault.roster):
        raise CompartmentDamaged(
            "De beschrijving van de back-up is niet door een gebruiker van deze kluis ondertekend."
        )
    backup.check_database(lambda part: progress(text, part / 2))
    roster = Roster.of(from_text(backup.header_text.encode()))
    vault.roster.check_pin(roster.pin)
    (folder / HEADER).write_text(backup.header_text, encoding="utf-8")
    facts = roster.compartment(backup.compartment)
    shutil.copyfile(backup.database, compartment_file(folder, facts.name, facts.epoch))
    progress(text, 0.6)
    copy = open_compartment(folder, facts.name, facts.kind, facts.epoch, _key(vault, roster, facts.name))
    try:
        return _examined(vault, copy)
    finally:
        copy.close()


def _key(vault: UnlockedVault, roster: Roster, name: str) -> bytearray:
    """The key as the header in the backup gives it, or the present one when one's own keys were renewed since."""
    try:
        return open_grant(roster, vault.account.id, vault.slot.keys, name)
    except (AccessDenied, SealBroken):
        if roster.compartment(name).epoch != vault.compartment(name).epoch:
            raise
        return vault.compartment(name).copy_key()


def _examined(vault: UnlockedVault, copy: Compartment) -> int:
    """Every page, the whole trail, and whether the trail in use goes on where it ends."""
    found = copy.damage()
    if found:
        raise CompartmentDamaged(f"De teruggezette kopie is beschadigd ({found}).")
    with copy.read() as session:
        check = verify_chain(session, copy, vault.roster)
    if check.bad:
        raise CompartmentDamaged(
            f"Het logboek in de teruggezette kopie klopt niet vanaf regel {check.bad.n}: {check.bad.reason}."
        )
    present = vault.compartment(copy.name).tables.audit_entry
    with vault.read(copy.name) as session:
        same = (
            not check.last or session.scalar(select(present.c.digest).where(present.c.n == check.last)) == check.digest
        )
        longer = (session.scalar(select(func.max(present.c.n))) or 0) >= check.last
    if longer and not same and not vault.roster.restores:
        raise CompartmentDamaged("Het logboek van het onderdeel gaat niet verder waar dat van de back-up ophoudt.")
    return check.checked
