"""The tab Accounts: who sees which acts, what each does, and what is said when it is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from app.rules.permissions import Role
from app.services.keys import accounts
from app.services.keys.accounts import AccountState
from tests.ui.administration.hands import (
    answering,
    invite,
    newcomer,
    open_account,
    tab,
)
from ui.pages.administration.accounts import AccountsTab
from ui.pages.administration.grant import GrantDialog
from ui.pages.administration.invite import FirstPasswordDialog, Invitation, InviteDialog, ResetDialog
from ui.pages.administration.role import RoleDialog, RoleInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from tests.ui.conftest import User
    from ui.pages.administration.page import AdministrationPage

    BeheerOf = Callable[[UnlockedVault], AdministrationPage]


def texts(widget: AccountsTab) -> str:
    return " | ".join(label.text() for label in widget.panel.findChildren(QLabel))


def test_that_everybody_is_listed_with_role_keys_and_state(keeper: UnlockedVault, beheer_of: BeheerOf) -> None:
    invite(keeper, "nieuw", Role.JURIST)

    found = tab(beheer_of(keeper), "accounts", AccountsTab)

    assert found.table.rowCount() == len(Role) + 1
    director = next(row for row in found.rows if row.login == "director")
    new = next(row for row in found.rows if row.login == "nieuw")
    assert found.table.cell_text(director.account, 2) == "Casuïstiek, Maatregelen, Programma"
    assert found.table.cell_text(new.account, 3) == "moet nog inloggen"


def test_that_words_narrow_the_list(keeper: UnlockedVault, beheer_of: BeheerOf) -> None:
    found = tab(beheer_of(keeper), "accounts", AccountsTab)

    found.focus_search()
    QTest.keyClicks(found.search, "bibob")
    assert found.table.rowCount() == 1

    found.escape()
    assert found.table.rowCount() == len(Role)


def test_that_an_account_is_shown_by_keyboard(keeper: UnlockedVault, beheer_of: BeheerOf) -> None:
    found = tab(beheer_of(keeper), "accounts", AccountsTab)
    found.table.setFocus()
    QTest.keyClick(found.table, Qt.Key.Key_Down)
    QTest.keyClick(found.table, Qt.Key.Key_Down)

    assert found.panel.row is not None
    assert found.panel.row.account == found.table.current_key


def test_that_acts_of_a_beheerder_are_hidden_from_others(
    keeper: UnlockedVault, director: UnlockedVault, beheer_of: BeheerOf
) -> None:
    managing = {("change_role", ""), ("reset", ""), ("block", ""), ("revoke", "")}
    assert managing <= set(open_account(beheer_of(keeper), "jurist").panel.acts)

    others = open_account(beheer_of(director), "jurist")
    assert not managing & set(others.panel.acts)
    assert not others.may_manage
    others.new()  # does nothing, and asks nothing


def test_that_ones_own_account_is_for_another_beheerder(keeper: UnlockedVault, beheer_of: BeheerOf) -> None:
    found = open_account(beheer_of(keeper), "keeper")

    assert "een andere beheerder" in texts(found)
    assert ("block", "") not in found.panel.acts


def test_that_somebody_is_invited_and_the_password_shown_once(
    keeper: UnlockedVault, beheer_of: BeheerOf, user: User, qtbot: QtBot, unlock_as: UnlockAs
) -> None:
    found = tab(beheer_of(keeper), "accounts", AccountsTab)
    passwords: list[str] = []

    def fill(dialog: InviteDialog) -> None:
        dialog.start()
        assert dialog.form.fields["name"].problem == "Vul een naam in."
        dialog.form.show_input(Invitation("Iemand", Role.JURIST, "keeper", None))
        dialog.start()
        qtbot.waitUntil(lambda: not dialog.busy)
        assert "al in gebruik" in dialog.form.fields["login"].problem
        dialog.form.show_input(Invitation("Iemand", Role.JURIST, "iemand", None))

    invited = answering(InviteDialog, qtbot, fill)

    def answer(dialog: QDialog) -> bool:
        if isinstance(dialog, FirstPasswordDialog):
            passwords.append(dialog.password.text())
            return True
        return invited(dialog)

    user.dialog = answer
    found.new()

    assert unlock_as("iemand", passwords[0]).account.name == "Iemand"
    assert found.panel.row is not None
    assert found.panel.row.state is AccountState.INVITED


def test_that_a_holder_gives_access_by_typing_what_is_read_aloud(
    keeper: UnlockedVault, director: UnlockedVault, unlock_as: UnlockAs, beheer_of: BeheerOf, user: User, qtbot: QtBot
) -> None:
    newcomer(keeper, unlock_as, "nieuw", Role.DIRECTOR)
    found = open_account(beheer_of(director), "nieuw")
    assert found.panel.row is not None
    fingerprint = found.panel.row.fingerprint

    def fill(dialog: GrantDialog) -> None:
        assert all(place.text() == "" for place in dialog.comparison.typed.places)
        dialog.start()
        assert dialog.message.text.text() == "Groep 1 is nog niet compleet."
        wrong = "8888" if fingerprint.startswith("7777") else "7777"
        QApplication.clipboard().setText(f"{wrong} {fingerprint[5:].lower()}")
        dialog.comparison.typed.places[0].paste()
        dialog.start()
        qtbot.waitUntil(lambda: not dialog.busy)
        assert dialog.made is None
        assert "andere dan die van dit account" in dialog.message.text.text()
        dialog.comparison.typed.places[0].clear()
        QTest.keyClicks(dialog.comparison.typed.places[0], fingerprint[:4].lower())

    user.dialog = answering(GrantDialog, qtbot, fill)
    found.panel.acts["grant", "casework"].click()

    assert "Casuïstiek" in found.message.text.text()
    assert unlock_as("nieuw", "gieter fluit tapijt noordpool").holds("casework")


def test_that_groups_can_be_ticked_one_by_one(
    keeper: UnlockedVault, director: UnlockedVault, unlock_as: UnlockAs, beheer_of: BeheerOf, user: User, qtbot: QtBot
) -> None:
    newcomer(keeper, unlock_as, "nieuw", Role.JURIST)
    found = open_account(beheer_of(director), "nieuw")

    def fill(dialog: GrantDialog) -> None:
        dialog.comparison.by_ticking.setChecked(True)
        for box in dialog.comparison.ticked.boxes[:-1]:
            box.setChecked(True)
        dialog.start()
        assert dialog.message.text.text() == "Groep 6 is nog niet vergeleken."
        dialog.comparison.ticked.boxes[-1].setChecked(True)

    user.dialog = answering(GrantDialog, qtbot, fill)
    found.act("grant", "measures")

    assert unlock_as("nieuw", "gieter fluit tapijt noordpool").holds("measures")


def test_that_backspace_goes_back_through_the_groups(
    keeper: UnlockedVault, director: UnlockedVault, unlock_as: UnlockAs, beheer_of: BeheerOf, qtbot: QtBot
) -> None:
    newcomer(keeper, unlock_as, "nieuw", Role.JURIST)
    found = open_account(beheer_of(director), "nieuw")
    assert found.panel.row is not None
    dialog = GrantDialog(found._context, found.panel.row, "measures", found)
    qtbot.addWidget(dialog)
    places = dialog.comparison.typed.places

    dialog.comparison.typed._on_edit(0, "o1il-2")
    assert [place.text() for place in places[:2]] == ["0111", "2"]
    places[1].clear()
    QTest.keyClick(places[1], Qt.Key.Key_Backspace)
    QTest.keyClick(places[0], Qt.Key.Key_Backspace)
    assert places[0].text() == "011"


def test_that_who_holds_nothing_is_told_why(keeper: UnlockedVault, unlock_as: UnlockAs, beheer_of: BeheerOf) -> None:
    newcomer(keeper, unlock_as, "nieuw", Role.BIBOB)
    invite(keeper, "later", Role.BIBOB)
    page = beheer_of(keeper)

    found = open_account(page, "nieuw")
    assert "U hebt zelf geen sleutel van Bibob; vraag iemand die hem wel heeft." in texts(found)
    assert ("grant", "bibob") not in found.panel.acts
    assert ("recover", "bibob") in found.panel.acts

    found = open_account(page, "later")
    assert "moet eerst zelf inloggen" in texts(found)
    assert ("recover", "bibob") not in found.panel.acts


def test_that_a_holder_withdraws_and_the_last_one_is_kept(
    director: UnlockedVault, beheer_of: BeheerOf, user: User, unlock_as: UnlockAs
) -> None:
    page = beheer_of(director)
    found = open_account(page, "privacy")
    assert "enige houder" not in texts(found)
    user.will(False, True)

    found.panel.acts["withdraw", "casework"].click()
    assert unlock_as("privacy").holds("casework")
    found.panel.acts["withdraw", "casework"].click()

    assert "niet meer" in found.message.text.text()
    assert not unlock_as("privacy").holds("casework")
    page.refresh()
    assert page.bar.tabText(2) == "Onderdelen (1)"

    own = open_account(page, "director")
    assert "enige houder" in texts(own)
    user.will(True)
    own.panel.acts["withdraw", "casework"].click()
    assert "laatste" in own.message.text.text()


def test_that_a_role_changes_and_says_what_to_withdraw(
    keeper: UnlockedVault, beheer_of: BeheerOf, user: User, qtbot: QtBot
) -> None:
    found = open_account(beheer_of(keeper), "jurist")

    def fill(dialog: RoleDialog) -> None:
        dialog.start()
        assert dialog.form.fields["role"].problem == "Kies een andere rol dan de huidige."
        dialog.form.show_input(RoleInput(Role.POLICY))
        assert "In te trekken door een houder: Maatregelen" in dialog.told.text()

    user.dialog = answering(RoleDialog, qtbot, fill)
    found.panel.acts["change_role", ""].click()

    assert "is nu beleidsadviseur. Een houder trekt nog in: Maatregelen." in found.message.text.text()
    assert "hoort niet bij de rol" in texts(found)


def test_that_an_account_is_reset_and_gets_a_first_password(
    keeper: UnlockedVault, beheer_of: BeheerOf, user: User, qtbot: QtBot, unlock_as: UnlockAs
) -> None:
    found = open_account(beheer_of(keeper), "policy")
    passwords: list[str] = []
    reset = answering(ResetDialog, qtbot)

    def answer(dialog: QDialog) -> bool:
        if isinstance(dialog, FirstPasswordDialog):
            passwords.append(dialog.password.text())
            return True
        return reset(dialog)

    user.dialog = answer
    found.panel.acts["reset", ""].click()

    assert found.panel.row is not None
    assert found.panel.row.state is AccountState.INVITED
    assert unlock_as("policy", passwords[0]).compartments == {"register"}


@pytest.mark.parametrize(("act", "state"), [("block", AccountState.BLOCKED), ("revoke", AccountState.REVOKED)])
def test_that_somebody_is_shut_out_after_asking(
    keeper: UnlockedVault, beheer_of: BeheerOf, user: User, act: str, state: AccountState
) -> None:
    found = open_account(beheer_of(keeper), "controller")
    user.will(False, True)

    found.panel.acts[act, ""].click()
    assert found.panel.row is not None
    assert found.panel.row.state is AccountState.ACTIVE
    found.panel.acts[act, ""].click()

    assert found.panel.row.state is state
    assert (act, "") not in found.panel.acts


def test_that_shutting_out_the_last_holder_asks_another_question(
    keeper: UnlockedVault, beheer_of: BeheerOf, user: User
) -> None:
    found = open_account(beheer_of(keeper), "bibob")
    assert "de enige met de sleutel van Bibob" in texts(found)
    user.will(False, False, False, True)

    for act in ("block", "revoke", "reset", "block"):
        found.panel.acts[act, ""].click()

    assert user.asked == ["Gebruiker bibob-coördinator is de laatste houder"] * 4
    assert found.panel.row is not None
    assert found.panel.row.state is AccountState.BLOCKED


def test_that_what_somebody_else_did_meanwhile_is_told(keeper: UnlockedVault, beheer_of: BeheerOf, user: User) -> None:
    found = open_account(beheer_of(keeper), "controller")
    assert found.panel.row is not None
    accounts.revoke(keeper, account=found.panel.row.account)
    user.will(True)

    found.act("block", "")

    assert "al ingetrokken" in found.message.text.text()


def test_that_a_dialog_that_was_closed_changes_nothing(keeper: UnlockedVault, beheer_of: BeheerOf, user: User) -> None:
    user.dialog = lambda _dialog: False
    found = open_account(beheer_of(keeper), "jurist")
    before = found.rows

    found.new()
    for act in ("change_role", "reset"):
        found.act(act, "")
    found.act("grant", "measures")
    found.panel.show_account(None)
    found.act("block", "")
    found.refresh()

    assert found.rows == before


def test_that_a_session_that_ended_is_told(keeper: UnlockedVault, beheer_of: BeheerOf, unlock_as: UnlockAs) -> None:
    page = beheer_of(unlock_as("jurist"))
    found = tab(page, "accounts", AccountsTab)
    accounts.block(keeper, account=next(row.account for row in found.rows if row.login == "jurist"))

    page.refresh()

    assert "vergrendeld" in found.message.text.text()
