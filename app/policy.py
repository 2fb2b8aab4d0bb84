"""What an administrator of the workstation lays down for Bolwerk there: a file per machine that the program only reads.

    # /etc/bolwerk/policy.toml, on Windows policy.toml in Bolwerk in the folder ProgramData
    vault = "/srv/bolwerk/Westland.bolwerk"   # the vault that the login window opens on
    kiosk = false                             # true: only the point where people report without an account
    idle_seconds = 180                        # lock after at most so long without input (60 to 1800)

What is wrong in it is told in the login window and left out, so that nonsense never makes the program less safe: a
vault keeps its own locking, which this can only make stricter. A file that others than its owner may write is not read.
"""

from __future__ import annotations

import stat
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from app.paths import policy_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LARGEST = 64 * 1024  # bytes; a policy is ten lines


@dataclass(frozen=True, slots=True)
class Policy:
    """The policy of this workstation; `problems` are Dutch sentences about what was left out."""

    vault: Path | None = None
    kiosk: bool = False
    idle_seconds: int | None = None
    problems: tuple[str, ...] = field(default=())

    def idle_limit(self, of_vault: int) -> int:
        """Seconds without input after which a session locks, where its vault says so many (0 is never)."""
        if self.idle_seconds is None:
            return of_vault
        return min(of_vault, self.idle_seconds) if of_vault else self.idle_seconds


def read_policy(path: Path | None = None) -> Policy:
    """The policy in a file, that of this machine unless another is given; the plain one when there is none."""
    place = path or policy_file()
    try:
        if not place.is_file():
            return Policy()
    except OSError as error:
        return Policy(problems=(f"Het beleidsbestand {place} is niet te lezen: {error.strerror}.",))
    return _read(place)


def _read(place: Path) -> Policy:
    import tomllib  # noqa: PLC0415 - most workstations have no policy, and a start should not wait for it

    try:
        if problem := _unsafe(place):
            return Policy(problems=(problem,))
        stated = tomllib.loads(place.read_text("utf-8"))
    except OSError as error:
        return Policy(problems=(f"Het beleidsbestand {place} is niet te lezen: {error.strerror}.",))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return Policy(problems=(f"Het beleidsbestand {place} is geen geldige TOML; er is niets uit overgenomen.",))
    return _policy(stated, place)


def _unsafe(place: Path) -> str:
    """Why a file is not to be trusted, or an empty text."""
    facts = place.stat()
    if facts.st_size > LARGEST:
        return f"Het beleidsbestand {place} is te groot; er is niets uit overgenomen."
    if sys.platform != "win32" and facts.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        return f"Anderen dan de eigenaar mogen het beleidsbestand {place} wijzigen; er is niets uit overgenomen."
    return ""


def _policy(stated: Mapping[str, object], place: Path) -> Policy:
    taken: dict[str, object] = {}
    problems = []
    for name, value in stated.items():
        read = _READERS.get(name)
        if read is None:
            problems.append(f"Het beleidsbestand {place} noemt ‘{name}’; dat kent Bolwerk niet.")
            continue
        understood, problem = read(value)
        if problem:
            problems.append(f"Het beleidsbestand {place}: ‘{name}’ {problem}")
        else:
            taken[name] = understood
    return Policy(**taken, problems=tuple(problems))  # type: ignore[arg-type]  # each reader gives its own kind


def _vault(value: object) -> tuple[Path | None, str]:
    if not isinstance(value, str) or not Path(value).is_absolute():
        return None, "moet een volledig pad zijn, zoals /srv/bolwerk/Gemeente.bolwerk."
    return Path(value), ""


def _kiosk(value: object) -> tuple[bool, str]:
    return (value, "") if isinstance(value, bool) else (False, "moet true of false zijn.")


def _idle(value: object) -> tuple[int | None, str]:
    from app.rules.locking import LONGEST_SECONDS, SHORTEST_SECONDS  # noqa: PLC0415 - likewise

    if isinstance(value, bool) or not isinstance(value, int) or not SHORTEST_SECONDS <= value <= LONGEST_SECONDS:
        return None, f"moet een aantal seconden van {SHORTEST_SECONDS} tot {LONGEST_SECONDS} zijn."
    return value, ""


_READERS: Mapping[str, Callable[[object], tuple[object, str]]] = {
    "vault": _vault,
    "kiosk": _kiosk,
    "idle_seconds": _idle,
}
