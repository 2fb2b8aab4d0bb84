"""Recovery: a set is replaced, a compartment comes back, and a beheerder is helped before any login."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from app.rules.permissions import Role
from app.services.keys import accounts, own_account, recovery
from app.services.keys.own_account import Secrets
from app.vault.session import unlock
from tests.conftest import CHEAP, CHEAP_LIMITS, PASSWORD, FoundedVault
from tests.ui.administration.hands import OWN, carried_out, fault, newcomer, open_account, tab, type_sheet, write
from tests.ui.conftest import User, shown_course
from ui.pages.administration.compartments import CompartmentsTab
from ui.pages.administration.recover import OwnScreen, RecoverDialog
from ui.pages.administration.renewal import DoneStep, RenewalWizard
from ui.pages.administration.sheets import SheetsTab
from ui.widgets.comparison import Comparison
from ui.widgets.dialogs.sheet_steps import AllSheetsStep, SheetStep
from ui.widgets.told import Told
from ui.workplace.blanking import close_questions

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.pages.administration.page import AdministrationPage
    from ui.widgets.dialogs.wizard import Wizard

    BeheerOf = Callable[[UnlockedVault], AdministrationPage]


def pass_sheets(wizard: Wizard) -> tuple[str, ...]:
    """Copy every new sheet; gives them as sentences."""
    assert isinstance(wizard.step, AllSheetsStep)
    sheets = wizard.step.out._sheets
    wizard.onward()
    while isinstance(wizard.step, SheetStep):
        wizard.step.taken.setChecked(True)
        wizard.onward()
    return tuple(" ".join(sheet.words) for sheet in sheets)


@pytest.fixture
def bibob(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("bibob")


def renewal(vault: UnlockedVault, name: str, qtbot: QtBot) -> RenewalWizard:
    chosen = next(row for row in recovery.recovery_sets(vault) if row.name == name)
    wizard = RenewalWizard(vault, chosen)
    shown_course(qtbot, wizard)
    return wizard


def test_that_a_used_set_is_replaced(bibob: UnlockedVault, founded: FoundedVault, qtbot: QtBot, user: User) -> None:
    wizard = renewal(bibob, "bibob", qtbot)
    old = founded.shares["bibob"]
    wizard.onward()
    type_sheet(wizard, founded.shares["general"][0])
    type_sheet(wizard, old[1])
    assert "andere set" in fault(wizard)
    wizard.back()
    type_sheet(wizard, old[0])
    type_sheet(wizard, old[1])
    new = pass_sheets(wizard)
    type_sheet(wizard, old[0])
    type_sheet(wizard, old[1])
    assert "niet de nieuwe bladen" in fault(wizard)
    wizard.back()
    type_sheet(wizard, new[2])
    type_sheet(wizard, new[0])

    assert isinstance(wizard.step, DoneStep)
    assert wizard.done_it
    wizard.onward()
    with pytest.raises(Exception, match="vervangen"):
        recovery.renew_set(bibob, name="bibob", shares=old[:2])
    assert recovery.renew_set(bibob, name="bibob", shares=new[:2])


def test_that_lost_sheets_are_replaced_by_who_holds_it_all(bibob: UnlockedVault, qtbot: QtBot, user: User) -> None:
    wizard = renewal(bibob, "bibob", qtbot)
    wizard.why.without.setChecked(True)
    wizard.onward()
    new = pass_sheets(wizard)
    type_sheet(wizard, new[0])
    type_sheet(wizard, new[1])

    assert wizard.done_it


def test_that_lost_general_sheets_cannot_be_replaced(bibob: UnlockedVault, qtbot: QtBot, user: User) -> None:
    wizard = renewal(bibob, "general", qtbot)
    wizard.why.without.setChecked(True)

    wizard.onward()

    assert "wortel van de kluis" in wizard.step.message.text.text()
    assert wizard.step is wizard.why


def test_that_the_tab_shows_the_sets_and_leads_to_replacing(
    bibob: UnlockedVault, beheer_of: BeheerOf, user: User
) -> None:
    found = tab(beheer_of(bibob), "sheets", SheetsTab)
    assert set(found.buttons) == {"general", "integrity", "bibob"}
    seen: list[QDialog] = []

    def give_up(dialog: QDialog) -> bool:
        seen.append(dialog)
        return False

    user.dialog = give_up
    found.buttons["bibob"].click()
    assert isinstance(seen[0], RenewalWizard)
    assert found.message.isHidden()

    def pretend(dialog: QDialog) -> bool:
        assert isinstance(dialog, RenewalWizard)
        dialog.done_it = True
        return True

    user.dialog = pretend
    found.buttons["bibob"].click()
    assert found.message.text.text() == "De herstelset Bibob is vervangen."


def test_that_a_compartment_nobody_holds_comes_back_with_its_sheets(
    keeper: UnlockedVault, unlock_as: UnlockAs, beheer_of: BeheerOf, user: User, founded: FoundedVault, qtbot: QtBot
) -> None:
    read = own_account.own_account(newcomer(keeper, unlock_as, "nieuw", Role.BIBOB)).fingerprint
    last = next(row for row in accounts.accounts(keeper) if row.login == "bibob")
    accounts.revoke(keeper, account=last.account, though_last=True)
    found = open_account(beheer_of(keeper), "nieuw")
    sheets = founded.shares["bibob"]

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, RecoverDialog)
        first, second = dialog.sheets.entries
        assert isinstance(dialog.sheets.comparison, Comparison)
        dialog.start()
        assert dialog.sheets.currentIndex() == 0
        assert "Groep 1 is nog niet compleet." in dialog.message.text.text()
        dialog.sheets.comparison.typed._on_edit(0, read)
        dialog.start()
        assert "Woord 1 is nog leeg." in dialog.message.text.text()
        write(first, sheets[0])
        write(second, sheets[0])
        dialog.start()
        assert dialog.sheets.currentIndex() == 2
        assert "hetzelfde blad" in second._told.text()
        write(first, founded.shares["general"][0])
        write(second, founded.shares["general"][1])
        assert not carried_out(qtbot, dialog)
        assert "andere set of kluis" in dialog.message.text.text()
        write(first, sheets[2])
        write(second, sheets[0])
        return carried_out(qtbot, dialog)

    user.dialog = fill
    found.panel.acts["recover", "bibob"].click()

    assert "heeft Bibob terug" in found.message.text.text()
    assert unlock_as("nieuw", OWN).holds("bibob")


def test_that_another_fingerprint_than_the_receiver_reads_gets_nothing(
    keeper: UnlockedVault, unlock_as: UnlockAs, beheer_of: BeheerOf, user: User, founded: FoundedVault, qtbot: QtBot
) -> None:
    """The keeper reset the account and logged in to it; the real coordinator reads what their own screen showed."""
    read = own_account.own_account(unlock_as("bibob")).fingerprint
    account = next(row for row in accounts.accounts(keeper) if row.login == "bibob").account
    first = accounts.reset(keeper, account=account, though_last=True, settings=CHEAP)
    taken = unlock_as("bibob", first.password)
    own_account.choose_first_password(taken, first=first.password, new=Secrets(OWN), settings=CHEAP)
    found = open_account(beheer_of(keeper), "bibob")

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, RecoverDialog)
        assert isinstance(dialog.sheets.comparison, Comparison)
        dialog.sheets.comparison.typed._on_edit(0, read)
        for entry, share in zip(dialog.sheets.entries, founded.shares["bibob"], strict=False):
            write(entry, share)
        assert not carried_out(qtbot, dialog)
        assert "vingerafdruk is een andere" in dialog.message.text.text()
        assert dialog.sheets.currentIndex() == 0
        return False

    user.dialog = fill
    found.panel.acts["recover", "bibob"].click()
    assert not unlock_as("bibob", OWN).holds("bibob")


def test_that_who_is_logged_in_is_the_receiver_when_the_shareholders_say_so(
    keeper: UnlockedVault, unlock_as: UnlockAs, beheer_of: BeheerOf, user: User, founded: FoundedVault, qtbot: QtBot
) -> None:
    account = next(row for row in accounts.accounts(keeper) if row.login == "bibob").account
    first = accounts.reset(keeper, account=account, though_last=True, settings=CHEAP)
    own = unlock_as("bibob", first.password)
    own_account.choose_first_password(own, first=first.password, new=Secrets(OWN), settings=CHEAP)
    found = open_account(beheer_of(own), "bibob")

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, RecoverDialog)
        screen = dialog.sheets.comparison
        assert isinstance(screen, OwnScreen)
        for entry, share in zip(dialog.sheets.entries, founded.shares["bibob"], strict=False):
            write(entry, share)
        dialog.start()
        assert "wie hier heeft ingelogd" in dialog.message.text.text()
        screen.seen.setChecked(True)
        return carried_out(qtbot, dialog)

    user.dialog = fill
    found.panel.acts["recover", "bibob"].click()
    assert unlock_as("bibob", OWN).holds("bibob")


def test_that_what_the_new_sheets_do_not_open_yet_is_said(
    bibob: UnlockedVault, founded: FoundedVault, beheer_of: BeheerOf, qtbot: QtBot, user: User
) -> None:
    wizard = renewal(bibob, "general", qtbot)
    wizard.onward()
    for share in founded.shares["general"][:2]:
        type_sheet(wizard, share)
    for share in pass_sheets(wizard)[:2]:
        type_sheet(wizard, share)
    assert wizard.done_it

    page = beheer_of(bibob)
    sets = tab(page, "sheets", SheetsTab)
    assert "openen nog niet: Casuïstiek" in " ".join(told.texts[0] for told in sets.findChildren(Told))
    texts = [label.text() for label in tab(page, "compartments", CompartmentsTab).findChildren(QLabel)]
    assert "nog niet met de nieuwe herstelbladen te openen" in texts


def test_that_a_lock_takes_the_sheets_off_the_screen(bibob: UnlockedVault, qtbot: QtBot, user: User) -> None:
    wizard = renewal(bibob, "bibob", qtbot)
    wizard.why.without.setChecked(True)
    wizard.onward()
    wizard.onward()
    assert isinstance(wizard.step, SheetStep)

    close_questions()

    assert not wizard.isVisible()
    assert user.asked == []
    assert {label.text() for label in wizard.findChildren(QLabel)} == {""}


def test_that_an_ended_session_is_told(bibob: UnlockedVault, beheer_of: BeheerOf) -> None:
    found = tab(beheer_of(bibob), "sheets", SheetsTab)
    account = bibob.account.id
    with unlock(bibob.folder, "keeper", PASSWORD, limits=CHEAP_LIMITS) as keeper:
        accounts.revoke(keeper, account=account, though_last=True)

    found.refresh()
    found.refresh()

    assert found.message.text.text()
