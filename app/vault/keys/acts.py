"""What people do to the access to a vault: each function takes a header and gives the next one, nothing is written.

Whoever the rules of trust refuse gets AccessDenied with the rule. What is allowed but unwise (a vault without a
beheerder, a key outside somebody's role) is refused here with Invalid, because the format must not depend on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import Invalid
from app.rules.compartments import label_of_compartment
from app.rules.permissions import COMPARTMENTS_OF_ROLE, KIND_OF_COMPARTMENT, REGISTER, Role
from app.vault.header import bodies
from app.vault.header.amendment import Amendment
from app.vault.header.text import Header
from app.vault.keys.enrol import Credentials, NewKeys, say_account, say_compartment, say_slot
from app.vault.keys.grants import box_for_account, box_for_set, info_for_account, open_recovery_grant, say_grant
from app.vault.keys.mailbox import inbox_statement
from app.vault.keys.slots import OpenedSlot
from app.vault.primitives.sealing import seal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.vault.header.statements import Signer
    from app.vault.header.trust import CompartmentFacts, Roster
    from app.vault.keys.recovery import Quorum
    from app.vault.primitives.sealing import KeyPair


@dataclass(frozen=True, slots=True)
class InvitedAccount:
    """The id of a new account and the header in which it exists."""

    account: str
    header: Header


@dataclass(frozen=True, slots=True, repr=False)
class RenewedAccount:
    """What an account with new keys goes on with, and the header in which they hold."""

    slot: OpenedSlot
    header: Header


def invite(header: Header, by: Signer, role: Role, credentials: Credentials, register_key: bytearray) -> InvitedAccount:
    """Add an account that opens the register only; a holder grants the rest after comparing fingerprints."""
    amendment, new = Amendment(header), NewKeys.generate()
    say_account(amendment, by, new, role)
    say_slot(amendment, new, credentials)
    say_grant(amendment, by, new.account, REGISTER, register_key)
    return InvitedAccount(new.account, amendment.header())


def grant(header: Header, by: Signer, account: str, compartment: str, key: bytearray) -> Header:
    """Give an account the key of a compartment; only a holder can, and only where the role of the account goes."""
    amendment = Amendment(header)
    roster = amendment.roster
    role, facts = roster.account(account).role, roster.compartment(compartment)
    if not belongs_to_role(role, facts):
        label = label_of_compartment(compartment)
        raise Invalid({"compartment": f"Bij de functie {role.label} hoort geen toegang tot {label}."})
    say_grant(amendment, by, account, compartment, key)
    return amendment.header()


def belongs_to_role(role: Role, facts: CompartmentFacts) -> bool:
    """Whether a role may hold a compartment; one with a name of its own goes with its kind."""
    usual = COMPARTMENTS_OF_ROLE[role]
    if facts.name in KIND_OF_COMPARTMENT:
        return facts.name in usual
    return any(KIND_OF_COMPARTMENT[name] == facts.kind for name in usual)


def outside_role(roster: Roster) -> list[tuple[str, str]]:
    """(account, compartment) of every key that somebody kept after a change of role: to be withdrawn by a holder."""
    return [
        (account, facts.name)
        for facts in roster.compartments.values()
        for account in sorted(facts.holders)
        if not belongs_to_role(roster.accounts[account].role, facts)
    ]


def withdraw(header: Header, by: Signer, account: str, compartment: str) -> Header:
    """Take a compartment from an account; it becomes re-key due. The last holder cannot be taken away this way."""
    amendment = Amendment(header)
    if amendment.roster.compartment(compartment).holders == {account}:
        raise Invalid({"account": "Dit is de laatste die dit compartiment kan openen; geef eerst een ander toegang."})
    amendment.say(bodies.Withdrawn(compartment, account), by)
    return amendment.header()


def change_role(header: Header, by: Signer, account: str, role: Role) -> Header:
    """Give an account another role; keys that do not go with it are for their holders to withdraw (outside_role)."""
    amendment = Amendment(header)
    amendment.roster.account(account)
    if role is not Role.KEEPER:
        _keep_a_keeper(amendment.roster, account)
    amendment.say(bodies.NewRole(account, role.value), by)
    return amendment.header()


def revoke(header: Header, by: Signer, account: str) -> Header:
    """End an account; what it held becomes re-key due."""
    amendment = Amendment(header)
    amendment.roster.account(account)
    _keep_a_keeper(amendment.roster, account)
    amendment.say(bodies.Revoked(account), by)
    return amendment.header()


def block(header: Header, by: Signer, account: str) -> Header:
    """Shut an account out until it is reset: it gets keys that nobody keeps and no slot; every grant is dropped."""
    amendment = Amendment(header)
    amendment.roster.account(account)
    _keep_a_keeper(amendment.roster, account)
    forgotten = NewKeys.generate(account)
    amendment.say(bodies.Reset(account, forgotten.keys.public_bytes, forgotten.signing.public_bytes), by)
    return amendment.header()


def _keep_a_keeper(roster: Roster, leaving: str) -> None:
    """Somebody else must be able to log in as a keeper."""
    keepers = {one for one in roster.slots if roster.accounts[one].role is Role.KEEPER}
    if leaving in keepers and keepers == {leaving}:
        raise Invalid({"account": "Dit is de enige functioneel beheerder; wijs eerst een ander aan."})


def reset(
    header: Header,
    by: Signer,
    account: str,
    credentials: Credentials,
    register_key: bytearray | None = None,
) -> Header:
    """Give an account new keys and a password chosen at the workstation; every grant is dropped.

    With `register_key` the signer, who must hold the register, gives that one back at once.
    """
    amendment = Amendment(header)
    amendment.roster.account(account)
    new = NewKeys.generate(account)
    amendment.say(bodies.Reset(account, new.keys.public_bytes, new.signing.public_bytes), by)
    say_slot(amendment, new, credentials)
    if register_key is not None:
        say_grant(amendment, by, account, REGISTER, register_key)
    return amendment.header()


def change_password(header: Header, opened: OpenedSlot, credentials: Credentials) -> Header:
    """Make a new slot for the same keys; the box of the old one leaves the file."""
    amendment = Amendment(header)
    say_slot(amendment, NewKeys(opened.account, opened.keys, opened.signing), credentials)
    return amendment.header()


def renew_keys(
    header: Header,
    opened: OpenedSlot,
    credentials: Credentials,
    held: Mapping[str, bytearray],
) -> RenewedAccount:
    """New keys and a new slot: at a first login, and for who says "my password is known to somebody".

    In the second case what is held becomes re-key due. `held` has the key of each compartment that the account holds.
    The slot it was opened with signs nothing any more afterwards.
    """
    amendment, new = Amendment(header), NewKeys.generate(opened.account)
    roster = amendment.roster
    grants = []
    for name, key in held.items():
        epoch = roster.compartment(name).epoch
        info = info_for_account(roster.vault_id, name, epoch, opened.account)
        box = amendment.keep(seal(new.keys.public_bytes, bytes(key), info))
        grants.append(bodies.SealedCompartment(name, epoch, box))
    public = new.keys.public_bytes, new.signing.public_bytes
    amendment.say(bodies.Renewed(opened.account, *public, tuple(grants)), opened.signer)
    pin = amendment.roster.pin
    say_slot(amendment, new, credentials)
    slot = OpenedSlot(new.account, new.keys, new.signing, pin, uses_key_file=credentials.key_file is not None)
    return RenewedAccount(slot, amendment.header())


def rekey(header: Header, by: Signer, compartment: str, new_key: bytearray) -> Header:
    """State the next epoch of a compartment, its new key sealed to every holder and to its recovery set."""
    amendment = Amendment(header)
    roster = amendment.roster
    facts = roster.compartment(compartment)
    epoch = facts.epoch + 1
    given = [
        bodies.SealedForAccount(account, amendment.keep(box_for_account(roster, account, compartment, epoch, new_key)))
        for account in sorted(facts.holders)
    ]
    kept = bodies.SealedForSet(facts.recovery, amendment.keep(box_for_set(roster, compartment, epoch, new_key)))
    amendment.say(bodies.NewEpoch(compartment, epoch, tuple(given), (kept,)), by)
    return amendment.header()


def add_compartment(
    header: Header,
    by: Signer,
    body: bodies.Compartment,
    *,
    key: bytearray,
    inbox: KeyPair,
    others: Iterable[str] = (),
) -> Header:
    """Add a compartment beside the first of its kind, which the signer holds; the signer and `others` hold it."""
    amendment = Amendment(header)
    say_compartment(amendment, by, body, key=key, inbox=inbox, holders=[by.name])
    header = amendment.header()
    for account in others:
        header = grant(header, by, account, body.name, key)
    return header


def replace_inbox(header: Header, by: Signer, compartment: str, inbox: KeyPair) -> Header:
    """State another mailbox for a compartment; only a holder can."""
    amendment = Amendment(header)
    amendment.say(inbox_statement(compartment, inbox), by)
    return amendment.header()


def recover(header: Header, quorum: Quorum, account: str, compartment: str) -> Header:
    """Let the shareholders of a set give an account one of the compartments that the set protects."""
    amendment = Amendment(header)
    roster = amendment.roster
    key = open_recovery_grant(roster, quorum.keys, compartment)
    epoch = roster.compartment(compartment).epoch
    box = amendment.keep(box_for_account(roster, account, compartment, epoch, key))
    amendment.say(bodies.Recovered(quorum.name, compartment, epoch, account, box), quorum.signer)
    return amendment.header()
