"""The windows of the reporting point: calm when all is well, precise when it is not, and empty when one leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QCheckBox

from app.errors import DropBoxFull
from app.rules.permissions import INTEGRITY, INTEGRITY_DEPUTY
from app.services.reporting.places import BoxOfVault, StickOfForm, box_of
from app.vault.reports import dropbox, envelope_file
from app.vault.reports.codes import new_code
from tests.ui.conftest import User, shown, shown_course
from ui.reporting.lookup import LookupDialog
from ui.reporting.point import ReportingPoint
from ui.reporting.wizard import ReportWizard

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from ui.tasks import Tasks

TIMEOUT = 20_000


@pytest.fixture
def box(vault_folder: Path) -> BoxOfVault:
    return box_of(vault_folder)


@pytest.fixture
def wizard(tasks: Tasks, box: BoxOfVault, qtbot: QtBot, user: User) -> ReportWizard:
    made = ReportWizard(tasks, box.desks, box.send, lambda _code: None)
    shown_course(qtbot, made)
    return made


def at_review(wizard: ReportWizard) -> None:
    wizard.matter.choose(INTEGRITY_DEPUTY)
    wizard.onward()
    wizard.what.inputs["what"].setPlainText("Mijn collega zag iets. Ik als enige was erbij.")
    for _ in range(3):
        wizard.onward()
    assert wizard.step is wizard.review


def test_that_the_fingerprint_of_the_chosen_desk_is_shown_large(wizard: ReportWizard, box: BoxOfVault) -> None:
    for desk in (INTEGRITY, INTEGRITY_DEPUTY):
        wizard.matter.choose(desk)
        assert wizard.matter.desk == desk
        assert wizard.matter._print.fingerprint == box.desks.desk(desk).fingerprint
        assert wizard.matter._print.isVisible()


def test_that_the_last_look_repeats_what_may_give_the_writer_away(wizard: ReportWizard) -> None:
    at_review(wizard)
    told = " ".join(wizard.review.summary.texts)
    assert "Ik als enige" in told
    assert "Mijn collega" in told
    assert "functionaris zelf raakt" in told


def test_that_a_full_box_says_that_nothing_was_sent_and_keeps_the_form(
    wizard: ReportWizard, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    at_review(wizard)

    def full(_envelope: object) -> None:
        raise DropBoxFull("De brievenbus is vol. Er is NIETS verstuurd. Meld het op een andere manier.")

    monkeypatch.setattr(wizard.review, "_send", full)
    wizard.onward()
    qtbot.waitUntil(lambda: "NIETS verstuurd" in wizard.review.message.text.text(), timeout=TIMEOUT)
    assert wizard.code is None
    assert wizard.what.answer("what").startswith("Mijn collega")


def test_that_leaving_asks_first_and_sends_nothing(
    wizard: ReportWizard, user: User, vault_folder: Path, qtbot: QtBot
) -> None:
    before = dropbox.ids(vault_folder)
    at_review(wizard)
    user.will(False)
    wizard.reject()
    assert wizard.isVisible()
    user.will(True)
    wizard.reject()
    assert not wizard.isVisible()
    assert dropbox.ids(vault_folder) == before


def test_that_a_file_that_cannot_be_cleaned_goes_only_when_that_is_chosen(
    wizard: ReportWizard, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "film.mp4").write_bytes(b"\0\0\0 ftypisom" + b"\0" * 90)
    wizard.matter.choose(INTEGRITY)
    wizard.onward()
    wizard.what.inputs["what"].setPlainText("Iets.")
    wizard.onward()
    wizard.onward()
    wizard.files.list.add(tmp_path / "film.mp4")
    qtbot.waitUntil(lambda: len(wizard.files.list.enclosures) == 1, timeout=TIMEOUT)
    wizard.onward()
    assert wizard.step is wizard.files
    assert "film.mp4" in wizard.files.message.text.text()

    next(iter(wizard.files.list.findChildren(QCheckBox))).setChecked(True)
    wizard.onward()
    assert any("niet is opgeschoond" in text for text in wizard.review.summary.texts)
    wizard.files.list._remove(0)
    assert wizard.files.list.enclosures == []


def test_that_a_file_that_cannot_be_read_is_told(wizard: ReportWizard, tmp_path: Path, qtbot: QtBot) -> None:
    wizard.files.list.add(tmp_path / "weg.txt")
    qtbot.waitUntil(lambda: "weg.txt" in wizard.files.list.message.text.text(), timeout=TIMEOUT)
    assert wizard.files.list.add_button.isEnabled()


def test_that_the_code_is_copied_only_when_asked(tasks: Tasks, box: BoxOfVault, qtbot: QtBot, user: User) -> None:
    copied: list[str] = []
    made = ReportWizard(tasks, box.desks, box.send, copied.append)
    shown_course(qtbot, made)
    at_review(made)
    made.onward()
    qtbot.waitUntil(lambda: made.code is not None, timeout=TIMEOUT)
    assert copied == []
    assert not made.next_button.isEnabled()
    assert made.back_button.isHidden()
    from ui.reporting.sending import CodeStep  # noqa: PLC0415

    assert isinstance(made.step, CodeStep)
    made.step._copy(copied.append)
    assert copied == [made.code]
    made.reject()
    assert not made.isVisible()


def test_that_another_code_finds_nothing_and_says_what_that_means(
    tasks: Tasks, box: BoxOfVault, qtbot: QtBot, user: User
) -> None:
    dialog = LookupDialog(tasks, box.folder, box.desks, box.send)
    shown(qtbot, dialog)
    dialog.add()
    dialog.line.setText(new_code())
    dialog.look()
    qtbot.waitUntil(lambda: dialog.outlook is not None, timeout=TIMEOUT)
    assert "niets te vinden" in dialog.message.text.text()
    assert dialog.adding.isHidden()
    dialog.line.setText("te kort")
    dialog.look()
    qtbot.waitUntil(lambda: bool(dialog.code.problem), timeout=TIMEOUT)
    dialog.reject()


def test_that_a_form_only_copy_asks_first_where_the_envelope_comes(
    tasks: Tasks, box: BoxOfVault, tmp_path: Path, qtbot: QtBot, user: User
) -> None:
    point = ReportingPoint(tasks, StickOfForm(box.desks), lambda _code: None)
    shown(qtbot, point)
    user.will(None)
    point.report()
    assert point.message.isHidden()

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, ReportWizard)
        dialog.show()
        at_review(dialog)
        dialog.onward()
        qtbot.waitUntil(lambda: dialog.code is not None, timeout=TIMEOUT)
        dialog.reject()
        return True

    user.dialog = fill
    user.will(tmp_path)
    point.report()
    (file,) = tmp_path.glob(f"*{envelope_file.ENDING}")

    at_work = ReportingPoint(tasks, box, lambda _code: None, kiosk=True)
    shown(qtbot, at_work)
    user.will(file)
    at_work.deliver()
    assert "in de brievenbus" in at_work.message.text.text()
    user.will(tmp_path / "weg.envelop")
    at_work.deliver()
    assert "NIETS bezorgd" in at_work.message.text.text()
    at_work.reject()
    assert at_work.isVisible(), "a kiosk stays open"
    point.look()
    point.reject()
    assert not point.isVisible()
