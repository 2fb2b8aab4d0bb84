"""Who has access: the list of accounts, what a beheerder does to them, and giving and taking keys as a holder.

A beheerder gives nobody a key but that of the register. An invited or reset account gets a password for one login, at
which its owner makes keys and a password of their own; only then can a holder give it more, after comparing its
fingerprint in person.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import AccessDenied, Invalid, NotFound
from app.rules.compartments import label_of_compartment
from app.rules.permissions import REGISTER, Act, Role
from app.services.access import requires
from app.vault import access, membership
from app.vault.keys.acts import belongs_to_role
from app.vault.keys.enrol import Credentials
from app.vault.keys.slots import calibrate, login_name
from app.vault.membership import Newcomer
from models.choices import Choice

if TYPE_CHECKING:
    from app.vault.header.trust import Account, Roster
    from app.vault.keys.slots import KdfSettings
    from app.vault.session import UnlockedVault

_SYMBOLS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is mistaken for another on paper
_UNKNOWN = "onbekend"


class AccountState(Choice):
    """How an account stands."""

    ACTIVE = "active", "actief"
    INVITED = "invited", "moet nog inloggen"
    BLOCKED = "blocked", "geblokkeerd"
    REVOKED = "revoked", "ingetrokken"


@dataclass(frozen=True, slots=True)
class AccountRow:
    """Somebody with an account: who it is, what it opens, and the fingerprint that a holder compares.

    `outside_role` are compartments that it holds and its role does not go with; `last_of` those nobody else holds.
    """

    account: str
    login: str
    name: str
    role: Role
    function: str
    compartments: tuple[str, ...]
    fingerprint: str
    state: AccountState
    outside_role: tuple[str, ...]
    last_of: tuple[str, ...]

    @property
    def revoked(self) -> bool:
        """Whether the account is over."""
        return self.state is AccountState.REVOKED


@dataclass(frozen=True, slots=True, repr=False)
class FirstPassword:
    """The password for one login, to hand over in person; it is shown once and kept nowhere."""

    account: str
    login: str
    password: str


@dataclass(frozen=True, slots=True)
class GrantChoice:
    """A compartment that goes with somebody's role, and why this user cannot give it; empty when they can."""

    compartment: str
    label: str
    refusal: str


@requires(Act.READ_DIRECTORY, REGISTER)
def accounts(vault: UnlockedVault) -> tuple[AccountRow, ...]:
    """Every account, by name. Roles, keys and grants are those of the signed header; names are of the directory."""
    people = vault.directory()
    rows = []
    for known in vault.roster.accounts.values():
        person = people.get(known.id)
        held = sorted(vault.roster.held_by(known.id))
        facts = [vault.roster.compartment(name) for name in held]
        rows.append(
            AccountRow(
                account=known.id,
                login=person.login if person else _UNKNOWN,
                name=person.name if person else _UNKNOWN,
                role=known.role,
                function=person.function if person else "",
                compartments=tuple(held),
                fingerprint=known.fingerprint,
                state=_state_of(vault.roster, known),
                outside_role=tuple(each.name for each in facts if not belongs_to_role(known.role, each)),
                last_of=tuple(each.name for each in facts if each.holders == {known.id}),
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.name.casefold(), row.login)))


def _state_of(roster: Roster, account: Account) -> AccountState:
    if account.revoked:
        return AccountState.REVOKED
    if roster.slot_of(account.id) is None:
        return AccountState.BLOCKED
    return AccountState.ACTIVE if account.own_keys else AccountState.INVITED


@requires(Act.MANAGE_ACCOUNTS, REGISTER)
def invite(
    vault: UnlockedVault,
    *,
    login: str,
    name: str,
    role: Role,
    function: str = "",
    settings: KdfSettings | None = None,
) -> FirstPassword:
    """Add an account that opens the register only; raises Invalid for a login name or name that will not do."""
    faults = {}
    if not login_name(login):
        faults["login"] = "Vul een inlognaam in."
    if not name.strip():
        faults["name"] = "Vul een naam in."
    if faults:
        raise Invalid(faults)
    password = _first_password()
    credentials = Credentials(login_name(login), password, settings or calibrate())
    account = membership.invite(vault, Newcomer(name.strip(), role, function.strip()), credentials)
    return FirstPassword(account, credentials.login, password)


@requires(Act.MANAGE_ACCOUNTS, REGISTER)
def reset(
    vault: UnlockedVault, *, account: str, though_last: bool = False, settings: KdfSettings | None = None
) -> FirstPassword:
    """Give somebody who cannot get in any more a new start: register only, until holders give the rest again."""
    row = _other(vault, account)
    _spare_the_last(row, though_last=though_last)
    password = _first_password()
    membership.reset(vault, account, Credentials(row.login, password, settings or calibrate()))
    return FirstPassword(account, row.login, password)


@requires(Act.MANAGE_ACCOUNTS, REGISTER)
def block(vault: UnlockedVault, *, account: str, though_last: bool = False) -> AccountRow:
    """Shut somebody out at once, until a reset; what they held becomes re-key due."""
    _spare_the_last(_other(vault, account), though_last=though_last)
    membership.block(vault, account)
    return _row(vault, account)


@requires(Act.MANAGE_ACCOUNTS, REGISTER)
def revoke(vault: UnlockedVault, *, account: str, though_last: bool = False) -> AccountRow:
    """End an account for good, at once; what it held becomes re-key due."""
    _spare_the_last(_other(vault, account), though_last=though_last)
    membership.revoke(vault, account)
    return _row(vault, account)


@requires(Act.MANAGE_ACCOUNTS, REGISTER)
def change_role(vault: UnlockedVault, *, account: str, role: Role) -> AccountRow:
    """Give somebody another role; `outside_role` then tells which keys their holders should withdraw."""
    _other(vault, account)
    membership.change_role(vault, account, role)
    return _row(vault, account)


@requires(Act.GRANT, REGISTER)
def grant_choices(vault: UnlockedVault, *, account: str) -> tuple[GrantChoice, ...]:
    """What could be given to an account, and where this user cannot, why."""
    row = _row(vault, account)
    return tuple(
        GrantChoice(facts.name, _label(facts.name), _refusal(vault, row, facts.name))
        for facts in vault.roster.compartments.values()
        if belongs_to_role(row.role, facts) and facts.name not in row.compartments
    )


def _refusal(vault: UnlockedVault, row: AccountRow, compartment: str) -> str:
    if row.state is AccountState.REVOKED:
        return f"Het account van {row.name} is ingetrokken."
    if row.state is not AccountState.ACTIVE:
        return f"{row.name} moet eerst zelf inloggen en een eigen wachtwoord kiezen."
    if not vault.holds(compartment):
        return f"U hebt zelf geen sleutel van {_label(compartment)}; vraag iemand die hem wel heeft."
    return ""


@requires(Act.GRANT, REGISTER)
def grant(vault: UnlockedVault, *, login: str, compartment: str, fingerprint: str) -> AccountRow:
    """Give an account the key of a compartment that this user holds.

    `fingerprint` is what stands on the other's own screen. Raises NotFound for an unknown login, Invalid when the
    fingerprint differs, the role does not go with the compartment or the account holds it already, AccessDenied when
    this user does not hold it or the account has no keys of its own yet.
    """
    found = next((row for row in accounts(vault) if row.login == login_name(login)), None)
    if found is None or found.revoked:
        raise NotFound(f"Er is geen account met de inlognaam “{login}”.")
    facts, label = vault.roster.compartment(compartment), _label(compartment)
    if not belongs_to_role(found.role, facts):
        raise Invalid({"compartment": f"Bij de rol {found.role.label} hoort geen toegang tot {label}."})
    if compartment in found.compartments:
        raise Invalid({"compartment": f"{found.name} heeft al toegang tot {label}."})
    refusal = _refusal(vault, found, compartment)
    if refusal:
        vault.record_refusal(compartment, "grant", "account", found.account)
        raise AccessDenied(refusal)
    if not same_fingerprint(fingerprint, found.fingerprint):
        vault.record_refusal(compartment, "grant", "account", found.account)
        raise another_fingerprint(found.name)
    vault.grant(found.account, compartment, found.fingerprint)
    return _row(vault, found.account)


@requires(Act.GRANT, REGISTER)
def withdraw(vault: UnlockedVault, *, account: str, compartment: str) -> AccountRow:
    """Take a compartment that this user holds from an account; it becomes re-key due.

    Raises AccessDenied when this user does not hold it, Invalid for the register and for the last who holds it.
    """
    if compartment == REGISTER:
        raise Invalid({"compartment": "Het register hoort bij ieder account. Blokkeer het account, of trek het in."})
    row = _row(vault, account)
    if compartment not in row.compartments:
        raise Invalid({"compartment": f"{row.name} heeft geen toegang tot {_label(compartment)}."})
    access.withdraw(vault, account, compartment)
    return _row(vault, account)


def _row(vault: UnlockedVault, account: str) -> AccountRow:
    found = next((row for row in accounts(vault) if row.account == account), None)
    if found is None:
        raise NotFound("Dit account bestaat niet.")
    return found


def _other(vault: UnlockedVault, account: str) -> AccountRow:
    """An account that is not over, and not the user's own."""
    row = _row(vault, account)
    if row.revoked:
        raise NotFound(f"Het account van {row.name} is al ingetrokken.")
    if account == vault.account.id:
        raise Invalid({"account": "Dit is uw eigen account; laat een andere functioneel beheerder dit doen."})
    return row


def _spare_the_last(row: AccountRow, *, though_last: bool) -> None:
    if row.last_of and not though_last:
        labels = ", ".join(_label(name) for name in row.last_of)
        raise Invalid(
            {
                "account": f"{row.name} is de laatste met de sleutel van {labels}. Laat eerst iemand anders toegang "
                "krijgen. Gaat u toch door, dan is dit alleen nog met de herstelbladen te openen."
            }
        )


def _first_password() -> str:
    """About 98 bits in five groups of four."""
    symbols = "".join(secrets.choice(_SYMBOLS) for _ in range(20))
    return "-".join(symbols[at : at + 4] for at in range(0, 20, 4))


def _label(compartment: str) -> str:
    return label_of_compartment(compartment)


def same_fingerprint(read: str, known: str) -> bool:
    """Whether a fingerprint that was read aloud is this one, whatever was put between its groups."""
    return _bare(read) == _bare(known)


def another_fingerprint(name: str) -> Invalid:
    """What is said when the account of this person has another fingerprint than was read."""
    return Invalid(
        {
            "fingerprint": "De vingerafdruk is een andere dan die van dit account; er is geen toegang gegeven. "
            f"Vergelijk hem met het scherm van {name} zelf."
        }
    )


def _bare(fingerprint: str) -> str:
    """Without what people put between the groups when they read it aloud."""
    return "".join(fingerprint.split()).replace("-", "").upper()
