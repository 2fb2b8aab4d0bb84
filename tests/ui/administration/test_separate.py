"""A compartment set apart on the tab Onderdelen: asked, compared, made, and shown to who holds it only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from app.services.keys import own_account, separate
from tests.ui.administration.hands import answering, carried_out, tab
from ui.pages.administration.compartments import CompartmentsTab
from ui.pages.administration.separate import SeparateDialog
from ui.widgets.comparison import Comparison

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from tests.ui.conftest import User
    from ui.pages.administration.page import AdministrationPage

    BeheerOf = Callable[[UnlockedVault], AdministrationPage]

TITLE = "Onderzoek Voorbeeldhaven"


def texts(shown: CompartmentsTab) -> list[str]:
    return [each.text() for each in shown.list.findChildren(QLabel)]


def test_that_a_compartment_is_set_apart_with_somebody_who_reads_aloud(
    director: UnlockedVault, unlock_as: UnlockAs, beheer_of: BeheerOf, user: User, qtbot: QtBot
) -> None:
    privacy = unlock_as("privacy")
    read = own_account.own_account(privacy).fingerprint
    found = tab(beheer_of(director), "compartments", CompartmentsTab)

    def fill(dialog: SeparateDialog) -> None:
        dialog.start()
        assert dialog.named.problem == "Vul in hoe u dit onderdeel noemt."
        dialog.title.setText(TITLE)
        dialog.start()
        assert "Kies wie dit onderdeel ook opent" in dialog.message.text.text()
        dialog.other.choose(privacy.account.id)
        assert dialog.comparison is not None
        dialog.start()
        assert "Groep 1 is nog niet compleet." in dialog.message.text.text()
        dialog.comparison.by_ticking.setChecked(True)
        assert dialog.message.isHidden()
        dialog.comparison.by_typing.setChecked(True)
        dialog.comparison.typed._on_edit(0, read)

    user.dialog = answering(SeparateDialog, qtbot, fill)
    found.separate_button.click()

    (row,) = separate.separate(director)
    assert f"{row.label} is gemaakt" in found.message.text.text()
    assert TITLE in texts(found)
    assert TITLE in texts(tab(beheer_of(unlock_as("privacy")), "compartments", CompartmentsTab))
    other = tab(beheer_of(unlock_as("keeper")), "compartments", CompartmentsTab)
    assert row.label in texts(other)
    assert TITLE not in texts(other)
    assert not other.may_separate


def test_that_another_fingerprint_makes_nothing(
    director: UnlockedVault, unlock_as: UnlockAs, beheer_of: BeheerOf, user: User, qtbot: QtBot
) -> None:
    privacy, wrong = unlock_as("privacy"), own_account.own_account(director).fingerprint
    found = tab(beheer_of(director), "compartments", CompartmentsTab)

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, SeparateDialog)
        dialog.title.setText(TITLE)
        dialog.other.choose(privacy.account.id)
        dialog.other.choose(None)
        assert [each for each in dialog.findChildren(Comparison) if each.isVisibleTo(dialog)] == []
        dialog.other.choose(privacy.account.id)
        assert dialog.comparison is not None
        dialog.comparison.typed._on_edit(0, wrong)
        assert not carried_out(qtbot, dialog)
        assert "vingerafdruk is een andere" in dialog.message.text.text()
        return False

    user.dialog = fill
    found.separate_button.click()
    assert separate.separate(director) == ()
    assert found.message.isHidden()
