"""Help: F1 leads to the topic of what is in front, keys and components are listed, the tour can always be left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QTreeWidgetItem

from app.errors import DiskFull, ReadOnly
from app.rules.permissions import Role
from app.services.habits import tour_seen
from app.services.manual import topic
from app.version import VERSION
from tests.ui.conftest import User, shown
from ui import dialogs, tour
from ui.help import open_manual, topic_of
from ui.login import LoginWindow
from ui.main_window import MainWindow
from ui.manual import window as manual_window
from ui.manual.about import AboutDialog
from ui.manual.keys import KeysDialog
from ui.manual.window import ManualWindow
from ui.shortcuts import Keys, declared
from ui.theme import Mode, Theme
from ui.tour import CARDS, Tour
from ui.widgets.page import Place

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.tasks import Tasks


def manuals(window: MainWindow) -> list[ManualWindow]:
    return [child for child in window.children() if isinstance(child, ManualWindow)]


@pytest.mark.parametrize("role", list(Role))
def test_that_f1_leads_to_the_topic_of_every_page(
    unlock_as: UnlockAs, tasks: Tasks, qtbot: QtBot, user: User, role: Role
) -> None:
    window = MainWindow(unlock_as(role.value), tasks)
    shown(qtbot, window)

    for key in window.navigation.buttons:
        window.go(Place(key))
        assert topic_of(window.page) == key
    QTest.keyClick(window, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: bool(manuals(window)))
    assert manuals(window)[0].key == window.key
    window.go(Place("start"))
    window.page.setFocus()
    open_manual(window)
    assert [each.key for each in manuals(window)] == ["start"]


def test_that_f1_works_in_a_dialog_at_the_topic_of_its_page(
    vault: UnlockedVault, tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = MainWindow(vault, tasks)
    shown(qtbot, window)
    window.go(Place("plan"))
    dialog = QDialog(window.page)
    monkeypatch.setattr(QDialog, "exec", lambda _dialog: QDialog.DialogCode.Accepted)
    assert dialogs.run(dialog)
    shown(qtbot, dialog)
    QTest.keyClick(dialog, Qt.Key.Key_F1)

    qtbot.waitUntil(lambda: any(isinstance(child, ManualWindow) for child in dialog.children()))
    assert dialog.findChildren(ManualWindow)[0].key == "plan"


def test_that_the_login_window_has_its_topic(tasks: Tasks, qtbot: QtBot) -> None:
    login = LoginWindow(tasks, unlock=lambda *_, **__: pytest.fail("nobody logs in"))
    shown(qtbot, login)
    QTest.keyClick(login, Qt.Key.Key_F1)

    qtbot.waitUntil(lambda: bool(login.findChildren(ManualWindow)))
    assert login.findChildren(ManualWindow)[0].key == "login"


@pytest.fixture
def reading(qtbot: QtBot, tasks: Tasks, user: User) -> ManualWindow:
    made = ManualWindow("begin", tasks)
    shown(qtbot, made)
    return made


def test_that_links_lead_on_and_back_leads_back(reading: ManualWindow) -> None:
    reading.reader.anchorClicked.emit(QUrl("page:roles"))
    assert reading.key == "roles"
    reading.reader.anchorClicked.emit(QUrl("https://example.org/"))
    assert reading.key == "roles"
    reading.back.click()
    assert reading.key == "begin"
    assert not reading.back.isEnabled()
    reading.go_back()
    assert reading.key == "begin"


def test_that_topics_are_chosen_and_searched(reading: ManualWindow, qtbot: QtBot) -> None:
    item = next(each for each in reading._items() if each.text(0) == topic("bibob").title)
    reading.tree.setCurrentItem(item)
    assert reading.key == "bibob"

    reading.search.setText("herstelblad")
    assert {each.text(0) for each in reading._items()} > {topic("recovery").title}
    reading.search.returnPressed.emit()
    assert reading.key in {"protected", "recovery", "login", "backups", "administration"}
    reading.search.setText("xyzzy")
    assert [each.text(0) for each in reading._items()] == ["Niets gevonden"]
    reading.search.returnPressed.emit()
    reading.search.clear()
    assert len(reading._items()) > 20
    reading._on_item(None)
    reading._on_item(QTreeWidgetItem(["een hoofdstuk"]))


def test_that_pictures_fit_and_the_text_follows_the_theme(reading: ManualWindow, theme: Theme, qtbot: QtBot) -> None:
    before = reading.reader.toHtml()
    theme.choose(Mode.DARK)
    assert reading.reader.toHtml() != before
    reading.resize(700, 500)
    image = reading.reader.loadResource(2, QUrl("start.png"))
    assert 0 < image.width() <= 700
    assert reading.reader.loadResource(2, QUrl("https://example.org/elders.png")).isNull()


def test_that_the_manual_is_kept_as_a_file(
    reading: ManualWindow, qtbot: QtBot, user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.report.papers.manual.write_manual", lambda out: out.write_bytes(b"%PDF-"))
    user.will(None)
    reading.keep.click()
    assert reading.keep.isEnabled()

    user.will(tmp_path / "handleiding.pdf")
    reading.keep.click()
    qtbot.waitUntil(lambda: "opgeslagen: 5 pagina’s" in reading.message.text.text())
    assert (tmp_path / "handleiding.pdf").is_file()


def test_that_a_manual_that_cannot_be_kept_says_why(
    reading: ManualWindow, qtbot: QtBot, user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_out: Path) -> int:
        raise DiskFull

    monkeypatch.setattr("app.report.papers.manual.write_manual", refuse)
    user.will(tmp_path / "handleiding.pdf")
    reading.keep.click()

    qtbot.waitUntil(lambda: str(DiskFull()) in reading.message.text.text())
    with pytest.raises(ZeroDivisionError):
        reading._fail(ZeroDivisionError())
    assert manual_window.FILES.startswith("PDF")


def test_that_every_declared_key_is_in_the_overview(qtbot: QtBot) -> None:
    dialog = KeysDialog()
    shown(qtbot, dialog)

    listed = [dialog.table.item(row, 0) for row in range(dialog.table.rowCount())]
    assert [item.text() for item in listed if item] == [each.shown for each in declared()]
    assert Keys(("Ctrl+1", "Ctrl+2", "Ctrl+3"), "x", "y").shown == "Ctrl+1 tot en met Ctrl+3"
    assert "F1" in {each.shown for each in declared()}


def test_that_version_and_licences_are_shown_and_copied(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    shown(qtbot, dialog)

    assert VERSION in dialog.version.text()
    assert dialog.table.rowCount() > 15
    dialog.copy()
    assert QGuiApplication.clipboard().text().startswith(f"Bolwerk {VERSION}")


def test_that_the_tour_goes_on_back_and_ends(qtbot: QtBot) -> None:
    made = Tour()
    shown(qtbot, made)
    assert not made.back.isEnabled()
    made.forth.click()
    made.back.click()
    for _ in CARDS:
        made.forth.click()

    assert made.result() == QDialog.DialogCode.Accepted
    assert made.step.text() == f"{len(CARDS)} van {len(CARDS)}"


def test_that_the_tour_is_left_at_any_card(qtbot: QtBot) -> None:
    made = Tour()
    shown(qtbot, made)
    made.forth.click()
    QTest.keyClick(made, Qt.Key.Key_Escape)

    assert not made.isVisible()


def test_that_the_tour_is_offered_once_per_account(
    unlock_as: UnlockAs, vault: UnlockedVault, tasks: Tasks, qtbot: QtBot, user: User
) -> None:
    window = MainWindow(vault, tasks)
    shown(qtbot, window)
    seen: list[QDialog] = []

    def take(dialog: QDialog) -> bool:
        seen.append(dialog)
        return True

    user.dialog = take
    assert window.tour.isVisible()
    window.tour.take.click()
    assert isinstance(seen[0], Tour)
    assert not window.tour.isVisible()
    assert tour_seen(vault)

    again = MainWindow(vault, tasks)
    shown(qtbot, again)
    assert not again.tour.isVisible()
    other = MainWindow(unlock_as("controller"), tasks)
    shown(qtbot, other)
    other.tour.leave.click()
    assert not other.tour.isVisible()


def test_that_a_tour_that_cannot_be_remembered_is_told(
    vault: UnlockedVault, tasks: Tasks, qtbot: QtBot, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_vault: UnlockedVault) -> bool:
        raise ReadOnly

    window = MainWindow(vault, tasks)
    shown(qtbot, window)
    monkeypatch.setattr(tour, "remember_tour", refuse)
    window.tour.leave.click()
    assert "opnieuw aangeboden" in user.told[0]
    monkeypatch.setattr(tour, "tour_seen", refuse)
    window.tour.offer()
    assert not window.tour.isVisible()


def test_that_the_menu_of_help_opens_each(vault: UnlockedVault, tasks: Tasks, qtbot: QtBot, user: User) -> None:
    window = MainWindow(vault, tasks)
    shown(qtbot, window)
    opened: list[str] = []

    def take(dialog: QDialog) -> bool:
        opened.append(dialog.windowTitle())
        return True

    user.dialog = take
    menu = window.help.button.menu()
    assert menu is not None
    for action in menu.actions():
        action.trigger()

    assert opened == ["Toetsen", "Rondleiding", "Over Bolwerk"]
    assert len(manuals(window)) == 1
    assert manuals(window)[0].findChildren(QLabel)
