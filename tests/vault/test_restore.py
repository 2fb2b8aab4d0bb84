"""Putting backups back: by the quorum only, never without a copy of what was there, in a new generation."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app import errors
from app.vault.backup.making import back_up
from app.vault.backup.restore import restore
from app.vault.backup.survey import survey
from app.vault.disk.folder import HEADER, PREVIOUS
from app.vault.header.file import read_header
from app.vault.header.trust import Roster
from app.vault.membership import revoke
from app.vault.rekeying import rekey
from app.vault.store.compartments import Compartment
from app.vault.verify import verify_vault
from tests.conftest import CHEAP, PASSWORD
from tests.vault.restoring import DAY, contents, note, notes, put_back

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.backup.description import Backup
    from tests.conftest import Clock, FoundedVault, UnlockAs


def test_that_a_compartment_is_as_it_was_and_the_others_as_they_are(
    founded: FoundedVault, backed_up: Path, place: Path, unlock_as: UnlockAs
) -> None:
    with unlock_as("director") as vault:
        note(vault, "of now", "programme")
    before = Roster.of(read_header(backed_up))
    done = put_back(founded, place, "casework")
    assert done.restored == ("Casuïstiek",)
    assert done.missing == ()
    vault = unlock_as("director")
    assert vault.warnings == []
    assert (notes(vault), notes(vault, "programme")) == (["before"], ["of now"])
    assert vault.roster.generation == done.generation > before.generation + 1_000_000
    assert vault.roster.restores == ((vault.roster.length, DAY),)
    assert verify_vault(backed_up, vault).ok
    note(vault, "and on")
    assert notes(vault) == ["and on", "before"]


def test_that_what_was_there_is_kept_whole(
    founded: FoundedVault, backed_up: Path, place: Path, unlock_as: UnlockAs
) -> None:
    before = contents(backed_up)
    done = put_back(founded, place, "casework")
    assert done.kept_in
    kept = contents(done.kept_in)
    assert kept == {name: before[name] for name in (HEADER, "casework.1.db")}
    again = put_back(founded, place, "casework")
    assert again.kept_in
    assert again.kept_in != done.kept_in
    assert contents(done.kept_in) == kept
    unlock_as("director").close()
    for name, content in kept.items():  # what it was put back from is too old now that others have seen the restore
        (backed_up / name).write_bytes(content)
    with pytest.raises(errors.HeaderUntrusted, match="ouder"):
        unlock_as("director")


def test_that_a_lost_vault_comes_back_somewhere_else(
    founded: FoundedVault, backed_up: Path, place: Path, tmp_path: Path, unlock_as: UnlockAs
) -> None:
    shutil.rmtree(backed_up)
    new = tmp_path / "nieuwe schijf" / "Voorbeeldstad.bolwerk"
    seen = survey(new, place)
    assert seen.trouble == "In de map staat geen kluis."
    assert set(seen.missing) == set(seen.roster.compartments)
    done = put_back(founded, place, folder=new)
    assert done.kept_in is None
    assert done.restored == ("Register", "Casuïstiek", "Maatregelen", "Programma")
    assert done.missing == ("Bibob", "Integriteit", "Integriteit (plaatsvervanger)", "Logboek FG")
    vault = unlock_as("director", folder=new)
    assert vault.warnings == []
    assert notes(vault) == ["before"]
    assert new.stat().st_mode & 0o77 == 0
    bibob = unlock_as("bibob", folder=new)
    with pytest.raises(errors.CompartmentMissing):
        notes(bibob, "bibob")


def test_that_a_damaged_header_is_replaced_by_the_one_of_the_backup(
    founded: FoundedVault, backed_up: Path, place: Path, unlock_as: UnlockAs
) -> None:
    spoiled = (backed_up / HEADER).read_bytes()[:-40]
    (backed_up / HEADER).write_bytes(spoiled)
    assert "beschadigd" in survey(backed_up, place).trouble
    done = put_back(founded, place, "casework")
    assert done.kept_in
    assert (done.kept_in / HEADER).read_bytes() == spoiled
    vault = unlock_as("director")
    assert vault.warnings == []
    assert notes(vault, "programme") == []


def test_that_an_old_header_put_back_by_hand_is_seen_through(
    founded: FoundedVault, unlock_as: UnlockAs, place: Path, clock: Clock
) -> None:
    old = (founded.folder / HEADER).read_bytes()
    with unlock_as("director", now=clock) as vault:
        vault.change_password(PASSWORD, "een heel ander wachtwoord", settings=CHEAP)
        back_up(vault, "casework", place)
    (founded.folder / HEADER).write_bytes(old)
    seen = survey(founded.folder, place)
    assert "een oud bestand teruggezet" in seen.trouble
    put_back(founded, place, "casework")
    with pytest.raises(errors.WrongCredentials):
        unlock_as("director")
    unlock_as("director", "een heel ander wachtwoord")


def test_that_a_backup_does_not_bring_back_the_slot_of_who_was_revoked_since(
    founded: FoundedVault, backed_up: Path, place: Path, unlock_as: UnlockAs
) -> None:
    """As long as the header is there: the backup brings its database and not its vault.json."""
    gone = unlock_as("privacy").account.id
    revoke(unlock_as("keeper"), gone)
    put_back(founded, place)
    with pytest.raises(errors.WrongCredentials):
        unlock_as("privacy")
    vault = unlock_as("director")
    assert vault.roster.accounts[gone].revoked
    assert vault.roster.compartment("casework").rekey_due


def test_that_pins_of_what_was_not_put_back_accept_the_new_generation(
    founded: FoundedVault, unlock_as: UnlockAs, place: Path, clock: Clock
) -> None:
    """The lost header had gone on after the backup; compartments and slots have seen that."""
    with unlock_as("director", now=clock) as vault:
        back_up(vault, "casework", place)
    with unlock_as("privacy") as vault:
        vault.change_password(PASSWORD, "een heel ander wachtwoord", settings=CHEAP)
    unlock_as("director").close()  # now casework and the register remember the newer header
    (founded.folder / HEADER).unlink()
    put_back(founded, place, "casework")
    assert unlock_as("director").warnings == []
    assert unlock_as("privacy").warnings == []  # with the password of the backup: what came after it is gone


@pytest.mark.parametrize(
    ("shares", "reason"),
    [
        (lambda sets: sets["general"][:1], "2 verschillende herstelbladen nodig"),
        (lambda sets: sets["bibob"][:2], "andere set of kluis"),
        (lambda sets: (sets["general"][0], sets["bibob"][1]), "andere set dan"),
        (lambda sets: (sets["general"][0], "woord"), "woordenlijst"),
        (lambda _: (), "Vul de woorden"),
    ],
)
def test_that_without_the_quorum_nothing_happens(
    founded: FoundedVault, backed_up: Path, place: Path, shares: object, reason: str
) -> None:
    before, seen = contents(backed_up), survey(backed_up, place)
    with pytest.raises(errors.Invalid, match=reason):
        restore(seen, seen.newest(), shares(founded.shares), day=DAY)  # type: ignore[operator]
    assert contents(backed_up) == before


@pytest.mark.parametrize("spoil", ["database", "description"])
def test_that_a_spoiled_backup_is_refused_and_nothing_changes(
    founded: FoundedVault, backed_up: Path, place: Path, spoil: str
) -> None:
    backup = next(backup for backup in survey(backed_up, place).newest() if backup.compartment == "casework")
    path: Path = getattr(backup, spoil)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    before = contents(backed_up)
    seen = survey(backed_up, place)
    path.write_bytes(content)
    if spoil == "description":
        assert "casework" not in {each.compartment for each in survey(backed_up, place).newest()}
    else:
        with pytest.raises(errors.CompartmentDamaged, match="beschadigd of gewijzigd"):
            restore(seen, seen.newest(), founded.shares["general"][:2], day=DAY)
    assert contents(backed_up) == before


def test_that_a_backup_of_which_the_content_is_bad_is_refused_though_it_is_signed(
    founded: FoundedVault, backed_up: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(backed_up)
    monkeypatch.setattr(Compartment, "damage", lambda _: "a page is not genuine")
    with pytest.raises(errors.CompartmentDamaged, match="kies een andere"):
        put_back(founded, place, "casework")
    assert contents(backed_up) == before


def test_that_a_backup_from_before_a_new_key_does_not_go_with_the_vault(
    founded: FoundedVault, backed_up: Path, place: Path, unlock_as: UnlockAs, clock: Clock
) -> None:
    clock.now += timedelta(days=1)
    with unlock_as("director", now=clock) as vault:
        rekey(vault, "casework")
    seen = survey(backed_up, place)
    hindered = {offer.backup.compartment: offer.hindrance for offer in seen.offers}
    assert "na deze back-up vervangen" in hindered["casework"]
    assert hindered["programme"] == ""
    assert "casework" not in {backup.compartment for backup in seen.newest()}
    bad = next(offer.backup for offer in seen.offers if offer.hindrance)
    with pytest.raises(errors.Invalid, match="vervangen"):
        restore(seen, [bad], founded.shares["general"][:2], day=DAY)


def test_that_a_database_of_a_later_key_is_kept_when_the_header_goes_back(
    founded: FoundedVault, backed_up: Path, place: Path, unlock_as: UnlockAs
) -> None:
    with unlock_as("director") as vault:
        rekey(vault, "casework")
        note(vault, "under the new key")
    newer = (backed_up / "casework.2.db").read_bytes()
    (backed_up / HEADER).unlink()
    done = put_back(founded, place, "casework")
    assert done.kept_in
    assert (done.kept_in / "casework.2.db").read_bytes() == newer
    assert not (backed_up / "casework.2.db").exists()
    assert notes(unlock_as("director")) == ["before"]


@pytest.mark.parametrize(
    ("choose", "reason"),
    [
        (lambda _: [], "minstens één"),
        (lambda backups: [backups[0], backups[0]], "hoogstens één"),
    ],
)
def test_that_a_choice_that_cannot_be_is_refused(
    founded: FoundedVault, backed_up: Path, place: Path, choose: object, reason: str
) -> None:
    seen = survey(backed_up, place)
    chosen: list[Backup] = choose(seen.newest())  # type: ignore[operator]
    with pytest.raises(errors.Invalid, match=reason):
        restore(seen, chosen, founded.shares["general"][:2], day=DAY)


def test_that_a_vault_that_changed_since_the_survey_is_left_alone(
    founded: FoundedVault, backed_up: Path, place: Path, unlock_as: UnlockAs
) -> None:
    seen = survey(backed_up, place)
    with unlock_as("privacy") as vault:
        vault.change_password(PASSWORD, "een heel ander wachtwoord", settings=CHEAP)
    before = contents(backed_up)
    with pytest.raises(errors.Conflict, match="intussen gewijzigd"):
        restore(seen, seen.newest(), founded.shares["general"][:2], day=DAY)
    assert contents(backed_up) == before
    (backed_up / HEADER).unlink()
    with pytest.raises(errors.Conflict):
        restore(seen, seen.newest(), founded.shares["general"][:2], day=DAY)


def test_that_stopping_while_copies_are_laid_ready_changes_nothing(
    founded: FoundedVault, backed_up: Path, place: Path
) -> None:
    before, seen = contents(backed_up), survey(backed_up, place)

    def stop(_text: str, part: float | None) -> None:
        if part and part > 0.6:
            raise errors.Cancelled

    with pytest.raises(errors.Cancelled):
        restore(seen, seen.newest(), founded.shares["general"][:2], day=DAY, progress=stop)
    assert contents(backed_up) == before


def test_that_progress_rises_to_the_end(founded: FoundedVault, backed_up: Path, place: Path) -> None:
    parts: list[float] = []
    seen = survey(backed_up, place)
    shares = founded.shares["general"][:2]
    restore(seen, seen.newest(), shares, day=DAY, progress=lambda _, part: parts.append(part or 0))
    assert parts == sorted(parts)
    assert parts[-1] == 1.0


def test_that_where_the_disk_cannot_link_what_was_there_is_copied(
    founded: FoundedVault, backed_up: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", refuse)
    before = contents(backed_up)
    done = put_back(founded, place, "casework")
    assert done.kept_in
    assert contents(done.kept_in)["casework.1.db"] == before["casework.1.db"]


def test_that_the_previous_header_does_not_stay_to_open_with_old_passwords(
    founded: FoundedVault, backed_up: Path, place: Path
) -> None:
    shutil.copy(backed_up / HEADER, backed_up / PREVIOUS)
    done = put_back(founded, place, "casework")
    assert not (backed_up / PREVIOUS).exists()
    assert done.kept_in
    assert (done.kept_in / PREVIOUS).exists()


def test_that_a_wal_that_is_not_of_the_backup_is_moved_out_of_its_way(
    founded: FoundedVault, backed_up: Path, place: Path, unlock_as: UnlockAs
) -> None:
    vault = unlock_as("director")
    note(vault, "only in the WAL")
    wal = (backed_up / "casework.1.db-wal").read_bytes()
    database = (backed_up / "casework.1.db").read_bytes()
    vault.lock()
    (backed_up / "casework.1.db").write_bytes(database)
    (backed_up / "casework.1.db-wal").write_bytes(wal)
    done = put_back(founded, place, "casework")
    assert done.kept_in
    assert (done.kept_in / "casework.1.db-wal").read_bytes() == wal
    again = unlock_as("director")
    assert again.warnings == []
    assert notes(again) == ["before"]


def test_that_an_open_session_notices_and_writes_nothing_more(
    founded: FoundedVault, backed_up: Path, place: Path, unlock_as: UnlockAs
) -> None:
    vault = unlock_as("director")
    put_back(founded, place, "casework")
    with pytest.raises(errors.CompartmentMissing, match="vervangen"):
        note(vault, "into the void")
