"""Putting backups back through the window: choosing, sheets right and wrong, and what is kept of what was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.rules.permissions import PROGRAMME
from app.services.backups.rounds import back_up_now
from app.services.programme.registers import GoalDraft, Goals
from app.services.records import Query
from app.vault.disk.folder import BACKUPS
from app.vault.header.ledger import GENERAL
from ui.courses import StartCourses
from ui.restoring.choosing import ChoosingStep
from ui.restoring.wizard import PutBackStep, RestoredStep, RestoreWizard
from ui.widgets.dialogs.sheet_steps import TypeSheetStep

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog, QWidget
    from pytestqt.qtbot import QtBot

    from tests.conftest import FoundedVault, UnlockAs
    from tests.ui.conftest import User
    from ui.tasks import Tasks


@pytest.fixture
def with_backup(unlock_as: UnlockAs, founded: FoundedVault) -> FoundedVault:
    """A vault with a backup of the programme, and one goal that is not in it."""
    vault = unlock_as("policy")
    Goals(vault).add(GoalDraft("In de back-up", text="x"))
    assert back_up_now(vault).problems == ()
    Goals(vault).add(GoalDraft("Daarna", text="x"))
    vault.close()
    return founded


def opened(vault: FoundedVault, tasks: Tasks, qtbot: QtBot) -> RestoreWizard:
    """The course on screen; at the end of the test it goes without asking."""
    made = RestoreWizard(tasks, vault.folder)
    qtbot.addWidget(made, before_close_func=lambda widget: widget.hide())
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def wizard(with_backup: FoundedVault, tasks: Tasks, qtbot: QtBot, user: User) -> RestoreWizard:
    return opened(with_backup, tasks, qtbot)


def choosing(wizard: RestoreWizard) -> ChoosingStep:
    step = wizard.steps[0]
    assert isinstance(step, ChoosingStep)
    return step


def type_sheet(wizard: RestoreWizard, share: str) -> TypeSheetStep:
    step = wizard.step
    assert isinstance(step, TypeSheetStep)
    for line, word in zip(step.entry.words, share.split(), strict=True):
        line.setText(word)
    wizard.onward()
    return step


def choose_programme(wizard: RestoreWizard) -> None:
    choosing(wizard).boxes[PROGRAMME].setChecked(True)
    wizard.onward()


def test_that_a_backup_comes_back_and_what_was_there_is_kept(
    wizard: RestoreWizard, with_backup: FoundedVault, unlock_as: UnlockAs, qtbot: QtBot
) -> None:
    assert "compleet" in choosing(wizard).told.texts[0]
    choose_programme(wizard)
    for share in with_backup.shares[GENERAL][:2]:
        type_sheet(wizard, share)
    assert isinstance(wizard.step, PutBackStep)
    wizard.onward()

    qtbot.waitUntil(lambda: isinstance(wizard.step, RestoredStep))
    assert wizard.restored is not None
    assert wizard.restored.restored == ("Programma",)
    assert wizard.restored.kept_in is not None
    assert wizard.restored.kept_in.is_dir()
    with unlock_as("policy") as vault:
        goals = Goals(vault)
        names = [row.cells[0] for row in goals.rows(goals.ids(Query()))]
    assert names == ["In de back-up"]


def test_that_sheets_that_do_not_fit_are_refused(wizard: RestoreWizard, with_backup: FoundedVault) -> None:
    choose_programme(wizard)
    first, second = with_backup.shares[GENERAL][:2]

    step = type_sheet(wizard, first.rsplit(" ", 1)[0] + " acid")
    assert wizard.step is step
    type_sheet(wizard, first)
    step = type_sheet(wizard, first)
    assert wizard.step is step

    type_sheet(wizard, second)
    assert isinstance(wizard.step, PutBackStep)


def test_that_sheets_of_another_set_do_not_restore(
    wizard: RestoreWizard, with_backup: FoundedVault, qtbot: QtBot
) -> None:
    choose_programme(wizard)
    for share in with_backup.shares["bibob"][:2]:
        type_sheet(wizard, share)
    wizard.onward()

    step = wizard.step
    qtbot.waitUntil(step.message.isVisible)
    assert wizard.restored is None


def test_that_something_has_to_be_chosen(wizard: RestoreWizard) -> None:
    for box in choosing(wizard).boxes.values():
        box.setChecked(False)
    wizard.onward()

    assert wizard.at == 0
    assert "minstens één" in wizard.step.message.text.text()


def test_that_a_missing_file_is_named_and_ticked(
    with_backup: FoundedVault, tasks: Tasks, qtbot: QtBot, user: User
) -> None:
    (with_backup.folder / "programme.1.db").unlink()
    wizard = opened(with_backup, tasks, qtbot)

    assert "Zonder bestand: Programma." in choosing(wizard).told.texts
    assert [each.compartment for each in choosing(wizard).chosen] == [PROGRAMME]


def test_that_a_folder_without_backups_is_said_beside_it(
    wizard: RestoreWizard, user: User, tmp_path: Path, with_backup: FoundedVault
) -> None:
    step = choosing(wizard)
    empty = tmp_path / "leeg"
    empty.mkdir()
    user.will(None, empty, with_backup.folder / BACKUPS)
    step.choose_place()
    assert wizard.next_button.isEnabled()
    step.choose_place()

    assert step._place.problem != ""
    assert not wizard.next_button.isEnabled()
    step.choose_place()
    assert wizard.next_button.isEnabled()


def test_that_stopping_leaves_everything_as_it_was(
    wizard: RestoreWizard, with_backup: FoundedVault, qtbot: QtBot, unlock_as: UnlockAs
) -> None:
    choose_programme(wizard)
    for share in with_backup.shares[GENERAL][:2]:
        type_sheet(wizard, share)
    wizard.onward()
    wizard.reject()

    step = wizard.step
    qtbot.waitUntil(lambda: not step.busy)
    if wizard.restored is None:
        assert "zoals zij was" in step.message.text.text()
        assert len(Goals(unlock_as("policy")).ids(Query())) == 2


def test_that_the_login_window_says_what_came_of_it(
    with_backup: FoundedVault, tasks: Tasks, qtbot: QtBot, user: User, qapp: QWidget
) -> None:
    def leave(dialog: QDialog) -> bool:
        assert isinstance(dialog, RestoreWizard)
        dialog.hide()
        return False

    user.dialog = leave

    assert StartCourses(tasks).restore(None, with_backup.folder) is None  # type: ignore[arg-type]
