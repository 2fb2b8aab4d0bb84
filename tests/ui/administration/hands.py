"""What people do on the page Beheer, and the accounts that they do it to."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from app.services.keys import accounts, own_account
from app.services.keys.own_account import Secrets
from tests.conftest import CHEAP
from ui.pages.administration.accounts import AccountsTab
from ui.widgets.dialogs.sheet_steps import TypeSheetStep
from ui.widgets.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.rules.permissions import Role
    from app.services.keys.accounts import FirstPassword
    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.pages.administration.page import AdministrationPage
    from ui.widgets.dialogs.act_dialog import ActDialog
    from ui.widgets.dialogs.share_words import SheetEntry
    from ui.widgets.dialogs.wizard import Wizard

OWN = "gieter fluit tapijt noordpool"
T = TypeVar("T", bound=Page)
D = TypeVar("D", bound="ActDialog")


def tab(page: AdministrationPage, part: str, kind: type[T]) -> T:
    """A tab in front."""
    page.open_part(part)
    assert isinstance(page.current, kind)
    return page.current


def account_of(tab: AccountsTab, login: str) -> str:
    return next(row.account for row in tab.rows if row.login == login)


def open_account(page: AdministrationPage, login: str) -> AccountsTab:
    """The account with this login name, at the right."""
    found = tab(page, "accounts", AccountsTab)
    found.show_account(account_of(found, login))
    return found


def invite(keeper: UnlockedVault, login: str, role: Role) -> FirstPassword:
    """Invite somebody who has not logged in yet."""
    return accounts.invite(keeper, login=login, name=f"Nieuw {login}", role=role, settings=CHEAP)


def newcomer(keeper: UnlockedVault, unlock_as: UnlockAs, login: str, role: Role) -> UnlockedVault:
    """Somebody who was invited and has chosen a password."""
    made = invite(keeper, login, role)
    vault = unlock_as(login, made.password)
    own_account.choose_first_password(vault, first=made.password, new=Secrets(OWN), settings=CHEAP)
    return vault


def carried_out(qtbot: QtBot, dialog: ActDialog) -> bool:
    """Press the button and wait; whether it was done."""
    dialog.start()
    qtbot.waitUntil(lambda: not dialog.busy, timeout=20_000)
    return dialog.made is not None


def answering(
    kind: type[D], qtbot: QtBot, fill: Callable[[D], None] = lambda _dialog: None
) -> Callable[[QDialog], bool]:
    """Who fills in a dialog of this kind and presses its button."""

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, kind), dialog.windowTitle()
        fill(dialog)
        return carried_out(qtbot, dialog)

    return answer


def write(entry: SheetEntry, sentence: str) -> None:
    for line, word in zip(entry.words, sentence.split(), strict=True):
        line.setText(word)


def type_sheet(wizard: Wizard, sentence: str) -> None:
    assert isinstance(wizard.step, TypeSheetStep), wizard.step.title
    write(wizard.step.entry, sentence)
    wizard.onward()


def fault(wizard: Wizard) -> str:
    assert isinstance(wizard.step, TypeSheetStep), wizard.step.title
    return wizard.step.entry._told.text()
