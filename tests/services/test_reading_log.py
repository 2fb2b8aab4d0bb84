"""That a sensitive record was opened is logged once per opening, and never keeps it from its reader."""

from __future__ import annotations

import errno
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.errors import NotFound
from app.services.programme.registers import GoalDraft, Goals
from app.services.records import Query
from app.vault.openings import ONCE_IN, PATIENCE
from app.vault.session import UnlockedVault, unlock
from app.vault.store import engine
from tests.demo_vault import LIMITS
from tests.faults.failing_disk import CAN_FAIL, said_on_a_failing_disk
from tests.services.conftest import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Clock

OpenAs = Callable[[str], UnlockedVault]


@pytest.fixture(autouse=True)
def _sensitive(monkeypatch: pytest.MonkeyPatch) -> None:
    """Goals, for this test, as if they were secret: the smallest register there is."""
    monkeypatch.setattr(Goals, "logs_reading", True)


@pytest.fixture
def open_as(folder: Path, clock: Clock) -> Iterator[OpenAs]:
    opened: list[UnlockedVault] = []

    def open_it(login: str) -> UnlockedVault:
        opened.append(unlock(folder, login, PASSWORD, limits=LIMITS, now=clock))
        return opened[-1]

    yield open_it
    for vault in opened:
        vault.lock()


@pytest.fixture
def goals(open_as: OpenAs) -> Goals:
    register = Goals(open_as("policy"))
    for name in ("Weerbaar bestuur", "Minder hennep"):
        register.add(GoalDraft(name=name, text=name))
    return register


def opened(vault: UnlockedVault) -> list[str]:
    """Which goals, in the order in which the trail has it."""
    query = "SELECT subject_id FROM audit_entry WHERE action = 'goal.opened' ORDER BY n"
    with vault.read("programme") as session:
        return list(session.scalars(text(query)))


def test_that_an_opening_is_one_entry_and_a_list_is_none(goals: Goals) -> None:
    first, second = goals.ids(Query())
    goals.rows([first, second])
    assert opened(goals.vault) == []
    for key in (first, first, second, first):
        goals.get(key)
    assert opened(goals.vault) == [str(first), str(second)]


def test_that_opening_again_later_is_another_entry(goals: Goals, clock: Clock) -> None:
    first = goals.ids(Query())[0]
    goals.get(first)
    clock.now += ONCE_IN
    goals.get(first)
    clock.now -= 2 * ONCE_IN  # a clock that runs back hides nothing
    goals.get(first)
    assert opened(goals.vault) == [str(first)] * 3


def test_that_each_reader_has_an_entry_of_their_own(goals: Goals, open_as: OpenAs) -> None:
    first = goals.ids(Query())[0]
    goals.get(first)
    other = open_as("portfolio")
    Goals(other).get(first)
    with other.read("programme") as session:
        actors = session.scalars(text("SELECT actor FROM audit_entry WHERE action = 'goal.opened'")).all()
    assert set(actors) == {goals.vault.account.id, other.account.id}


def test_that_what_is_not_there_was_not_opened(goals: Goals) -> None:
    with pytest.raises(NotFound):
        goals.get(99)
    assert opened(goals.vault) == []


def test_that_another_program_at_work_keeps_nobody_from_reading_and_is_made_up_for(
    folder: Path, clock: Clock, goals: Goals, open_as: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_MS", 50)
    first, second = goals.ids(Query())
    reader = Goals(open_as("portfolio"))
    with goals.vault.write("programme") as work:
        work.record("open", "case", 1)
        for key in (first, second):
            assert reader.get(key).title
    assert opened(reader.vault) == []
    assert reader.vault.openings.owed == 2
    (warning,) = [each for each in reader.vault.warnings if "logboek" in each]
    assert "alsnog zodra het kan" in warning

    clock.now += PATIENCE
    goals.vault.lock()
    third = Goals(open_as("policy")).add(GoalDraft(name="Nog een", text="Nog een")).id
    reader.get(third)
    assert opened(reader.vault) == [str(first), str(second), str(third)]
    assert reader.vault.openings.owed == 0


@pytest.mark.skipif(not CAN_FAIL, reason="no filter for this kernel")
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_that_a_disk_that_refuses_keeps_nobody_from_reading(folder: Path, goals: Goals, error: int) -> None:
    key = goals.ids(Query())[0]

    def prepare() -> Callable[[], object]:
        reader = Goals(unlock(folder, "portfolio", PASSWORD, limits=LIMITS))

        def read() -> None:
            assert reader.get(key).title == "Minder hennep"  # goals stand in the order of the alphabet
            assert reader.vault.openings.owed == 1

        return read

    assert said_on_a_failing_disk(error, prepare) == "done"
    assert opened(goals.vault) == []
