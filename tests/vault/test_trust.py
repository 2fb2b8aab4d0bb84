"""Who may say what: every rule of trust, kept and broken."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from app.errors import AccessDenied, BugError, HeaderUntrusted
from app.rules.permissions import CASEWORK, INTEGRITY, REGISTER, Role
from app.vault.header import bodies, rules_of_trust
from app.vault.header.amendment import Amendment
from app.vault.header.ledger import Ledger
from app.vault.header.statements import Signer, append
from app.vault.header.trust import GENERAL, Roster
from app.vault.keys.recovery import make_set
from app.vault.primitives.sealing import SigningKey
from tests.vault.sayings import (
    BOX,
    FOUNDING,
    GRANT_CASEWORK,
    GRANT_INTEGRITY,
    NEW_SET,
    ONE_HOLDER,
    PUBLIC,
    ROOT,
    SLOT,
    VAULT,
    account_of,
    epoch_of,
    new_account,
    signer,
    slot_at,
)


@pytest.mark.parametrize(
    ("who", "body"),
    [
        ("keeper", new_account()),
        ("keeper", bodies.NewRole(account_of("director"), "keeper")),
        ("keeper", bodies.Revoked(account_of("officer"))),
        ("root", bodies.Revoked(account_of("keeper"))),
        ("keeper", bodies.Reset(account_of("director"), *PUBLIC)),
        ("root", bodies.Reset(account_of("keeper"), *PUBLIC)),
        ("director", GRANT_CASEWORK),
        ("officer", GRANT_INTEGRITY),
        ("keeper", bodies.Grant(REGISTER, 1, account_of("director"), BOX)),
        ("director", bodies.Inbox(CASEWORK, *PUBLIC)),
        ("director", bodies.RecoveryGrant(CASEWORK, 1, GENERAL, BOX)),
        ("director", epoch_of(CASEWORK, "director")),
        ("officer", epoch_of(REGISTER, "keeper", "director", "officer")),
        ("keeper", bodies.Withdrawn(REGISTER, account_of("officer"))),
        ("director", bodies.Withdrawn(CASEWORK, account_of("director"))),
        ("director", ONE_HOLDER),
        ("root", bodies.Recovered(GENERAL, CASEWORK, 1, account_of("keeper"), BOX)),
        ("set", bodies.Recovered(INTEGRITY, INTEGRITY, 1, account_of("keeper"), BOX)),
        ("set", NEW_SET),
        ("officer", NEW_SET),
        ("root", make_set(GENERAL).statement),
        ("root", bodies.Restored(1000, date(2020, 1, 1))),
    ],
)
def test_that_who_may_say_it_is_believed(who: str, body: bodies.Body) -> None:
    amendment = Amendment(VAULT.header)
    amendment.say(body, signer(who))
    assert amendment.roster.length == VAULT.roster.length + 1


@pytest.mark.parametrize(
    ("who", "body", "reason"),
    [
        ("root", new_account(Role.KEEPER), "beheerder"),
        ("root", bodies.NewRole(account_of("director"), "keeper"), "beheerder"),
        ("root", GRANT_CASEWORK, "zelf kan openen"),
        ("root", bodies.Inbox(INTEGRITY, *PUBLIC), "zelf kan openen"),
        ("root", bodies.RecoveryGrant(CASEWORK, 1, GENERAL, BOX), "zelf kan openen"),
        ("root", ONE_HOLDER, "zelf kan openen"),
        ("root", bodies.Withdrawn(CASEWORK, account_of("director")), "zelf kan openen"),
        ("root", epoch_of(CASEWORK, "director"), "zelf kan openen"),
        ("root", make_set("extra").statement, "alleen bij de oprichting"),
        ("root", NEW_SET, "herstelbladen"),
        ("root", bodies.Recovered(INTEGRITY, INTEGRITY, 1, account_of("keeper"), BOX), "herstelbladen"),
        ("set", bodies.Recovered(INTEGRITY, CASEWORK, 1, account_of("keeper"), BOX), "andere set"),
        ("set", bodies.Recovered(GENERAL, CASEWORK, 1, account_of("keeper"), BOX), "herstelbladen"),
        ("officer", bodies.Recovered(INTEGRITY, INTEGRITY, 1, account_of("keeper"), BOX), "herstelbladen"),
        ("set", bodies.Revoked(account_of("keeper")), "beheerder"),
        ("set", GRANT_INTEGRITY, "zelf kan openen"),
        ("set", bodies.Restored(1000, date(2020, 1, 1)), "herstelbladen"),
        ("keeper", bodies.Restored(1000, date(2020, 1, 1)), "herstelbladen"),
        ("root", bodies.Restored(3, date(2020, 1, 1)), "generatie"),
        ("root", bodies.Restored(2**40, date(2020, 1, 1)), "onwaarschijnlijk hoog"),  # then no slot could be pinned
        ("director", new_account(), "beheerder"),
        ("director", bodies.NewRole(account_of("director"), "keeper"), "beheerder"),
        ("director", bodies.Revoked(account_of("keeper")), "beheerder"),
        ("director", bodies.Reset(account_of("keeper"), *PUBLIC), "beheerder"),
        ("keeper", GRANT_CASEWORK, "zelf kan openen"),
        ("keeper", GRANT_INTEGRITY, "zelf kan openen"),
        ("director", GRANT_INTEGRITY, "zelf kan openen"),
        ("keeper", bodies.Inbox(INTEGRITY, *PUBLIC), "zelf kan openen"),
        ("keeper", bodies.RecoveryGrant(INTEGRITY, 1, INTEGRITY, BOX), "zelf kan openen"),
        ("keeper", bodies.Withdrawn(CASEWORK, account_of("director")), "zelf kan openen"),
        ("keeper", epoch_of(CASEWORK, "director"), "zelf kan openen"),
        ("keeper", ONE_HOLDER, "zelf kan openen"),
        ("director", bodies.Compartment("apart", INTEGRITY, INTEGRITY), "zelf kan openen"),
        ("director", bodies.Compartment("casework_apart", CASEWORK, INTEGRITY), "herstelbladen van zijn soort"),
        ("director", bodies.Compartment("apart", CASEWORK, GENERAL), "noemt zijn soort niet"),
        ("director", bodies.Compartment("apart", CASEWORK, "nothing"), "bestaat niet"),
        ("director", bodies.Compartment(CASEWORK, CASEWORK, GENERAL), "bestaat al"),
        ("keeper", NEW_SET, "herstelbladen"),
        ("officer", make_set(GENERAL).statement, "herstelbladen"),
        ("set", dataclasses.replace(NEW_SET, threshold=4), "minder herstelbladen"),
        ("keeper", bodies.NewAccount(account_of("director"), "jurist", *PUBLIC), "bestaat al"),
        ("keeper", bodies.NewRole("f" * 32, "jurist"), "bestaat niet"),
        ("keeper", bodies.Revoked("f" * 32), "bestaat niet"),
        ("director", bodies.Grant(CASEWORK, 1, "f" * 32, BOX), "bestaat niet"),
        ("director", bodies.Grant(CASEWORK, 2, account_of("keeper"), BOX), "niet de huidige"),
        ("director", bodies.Grant("nothing", 1, account_of("keeper"), BOX), "bestaat niet"),
        ("director", bodies.Inbox("nothing", *PUBLIC), "bestaat niet"),
        ("director", bodies.RecoveryGrant(CASEWORK, 1, INTEGRITY, BOX), "andere set"),
        ("director", bodies.Withdrawn(CASEWORK, account_of("keeper")), "geen toegang"),
        ("director", epoch_of(CASEWORK, "director", "keeper"), "naar alle"),
        ("director", epoch_of(CASEWORK, "director", "director"), "naar alle"),
        ("director", epoch_of(CASEWORK), "naar alle"),
        ("director", epoch_of(CASEWORK, "director", number=3), "niet de huidige"),
        ("director", epoch_of(CASEWORK, "director", number=1), "niet de huidige"),
        ("director", epoch_of(CASEWORK, "director", recovery=(INTEGRITY,)), "herstelbladen"),
        ("director", epoch_of(CASEWORK, "director", recovery=(GENERAL, INTEGRITY)), "herstelbladen"),
        ("keeper", bodies.Slot(account_of("director"), "a" * 32, bodies.KdfSettings(65536, 3, 4), BOX), "zelf"),
        ("director", slot_at(str(SLOT.body["address"])), "bestaat al"),
        ("keeper", bodies.Renewed(account_of("director"), *PUBLIC, ()), "eigen sleutels"),
        ("director", bodies.Renewed(account_of("director"), *PUBLIC, ()), "niet elk"),
        (
            "director",
            bodies.Renewed(
                account_of("director"),
                *PUBLIC,
                (bodies.SealedCompartment(CASEWORK, 2, BOX), bodies.SealedCompartment(REGISTER, 1, BOX)),
            ),
            "niet de huidige",
        ),
        ("root", bodies.Founded(VAULT.header.vault_id, "X", PUBLIC[1], bytes(32), date(2020, 1, 1)), "één keer"),
    ],
)  # fmt: skip
def test_that_who_may_not_say_it_is_refused_with_the_rule(who: str, body: bodies.Body, reason: str) -> None:
    with pytest.raises(AccessDenied, match=reason):
        Amendment(VAULT.header).say(body, signer(who))


def test_that_a_broken_rule_in_a_header_names_the_statement() -> None:
    statements = VAULT.header.statements
    forged = append(statements, VAULT.header.vault_id, GRANT_CASEWORK, VAULT.signer("keeper"))
    with pytest.raises(HeaderUntrusted, match=f"verklaring {forged.n} .*zelf kan openen") as caught:
        Roster.of(dataclasses.replace(VAULT.header, statements=(*statements, forged)))
    assert caught.value.statement == forged.n


@pytest.mark.parametrize(
    "body",
    [
        new_account(Role.KEEPER),
        bodies.NewRole(FOUNDING.id("director"), "keeper"),
        bodies.Grant(CASEWORK, 1, FOUNDING.id("officer"), BOX),
        make_set("extra").statement,
        bodies.Compartment("apart", CASEWORK, GENERAL),
    ],
)
def test_that_root_speaks_until_somebody_else_does(body: bodies.Body) -> None:
    amendment = Amendment(FOUNDING.header)
    amendment.say(body, FOUNDING.sets[GENERAL].signer)
    with pytest.raises(AccessDenied):
        Amendment(VAULT.header).say(body, ROOT)


def test_that_the_general_set_is_root_itself() -> None:
    key = SigningKey.generate()
    amendment = Amendment.of_new_vault("a" * 32)
    founded = bodies.Founded("a" * 32, "X", key.public_bytes, bytes(32), date(2020, 1, 1))
    amendment.say(founded, Signer("root", key))
    with pytest.raises(AccessDenied, match="wortel"):
        amendment.say(make_set(GENERAL).statement, Signer("root", key))


@pytest.mark.parametrize(
    ("vault_id", "signer_name", "reason"), [("b" * 32, "root", "andere kluis"), ("a" * 32, "c" * 32, "wortel")]
)
def test_that_a_founding_says_its_own_vault_and_is_signed_by_root(vault_id: str, signer_name: str, reason: str) -> None:
    key = SigningKey.generate()
    founded = bodies.Founded(vault_id, "X", key.public_bytes, bytes(32), date(2020, 1, 1))
    with pytest.raises(AccessDenied, match=reason):
        Amendment.of_new_vault("a" * 32).say(founded, Signer(signer_name, key))


def test_that_a_statement_without_a_rule_is_our_own_mistake() -> None:
    with pytest.raises(BugError):
        rules_of_trust.apply(object(), Ledger("a" * 32), "root")
    assert all(
        rules_of_trust.apply.dispatch(kind) is not rules_of_trust.apply.dispatch(object)
        for kind in bodies.KINDS.values()
    )
