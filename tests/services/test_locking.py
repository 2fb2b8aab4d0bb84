"""What a vault is set to about locking, by whom, and what holds for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, select

from app.errors import AccessDenied, Invalid
from app.rules.permissions import REGISTER, Role
from app.services.keys.locking import CAPTURE, IDLE, Locking, allow_capture, locking_of, set_idle_seconds
from app.vault.session import unlock
from models.register import Setting
from tests.demo_vault import LIMITS
from tests.services.conftest import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.vault.session import UnlockedVault

    UnlockAs = Callable[[Role], UnlockedVault]


def store(vault: UnlockedVault, key: str, value: str) -> None:
    with vault.compartment(REGISTER).write() as session:
        session.execute(insert(Setting).values(key=key, value=value, version=1))


def test_that_a_new_vault_locks_after_four_minutes(unlock_as: UnlockAs) -> None:
    assert locking_of(unlock_as(Role.POLICY)) == Locking(seconds=240, may_pause=True, may_capture=False)
    assert locking_of(unlock_as(Role.BIBOB)) == Locking(seconds=240, may_pause=False, may_capture=False)


def test_that_the_keeper_sets_it_for_all_but_not_off_for_some(unlock_as: UnlockAs) -> None:
    keeper = unlock_as(Role.KEEPER)
    set_idle_seconds(keeper, 600)
    set_idle_seconds(keeper, 0)

    assert locking_of(unlock_as(Role.POLICY)).seconds == 0
    for role in (Role.BIBOB, Role.INTEGRITY, Role.INTEGRITY_DEPUTY):
        assert locking_of(unlock_as(role)).seconds == 240


def test_that_it_is_logged_who_set_it(unlock_as: UnlockAs) -> None:
    keeper = unlock_as(Role.KEEPER)
    set_idle_seconds(keeper, 600)

    trail = keeper.compartment(REGISTER).tables.audit_entry
    with keeper.read(REGISTER) as session:
        actions = session.execute(select(trail.c.action, trail.c.subject_id)).all()
    assert ("locking.idle_set", IDLE) in actions


@pytest.mark.parametrize("seconds", [-1, 59, 100_000])
def test_that_other_times_are_refused(unlock_as: UnlockAs, seconds: int) -> None:
    with pytest.raises(Invalid, match="1 tot 30 minuten"):
        set_idle_seconds(unlock_as(Role.KEEPER), seconds)


def test_that_nobody_else_sets_it(unlock_as: UnlockAs) -> None:
    with pytest.raises(AccessDenied, match="vergrendeling"):
        set_idle_seconds(unlock_as(Role.DIRECTOR), 600)
    with pytest.raises(AccessDenied, match="vergrendeling"):
        allow_capture(unlock_as(Role.DIRECTOR), allowed=True)


@pytest.mark.parametrize("value", ['"lang"', "true", "[240]", "{", "12.5"])
def test_that_nonsense_in_the_store_is_the_standard(unlock_as: UnlockAs, value: str) -> None:
    vault = unlock_as(Role.POLICY)
    store(vault, IDLE, value)
    store(vault, CAPTURE, value)

    assert locking_of(vault) == Locking(seconds=240, may_pause=True, may_capture=False)


def test_that_capture_is_allowed_for_one_workstation(folder: Path) -> None:
    def at(place: str) -> UnlockedVault:
        return unlock(folder, Role.KEEPER.value, PASSWORD, limits=LIMITS, origin=place)

    with at("vdi-3") as here, at("balie") as elsewhere:
        allow_capture(here, allowed=True)
        assert locking_of(here).may_capture
        assert not locking_of(elsewhere).may_capture
        allow_capture(elsewhere, allowed=True)
        allow_capture(here, allowed=False)
        assert not locking_of(here).may_capture
        assert locking_of(elsewhere).may_capture
