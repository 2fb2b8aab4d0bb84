"""That sensitive records were opened, in the trail of their compartment: once per opening, and never in its way.

A screen reads a record again and again while it is open, so within a quarter of an hour a record counts once. What
cannot be written now, because the disk is full or another program has the writer's lock, does not keep the record from
its reader: who holds the key could read it with tools of their own anyway, and a caseworker at the counter should not
depend on a disk. It is owed, told as a warning, and written along with the next opening that can be.
"""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from app.errors import DiskFull, ReadOnly, StorageFailed, VaultBusy

if TYPE_CHECKING:
    from app.vault.unlocked import UnlockedVault

ONCE_IN = timedelta(minutes=15)
PATIENCE = timedelta(minutes=1)  # before a disk or another program that refused is tried again
UNWRITTEN = (
    "Dat u een vertrouwelijk dossier hebt geopend, kon niet in het logboek worden vastgelegd: {reason} Dat gebeurt "
    "alsnog zodra het kan."
)


class Opened(NamedTuple):
    """Which record: its compartment, the kind of register, and its id."""

    compartment: str
    kind: str
    key: str


class Openings:
    """What one session opened. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._noted: dict[Opened, datetime] = {}
        self._owed: list[Opened] = []
        self._refused_at: datetime | None = None

    @property
    def owed(self) -> int:
        """How many openings are still to be written."""
        return len(self._owed)

    def note(self, vault: UnlockedVault, compartment: str, kind: str, key: object) -> None:
        """Log that a record was opened, unless it was a moment ago; raises what ends the session, not what the disk
        refuses.
        """
        opened, now = Opened(vault.compartment(compartment).name, kind, str(key)), vault.author.now()
        with self._lock:
            last = self._noted.get(opened)
            if last is not None and last <= now < last + ONCE_IN:
                return
            self._noted[opened] = now
            self._owed.append(opened)
            if self._refused_at is not None and self._refused_at <= now < self._refused_at + PATIENCE:
                return
            self._write(vault, now)

    def _write(self, vault: UnlockedVault, now: datetime) -> None:
        for compartment in dict.fromkeys(opened.compartment for opened in self._owed):
            try:
                with vault.write(compartment) as work:
                    for opened in self._owed:
                        if opened.compartment == compartment:
                            work.record(f"{opened.kind}.opened", opened.kind, opened.key)
            except (DiskFull, ReadOnly, StorageFailed, VaultBusy) as refused:
                if self._refused_at is None:
                    vault.warnings.append(UNWRITTEN.format(reason=refused))
                self._refused_at = now
                return
            self._owed = [opened for opened in self._owed if opened.compartment != compartment]
        self._refused_at = None
