"""What a vault is set to about locking, and the workstations on which the screen may be captured."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.errors import Invalid
from app.rules.locking import LONGEST_SECONDS, SHORTEST_SECONDS, idle_seconds, may_be_set, must_lock
from app.rules.permissions import REGISTER, Act
from app.services.access import requires
from models.register import Setting

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault

IDLE, CAPTURE = "locking.idle_seconds", "locking.capture_allowed_on"
_MOST_WORKSTATIONS = 500


@dataclass(frozen=True, slots=True)
class Locking:
    """How this session locks: after `seconds` without input (0 is never), whether a meeting may put that off, and
    whether the screen of this workstation may be captured.
    """

    seconds: int
    may_pause: bool
    may_capture: bool


@requires(Act.OWN_ACCOUNT, REGISTER)
def locking_of(vault: UnlockedVault) -> Locking:
    """What holds for this session."""
    kinds = {vault.compartment(name).kind for name in vault.available}
    with vault.read(REGISTER) as session:
        seconds, allowed = _read(session, IDLE), _read(session, CAPTURE)
    chosen = seconds if type(seconds) is int else None
    return Locking(
        seconds=idle_seconds(chosen, kinds),
        may_pause=not must_lock(kinds),
        may_capture=isinstance(allowed, list) and vault.author.origin in allowed,
    )


@requires(Act.SET_LOCKING, REGISTER)
def set_idle_seconds(vault: UnlockedVault, seconds: int) -> None:
    """From now on sessions of this vault lock after so many seconds without input; 0 is never."""
    if not may_be_set(seconds):
        minutes = f"{SHORTEST_SECONDS // 60} tot {LONGEST_SECONDS // 60}"
        raise Invalid({"seconds": f"Kies een tijd van {minutes} minuten, of nooit."})
    with vault.write(REGISTER) as work:
        _write(work.session, IDLE, seconds)
        work.record("locking.idle_set", "setting", IDLE)


@requires(Act.SET_LOCKING, REGISTER)
def allow_capture(vault: UnlockedVault, *, allowed: bool) -> None:
    """Let the screen of this workstation be captured, which a virtual desktop needs, or forbid it again."""
    here = vault.author.origin
    with vault.write(REGISTER) as work:
        found = _read(work.session, CAPTURE)
        others = [name for name in found if name != here] if isinstance(found, list) else []
        _write(work.session, CAPTURE, ([*others, here] if allowed else others)[-_MOST_WORKSTATIONS:])
        work.record("locking.capture_allowed" if allowed else "locking.capture_blocked", "setting", CAPTURE)


def _read(session: Session, key: str) -> Any:  # noqa: ANN401 - whatever JSON holds; the caller looks
    stored = session.scalar(select(Setting.value).where(Setting.key == key))
    with contextlib.suppress(ValueError):
        return json.loads(stored or "null")
    return None


def _write(session: Session, key: str, value: Any) -> None:  # noqa: ANN401
    setting = session.get(Setting, key) or Setting(key=key)
    setting.value = json.dumps(value)
    session.add(setting)
