"""The tab Mijn account, and the first login: another password, a key file, new keys, an own password first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import WrongCredentials
from app.rules.permissions import Role
from app.services.keys import rekeying
from tests.conftest import CHEAP, PASSWORD
from tests.ui.administration.hands import OWN, answering, carried_out, invite, tab
from tests.ui.conftest import shown
from ui.first_login import FirstLogin
from ui.pages.administration.own_account import OwnAccountTab
from ui.widgets.dialogs.secrets_dialog import KeyFileDialog, PasswordDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from tests.ui.conftest import User
    from ui.pages.administration.page import AdministrationPage
    from ui.tasks import Tasks


@pytest.fixture
def own(director: UnlockedVault, beheer_of: Callable[[UnlockedVault], AdministrationPage]) -> OwnAccountTab:
    return tab(beheer_of(director), "own", OwnAccountTab)


def type_passwords(dialog: PasswordDialog, old: str, new: str, again: str | None = None) -> None:
    dialog.old.line.setText(old)
    dialog.new.first.line.setText(new)
    dialog.new.again.line.setText(new if again is None else again)


def test_that_the_own_fingerprint_is_shown_large(own: OwnAccountTab, director: UnlockedVault) -> None:
    stated = director.roster.account(director.account.id).fingerprint

    assert own.fingerprint.fingerprint == stated
    assert stated.replace("-", " ") in own.fingerprint.accessibleName()


def test_that_everybody_but_a_beheerder_begins_there(
    own: OwnAccountTab, keeper: UnlockedVault, beheer_of: Callable[[UnlockedVault], AdministrationPage]
) -> None:
    assert beheer_of(keeper).bar.tabText(0) == "Accounts"
    assert own.isVisible()


def test_that_a_password_is_changed(own: OwnAccountTab, user: User, qtbot: QtBot, unlock_as: UnlockAs) -> None:
    def fill(dialog: PasswordDialog) -> None:
        dialog.start()
        assert dialog.old.problem == "Vul uw huidige wachtwoord in."
        type_passwords(dialog, PASSWORD, "kort")
        dialog.start()
        assert "nog niet goed genoeg" in dialog.new.first.problem
        type_passwords(dialog, "niet het huidige", OWN)
        assert not carried_out(qtbot, dialog)
        assert "niet uw huidige wachtwoord" in dialog.old.problem
        type_passwords(dialog, PASSWORD, PASSWORD)
        assert not carried_out(qtbot, dialog)
        assert "ander wachtwoord dan het huidige" in dialog.new.first.problem
        type_passwords(dialog, PASSWORD, OWN)

    user.dialog = answering(PasswordDialog, qtbot, fill)
    own.password_button.click()

    assert "gewijzigd" in own.message.text.text()
    with pytest.raises(WrongCredentials):
        unlock_as("director")
    assert unlock_as("director", OWN).holds("casework")


def test_that_a_known_password_gives_new_keys_and_asks_for_new_compartment_keys(
    own: OwnAccountTab, user: User, qtbot: QtBot, director: UnlockedVault
) -> None:
    before = own.fingerprint.fingerprint
    user.dialog = answering(PasswordDialog, qtbot, lambda dialog: type_passwords(dialog, PASSWORD, OWN))

    own.renew_button.click()

    assert own.fingerprint.fingerprint != before
    assert {row.name for row in rekeying.due_here(director)} == {"register", "casework", "measures", "programme"}


def switching_on(own: OwnAccountTab, user: User, qtbot: QtBot, file: Path) -> Callable[[KeyFileDialog], None]:
    """Ask for a key file in three wrong ways, then in the right one."""

    def on(dialog: KeyFileDialog) -> None:
        user.will(None)
        dialog.old.line.setText("verkeerd")
        dialog.start()
        assert "geen plaats" in dialog.message.text.text()
        user.will(file)
        assert not carried_out(qtbot, dialog)
        assert dialog.old.problem
        assert not file.exists(), "a key file that opens nothing only confuses"
        dialog.old.line.setText(PASSWORD)
        user.will(own._context.vault.folder / "sleutel")
        assert not carried_out(qtbot, dialog)
        assert "niet in de map van de kluis" in dialog.message.text.text()
        user.will(file)

    return on


def test_that_a_key_file_is_made_asked_for_and_switched_off(
    own: OwnAccountTab, user: User, qtbot: QtBot, unlock_as: UnlockAs, tmp_path: Path
) -> None:
    file = tmp_path / "stick" / "bolwerk.sleutel"
    file.parent.mkdir()
    user.dialog = answering(KeyFileDialog, qtbot, switching_on(own, user, qtbot, file))
    own.key_file_button.click()
    assert "sleutelbestand nodig" in own.message.text.text()
    assert own.key_file_button.accessibleName() == "Sleutelbestand uitzetten…"
    with pytest.raises(WrongCredentials):
        unlock_as("director")
    assert unlock_as("director", key_file=file.read_bytes()).account.login == "director"

    def off(dialog: KeyFileDialog) -> None:
        dialog.old.line.setText(PASSWORD)
        dialog.start()
        assert dialog.key_file.problem == "Kies uw huidige sleutelbestand."
        dialog.key_file.line.setText(str(tmp_path / "er niet"))
        dialog.start()
        assert "kan niet worden gelezen" in dialog.key_file.problem
        user.will(None, file)
        dialog.key_file.choose()
        dialog.key_file.choose()

    user.dialog = answering(KeyFileDialog, qtbot, off)
    own.key_file_button.click()
    assert own.message.text.text() == "Het sleutelbestand is uitgezet."
    assert unlock_as("director").account.login == "director"


def test_that_closing_a_dialog_changes_nothing(own: OwnAccountTab, user: User) -> None:
    user.dialog = lambda _dialog: False

    for act in (own.change_password, own.switch_key_file, own.renew_keys):
        act()

    assert own.message.isHidden()


def test_that_an_ended_session_is_told(own: OwnAccountTab, director: UnlockedVault) -> None:
    director.lock()

    own.refresh()

    assert own.message.text.text() or own.facts is not None


@pytest.fixture
def invited(keeper: UnlockedVault, unlock_as: UnlockAs) -> tuple[UnlockedVault, str]:
    made = invite(keeper, "nieuw", Role.JURIST)
    return unlock_as("nieuw", made.password), made.password


def test_that_an_invited_person_chooses_a_password(
    invited: tuple[UnlockedVault, str], tasks: Tasks, qtbot: QtBot, unlock_as: UnlockAs, user: User
) -> None:
    vault, first = invited
    dialog = FirstLogin(vault, tasks, first=first, settings=CHEAP)
    shown(qtbot, dialog)
    assert not dialog.first.isVisible()
    dialog.start()
    assert dialog.new.first.problem == "Vul een wachtwoord in."

    for each in (dialog.new.first, dialog.new.again):
        each.line.setText(OWN)
    assert carried_out(qtbot, dialog)

    assert unlock_as("nieuw", OWN).roster.account(vault.account.id).own_keys


def test_that_the_first_password_is_asked_when_it_is_not_known(
    invited: tuple[UnlockedVault, str], tasks: Tasks, qtbot: QtBot, user: User
) -> None:
    vault, first = invited
    dialog = FirstLogin(vault, tasks, settings=CHEAP)
    shown(qtbot, dialog)
    for each in (dialog.new.first, dialog.new.again):
        each.line.setText(OWN)

    dialog.start()
    assert dialog.first.problem == "Vul het eenmalige wachtwoord in."
    dialog.first.line.setText("verkeerd")
    assert not carried_out(qtbot, dialog)
    assert dialog.first.problem == "Dit is niet het eenmalige wachtwoord."
    dialog.first.line.setText(first)
    assert carried_out(qtbot, dialog)
