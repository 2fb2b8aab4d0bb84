"""Failed logins: counted by day and workstation, readable to the privacy officer only, bounded, never in the way."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from app.errors import AccessDenied, WrongCredentials
from app.vault import failed_logins as module
from app.vault.failed_logins import FAILED_LOGINS, FailedLogins, failed_logins, note_failed_login
from app.vault.header.file import read_header
from app.vault.header.trust import Roster
from app.vault.primitives.sealing import seal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Clock, UnlockAs

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = NOON.date()


def fail(unlock_as: UnlockAs, clock: Clock, login: str = "director") -> None:
    with pytest.raises(WrongCredentials):
        unlock_as(login, "geheim geraden", now=clock)


def test_that_the_officer_sees_day_and_workstation_of_each(unlock_as: UnlockAs, clock: Clock) -> None:
    clock.now = NOON
    fail(unlock_as, clock)
    fail(unlock_as, clock, "niemand")
    assert failed_logins(unlock_as("dpo")) == FailedLogins(((DAY, "werkplek-1"),) * 2)


def test_that_nobody_else_can_read_it_and_nothing_typed_is_in_it(
    unlock_as: UnlockAs, clock: Clock, vault_folder: Path
) -> None:
    fail(unlock_as, clock)
    with pytest.raises(AccessDenied):
        failed_logins(unlock_as("keeper"))
    content = (vault_folder / FAILED_LOGINS).read_bytes()
    for typed in (b"director", b"geheim", b"werkplek", b"2026"):
        assert typed not in content


def test_that_the_file_itself_gives_away_the_day_and_no_more(
    unlock_as: UnlockAs, clock: Clock, vault_folder: Path
) -> None:
    fail(unlock_as, clock)
    changed = datetime.fromtimestamp((vault_folder / FAILED_LOGINS).stat().st_mtime).astimezone()
    assert (changed.date(), changed.hour, changed.minute, changed.second) == (clock.now.astimezone().date(), 0, 0, 0)


def test_that_without_failures_there_is_nothing(unlock_as: UnlockAs) -> None:
    assert failed_logins(unlock_as("dpo")) == FailedLogins(())


def test_that_the_file_is_bounded_and_keeps_the_newest(
    unlock_as: UnlockAs, vault_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    roster = Roster.of(read_header(vault_folder))
    for day in range(1, 6):
        note_failed_login(vault_folder, roster, at=NOON.replace(day=day), origin="w")
    assert [day.day for day, _ in failed_logins(unlock_as("dpo")).logins] == [3, 4, 5]


@pytest.mark.parametrize("origin", ["é" * 100, "", "x" * 61, "\u65e5" * 30])
def test_that_any_workstation_name_fits_and_gives_a_record_of_one_size(
    unlock_as: UnlockAs, vault_folder: Path, origin: str
) -> None:
    note_failed_login(vault_folder, Roster.of(read_header(vault_folder)), at=NOON, origin=origin)
    assert (vault_folder / FAILED_LOGINS).stat().st_size == module._SEALED_BYTES
    ((_, told),) = failed_logins(unlock_as("dpo")).logins
    assert origin.startswith(told)


def test_that_damage_is_counted_and_half_a_record_is_dropped(unlock_as: UnlockAs, vault_folder: Path) -> None:
    roster, path = Roster.of(read_header(vault_folder)), vault_folder / FAILED_LOGINS
    for _ in range(2):
        note_failed_login(vault_folder, roster, at=NOON, origin="w")
    content = bytearray(path.read_bytes())
    content[10] ^= 1
    path.write_bytes(content + b"half of one")
    note_failed_login(vault_folder, roster, at=NOON, origin="x")
    assert failed_logins(unlock_as("dpo")) == FailedLogins(((DAY, "w"), (DAY, "x")), unreadable=1)


def test_that_a_file_that_cannot_be_written_changes_nothing_for_who_logs_in(
    unlock_as: UnlockAs, clock: Clock, vault_folder: Path
) -> None:
    (vault_folder / FAILED_LOGINS).mkdir()
    fail(unlock_as, clock)
    assert unlock_as("director").warnings == []
    assert list((vault_folder / FAILED_LOGINS).iterdir()) == []


@pytest.mark.parametrize(
    "text", [b"{}", b"[1]", b'{"day":"eergisteren","origin":"w"}', b'{"day":"2026-03-02"}', b"\xff"]
)
def test_that_what_a_stranger_seals_is_unreadable_and_no_more(
    unlock_as: UnlockAs, vault_folder: Path, text: bytes
) -> None:
    roster = Roster.of(read_header(vault_folder))
    key = roster.compartments["audit"].inbox_key
    assert key
    sealed = seal(key, text.ljust(module._PLAIN_BYTES), module._info(roster))
    (vault_folder / FAILED_LOGINS).write_bytes(sealed)
    assert failed_logins(unlock_as("dpo")) == FailedLogins((), unreadable=1)
