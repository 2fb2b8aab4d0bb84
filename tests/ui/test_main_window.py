"""The window of an unlocked vault: who sees which pages, the keyboard, and the question before leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.rules.permissions import Role
from app.services.programme.registers import GoalDraft, Goals
from app.services.programme.spending import Commitments
from app.services.records import Query
from tests.ui.conftest import User, shown
from ui.dialogs import Answer
from ui.main_window import MainWindow
from ui.theme import Mode, Theme
from ui.widgets.page import Place
from ui.widgets.record.page import RecordPage
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.tasks import Tasks

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("policy")


@pytest.fixture
def window(vault: UnlockedVault, tasks: Tasks, qtbot: QtBot, user: User) -> MainWindow:
    made = MainWindow(vault, tasks)
    shown(qtbot, made)
    return made


def goals_page(window: MainWindow) -> RecordPage:
    """The goals, in front."""
    window.go(Place("plan", Goals.kind))
    page = window.page
    assert isinstance(page, TabbedPage)
    assert isinstance(page.current, RecordPage)
    return page.current


def begin(window: MainWindow) -> RecordPage:
    """A goal that is half typed."""
    page = goals_page(window)
    page.new()
    QTest.keyClicks(page.panel.form.fields["name"].editor.inner, "Half getypt")
    return page


@pytest.mark.parametrize("role", list(Role))
def test_that_every_role_gets_a_window_with_every_page_it_sees(
    unlock_as: UnlockAs, tasks: Tasks, qtbot: QtBot, user: User, role: Role
) -> None:
    window = MainWindow(unlock_as(role.value), tasks)
    shown(qtbot, window)

    for key in window.navigation.buttons:
        window.go(Place(key))
        assert window.key == key
    assert not user.told


def test_that_pages_follow_the_keys(unlock_as: UnlockAs, tasks: Tasks, qtbot: QtBot) -> None:
    pages = {}
    for role in (Role.KEEPER, Role.DIRECTOR, Role.POLICY):
        window = MainWindow(unlock_as(role.value), tasks)
        qtbot.addWidget(window)
        pages[role] = set(window.navigation.buttons)

    assert "administration" in pages[Role.KEEPER]
    assert not pages[Role.KEEPER] & {"cases", "figures", "plan", "money", "evaluation"}
    assert "cases" in pages[Role.DIRECTOR]
    assert "cases" not in pages[Role.POLICY]
    assert {"start", "plan", "instruments", "quickscan", "money"} <= pages[Role.POLICY]


def test_that_the_status_bar_says_who_is_logged_in(window: MainWindow) -> None:
    texts = [label.text() for label in window.statusBar().findChildren(QLabel)]

    assert "Gebruiker beleidsadviseur · beleidsadviseur · gemeente Voorbeeldstad" in texts


def test_that_ctrl_and_a_digit_goes_to_a_page(window: MainWindow, qtbot: QtBot) -> None:
    second = list(window.navigation.buttons)[1]

    QTest.keyClick(window, Qt.Key.Key_2, CONTROL)
    assert window.key == second
    assert window.navigation.buttons[second].isChecked()

    QTest.keyClick(window, Qt.Key.Key_1, CONTROL)
    assert window.key == "start"


def test_that_the_cursor_goes_along_with_the_keyboard(window: MainWindow) -> None:
    buttons = window.navigation.buttons
    buttons["start"].setFocus()

    buttons["plan"].click()
    assert buttons["plan"].hasFocus()

    QTest.keyClick(window, Qt.Key.Key_1 + list(buttons).index("sessions"), CONTROL)
    page = window.page.current if isinstance(window.page, TabbedPage) else window.page
    assert isinstance(page, RecordPage)
    assert page.list.filters.search.hasFocus()


def test_that_a_low_window_scrolls_the_navigation_to_the_page_in_front(window: MainWindow, qtbot: QtBot) -> None:
    scroll, last = window.navigation.area, list(window.navigation.buttons)[-1]
    window.setMinimumHeight(0)
    window.resize(1080, 420)
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() > 0)

    window.go(Place(last))

    assert window.height() < 680
    assert not window.navigation.buttons[last].visibleRegion().isEmpty()
    assert scroll.verticalScrollBar().value() > 0


def test_that_a_click_in_the_navigation_goes_there(window: MainWindow) -> None:
    window.navigation.buttons["instruments"].click()

    assert window.key == "instruments"


def test_that_the_keys_of_the_page_reach_the_register_in_front(window: MainWindow, vault: UnlockedVault) -> None:
    page = goals_page(window)
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    assert page.panel.creating
    QTest.keyClicks(page.panel.form.fields["name"].editor.inner, "Per toets")
    page.panel.form.fields["text"].editor.show_value("Met Ctrl+S bewaard")
    QTest.keyClick(window, Qt.Key.Key_S, CONTROL)
    assert len(Goals(vault).ids(Query())) == 1

    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not page.panel.is_open
    Goals(vault).add(GoalDraft("Elders bijgekomen", text="x"))
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert page.list.model.rowCount() == 2
    QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
    assert page.list.filters.search.hasFocus()


def test_that_keys_do_nothing_where_a_page_offers_nothing(window: MainWindow) -> None:
    for key in (Qt.Key.Key_N, Qt.Key.Key_S, Qt.Key.Key_F):
        QTest.keyClick(window, key, CONTROL)
    QTest.keyClick(window, Qt.Key.Key_Escape)

    assert window.key == "start"


def test_that_a_place_opens_page_register_and_record(window: MainWindow, vault: UnlockedVault) -> None:
    key = Goals(vault).add(GoalDraft("Weerbaar", text="x")).id

    window.go(Place("plan", Goals.kind, key))

    page = window.page
    assert isinstance(page, TabbedPage)
    assert isinstance(page.current, RecordPage)
    assert page.current.panel.record == Goals(vault).get(key)


def test_that_a_place_this_user_does_not_have_is_left_alone(window: MainWindow) -> None:
    window.go(Place("cases", record=1))

    assert window.key == "start"


def test_that_another_page_waits_for_unsaved_input(window: MainWindow, user: User) -> None:
    begin(window)
    user.will(Answer.STAY, Answer.DISCARD)

    window.navigation.buttons["start"].click()
    assert window.key == "plan"
    assert window.navigation.buttons["plan"].isChecked()

    window.navigation.buttons["start"].click()
    assert window.key == "start"


def test_that_another_tab_waits_for_unsaved_input(window: MainWindow, user: User) -> None:
    page = begin(window)
    tabs = window.page
    assert isinstance(tabs, TabbedPage)
    user.will(Answer.STAY, Answer.DISCARD)

    tabs.bar.setCurrentIndex(0)
    assert tabs.current is page
    assert tabs.bar.currentIndex() == 1

    tabs.bar.setCurrentIndex(0)
    assert tabs.current is not page


def test_that_closing_waits_for_unsaved_input(window: MainWindow, user: User, qtbot: QtBot) -> None:
    begin(window)
    user.will(Answer.STAY)
    with qtbot.assertNotEmitted(window.closed):
        window.close()
    assert window.isVisible()

    user.will(Answer.DISCARD)
    with qtbot.waitSignal(window.closed):
        window.close()


def test_that_locking_asks_nothing_about_input_that_is_kept(window: MainWindow, user: User, qtbot: QtBot) -> None:
    begin(window)

    with qtbot.waitSignal(window.lock_asked):
        window.lock_button.click()
    with qtbot.waitSignal(window.lock_asked), qtbot.assertNotEmitted(window.closed):
        QTest.keyClick(window, Qt.Key.Key_L, CONTROL)
        window.leave()

    assert user.asked == []


def test_that_the_appearance_can_be_switched(window: MainWindow) -> None:
    actions = {action.text(): action for action in window.findChildren(QAction) if action.isCheckable()}

    actions["Donker"].trigger()

    assert Theme.now().mode is Mode.DARK


def test_that_the_tabs_of_the_money_know_the_names_of_attention() -> None:
    assert Commitments.kind == "commitment"
