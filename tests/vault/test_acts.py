"""What people do to access: each act gives a header in which it holds, and is refused where it is unwise."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from app.errors import AccessDenied, Invalid, SealBroken, WrongCredentials
from app.rules.permissions import BIBOB, CASEWORK, INTEGRITY, REGISTER, Role
from app.vault.header.bodies import Compartment
from app.vault.header.trust import GENERAL, CompartmentFacts, Roster
from app.vault.keys import acts
from app.vault.keys.grants import open_grant, open_recovery_grant
from app.vault.keys.mailbox import voice_of
from app.vault.keys.recovery import assemble
from app.vault.primitives.sealing import KeyPair
from tests.vault.small_vault import PASSWORD, credentials, small_vault, unlocked

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.header.text import Header

VAULT = small_vault()
KEEPER, DIRECTOR, OFFICER = (VAULT.signer(who) for who in ("keeper", "director", "officer"))


def invited(role: Role = Role.DIRECTOR) -> acts.InvitedAccount:
    return acts.invite(VAULT.header, KEEPER, role, credentials("nieuw"), VAULT.keys[REGISTER])


def settled(role: Role = Role.DIRECTOR) -> acts.InvitedAccount:
    """Invited, and logged in for the first time."""
    new = invited(role)
    opened = unlocked(new.header, "nieuw")
    own = acts.renew_keys(new.header, opened, credentials("nieuw"), {REGISTER: VAULT.keys[REGISTER]})
    return acts.InvitedAccount(new.account, own.header)


def key_of(header: Header, login: str, compartment: str, password: str = PASSWORD) -> bytearray:
    opened = unlocked(header, login, password)
    return open_grant(Roster.of(header), opened.account, opened.keys, compartment)


def test_that_an_invited_account_opens_the_register_only() -> None:
    new = invited()
    roster = Roster.of(new.header)
    assert roster.held_by(new.account) == {REGISTER}
    assert roster.account(new.account).role is Role.DIRECTOR
    assert key_of(new.header, "nieuw", REGISTER) == VAULT.keys[REGISTER]


def test_that_only_a_keeper_invites() -> None:
    with pytest.raises(AccessDenied, match="beheerder"):
        acts.invite(VAULT.header, DIRECTOR, Role.JURIST, credentials("nieuw"), VAULT.keys[REGISTER])


def test_that_a_login_name_with_the_same_password_is_taken() -> None:
    with pytest.raises(Invalid, match="al in gebruik"):
        acts.invite(VAULT.header, KEEPER, Role.JURIST, credentials("Director"), VAULT.keys[REGISTER])


def test_that_a_holder_grants_and_the_account_then_opens() -> None:
    new = settled()
    header = acts.grant(new.header, DIRECTOR, new.account, CASEWORK, VAULT.keys[CASEWORK])
    assert key_of(header, "nieuw", CASEWORK) == VAULT.keys[CASEWORK]


def test_that_a_keeper_grants_nothing_but_the_register() -> None:
    new = settled()
    with pytest.raises(AccessDenied, match="zelf kan openen"):
        acts.grant(new.header, KEEPER, new.account, CASEWORK, VAULT.keys[CASEWORK])


def test_that_nothing_is_granted_to_keys_that_a_keeper_made() -> None:
    new = invited()
    with pytest.raises(AccessDenied, match="nog geen eigen sleutels"):
        acts.grant(new.header, DIRECTOR, new.account, CASEWORK, VAULT.keys[CASEWORK])
    old = settled()
    header = acts.reset(old.header, KEEPER, old.account, credentials("nieuw", "eenmalig"))
    with pytest.raises(AccessDenied, match="nog geen eigen sleutels"):
        acts.grant(header, DIRECTOR, old.account, CASEWORK, VAULT.keys[CASEWORK])


def test_that_a_first_login_makes_nothing_due() -> None:
    assert not Roster.of(settled().header).compartment(REGISTER).rekey_due


def test_that_a_key_outside_the_role_is_refused() -> None:
    new = invited(Role.JURIST)
    with pytest.raises(Invalid, match="jurist hoort geen toegang tot Casuïstiek"):
        acts.grant(new.header, DIRECTOR, new.account, CASEWORK, VAULT.keys[CASEWORK])


@pytest.mark.parametrize(
    ("role", "name", "kind", "belongs"),
    [
        (Role.INTEGRITY, "integrity", "integrity", True),
        (Role.INTEGRITY, "integrity_deputy", "integrity", False),
        (Role.INTEGRITY, "integrity_apart", "integrity", True),
        (Role.KEEPER, "register", "register", True),
        (Role.KEEPER, "casework_apart", "casework", False),
        (Role.PRIVACY, "casework_apart", "casework", True),
    ],
)
def test_that_a_compartment_goes_with_its_name_or_else_its_kind(
    role: Role, name: str, kind: str, *, belongs: bool
) -> None:
    assert acts.belongs_to_role(role, CompartmentFacts(name, kind, GENERAL)) is belongs


def test_that_a_withdrawn_account_no_longer_finds_a_key() -> None:
    new = settled()
    header = acts.grant(new.header, DIRECTOR, new.account, CASEWORK, VAULT.keys[CASEWORK])
    header = acts.withdraw(header, DIRECTOR, new.account, CASEWORK)
    roster = Roster.of(header)
    assert roster.compartment(CASEWORK).rekey_due
    with pytest.raises(AccessDenied):
        key_of(header, "nieuw", CASEWORK)


def test_that_the_last_holder_cannot_be_withdrawn() -> None:
    with pytest.raises(Invalid, match="laatste"):
        acts.withdraw(VAULT.header, DIRECTOR, VAULT.id("director"), CASEWORK)


def test_that_a_change_of_role_tells_which_keys_are_outside_it() -> None:
    header = acts.change_role(VAULT.header, KEEPER, VAULT.id("director"), Role.JURIST)
    assert acts.outside_role(Roster.of(header)) == [(VAULT.id("director"), CASEWORK)]
    assert acts.outside_role(VAULT.roster) == []


def test_that_a_vault_keeps_a_keeper() -> None:
    with pytest.raises(Invalid, match="enige functioneel beheerder"):
        acts.revoke(VAULT.header, KEEPER, VAULT.id("keeper"))
    with pytest.raises(Invalid, match="enige functioneel beheerder"):
        acts.change_role(VAULT.header, KEEPER, VAULT.id("keeper"), Role.JURIST)
    header = acts.change_role(VAULT.header, KEEPER, VAULT.id("director"), Role.KEEPER)
    header = acts.revoke(header, KEEPER, VAULT.id("keeper"))
    assert Roster.of(header).accounts[VAULT.id("keeper")].revoked


def test_that_a_keeper_who_cannot_log_in_does_not_count() -> None:
    header = acts.change_role(VAULT.header, KEEPER, VAULT.id("director"), Role.KEEPER)
    header = acts.block(header, KEEPER, VAULT.id("director"))
    for act in (acts.revoke, acts.block):
        with pytest.raises(Invalid, match="enige functioneel beheerder"):
            act(header, KEEPER, VAULT.id("keeper"))


def test_that_a_blocked_account_opens_nothing_until_it_is_reset() -> None:
    header = acts.block(VAULT.header, KEEPER, VAULT.id("director"))
    roster = Roster.of(header)
    assert (roster.held_by(VAULT.id("director")), roster.slot_of(VAULT.id("director"))) == (frozenset(), None)
    assert roster.compartment(CASEWORK).rekey_due
    with pytest.raises(WrongCredentials):
        unlocked(header, "director")
    back = acts.reset(header, KEEPER, VAULT.id("director"), credentials("director", "eenmalig"), VAULT.keys[REGISTER])
    assert key_of(back, "director", REGISTER, "eenmalig") == VAULT.keys[REGISTER]


def test_that_a_revoked_account_cannot_log_in() -> None:
    header = acts.revoke(VAULT.header, KEEPER, VAULT.id("director"))
    with pytest.raises(WrongCredentials):
        unlocked(header, "director")


@pytest.mark.parametrize(
    "act",
    [
        lambda account: acts.revoke(VAULT.header, KEEPER, account),
        lambda account: acts.block(VAULT.header, KEEPER, account),
        lambda account: acts.change_role(VAULT.header, KEEPER, account, Role.JURIST),
        lambda account: acts.reset(VAULT.header, KEEPER, account, credentials("nieuw")),
    ],
)
def test_that_an_unknown_account_is_denied(act: Callable[[str], Header]) -> None:
    with pytest.raises(AccessDenied, match="bestaat niet"):
        act("f" * 32)


def test_that_a_reset_account_starts_again_with_the_register() -> None:
    new = credentials("director", "nieuw wachtwoord")
    bare = acts.reset(VAULT.header, KEEPER, VAULT.id("director"), new)
    assert Roster.of(bare).held_by(VAULT.id("director")) == frozenset()
    header = acts.reset(VAULT.header, KEEPER, VAULT.id("director"), new, VAULT.keys[REGISTER])
    assert key_of(header, "director", REGISTER, "nieuw wachtwoord") == VAULT.keys[REGISTER]
    with pytest.raises(WrongCredentials):
        unlocked(header, "director")
    with pytest.raises(AccessDenied):
        key_of(header, "director", CASEWORK, "nieuw wachtwoord")


def test_that_a_changed_password_keeps_keys_and_grants() -> None:
    opened = unlocked(VAULT.header, "director")
    header = acts.change_password(VAULT.header, opened, credentials("director", "nieuw", b"sleutelbestand"))
    again = unlocked(header, "director", "nieuw", b"sleutelbestand")
    assert again.keys.private_bytes == opened.keys.private_bytes
    assert again.pin.generation > opened.pin.generation
    with pytest.raises(WrongCredentials):
        unlocked(header, "director")


def test_that_one_may_choose_the_same_password_again() -> None:
    opened = unlocked(VAULT.header, "director")
    header = acts.change_password(VAULT.header, opened, credentials("director"))
    assert unlocked(header, "director").account == opened.account


def test_that_renewed_keys_open_the_same_and_the_old_ones_nothing() -> None:
    opened = unlocked(VAULT.header, "director")
    held = {name: VAULT.keys[name] for name in (REGISTER, CASEWORK)}
    own = acts.renew_keys(VAULT.header, opened, credentials("director", "nieuw"), held)
    header, roster = own.header, Roster.of(own.header)
    assert own.slot.keys.private_bytes == unlocked(header, "director", "nieuw").keys.private_bytes
    assert key_of(header, "director", CASEWORK, "nieuw") == VAULT.keys[CASEWORK]
    assert roster.compartment(CASEWORK).rekey_due
    assert roster.compartment(REGISTER).rekey_due
    with pytest.raises(SealBroken):
        open_grant(roster, opened.account, opened.keys, CASEWORK)
    with pytest.raises(WrongCredentials):
        unlocked(header, "director")
    with pytest.raises(AccessDenied, match="handtekening"):
        acts.change_password(header, opened, credentials("director", "derde"))


def test_that_a_new_epoch_reaches_holders_and_set_but_not_who_left() -> None:
    header = acts.withdraw(VAULT.header, KEEPER, VAULT.id("officer"), REGISTER)
    fresh = bytearray(os.urandom(32))
    header = acts.rekey(header, DIRECTOR, REGISTER, fresh)
    roster = Roster.of(header)
    assert (roster.compartment(REGISTER).epoch, roster.compartment(REGISTER).rekey_due) == (2, False)
    assert key_of(header, "keeper", REGISTER) == fresh
    assert open_recovery_grant(roster, VAULT.sets[GENERAL].keys, REGISTER) == fresh
    with pytest.raises(AccessDenied):
        key_of(header, "officer", REGISTER)
    with pytest.raises(AccessDenied, match="zelf kan openen"):
        acts.rekey(header, OFFICER, REGISTER, fresh)


def test_that_a_holder_replaces_the_inbox() -> None:
    inbox = KeyPair.generate()
    facts = Roster.of(acts.replace_inbox(VAULT.header, OFFICER, INTEGRITY, inbox)).compartment(INTEGRITY)
    assert (facts.inbox_key, facts.voice) == (inbox.public_bytes, voice_of(inbox).public_bytes)
    with pytest.raises(AccessDenied):
        acts.replace_inbox(VAULT.header, KEEPER, INTEGRITY, inbox)


def test_that_shareholders_give_a_lost_compartment_a_holder_again() -> None:
    header = acts.revoke(VAULT.header, KEEPER, VAULT.id("officer"))
    quorum = assemble(Roster.of(header), INTEGRITY, VAULT.sets[INTEGRITY].shares[:2])
    header = acts.recover(header, quorum, VAULT.id("director"), INTEGRITY)
    assert key_of(header, "director", INTEGRITY) == VAULT.keys[INTEGRITY]


def test_that_the_general_shareholders_do_not_recover_integrity() -> None:
    quorum = assemble(VAULT.roster, GENERAL, VAULT.sets[GENERAL].shares[:2])
    with pytest.raises(SealBroken):
        acts.recover(VAULT.header, quorum, VAULT.id("keeper"), INTEGRITY)
    header = acts.recover(VAULT.header, quorum, VAULT.id("keeper"), CASEWORK)
    assert key_of(header, "keeper", CASEWORK) == VAULT.keys[CASEWORK]


def test_that_the_quorum_helps_a_keeper_who_forgot_the_password() -> None:
    quorum = assemble(VAULT.roster, GENERAL, VAULT.sets[GENERAL].shares[:2])
    header = acts.reset(VAULT.header, quorum.signer, VAULT.id("keeper"), credentials("keeper", "nieuw"))
    header = acts.recover(header, quorum, VAULT.id("keeper"), REGISTER)
    assert key_of(header, "keeper", REGISTER, "nieuw") == VAULT.keys[REGISTER]


def test_that_an_unknown_compartment_is_denied() -> None:
    with pytest.raises(AccessDenied, match="geen compartiment"):
        acts.grant(VAULT.header, DIRECTOR, VAULT.id("keeper"), BIBOB, bytearray(32))


def test_that_a_holder_adds_a_compartment_for_a_case_few_may_know() -> None:
    key, inbox = bytearray(os.urandom(32)), KeyPair.generate()
    body = Compartment("casework_apart", CASEWORK, GENERAL)
    header = acts.add_compartment(VAULT.header, DIRECTOR, body, key=key, inbox=inbox)
    assert key_of(header, "director", "casework_apart") == key
    with pytest.raises(AccessDenied):
        acts.add_compartment(VAULT.header, KEEPER, body, key=key, inbox=inbox)
