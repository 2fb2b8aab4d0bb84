"""One act: everything of it is stored and logged, or nothing is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text

from app import errors
from app.vault.store import engine
from models.casework import CaseType
from models.choices import CountingUnit, Level
from models.register import Setting

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault
    from tests.conftest import Clock, UnlockAs


@pytest.fixture
def vault(unlock_as: UnlockAs, clock: Clock) -> UnlockedVault:
    return unlock_as("director", now=clock)


def entries(vault: UnlockedVault, name: str = "casework") -> list[tuple[object, ...]]:
    with vault.read(name) as session:
        return [tuple(row) for row in session.execute(text("SELECT n, action, result FROM audit_entry ORDER BY n"))]


def case_type(name: str) -> CaseType:
    return CaseType(name=name, level=Level.LOCAL, counting_unit=CountingUnit.CASE, position=1)


def test_that_an_act_is_stored_with_its_entry(vault: UnlockedVault) -> None:
    with vault.write("casework") as work:
        added = case_type("hennep")
        work.session.add(added)
        work.session.flush()
        work.record("add", "case_type", added.id, ["name", "level"])
    with vault.read("casework") as session:
        assert session.scalars(select(CaseType.name)).all() == ["hennep"]
        row = session.execute(text("SELECT * FROM audit_entry")).mappings().one()
    assert (row["n"], row["at"], row["actor"]) == (1, "2020-02-03T09:30:00Z", vault.account.id)
    assert (row["origin"], row["subject_kind"], row["subject_id"]) == ("werkplek-1", "case_type", str(added.id))
    assert json.loads(row["fields"]) == ["level", "name"]
    assert row["statement"] == vault.roster.length


def test_that_what_was_read_can_be_used_after_the_session(vault: UnlockedVault) -> None:
    with vault.write("casework") as work:
        added = case_type("hennep")
        work.session.add(added)
        work.record("add", "case_type", "?")
    assert added.name == "hennep"


def test_that_an_exception_leaves_neither_the_change_nor_the_entry(vault: UnlockedVault) -> None:
    def refused() -> None:
        with vault.write("casework") as work:
            work.session.add(case_type("half"))
            work.session.flush()
            work.record("add", "case_type", 1)
            raise errors.Invalid({"name": "Nee."})

    with pytest.raises(errors.Invalid):
        refused()
    assert entries(vault) == []
    with vault.read("casework") as session:
        assert session.scalars(select(CaseType.name)).all() == []


def test_that_an_unrecorded_act_is_our_own_mistake_and_is_not_stored(vault: UnlockedVault) -> None:
    with pytest.raises(errors.BugError, match="without recording"), vault.write("casework") as work:
        work.session.add(case_type("silent"))
    with vault.read("casework") as session:
        assert session.scalars(select(CaseType.name)).all() == []


def test_that_several_acts_of_one_unit_follow_each_other(vault: UnlockedVault) -> None:
    with vault.write("casework") as work:
        work.record("add", "case", 1)
        work.record("export", "case", 1, result="partly")
    assert entries(vault) == [(1, "add", "ok"), (2, "export", "partly")]


def test_that_a_refusal_is_logged_on_its_own(vault: UnlockedVault) -> None:
    vault.record_refusal("casework", "edit_cases", "case", 7)
    assert entries(vault) == [(1, "edit_cases", "refused")]


def test_that_a_refusal_about_a_closed_compartment_stands_in_the_register(vault: UnlockedVault) -> None:
    vault.record_refusal("bibob", "read", "screening")
    assert entries(vault, "register") == [(1, "read", "refused")]


def test_that_writing_needs_the_key(vault: UnlockedVault) -> None:
    with pytest.raises(errors.AccessDenied, match="Bibob"):
        vault.write("bibob")


def test_that_the_second_to_change_a_record_is_told(unlock_as: UnlockAs) -> None:
    first, second = unlock_as("director"), unlock_as("privacy")
    with first.write("register") as work:
        work.session.add(Setting(key="lock", value="240"))
        work.record("add", "setting", "lock")
    with second.read("register") as session:
        seen = session.scalars(select(Setting)).one()
    with first.write("register") as work:
        work.session.scalars(select(Setting)).one().value = "60"
        work.record("change", "setting", "lock")

    def overwrite() -> None:
        with second.write("register") as work:
            seen.value = "999"
            work.session.add(seen)
            work.record("change", "setting", "lock")

    with pytest.raises(errors.Conflict, match="Iemand anders"):
        overwrite()
    with first.read("register") as session:
        assert session.scalars(select(Setting.value)).all() == ["60"]


def test_that_two_writers_get_one_chain(unlock_as: UnlockAs) -> None:
    first, second = unlock_as("director"), unlock_as("privacy")
    for vault in (first, second, first):
        with vault.write("casework") as work:
            work.record("open", "case", 1)
    assert [n for n, *_ in entries(first)] == [1, 2, 3]


def test_that_a_writer_who_waits_too_long_is_told(unlock_as: UnlockAs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_MS", 20)
    first, second = unlock_as("director"), unlock_as("privacy")
    with first.write("casework") as work:
        work.record("add", "case", 1)
        with pytest.raises(errors.VaultBusy), second.write("casework"):
            pass
    assert len(entries(second)) == 1


def test_that_nothing_is_committed_after_locking(unlock_as: UnlockAs, vault: UnlockedVault) -> None:
    def locked_on_the_way() -> None:
        with vault.write("casework") as work:
            work.session.add(case_type("half"))
            work.record("add", "case_type", 1)
            vault.lock()

    with pytest.raises(errors.Cancelled):
        locked_on_the_way()
    assert entries(unlock_as("director")) == []
