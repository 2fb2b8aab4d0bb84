"""What the backups ask of a user on the first page: a stale one, a disk that is gone, the yearly test."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from app.errors import StorageFailed
from app.services.attention import attention
from app.services.attention_item import Urgency
from app.services.backups import place
from app.services.backups.place import newest_of, set_place
from app.services.backups.restore_test import restore_test
from app.services.backups.rounds import back_up_now
from app.vault.session import UnlockedVault, unlock
from tests.demo_vault import LIMITS
from tests.services.conftest import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Clock

OpenAs = Callable[[str], UnlockedVault]
FOUNDED = datetime(2020, 1, 2, 12, tzinfo=UTC)


@pytest.fixture
def open_as(folder: Path, clock: Clock) -> Iterator[OpenAs]:
    opened: list[UnlockedVault] = []

    def open_it(login: str) -> UnlockedVault:
        opened.append(unlock(folder, login, PASSWORD, limits=LIMITS, now=clock))
        return opened[-1]

    yield open_it
    for vault in opened:
        vault.lock()


def told(vault: UnlockedVault) -> list[tuple[str, Urgency]]:
    return [(item.text, item.urgency) for item in attention(vault) if item.page == "backups"]


def test_that_a_new_vault_has_a_week_for_its_first_backup(open_as: OpenAs, clock: Clock) -> None:
    clock.now = FOUNDED + timedelta(days=7)
    policy = open_as("policy")
    assert told(policy) == []
    clock.now += timedelta(days=1)
    ((text, urgency),) = told(policy)
    assert text.startswith("Geen recente back-up van Register, Programma: er is er nog nooit een gemaakt.")
    assert urgency is Urgency.SOON
    clock.now += timedelta(days=30)
    assert told(policy)[0][1] is Urgency.OVERDUE


def test_that_a_backup_of_last_week_is_recent_and_one_of_before_is_not(open_as: OpenAs, clock: Clock) -> None:
    policy = open_as("policy")
    back_up_now(policy)
    clock.now += timedelta(days=7)
    assert told(policy) == []
    back_up_now(policy, ["register"])
    clock.now += timedelta(days=1)
    ((text, urgency),) = told(policy)
    assert "Geen recente back-up van Programma: de laatste is van 3 februari 2020." in text
    assert urgency is Urgency.SOON


def test_that_the_beheerder_hears_of_what_others_hold_and_of_the_yearly_test(open_as: OpenAs, clock: Clock) -> None:
    keeper, director = open_as("keeper"), open_as("director")
    clock.now = FOUNDED + timedelta(days=200)
    back_up_now(director)
    assert [text.split(":")[0] for text, _ in told(keeper)] == [
        "Geen recente back-up van Bibob, Integriteit, Integriteit (plaatsvervanger), Logboek FG"
    ]
    clock.now = FOUNDED + timedelta(days=366)
    back_up_now(director)
    assert any("is nog nooit beproefd" in text for text, _ in told(keeper))
    assert not any("beproefd" in text for text, _ in told(director))
    assert restore_test(keeper).ok
    assert not any("beproefd" in text for text, _ in told(keeper))
    clock.now += timedelta(days=366)
    assert any("voor het laatst beproefd op 2 januari 2021" in text for text, _ in told(keeper))


def test_that_a_disk_that_is_gone_is_told(open_as: OpenAs, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    set_place(open_as("keeper"), stick)
    policy = open_as("policy")
    back_up_now(policy)
    assert told(policy) == []
    for path in stick.iterdir():
        path.unlink()
    stick.rmdir()
    ((text, urgency),) = told(policy)
    assert "niet meer aangesloten" in text
    assert urgency is Urgency.SOON


def test_that_a_forged_or_broken_newer_one_does_not_pass_for_the_newest(
    open_as: OpenAs, folder: Path, clock: Clock
) -> None:
    policy = open_as("policy")
    back_up_now(policy)
    genuine = newest_of(policy, "programme")
    assert genuine
    backups = folder / "backups"
    newer = backups / "programme.1.20991231T000000Z.json"
    newer.write_bytes(genuine.description.read_bytes().replace(b"2020-02-03T09:30:00Z", b"2099-12-31T00:00:00Z"))
    (backups / "programme.1.20991231T000000Z.db").touch()
    (backups / "programme.1.20991230T000000Z.json").write_text("{}", encoding="utf-8")
    assert newest_of(policy, "programme") == genuine
    genuine.database.unlink()
    assert newest_of(policy, "programme") is None


def test_that_a_place_that_refuses_to_be_read_is_told(open_as: OpenAs, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(5, "Input/output error")

    policy = open_as("policy")
    monkeypatch.setattr(place, "newest_first", refuse)
    with pytest.raises(StorageFailed):
        newest_of(policy, "programme")
    assert len(told(policy)) == 1
