"""vault.json on disk: read it, and replace it so that every reader sees the old or the new one, whole.

Writing takes the lock, refuses when somebody else was first, writes beside it, syncs, and renames. The old file stays
as vault.json.previous until the next successful unlock, because the old slots in it open with old passwords.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from typing import TYPE_CHECKING

from app.errors import BugError, Conflict, HeaderDamaged, StorageFailed, VaultNotFound
from app.vault.disk.folder import HEADER, PREVIOUS, sync_folder
from app.vault.disk.locking import locked
from app.vault.disk.sharing import open_as_folder
from app.vault.disk.storage import os_failure
from app.vault.header.text import LARGEST_BYTES, Header, from_text, to_text
from app.vault.header.trust import Roster

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Header", "erase_previous", "read_header", "write_header"]

# Virus scanners and indexers on Windows keep a fresh file open for a moment, and a rename then fails.
_PATIENCE = 20 if sys.platform == "win32" else 0
_PAUSE_SECONDS = 0.1


def read_header(folder: Path) -> Header:
    """The header of the vault in `folder`, well-formed but not yet trusted (that is for the Roster).

    Raises VaultNotFound, HeaderDamaged, NewerProgram or StorageFailed. A damaged header is never replaced by the
    previous one on its own: that would be a roll back.
    """
    path = folder / HEADER
    previous = (folder / PREVIOUS).is_file()
    if not path.is_file() and not previous:
        raise VaultNotFound(f"In de map {folder} staat geen kluis van Bolwerk.")
    try:
        with path.open("rb") as file:
            return from_text(file.read(LARGEST_BYTES + 1))
    except FileNotFoundError as error:
        raise HeaderDamaged(_with_advice("vault.json ontbreekt.", previous=previous)) from error
    except OSError as error:
        raise StorageFailed(f"vault.json kan niet worden gelezen ({error.strerror}).") from error
    except HeaderDamaged as error:
        raise HeaderDamaged(_with_advice(str(error), previous=previous)) from error


def _with_advice(message: str, *, previous: bool) -> str:
    if previous:
        return (
            f"{message} Het vorige bestand {PREVIOUS} is er nog; het is niet gebruikt, omdat het ouder is. "
            "Laat de functioneel beheerder het bekijken of zet een back-up terug."
        )
    return f"{message} Zet een back-up terug."


def write_header(folder: Path, header: Header, expected_generation: int) -> None:
    """Replace the header in `folder`, provided that the one there is still of `expected_generation` (0: none yet).

    Raises Conflict when somebody else was first, VaultBusy, DiskFull, ReadOnly or StorageFailed; the old header is then
    still there. A header that does not replay or does not continue the old one is a BugError or HeaderUntrusted.
    """
    Roster.of(header)
    text = to_text(header)
    if len(text) > LARGEST_BYTES:
        raise StorageFailed("vault.json zou te groot worden om nog te lezen; er is niets gewijzigd.")
    with _disk_errors(), locked(folder):
        _refuse_conflict(folder, header, expected_generation)
        if (folder / HEADER).exists():
            _write(folder / PREVIOUS, (folder / HEADER).read_bytes())
        _write(folder / HEADER, text)


def _refuse_conflict(folder: Path, header: Header, expected_generation: int) -> None:
    current = read_header(folder) if (folder / HEADER).exists() else None
    generation = Roster.of(current).generation if current else 0
    if generation != expected_generation:
        raise Conflict(
            "Iemand anders heeft intussen iets aan de toegang tot de kluis gewijzigd; er is niets overschreven. "
            "Probeer het opnieuw."
        )
    if current and header.statements[: len(current.statements)] != current.statements:
        raise BugError("the new header does not continue the one on disk")


def erase_previous(folder: Path) -> None:
    """Overwrite and remove the previous header, once the new one has proved itself by a successful unlock.

    What a killed writer left beside it goes too. On flash storage overwriting promises nothing; the files are gone from
    the folder in any case.
    """
    old = [folder / PREVIOUS, _beside(folder / PREVIOUS), _beside(folder / HEADER)]
    if not any(path.exists() or path.is_symlink() for path in old):
        return
    with _disk_errors(), locked(folder):
        for path in old:
            if path.is_file() and not path.is_symlink():
                _overwrite(path)
            path.unlink(missing_ok=True)
        sync_folder(folder)


def _overwrite(path: Path) -> None:
    """Zeros over a header; not over what a link leads to, and not over more than a header can be."""
    descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, so that no link is followed
        file.write(bytes(min(os.fstat(descriptor).st_size, LARGEST_BYTES)))
        file.flush()
        os.fsync(file.fileno())


@contextlib.contextmanager
def _disk_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise os_failure(error) from error


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.new")


def _write(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step; the lock is held, so what lies beside it is of no use to anybody."""
    beside = _beside(path)
    beside.unlink(missing_ok=True)
    descriptor = open_as_folder(beside, os.O_WRONLY | os.O_EXCL | getattr(os, "O_BINARY", 0))
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, so that the mode is set at creation
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _rename(beside, path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    sync_folder(path.parent)


def _rename(source: Path, target: Path) -> None:
    for _ in range(_PATIENCE):
        try:
            source.replace(target)
        except PermissionError:
            time.sleep(_PAUSE_SECONDS)
        else:
            return
    source.replace(target)
