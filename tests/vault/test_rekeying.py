"""A compartment with a new key: everything is in the new file, who left opens nothing, and nobody writes in the old."""

from __future__ import annotations

import errno
import shutil
import threading
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.errors import AccessDenied, Cancelled, CompartmentDamaged, Conflict, DiskFull, VaultBusy
from app.rules.permissions import BIBOB, CASEWORK, REGISTER
from app.vault import membership, rekeying
from app.vault.access import withdraw
from app.vault.disk.folder import compartment_file
from app.vault.disk.locking import locked
from app.vault.header.file import Header, read_header, write_header
from app.vault.header.trust import GENERAL, Roster
from app.vault.keys.grants import open_grant, open_recovery_grant
from app.vault.keys.recovery import assemble
from app.vault.leftovers import REKEY_LOCK
from app.vault.post.deliveries import Accepted, accept, carry
from app.vault.rekeying import rekey
from app.vault.store.compartments import Compartment, open_compartment
from app.vault.verify import verify_vault
from models.casework import CaseType
from models.choices import CountingUnit, Level

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.post.notes import Giver
    from app.vault.primitives.strict_json import Json
    from app.vault.session import UnlockedVault
    from app.vault.unit_of_work import UnitOfWork
    from tests.conftest import FoundedVault, UnlockAs


def add_type(vault: UnlockedVault, name: str) -> None:
    with vault.write(CASEWORK) as work:
        work.session.add(CaseType(name=name, level=Level.LOCAL, counting_unit=CountingUnit.CASE, position=1))
        work.record("add", "case_type", name)


def types_in(vault: UnlockedVault) -> list[str]:
    with vault.read(CASEWORK) as session:
        return list(session.scalars(text("SELECT name FROM case_type ORDER BY id")))


def databases(folder: Path, name: str) -> list[str]:
    return sorted(path.name for path in folder.glob(f"{name}.*"))


def test_that_everything_is_in_the_new_file_and_the_old_one_is_gone(unlock_as: UnlockAs, vault_folder: Path) -> None:
    vault = unlock_as("director")
    add_type(vault, "Hennep")
    parts: list[float] = []
    rekey(vault, CASEWORK, parts.append)
    assert parts == sorted(parts)
    assert parts[-1] == 1
    assert types_in(vault) == ["Hennep"]
    add_type(vault, "Drugslab")
    vault.close()
    assert databases(vault_folder, CASEWORK) == ["casework.2.db"]
    again = unlock_as("director")
    assert again.warnings == []
    assert types_in(again) == ["Hennep", "Drugslab"]
    assert verify_vault(vault_folder, again).ok
    with again.read(CASEWORK) as session:
        acts = session.scalars(text("SELECT action FROM audit_entry ORDER BY n")).all()
    assert acts == ["add", "rekey", "add"]


def test_that_the_other_holders_and_the_recovery_set_have_the_new_key(
    unlock_as: UnlockAs, founded: FoundedVault
) -> None:
    rekey(unlock_as("director"), CASEWORK)
    assert unlock_as("privacy").holds(CASEWORK)
    roster = Roster.of(read_header(founded.folder))
    assert (roster.compartment(CASEWORK).epoch, roster.compartment(CASEWORK).rekey_due) == (2, False)
    key = open_recovery_grant(roster, assemble(roster, GENERAL, founded.shares[GENERAL][:2]).keys, CASEWORK)
    open_compartment(founded.folder, CASEWORK, CASEWORK, 2, key).close()


def test_that_who_left_opens_the_old_copy_and_not_the_new_file(
    unlock_as: UnlockAs, vault_folder: Path, tmp_path: Path
) -> None:
    director, gone = unlock_as("director"), unlock_as("privacy")
    old_key = gone.compartment(CASEWORK).copy_key()
    copy = shutil.copytree(vault_folder, tmp_path / "copy")
    withdraw(director, gone.account.id, CASEWORK)
    rekey(director, CASEWORK)
    open_compartment(copy, CASEWORK, CASEWORK, 1, bytearray(old_key)).close()
    with pytest.raises(CompartmentDamaged):
        open_compartment(vault_folder, CASEWORK, CASEWORK, 2, bytearray(old_key))
    roster = Roster.of(read_header(vault_folder))
    with pytest.raises(AccessDenied):
        open_grant(roster, gone.account.id, gone.slot.keys, CASEWORK)
    with pytest.raises(AccessDenied):
        gone.read(CASEWORK)


def test_that_only_a_holder_gives_a_new_key(unlock_as: UnlockAs) -> None:
    with pytest.raises(AccessDenied, match="geen toegang"):
        rekey(unlock_as("keeper"), CASEWORK)


def test_that_another_session_is_told_to_log_in_again(unlock_as: UnlockAs) -> None:
    one, other = unlock_as("director"), unlock_as("privacy")
    rekey(one, CASEWORK)
    with pytest.raises(Conflict, match="Log opnieuw in"):
        other.read(CASEWORK)
    assert types_in(unlock_as("privacy")) == []


def test_that_who_waited_for_the_lock_does_not_write_in_the_old_file(
    unlock_as: UnlockAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The act began before the new key, and gets its turn after it: it must not be lost, so it is refused."""
    one, other = unlock_as("director"), unlock_as("privacy")
    waiting, outcome = threading.Event(), []

    def write() -> None:
        waiting.set()
        try:
            add_type(other, "Verloren")
        except Conflict as error:
            outcome.append(str(error))

    thread = threading.Thread(target=write)
    honest = rekeying._copied

    def copied(*args: object, **rest: object) -> Compartment:
        thread.start()
        waiting.wait()
        return honest(*args, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(rekeying, "_copied", copied)
    rekey(one, CASEWORK)
    thread.join()
    assert len(outcome) == 1
    assert "nieuwe sleutel" in outcome[0]
    assert types_in(unlock_as("privacy")) == []


def test_that_what_was_under_way_to_the_old_inbox_still_arrives(unlock_as: UnlockAs) -> None:
    director, policy = unlock_as("director"), unlock_as("policy")
    before = director.roster.compartment("programme").inbox_key
    with director.write(CASEWORK) as work:
        work.deliver("programme", "figures", {"number": 1})
        work.record("publish", "figures", 1)
    carry(director)
    rekey(policy, "programme")
    assert policy.roster.compartment("programme").inbox_key != before
    arrived: list[Json] = []

    def receive(work: UnitOfWork, payload: dict[str, Json], giver: Giver) -> None:
        arrived.append(payload["number"])

    assert accept(policy, "programme", {"figures": receive}) == Accepted(taken_in=1)
    assert arrived == [1]


def test_that_it_can_be_done_again_and_again(unlock_as: UnlockAs, vault_folder: Path) -> None:
    vault = unlock_as("bibob")
    for _ in range(3):
        rekey(vault, BIBOB)
    vault.lock()
    assert databases(vault_folder, BIBOB) == ["bibob.4.db"]
    assert unlock_as("bibob").available == {REGISTER, BIBOB}


def test_that_the_register_too_gets_a_new_key(unlock_as: UnlockAs) -> None:
    keeper = unlock_as("keeper")
    membership.revoke(keeper, unlock_as("jurist").account.id)
    assert keeper.roster.compartment(REGISTER).rekey_due
    rekey(keeper, REGISTER)
    assert not keeper.roster.compartment(REGISTER).rekey_due
    assert "Gebruiker jurist" in {person.name for person in keeper.directory().values()}


def test_that_stopping_it_keeps_the_old_key(unlock_as: UnlockAs, vault_folder: Path) -> None:
    vault = unlock_as("director")

    def stop(_: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        rekey(vault, CASEWORK, stop)
    add_type(vault, "Hennep")
    assert vault.roster.compartment(CASEWORK).epoch == 1
    assert not compartment_file(vault_folder, CASEWORK, 2).exists()


def test_that_a_copy_that_is_not_whole_is_thrown_away(
    unlock_as: UnlockAs, vault_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = unlock_as("director")
    with monkeypatch.context() as patch:
        patch.setattr(Compartment, "damage", lambda _: "page 7 is wrong")
        with pytest.raises(CompartmentDamaged, match="oude sleutel blijft"):
            rekey(vault, CASEWORK)
    assert databases(vault_folder, CASEWORK)[0] == "casework.1.db"
    assert not compartment_file(vault_folder, CASEWORK, 2).exists()
    rekey(vault, CASEWORK)


def test_that_a_full_disk_keeps_the_old_key(
    unlock_as: UnlockAs, vault_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = unlock_as("director")

    def full(_: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(rekeying, "sync_folder", full)
        with pytest.raises(DiskFull):
            rekey(vault, CASEWORK)
    assert not compartment_file(vault_folder, CASEWORK, 2).exists()
    add_type(vault, "Hennep")


def test_that_a_header_that_somebody_changed_meanwhile_stops_it(
    unlock_as: UnlockAs, vault_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy stays, unreferenced, until the next start finds out by the header which file counts."""
    vault, keeper = unlock_as("director"), unlock_as("keeper")
    jurist = unlock_as("jurist").account.id

    def write(folder: Path, header: Header, expected_generation: int) -> None:
        membership.block(keeper, jurist)
        write_header(folder, header, expected_generation)

    with monkeypatch.context() as patch:
        patch.setattr(rekeying, "write_header", write)
        with pytest.raises(Conflict):
            rekey(vault, CASEWORK)
    assert compartment_file(vault_folder, CASEWORK, 2).exists()
    add_type(vault, "Hennep")
    vault.close()
    again = unlock_as("director")
    assert not compartment_file(vault_folder, CASEWORK, 2).exists()
    assert types_in(again) == ["Hennep"]


def test_that_two_do_not_do_it_at_once(unlock_as: UnlockAs, vault_folder: Path) -> None:
    vault = unlock_as("director")
    stranded = compartment_file(vault_folder, CASEWORK, 7)
    stranded.touch()
    with locked(vault_folder, REKEY_LOCK):
        with pytest.raises(VaultBusy):
            rekey(vault, CASEWORK)
        unlock_as("privacy").lock()
        assert stranded.exists(), "another program may be making it"
    unlock_as("privacy").lock()
    assert not stranded.exists()


def test_that_only_databases_of_known_compartments_are_tidied(unlock_as: UnlockAs, vault_folder: Path) -> None:
    kept = ["casework.x.db", "casework.01.db", "casework.2.db.bak", "iets.2.db", "bibob.2.db"]
    for name in [*kept, "casework.2.db", "casework.2.db-wal"]:
        (vault_folder / name).touch()
    unlock_as("director").lock()
    there = {path.name for path in vault_folder.iterdir()}
    assert set(kept) <= there
    assert not {"casework.2.db", "casework.2.db-wal"} & there
