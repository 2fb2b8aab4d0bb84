"""A user's own way in: the first password, another password, a key file, and new keys when somebody knows the old."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import Invalid
from app.rules.passwords import Strength, judge, require_good
from app.rules.permissions import REGISTER, Act, Role
from app.services.access import requires
from app.vault import own_account as acts

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.keys.slots import KdfSettings
    from app.vault.session import UnlockedVault

KEY_FILE_BYTES = 64


@dataclass(frozen=True, slots=True)
class OwnAccountFacts:
    """What the user's own screen shows: among it the fingerprint that a holder compares.

    `first_login` says that nothing else can be done before `choose_first_password`.
    """

    login: str
    name: str
    role: Role
    function: str
    compartments: tuple[str, ...]
    fingerprint: str
    uses_key_file: bool
    first_login: bool


@dataclass(frozen=True, slots=True, repr=False)
class Secrets:
    """A password, and the content of a key file for who has one."""

    password: str
    key_file: bytes | None = None


@requires(Act.OWN_ACCOUNT, REGISTER)
def own_account(vault: UnlockedVault) -> OwnAccountFacts:
    """The account that is logged in, as the signed header has it."""
    account, own = vault.roster.account(vault.account.id), vault.account
    return OwnAccountFacts(
        login=own.login,
        name=own.name,
        role=account.role,
        function=own.function,
        compartments=tuple(sorted(vault.roster.held_by(own.id))),
        fingerprint=account.fingerprint,
        uses_key_file=vault.slot.uses_key_file,
        first_login=not account.own_keys,
    )


@requires(Act.OWN_ACCOUNT, REGISTER)
def weigh(vault: UnlockedVault, *, password: str) -> Strength:
    """What is to be said of a new password while it is typed."""
    return judge(password, _about(vault))


@requires(Act.OWN_ACCOUNT, REGISTER)
def choose_first_password(
    vault: UnlockedVault, *, first: str, new: Secrets, settings: KdfSettings | None = None
) -> None:
    """End a first login: own keys, locked with an own password. Raises WrongCredentials, or Invalid for `new`."""
    if not own_account(vault).first_login:
        raise Invalid({"": "U hebt al een eigen wachtwoord; wijzig het bij ‘Mijn account’."})
    _renew(vault, Secrets(first), new, settings)


@requires(Act.OWN_ACCOUNT, REGISTER)
def change_password(
    vault: UnlockedVault, *, old: Secrets, new_password: str, settings: KdfSettings | None = None
) -> None:
    """Another password for the same keys, with the key file as it is. Raises WrongCredentials or Invalid."""
    _check_new(vault, old, new_password)
    acts.change_password(
        vault, old.password, new_password, old_key_file=old.key_file, new_key_file=old.key_file, settings=settings
    )


@requires(Act.OWN_ACCOUNT, REGISTER)
def switch_key_file(
    vault: UnlockedVault, *, old: Secrets, key_file: bytes | None, settings: KdfSettings | None = None
) -> None:
    """Ask for a key file at each login from now on, for another one, or with None for none."""
    if key_file is not None:
        _check_key_file(key_file)
    acts.change_password(
        vault, old.password, old.password, old_key_file=old.key_file, new_key_file=key_file, settings=settings
    )


@requires(Act.OWN_ACCOUNT, REGISTER)
def renew_keys(vault: UnlockedVault, *, old: Secrets, new: Secrets, settings: KdfSettings | None = None) -> None:
    """For who fears that somebody knows the password: new keys and password; what was held becomes re-key due."""
    _renew(vault, old, new, settings)


def _renew(vault: UnlockedVault, old: Secrets, new: Secrets, settings: KdfSettings | None) -> None:
    _check_new(vault, old, new.password)
    if new.key_file is not None:
        _check_key_file(new.key_file)
    acts.renew_keys(
        vault, old.password, new.password, old_key_file=old.key_file, new_key_file=new.key_file, settings=settings
    )


def create_key_file(path: Path, vault_folder: Path) -> bytes:
    """Write a new random key file and return its content; raises Invalid (field "key_file") when it cannot be there.

    It may not lie in the folder of the vault: who copies the one would have the other.
    """
    if path.resolve().is_relative_to(vault_folder.resolve()):
        raise Invalid({"key_file": "Bewaar het sleutelbestand niet in de map van de kluis, maar op een stick."})
    content = secrets.token_bytes(KEY_FILE_BYTES)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o400)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, so that the mode is set at creation
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError as error:
        raise Invalid({"key_file": f"Er staat al een bestand “{path.name}”; kies een andere naam."}) from error
    except OSError as error:
        raise Invalid({"key_file": f"“{path}” kan niet worden geschreven ({error.strerror})."}) from error
    return content


def _check_new(vault: UnlockedVault, old: Secrets, password: str) -> None:
    if password == old.password:
        raise Invalid({"password": "Kies een ander wachtwoord dan het huidige."})
    require_good(password, _about(vault))


def _check_key_file(content: bytes) -> None:
    if len(content) < 32:
        raise Invalid({"key_file": "Dit bestand is te klein voor een sleutelbestand; laat Bolwerk er een maken."})


def _about(vault: UnlockedVault) -> tuple[str, ...]:
    return vault.account.name, vault.account.login, vault.municipality
