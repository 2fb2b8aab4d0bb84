"""What the screens and reports about backups show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CompartmentBackups:
    """What there is of a compartment: when (UTC) and by whom its last backup was verified, and how many are kept.

    Who does not hold the compartment sees this too; `due` is for who holds it.
    """

    compartment: str
    label: str
    held: bool
    last: datetime | None
    by: str
    count: int
    due: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """How the backups stand. `unreadable` are sentences about files that are no genuine backup of this vault."""

    place: Path
    in_vault: bool
    compartments: tuple[CompartmentBackups, ...]
    unreadable: tuple[str, ...]
    last_test: date | None
    test_due: bool


@dataclass(frozen=True, slots=True)
class BackupRound:
    """What one round of backups did: labels of compartments backed up, old backups removed, and what went wrong."""

    made: tuple[str, ...]
    removed: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RestoreLine:
    """One compartment in the report of a restore test: the backup, and the entries of its trail that were verified.

    `made_at` is in UTC, `size` in bytes, `seconds` what putting back took; `problem` is empty when all was well.
    """

    label: str
    made_at: datetime
    made_by: str
    size: int
    entries: int
    seconds: float
    problem: str


@dataclass(frozen=True, slots=True)
class UntestedLine:
    """A compartment that was not tried out: nothing to try, or no key. `last` is its last verified backup (UTC)."""

    label: str
    held: bool
    last: datetime | None


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """The yearly proof that backups can be put back (BIO 8.13.04), for the file."""

    municipality: str
    day: date
    by: str
    workstation: str
    place: Path
    tested: tuple[RestoreLine, ...]
    untested: tuple[UntestedLine, ...]

    @property
    def ok(self) -> bool:
        """Whether something was tried out and nothing failed."""
        return bool(self.tested) and not any(line.problem for line in self.tested)
