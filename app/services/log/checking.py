"""Checking the log from the first entry to the last: every digest and every signature of every trail one can read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func

from app.rules.permissions import AUDIT, REGISTER, Act
from app.services.access import requires
from app.services.log.trails import Trail, trails_of
from app.vault.failed_logins import failed_logins
from app.vault.progress import Progress, unheard
from app.vault.store.audit import OK, BadEntry, Chain, ChainCheck, Entry

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

FAILED = "failed"
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class TrailCheck:
    """The outcome for one trail: entries checked, and the first bad one with its reason (the end of a sentence)."""

    compartment: str
    label: str
    copied: bool
    checked: int
    bad: BadEntry | None

    @property
    def text(self) -> str:
        """The outcome as a Dutch sentence."""
        if self.bad:
            return f"{self.label}: het logboek klopt niet vanaf regel {self.bad.n}: {self.bad.reason}."
        what = "kopieën van regels" if self.copied else "regels"
        return f"{self.label}: {self.checked} {what}, keten en handtekeningen kloppen."


@requires(Act.READ_AUDIT, REGISTER)
def check_log(vault: UnlockedVault, progress: Progress = unheard) -> tuple[TrailCheck, ...]:
    """Check every trail this session can read, and record that and whether all was well.

    `progress` may raise Cancelled between a thousand entries and the next; then nothing is recorded.
    """
    trails = trails_of(vault)
    lengths = {trail: _length(vault, trail) for trail in trails}
    total, before, found = sum(lengths.values()), 0, []
    for trail in trails:
        found.append(_check(vault, trail, _Share(progress, before, total)))
        before += lengths[trail]
    with vault.write(AUDIT if AUDIT in vault.available else REGISTER) as work:
        good = all(check.bad is None for check in found)
        work.record("trail.verified", "trail", "", result=OK if good else FAILED)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Share:
    """Progress over all trails, of which entries were done `before` this one."""

    progress: Progress
    before: int
    total: int

    def say(self, trail: Trail, done: int) -> None:
        part = (self.before + done) / self.total if self.total else 1.0
        self.progress(f"Logboek van {trail.label} controleren", min(part, 1.0))


def _length(vault: UnlockedVault, trail: Trail) -> int:
    with vault.read(trail.store) as session:
        return session.scalar(trail.entries(func.count())) or 0


def _check(vault: UnlockedVault, trail: Trail, share: _Share) -> TrailCheck:
    """In steps, each with a short look at the store, so that writing there need not wait."""
    chain = Chain(vault.roster, trail.compartment)
    columns = [trail.table.c[name] for name in Entry.__slots__]
    more = True
    check = ChainCheck(0, 0, b"")
    while more:
        share.say(trail, chain.checked)
        some = trail.entries(*columns).where(trail.table.c.n > chain.last).order_by(trail.table.c.n).limit(_AT_ONCE)
        with vault.read(trail.store) as session:
            batch = [Entry(*row) for row in session.execute(some)]
        check = chain.follow(batch)
        more = check.bad is None and len(batch) == _AT_ONCE
    return TrailCheck(trail.compartment, trail.label, trail.copied, check.checked, check.bad)


@dataclass(frozen=True, slots=True)
class FailedOnDay:
    """How often logging in failed at a workstation on a day."""

    day: date
    origin: str
    times: int


@dataclass(frozen=True, slots=True)
class FailedAttempts:
    """Failed logins by day and workstation, the newest first; `unreadable` records were damaged or forged."""

    days: tuple[FailedOnDay, ...]
    unreadable: int


@requires(Act.READ_AUDIT, AUDIT)
def failed_attempts(vault: UnlockedVault) -> FailedAttempts:
    """What the bounded file of failed logins says; for the FG."""
    found = failed_logins(vault)
    counted = sorted(Counter(found.logins).items(), reverse=True)
    days = tuple(FailedOnDay(day, origin, times) for (day, origin), times in counted)
    return FailedAttempts(days, found.unreadable)
