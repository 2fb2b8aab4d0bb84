"""The dressed application, pages on real vaults, and a user who answers the dialogs."""

from __future__ import annotations

import os
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from app.services.programme.registers import GoalDraft, Goals
from tests.conftest import CHEAP
from tests.ui.sample_form import GROUPS, Draft, Offer
from ui import dialogs
from ui.application import make_application
from ui.dialogs import Answer
from ui.pages.programme.registers import GOALS
from ui.tasks import Tasks
from ui.theme import Mode, Theme
from ui.widgets.forms.form import Form
from ui.widgets.page import PageContext, Place
from ui.widgets.record.page import RecordPage

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QDialog, QWidget
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.widgets.dialogs.wizard import Wizard


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says of itself what it cannot do; that is no fault of ours."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(scope="session", autouse=True)
def _own_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nothing of the tests ends in the settings of who runs them."""
    folder = str(tmp_path_factory.mktemp("settings"))
    for kind in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, folder)


@pytest.fixture(autouse=True)
def theme(qapp: QApplication, _own_settings: None) -> Theme:
    """The look, light unless the test chooses otherwise."""
    if qapp.findChild(Theme, "theme") is None:
        make_application()
    now = Theme.now()
    if now.mode is not Mode.LIGHT:
        now.choose(Mode.LIGHT)
    return now


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    """The worker thread; waited for at the end."""
    made = Tasks()
    yield made
    made.close()


class User:
    """Answers dialogs from a list and remembers what was asked; an unexpected question fails the test."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.told: list[str] = []
        self.answers: deque[Any] = deque()
        self.dialog: Callable[[QDialog], bool] | None = None

    def will(self, *answers: Any) -> None:
        """Answer the coming questions so."""
        self.answers.extend(answers)

    def ask_unsaved(self, _parent: QWidget | None, what: str) -> Answer:
        self.asked.append(what)
        answer = self.answers.popleft()
        assert isinstance(answer, Answer)
        return answer

    def tell(self, _parent: QWidget | None, title: str, text: str) -> None:
        self.told.append(f"{title}: {text}")

    def choose(self, _parent: QWidget | None, title: str, *_more: Any) -> Path | None:
        self.asked.append(title)
        chosen = self.answers.popleft()
        assert chosen is None or isinstance(chosen, Path)
        return chosen

    def confirm(self, _parent: QWidget | None, title: str, _text: str, _act: str) -> bool:
        self.asked.append(title)
        return bool(self.answers.popleft())

    def run(self, dialog: QDialog) -> bool:
        assert self.dialog is not None, f"unexpected dialog: {dialog.windowTitle()}"
        return self.dialog(dialog)


@pytest.fixture
def user(monkeypatch: pytest.MonkeyPatch) -> User:
    """Who sits at the screen."""
    made = User()
    monkeypatch.setattr(dialogs, "ask_unsaved", made.ask_unsaved)
    monkeypatch.setattr(dialogs, "tell", made.tell)
    monkeypatch.setattr(dialogs, "warn", made.tell)
    monkeypatch.setattr(dialogs, "confirm", made.confirm)
    monkeypatch.setattr(dialogs, "run", made.run)
    for name in ("choose_folder", "choose_file", "choose_target"):
        monkeypatch.setattr(dialogs, name, made.choose)
    return made


class Visits(list[Place]):
    """Where the pages sent the user."""


@pytest.fixture
def visits() -> Visits:
    """To look at afterwards."""
    return Visits()


@pytest.fixture
def context_of(tasks: Tasks, visits: Visits) -> Callable[[UnlockedVault], PageContext]:
    """What a page gets."""
    return lambda vault: PageContext(vault, tasks, visits.append, CHEAP)


def focused() -> QWidget:
    """Where the cursor is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    """Show a widget and let the test clean it up."""
    qtbot.addWidget(widget)
    widget.resize(1200, 800)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


def shown_course(qtbot: QtBot, wizard: Wizard) -> None:
    """Show a course; at the end of the test it is given up without the question that a user would get."""
    qtbot.addWidget(wizard, before_close_func=lambda widget: widget.done(0))
    with qtbot.waitExposed(wizard):
        wizard.show()
    wizard.activateWindow()
    qtbot.waitUntil(wizard.isActiveWindow)


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    """Unlocked by the policy adviser, unless a module says otherwise."""
    return unlock_as("policy")


@pytest.fixture
def goals(vault: UnlockedVault) -> Goals:
    """A register with two records."""
    register = Goals(vault)
    for name, horizon in (("Weerbaar bestuur", 2022), ("Zicht op panden", 2021)):
        register.add(GoalDraft(name, "Collegeprogramma", horizon, f"Wat {name.lower()} is."))
    return register


@pytest.fixture
def page(
    goals: Goals, vault: UnlockedVault, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot, user: User
) -> RecordPage:
    """The page of that register."""
    made = RecordPage(GOALS, context_of(vault))
    made.refresh()
    shown(qtbot, made)
    return made


@pytest.fixture
def offer() -> Offer:
    """What there is to choose in the sample form."""
    return Offer()


@pytest.fixture
def form(qtbot: QtBot, offer: Offer) -> Form:
    """The sample form, empty."""
    made = Form(GROUPS, offer)
    made.show_draft(Draft())
    shown(qtbot, made)
    return made
