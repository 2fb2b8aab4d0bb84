"""Backups for a user: what is due, a round of them, how they stand for who has no key, and the yearly restore test."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.errors import AccessDenied, Cancelled, Invalid, ReadOnly, StorageFailed, VaultNotFound
from app.rules.permissions import Role
from app.services.backups.place import place_of, set_place, shelf_of
from app.services.backups.restore_test import restore_test
from app.services.backups.rounds import back_up_now, due, overview
from app.vault.backup import making
from app.vault.disk.folder import BACKUPS
from app.vault.rekeying import rekey
from app.vault.session import unlock
from tests.demo_vault import LIMITS
from tests.services.conftest import PASSWORD
from tests.services.logbook import act

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.vault.session import UnlockedVault

    OpenAs = Callable[[Role], UnlockedVault]

HELD = ("register", "casework", "measures", "programme")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def open_as(folder: Path, clock: Clock) -> Iterator[OpenAs]:
    opened: list[UnlockedVault] = []

    def open_it(role: Role) -> UnlockedVault:
        opened.append(unlock(folder, role.value, PASSWORD, limits=LIMITS, now=clock, origin="balie"))
        return opened[-1]

    yield open_it
    for vault in opened:
        vault.lock()


@pytest.fixture
def director(open_as: OpenAs) -> UnlockedVault:
    vault = open_as(Role.DIRECTOR)
    act(vault, times=3)
    return vault


def recorded(vault: UnlockedVault, action: str, name: str = "register") -> list[str]:
    with vault.read(name) as session:
        return list(session.scalars(text("SELECT result FROM audit_entry WHERE action = :action"), {"action": action}))


def test_that_a_round_backs_up_what_one_holds_and_is_due_again_tomorrow(director: UnlockedVault, clock: Clock) -> None:
    assert due(director) == HELD
    done = back_up_now(director)
    assert done.made == ("Register", "Casuïstiek", "Maatregelen", "Programma")
    assert (done.removed, done.problems) == (0, ())
    assert due(director) == ()
    clock.now += timedelta(days=1)
    assert due(director) == HELD


def test_that_a_backup_of_a_clock_that_ran_ahead_does_not_count_for_today(
    director: UnlockedVault, clock: Clock
) -> None:
    clock.now += timedelta(days=400)
    back_up_now(director)
    clock.now = NOON
    assert due(director) == HELD


def test_that_a_new_key_makes_a_backup_due(director: UnlockedVault, clock: Clock) -> None:
    back_up_now(director)
    rekey(director, "casework")
    clock.now += timedelta(minutes=1)
    assert due(director) == ("casework",)
    assert back_up_now(director, due(director)).made == ("Casuïstiek",)
    assert due(director) == ()


def test_that_who_has_no_key_sees_the_date_of_the_last_verified_backup(
    director: UnlockedVault, open_as: OpenAs
) -> None:
    back_up_now(director)
    seen = {row.compartment: row for row in overview(open_as(Role.KEEPER)).compartments}
    casework, bibob = seen["casework"], seen["bibob"]
    assert (casework.held, casework.last, casework.by, casework.count, casework.due) == (
        False,
        NOON,
        "Casusregisseur",
        1,
        False,
    )
    assert (bibob.held, bibob.last, bibob.by, bibob.count, bibob.due) == (False, None, "", 0, False)
    assert (seen["register"].held, seen["register"].due) == (True, False)


def test_that_old_backups_go_by_the_rule(director: UnlockedVault, clock: Clock) -> None:
    removed = 0
    for _ in range(12):
        removed += back_up_now(director, ["measures"]).removed
        clock.now += timedelta(days=1)
    kept = shelf_of(director).of("measures")
    assert len(kept) + removed == 12
    assert {backup.moment.date() for backup in kept} == {date(2026, 3, day) for day in (8, 13, 12, 11, 10, 9, 7)}


def test_that_one_damaged_compartment_does_not_keep_the_others_from_their_backup(folder: Path, open_as: OpenAs) -> None:
    path = folder / "casework.1.db"
    content = bytearray(path.read_bytes())
    content[5000] ^= 1
    path.write_bytes(content)
    vault = open_as(Role.DIRECTOR)
    done = back_up_now(vault, HELD)
    assert done.made == ("Register", "Maatregelen", "Programma")
    assert len(done.problems) == 1
    assert "casework" in done.problems[0]


def test_that_stopping_keeps_what_was_finished(director: UnlockedVault) -> None:
    def stop(_text: str, part: float | None) -> None:
        if part and part > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        back_up_now(director, progress=stop)
    assert [backup.compartment for backup in shelf_of(director).backups] == ["register"]


def test_that_progress_runs_over_the_whole_round(director: UnlockedVault) -> None:
    told: list[tuple[str, float]] = []
    back_up_now(director, progress=lambda text, part: told.append((text, part or 0)))
    parts = [part for _, part in told]
    assert parts == sorted(parts)
    assert parts[-1] == 1.0
    assert "Back-up maken van Casuïstiek" in {text for text, _ in told}


def test_that_a_round_on_a_disk_that_is_gone_says_so_and_makes_nothing(
    director: UnlockedVault, open_as: OpenAs, tmp_path: Path
) -> None:
    stick = tmp_path / "media" / "stick"
    stick.mkdir(parents=True)
    set_place(open_as(Role.KEEPER), stick)
    back_up_now(director)
    shutil.rmtree(stick.parent)
    done = back_up_now(director, ["casework"])
    assert done.made == ()
    assert "niet meer aangesloten" in done.problems[0]
    stick.parent.mkdir()
    assert "niet meer aangesloten" in back_up_now(director, ["casework"]).problems[0]
    assert not stick.exists()
    for ask in (due, overview):
        with pytest.raises(StorageFailed, match="niet meer aangesloten"):
            ask(director)


def test_that_the_keeper_chooses_the_place_for_all(director: UnlockedVault, open_as: OpenAs, tmp_path: Path) -> None:
    keeper, stick = open_as(Role.KEEPER), tmp_path / "stick"
    stick.mkdir()
    assert place_of(director) == director.folder / BACKUPS
    assert overview(director).in_vault
    set_place(keeper, stick)
    assert place_of(director) == stick
    assert not overview(director).in_vault
    back_up_now(director, ["casework"])
    assert any(path.name.startswith("casework.1.") for path in stick.iterdir())
    set_place(keeper, None)
    assert place_of(director) == director.folder / BACKUPS
    assert recorded(keeper, "backup.place_set") == ["ok", "ok"]


def test_that_nobody_else_chooses_the_place(director: UnlockedVault, tmp_path: Path) -> None:
    with pytest.raises(AccessDenied, match="back-ups instellen"):
        set_place(director, tmp_path)
    assert recorded(director, "set_backup") == ["refused"]


def test_that_a_place_that_cannot_be_is_refused(open_as: OpenAs, folder: Path, tmp_path: Path) -> None:
    keeper = open_as(Role.KEEPER)
    for place in (folder, folder / "backups", tmp_path.relative_to(tmp_path.anchor)):
        with pytest.raises(Invalid):
            set_place(keeper, place)
    with pytest.raises(VaultNotFound):
        set_place(keeper, tmp_path / "weg")
    (tmp_path / "bestand").write_bytes(b"")
    with pytest.raises((VaultNotFound, ReadOnly)):
        set_place(keeper, tmp_path / "bestand")
    assert place_of(keeper) == folder / BACKUPS


def test_that_a_forged_backup_counts_for_nothing_and_is_named(director: UnlockedVault, tmp_path: Path) -> None:
    back_up_now(director, ["casework"])
    path = next((director.folder / BACKUPS).glob("casework*.json"))
    content = path.read_text(encoding="utf-8")
    size = content.partition('"size":')[2].partition(",")[0].partition("}")[0]
    path.write_text(content.replace(f'"size":{size}', f'"size":{int(size) + 1}'), encoding="utf-8")
    assert "casework" in due(director)
    assert "niet door een gebruiker van deze kluis ondertekend" in overview(director).unreadable[0]
    assert overview(director).compartments[1].last is None


def test_that_the_restore_test_reports_what_was_tried_out(
    director: UnlockedVault, open_as: OpenAs, clock: Clock
) -> None:
    assert overview(director).test_due
    with open_as(Role.BIBOB) as bibob:
        back_up_now(bibob, ["bibob"])
    clock.now += timedelta(seconds=5)
    back_up_now(director, ["register", "casework"])
    clock.now += timedelta(days=1)
    report = restore_test(director)
    assert report.ok
    assert (report.municipality, report.day, report.by, report.workstation) == (
        "Westland",
        date(2026, 3, 3),
        "Casusregisseur",
        "balie",
    )
    register, casework = report.tested
    assert (casework.label, casework.made_by, casework.entries, casework.problem) == (
        "Casuïstiek",
        "Casusregisseur",
        3,
        "",
    )
    assert casework.made_at == NOON + timedelta(seconds=5)
    assert casework.size > 10_000
    assert casework.seconds > 0
    assert register.label == "Register"
    untested = {line.label: (line.held, line.last) for line in report.untested}
    assert untested["Maatregelen"] == (True, None)
    assert untested["Bibob"] == (False, NOON)
    assert recorded(director, "backup.tested") == ["ok"]
    seen = overview(director)
    assert (seen.last_test, seen.test_due) == (date(2026, 3, 3), False)
    clock.now += timedelta(days=366)
    assert overview(director).test_due


def test_that_a_failed_restore_test_says_why_and_stays_due(director: UnlockedVault) -> None:
    back_up_now(director, ["casework"])
    path = next((director.folder / BACKUPS).glob("casework*.db"))
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    report = restore_test(director)
    assert not report.ok
    assert "beschadigd of gewijzigd" in report.tested[0].problem
    assert recorded(director, "backup.tested") == ["failed"]
    assert overview(director).test_due


def test_that_without_backups_a_restore_test_is_no_proof(director: UnlockedVault) -> None:
    report = restore_test(director)
    assert not report.ok
    assert report.tested == ()
    assert overview(director).test_due


def test_that_a_backup_opens_for_who_has_other_keys_by_now(director: UnlockedVault) -> None:
    back_up_now(director, ["casework"])
    director.change_password(PASSWORD, "een heel ander wachtwoord voor nu")
    assert restore_test(director).ok


def test_that_a_disk_that_refuses_to_be_listed_is_said(
    director: UnlockedVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("app.services.backups.place.shelf_in", refuse)
    with pytest.raises(StorageFailed):
        due(director)


def test_that_backups_that_cannot_be_thinned_are_told(director: UnlockedVault, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("app.services.backups.rounds.thin", refuse)
    done = back_up_now(director, ["casework"])
    assert done.made == ("Casuïstiek",)
    assert len(done.problems) == 1
    assert making.LOCK in {path.name for path in (director.folder / BACKUPS).iterdir()}
