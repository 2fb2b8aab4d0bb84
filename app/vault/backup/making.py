"""Making one backup: copy a compartment under its own key, open the copy and check it, and only then describe it."""

from __future__ import annotations

import contextlib
import os
import shutil
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import CompartmentDamaged, DiskFull, ReadOnly, StorageFailed, VaultBusy
from app.rules.compartments import label_of_compartment
from app.vault.access import current_header
from app.vault.backup.description import (
    DATABASE,
    DESCRIPTION,
    PARTIAL,
    Backup,
    Facts,
    describe,
    digest_of,
    digest_of_text,
    name_of,
    read_description,
)
from app.vault.backup.keeping import sweep
from app.vault.disk.folder import sync_folder
from app.vault.disk.locking import locked
from app.vault.disk.sharing import make_folder, open_as_folder
from app.vault.disk.storage import os_failure, translated
from app.vault.disk.whole_file import write_whole
from app.vault.header.text import to_text
from app.vault.progress import Progress, unheard
from app.vault.store.compartments import Compartment, check_file
from app.vault.store.engine import EncryptedFile, check_genuine, connect, wipe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.vault.unlocked import UnlockedVault

LOCK = "backup.lock"
_PAGES_A_STEP = 512
_COPIED, _CHECKED = 0.6, 0.9  # how far along it is when these are done


def back_up(vault: UnlockedVault, name: str, place: Path, progress: Progress = unheard) -> Backup:
    """Back up a compartment that this session holds to the folder `place`, which is made when it is not there.

    The backup is logged in the compartment. Raises DiskFull, ReadOnly, StorageFailed, VaultBusy, CompartmentDamaged, or
    what `progress` raises; then nothing of it is left.
    """
    label = label_of_compartment(name)

    def told(part: float) -> None:
        _ = vault.slot  # raises Cancelled once the vault is locked
        progress(f"Back-up maken van {label}", part)

    check_file(vault.compartment(name).path, name)
    with _refusals(place, label, OSError), _alone(place):
        header_text = to_text(current_header(vault)).decode()
        at = vault.author.at()
        partial = place / f"{name_of(name, vault.compartment(name).epoch, at)}{PARTIAL}"
        if partial.with_suffix(DESCRIPTION).exists():
            raise VaultBusy("Er is in dezelfde seconde al een back-up gemaakt. Probeer het opnieuw.")
        try:
            with _refusals(place, label, DiskFull, ReadOnly, StorageFailed):
                _copy(vault.compartment(name), partial, told)
                told(_COPIED)
                _check(vault.compartment(name), partial)
            facts = _facts(vault, vault.compartment(name), partial, told, at=at, header_text=header_text)
            return _described(vault, partial, facts, header_text)
        except BaseException:
            sweep(place)
            raise


@contextlib.contextmanager
def _alone(place: Path) -> Iterator[None]:
    """The folder made if need be, its lock held, and what lay there unfinished gone."""
    make_folder(place)
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(locked(place, LOCK, patience_seconds=0))
        except VaultBusy as error:
            raise VaultBusy(f"In {place} is al een back-up bezig. Probeer het straks opnieuw.") from error
        sweep(place)
        yield


def _copy(compartment: Compartment, partial: Path, told: Callable[[float], None]) -> None:
    """One state of the compartment, in steps between which others may write and the user may stop."""

    def tell(_status: int, remaining: int, total: int) -> None:
        told(_COPIED * (1 - remaining / total if total else 1.0))

    if shutil.disk_usage(partial.parent).free < compartment.path.stat().st_size:
        raise DiskFull("there is less room than the compartment takes")
    os.close(open_as_folder(partial, os.O_EXCL | os.O_WRONLY))
    key = compartment.copy_key()
    try:
        with (
            translated(compartment.name),
            contextlib.closing(connect(compartment.path, key)) as source,
            contextlib.closing(connect(partial, key)) as copy,
        ):
            source.execute("BEGIN")  # keeps to one state, or each write of another would start the copy anew
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            source.backup(copy, pages=_PAGES_A_STEP, progress=tell)
            check_genuine(source)
    finally:
        wipe(key)
    with partial.open("rb+") as file:
        os.fsync(file.fileno())


def _check(compartment: Compartment, partial: Path) -> None:
    """Open the copy as it will be opened when it is needed, read every page, and see that its trail is this one's."""
    file = EncryptedFile(partial, compartment.copy_key())
    copy = Compartment(compartment.name, compartment.kind, compartment.epoch, file)
    try:
        found = copy.damage() or _strange_trail(compartment, copy)
    finally:
        copy.close()
    if found:
        raise CompartmentDamaged(f"De kopie van ‘{compartment.name}’ is niet in orde ({found}). Controleer de kluis.")


def _strange_trail(compartment: Compartment, copy: Compartment) -> str | None:
    there, here = copy.tables.audit_entry, compartment.tables.audit_entry
    with copy.read() as session:
        end = session.execute(select(there.c.n, there.c.digest).order_by(there.c.n.desc()).limit(1)).first()
    if end is None:
        return None
    with compartment.read() as session:
        same = session.scalar(select(here.c.digest).where(here.c.n == end.n)) == end.digest
    return None if same else "het logboek is een ander"


def _facts(
    vault: UnlockedVault,
    compartment: Compartment,
    partial: Path,
    told: Callable[[float], None],
    *,
    at: str,
    header_text: str,
) -> Facts:
    told(_CHECKED)
    return Facts(
        vault=vault.roster.vault_id,
        compartment=compartment.name,
        epoch=compartment.epoch,
        at=at,
        account=vault.author.account,
        statement=vault.roster.length,
        generation=vault.roster.generation,
        size=partial.stat().st_size,
        digest=digest_of(partial, lambda part: told(_CHECKED + part * (1 - _CHECKED))),
        header=digest_of_text(header_text),
    )


def _described(vault: UnlockedVault, partial: Path, facts: Facts, header_text: str) -> Backup:
    """Give the copy its name, log the act, and describe it: the description is what makes it a backup."""
    database, description = partial.with_suffix(DATABASE), partial.with_suffix(DESCRIPTION)
    partial.replace(database)
    sync_folder(database.parent)
    try:
        with vault.write(facts.compartment) as work:
            work.record("backup.made", "backup", facts.at)
            write_whole(description, describe(facts, header_text, vault.author))
    except BaseException:
        with contextlib.suppress(OSError):
            description.unlink(missing_ok=True)
        raise
    return read_description(description)


@contextlib.contextmanager
def _refusals(place: Path, label: str, *kinds: type[Exception]) -> Iterator[None]:
    """What the disk with the backups refuses, said of that disk and not of the vault."""
    try:
        yield
    except kinds as error:
        refused = type(os_failure(error) if isinstance(error, OSError) else error)
        reason = f"De schijf weigert of is niet meer aangesloten ({place})."
        if refused is DiskFull:
            reason = f"Er is niet genoeg ruimte op de schijf ({place})."
        elif refused is ReadOnly:
            reason = f"In de map kan niet worden geschreven ({place})."
        raise refused(f"Van {label} is geen back-up gemaakt; er is niets half achtergebleven. {reason}") from error
