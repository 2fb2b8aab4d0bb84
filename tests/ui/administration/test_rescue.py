"""A beheerder is helped by the shareholders before any login."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import VaultNotFound, WrongCredentials
from app.rules.permissions import Role
from app.services.keys import own_account
from tests.conftest import CHEAP, CHEAP_LIMITS, FoundedVault
from tests.ui.administration.hands import OWN, fault, newcomer, type_sheet
from tests.ui.conftest import User, shown_course
from ui.courses import StartCourses
from ui.recovering.wizard import DoneStep, KeeperStep, RecoveryWizard, WhatStep

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.tasks import Tasks


@pytest.fixture
def rescue(tasks: Tasks, founded: FoundedVault, qtbot: QtBot, user: User) -> RecoveryWizard:
    wizard = RecoveryWizard(tasks, founded.folder, settings=CHEAP, limits=CHEAP_LIMITS)
    shown_course(qtbot, wizard)
    assert isinstance(wizard.step, WhatStep)
    wizard.onward()
    return wizard


def test_that_a_beheerder_gets_back_in(
    rescue: RecoveryWizard, founded: FoundedVault, qtbot: QtBot, unlock_as: UnlockAs
) -> None:
    shares = founded.shares["general"]
    type_sheet(rescue, shares[1])
    assert rescue.title.text() == "Typ herstelblad 2"
    type_sheet(rescue, shares[2])
    step = rescue.step
    assert isinstance(step, KeeperStep)
    assert step.account is not None, "there is one beheerder"

    rescue.onward()
    assert step.password.first.problem == "Vul een wachtwoord in."
    for each in (step.password.first, step.password.again):
        each.line.setText(OWN)
    rescue.onward()
    qtbot.waitUntil(lambda: rescue.login is not None)

    assert rescue.login == "keeper"
    done = rescue.step
    assert isinstance(done, DoneStep)
    rescue.onward()
    assert not rescue.isVisible()
    keeper = unlock_as("keeper", OWN)
    assert keeper.holds("register")
    assert own_account.own_account(keeper).fingerprint == done.fingerprint.fingerprint
    with pytest.raises(WrongCredentials):
        unlock_as("keeper")


def test_that_wrong_sheets_are_named(rescue: RecoveryWizard, founded: FoundedVault) -> None:
    general, bibob = founded.shares["general"], founded.shares["bibob"]
    type_sheet(rescue, " ".join(reversed(general[0].split())))
    assert "verkeerd overgenomen" in fault(rescue)
    type_sheet(rescue, general[0])
    type_sheet(rescue, general[0])
    assert "hetzelfde blad" in fault(rescue)
    type_sheet(rescue, bibob[0])
    assert "andere set" in fault(rescue)


def test_that_sheets_of_another_set_open_nothing(rescue: RecoveryWizard, founded: FoundedVault) -> None:
    for share in founded.shares["bibob"][:2]:
        type_sheet(rescue, share)

    assert "andere set of kluis" in fault(rescue)


def test_that_one_of_several_beheerders_is_chosen(
    keeper: UnlockedVault, unlock_as: UnlockAs, rescue: RecoveryWizard, founded: FoundedVault, qtbot: QtBot
) -> None:
    newcomer(keeper, unlock_as, "tweede", Role.KEEPER)
    for share in founded.shares["general"][:2]:
        type_sheet(rescue, share)
    step = rescue.step
    assert isinstance(step, KeeperStep)
    assert step.account is None

    rescue.onward()
    assert step.message.text.text() == "Kies een beheerder."
    chosen = next(each for each in step.keepers.values() if "tweede" in each.text())
    chosen.setChecked(True)
    for each in (step.password.first, step.password.again):
        each.line.setText("nieuw tweede wachtwoord van tweede")
    rescue.onward()
    assert step.password.first.problem
    for each in (step.password.first, step.password.again):
        each.line.setText(OWN)
    rescue.onward()
    qtbot.waitUntil(lambda: rescue.login is not None)
    assert rescue.login == "tweede"


def test_that_a_header_that_changed_meanwhile_is_told(
    keeper: UnlockedVault, unlock_as: UnlockAs, rescue: RecoveryWizard, founded: FoundedVault, qtbot: QtBot
) -> None:
    for share in founded.shares["general"][:2]:
        type_sheet(rescue, share)
    step = rescue.step
    assert isinstance(step, KeeperStep)
    newcomer(keeper, unlock_as, "nieuw", Role.JURIST)
    for each in (step.password.first, step.password.again):
        each.line.setText(OWN)

    rescue.onward()
    qtbot.waitUntil(lambda: not step.busy)

    assert step.message.text.text()
    assert rescue.login is None


def test_that_the_courses_begin_at_the_login_window(
    tasks: Tasks, founded: FoundedVault, user: User, tmp_path: Path
) -> None:
    courses = StartCourses(tasks, settings=CHEAP, limits=CHEAP_LIMITS)
    seen: list[str] = []

    def look(dialog: QDialog) -> bool:
        seen.append(dialog.windowTitle())
        if isinstance(dialog, RecoveryWizard) and len(seen) > 2:
            dialog.login = "keeper"
        return False

    user.dialog = look
    assert courses.found(None) is None  # type: ignore[arg-type]
    assert courses.recover(None, founded.folder) is None  # type: ignore[arg-type]
    assert "keeper kan weer inloggen" in str(courses.recover(None, founded.folder))  # type: ignore[arg-type]
    assert seen == ["Kluis stichten", "Toegang herstellen", "Toegang herstellen"]
    with pytest.raises(VaultNotFound):
        courses.recover(None, tmp_path)  # type: ignore[arg-type]
