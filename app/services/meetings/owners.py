"""Who can be asked to do something: people with an account, and members of a meeting without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.rules.permissions import CASEWORK, REGISTER, Act
from app.services.access import requires
from app.services.records import Option
from models.casework import Action, MeetingMember

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


@requires(Act.READ_MEETINGS, CASEWORK)
def owner_options(vault: UnlockedVault) -> tuple[Option, ...]:
    """Names to choose an owner from: members of meetings, people with an account, and who was an owner before."""
    with vault.read(CASEWORK) as session:
        names = set(session.scalars(select(MeetingMember.name).where(MeetingMember.left_on.is_(None))))
        names |= set(session.scalars(select(Action.owner).where(Action.owner_account.is_(None)).distinct()))
    names |= {person.name for person in vault.directory().values()}
    return tuple(Option(name, name) for name in sorted(names, key=str.casefold))


@requires(Act.READ_DIRECTORY, REGISTER)
def account_options(vault: UnlockedVault) -> tuple[Option, ...]:
    """The accounts that are not revoked, by name."""
    people = vault.directory()
    known = [key for key, account in vault.roster.accounts.items() if not account.revoked and key in people]
    options = [Option(key, f"{people[key].name} ({people[key].role.label})") for key in known]
    return tuple(sorted(options, key=lambda option: option.label.casefold()))


@requires(Act.READ_DIRECTORY, REGISTER)
def account_named(vault: UnlockedVault, name: str | None) -> str | None:
    """The account of somebody who goes by this name; None when nobody does, or more than one."""
    wanted = (name or "").casefold()
    found = [key for key, person in vault.directory().items() if person.name.casefold() == wanted]
    return found[0] if len(found) == 1 else None
