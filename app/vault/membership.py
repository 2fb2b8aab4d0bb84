"""What a functioneel beheerder does to the accounts of others; nothing here gives a key but that of the register."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from app.errors import Invalid
from app.rules.permissions import REGISTER, Role
from app.vault.access import copied_key, current_header, replace_header
from app.vault.directory import Person, add_people
from app.vault.keys import acts
from app.vault.keys.slots import login_name
from models import register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.vault.header.file import Header
    from app.vault.keys.enrol import Credentials
    from app.vault.unit_of_work import UnitOfWork
    from app.vault.unlocked import UnlockedVault


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who is invited: the name in the directory, the role in the header, and a description, possibly empty."""

    name: str
    role: Role
    function: str = ""


def invite(vault: UnlockedVault, newcomer: Newcomer, credentials: Credentials) -> str:
    """Add an account that opens the register only, with a password for its first login; returns its id.

    Raises AccessDenied when this account is no keeper, Invalid for a login name that is in use.
    """
    login = login_name(credentials.login)
    if any(person.login == login for person in vault.directory().values()):
        raise Invalid({"login": "Deze inlognaam is al in gebruik. Kies een andere."})
    with copied_key(vault, REGISTER) as key:
        old = current_header(vault)
        invited = acts.invite(old, vault.slot.signer, newcomer.role, credentials, key)
    person = Person(invited.account, login, newcomer.name, newcomer.role, newcomer.function)
    with vault.write(REGISTER) as work, _taken_login():
        add_people(work.session, [person])
        work.record("invite", "account", invited.account)
        replace_header(vault, old, invited.header)
    return invited.account


@contextlib.contextmanager
def _taken_login() -> Iterator[None]:
    """Another keeper may invite the same login name at the same moment."""
    try:
        yield
    except IntegrityError as error:
        raise Invalid({"login": "Deze inlognaam is al in gebruik. Kies een andere."}) from error


def reset(vault: UnlockedVault, account: str, credentials: Credentials) -> None:
    """Give an account other keys and a password for its first login; of its access only the register comes back."""
    with copied_key(vault, REGISTER) as key:
        _amend(vault, "reset", account, lambda old: acts.reset(old, vault.slot.signer, account, credentials, key))


def block(vault: UnlockedVault, account: str) -> None:
    """Shut an account out, at once and until it is reset; what it held becomes re-key due."""
    _amend(vault, "block", account, lambda old: acts.block(old, vault.slot.signer, account))


def revoke(vault: UnlockedVault, account: str) -> None:
    """End an account for good, at once; what it held becomes re-key due."""
    _amend(vault, "revoke", account, lambda old: acts.revoke(old, vault.slot.signer, account))


def change_role(vault: UnlockedVault, account: str, role: Role) -> None:
    """Give an account another role; keys that do not go with it remain until a holder withdraws them."""

    def show(work: UnitOfWork) -> None:
        person = register.Person
        work.session.execute(update(person).where(person.account == account).values(role=role.value))

    _amend(vault, "change_role", account, lambda old: acts.change_role(old, vault.slot.signer, account, role), show)


def _amend(
    vault: UnlockedVault,
    action: str,
    account: str,
    change: Callable[[Header], Header],
    also: Callable[[UnitOfWork], None] = lambda _: None,
) -> None:
    old = current_header(vault)
    new = change(old)
    with vault.write(REGISTER) as work:
        also(work)
        work.record(action, "account", account)
        replace_header(vault, old, new)
