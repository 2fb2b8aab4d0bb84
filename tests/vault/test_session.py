"""Unlocking: who gets in, to what, and what is said when something is wrong with the vault."""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app import errors
from app.rules.permissions import COMPARTMENTS_OF_ROLE, Role
from app.vault import access, session
from app.vault.disk.folder import HEADER, PREVIOUS, compartment_file
from app.vault.header.file import Header, read_header, write_header
from app.vault.header.trust import Roster
from app.vault.keys import acts
from app.vault.keys.enrol import Credentials
from app.vault.keys.grants import open_grant
from app.vault.own_account import renew_keys
from app.vault.session import unlock
from app.vault.store import engine
from tests.conftest import CHEAP, CHEAP_LIMITS, PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.vault.session import UnlockedVault
    from tests.conftest import FoundedVault, UnlockAs


@pytest.mark.parametrize("role", list(Role))
def test_that_each_role_holds_its_compartments_and_no_other(unlock_as: UnlockAs, role: Role) -> None:
    vault = unlock_as(role.value)
    assert vault.compartments == vault.available == set(COMPARTMENTS_OF_ROLE[role])
    assert vault.warnings == []
    assert (vault.account.role, vault.account.name) == (role, f"Gebruiker {role.label}")
    for name in {name for names in COMPARTMENTS_OF_ROLE.values() for name in names} - vault.compartments:
        assert not vault.holds(name)
        with pytest.raises(errors.AccessDenied):
            vault.read(name)
        with pytest.raises(errors.AccessDenied):
            open_grant(vault.roster, vault.account.id, vault.slot.keys, name)


def test_that_the_directory_names_everybody(unlock_as: UnlockAs) -> None:
    vault = unlock_as("participant")
    people = vault.directory()
    assert len(people) == len(Role)
    assert people[vault.account.id].login == "participant"
    assert people[vault.account.id].role is Role.PARTICIPANT
    assert vault.municipality == "Voorbeeldstad"


def test_that_a_login_name_may_be_typed_in_any_case(unlock_as: UnlockAs) -> None:
    assert unlock_as("  Director ").account.login == "director"


def test_that_no_login_name_is_told_before_a_key_is_derived(
    unlock_as: UnlockAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "open_slot", lambda *_, **__: pytest.fail("a key was derived"))
    with pytest.raises(errors.Invalid, match="Vul een inlognaam in"):
        unlock_as("  ")


def test_that_progress_is_told_in_order(unlock_as: UnlockAs) -> None:
    told: list[str] = []
    unlock_as("policy", progress=told.append)
    assert told == ["Wachtwoord controleren", "Compartimenten openen", "Post bezorgen"]


@pytest.mark.parametrize(("login", "password"), [("director", "wrong"), ("nobody", PASSWORD)])
def test_that_wrong_name_and_wrong_password_look_the_same(unlock_as: UnlockAs, login: str, password: str) -> None:
    with pytest.raises(errors.WrongCredentials, match="inlognaam, het wachtwoord"):
        unlock_as(login, password)


def test_that_cheap_settings_are_refused_without_a_test_asking_for_them(vault_folder: Path) -> None:
    with pytest.raises(errors.KeySettingsRefused):
        unlock(vault_folder, "director", PASSWORD)


def test_that_a_place_without_a_vault_is_named(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nothing"):
        with pytest.raises(errors.VaultNotFound):
            unlock(place, "director", PASSWORD)


def test_that_one_missing_compartment_does_not_close_the_others(unlock_as: UnlockAs, vault_folder: Path) -> None:
    compartment_file(vault_folder, "measures", 1).unlink()
    vault = unlock_as("director")
    assert len(vault.warnings) == 1
    assert "measures" in vault.warnings[0]
    assert vault.holds("measures")
    with pytest.raises(errors.CompartmentMissing):
        vault.read("measures")
    with vault.write("casework") as work:
        work.record("open", "case", 1)


def test_that_a_plain_database_in_place_of_one_is_a_warning(unlock_as: UnlockAs, vault_folder: Path) -> None:
    path = compartment_file(vault_folder, "casework", 1)
    path.unlink()
    sqlite3.connect(path).execute("CREATE TABLE x (y)").connection.close()
    vault = unlock_as("director")
    with pytest.raises(errors.NotEncrypted):
        vault.write("casework")


def test_that_without_the_register_nobody_gets_in(unlock_as: UnlockAs, vault_folder: Path) -> None:
    compartment_file(vault_folder, "register", 1).unlink()
    with pytest.raises(errors.CompartmentMissing, match="register"):
        unlock_as("director")


def test_that_an_older_header_is_refused(unlock_as: UnlockAs, vault_folder: Path) -> None:
    old = (vault_folder / HEADER).read_bytes()
    vault = unlock_as("director")
    vault.change_password(PASSWORD, "een nieuw wachtwoord", settings=CHEAP, limits=CHEAP_LIMITS)
    vault.close()
    unlock_as("director", "een nieuw wachtwoord").close()
    (vault_folder / HEADER).write_bytes(old)
    with pytest.raises(errors.HeaderUntrusted, match="ouder"):
        unlock_as("director")


def test_that_a_compartment_of_another_vault_does_not_open(
    unlock_as: UnlockAs, founded: FoundedVault, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(founded.folder, other)
    shutil.copyfile(compartment_file(other, "bibob", 1), compartment_file(founded.folder, "casework", 1))
    with pytest.raises(errors.CompartmentDamaged):
        unlock_as("director").read("casework")


def test_that_the_previous_header_is_erased_once_the_new_one_unlocks(unlock_as: UnlockAs, vault_folder: Path) -> None:
    vault = unlock_as("policy")
    vault.change_password(PASSWORD, "een nieuw wachtwoord", settings=CHEAP, limits=CHEAP_LIMITS)
    assert (vault_folder / PREVIOUS).exists()
    unlock_as("director")
    assert not (vault_folder / PREVIOUS).exists()


def test_that_a_changed_password_replaces_the_old_one_and_is_logged(unlock_as: UnlockAs) -> None:
    vault = unlock_as("policy")
    vault.change_password(PASSWORD, "een nieuw wachtwoord", settings=CHEAP, limits=CHEAP_LIMITS)
    with pytest.raises(errors.WrongCredentials):
        unlock_as("policy")
    again = unlock_as("policy", "een nieuw wachtwoord")
    assert again.compartments == vault.compartments
    with again.read("register") as session:
        assert session.execute(text("SELECT action, subject_id FROM audit_entry")).all() == [
            ("change_password", vault.account.id)
        ]


def test_that_a_key_file_becomes_part_of_the_password(unlock_as: UnlockAs) -> None:
    vault = unlock_as("policy")
    vault.change_password(PASSWORD, "nieuw", new_key_file=b"file", settings=CHEAP, limits=CHEAP_LIMITS)
    with pytest.raises(errors.WrongCredentials):
        unlock_as("policy", "nieuw")
    assert unlock_as("policy", "nieuw", key_file=b"file").account.id == vault.account.id


def test_that_the_old_password_is_asked_again(unlock_as: UnlockAs) -> None:
    vault = unlock_as("policy")
    with pytest.raises(errors.WrongCredentials):
        vault.change_password("wrong", "nieuw", settings=CHEAP, limits=CHEAP_LIMITS)
    assert unlock_as("policy").account.id == vault.account.id


def invite(vault_folder: Path, keeper: UnlockedVault, role: Role) -> str:
    header = read_header(vault_folder)
    credentials = Credentials("nieuw", PASSWORD, CHEAP)
    invited = acts.invite(header, keeper.slot.signer, role, credentials, keeper.compartment("register").copy_key())
    write_header(vault_folder, invited.header, Roster.of(header).generation)
    return invited.account


def settled(vault_folder: Path, unlock_as: UnlockAs, role: Role) -> str:
    """Invited, and with keys of its own since the first login."""
    account = invite(vault_folder, unlock_as("keeper"), role)
    renew_keys(unlock_as("nieuw"), PASSWORD, PASSWORD, settings=CHEAP)
    return account


def test_that_a_holder_lets_an_invited_account_in(unlock_as: UnlockAs, vault_folder: Path) -> None:
    account = settled(vault_folder, unlock_as, Role.DIRECTOR)
    assert unlock_as("nieuw").compartments == {"register"}
    director = unlock_as("director")
    director.grant(account, "casework", director.roster.account(account).fingerprint)
    newcomer = unlock_as("nieuw")
    assert newcomer.compartments == {"register", "casework"}
    assert newcomer.account.name == "nieuw"  # the directory does not know the account yet
    with newcomer.read("casework") as session:
        logged = session.execute(text("SELECT action, subject_kind, subject_id FROM audit_entry")).all()
    assert logged == [("grant", "account", account)]


def test_that_a_grant_outside_the_role_is_refused_and_leaves_nothing(unlock_as: UnlockAs, vault_folder: Path) -> None:
    account = settled(vault_folder, unlock_as, Role.POLICY)
    director = unlock_as("director")
    with pytest.raises(errors.Invalid):
        director.grant(account, "casework", director.roster.account(account).fingerprint)
    with pytest.raises(errors.AccessDenied):
        director.grant(account, "bibob", director.roster.account(account).fingerprint)
    with director.read("casework") as session:
        assert session.execute(text("SELECT count(*) FROM audit_entry")).scalar() == 0


def test_that_a_header_that_cannot_be_written_leaves_no_entry(
    unlock_as: UnlockAs, vault_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = settled(vault_folder, unlock_as, Role.DIRECTOR)
    director = unlock_as("director")
    (vault_folder / f"{HEADER}.new").mkdir()
    with pytest.raises(errors.StorageFailed):
        director.grant(account, "casework", director.roster.account(account).fingerprint)
    with director.read("casework") as session:
        assert session.execute(text("SELECT count(*) FROM audit_entry")).scalar() == 0
    assert account not in Roster.of(read_header(vault_folder)).compartment("casework").holders


def change(vault_folder: Path, made: Callable[[Header], Header]) -> None:
    """Somebody at another workstation changes the access."""
    header = read_header(vault_folder)
    write_header(vault_folder, made(header), Roster.of(header).generation)


def test_that_a_session_goes_by_a_newer_header_at_its_next_act(unlock_as: UnlockAs, vault_folder: Path) -> None:
    director = unlock_as("director")
    account = invite(vault_folder, unlock_as("keeper"), Role.DIRECTOR)
    assert account not in director.roster.accounts
    with director.read("register"):
        assert account in director.roster.accounts
    director.refresh()


def test_that_a_revocation_locks_an_open_session(unlock_as: UnlockAs, vault_folder: Path) -> None:
    policy, keeper = unlock_as("policy"), unlock_as("keeper").slot.signer
    change(vault_folder, lambda header: acts.revoke(header, keeper, policy.account.id))
    with pytest.raises(errors.AccessDenied, match="ingetrokken"):
        policy.write("programme")
    with pytest.raises(errors.Cancelled):
        _ = policy.slot


def test_that_a_withdrawn_compartment_closes_in_an_open_session(unlock_as: UnlockAs, vault_folder: Path) -> None:
    privacy, director = unlock_as("privacy"), unlock_as("director").slot.signer
    change(vault_folder, lambda header: acts.withdraw(header, director, privacy.account.id, "casework"))
    with pytest.raises(errors.AccessDenied, match="Casuïstiek"):
        privacy.read("casework")
    assert privacy.available == {"register", "measures", "programme"}
    with privacy.write("measures") as work:
        work.record("open", "measure", 1)


def test_that_a_compartment_with_a_new_key_asks_for_another_login(unlock_as: UnlockAs, vault_folder: Path) -> None:
    privacy, director = unlock_as("privacy"), unlock_as("director").slot.signer
    change(vault_folder, lambda header: acts.rekey(header, director, "casework", bytearray(32)))
    with pytest.raises(errors.Conflict, match="nieuwe sleutel"):
        privacy.read("casework")


def test_that_an_older_header_is_noticed_in_an_open_session(unlock_as: UnlockAs, vault_folder: Path) -> None:
    old = (vault_folder / HEADER).read_bytes()
    director = unlock_as("director")
    invite(vault_folder, unlock_as("keeper"), Role.DIRECTOR)
    director.refresh()
    (vault_folder / HEADER).write_bytes(old)
    with pytest.raises(errors.HeaderUntrusted, match="ouder"):
        director.write("casework")
    (vault_folder / HEADER).unlink()
    with pytest.raises(errors.VaultError):
        director.write("casework")


def test_that_the_slower_of_two_changes_is_told(unlock_as: UnlockAs, vault_folder: Path) -> None:
    account = settled(vault_folder, unlock_as, Role.DIRECTOR)
    director, keeper = unlock_as("director"), unlock_as("keeper").slot.signer
    participant = unlock_as("participant").account.id
    old = read_header(vault_folder)
    key = director.compartment("casework").copy_key()
    granted = acts.grant(old, director.slot.signer, account, "casework", key)
    change(vault_folder, lambda header: acts.revoke(header, keeper, participant))
    with pytest.raises(errors.Conflict, match="Probeer het opnieuw"):
        access.replace_header(director, old, granted)
    director.grant(account, "casework", director.roster.account(account).fingerprint)
    assert account in Roster.of(read_header(vault_folder)).compartment("casework").holders


def test_that_locking_drops_the_keys(unlock_as: UnlockAs) -> None:
    vault = unlock_as("director")
    compartment = vault.compartment("casework")
    vault.lock()
    assert compartment.copy_key() == bytearray(32)
    with pytest.raises(errors.Cancelled), vault.read("casework") as session:
        session.execute(text("SELECT 1"))
    with pytest.raises(errors.Cancelled):
        _ = vault.slot


def test_that_leaving_a_with_block_closes_the_vault(unlock_as: UnlockAs) -> None:
    with unlock_as("director") as vault, vault.write("casework") as work:
        work.record("open", "case", 1)
    with pytest.raises(errors.Cancelled):
        _ = vault.slot
    assert copied(unlock_as("dpo")) == 1


def copied(officer: UnlockedVault) -> int:
    with officer.read("audit") as session:
        return int(session.execute(text("SELECT count(*) FROM copied_entry")).scalar_one())


def test_that_post_that_cannot_be_delivered_is_a_warning(unlock_as: UnlockAs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_MS", 20)
    director, privacy = unlock_as("director"), unlock_as("privacy")
    with director.write("casework") as work:
        work.record("open", "case", 1)
    with privacy.write("register") as work:
        work.record("open", "setting", 1)
        warnings = unlock_as("director").warnings
    assert len(warnings) == 1
    assert "Niet alle post" in warnings[0]
    assert unlock_as("director").warnings == []
    assert copied(unlock_as("dpo")) == 2


def test_that_a_busy_compartment_does_not_keep_anybody_out(
    unlock_as: UnlockAs, vault_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_MS", 20)
    invite(vault_folder, unlock_as("keeper"), Role.DIRECTOR)
    with unlock_as("privacy").compartment("casework").write() as session:
        session.execute(text("DELETE FROM outbox"))
        late = unlock_as("director")
    assert "casework" in late.available


def test_that_an_account_revoked_meanwhile_cannot_log_in(unlock_as: UnlockAs, vault_folder: Path) -> None:
    keeper = unlock_as("keeper")
    account = unlock_as("policy").account.id
    change(vault_folder, lambda header: acts.revoke(header, keeper.slot.signer, account))
    with pytest.raises(errors.WrongCredentials):
        unlock_as("policy")
