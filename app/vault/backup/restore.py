"""Putting backups back: decided by the quorum of the general recovery set, and never over something without a copy.

Nobody is logged in, because a vault that must be restored may not open. The order is such that a kill at any moment
leaves a vault that opens or can be restored again: copies are laid ready and checked, what is there is kept aside, the
header says `restored`, and then each database takes its place in one step.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import CompartmentDamaged, Conflict, HeaderDamaged, Invalid, VaultNotFound
from app.rules.compartments import label_of_compartment
from app.vault.backup.survey import missing_in
from app.vault.disk.folder import BACKUPS, HEADER, PREVIOUS, compartment_file, refuse_unusable_folder, sync_folder
from app.vault.disk.locking import locked
from app.vault.disk.sharing import make_folder, open_as_folder
from app.vault.disk.storage import os_failure
from app.vault.disk.whole_file import write_whole
from app.vault.header.amendment import Amendment
from app.vault.header.bodies import Restored
from app.vault.header.file import read_header
from app.vault.header.ledger import GENERAL
from app.vault.header.text import Header, to_text
from app.vault.keys.grants import open_recovery_grant
from app.vault.keys.recovery import Quorum, assemble
from app.vault.progress import Progress, part_of, unheard
from app.vault.store.compartments import Compartment
from app.vault.store.engine import EncryptedFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from app.vault.backup.description import Backup
    from app.vault.backup.survey import Survey

READY = "restoring"
_KEPT = "before-restore"
# No vault makes this many statements between a backup and its restore: the new generation was never used.
_LEAP = 2**20


@dataclass(frozen=True, slots=True)
class Restoration:
    """What was done: labels of the compartments put back, where what was there is kept (None when there was nothing),
    and labels of compartments that still have no file.
    """

    restored: tuple[str, ...]
    kept_in: Path | None
    missing: tuple[str, ...]
    generation: int


def restore(
    seen: Survey, chosen: Sequence[Backup], shares: Sequence[str], *, day: date, progress: Progress = unheard
) -> Restoration:
    """Put the chosen backups back, one of each compartment, by decision of who hold these shares of the general set.

    Raises Invalid for shares or a choice that cannot be, CompartmentDamaged for a backup that is not what it was,
    Conflict when the vault changed since the survey, Cancelled by `progress`, and what the disk refuses; until the
    first database takes its place everything is as it was.
    """
    quorum = assemble(seen.roster, GENERAL, shares)
    _check_choice(seen, chosen)
    try:
        seen.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        refuse_unusable_folder(seen.folder)
        make_folder(seen.folder / BACKUPS)
        with _empty_folder(seen.folder / BACKUPS / READY) as ready:
            for number, backup in enumerate(chosen):
                _lay_ready(seen, backup, quorum, ready, part_of(progress, number, len(chosen)))
            with locked(seen.folder):
                return _switch(seen, chosen, quorum, ready, day)
    except OSError as error:
        raise os_failure(error) from error


def _check_choice(seen: Survey, chosen: Sequence[Backup]) -> None:
    if not chosen:
        raise Invalid({"backup": "Kies minstens één back-up om terug te zetten."})
    if len({backup.compartment for backup in chosen}) != len(chosen):
        raise Invalid({"backup": "Kies van elk onderdeel hoogstens één back-up."})
    offered = {offer.backup: offer.hindrance for offer in seen.offers}
    for backup in chosen:
        if hindrance := offered.get(backup, "Deze back-up hoort niet bij de kluis."):
            raise Invalid({"backup": hindrance})


@contextlib.contextmanager
def _empty_folder(path: Path) -> Iterator[Path]:
    """A folder on the disk of the vault, empty, and gone afterwards."""
    shutil.rmtree(path, ignore_errors=True)
    make_folder(path)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def _lay_ready(seen: Survey, backup: Backup, quorum: Quorum, ready: Path, progress: Progress) -> None:
    """Copy a backup to the disk of the vault, see that it is what was described, and open it where these shares can."""
    label = label_of_compartment(backup.compartment)
    text = f"Back-up van {label} klaarzetten"
    backup.check_database(lambda part: progress(text, part * 0.5))
    facts = seen.roster.compartment(backup.compartment)
    copy = compartment_file(ready, facts.name, facts.epoch)
    with (
        backup.database.open("rb") as source,
        open(open_as_folder(copy, os.O_EXCL | os.O_WRONLY), "wb") as target,  # noqa: PTH123
    ):
        shutil.copyfileobj(source, target, 1 << 20)
        target.flush()
        os.fsync(target.fileno())
    progress(text, 0.8)
    if facts.recovery == GENERAL:
        key = open_recovery_grant(seen.roster, quorum.keys, facts.name)
        opened = Compartment(facts.name, facts.kind, facts.epoch, EncryptedFile(copy, key))
        try:
            found = opened.damage()
        finally:
            opened.close()
        if found:
            raise CompartmentDamaged(f"De back-up van {label} is beschadigd ({found}); kies een andere.")
    progress(text, 1.0)


def _switch(seen: Survey, chosen: Sequence[Backup], quorum: Quorum, ready: Path, day: date) -> Restoration:
    """The lock on the header is held."""
    folder, roster = seen.folder, seen.roster
    _refuse_changed(seen)
    header, generation = _restored_header(seen, quorum, day)
    kept = _keep_aside(folder, [backup.compartment for backup in chosen])
    write_whole(folder / HEADER, to_text(header))
    (folder / PREVIOUS).unlink(missing_ok=True)
    for backup in chosen:
        facts = roster.compartment(backup.compartment)
        place = compartment_file(folder, facts.name, facts.epoch)
        for path in _files(folder, facts.name):
            if path != place:  # of another epoch, or a WAL that would be taken for that of the database that comes
                path.unlink()
        compartment_file(ready, facts.name, facts.epoch).replace(place)
    sync_folder(folder)
    return Restoration(
        restored=tuple(_label(backup.compartment) for backup in chosen),
        kept_in=kept,
        missing=tuple(_label(name) for name in missing_in(folder, roster)),
        generation=generation,
    )


def _refuse_changed(seen: Survey) -> None:
    """Between looking and putting back somebody may have changed the access to the vault."""
    if seen.trouble:
        return
    try:
        same = read_header(seen.folder) == seen.header
    except (VaultNotFound, HeaderDamaged):
        same = False
    if not same:
        raise Conflict("De kluis is intussen gewijzigd; er is niets teruggezet. Begin opnieuw.")


def _restored_header(seen: Survey, quorum: Quorum, day: date) -> tuple[Header, int]:
    """The header that goes on where the trusted one ends, in a generation beyond any that anybody has seen.

    What an offer says of its own generation does not count: the trusted header is the newest of those that hold
    together, and a forged description could say a generation after which none is left.
    """
    amendment = Amendment(seen.header)
    generation = amendment.roster.generation + _LEAP
    amendment.say(Restored(generation, day), quorum.signer)
    return amendment.header(), generation


def _keep_aside(folder: Path, compartments: Sequence[str]) -> Path | None:
    """Copies of what will be replaced, under their own names in a folder of their own in backups/."""
    wanted = [folder / HEADER, folder / PREVIOUS, *(path for name in compartments for path in _files(folder, name))]
    present = [path for path in wanted if path.is_file()]
    if not present:
        return None
    number = 1
    while (kept := folder / BACKUPS / f"{_KEPT}.{number}").exists():
        number += 1
    make_folder(kept)
    for path in present:
        _duplicate(path, kept / path.name)
    sync_folder(kept)
    return kept


def _duplicate(path: Path, copy: Path) -> None:
    """The same file under a second name where the disk can do that, because it costs no room; otherwise a copy."""
    try:
        os.link(path, copy)
    except OSError:
        shutil.copy2(path, copy)


def _files(folder: Path, name: str) -> list[Path]:
    """A compartment's database in any epoch, with what SQLite keeps beside it."""
    return sorted(path for path in folder.glob(f"{name}.*.db*") if path.name.removeprefix(f"{name}.")[0].isdigit())


def _label(name: str) -> str:
    return label_of_compartment(name)
