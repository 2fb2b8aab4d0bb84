"""A compartment set apart: who opens it, what stands in the header, and that it lives as any other does."""

from __future__ import annotations

import os
import signal
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app import errors
from app.rules.permissions import BIBOB, CASEWORK
from app.vault import separating
from app.vault.backup.making import back_up
from app.vault.backup.restore import restore
from app.vault.backup.survey import survey
from app.vault.disk.folder import HEADER
from app.vault.header.file import read_header
from app.vault.header.trust import GENERAL, Roster
from app.vault.keys.recovery import assemble
from app.vault.membership import revoke
from app.vault.recovering import recover
from app.vault.rekeying import rekey
from app.vault.separating import Chosen, set_apart, title_of
from app.vault.verify import verify_vault

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.session import UnlockedVault
    from tests.conftest import FoundedVault, UnlockAs

TITLE = "Onderzoek Voorbeeldhaven"


def chosen(vault: UnlockedVault) -> Chosen:
    """Somebody as they are, with what stands on their own screen."""
    own = vault.account.id
    return Chosen(own, vault.roster.account(own).fingerprint)


def note(vault: UnlockedVault, name: str, said: str) -> None:
    with vault.write(name) as work:
        work.session.execute(text("INSERT INTO set_aside VALUES (:said, x'00', :said, 'y')"), {"said": said})
        work.record("add", "case", said)


def notes(vault: UnlockedVault, name: str) -> list[str]:
    with vault.read(name) as session:
        return list(session.scalars(text("SELECT reason FROM set_aside ORDER BY reason")))


def test_that_founder_and_chosen_open_it_and_who_has_the_first_does_not(
    unlock_as: UnlockAs, vault_folder: Path
) -> None:
    director, privacy = unlock_as("director"), unlock_as("privacy")
    name = set_apart(director, CASEWORK, TITLE, [])
    note(director, name, "in de haven")
    assert notes(director, CASEWORK) == []
    assert not unlock_as("privacy").holds(name)
    director.grant(privacy.account.id, name, chosen(privacy).fingerprint)
    shared = set_apart(director, CASEWORK, "Ook voor privacy", [chosen(privacy)])
    again = unlock_as("privacy")
    assert again.warnings == []
    assert (notes(again, name), title_of(again, name)) == (["in de haven"], TITLE)
    assert title_of(again, shared) == "Ook voor privacy"
    assert title_of(again, CASEWORK) == ""
    assert verify_vault(vault_folder, again).ok


def test_that_the_header_tells_its_kind_and_holders_and_not_what_it_is_about(
    unlock_as: UnlockAs, vault_folder: Path
) -> None:
    director = unlock_as("director")
    name = set_apart(director, CASEWORK, TITLE, [])
    facts = Roster.of(read_header(vault_folder)).compartment(name)
    assert (facts.kind, facts.recovery, facts.holders, facts.founder) == (
        CASEWORK,
        GENERAL,
        frozenset({director.account.id}),
        "",
    )
    assert facts.inbox_key
    for path in vault_folder.rglob("*"):
        if path.is_file():
            assert TITLE.encode() not in path.read_bytes(), path.name


@pytest.mark.parametrize(("login", "kind"), [("keeper", CASEWORK), ("bibob", CASEWORK), ("director", BIBOB)])
def test_that_only_who_holds_the_first_of_a_kind_sets_one_apart(
    unlock_as: UnlockAs, vault_folder: Path, login: str, kind: str
) -> None:
    vault, before = unlock_as(login), sorted(vault_folder.iterdir())
    with pytest.raises(errors.AccessDenied):
        set_apart(vault, kind, TITLE, [])
    assert sorted(vault_folder.iterdir()) == before


def test_that_one_set_apart_has_no_others_beside_it(unlock_as: UnlockAs) -> None:
    director = unlock_as("director")
    name = set_apart(director, CASEWORK, TITLE, [])
    with pytest.raises(errors.AccessDenied):
        set_apart(director, name, TITLE, [])


def test_that_a_chosen_one_whose_keys_changed_stops_it_whole(unlock_as: UnlockAs, vault_folder: Path) -> None:
    director, privacy = unlock_as("director"), unlock_as("privacy")
    header = (vault_folder / HEADER).read_bytes()
    with pytest.raises(errors.Conflict, match="Vergelijk de vingerafdruk opnieuw"):
        set_apart(director, CASEWORK, TITLE, [Chosen(privacy.account.id, chosen(director).fingerprint)])
    with pytest.raises(errors.Invalid, match="hoort geen toegang"):
        set_apart(director, CASEWORK, TITLE, [chosen(unlock_as("bibob"))])
    assert (vault_folder / HEADER).read_bytes() == header
    assert list(vault_folder.glob(f"{CASEWORK}_*")) == []


def test_that_a_header_that_somebody_changed_meanwhile_leaves_nothing(
    unlock_as: UnlockAs, vault_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    director, keeper = unlock_as("director"), unlock_as("keeper")
    begin = separating._begin

    def slowly(*given: object) -> None:
        revoke(keeper, unlock_as("jurist").account.id)
        begin(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(separating, "_begin", slowly)
    with pytest.raises(errors.Conflict):
        set_apart(director, CASEWORK, TITLE, [])
    assert list(vault_folder.glob(f"{CASEWORK}_*")) == []
    assert unlock_as("director").warnings == []


@pytest.mark.parametrize("step", ["create_compartment", "_begin", "write_header"])
def test_that_a_kill_leaves_a_vault_without_it_that_opens(
    unlock_as: UnlockAs, vault_folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Killed just before the step; a file may be left, which nothing refers to and nobody has a key of."""
    child = os.fork()
    if child == 0:
        monkeypatch.setattr(separating, step, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
        set_apart(unlock_as("director"), CASEWORK, TITLE, [])
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    director = unlock_as("director")
    assert director.warnings == []
    assert verify_vault(vault_folder, director).ok
    assert title_of(director, set_apart(director, CASEWORK, TITLE, [])) == TITLE


def test_that_the_trail_has_its_founding_and_the_privacy_officer_a_copy(unlock_as: UnlockAs) -> None:
    director, privacy = unlock_as("director"), unlock_as("privacy")
    name = set_apart(director, CASEWORK, TITLE, [chosen(privacy)])
    director.close()
    officer = unlock_as("dpo")
    with officer.read("audit") as session:
        rows = session.execute(
            text("SELECT action, subject_id FROM copied_entry WHERE compartment = :name ORDER BY n"), {"name": name}
        ).all()
    assert [tuple(row) for row in rows] == [("compartment.set_apart", name), ("grant", privacy.account.id)]


def test_that_it_gets_a_new_key_when_somebody_leaves(unlock_as: UnlockAs, vault_folder: Path) -> None:
    director, privacy = unlock_as("director"), unlock_as("privacy")
    name = set_apart(director, CASEWORK, TITLE, [chosen(privacy)])
    note(director, name, "blijft")
    revoke(unlock_as("keeper"), privacy.account.id)
    director.refresh()
    assert director.roster.compartment(name).rekey_due
    rekey(director, name)
    assert [path.name for path in vault_folder.glob(f"{name}.*.db")] == [f"{name}.2.db"]
    again = unlock_as("director")
    assert (notes(again, name), title_of(again, name)) == (["blijft"], TITLE)
    assert verify_vault(vault_folder, again).ok


def test_that_the_general_sheets_give_it_a_holder_again(unlock_as: UnlockAs, founded: FoundedVault) -> None:
    director, privacy = unlock_as("director"), unlock_as("privacy")
    name = set_apart(director, CASEWORK, TITLE, [])
    revoke(unlock_as("keeper"), director.account.id)
    privacy.refresh()
    quorum = assemble(privacy.roster, GENERAL, founded.shares[GENERAL][:2])
    recover(privacy, quorum, privacy.account.id, name, chosen(privacy).fingerprint)
    assert title_of(unlock_as("privacy"), name) == TITLE


def test_that_a_backup_of_it_comes_back(unlock_as: UnlockAs, founded: FoundedVault, tmp_path: Path) -> None:
    place = tmp_path / "stick"
    place.mkdir()
    director = unlock_as("director")
    name = set_apart(director, CASEWORK, TITLE, [])
    note(director, name, "in de back-up")
    back_up(director, name, place)
    note(director, name, "erna")
    director.close()
    seen = survey(founded.folder, place)
    restore(seen, seen.newest([name]), founded.shares[GENERAL][:2], day=date(2026, 3, 4))
    assert notes(unlock_as("director"), name) == ["in de back-up"]
