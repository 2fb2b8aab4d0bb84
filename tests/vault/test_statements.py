"""The chain as such: any statement moved, dropped, doubled, forged or brought from elsewhere is noticed."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import HeaderDamaged, HeaderUntrusted, NewerProgram
from app.vault.header import bodies
from app.vault.header.replay import replay
from app.vault.header.shapes import FINGERPRINT, FLAG
from app.vault.header.statements import Signer, Statement, append
from app.vault.header.text import Header
from app.vault.header.trust import Roster
from app.vault.primitives.sealing import SigningKey
from app.vault.primitives.strict_json import NotStrict
from tests.vault.small_vault import SmallVault, small_vault

VAULT = small_vault()
OTHER = small_vault()
COUNT = len(VAULT.header.statements)
numbers = st.integers(0, COUNT - 1)


def with_statements(statements: list[Statement]) -> Header:
    return dataclasses.replace(VAULT.header, statements=tuple(statements))


def refused(statements: list[Statement]) -> HeaderUntrusted:
    with pytest.raises(HeaderUntrusted) as caught:
        Roster.of(with_statements(statements))
    return caught.value


def test_that_an_honest_chain_is_accepted() -> None:
    assert Roster.of(VAULT.header).length == COUNT


@given(numbers, numbers)
def test_that_two_exchanged_statements_are_noticed_at_the_first(one: int, other: int) -> None:
    statements = list(VAULT.header.statements)
    statements[one], statements[other] = statements[other], statements[one]
    if one != other:
        assert refused(statements).statement == min(one, other) + 1


@given(st.integers(0, COUNT - 2))
def test_that_a_dropped_statement_is_noticed(at: int) -> None:
    statements = list(VAULT.header.statements)
    del statements[at]
    assert refused(statements).statement == at + 1


def test_that_a_dropped_last_statement_is_noticed_by_its_box_and_by_a_pin() -> None:
    shorter = with_statements(list(VAULT.header.statements[:-1]))
    with pytest.raises(HeaderDamaged, match="vervallen"):
        Roster.of(shorter)
    ledger = replay(shorter.vault_id, shorter.statements)
    with pytest.raises(HeaderUntrusted, match="ouder"):
        Roster(ledger, shorter.boxes).check_pin(VAULT.roster.pin)


@given(numbers, numbers)
def test_that_a_doubled_statement_is_noticed(at: int, to: int) -> None:
    statements = list(VAULT.header.statements)
    statements.insert(to + 1, statements[at])
    assert refused(statements).statement is not None


@given(numbers, st.sampled_from(["n", "kind", "body", "signer", "previous", "signature"]))
def test_that_a_statement_changed_in_any_part_is_noticed(at: int, part: str) -> None:
    statements = list(VAULT.header.statements)
    said = statements[at]
    changed: dict[str, object] = {
        "n": said.n + 1,
        "kind": "revoked" if said.kind != "revoked" else "role",
        "body": {**said.body, "extra": "x"},
        "signer": "root" if said.signer != "root" else VAULT.id("keeper"),
        "previous": "ab" * 32,
        "signature": bytes(64),
    }
    statements[at] = Statement(**{**{name: getattr(said, name) for name in changed}, part: changed[part]})
    assert refused(statements).statement == at + 1


@given(numbers)
def test_that_a_statement_from_another_vault_is_noticed(at: int) -> None:
    statements = list(VAULT.header.statements)
    statements[at] = OTHER.header.statements[at]
    refused(statements)


def test_that_a_whole_chain_does_not_fit_another_vault_id() -> None:
    with pytest.raises(HeaderUntrusted) as caught:
        Roster.of(dataclasses.replace(VAULT.header, vault_id=OTHER.header.vault_id))
    assert caught.value.statement == 1


def forged(body: bodies.Body, signer: Signer) -> Header:
    statements = list(VAULT.header.statements)
    return with_statements([*statements, append(statements, VAULT.header.vault_id, body, signer)])


def test_that_a_signature_of_somebody_else_is_noticed() -> None:
    body = bodies.NewRole(VAULT.id("director"), "keeper")
    with pytest.raises(HeaderUntrusted, match="handtekening"):
        Roster.of(forged(body, Signer(VAULT.id("keeper"), SigningKey.generate())))


@pytest.mark.parametrize("name", ["f" * 32, "set:nothing", "set:general", "set:"])
def test_that_an_unknown_signer_is_refused(name: str) -> None:
    with pytest.raises(HeaderUntrusted, match="onbekend"):
        Roster.of(forged(bodies.Revoked(VAULT.id("director")), Signer(name, SigningKey.generate())))


def signed(vault: SmallVault, kind: str, body: dict[str, object]) -> Header:
    """A statement that our own program would not write, properly signed by the keeper."""
    last = vault.header.statements[-1]
    previous = last.digest(vault.header.vault_id)
    bare = Statement(last.n + 1, kind, body, vault.id("keeper"), previous, b"")  # type: ignore[arg-type]
    signature = vault.signer("keeper").key.sign("bolwerk statement", bare.signed_bytes(vault.header.vault_id))
    return with_statements([*vault.header.statements, dataclasses.replace(bare, signature=signature)])


def test_that_a_signed_statement_of_an_unknown_kind_asks_for_a_newer_program() -> None:
    with pytest.raises(NewerProgram, match="nieuwere versie"):
        Roster.of(signed(VAULT, "proxy", {"account": VAULT.id("keeper")}))


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"account": "x"},
        {"account": 3},
        {"account": VAULT.id("director"), "reason": ""},
    ],
)
def test_that_a_signed_statement_with_other_fields_is_refused(body: dict[str, object]) -> None:
    with pytest.raises(HeaderUntrusted) as caught:
        Roster.of(signed(VAULT, "revoked", body))
    assert caught.value.statement == COUNT + 1


def test_that_an_unknown_role_asks_for_a_newer_program() -> None:
    with pytest.raises(NewerProgram, match="functie"):
        Roster.of(signed(VAULT, "role", {"account": VAULT.id("director"), "role": "astronaut"}))


def test_that_a_vault_begins_with_its_founding() -> None:
    key = SigningKey.generate()
    body = bodies.Revoked("a" * 32)
    statement = append([], "b" * 32, body, Signer("root", key))
    with pytest.raises(HeaderUntrusted, match="oprichting"):
        Roster.of(Header("b" * 32, (statement,), {}))


def test_that_a_header_without_statements_is_damaged() -> None:
    with pytest.raises(HeaderDamaged, match="geen enkele verklaring"):
        Roster.of(Header("b" * 32, (), {}))


def test_that_every_kind_of_statement_comes_back_as_it_was_said() -> None:
    for said in VAULT.header.statements:
        body = bodies.read_body(said.kind, dict(said.body))
        assert bodies.kind_of(body) == said.kind
        assert bodies.write_body(body) == said.body


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("founded", "day", "2019-02-30"),
        ("founded", "day", "20190201"),
        ("founded", "day", 20190201),
        ("founded", "municipality", ""),
        ("founded", "municipality", "x" * 201),
        ("founded", "login_salt", "AAAA"),
        ("founded", "root_key", None),
        ("recovery_set", "threshold", True),
        ("recovery_set", "threshold", 0),
        ("recovery_set", "shares", 17),
        ("compartment", "name", "../bibob"),
        ("compartment", "name", "Bibob"),
        ("slot", "kdf", {"memory_kib": 4, "passes": 1, "lanes": 1}),
        ("slot", "kdf", {"memory_kib": 65536, "passes": 3, "lanes": 4, "cost": 1}),
        ("slot", "address", "AB" * 16),
        ("grant", "epoch", 0),
        ("grant", "box", "ab"),
    ],
)
def test_that_a_misshapen_field_is_refused(kind: str, field: str, value: object) -> None:
    said = next(statement for statement in VAULT.header.statements if statement.kind == kind)
    with pytest.raises(NotStrict):
        bodies.read_body(kind, {**said.body, field: value})  # type: ignore[dict-item]


def test_that_lists_in_a_body_are_read_item_by_item() -> None:
    epoch = {"compartment": "bibob", "epoch": 2, "grants": [], "recovery": [{"set": "bibob", "box": "ab" * 32}]}
    assert bodies.write_body(bodies.read_body("epoch", epoch)) == epoch  # type: ignore[arg-type]
    hostile: list[object] = [{}, [3], [{"set": "bibob"}], [{"set": "bibob", "box": "ab" * 32}] * 1001]
    for wrong in hostile:
        with pytest.raises(NotStrict):
            bodies.read_body("epoch", {**epoch, "recovery": wrong})  # type: ignore[dict-item]


@pytest.mark.parametrize("value", [0, 1, "true", None, []])
def test_that_yes_and_no_are_the_only_answers(value: object) -> None:
    with pytest.raises(NotStrict):
        FLAG.read(value)  # type: ignore[arg-type]


def test_that_a_fingerprint_has_six_groups() -> None:
    assert FINGERPRINT.read(VAULT.roster.root_fingerprint)
    with pytest.raises(NotStrict):
        FINGERPRINT.read("ABCD")
