"""Headers that a beheerder who turned would like to be believed, and why each is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.rules.permissions import BIBOB, CASEWORK, INTEGRITY, REGISTER, Role
from app.vault.header import bodies
from app.vault.header.file import read_header
from app.vault.header.statements import Signer, append
from app.vault.header.text import box_digest
from app.vault.header.trust import GENERAL, Roster
from app.vault.keys.enrol import NewKeys
from app.vault.keys.grants import box_for_account
from app.vault.keys.mailbox import inbox_statement
from app.vault.keys.recovery import make_set
from app.vault.primitives.sealing import KeyPair, SigningKey
from tests.conftest import CHEAP

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.vault.header.text import Header
    from tests.faults.beheerder import Beheerder


def own_set(name: str) -> bodies.RecoverySet:
    return make_set(name).statement


def sealed_to_self(turned: Beheerder) -> bytes:
    roster = Roster.of(read_header(turned.folder))
    return box_for_account(roster, turned.signer.name, CASEWORK, 1, bytearray(32))


def account_of(folder: Path, role: Role) -> str:
    return next(one.id for one in Roster.of(read_header(folder)).accounts.values() if one.role is role)


def grant_to_self(turned: Beheerder) -> Header:
    box = sealed_to_self(turned)
    return turned.say(bodies.Grant(CASEWORK, 1, turned.signer.name, box_digest(box)), boxes=[box])


def grant_in_the_name_of_a_holder(turned: Beheerder) -> Header:
    box, holder = sealed_to_self(turned), account_of(turned.folder, Role.DIRECTOR)
    forged = Signer(holder, turned.signer.key)
    return turned.say(bodies.Grant(CASEWORK, 1, turned.signer.name, box_digest(box)), forged, boxes=[box])


def grant_in_the_name_of_root(turned: Beheerder) -> Header:
    box = sealed_to_self(turned)
    return turned.say(
        bodies.Grant(CASEWORK, 1, turned.signer.name, box_digest(box)),
        Signer("root", SigningKey.generate()),
        boxes=[box],
    )


def next_key_of_ones_own(turned: Beheerder) -> Header:
    box = sealed_to_self(turned)
    given = (bodies.SealedForAccount(turned.signer.name, box_digest(box)),)
    kept = (bodies.SealedForSet(GENERAL, box_digest(box)),)
    return turned.say(bodies.NewEpoch(CASEWORK, 2, given, kept), boxes=[box])


def swapped_inbox(turned: Beheerder) -> Header:
    return turned.say(inbox_statement(INTEGRITY, KeyPair.generate()))


def swapped_inbox_in_place(turned: Beheerder) -> Header:
    header = read_header(turned.folder)
    own = inbox_statement(INTEGRITY, KeyPair.generate())

    def swap(statement: Any) -> Any:
        if statement.kind == "inbox" and statement.body["compartment"] == INTEGRITY:
            return replace(statement, body=bodies.write_body(own))
        return statement

    return replace(header, statements=tuple(swap(statement) for statement in header.statements))


def own_recovery_set(turned: Beheerder) -> Header:
    return turned.say(own_set(BIBOB))


def own_general_set(turned: Beheerder) -> Header:
    return turned.say(own_set(GENERAL))


def keys_of_a_holder_renewed(turned: Beheerder) -> Header:
    holder, new = account_of(turned.folder, Role.DIRECTOR), NewKeys.generate()
    public = new.keys.public_bytes, new.signing.public_bytes
    return turned.say(bodies.Renewed(holder, *public, ()))


def slot_of_a_holder(turned: Beheerder) -> Header:
    holder = account_of(turned.folder, Role.DIRECTOR)
    return turned.say(bodies.Slot(holder, "a" * 32, CHEAP, box_digest(b"x")), boxes=[b"x"])


def compartment_taken_from_its_last_holder(turned: Beheerder) -> Header:
    return turned.say(bodies.Withdrawn(BIBOB, account_of(turned.folder, Role.BIBOB)))


def compartment_of_ones_own(turned: Beheerder) -> Header:
    return turned.say(bodies.Compartment(f"{CASEWORK}_eigen", CASEWORK, GENERAL))


def compartment_under_another_name(turned: Beheerder) -> Header:
    """Of a kind that they do hold, with a name that passes for another on a screen."""
    return turned.say(bodies.Compartment("casework_extra", REGISTER, GENERAL))


def compartment_under_another_set(turned: Beheerder) -> Header:
    return turned.say(bodies.Compartment(f"{REGISTER}_extra", REGISTER, BIBOB))


def other_beginning(turned: Beheerder) -> Header:
    """The first statement signed anew with another root: everything after it hangs in the air."""
    header = read_header(turned.folder)
    first = header.statements[0]
    root = SigningKey.generate()
    body = bodies.read_body("founded", dict(first.body))
    assert isinstance(body, bodies.Founded)
    forged = append([], header.vault_id, replace(body, root_key=root.public_bytes), Signer("root", root))
    return replace(header, statements=(forged, *header.statements[1:]))


FORGERIES: list[tuple[Callable[[Beheerder], Header], str]] = [
    (grant_to_self, "alleen wie het compartiment zelf kan openen"),
    (grant_in_the_name_of_a_holder, "handtekening"),
    (grant_in_the_name_of_root, "handtekening"),
    (next_key_of_ones_own, "alleen wie het compartiment zelf kan openen"),
    (swapped_inbox, "alleen wie het compartiment zelf kan openen"),
    (swapped_inbox_in_place, "handtekening"),
    (own_recovery_set, "herstelbladen"),
    (own_general_set, "herstelbladen"),
    (keys_of_a_holder_renewed, "vernieuwt alleen zijn eigen sleutels"),
    (slot_of_a_holder, "stelt alleen zelf zijn wachtwoord in"),
    (compartment_taken_from_its_last_holder, "alleen wie het compartiment zelf kan openen"),
    (compartment_of_ones_own, "alleen wie het compartiment zelf kan openen"),
    (compartment_under_another_name, "noemt zijn soort niet"),
    (compartment_under_another_set, "hoort bij de herstelbladen van zijn soort"),
    (other_beginning, "sluit niet aan|handtekening"),
]
