"""One Bolwerk per session of the operating system and per vault; other sessions and other users are free to join."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QDir, QLockFile

from app.errors import VaultBusy


class InstanceGuard:
    """Holds the mark that this session has a vault open. The name of the mark does not tell which vault."""

    def __init__(self) -> None:
        self._lock: QLockFile | None = None

    def claim(self, folder: Path) -> None:
        """Take the mark; VaultBusy when another window of this session has it."""
        self.release()
        lock = QLockFile(str(_mark(folder)))
        lock.setStaleLockTime(0)  # a mark is stale when its process is gone, never because it is old
        if not lock.tryLock(100):
            raise VaultBusy("Deze kluis is op deze werkplek al geopend in een ander venster van Bolwerk.")
        self._lock = lock

    def release(self) -> None:
        """Give the mark back."""
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None


def _mark(folder: Path) -> Path:
    session = os.environ.get("XDG_SESSION_ID") or os.environ.get("SESSIONNAME") or ""
    # the number, not the name: looking up a name asks a service of the system, which may ask the network
    user = str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    told = "\0".join((user, session, str(folder.resolve())))
    name = QCryptographicHash.hash(told.encode(), QCryptographicHash.Algorithm.Blake2b_160).toHex().toStdString()
    return Path(QDir.tempPath()) / f"bolwerk-{name}.lock"
