"""Locks between programs on one vault, kept by the operating system and so released by any kind of crash."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from typing import TYPE_CHECKING

from app.errors import VaultBusy
from app.vault.disk.folder import LOCK
from app.vault.disk.sharing import open_as_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAUSE_SECONDS = 0.02


@contextlib.contextmanager
def locked(folder: Path, name: str = LOCK, *, patience_seconds: float = 5.0) -> Iterator[None]:
    """Hold a lock of this folder, the one on changing vault.json unless named.

    Raises VaultBusy when another program or thread keeps it, OSError from the disk.
    """
    descriptor = open_as_folder(folder / name, os.O_RDWR)
    try:
        _wait(descriptor, time.monotonic() + patience_seconds)
        yield
    finally:
        os.close(descriptor)


def _wait(descriptor: int, until: float) -> None:
    while not _try(descriptor):
        if time.monotonic() > until:
            raise VaultBusy(
                "Een ander programma is al enige tijd bezig de toegang tot de kluis te wijzigen; er is niets "
                "opgeslagen. Probeer het opnieuw."
            )
        time.sleep(_PAUSE_SECONDS)


def _try(descriptor: int) -> bool:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - only where it exists

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl  # noqa: PLC0415 - only where it exists

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
