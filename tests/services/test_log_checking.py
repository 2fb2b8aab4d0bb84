"""Checking the log: all of it, in steps that can be stopped, and what was found is itself recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.errors import AccessDenied, Cancelled, WrongCredentials
from app.rules.permissions import Role
from app.services.log import checking
from app.services.log.checking import FailedAttempts, check_log, failed_attempts
from app.vault.session import unlock
from tests.demo_vault import LIMITS
from tests.services.logbook import act, meddle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.vault.session import UnlockedVault

    UnlockAs = Callable[[Role], UnlockedVault]


def recorded(vault: UnlockedVault, name: str) -> list[str]:
    with vault.read(name) as session:
        return list(session.scalars(text("SELECT result FROM audit_entry WHERE action = 'trail.verified'")))


def test_that_every_trail_one_holds_is_checked_and_that_is_recorded(director: UnlockedVault) -> None:
    act(director, times=3)
    checks = check_log(director)
    assert [(check.compartment, check.checked, check.bad) for check in checks] == [
        ("register", 0, None),
        ("casework", 3, None),
        ("measures", 0, None),
        ("programme", 0, None),
    ]
    assert checks[1].text == "Casuïstiek: 3 regels, keten en handtekeningen kloppen."
    assert recorded(director, "register") == ["ok"]


def test_that_the_fg_checks_copies_without_a_key_of_the_content(director: UnlockedVault, unlock_as: UnlockAs) -> None:
    act(director, times=3)
    director.hand_on()
    fg = unlock_as(Role.DPO)
    found = {check.compartment: check for check in check_log(fg)}
    assert (found["casework"].copied, found["casework"].checked) == (True, 3)
    assert found["casework"].text.startswith("Casuïstiek: 3 kopieën van regels")
    assert "integrity" not in found
    assert recorded(fg, "audit") == ["ok"]


def test_that_the_first_bad_entry_is_named_and_the_finding_recorded(
    director: UnlockedVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "_AT_ONCE", 2)
    act(director, times=5)
    meddle(director, "casework", "UPDATE audit_entry SET subject_id = '2' WHERE n = 4")
    bad = check_log(director)[1]
    assert bad.bad
    assert (bad.bad.n, bad.checked) == (4, 3)
    assert bad.text == "Casuïstiek: het logboek klopt niet vanaf regel 4: de inhoud is gewijzigd."
    assert recorded(director, "register") == ["failed"]


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5])
def test_that_steps_of_any_size_come_to_the_same(
    director: UnlockedVault, monkeypatch: pytest.MonkeyPatch, length: int
) -> None:
    monkeypatch.setattr(checking, "_AT_ONCE", length)
    act(director, times=4)
    assert check_log(director)[1].checked == 4


def test_that_progress_rises_to_the_end_and_names_what_is_checked(
    director: UnlockedVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "_AT_ONCE", 1)
    act(director, times=3)
    act(director, "programme")
    told: list[tuple[str, float | None]] = []
    check_log(director, lambda text, part: told.append((text, part)))
    parts = [part for _, part in told]
    assert parts == sorted(parts, key=lambda part: part or 0)
    assert (parts[0], parts[-1]) == (0, 1)
    assert told[1][0] == "Logboek van Casuïstiek controleren"


def test_that_stopping_records_nothing(director: UnlockedVault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_AT_ONCE", 1)
    act(director, times=3)

    def stop(_text: str, part: float | None) -> None:
        if part:
            raise Cancelled

    with pytest.raises(Cancelled):
        check_log(director, stop)
    assert recorded(director, "register") == []


def test_that_the_fg_sees_failed_logins_by_day_and_workstation(folder: Path, unlock_as: UnlockAs) -> None:
    for place in ("balie", "balie", "kantoor"):
        with pytest.raises(WrongCredentials):
            unlock(folder, "director", "fout", limits=LIMITS, origin=place)
    found = failed_attempts(unlock_as(Role.DPO))
    assert [(line.origin, line.times) for line in found.days] == [("kantoor", 1), ("balie", 2)]
    assert found.unreadable == 0
    with pytest.raises(AccessDenied):
        failed_attempts(unlock_as(Role.KEEPER))


def test_that_a_vault_without_failures_has_none(unlock_as: UnlockAs) -> None:
    assert failed_attempts(unlock_as(Role.DPO)) == FailedAttempts((), 0)
