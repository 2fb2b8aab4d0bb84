"""Logins that failed: on which day and at which workstation, for the privacy officer alone.

Nobody is logged in when a login fails, so each is sealed to the inbox of `audit` and put in a file beside the
compartments. The file is bounded; it says how many there were to whoever sees the folder, and the rest to the officer.
What was typed is not kept: people type passwords in the wrong field. Unlike anything else that is sealed here, it is
sealed before a pin has vouched for the header, because without a login there is no pin.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.errors import SealBroken, VaultError
from app.rules.permissions import AUDIT
from app.vault.disk.locking import locked
from app.vault.disk.storage import os_failure
from app.vault.disk.whole_file import write_whole
from app.vault.primitives.sealing import Info, KeyPair, canonical, open_sealed, seal
from app.vault.primitives.strict_json import NotStrict, parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from app.vault.header.trust import Roster
    from app.vault.unlocked import UnlockedVault

FAILED_LOGINS = "failed-logins"
MOST = 500
_LOCK = "failed-logins.lock"
_PATIENCE_SECONDS = 0.5
_PLAIN_BYTES = 200
_SEALED_BYTES = 1088 + 32 + _PLAIN_BYTES + 16  # two encapsulated keys, the text, the tag
_LONGEST_ORIGIN = 60


@dataclass(frozen=True, slots=True)
class FailedLogins:
    """What the file says: day and workstation of each failed login, oldest first, and how many cannot be read."""

    logins: tuple[tuple[date, str], ...]
    unreadable: int = 0


def note_failed_login(folder: Path, roster: Roster, *, at: datetime, origin: str) -> None:
    """Add a failed login to the file; what keeps it from being written is ignored, as the user cannot do anything."""
    facts = roster.compartments.get(AUDIT)
    if facts is None or facts.inbox_key is None:
        return
    day = at.astimezone()
    text = canonical(
        {"day": day.date().isoformat(), "origin": origin.encode()[:_LONGEST_ORIGIN].decode(errors="ignore")}
    )
    with contextlib.suppress(OSError, VaultError):
        sealed = seal(facts.inbox_key, text.ljust(_PLAIN_BYTES), _info(roster))
        with locked(folder, _LOCK, patience_seconds=_PATIENCE_SECONDS):
            _append(folder / FAILED_LOGINS, sealed)
            midnight = day.replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
            os.utime(folder / FAILED_LOGINS, (midnight, midnight))


def failed_logins(vault: UnlockedVault) -> FailedLogins:
    """What is in the file; raises AccessDenied without the key of `audit`, StorageFailed when it cannot be read."""
    compartment = vault.compartment(AUDIT)
    with compartment.read() as session:
        inbox = [KeyPair.from_private(private) for private in compartment.inbox_keys(session)]
    try:
        records = list(_records(vault.folder / FAILED_LOGINS))
    except OSError as error:
        raise os_failure(error) from error
    opened = [_opened(sealed, inbox, _info(vault.roster)) for sealed in records]
    return FailedLogins(tuple(said for said in opened if said), opened.count(None))


def _append(path: Path, sealed: bytes) -> None:
    """Whole records only: what a killed program left half written is dropped."""
    write_whole(path, b"".join([*_records(path), sealed][-MOST:]))


def _records(path: Path) -> Iterator[bytes]:
    if path.is_file() and not path.is_symlink():
        with path.open("rb") as file:
            data = file.read(MOST * _SEALED_BYTES)
        for at in range(0, len(data) - _SEALED_BYTES + 1, _SEALED_BYTES):
            yield data[at : at + _SEALED_BYTES]


def _opened(sealed: bytes, inbox: list[KeyPair], info: Info) -> tuple[date, str] | None:
    for pair in inbox:
        with contextlib.suppress(SealBroken, NotStrict, ValueError):  # anybody can seal anything to an inbox
            match parse(open_sealed(pair, sealed, info).rstrip()):
                case {"day": str(day), "origin": str(origin)}:
                    return date.fromisoformat(day), origin
    return None


def _info(roster: Roster) -> Info:
    return Info("failed login", roster.vault_id, AUDIT)
