"""A vault that locks by itself: nothing is asked, nothing stays on the screen, and what was typed is there again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QTableView, QWidget
from shiboken6 import isValid

from app.errors import Cancelled
from app.rules.permissions import PROGRAMME
from app.services.drafts import waiting_drafts
from app.services.programme.registers import GoalDraft, Goals
from app.services.records import Query
from app.vault.session import unlock
from tests.conftest import CHEAP_LIMITS, PASSWORD, FoundedVault
from tests.ui.hands import retype
from ui import dialogs
from ui.application import Bolwerk
from ui.login import LoginWindow
from ui.widgets.page import Place
from ui.widgets.record.page import RecordPage
from ui.widgets.tabbed_page import TabbedPage
from ui.workplace import reasons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.ui.conftest import User
    from ui.locking import LockWatch
    from ui.main_window import MainWindow
    from ui.tasks import Progress

SECRET = "Weerbaar bestuur Markeerdraad"


class Time:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def bolwerk(founded: FoundedVault, time: Time, qtbot: QtBot, user: User) -> Iterator[Bolwerk]:
    made = Bolwerk(founded.folder, unlock=partial(unlock, limits=CHEAP_LIMITS), clock=time)
    made.show_login()
    yield made
    for window in (made.login, made.window):
        if window is not None:
            window.hide()
            window.deleteLater()
    made.close()


def log_in(bolwerk: Bolwerk, qtbot: QtBot, login: str = "policy") -> None:
    assert bolwerk.login is not None
    bolwerk.login.login.setText(login)
    bolwerk.login.password.setText(PASSWORD)
    bolwerk.login.submit()
    qtbot.waitUntil(lambda: bolwerk.window is not None)
    window_of(bolwerk).activateWindow()
    qtbot.waitUntil(window_of(bolwerk).isActiveWindow)


def window_of(bolwerk: Bolwerk) -> MainWindow:
    assert bolwerk.window is not None
    return bolwerk.window


def watch_of(bolwerk: Bolwerk) -> LockWatch:
    assert bolwerk.watch is not None
    return bolwerk.watch


def vault_of(bolwerk: Bolwerk) -> UnlockedVault:
    assert bolwerk.vault is not None
    return bolwerk.vault


def login_of(bolwerk: Bolwerk) -> LoginWindow:
    assert bolwerk.login is not None
    return bolwerk.login


def goals_in(bolwerk: Bolwerk) -> RecordPage:
    page = window_of(bolwerk).page
    assert isinstance(page, TabbedPage)
    assert isinstance(page.current, RecordPage)
    return page.current


def open_goal(bolwerk: Bolwerk) -> RecordPage:
    """A goal, opened from the list."""
    key = Goals(vault_of(bolwerk)).add(GoalDraft(SECRET, "Collegeprogramma", 2022, "Wat dat is.")).id
    window_of(bolwerk).go(Place("plan", Goals.kind, key))
    return goals_in(bolwerk)


def pass_time(bolwerk: Bolwerk, time: Time, seconds: float) -> None:
    time.now += seconds
    watch_of(bolwerk).idle.look()


def texts_on_screen() -> list[str]:
    """Everything that any window of ours holds, shown or not."""
    found: list[str] = []
    for widget in QApplication.allWidgets():
        if isinstance(widget, QLabel | QLineEdit):
            found.append(widget.text())
        elif isinstance(widget, QPlainTextEdit):
            found.append(widget.toPlainText())
        elif isinstance(widget, QComboBox):
            found += [widget.currentText(), *(widget.itemText(at) for at in range(widget.count()))]
        elif isinstance(widget, QTableView) and widget.model() is not None:
            model = widget.model()
            cells = ((row, column) for row in range(model.rowCount()) for column in range(model.columnCount()))
            found += [str(model.index(*cell).data()) for cell in cells]
        found += [widget.windowTitle(), widget.toolTip(), widget.accessibleName()]
    return found


def test_that_what_was_typed_is_back_in_its_place_after_the_vault_locked_itself(
    bolwerk: Bolwerk, time: Time, qtbot: QtBot, user: User
) -> None:
    log_in(bolwerk, qtbot)
    page = open_goal(bolwerk)
    key = page.panel.record.id if page.panel.record else 0
    retype(page, "source", "Half getypt")
    watch_of(bolwerk).autosave.look()
    qtbot.waitUntil(lambda: window_of(bolwerk).kept.text().startswith("Invoer bewaard om"))

    pass_time(bolwerk, time, 215)
    assert window_of(bolwerk).warning.isVisible()
    assert "25 seconden" in window_of(bolwerk).warning.text.text()
    pass_time(bolwerk, time, 25)

    assert bolwerk.window is None
    assert user.asked == []
    assert login_of(bolwerk).message.text.text() == "Vergrendeld na 4 minuten zonder invoer."

    log_in(bolwerk, qtbot)
    back = goals_in(bolwerk)
    assert window_of(bolwerk).key == "plan"
    assert back.panel.record is not None
    assert back.panel.record.id == key
    assert back.panel.dirty
    source = back.panel.form.fields["source"].editor.inner
    assert isinstance(source, QLineEdit)
    assert source.text() == "Half getypt"
    assert source.hasFocus()
    assert "staat klaar" in back.panel.message.text.text()

    back.save()
    watch_of(bolwerk).autosave.look()
    qtbot.waitUntil(lambda: waiting_drafts(vault_of(bolwerk)) == ())
    assert Goals(vault_of(bolwerk)).get(key).draft.source == "Half getypt"


def test_that_the_last_keys_before_locking_are_kept(bolwerk: Bolwerk, qtbot: QtBot) -> None:
    log_in(bolwerk, qtbot)
    page = open_goal(bolwerk)
    page.new()
    QTest.keyClicks(page.panel.form.fields["name"].editor.inner, "Net begonnen")

    window_of(bolwerk).lock_button.click()

    assert login_of(bolwerk).message.text.text() == reasons.BY_USER
    log_in(bolwerk, qtbot)
    back = goals_in(bolwerk)
    assert back.panel.creating
    assert back.unsaved() is not None
    name = back.panel.form.fields["name"].editor.inner
    assert isinstance(name, QLineEdit)
    assert name.text() == "Net begonnen"


def test_that_no_widget_holds_what_was_decrypted(bolwerk: Bolwerk, qtbot: QtBot) -> None:
    log_in(bolwerk, qtbot)
    page = open_goal(bolwerk)
    retype(page, "source", "Markeerdraad in het veld")
    assert any("Markeerdraad" in text for text in texts_on_screen())
    vault = vault_of(bolwerk)
    keys = [vault.compartment(name)._file.key for name in vault.available]

    bolwerk.lock(reasons.SCREEN_LOCKED)

    assert [text for text in texts_on_screen() if "Markeerdraad" in text] == []
    assert all(not any(key) for key in keys)
    with pytest.raises(Cancelled):
        vault.slot  # noqa: B018 - asking is enough
    with pytest.raises(Cancelled):
        Goals(vault).ids(Query())


def test_that_the_window_itself_goes_too(bolwerk: Bolwerk, qtbot: QtBot) -> None:
    log_in(bolwerk, qtbot)
    window = window_of(bolwerk)

    bolwerk.lock()

    qtbot.waitUntil(lambda: not isValid(window))
    assert [type(each) for each in QApplication.topLevelWidgets() if each.isVisible()] == [LoginWindow]


def test_that_an_open_question_does_not_keep_it_from_locking(
    bolwerk: Bolwerk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_in(bolwerk, qtbot)
    page = open_goal(bolwerk)
    retype(page, "source", "Half getypt")
    monkeypatch.undo()  # the real question, which waits for an answer
    QTimer.singleShot(50, bolwerk, lambda: bolwerk.lock(reasons.SLEEPS))

    answer = dialogs.ask_unsaved(page, "‘Markeerdraad’ gewijzigd")

    assert answer is dialogs.Answer.STAY
    assert bolwerk.window is None
    assert [text for text in texts_on_screen() if "Markeerdraad" in text] == []
    assert login_of(bolwerk).message.text.text() == reasons.SLEEPS


def test_that_what_is_under_way_is_broken_off(bolwerk: Bolwerk, qtbot: QtBot) -> None:
    log_in(bolwerk, qtbot)
    vault = vault_of(bolwerk)
    ends: list[BaseException] = []

    def work(progress: Progress) -> None:
        while True:
            with vault.write(PROGRAMME) as work:
                work.record("goal.changed", "goal", 1)
            progress("bezig")

    bolwerk.tasks.run(bolwerk, work, done=lambda _: None, failed=ends.append)
    bolwerk.lock()

    qtbot.waitUntil(lambda: bool(ends))
    assert isinstance(ends[0], Cancelled)


def test_that_somebody_else_begins_at_the_start_and_sees_no_draft(bolwerk: Bolwerk, qtbot: QtBot) -> None:
    log_in(bolwerk, qtbot)
    page = open_goal(bolwerk)
    retype(page, "source", "Half getypt")
    bolwerk.lock()

    log_in(bolwerk, qtbot, "director")

    assert window_of(bolwerk).key == "start"
    assert not window_of(bolwerk).drafts.isVisible()


def test_that_input_of_an_earlier_session_is_offered(bolwerk: Bolwerk, qtbot: QtBot) -> None:
    log_in(bolwerk, qtbot)
    page = open_goal(bolwerk)
    retype(page, "source", "Half getypt")
    bolwerk.lock()
    log_in(bolwerk, qtbot, "director")
    bolwerk.lock()

    log_in(bolwerk, qtbot)
    bar = window_of(bolwerk).drafts
    assert bar.isVisible()
    assert f"bij ‘{SECRET}’ staat klaar" in bar.text.text()
    bar.go.click()

    assert not bar.isVisible()
    assert goals_in(bolwerk).panel.dirty


def test_that_offered_input_can_be_thrown_away(bolwerk: Bolwerk, qtbot: QtBot) -> None:
    log_in(bolwerk, qtbot)
    retype(open_goal(bolwerk), "source", "Half getypt")
    bolwerk.lock()
    log_in(bolwerk, qtbot, "director")
    bolwerk.lock()
    log_in(bolwerk, qtbot)

    window_of(bolwerk).drafts.drop.click()

    assert not window_of(bolwerk).drafts.isVisible()
    assert waiting_drafts(vault_of(bolwerk)) == ()


def test_that_input_comes_back_over_what_others_changed_meanwhile(
    bolwerk: Bolwerk, founded: FoundedVault, qtbot: QtBot
) -> None:
    log_in(bolwerk, qtbot)
    page = open_goal(bolwerk)
    key = page.panel.record.id if page.panel.record else 0
    retype(page, "source", "Van mij")
    bolwerk.lock()
    with unlock(founded.folder, "director", PASSWORD, limits=CHEAP_LIMITS) as theirs:
        goals = Goals(theirs)
        goals.change(key, GoalDraft("Anders genoemd", "Van hen", 2022, "Wat dat is."), 1)

    log_in(bolwerk, qtbot)

    back = goals_in(bolwerk)
    assert "‘Bron’" in back.panel.message.text.text()
    assert back.panel.form.draft().name == "Anders genoemd"
    assert back.panel.form.draft().source == "Van mij"
    back.panel.message.act_button.click()
    assert not back.panel.dirty


def test_that_input_for_a_record_that_is_gone_becomes_a_new_one(
    bolwerk: Bolwerk, founded: FoundedVault, qtbot: QtBot
) -> None:
    log_in(bolwerk, qtbot)
    page = open_goal(bolwerk)
    key = page.panel.record.id if page.panel.record else 0
    retype(page, "source", "Van mij")
    bolwerk.lock()
    with unlock(founded.folder, "director", PASSWORD, limits=CHEAP_LIMITS) as theirs:
        Goals(theirs).remove(key, 1)

    log_in(bolwerk, qtbot)

    back = goals_in(bolwerk)
    assert back.panel.creating
    assert "bestaat niet" in back.panel.message.text.text()
    assert back.panel.form.draft().name == SECRET
    qtbot.waitUntil(lambda: [each.input.record for each in waiting_drafts(vault_of(bolwerk))] == [None])


def test_that_a_meeting_puts_locking_off_in_sight(bolwerk: Bolwerk, time: Time, qtbot: QtBot) -> None:
    log_in(bolwerk, qtbot)
    meeting = window_of(bolwerk).meeting
    assert meeting.isVisible()
    meeting.on.actions()[0].trigger()

    pass_time(bolwerk, time, 1_700)
    assert bolwerk.window is not None
    assert "vergrendelt niet tot" in meeting.text()
    meeting.off.actions()[0].trigger()
    assert meeting.text().strip() == "Niet vergrendelen"
    pass_time(bolwerk, time, 240)
    assert bolwerk.window is None


def test_that_who_has_bibob_open_cannot_put_it_off(bolwerk: Bolwerk, qtbot: QtBot) -> None:
    log_in(bolwerk, qtbot, "bibob")

    assert not window_of(bolwerk).meeting.isVisible()


def test_that_the_button_in_the_warning_goes_on(bolwerk: Bolwerk, time: Time, qtbot: QtBot) -> None:
    log_in(bolwerk, qtbot)
    pass_time(bolwerk, time, 230)
    window_of(bolwerk).warning.stay.emit()

    assert not window_of(bolwerk).warning.isVisible()
    pass_time(bolwerk, time, 200)
    assert bolwerk.window is not None


def test_that_a_locked_screen_locks_the_vault(bolwerk: Bolwerk, qtbot: QtBot) -> None:
    log_in(bolwerk, qtbot)

    watch_of(bolwerk).session.left.emit(reasons.USER_SWITCHED)

    assert bolwerk.vault is None
    assert login_of(bolwerk).message.text.text() == reasons.USER_SWITCHED
    bolwerk.lock()  # a second reason finds it locked already


def test_that_a_code_on_the_clipboard_goes_with_the_lock(bolwerk: Bolwerk, qtbot: QtBot) -> None:
    log_in(bolwerk, qtbot)
    bolwerk.clipboard.copy("4F2K-9QXA")

    bolwerk.lock()

    assert QApplication.clipboard().text() == ""


def test_that_input_that_cannot_be_kept_is_said(bolwerk: Bolwerk, qtbot: QtBot, user: User) -> None:
    log_in(bolwerk, qtbot)
    page = open_goal(bolwerk)
    retype(page, "source", "Half getypt")
    file = vault_of(bolwerk).compartment(PROGRAMME).path
    file.rename(file.with_suffix(".weg"))

    watch_of(bolwerk).autosave.look()

    qtbot.waitUntil(lambda: "Invoer niet bewaard" in window_of(bolwerk).kept.text())
    assert isinstance(page, QWidget)
