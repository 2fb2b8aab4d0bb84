"""Headers that were tampered with, on disk and before a login: each kind of attack is named and refused.

Changed bytes are in test_header_bytes, what a beheerder can sign is in test_beheerder; here is what anybody can do who
can write in the folder, and what must be refused before anything is derived from a password.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import AccessDenied, HeaderDamaged, HeaderUntrusted, KeySettingsRefused, NewerProgram
from app.vault.disk.folder import HEADER, PREVIOUS
from app.vault.header import bodies
from app.vault.header.file import read_header
from app.vault.header.statements import Signer, Statement, append
from app.vault.header.text import Header, box_digest, from_text, to_text
from app.vault.header.trust import Roster
from app.vault.keys.slots import STRICT, open_slot
from app.vault.primitives.sealing import SigningKey
from tests.vault.small_vault import PASSWORD, TEST_LIMITS, small_vault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.vault.keys import kdf
    from tests.conftest import FoundedVault, UnlockAs

VAULT, OTHER = small_vault(), small_vault()
STATEMENTS = VAULT.header.statements
REFUSALS = (HeaderDamaged, HeaderUntrusted, NewerProgram)
OWN_KEY = SigningKey.generate()
SIGNERS = ["root", "set:integrity", *(VAULT.id(who) for who in VAULT.accounts), "f" * 32]


def refused(header: Header) -> Exception:
    """Through the text of the file and back, as a program would read it; fails when it is trusted."""
    with pytest.raises(REFUSALS) as caught:
        Roster.of(from_text(to_text(header))).check_pin(VAULT.roster.pin)
    return caught.value


def with_statements(*statements: Statement) -> Header:
    return dataclasses.replace(VAULT.header, statements=statements)


@settings(max_examples=150, deadline=None)
@given(
    signer=st.sampled_from(SIGNERS),
    copied=st.sampled_from(STATEMENTS),
    key=st.sampled_from([OWN_KEY, *(new.signing for new in VAULT.accounts.values())]),
)
def test_that_what_is_said_again_by_somebody_else_is_refused(signer: str, copied: Statement, key: SigningKey) -> None:
    """Any statement of the vault, repeated at the end under any name with a key that is at hand."""
    body = bodies.read_body(copied.kind, dict(copied.body))
    said = append(STATEMENTS, VAULT.header.vault_id, body, Signer(signer, key))
    header = with_statements(*STATEMENTS, said)
    owner = next((new for new in VAULT.accounts.values() if new.account == signer), None)
    if owner and owner.signing is key:
        return  # somebody who speaks for themselves: the rules of trust decide, see test_trust
    assert refused(header)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(range(len(STATEMENTS))), st.sampled_from(["n", "previous", "signer", "signature", "kind"]))
def test_that_a_changed_part_of_a_statement_is_refused(at: int, part: str) -> None:
    changes: dict[str, Any] = {
        "n": STATEMENTS[at].n + 1,
        "previous": "ab" * 32,
        "signer": "e" * 32,
        "signature": bytes(64),
        "kind": "unheard_of",
    }
    changed = dataclasses.replace(STATEMENTS[at], **{part: changes[part]})
    assert refused(with_statements(*STATEMENTS[:at], changed, *STATEMENTS[at + 1 :]))


@settings(max_examples=100, deadline=None)
@given(st.integers(1, len(STATEMENTS) - 1), st.integers(0, len(OTHER.header.statements) - 1))
def test_that_a_statement_of_another_vault_is_refused(at: int, other: int) -> None:
    statements = [*STATEMENTS]
    statements[at] = OTHER.header.statements[other]
    assert refused(with_statements(*statements))


def test_that_the_header_of_another_vault_is_refused_in_place(unlock_as: UnlockAs, vault_folder: Path) -> None:
    vault = unlock_as("director")
    (vault_folder / HEADER).write_bytes(to_text(OTHER.header))
    with pytest.raises(HeaderUntrusted, match="van een andere kluis"):
        vault.read("casework")


def test_that_the_previous_header_in_place_of_the_present_is_refused(unlock_as: UnlockAs, vault_folder: Path) -> None:
    vault = unlock_as("policy")
    vault.change_password(PASSWORD, "een ander wachtwoord", settings=VAULT.roster.slots[VAULT.id("keeper")].kdf)
    older = (vault_folder / PREVIOUS).read_bytes()
    unlock_as("director").lock()
    (vault_folder / HEADER).write_bytes(older)
    with pytest.raises(HeaderUntrusted, match="een oud bestand is teruggezet"):
        unlock_as("director")
    with pytest.raises(HeaderUntrusted, match="een oud bestand is teruggezet"):
        vault.read("programme")


@pytest.mark.parametrize(
    ("settings_asked", "limits"),
    [
        (bodies.KdfSettings(8, 1, 1), STRICT),
        (bodies.KdfSettings(64 * 1024, 2, 4), STRICT),
        (bodies.KdfSettings(63 * 1024, 3, 4), STRICT),
        (bodies.KdfSettings(2 * 1024 * 1024, 3, 4), STRICT),
        (bodies.KdfSettings(64 * 1024, 21, 4), STRICT),
        (bodies.KdfSettings(2**31, 2**31, 16), TEST_LIMITS),
    ],
)
def test_that_settings_too_low_or_absurdly_high_are_refused_before_anything_is_derived(
    monkeypatch: pytest.MonkeyPatch, settings_asked: bodies.KdfSettings, limits: kdf.KdfLimits
) -> None:
    derived: list[object] = []
    monkeypatch.setattr("app.vault.keys.slots.derive", lambda *args, **_: derived.append(args))
    officer, box = VAULT.accounts["officer"], b"anything"
    said = append(
        STATEMENTS,
        VAULT.header.vault_id,
        bodies.Slot(officer.account, "a" * 32, settings_asked, box_digest(box)),
        officer.signer,
    )
    old = VAULT.roster.slots[officer.account].box
    boxes = {name: each for name, each in VAULT.header.boxes.items() if name != old} | {box_digest(box): box}
    roster = Roster.of(Header(VAULT.header.vault_id, (*STATEMENTS, said), boxes))
    with pytest.raises(KeySettingsRefused, match="er is niets afgeleid"):
        open_slot(roster, "keeper", PASSWORD, limits=limits)
    assert derived == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data + data,
        lambda data: b"\x00" * len(data),
        lambda data: data.replace(b'"statements"', b'"Statements"', 1),
    ],
)
def test_that_a_spoiled_header_is_damage_and_changes_nothing(
    unlock_as: UnlockAs, founded: FoundedVault, spoil: Callable[[bytes], bytes]
) -> None:
    path = founded.folder / HEADER
    honest = path.read_bytes()
    path.write_bytes(spoil(honest))
    files = {each.name: each.read_bytes() for each in founded.folder.glob("*.db")}
    with pytest.raises(HeaderDamaged):
        unlock_as("keeper")
    assert {each.name: each.read_bytes() for each in founded.folder.glob("*.db")} == files
    path.write_bytes(honest)
    assert unlock_as("keeper").warnings == []


def test_that_a_granted_key_is_asked_for_by_name_only(unlock_as: UnlockAs, vault_folder: Path) -> None:
    """A grant box moved to another account or compartment does not open there."""
    header = read_header(vault_folder)
    roster = Roster.of(header)
    with pytest.raises(AccessDenied):
        roster.grant_box(next(one.id for one in roster.accounts.values() if one.role == "keeper"), "casework")
