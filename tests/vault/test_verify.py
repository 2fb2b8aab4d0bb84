"""Verifying a vault: everything whole gives good lines, everything broken a line that names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from app.vault.disk.folder import HEADER, compartment_file
from app.vault.verify import verify_vault

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import UnlockAs


def bad_lines(folder: Path, unlocked: object = None) -> list[str]:
    return [line.text for line in verify_vault(folder, unlocked).lines if not line.ok]  # type: ignore[arg-type]


def test_that_a_whole_vault_is_well_with_and_without_a_password(unlock_as: UnlockAs, vault_folder: Path) -> None:
    assert verify_vault(vault_folder).ok
    vault = unlock_as("director")
    with vault.write("casework") as work:
        work.record("open", "case", 1)
    result = verify_vault(vault_folder, vault)
    assert result.ok
    assert "Casuïstiek: logboek van 1 regels, keten en handtekeningen kloppen." in [line.text for line in result.lines]


def test_that_a_damaged_header_ends_it(vault_folder: Path) -> None:
    path = vault_folder / HEADER
    path.write_bytes(path.read_bytes()[:-40])
    result = verify_vault(vault_folder)
    assert not result.ok
    assert len(result.lines) == 1
    assert "vault.json" in result.lines[0].text


def test_that_a_missing_and_a_plain_file_are_each_named(vault_folder: Path) -> None:
    compartment_file(vault_folder, "bibob", 1).unlink()
    compartment_file(vault_folder, "audit", 1).write_bytes(b"SQLite format 3\x00" + bytes(100))
    bad = bad_lines(vault_folder)
    assert len(bad) == 2
    assert "audit.1.db" in bad[0]
    assert "bibob.1.db" in bad[1]


def test_that_a_compartment_that_did_not_open_is_named(unlock_as: UnlockAs, vault_folder: Path) -> None:
    path = compartment_file(vault_folder, "casework", 1)
    content = bytearray(path.read_bytes())
    content[20] ^= 1
    path.write_bytes(content)
    bad = bad_lines(vault_folder, unlock_as("director"))
    assert len(bad) == 1
    assert "casework" in bad[0]


def test_that_damage_in_a_page_is_found_though_unlocking_passed_it_by(unlock_as: UnlockAs, vault_folder: Path) -> None:
    vault = unlock_as("director")
    with vault.compartment("casework").write() as session:
        session.execute(text("INSERT INTO outbox VALUES ('a', 'nowhere', randomblob(30000))"))
        session.execute(text("DELETE FROM outbox"))
        session.execute(text("INSERT INTO set_aside VALUES ('a', randomblob(30000), 'x', 'y')"))
    vault.lock()
    path = compartment_file(vault_folder, "casework", 1)
    content = bytearray(path.read_bytes())
    content[len(content) - 2000] ^= 1
    path.write_bytes(content)
    again = unlock_as("director")
    assert again.warnings == []
    bad = bad_lines(vault_folder, again)
    assert len(bad) == 1
    assert "beschadigd" in bad[0]


def test_that_a_changed_trail_is_found(unlock_as: UnlockAs, vault_folder: Path) -> None:
    vault = unlock_as("director")
    for n in range(3):
        with vault.write("casework") as work:
            work.record("open", "case", n)
    with vault.compartment("casework").write() as session:
        session.execute(text("DROP TRIGGER audit_entry_refuses_update"))
        session.execute(text("UPDATE audit_entry SET action = 'nothing' WHERE n = 2"))
    assert bad_lines(vault_folder, vault) == [
        "Casuïstiek: het logboek klopt niet vanaf regel 2: de inhoud is gewijzigd."
    ]


def test_that_a_header_older_than_a_compartment_remembers_is_found(unlock_as: UnlockAs, vault_folder: Path) -> None:
    vault = unlock_as("director")
    with vault.compartment("casework").write() as session:
        session.execute(text("UPDATE pin SET generation = 100000"))
    bad = bad_lines(vault_folder, vault)
    assert len(bad) == 1
    assert "ouder" in bad[0]
