"""The audit trail: what was changed, left out, moved or signed by another is found and named."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from app.vault.store import checkpoints
from app.vault.store.audit import SIGNED, Chain, ChainCheck, Entry, chain_start, entries, verify_chain

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault
    from app.vault.store.compartments import Compartment
    from tests.conftest import Clock, UnlockAs


@pytest.fixture
def vault(unlock_as: UnlockAs, clock: Clock) -> UnlockedVault:
    vault = unlock_as("director", now=clock)
    act(vault, 5)
    return vault


def act(vault: UnlockedVault, times: int) -> None:
    for n in range(times):
        with vault.write("casework") as work:
            work.record("open", "case", n)


def trail(vault: UnlockedVault) -> list[Entry]:
    compartment = vault.compartment("casework")
    with compartment.read() as session:
        return list(entries(session, compartment))


def check(vault: UnlockedVault) -> ChainCheck:
    compartment = vault.compartment("casework")
    with compartment.read() as session:
        return verify_chain(session, compartment, vault.roster)


def check_recent(vault: UnlockedVault) -> ChainCheck:
    compartment = vault.compartment("casework")
    with compartment.read() as session:
        return checkpoints.verify_recent(session, compartment, vault.roster)


def meddle(compartment: Compartment, statement: str) -> None:
    """What a holder with tools of their own could do: drop the guards, then change the trail."""
    with compartment.write() as session:
        session.execute(text("DROP TRIGGER IF EXISTS audit_entry_refuses_update"))
        session.execute(text("DROP TRIGGER IF EXISTS audit_entry_refuses_delete"))
        session.execute(text(statement))


def test_that_a_whole_trail_verifies(vault: UnlockedVault) -> None:
    assert check(vault) == ChainCheck(5, 5, trail(vault)[-1].digest)


def test_that_an_empty_trail_verifies(vault: UnlockedVault) -> None:
    compartment = vault.compartment("measures")
    with compartment.read() as session:
        start = chain_start(vault.roster.vault_id, "measures")
        assert verify_chain(session, compartment, vault.roster) == ChainCheck(0, 0, start)


@pytest.mark.parametrize(
    ("statement", "n", "reason"),
    [
        ("UPDATE audit_entry SET action = 'nothing' WHERE n = 3", 3, "inhoud"),
        ("UPDATE audit_entry SET actor = 'somebody' WHERE n = 3", 3, "inhoud"),
        ("UPDATE audit_entry SET clock_back = 1 WHERE n = 3", 3, "inhoud"),
        ("UPDATE audit_entry SET signature = zeroblob(64) WHERE n = 2", 2, "handtekening"),
        ("UPDATE audit_entry SET previous = zeroblob(32) WHERE n = 4", 4, "sluit niet aan"),
        ("DELETE FROM audit_entry WHERE n = 1", 2, "ontbreekt"),
        ("DELETE FROM audit_entry WHERE n = 4", 5, "ontbreekt"),
        ("UPDATE audit_entry SET n = 7 WHERE n = 5", 7, "ontbreekt"),
    ],
)
def test_that_the_first_bad_entry_is_named(vault: UnlockedVault, statement: str, n: int, reason: str) -> None:
    meddle(vault.compartment("casework"), statement)
    bad = check(vault).bad
    assert bad
    assert bad.n == n
    assert reason in bad.reason


def test_that_an_entry_of_an_unknown_actor_is_found(vault: UnlockedVault) -> None:
    first = dataclasses.replace(trail(vault)[0], actor="0" * 32)
    forged = dataclasses.replace(first, digest=first.compute_digest(vault.roster.vault_id, "casework"))
    bad = Chain(vault.roster, "casework").follow([forged]).bad
    assert bad
    assert "onbekend" in bad.reason


def test_that_an_entry_fits_in_no_other_compartment(vault: UnlockedVault) -> None:
    bad = Chain(vault.roster, "measures").follow(trail(vault)).bad
    assert bad
    assert bad.n == 1


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_that_any_changed_field_is_found(vault: UnlockedVault, data: st.DataObject) -> None:
    good = trail(vault)
    place = data.draw(st.integers(0, len(good) - 1))
    name = data.draw(st.sampled_from(Entry.__slots__))
    old = getattr(good[place], name)
    new: object
    match old:
        case bytes():
            new = data.draw(st.binary(min_size=len(old), max_size=len(old)))
        case bool():
            new = not old
        case int():
            new = data.draw(st.integers(-5, 10**6))
        case _:
            new = data.draw(st.text(max_size=20))
    changed = [*good]
    fields: dict[str, object] = {name: new}
    changed[place] = dataclasses.replace(good[place], **fields)  # type: ignore[arg-type]
    found = Chain(vault.roster, "casework").follow(changed)
    assert (found.bad is None) == (new == old)


def test_that_a_clock_that_runs_back_is_marked(vault: UnlockedVault, clock: Clock) -> None:
    clock.now -= timedelta(hours=1)
    act(vault, 1)
    clock.now += timedelta(hours=2)
    act(vault, 1)
    assert [entry.clock_back for entry in trail(vault)[-3:]] == [False, True, False]
    assert check(vault).bad is None


def test_that_an_unlock_after_many_acts_leaves_a_checkpoint_to_begin_from(
    unlock_as: UnlockAs, vault: UnlockedVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "WORTH_A_CHECKPOINT", 5)
    assert check_recent(vault).checked == 5
    again = unlock_as("privacy")
    assert check_recent(again) == ChainCheck(0, 5, trail(again)[-1].digest)
    act(again, 2)
    assert check_recent(again).checked == 2
    unlock_as("director")
    with again.read("casework") as session:
        points = session.scalars(select(again.compartment("casework").tables.checkpoint.c.n)).all()
    assert points == [5]


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("DELETE FROM audit_entry WHERE n > 3", "niet meer wat hij was"),
        ("UPDATE audit_entry SET digest = zeroblob(32) WHERE n = 5", "niet meer wat hij was"),
        ("UPDATE checkpoint SET signature = zeroblob(64)", "niet echt"),
        ("UPDATE checkpoint SET n = 4", "niet echt"),
        ("UPDATE checkpoint SET actor = 'somebody'", "niet echt"),
    ],
)
def test_that_a_trail_that_no_longer_fits_its_checkpoint_is_a_warning(
    unlock_as: UnlockAs, vault: UnlockedVault, monkeypatch: pytest.MonkeyPatch, statement: str, reason: str
) -> None:
    monkeypatch.setattr(checkpoints, "WORTH_A_CHECKPOINT", 5)
    unlock_as("privacy")
    meddle(vault.compartment("casework"), statement)
    warnings = unlock_as("director").warnings
    assert len(warnings) == 1
    assert "Casuïstiek" in warnings[0]
    assert reason in warnings[0]


def signed_again(vault: UnlockedVault, entry: Entry, **other: object) -> Entry:
    """What an actor with tools of their own can sign in place of an entry of theirs."""
    said = dataclasses.replace(entry, **other)  # type: ignore[arg-type]
    digest = said.compute_digest(vault.roster.vault_id, "casework")
    return dataclasses.replace(said, digest=digest, signature=vault.author.key.sign(SIGNED, digest))


@pytest.mark.parametrize(
    "other",
    [
        {"at": "gisteren"},
        {"at": "2020-13-01T00:00:00Z"},
        {"at": "2020-02-03"},
        {"at": "2020-02-03T09:30:00+01:00"},
        {"fields": "geen lijst"},
        {"fields": '{"a": 1}'},
        {"fields": "[1]"},
    ],
)
def test_that_an_entry_that_cannot_be_read_is_found_though_it_is_signed(
    vault: UnlockedVault, other: dict[str, str]
) -> None:
    bad = Chain(vault.roster, "casework").follow([signed_again(vault, trail(vault)[0], **other)]).bad
    assert bad
    assert bad.n == 1
    assert "vorm" in bad.reason


@pytest.mark.parametrize(("at", "clock_back"), [("2020-02-03T09:29:59Z", False), ("2020-02-03T09:31:00Z", True)])
def test_that_a_clock_that_ran_back_cannot_go_unmarked(vault: UnlockedVault, at: str, clock_back: bool) -> None:
    first, second, *_ = trail(vault)
    bad = Chain(vault.roster, "casework").follow([first, signed_again(vault, second, at=at, clock_back=clock_back)]).bad
    assert bad
    assert bad.n == 2
    assert "klok" in bad.reason
