"""The page Back-up: how things stand, making one, where they go, the proof, and the timer behind it all."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from app.services.backups.facts import CompartmentBackups
from app.services.backups.place import set_place
from tests.ui.conftest import User, shown
from ui.pages.backups.page import BackupPage
from ui.pages.backups.report import ReportDialog
from ui.pages.backups.table import state_of
from ui.tokens import Tone
from ui.workplace.scheduled import ScheduledBackups

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.tasks import Tasks
    from ui.widgets.page import PageContext

    ContextOf = Callable[[UnlockedVault], PageContext]


def opened(vault: UnlockedVault, context_of: ContextOf, qtbot: QtBot) -> BackupPage:
    made = BackupPage(context_of(vault))
    shown(qtbot, made)
    made.refresh()
    qtbot.waitUntil(lambda: made.shown is not None)
    return made


@pytest.fixture
def page(vault: UnlockedVault, context_of: ContextOf, qtbot: QtBot, user: User) -> BackupPage:
    return opened(vault, context_of, qtbot)


@pytest.fixture
def keeper(unlock_as: UnlockAs, context_of: ContextOf, qtbot: QtBot, user: User) -> BackupPage:
    return opened(unlock_as("keeper"), context_of, qtbot)


def line(page: BackupPage, label: str) -> str:
    return next(text for text in page.table.texts if text.startswith(label))


def test_that_it_says_how_every_compartment_stands(page: BackupPage) -> None:
    assert line(page, "Programma") == "Programma: nooit, nog geen."
    assert line(page, "Bibob") == "Bibob: nooit, geen, u hebt de sleutel niet."
    assert "In de kluis zelf" in page.place_note.text()
    assert page.tested_pill.text() == "nog niet beproefd"
    assert page.choose_button.parent() is None or not page.choose_button.isVisible()


def test_that_a_backup_is_made_and_seen(page: BackupPage, qtbot: QtBot) -> None:
    page.make_button.click()
    page.make()  # once is enough
    assert page.stop_button.isVisible()

    qtbot.waitUntil(lambda: "vandaag" in line(page, "Programma") and "nog" not in line(page, "Programma"))
    assert page.message.text.text() == "Er is een gecontroleerde back-up van Register en Programma."


def test_that_it_can_be_stopped(page: BackupPage, qtbot: QtBot) -> None:
    page.make()
    page.escape()

    qtbot.waitUntil(lambda: not page.job.busy)
    assert "Afgebroken" in page.message.text.text()


def test_that_what_went_wrong_is_told(page: BackupPage, vault: UnlockedVault, qtbot: QtBot) -> None:
    vault.folder.joinpath("backups").write_text("a file where the folder should be")

    page.make()

    qtbot.waitUntil(lambda: not page.job.busy)
    qtbot.waitUntil(page.message.isVisible)


def test_that_the_keeper_chooses_another_disk(keeper: BackupPage, user: User, tmp_path: Path, qtbot: QtBot) -> None:
    elsewhere = tmp_path / "schijf"
    elsewhere.mkdir()
    user.will(None, keeper.shown.place if keeper.shown else None, elsewhere)
    keeper.choose_button.click()
    keeper.choose_button.click()
    assert "buiten de kluis" in keeper.message.text.text()

    keeper.choose_button.click()
    qtbot.waitUntil(lambda: keeper.place.text() == str(elsewhere))
    assert keeper.reset_button.isVisible()
    assert "andere plaats" in keeper.place_note.text()

    keeper.reset_button.click()
    qtbot.waitUntil(lambda: keeper.place.text().endswith("backups"))


def test_that_a_disk_that_is_gone_is_told(page: BackupPage, unlock_as: UnlockAs, tmp_path: Path, qtbot: QtBot) -> None:
    elsewhere = tmp_path / "schijf"
    elsewhere.mkdir()
    set_place(unlock_as("keeper"), elsewhere)
    elsewhere.rmdir()

    page.refresh()
    qtbot.waitUntil(lambda: "is er niet" in page.message.text.text())

    page.make()
    qtbot.waitUntil(lambda: not page.job.busy)
    assert not elsewhere.exists()


def test_that_trying_out_gives_a_report_for_the_file(
    page: BackupPage, user: User, tmp_path: Path, qtbot: QtBot
) -> None:
    reports: list[ReportDialog] = []

    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, ReportDialog)
        reports.append(dialog)
        user.will(None, tmp_path / "er-niet" / "x.txt", tmp_path / "verslag.txt", tmp_path / "verslag.pdf")
        dialog.write()
        dialog.write()
        assert "bestaat niet" in dialog.message.text.text()
        dialog.write()
        dialog.write()
        return True

    user.dialog = look
    page.make()
    qtbot.waitUntil(lambda: not page.job.busy)
    page.test_button.click()

    qtbot.waitUntil(lambda: bool(reports))
    assert "De hersteltest is geslaagd." in (tmp_path / "verslag.txt").read_text(encoding="utf-8")
    assert (tmp_path / "verslag.pdf").read_bytes().startswith(b"%PDF")
    assert any("teruggezet, geopend en nagerekend" in text for text in reports[0].lines.texts)
    assert any("geen sleutel" in text for text in reports[0].lines.texts)
    qtbot.waitUntil(lambda: page.tested_pill.text() == "beproefd")


def test_that_files_that_do_not_count_are_named(page: BackupPage, vault: UnlockedVault, qtbot: QtBot) -> None:
    page.make()
    qtbot.waitUntil(lambda: not page.job.busy)
    for description in vault.folder.joinpath("backups").glob("*.json"):
        description.write_text("{}")

    page.refresh()

    qtbot.waitUntil(lambda: "tellen niet mee" in page.message.text.text())


LAST = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("held", "last", "due", "day", "said"),
    [
        (True, LAST, False, date(2026, 3, 2), ("vandaag", Tone.SUCCESS)),
        (True, LAST, True, date(2026, 3, 2), ("vandaag nog maken", Tone.WARNING)),
        (True, LAST, True, date(2026, 3, 4), ("vandaag nog maken", Tone.WARNING)),
        (True, LAST, True, date(2026, 3, 12), ("10 dagen oud", Tone.DANGER)),
        (False, LAST, False, date(2026, 3, 4), ("2 dagen oud", Tone.NEUTRAL)),
        (False, LAST, False, date(2026, 3, 12), ("10 dagen oud", Tone.WARNING)),
        (True, None, True, date(2026, 3, 2), ("nog geen", Tone.DANGER)),
        (False, None, False, date(2026, 3, 2), ("geen, u hebt de sleutel niet", Tone.WARNING)),
    ],
)
def test_that_age_and_key_decide_how_a_compartment_stands(
    held: bool, last: datetime | None, due: bool, day: date, said: tuple[str, Tone]
) -> None:
    facts = CompartmentBackups("casework", "Casuïstiek", held, last, "M. Voorbeeld", 1, due)

    assert state_of(facts, day) == said


def test_that_the_timer_makes_what_is_due_and_then_nothing(vault: UnlockedVault, tasks: Tasks, qtbot: QtBot) -> None:
    scheduled = ScheduledBackups(vault, tasks)
    with qtbot.waitSignal(scheduled.made) as made:
        scheduled.look()
        scheduled.look()
    assert made.args is not None
    assert made.args[0].made == ("Register", "Programma")

    with qtbot.assertNotEmitted(scheduled.made, wait=50):
        scheduled.look()
        qtbot.waitUntil(lambda: not scheduled._busy)
    scheduled.end()


def test_that_the_timer_says_why_there_is_no_backup(vault: UnlockedVault, tasks: Tasks, qtbot: QtBot) -> None:
    scheduled = ScheduledBackups(vault, tasks)
    vault.folder.joinpath("backups").write_text("a file where the folder should be")

    with qtbot.waitSignal(scheduled.failed):
        scheduled.look()

    vault.lock()
    with qtbot.assertNotEmitted(scheduled.failed, wait=50):
        scheduled.look()
        qtbot.waitUntil(lambda: not scheduled._busy)
