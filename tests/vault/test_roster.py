"""What the statements add up to: who holds what, who signs with which key, and which header continues which."""

from __future__ import annotations

import dataclasses
import os
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.errors import AccessDenied, HeaderDamaged, HeaderUntrusted, SealBroken
from app.rules.permissions import CASEWORK, INTEGRITY, REGISTER, Role
from app.vault.header import bodies
from app.vault.header.amendment import Amendment
from app.vault.header.statements import Signer
from app.vault.header.trust import GENERAL, Pin, Roster
from app.vault.keys.enrol import say_account, say_compartment
from app.vault.keys.grants import box_for_account, box_for_set, open_grant, open_recovery_grant, say_grant
from app.vault.keys.recovery import make_set
from app.vault.primitives.sealing import KeyPair
from tests.vault.sayings import (
    BOX,
    FOUNDING,
    GRANT_CASEWORK,
    INTEGRITY_SET,
    KEYS,
    ONE_HOLDER,
    PUBLIC,
    ROOT,
    VAULT,
    account_of,
    epoch_of,
    new_account,
    said,
)
from tests.vault.small_vault import HOLDERS

if TYPE_CHECKING:
    from collections.abc import Callable


def test_that_the_roster_tells_who_holds_what() -> None:
    roster = VAULT.roster
    for name, holders in HOLDERS.items():
        assert roster.compartments[name].holders == {account_of(who) for who in holders}
        assert roster.compartment(name).inbox_key is not None
        assert not roster.compartment(name).rekey_due
    assert roster.held_by(account_of("director")) == {REGISTER, CASEWORK}
    assert (roster.municipality, roster.day) == ("Voorbeeldstad", date(2019, 5, 1))
    assert roster.account(account_of("director")).role is Role.DIRECTOR
    assert len(roster.account(account_of("director")).fingerprint) == 29
    assert roster.slot_of("f" * 32) is None


@pytest.mark.parametrize(
    "ask",
    [
        lambda roster: roster.account("f" * 32),
        lambda roster: roster.compartment("nothing"),
        lambda roster: roster.grant_box(account_of("keeper"), CASEWORK),
        lambda roster: roster.recovery_box("nothing"),
    ],
)
def test_that_what_is_not_there_is_denied(ask: Callable[[Roster], object]) -> None:
    with pytest.raises(AccessDenied):
        ask(VAULT.roster)


def test_that_a_holder_opens_the_key_and_nobody_else() -> None:
    roster, director, keeper = VAULT.roster, VAULT.accounts["director"], VAULT.accounts["keeper"]
    assert open_grant(roster, director.account, director.keys, CASEWORK) == VAULT.keys[CASEWORK]
    with pytest.raises(AccessDenied):
        open_grant(roster, keeper.account, keeper.keys, CASEWORK)


def test_that_the_set_of_a_compartment_opens_its_key() -> None:
    assert open_recovery_grant(VAULT.roster, VAULT.sets[INTEGRITY].keys, INTEGRITY) == VAULT.keys[INTEGRITY]
    assert open_recovery_grant(VAULT.roster, VAULT.sets[GENERAL].keys, CASEWORK) == VAULT.keys[CASEWORK]


def test_that_a_revoked_account_holds_and_signs_nothing() -> None:
    gone = account_of("director")
    roster = said(VAULT, (bodies.Revoked(gone), VAULT.signer("keeper")))
    assert roster.held_by(gone) == frozenset()
    assert roster.compartments[CASEWORK].rekey_due
    assert roster.compartments[REGISTER].rekey_due
    assert not roster.compartments[INTEGRITY].rekey_due
    assert roster.slot_of(gone) is None
    with pytest.raises(AccessDenied):
        roster.account(gone)
    with pytest.raises(AccessDenied, match="niet meer tekenen"):
        said(VAULT, (bodies.Revoked(gone), VAULT.signer("keeper")), (GRANT_CASEWORK, VAULT.signer("director")))
    with pytest.raises(AccessDenied, match="ingetrokken"):
        said(
            VAULT, (bodies.Revoked(gone), VAULT.signer("keeper")), (bodies.Reset(gone, *PUBLIC), VAULT.signer("keeper"))
        )


def test_that_after_a_reset_only_the_new_key_signs_and_every_grant_is_gone() -> None:
    whom = account_of("director")
    reset = (bodies.Reset(whom, *PUBLIC), VAULT.signer("keeper"))
    roster = said(VAULT, reset)
    assert roster.held_by(whom) == frozenset()
    assert roster.account(whom).sign_key == PUBLIC[1]
    assert roster.slot_of(whom) is None
    slot = bodies.Slot(whom, "a" * 32, bodies.KdfSettings(65536, 3, 4), BOX)
    with pytest.raises(AccessDenied, match="handtekening"):
        said(VAULT, reset, (slot, VAULT.signer("director")))
    assert said(VAULT, reset, (slot, Signer(whom, KEYS.signing))).slots[whom].address == "a" * 32
    with pytest.raises(AccessDenied, match="zelf kan openen"):
        said(VAULT, reset, (GRANT_CASEWORK, Signer(whom, KEYS.signing)))


def test_that_renewed_keys_keep_what_was_held_and_make_it_due() -> None:
    whom = account_of("director")
    boxes = tuple(bodies.SealedCompartment(name, 1, BOX) for name in (CASEWORK, REGISTER))
    roster = said(VAULT, (bodies.Renewed(whom, *PUBLIC, boxes), VAULT.signer("director")))
    assert roster.held_by(whom) == {CASEWORK, REGISTER}
    assert roster.compartments[CASEWORK].rekey_due
    assert roster.slot_of(whom) is None


def test_that_a_new_epoch_is_no_longer_due() -> None:
    withdrawn = (bodies.Withdrawn(REGISTER, account_of("officer")), VAULT.signer("keeper"))
    assert said(VAULT, withdrawn).compartments[REGISTER].rekey_due
    roster = said(VAULT, withdrawn, (epoch_of(REGISTER, "keeper", "director"), VAULT.signer("keeper")))
    facts = roster.compartments[REGISTER]
    assert (facts.epoch, facts.rekey_due) == (2, False)


def test_that_who_adds_a_compartment_gives_the_first_key_and_only_that() -> None:
    key, inbox = bytearray(os.urandom(32)), KeyPair.generate()
    amendment = Amendment(VAULT.header)
    director = VAULT.signer("director")
    say_compartment(amendment, director, ONE_HOLDER, key=key, inbox=inbox, holders=[account_of("director")])
    assert amendment.roster.compartment("casework_apart").holders == {account_of("director")}
    assert amendment.roster.recovery_box("casework_apart")
    other = Amendment(VAULT.header)
    other.say(ONE_HOLDER, director)
    other.say(bodies.Grant("casework_apart", 1, account_of("keeper"), BOX), director)
    with pytest.raises(AccessDenied):
        other.say(bodies.Grant("casework_apart", 1, account_of("director"), BOX), director)


def test_that_a_new_set_makes_its_compartments_due_and_signs_from_then_on() -> None:
    fresh = make_set(INTEGRITY)
    roster = said(VAULT, (fresh.statement, INTEGRITY_SET))
    assert roster.compartments[INTEGRITY].rekey_due
    with pytest.raises(AccessDenied, match="herstelbladen"):
        roster.recovery_box(INTEGRITY)
    recovered = bodies.Recovered(INTEGRITY, INTEGRITY, 1, account_of("keeper"), BOX)
    with pytest.raises(AccessDenied, match="handtekening"):
        said(VAULT, (fresh.statement, INTEGRITY_SET), (recovered, INTEGRITY_SET))
    assert (
        account_of("keeper")
        in said(VAULT, (fresh.statement, INTEGRITY_SET), (recovered, fresh.signer)).compartments[INTEGRITY].holders
    )


def test_that_a_new_general_set_is_the_new_root_of_the_same_vault() -> None:
    fresh = make_set(GENERAL)
    revoked = bodies.Revoked(account_of("officer"))
    roster = said(VAULT, (fresh.statement, ROOT), (revoked, fresh.signer))
    assert roster.root_fingerprint == VAULT.roster.root_fingerprint
    with pytest.raises(AccessDenied, match="handtekening"):
        said(VAULT, (fresh.statement, ROOT), (revoked, ROOT))


def test_that_signing_keys_are_known_by_statement() -> None:
    whom, start = account_of("director"), VAULT.roster.length
    old = VAULT.accounts["director"].signing.public_bytes
    roster = said(
        VAULT,
        (bodies.Reset(whom, *PUBLIC), VAULT.signer("keeper")),
        (bodies.Revoked(whom), VAULT.signer("keeper")),
    )
    assert [roster.signer_key(whom, at) for at in (0, start, start + 1, start + 2)] == [None, old, PUBLIC[1], None]
    assert roster.signer_key(whom) is None
    assert roster.signer_keys(whom) == (old, PUBLIC[1])
    assert (roster.signer_key("f" * 32), roster.signer_keys("f" * 32)) == (None, ())


def test_that_a_pin_accepts_itself_and_any_continuation() -> None:
    pin = VAULT.roster.pin
    VAULT.roster.check_pin(pin)
    said(VAULT, (new_account(), VAULT.signer("keeper"))).check_pin(pin)


def test_that_a_pin_refuses_an_older_header_another_branch_and_another_vault() -> None:
    one = said(VAULT, (new_account(), VAULT.signer("keeper")))
    other = said(VAULT, (bodies.NewRole(account_of("director"), "privacy"), VAULT.signer("keeper")))
    with pytest.raises(HeaderUntrusted, match="ouder"):
        VAULT.roster.check_pin(one.pin)
    with pytest.raises(HeaderUntrusted, match="andere voortzetting"):
        other.check_pin(one.pin)
    with pytest.raises(HeaderUntrusted, match="andere kluis"):
        FOUNDING.roster.check_pin(one.pin)


def test_that_a_signed_restore_is_accepted_in_place_of_the_branch_it_ends() -> None:
    lost = said(VAULT, (new_account(), VAULT.signer("keeper")))
    restored = said(VAULT, (bodies.Restored(lost.generation + 1, date(2020, 1, 1)), ROOT))
    restored.check_pin(VAULT.roster.pin)
    restored.check_pin(lost.pin)
    assert restored.generation == lost.generation + 1
    assert (lost.restores, restored.restores) == ((), ((restored.length, date(2020, 1, 1)),))
    with pytest.raises(HeaderUntrusted, match="ouder"):
        restored.check_pin(Pin(lost.root_fingerprint, lost.generation + 2, BOX))


def test_that_a_box_too_few_or_too_many_is_damage() -> None:
    boxes = dict(VAULT.header.boxes)
    boxes.popitem()
    with pytest.raises(HeaderDamaged, match="ontbreekt"):
        Roster.of(dataclasses.replace(VAULT.header, boxes=boxes))
    with pytest.raises(HeaderDamaged, match="vervallen"):
        Roster.of(dataclasses.replace(VAULT.header, boxes={**VAULT.header.boxes, BOX: b"old slot"}))


def test_that_a_sealed_key_is_bound_to_its_compartment_and_epoch() -> None:
    roster, keeper = VAULT.roster, VAULT.accounts["keeper"]
    box = box_for_account(roster, keeper.account, CASEWORK, 2, VAULT.keys[CASEWORK])
    amendment = Amendment(VAULT.header)
    amendment.say(bodies.Grant(CASEWORK, 1, keeper.account, amendment.keep(box)), VAULT.signer("director"))
    with pytest.raises(SealBroken):
        open_grant(amendment.roster, keeper.account, keeper.keys, CASEWORK)
    assert box_for_set(roster, CASEWORK, 2, VAULT.keys[CASEWORK]) != box


def test_that_what_is_sealed_in_place_of_a_key_is_refused() -> None:
    amendment, keeper = Amendment(VAULT.header), VAULT.accounts["keeper"]
    say_grant(amendment, VAULT.signer("director"), keeper.account, CASEWORK, bytearray(b"geen sleutel"))
    with pytest.raises(SealBroken, match="geen sleutel"):
        open_grant(amendment.roster, keeper.account, keeper.keys, CASEWORK)


def test_that_only_the_register_is_sealed_to_keys_that_a_keeper_made() -> None:
    amendment = Amendment(VAULT.header)
    say_account(amendment, VAULT.signer("keeper"), KEYS, Role.DIRECTOR)
    say_grant(amendment, VAULT.signer("keeper"), KEYS.account, REGISTER, VAULT.keys[REGISTER])
    assert open_grant(Roster.of(amendment.header()), KEYS.account, KEYS.keys, REGISTER) == VAULT.keys[REGISTER]
    with pytest.raises(AccessDenied, match="eigen sleutels"):
        say_grant(amendment, VAULT.signer("director"), KEYS.account, CASEWORK, VAULT.keys[CASEWORK])


def test_that_the_shareholders_do_not_recover_to_keys_that_a_keeper_made() -> None:
    whom = account_of("director")
    reset, recovered = bodies.Reset(whom, *PUBLIC), bodies.Recovered(INTEGRITY, INTEGRITY, 1, whom, BOX)
    with pytest.raises(AccessDenied, match="eigen sleutels"):
        said(VAULT, (reset, VAULT.signer("keeper")), (recovered, INTEGRITY_SET))
    assert whom in said(VAULT, (reset, ROOT), (recovered, INTEGRITY_SET)).compartments[INTEGRITY].holders
