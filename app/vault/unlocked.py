"""An unlocked vault: what one user can do until it is locked again."""

from __future__ import annotations

import contextlib
import copy
import threading
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Self

from app.errors import AccessDenied, AppError, Cancelled, Conflict
from app.rules.compartments import label_of_compartment
from app.rules.permissions import REGISTER, Role
from app.vault import access, own_account, seen
from app.vault.directory import read_people
from app.vault.openings import Openings
from app.vault.post import audit_copies, deliveries, hidden_anchors
from app.vault.reports.stirring import stir
from app.vault.store.audit import REFUSED
from app.vault.unit_of_work import UnitOfWork, unit_of_work

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sqlalchemy.orm import Session

    from app.vault.access import Stamp
    from app.vault.directory import Person
    from app.vault.header.trust import Roster
    from app.vault.keys.slots import KdfLimits, KdfSettings, OpenedSlot
    from app.vault.store.audit import Author
    from app.vault.store.compartments import Compartment


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """The account that is logged in."""

    id: str
    login: str
    name: str
    role: Role
    function: str


class UnlockedVault:
    """The compartments that the account holds, and the keys to act in them. Safe to use from several threads.

    `warnings` are Dutch sentences for the user about what was found at unlocking: a compartment that could not be
    opened (using it raises the reason), an audit trail that is not whole, post that could not be carried.
    """

    def __init__(
        self,
        folder: Path,
        roster: Roster,
        slot: OpenedSlot,
        author: Author,
        *,
        stamp: Stamp | None,
        limits: KdfLimits,
        account: OwnAccount,
        opened: Mapping[str, Compartment],
        failures: Mapping[str, AppError],
        warnings: Sequence[str],
    ) -> None:
        self.folder = folder
        self.roster = roster
        self.stamp = stamp
        self.limits = limits
        self.account = account
        self.warnings = list(warnings)
        self.openings = Openings()
        self._memory: Path | None = None
        self._author: Author | None = author
        self._slot: OpenedSlot | None = slot
        self._changing = threading.RLock()
        self._opened = dict(opened)
        self._failures = dict(failures)
        for compartment in opened.values():
            compartment.guard = partial(self._check_present, compartment)

    @property
    def municipality(self) -> str:
        """Whose vault it is."""
        return self.roster.municipality

    @property
    def compartments(self) -> frozenset[str]:
        """The names of the compartments that this account holds the key of."""
        return frozenset(self._opened) | frozenset(self._failures)

    @property
    def available(self) -> frozenset[str]:
        """Those of them that could be opened."""
        return frozenset(self._opened)

    def holds(self, name: str) -> bool:
        """Whether this account holds the key of a compartment."""
        return name in self.compartments

    def compartment(self, name: str) -> Compartment:
        """An open compartment; raises AccessDenied without its key, or why it could not be opened.

        A header that was replaced since is read first, and can end the whole session: see go_by.
        """
        access.heed(self)
        if name in self._failures:
            raise copy.copy(self._failures[name])  # the one that is kept must not keep the frames it passed through
        if name not in self._opened:
            raise AccessDenied(f"U hebt geen toegang tot het compartiment ‘{_label(name)}’.")
        return self._opened[name]

    def _check_present(self, compartment: Compartment) -> None:
        """Somebody may have given it a new key, and so a new file, while this session waited to write in it."""
        if self.compartment(compartment.name) is not compartment:
            raise _superseded(compartment.name)

    def read(self, name: str) -> AbstractContextManager[Session]:
        """A session on one consistent state of a compartment, in which writing is an error."""
        return self.compartment(name).read()

    def write(self, name: str) -> AbstractContextManager[UnitOfWork]:
        """A unit of work in a compartment, for one act that must be recorded."""
        return unit_of_work(self.compartment(name), self.author, self.roster)

    def record_refusal(self, name: str, action: str, subject_kind: str, subject_id: object = "") -> None:
        """Log that an act was refused, in a transaction of its own.

        It stands in the compartment it was about, or in the register when this account does not hold that one.
        """
        with self.write(name if name in self._opened else REGISTER) as work:
            work.record(action, subject_kind, subject_id, result=REFUSED)

    def directory(self) -> dict[str, Person]:
        """Everybody who has or had an account, by account id."""
        with self.read(REGISTER) as session:
            return read_people(session)

    @property
    def slot(self) -> OpenedSlot:
        """The private keys of the account; raises Cancelled once the vault is locked."""
        if self._slot is None:
            raise Cancelled
        return self._slot

    @property
    def author(self) -> Author:
        """Who signs what is done here; raises Cancelled once the vault is locked."""
        if self._author is None:
            raise Cancelled
        return self._author

    def refresh(self) -> None:
        """Go by the header as it is now; raises HeaderUntrusted when it does not continue the one seen before."""
        access.current_header(self)

    def go_by(self, roster: Roster, stamp: Stamp | None) -> None:
        """Go by another header, already verified, that was read at `stamp`.

        Compartments taken away from this account are closed, and so are those with a new key, until the next login.
        Locks the vault and raises AccessDenied when the account was revoked or reset.
        """
        own = roster.accounts.get(self.account.id)
        with self._changing:
            if own is None or own.revoked or own.sign_key != self.slot.signing.public_bytes:
                self.lock()
                raise AccessDenied("Uw account is ingetrokken of opnieuw ingesteld. De kluis is vergrendeld.")
            if roster.generation < self.roster.generation:
                return  # another thread went on meanwhile
            self.roster, self.stamp = roster, stamp
            self.account = replace(self.account, role=own.role)
            for name in self.available - roster.held_by(own.id):
                self._opened.pop(name).close()
            for name in self.available:
                if roster.compartment(name).epoch != self._opened[name].epoch:
                    self._opened.pop(name).close()
                    self._failures[name] = _superseded(name)

    def grant(self, account: str, name: str, fingerprint: str) -> None:
        """Give an account the key of a compartment that this account holds too; see app.vault.access."""
        access.grant(self, account, name, fingerprint)

    def change_password(
        self,
        old: str,
        new: str,
        *,
        old_key_file: bytes | None = None,
        new_key_file: bytes | None = None,
        settings: KdfSettings | None = None,
        limits: KdfLimits | None = None,
    ) -> None:
        """Lock the keys of this account with another password; see app.vault.own_account."""
        own_account.change_password(
            self,
            old,
            new,
            old_key_file=old_key_file,
            new_key_file=new_key_file,
            settings=settings,
            limits=limits,
        )

    def take_keys(self, slot: OpenedSlot) -> None:
        """Go on with other keys of the same account; they must stand in the header by now."""
        with self._changing:
            self._author = replace(self.author, key=slot.signing)
            self._slot = slot

    def adopt(self, compartment: Compartment) -> None:
        """Go on with another file of a compartment; the one before is the caller's to close."""
        compartment.guard = partial(self._check_present, compartment)
        with self._changing:
            self._opened[compartment.name] = compartment

    def hand_on(self) -> None:
        """Send copies of new audit entries to the privacy officer and carry what lies in the outboxes."""
        for name in sorted(self.available):
            audit_copies.hand_on(self.compartment(name), self.author, self.roster)
            hidden_anchors.hand_on(self.compartment(name), self.author, self.roster)
        deliveries.carry(self)

    def remember_in(self, memory: Path) -> None:
        """Keep what was seen in this folder of the workstation, now and when the session ends; see app.vault.seen."""
        self._memory = memory
        seen.remember(self, memory)

    def close(self) -> None:
        """End the session in order: hand on what can be handed on, then lock. What fails goes along next time."""
        with contextlib.suppress(AppError):
            self.hand_on()
            if self._memory is not None:
                seen.remember(self, self._memory)
        stir(self.folder, self.roster)
        self.lock()

    def lock(self) -> None:
        """End the session now, from any thread: running acts are interrupted and roll back, keys are dropped."""
        with self._changing:
            for compartment in self._opened.values():
                compartment.close()
            self._slot = self._author = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _superseded(name: str) -> Conflict:
    return Conflict(f"Het compartiment ‘{_label(name)}’ heeft een nieuwe sleutel gekregen. Log opnieuw in.")


def _label(name: str) -> str:
    return label_of_compartment(name)
