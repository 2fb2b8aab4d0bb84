"""From a password to an unlocked vault: the checks on the way, in their order."""

from __future__ import annotations

import contextlib
import json
import platform
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from app.errors import AppError, DiskFull, Invalid, VaultBusy, VaultError, WrongCredentials
from app.rules.compartments import label_of_compartment
from app.rules.permissions import AUDIT, REGISTER
from app.vault import leftovers, seen
from app.vault.access import stamp_of
from app.vault.directory import read_people
from app.vault.disk import sharing
from app.vault.disk.folder import refuse_unusable_folder
from app.vault.failed_logins import note_failed_login
from app.vault.header.file import erase_previous, read_header
from app.vault.header.trust import Pin, Roster
from app.vault.keys.grants import open_grant
from app.vault.keys.kdf import login_name
from app.vault.keys.slots import STRICT, open_slot
from app.vault.post import audit_copies, deliveries, hidden_anchors
from app.vault.reports.stirring import stir
from app.vault.store import checkpoints
from app.vault.store.audit import Author
from app.vault.store.compartments import Compartment, open_compartment
from app.vault.unlocked import OwnAccount, UnlockedVault
from models.register import Setting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.vault.access import Stamp
    from app.vault.keys.slots import KdfLimits, OpenedSlot
    from app.vault.store.audit import ChainCheck

__all__ = ["OwnAccount", "UnlockedVault", "unlock"]


def _utc_now() -> datetime:
    return datetime.now(UTC)


def unlock(
    folder: Path,
    login: str,
    password: str,
    *,
    key_file: bytes | None = None,
    limits: KdfLimits = STRICT,
    progress: Callable[[str], None] | None = None,
    memory: Path | None = None,
    now: Callable[[], datetime] = _utc_now,
    origin: str | None = None,
) -> UnlockedVault:
    """Open the vault in `folder` for one user.

    `key_file` is the content of the second factor. `progress` is told, in Dutch, what is being done. `memory` is the
    folder in which this workstation keeps what was seen of vaults (app.vault.seen). `origin` is the name of the
    workstation, this one's unless given. Raises Invalid (field "login") without a login name, before any key is
    derived; WrongCredentials, the header's and folder's VaultErrors, and whatever keeps the register from opening;
    other compartments that do not open become warnings.
    """
    tell = progress or (lambda _: None)
    if not login_name(login):
        raise Invalid({"login": "Vul een inlognaam in."})
    refuse_unusable_folder(folder)
    stamp = stamp_of(folder)
    roster = Roster.of(read_header(folder))
    tell("Wachtwoord controleren")
    workstation = origin or platform.node()
    try:
        slot = open_slot(roster, login, password, key_file=key_file, limits=limits)
    except WrongCredentials:
        note_failed_login(folder, roster, at=now(), origin=workstation)
        raise
    author = Author(slot.account, slot.signing, workstation, now)
    tell("Compartimenten openen")
    vault = _Opening(folder, roster, slot, author).vault(login, stamp, limits)
    _begin(vault, memory, tell)
    return vault


def _begin(vault: UnlockedVault, memory: Path | None, tell: Callable[[str], None]) -> None:
    """What comes first in each session; the vault is locked again when it fails."""
    try:
        _first(vault, memory, tell)
    except BaseException:
        vault.lock()
        raise


def _first(vault: UnlockedVault, memory: Path | None, tell: Callable[[str], None]) -> None:
    if memory is not None:
        vault.warnings.extend(seen.look_back(vault, memory))
    leftovers.tidy(vault)
    _keep_shared(vault)
    trouble = stir(vault.folder, vault.roster)
    if trouble is not None:
        vault.warnings.append(trouble)
    tell("Post bezorgen")
    _settle(vault)
    if memory is not None:
        vault.remember_in(memory)


class _Opening:
    """The compartments of one account, as far as they have been opened."""

    def __init__(self, folder: Path, roster: Roster, slot: OpenedSlot, author: Author) -> None:
        self._folder = folder
        self._roster = roster
        self._slot = slot
        self._author = author
        self._opened: dict[str, Compartment] = {}
        self._failures: dict[str, VaultError] = {}
        self._warnings: list[str] = []

    def vault(self, login: str, stamp: Stamp | None, limits: KdfLimits) -> UnlockedVault:
        """Open everything; closes what was opened when that fails."""
        try:
            self._open(REGISTER)
            for name in sorted(self._roster.held_by(self._slot.account) - {REGISTER}):
                try:
                    self._open(name)
                except VaultError as error:
                    self._failures[name] = _without_frames(error)
                    self._warnings.append(str(error))
            account = self._own_account(login)
            erase_previous(self._folder)
        except BaseException:
            for compartment in self._opened.values():
                compartment.close()
            raise
        return UnlockedVault(
            self._folder,
            self._roster,
            self._slot,
            self._author,
            stamp=stamp,
            limits=limits,
            account=account,
            opened=self._opened,
            failures=self._failures,
            warnings=self._warnings,
        )

    def _open(self, name: str) -> None:
        roster = self._roster
        facts = roster.compartment(name)
        key = open_grant(roster, self._slot.account, self._slot.keys, name)
        compartment = open_compartment(self._folder, name, facts.kind, facts.epoch, key)
        try:
            self._examine(compartment)
        except BaseException:
            compartment.close()
            raise
        self._opened[name] = compartment

    def _examine(self, compartment: Compartment) -> None:
        """Compare the header with what the compartment remembers, check the recent trail, and remember both."""
        table = compartment.tables.pin
        with compartment.read() as session:
            pin = Pin(*session.execute(select(table.c.root, table.c.generation, table.c.head)).one())
            self._roster.check_pin(pin)
            check = checkpoints.verify_recent(session, compartment, self._roster)
        if check.bad:
            label = label_of_compartment(compartment.name)
            self._warnings.append(
                f"Het logboek van ‘{label}’ klopt niet vanaf regel {check.bad.n}: {check.bad.reason}. "
                "Meld dit aan de functionaris gegevensbescherming.",
            )
        self._remember(compartment, pin, check)

    def _remember(self, compartment: Compartment, pin: Pin, check: ChainCheck) -> None:
        newer = self._roster.generation > pin.generation
        worth_it = not check.bad and check.checked >= checkpoints.WORTH_A_CHECKPOINT
        if not (newer or worth_it):
            return
        table = compartment.tables.pin
        # Remembering can wait for a next time; nobody is kept out because the disk is full or another is writing.
        with contextlib.suppress(VaultBusy, DiskFull), compartment.write() as session:
            if newer:
                seen = self._roster.pin
                session.execute(update(table).values(generation=seen.generation, head=seen.head))
            if worth_it:
                checkpoints.add(session, compartment, author=self._author, header=self._roster, check=check)

    def _own_account(self, login: str) -> OwnAccount:
        """Who logs in; the header decides the role, the directory only knows the name."""
        account = self._roster.account(self._slot.account)
        with self._opened[REGISTER].read() as session:
            person = read_people(session).get(account.id)
        name, function = (person.name, person.function) if person else (login, "")
        return OwnAccount(account.id, login_name(login), name, account.role, function)


def _without_frames(error: VaultError) -> VaultError:
    """For an error that is kept: the frames that it passed through hold keys."""
    error.__cause__ = error.__context__ = None
    return error.with_traceback(None)


def _keep_shared(vault: UnlockedVault) -> None:
    """A folder that was copied or put back has lost its group; only the owner of its files can give it again."""
    with vault.read(REGISTER) as session:
        kept = session.get(Setting, sharing.SETTING)
    group = json.loads(kept.value) if kept else None
    if group is None or group == sharing.group_of(vault.folder):
        return
    try:
        sharing.share(vault.folder, group)
    except AppError as error:
        vault.warnings.append(f"De kluis is niet meer open voor de groep “{group}”. {error}")


def _settle(vault: UnlockedVault) -> None:
    """Hand on what earlier sessions left and take in the copies for the privacy officer; failing is a warning."""
    try:
        vault.hand_on()
        if AUDIT in vault.available:
            kinds = (audit_copies, hidden_anchors)
            handlers = {kind.KIND: partial(kind.take_in, roster=vault.roster) for kind in kinds}
            deliveries.accept(vault, AUDIT, handlers)
    except VaultError as error:
        vault.warnings.append(f"Niet alle post kon worden bezorgd. {error}")
