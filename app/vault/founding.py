"""The founding of a vault: everything is made in a folder beside the place, which gets its name at the very end.

When it is interrupted nothing stands at the place itself. Root signs here and is then forgotten: its secret exists in
the shares of the general recovery set only, which the caller prints and does not keep.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from app.errors import Invalid
from app.rules.permissions import (
    BIBOB,
    COMPARTMENTS_OF_ROLE,
    INTEGRITY,
    KIND_OF_COMPARTMENT,
    LABEL_OF_COMPARTMENT,
    REGISTER,
    Role,
)
from app.vault.directory import Person, write_people
from app.vault.disk.folder import refuse_unusable_folder, sync_folder
from app.vault.disk.locking import locked
from app.vault.disk.storage import os_failure
from app.vault.header import bodies
from app.vault.header.amendment import Amendment
from app.vault.header.file import write_header
from app.vault.header.trust import GENERAL
from app.vault.keys.enrol import Credentials, NewKeys, say_account, say_compartment, say_slot
from app.vault.keys.grants import KEY_BYTES
from app.vault.keys.kdf import calibrate, login_name
from app.vault.keys.recovery import make_set
from app.vault.leftovers import FOUNDING_LOCK, founding_prefix, remove_foundings
from app.vault.primitives.sealing import KeyPair
from app.vault.reports import dropbox
from app.vault.store.compartments import create_compartment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from app.vault.header.bodies import KdfSettings
    from app.vault.keys.recovery import RecoverySet

_SET_OF_KIND = {INTEGRITY: INTEGRITY, BIBOB: BIBOB}
_SETS = (GENERAL, INTEGRITY, BIBOB)
_PART_OF_SLOTS = 0.8  # deriving keys from passwords takes longest


@dataclass(frozen=True, slots=True, repr=False)
class Founder:
    """One who is there at the founding and chooses a password. `function` is a description, possibly empty."""

    login: str
    name: str
    password: str
    role: Role
    function: str = ""
    key_file: bytes | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Founded:
    """What comes out of a founding. `shares` maps each recovery set to its printed sentences; keep them nowhere."""

    vault_id: str
    root_fingerprint: str
    shares: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, repr=False)
class _Secrets:
    """Of one compartment, until its database and its grants exist."""

    key: bytearray
    inbox: KeyPair


@dataclass(frozen=True, slots=True)
class SetSize:
    """How many sheets a recovery set has, and how many of them together open what it protects."""

    threshold: int = 2
    shares: int = 3


class PreparedVault:
    """A vault that is whole but not in its place: given up, or killed, it leaves nothing.

    Used with `with`: whatever was not completed at the end is given up.
    """

    def __init__(self, folder: Path, beside: Path, founded: Founded, lock: contextlib.ExitStack) -> None:
        self.founded = founded
        self._folder = folder
        self._beside = beside
        self._lock = lock

    def complete(self) -> Founded:
        """Give the vault its place; the last step. Raises StorageFailed when that is taken meanwhile."""
        try:
            self._lock.close()
            (self._beside / FOUNDING_LOCK).unlink()
            if self._folder.exists():
                self._folder.rmdir()
            self._beside.rename(self._folder)
            sync_folder(self._folder.parent)
        except OSError as error:
            self.abandon()
            raise os_failure(error) from error
        return self.founded

    def abandon(self) -> None:
        """Remove what was made, unless it was completed."""
        self._lock.close()
        shutil.rmtree(self._beside, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.abandon()


def found(
    folder: Path,
    municipality: str,
    founders: Sequence[Founder],
    *,
    day: date,
    kdf: KdfSettings | None = None,
) -> Founded:
    """Prepare a vault and complete it at once; see `prepare`."""
    with prepare(folder, municipality, founders, day=day, kdf=kdf) as prepared:
        return prepared.complete()


def prepare(
    folder: Path,
    municipality: str,
    founders: Sequence[Founder],
    *,
    day: date,
    kdf: KdfSettings | None = None,
    sizes: Mapping[str, SetSize] = MappingProxyType({}),
    progress: Callable[[str, float], None] = lambda _text, _part: None,
) -> PreparedVault:
    """Make a vault for `folder`, which must not exist yet or be empty; its parent must exist, on a local disk.

    `sizes` gives recovery sets another size than 2 of 3. `progress` is told what is done and which part of all (0 to
    1); what it raises gives everything up. Without `kdf` the workstation is calibrated.
    Raises Invalid (fields "folder", "municipality", "founders", "login", "password", "shares"), NetworkFolder,
    VaultNotFound, DiskFull, ReadOnly or StorageFailed; nothing is left then.
    """
    municipality = municipality.strip()
    folder = folder.absolute()  # a temporary folder beside a relative one has a relative name too
    check_place(folder)
    check_founders(municipality, founders)
    remove_foundings(folder)
    with contextlib.ExitStack() as cleaning:
        ceremony = _Ceremony(municipality, founders, day=day, kdf=kdf or calibrate(), sizes=sizes, progress=progress)
        cleaning.callback(ceremony.wipe)
        try:
            beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=founding_prefix(folder)))
            cleaning.callback(shutil.rmtree, beside, ignore_errors=True)
            lock = contextlib.ExitStack()
            lock.enter_context(locked(beside, FOUNDING_LOCK))
            cleaning.callback(lock.close)
            ceremony.write(beside, progress)
            dropbox.make(beside)
        except OSError as error:
            raise os_failure(error) from error
        cleaning.pop_all()
    ceremony.wipe()
    return PreparedVault(folder, beside, ceremony.result(), lock)


def protected_by(recovery_set: str) -> tuple[str, ...]:
    """The names of the compartments that a set recovers in a new vault."""
    return tuple(name for name, kind in KIND_OF_COMPARTMENT.items() if _SET_OF_KIND.get(kind, GENERAL) == recovery_set)


def check_place(folder: Path) -> None:
    """Raises Invalid, NetworkFolder, VaultNotFound or ReadOnly unless a vault can be made here."""
    refuse_unusable_folder(folder.parent)
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise Invalid({"folder": f"Op de plaats {folder} staat al iets; kies een nieuwe map voor de kluis."})


def check_founders(municipality: str, founders: Sequence[Founder]) -> None:
    """Raises Invalid unless these founders together can hold a vault."""
    if not 1 <= len(municipality) <= 200:
        raise Invalid({"municipality": "Vul de naam van de gemeente in."})
    if not any(founder.role is Role.KEEPER for founder in founders):
        raise Invalid({"founders": "Er moet minstens één functioneel beheerder bij zijn."})
    held = {name for founder in founders for name in COMPARTMENTS_OF_ROLE[founder.role]}
    missing = [LABEL_OF_COMPARTMENT[name] for name in KIND_OF_COMPARTMENT if name not in held]
    if missing:
        raise Invalid({"founders": f"Niemand van de oprichters krijgt de sleutel van: {', '.join(missing)}."})
    logins = [login_name(founder.login) for founder in founders]
    if len(set(logins)) != len(logins):
        raise Invalid({"login": "Twee oprichters hebben dezelfde inlognaam."})
    if not all(founder.name.strip() for founder in founders):
        raise Invalid({"name": "Vul bij elke oprichter een naam in."})


class _Ceremony:
    """All that is made in memory first: sets, keys, and the whole header."""

    def __init__(
        self,
        municipality: str,
        founders: Sequence[Founder],
        *,
        day: date,
        kdf: KdfSettings,
        sizes: Mapping[str, SetSize],
        progress: Callable[[str, float], None],
    ) -> None:
        self._founders = {secrets.token_hex(16): founder for founder in founders}
        self._sets: dict[str, RecoverySet] = {
            name: make_set(name, size.threshold, size.shares)
            for name, size in ((name, sizes.get(name, SetSize())) for name in _SETS)
        }
        self._secrets = {
            name: _Secrets(bytearray(os.urandom(KEY_BYTES)), KeyPair.generate()) for name in KIND_OF_COMPARTMENT
        }
        self._root = self._sets[GENERAL].signer
        self._amendment = Amendment.of_new_vault(secrets.token_hex(16))
        self._say_founded(municipality, day)
        self._say_accounts(kdf, progress)

    def _say_founded(self, municipality: str, day: date) -> None:
        say, root = self._amendment.say, self._root
        salt, vault_id = os.urandom(32), self._amendment.header().vault_id
        say(bodies.Founded(vault_id, municipality, root.key.public_bytes, salt, day), root)
        for recovery_set in self._sets.values():
            say(recovery_set.statement, root)

    def _say_accounts(self, kdf: KdfSettings, progress: Callable[[str, float], None]) -> None:
        new = [NewKeys.generate(account) for account in self._founders]
        for keys in new:
            say_account(self._amendment, self._root, keys, self._founders[keys.account].role)
        for name, kind in KIND_OF_COMPARTMENT.items():
            body = bodies.Compartment(name, kind, _SET_OF_KIND.get(kind, GENERAL))
            made = self._secrets[name]
            say_compartment(
                self._amendment,
                self._root,
                body,
                key=made.key,
                inbox=made.inbox,
                holders=self._holders(name),
            )
        # Last: each slot remembers the whole founding, and the first of them ends what root may say.
        for number, keys in enumerate(new):
            founder = self._founders[keys.account]
            progress(f"Sleutels van {founder.name} vergrendelen", number / len(new) * _PART_OF_SLOTS)
            say_slot(self._amendment, keys, Credentials(founder.login, founder.password, kdf, founder.key_file))

    def _holders(self, compartment: str) -> list[str]:
        return [
            account for account, founder in self._founders.items() if compartment in COMPARTMENTS_OF_ROLE[founder.role]
        ]

    def write(self, folder: Path, progress: Callable[[str, float], None]) -> None:
        """Write every compartment, the directory and the header into an empty folder."""
        pin = self._amendment.roster.pin
        for number, (name, kind) in enumerate(KIND_OF_COMPARTMENT.items()):
            done = _PART_OF_SLOTS + (1 - _PART_OF_SLOTS) * number / len(KIND_OF_COMPARTMENT)
            progress(f"{LABEL_OF_COMPARTMENT[name]} maken", done)
            made = self._secrets[name]
            create_compartment(folder, name, kind, key=made.key, inbox_private=made.inbox.private_bytes, pin=pin)
        people = [
            Person(account, founder.login, founder.name.strip(), founder.role, founder.function.strip())
            for account, founder in self._founders.items()
        ]
        write_people(folder, self._secrets[REGISTER].key, people)
        write_header(folder, self._amendment.header(), 0)

    def wipe(self) -> None:
        """Overwrite the compartment keys."""
        for made in self._secrets.values():
            made.key[:] = bytes(KEY_BYTES)

    def result(self) -> Founded:
        """What the ceremony hands over."""
        roster = self._amendment.roster
        shares = {name: recovery_set.shares for name, recovery_set in self._sets.items()}
        return Founded(roster.vault_id, roster.root_fingerprint, shares)
