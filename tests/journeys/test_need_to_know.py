"""Need-to-know through the real window: a vault is founded, people come and go, and each has what is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from app.errors import AccessDenied
from app.rules.permissions import Role
from app.services.programme.registers import Goals
from tests.journeys.offices import Workstation, accounts_of, compartments_of, own_fingerprint, part
from tests.ui.founding.hands import GOOD, Founding
from tests.ui.hands import type_in
from ui.first_login import FirstLogin
from ui.founding.ready import ReadyStep
from ui.founding.wizard import FoundingWizard
from ui.pages.administration.grant import GrantDialog
from ui.pages.administration.invite import FirstPasswordDialog, Invitation, InviteDialog
from ui.pages.administration.rekey import RekeyDialog
from ui.widgets.record.page import RecordPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import User
    from ui.main_window import MainWindow
    from ui.widgets.dialogs.act_dialog import ActDialog

OWN = "dakgoot zwaluw perron kaneel"


@pytest.fixture
def desk(qtbot: QtBot, user: User) -> Iterator[Workstation]:
    made = Workstation(qtbot)
    yield made
    made.close()


def carried_out(qtbot: QtBot, dialog: ActDialog) -> bool:
    dialog.start()
    qtbot.waitUntil(lambda: not dialog.busy, timeout=20_000)
    assert dialog.made is not None, dialog.message.text.text()
    return True


def founded(desk: Workstation, user: User, place: Path) -> None:
    """The ceremony from its first step to its last."""

    def ceremony(dialog: QDialog) -> bool:
        assert isinstance(dialog, FoundingWizard)
        dialog.show()
        course = Founding(dialog, place, desk.qtbot)
        course.to_typing()
        shares = course.shares()
        course.type_sheet(shares[1])
        course.type_sheet(shares[2])
        course.at(ReadyStep)
        course.onward()
        return True

    user.dialog = ceremony
    desk.found()
    user.dialog = None


def write_goal(window: MainWindow, name: str) -> None:
    """Add a goal in the register of goals."""
    page = part(window, "plan", Goals.kind, RecordPage)
    page.new()
    type_in(page.panel.form, "name", name)
    type_in(page.panel.form, "text", "Wat wij willen bereiken.")
    page.save()
    assert not page.panel.dirty


def goals(window: MainWindow) -> list[str]:
    model = part(window, "plan", Goals.kind, RecordPage).list.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_that_four_founders_each_work_with_what_is_theirs(desk: Workstation, user: User, tmp_path: Path) -> None:
    founded(desk, user, tmp_path)

    window = desk.log_in("awit", GOOD)
    assert {"start", "administration"} <= set(window.navigation.buttons)
    assert not {"cases", "plan"} & set(window.navigation.buttons), "the beheerder manages, and reads nothing"
    desk.lock()

    window = desk.log_in("bvisser", GOOD)
    assert {"cases", "plan", "money"} <= set(window.navigation.buttons)
    write_goal(window, "Weerbaar bestuur")
    assert goals(window) == ["Weerbaar bestuur"]
    desk.lock()

    for login, own, foreign in (("dmol", "bibob", "casework"), ("eprins", "integrity", "bibob")):
        window = desk.log_in(login, GOOD)
        vault = desk.bolwerk.vault
        assert vault is not None
        assert vault.compartments == {"register", own}
        with vault.read(own):
            pass
        with pytest.raises(AccessDenied):
            vault.read(foreign)
        assert "cases" not in window.navigation.buttons
        desk.lock()

    assert "niet juist" in desk.refused("bvisser", "verkeerd wachtwoord")


def invited(desk: Workstation, user: User, window: MainWindow, login: str) -> str:
    """The beheerder invites a policy adviser; gives the password that was shown."""
    passwords: list[str] = []

    def answer(dialog: QDialog) -> bool:
        if isinstance(dialog, FirstPasswordDialog):
            passwords.append(dialog.password.text())
            return True
        assert isinstance(dialog, InviteDialog)
        dialog.form.show_input(Invitation("Pim Kaas", Role.POLICY, login, "beleid"))
        return carried_out(desk.qtbot, dialog)

    user.dialog = answer
    accounts_of(window, "awit").new()
    return passwords[0]


def first_login(desk: Workstation) -> Callable[[QDialog], bool]:
    def choose(dialog: QDialog) -> bool:
        assert isinstance(dialog, FirstLogin)
        for each in (dialog.new.first, dialog.new.again):
            each.line.setText(OWN)
        return carried_out(desk.qtbot, dialog)

    return choose


def grant(desk: Workstation, heard: str) -> Callable[[QDialog], bool]:
    """A holder types what the other reads aloud."""

    def compare(dialog: QDialog) -> bool:
        assert isinstance(dialog, GrantDialog)
        QApplication.clipboard().setText(heard)
        first = dialog.comparison.typed.places[0]
        first.setFocus()
        first.paste()
        return carried_out(desk.qtbot, dialog)

    return compare


def test_that_who_is_invited_works_after_a_holder_compared_and_is_shut_out_again(
    desk: Workstation, user: User, tmp_path: Path
) -> None:
    founded(desk, user, tmp_path)
    password = invited(desk, user, desk.log_in("awit", GOOD), "pkaas")
    desk.lock()

    user.dialog = first_login(desk)
    window = desk.log_in("pkaas", password)
    assert "plan" not in window.navigation.buttons, "an invitation opens the register only"
    heard = own_fingerprint(window)
    desk.lock()

    window = desk.log_in("bvisser", GOOD)
    user.dialog = grant(desk, heard)
    accounts_of(window, "pkaas").panel.acts["grant", "programme"].click()
    write_goal(window, "Zicht op panden")
    desk.lock()

    window = desk.log_in("pkaas", OWN)
    assert goals(window) == ["Zicht op panden"]
    write_goal(window, "Nog een doel")
    desk.lock()

    window = desk.log_in("awit", GOOD)
    user.will(True)
    accounts_of(window, "pkaas").panel.acts["revoke", ""].click()
    assert "nieuwe sleutel nodig" in due(window)
    assert set(compartments_of(window).buttons) == {"register"}, "the beheerder cannot give programme a new key"
    desk.lock()
    assert "niet juist" in desk.refused("pkaas", OWN)

    window = desk.log_in("bvisser", GOOD)
    assert set(rekeyed(window, desk, user)) == {"register", "programme"}
    assert sorted(goals(window)) == ["Nog een doel", "Zicht op panden"]
    desk.lock()
    assert sorted(goals(desk.log_in("bvisser", GOOD))) == ["Nog een doel", "Zicht op panden"]


def rekeyed(window: MainWindow, desk: Workstation, user: User) -> list[str]:
    """Give every compartment that waits for it a new key, and say which those were."""
    tab = compartments_of(window)
    waiting = [row.name for row in tab.rows if row.due]
    user.dialog = lambda dialog: isinstance(dialog, RekeyDialog) and carried_out(desk.qtbot, dialog)
    for name in waiting:
        tab.buttons[name].click()
    assert not any(row.due for row in tab.rows)
    return waiting


def due(window: MainWindow) -> str:
    """What the tab Onderdelen says."""
    return " | ".join(each.text() for each in compartments_of(window).list.findChildren(QLabel))
