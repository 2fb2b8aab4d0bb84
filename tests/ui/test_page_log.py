"""The page Logboek: looking through it, checking it, anchors, and failed logins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.errors import WrongCredentials
from app.rules.permissions import PROGRAMME
from app.services.programme.registers import GoalDraft, Goals
from app.vault.session import unlock
from app.vault.store import engine
from tests.conftest import CHEAP_LIMITS
from tests.ui.conftest import User, shown
from ui.main_window import MainWindow
from ui.pages.log.anchor_dialog import AnchorDialog
from ui.pages.log.checks import ChecksPage
from ui.pages.log.entries import EntriesPage
from ui.pages.log.failed import FailedPage
from ui.pages.log.page import LogPage
from ui.widgets.page import Place

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.tasks import Tasks


@pytest.fixture
def window(vault: UnlockedVault, tasks: Tasks, qtbot: QtBot, user: User) -> MainWindow:
    goals = Goals(vault)
    first = goals.add(GoalDraft("Weerbaar bestuur", "Programma", 2022, "x"))
    goals.add(GoalDraft("Zicht op panden", text="x"))
    goals.change(first.id, GoalDraft("Weerbaar", "Programma", 2022, "x"), first.version)
    made = MainWindow(vault, tasks)
    shown(qtbot, made)
    return made


def log_of(window: MainWindow, part: str) -> LogPage:
    window.go(Place("log", part))
    page = window.page
    assert isinstance(page, LogPage)
    return page


@pytest.fixture
def entries(window: MainWindow) -> EntriesPage:
    page = log_of(window, "entries").current
    assert isinstance(page, EntriesPage)
    return page


@pytest.fixture
def checks(window: MainWindow) -> ChecksPage:
    page = log_of(window, "checks").current
    assert isinstance(page, ChecksPage)
    return page


def acts(page: EntriesPage) -> list[str]:
    return [page.model.index(row, 2).data() for row in range(page.model.rowCount())]


def shown_texts(page: EntriesPage) -> set[str]:
    return {each.text() for each in page.findChildren(QLabel) if each.isVisible()}


def test_that_a_log_without_any_act_is_not_called_a_search_without_result(
    unlock_as: UnlockAs, tasks: Tasks, qtbot: QtBot
) -> None:
    made = MainWindow(unlock_as("controller"), tasks)
    shown(qtbot, made)
    page = log_of(made, "entries").current
    assert isinstance(page, EntriesPage)
    assert "Nog niets vastgelegd" in shown_texts(page)


def test_that_the_newest_act_is_on_top_in_dutch(entries: EntriesPage) -> None:
    assert acts(entries) == ["doel gewijzigd", "doel toegevoegd", "doel toegevoegd"]
    assert entries.count.text() == "3 regels"


def test_that_words_choices_and_days_narrow_it(entries: EntriesPage, qtbot: QtBot) -> None:
    entries.filters.search.setText("gewijzigd")
    qtbot.waitUntil(lambda: acts(entries) == ["doel gewijzigd"])
    assert entries.count.text() == "1 regel gevonden"
    entries.show_all()

    box = entries.filters.choices["action"]
    box.showPopup()
    box.hidePopup()
    box.choose("goal.added")
    assert acts(entries) == ["doel toegevoegd", "doel toegevoegd"]
    entries.show_all()

    entries.period.last.input.setFocus()
    QTest.keyClicks(entries.period.last.input, "01-01-2000")
    assert acts(entries) == []
    assert "Niets gevonden" in shown_texts(entries)
    QTest.keyClick(entries, Qt.Key.Key_Escape)
    entries.escape()
    assert len(acts(entries)) == 3


def test_that_a_day_that_cannot_be_read_is_said_beside_it(entries: EntriesPage) -> None:
    entries.period.first.input.setFocus()
    QTest.keyClicks(entries.period.first.input, "ooit")
    QTest.keyClick(entries.period.first.input, Qt.Key.Key_Return)

    assert entries.period.problem.text() != ""
    assert len(acts(entries)) == 3
    entries.period.clear()
    assert entries.period.problem.text() == ""


def test_that_an_entry_opens_with_the_names_of_the_form(entries: EntriesPage) -> None:
    entries.table.chosen.emit(entries.model.id_at(0))

    assert entries.card.isVisible()
    assert entries.card.texts["Velden"] == "Naam"
    assert entries.card.texts["Wie"] == "Gebruiker beleidsadviseur"
    assert entries.spot().record == entries.model.id_at(0)
    entries.open_record(entries.model.id_at(1))
    entries.escape()
    assert not entries.card.isVisible()
    entries.focus_search()
    assert entries.filters.search.hasFocus()


def test_that_an_entry_one_cannot_read_is_said(entries: EntriesPage) -> None:
    entries.open_record(5 << 40 | 999)

    assert "bestaat niet" in entries.message.text.text()


def test_that_a_log_that_cannot_be_read_is_said(entries: EntriesPage, vault: UnlockedVault) -> None:
    vault.lock()
    entries.refresh()

    assert entries.message.isVisible()


def test_that_a_whole_log_is_said_to_be_whole(checks: ChecksPage, qtbot: QtBot) -> None:
    checks.check_button.click()
    checks.check()  # once is enough
    assert checks.stop_button.isVisible()

    qtbot.waitUntil(lambda: bool(checks.checked.texts))
    assert "Het logboek is heel" in checks.message.text.text()
    assert any(line.startswith("Programma: 3 regels") for line in checks.checked.texts)


def test_that_a_changed_entry_is_named(checks: ChecksPage, vault: UnlockedVault, qtbot: QtBot) -> None:
    compartment = vault.compartment(PROGRAMME)
    raw = engine.connect(compartment.path, compartment.copy_key())
    raw.execute("DROP TRIGGER audit_entry_refuses_update")
    raw.execute("UPDATE audit_entry SET actor = 'iemand' WHERE n = 2")
    raw.close()

    checks.check()

    qtbot.waitUntil(lambda: bool(checks.checked.texts))
    assert any("niet vanaf regel 2" in line for line in checks.checked.texts)
    assert "niet heel" in checks.message.text.text()


def test_that_a_check_can_be_stopped(checks: ChecksPage, qtbot: QtBot) -> None:
    checks.check()
    checks.escape()

    qtbot.waitUntil(lambda: not checks.job.busy)
    assert "Afgebroken" in checks.message.text.text()
    assert checks.checked.texts == ()


def make_anchor(checks: ChecksPage, user: User, out: Path) -> None:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, AnchorDialog)
        dialog.start()
        assert dialog.form.fields["reason"].problem != ""
        dialog.form.show_input(type(dialog.form.draft())("Maandelijks", "Archief"))
        user.will(None)
        dialog.start()
        assert "niets geschreven" in dialog.message.text.text()
        user.will(out)
        dialog.start()
        return True

    user.dialog = fill
    checks.anchor_button.click()


def test_that_an_anchor_is_made_and_compared(checks: ChecksPage, user: User, tmp_path: Path) -> None:
    make_anchor(checks, user, tmp_path / "mei")
    assert (tmp_path / "mei.anker").exists()
    assert "Bewaar het buiten deze werkplek" in checks.message.text.text()

    user.will(tmp_path / "mei.anker")
    checks.compare_button.click()

    assert "sluit aan op dit anker" in checks.message.text.text()
    assert "Maandelijks" in checks.about.text()
    assert any("vergeleken" in line or "sluit aan" in line for line in checks.compared.texts)


def test_that_a_vault_that_was_put_back_does_not_fit(
    checks: ChecksPage, user: User, tmp_path: Path, vault: UnlockedVault
) -> None:
    make_anchor(checks, user, tmp_path / "mei.anker")
    compartment = vault.compartment(PROGRAMME)
    raw = engine.connect(compartment.path, compartment.copy_key())
    raw.execute("DROP TRIGGER audit_entry_refuses_delete")
    raw.execute("DELETE FROM audit_entry WHERE n > 1")
    raw.close()

    user.will(tmp_path / "mei.anker")
    checks.compare()

    assert "sluit niet aan" in checks.message.text.text()
    assert any("TERUGGEZET" in line for line in checks.compared.texts)


def test_that_what_is_no_anchor_is_refused(checks: ChecksPage, user: User, tmp_path: Path) -> None:
    (tmp_path / "x.anker").write_text("niets")
    user.will(None, tmp_path / "x.anker")
    checks.compare()
    checks.compare()

    assert "anker" in checks.message.text.text().lower()
    assert checks.compared.texts == ()


def test_that_the_officer_sees_failed_logins_by_day(
    unlock_as: UnlockAs, vault_folder: Path, tasks: Tasks, qtbot: QtBot
) -> None:
    for _ in range(5):
        with pytest.raises(WrongCredentials):
            unlock(vault_folder, "iemand", "mis", limits=CHEAP_LIMITS, origin="balie-2")
    window = MainWindow(unlock_as("dpo"), tasks)
    shown(qtbot, window)

    page = log_of(window, "failed").current

    assert isinstance(page, FailedPage)
    texts = [each.text() for each in page.list.findChildren(QLabel)]
    assert "balie-2" in texts
    assert "5 keer" in texts


def test_that_damaged_notes_of_failed_logins_are_counted(
    unlock_as: UnlockAs, vault_folder: Path, tasks: Tasks, qtbot: QtBot
) -> None:
    vault = unlock_as("dpo")
    window = MainWindow(vault, tasks)
    shown(qtbot, window)
    page = log_of(window, "failed").current
    assert isinstance(page, FailedPage)
    assert page.shown is not None
    assert page.shown.days == ()
    (vault_folder / "failed-logins").write_bytes(bytes(4000))

    page.refresh()
    assert "onleesbaar" in page.message.text.text()

    vault.lock()
    page.refresh()
    assert page.message.isVisible()


def test_that_others_have_no_such_tab(window: MainWindow) -> None:
    assert log_of(window, "entries").bar.count() == 2
