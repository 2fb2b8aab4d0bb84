"""Exporting: a reason first, then a file, with progress and a way to stop; it is written, logged and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import ExportFailed
from app.report.export import export_evaluation
from app.services.exports import exports
from models.choices import Classification, Edition
from tests.ui.evaluation.hands import drawn, type_text
from ui import errors
from ui.dialogs import Answer
from ui.pages.evaluation import export as module
from ui.pages.evaluation.export import ExportDialog, FileForm

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.ui.conftest import User
    from ui.pages.evaluation.document import DocumentPage


def filled(dialog: QDialog, reason: str = "Behandeling in de raad", recipient: str = "griffie") -> ExportDialog:
    assert isinstance(dialog, ExportDialog)
    dialog.form.fields["reason"].editor.show_value(reason)
    dialog.form.fields["recipient"].editor.show_value(recipient)
    return dialog


def test_that_an_export_is_written_logged_and_told(
    qtbot: QtBot, document: DocumentPage, vault: UnlockedVault, user: User, tmp_path: Path
) -> None:
    drawn(qtbot, document)
    before = len(exports(vault))

    def go(dialog: QDialog) -> bool:
        made = filled(dialog)
        user.will(tmp_path / "evaluatie")
        made.start()
        assert made.busy
        assert not made.go.isEnabled()
        qtbot.waitUntil(lambda: made.rendered is not None, timeout=30_000)
        return True

    user.dialog = go
    document.head.export.click()
    out = tmp_path / "evaluatie.pdf"
    assert out.read_bytes().startswith(b"%PDF")
    newest = exports(vault)[0]
    assert len(exports(vault)) == before + 1
    assert (newest.reason, newest.recipient) == ("Behandeling in de raad", "griffie")
    assert document.message.text.text().startswith(f"{document.preview.view.count} pagina’s geschreven naar {out}")
    assert "logboek" in document.message.text.text()


@pytest.mark.parametrize(("form", "start"), [(FileForm.WORD, b"PK"), (FileForm.TABLES, b"PK")])
def test_that_a_copy_for_an_office_is_written_in_the_edition_that_was_chosen(
    qtbot: QtBot, document: DocumentPage, vault: UnlockedVault, user: User, tmp_path: Path, form: FileForm, start: bytes
) -> None:
    def go(dialog: QDialog) -> bool:
        made = filled(dialog)
        made.form.fields["form"].editor.show_value(form)
        made.form.fields["edition"].editor.show_value(Edition.PUBLIC)
        user.will(tmp_path / "evaluatie")
        made.start()
        qtbot.waitUntil(lambda: made.rendered is not None, timeout=30_000)
        return True

    user.dialog = go
    document.head.export.click()
    out = tmp_path / f"evaluatie.{form.value}"
    assert out.read_bytes().startswith(start)
    assert "openbare editie" in exports(vault)[0].what
    assert exports(vault)[0].classification is Classification.PUBLIC
    assert document.message.text.text().startswith(f"Het document is geschreven naar {out}")


def test_that_without_a_reason_nothing_is_asked_or_written(
    document: DocumentPage, vault: UnlockedVault, user: User
) -> None:
    before = len(exports(vault))

    def go(dialog: QDialog) -> bool:
        made = filled(dialog, reason="")
        made.start()
        assert made.form.fields["reason"].problem == "Vul in waarvoor u dit document exporteert."
        assert user.asked == []
        return False

    user.dialog = go
    document.export()
    assert len(exports(vault)) == before


def test_that_no_file_means_no_export(document: DocumentPage, user: User) -> None:
    def go(dialog: QDialog) -> bool:
        made = filled(dialog)
        user.will(None)
        made.start()
        assert not made.busy
        made.reject()
        return False

    user.dialog = go
    document.export()
    assert user.asked == ["Evaluatie exporteren"]


def test_that_a_file_that_cannot_be_written_is_told_in_the_dialog(
    qtbot: QtBot, document: DocumentPage, vault: UnlockedVault, user: User, tmp_path: Path
) -> None:
    before = len(exports(vault))

    def go(dialog: QDialog) -> bool:
        made = filled(dialog)
        user.will(tmp_path / "bestaat niet" / "evaluatie.pdf")
        made.start()
        qtbot.waitUntil(lambda: not made.busy, timeout=30_000)
        assert made.message.text.text()
        assert made.go.isEnabled()
        return False

    user.dialog = go
    document.export()
    assert len(exports(vault)) == before


def test_that_stopping_leaves_nothing_behind(
    qtbot: QtBot, document: DocumentPage, vault: UnlockedVault, user: User, tmp_path: Path
) -> None:
    drawn(qtbot, document)
    before = len(exports(vault))

    def go(dialog: QDialog) -> bool:
        made = filled(dialog)
        user.will(tmp_path / "evaluatie.pdf")
        made.start()
        made.reject()
        assert made.state.text() == "Afbreken…"
        qtbot.waitUntil(lambda: not made.busy, timeout=30_000)
        assert made.message.text.text() == "Afgebroken. Er is niets geschreven."
        return False

    user.dialog = go
    document.export()
    assert not (tmp_path / "evaluatie.pdf").exists()
    assert len(exports(vault)) == before


def test_that_stopping_too_late_is_told_as_written(
    qtbot: QtBot,
    document: DocumentPage,
    user: User,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn(qtbot, document)
    write = export_evaluation
    made: list[ExportDialog] = []

    def stopped_after(*args: object, **named: object) -> object:
        written = write(*args, **{**named, "cancelled": None, "progress": None})  # type: ignore[arg-type]
        made[0].reject()
        return written

    monkeypatch.setattr(module, "export_evaluation", stopped_after)

    def go(dialog: QDialog) -> bool:
        made.append(filled(dialog))
        user.will(tmp_path / "evaluatie.pdf")
        made[0].start()
        qtbot.waitUntil(lambda: made[0].rendered is not None, timeout=30_000)
        return True

    user.dialog = go
    document.export()
    assert (tmp_path / "evaluatie.pdf").exists()
    assert "geschreven naar" in document.message.text.text()


def test_that_a_mistake_of_ours_goes_to_the_report(
    qtbot: QtBot, document: DocumentPage, user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[BaseException] = []
    monkeypatch.setattr(errors, "show", lambda _parent, error: shown.append(error))

    def go(dialog: QDialog) -> bool:
        made = filled(dialog)
        made._on_failed(ZeroDivisionError())
        made._on_failed(ExportFailed("Kan niet."))
        assert made.message.text.text() == "Kan niet."
        return False

    user.dialog = go
    document.export()
    assert isinstance(shown[0], ZeroDivisionError)


@pytest.mark.parametrize(("answer", "asked"), [(Answer.STAY, False), (Answer.DISCARD, True)])
def test_that_unsaved_text_is_dealt_with_first(document: DocumentPage, user: User, answer: Answer, asked: bool) -> None:
    type_text(document, "x")
    user.will(answer)
    seen: list[QDialog] = []

    def go(dialog: QDialog) -> bool:
        seen.append(dialog)
        return False

    user.dialog = go
    document.export()
    assert bool(seen) is asked


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "Er zijn geen aandachtspunten."),
        (1, "Er is nog één aandachtspunt."),
        (12, "Er zijn nog 12 aandachtspunten."),
    ],
)
def test_that_the_dialog_tells_how_many_notes_there_are(count: int, text: str) -> None:
    assert module._notes(count) == text
