"""Letters of the file that is open: made in a dialog that marks what is unknown, listed, opened and let out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDialog, QPushButton

from app.report.letters.making import keep_letterhead, make_letter
from app.services.bibob.letters import ScreeningLetters
from app.services.exports import Purpose
from app.services.letters.desk import LetterDesk
from models.letter_choices import LetterForm, LetterKind
from tests.services.letters.conftest import HEAD
from tests.services.letters.files import drafted, file_for
from tests.ui.conftest import User, shown
from ui.navigation import ENTRIES
from ui.widgets.letters.make import MakeLetterDialog
from ui.widgets.letters.sheet import LettersSheet
from ui.widgets.letters.view import ExportLetterDialog, LetterDialog
from ui.widgets.record.file_page import FilePage
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.tasks import Tasks
    from ui.widgets.page import PageContext

    ContextOf = Callable[[UnlockedVault], PageContext]

KIND = LetterKind.INTENTION


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    made = unlock_as("bibob")
    keep_letterhead(made, HEAD)
    return made


@pytest.fixture
def desk(vault: UnlockedVault) -> LetterDesk:
    return LetterDesk(ScreeningLetters(vault))


@pytest.fixture
def file(vault: UnlockedVault) -> int:
    return file_for(vault, KIND)


@pytest.fixture
def dialog(desk: LetterDesk, file: int, tasks: Tasks, qtbot: QtBot, user: User) -> MakeLetterDialog:
    made = MakeLetterDialog(desk, file, "dit dossier", tasks)
    shown(qtbot, made)
    made.kind.choose(KIND)
    return made


def enter(dialog: MakeLetterDialog, **values: str) -> None:
    for name, value in values.items():
        dialog.form.fields[name].editor.show_value(value)
    dialog.look()


def finished(qtbot: QtBot, dialog: QDialog) -> bool:
    qtbot.waitUntil(lambda: dialog.result() == QDialog.DialogCode.Accepted)
    return True


def test_that_what_is_unknown_is_marked_with_where_to_fill_it_in(dialog: MakeLetterDialog) -> None:
    assert dialog.fields.cell_text("reden", 1) == "onbekend; vul links in"
    assert dialog.fields.cell_text("reden", 2) == "ontbreekt"
    assert dialog.fields.cell_text("zaaknummer", 2) == "leeg"
    assert dialog.fields.cell_text("motivering", 2) == "ingevuld"
    assert "Nog in te vullen: 2. Zie hieronder waar." in dialog.notes.texts
    enter(dialog, reason="Daarom.", intended="de aanvraag te weigeren")
    assert dialog.fields.cell_text("reden", 1) == "Daarom."
    assert not any("Nog in te vullen" in each for each in dialog.notes.texts)


def test_that_a_letter_is_refused_beside_what_is_missing(dialog: MakeLetterDialog, desk: LetterDesk, file: int) -> None:
    dialog.start()
    assert dialog.form.fields["reason"].problem == "Vul in: reden."
    assert dialog.form.fields["intended"].problem
    assert desk.letters(file) == ()


def test_that_a_kind_that_does_not_fit_the_file_says_why(dialog: MakeLetterDialog) -> None:
    dialog.kind.choose(LetterKind.DECISION_GRANT)
    enter(dialog, reason="Daarom.")
    assert any("nog geen uitkomst vastgelegd" in each for each in dialog.notes.texts)
    dialog.start()
    assert "nog geen uitkomst vastgelegd" in dialog.message.text.text()


def test_that_what_was_typed_stays_when_the_kind_changes(dialog: MakeLetterDialog) -> None:
    enter(dialog, reason="Daarom.")
    dialog.kind.choose(LetterKind.COMPLETION)
    assert dialog.form.fields["reason"].editor.value() == "Daarom."
    assert "intended" not in dialog.form.fields


def test_that_the_address_follows_the_recipient_but_never_what_was_typed(dialog: MakeLetterDialog) -> None:
    recipient, address = (dialog.form.fields[name].editor for name in ("recipient", "address"))
    assert address.value() == "Voorbeeldstraat 1\n0000 AA Voorbeelddorp"
    address.show_value(None)
    recipient.show_value("Voorbeeld Horeca BV")
    dialog.form.edited.emit()
    assert address.value() == "Voorbeeldstraat 1\n0000 AA Voorbeelddorp"
    address.show_value("Elders 2")
    dialog.form.edited.emit()
    assert address.value() == "Elders 2"


def test_that_the_lists_offer_what_is_likely(dialog: MakeLetterDialog) -> None:
    offered = {
        name: [each.label for each in dialog._offer(name, None)] for name in ("recipient", "body", "ground", "x")
    }
    assert offered["recipient"] == ["Voorbeeld Horeca BV"]
    assert "de burgemeester" in offered["body"]
    assert offered["ground"] == ["art. 33 Wet Bibob"]
    assert offered["x"] == []


def test_that_the_pages_are_shown_before_anything_is_kept(
    dialog: MakeLetterDialog, desk: LetterDesk, file: int, qtbot: QtBot
) -> None:
    dialog.tabs.buttons[1].click()
    qtbot.waitUntil(lambda: not dialog.pages.busy)
    assert "Vul in: reden." in dialog.pages.message.text.text()
    enter(dialog, reason="Daarom.", intended="de aanvraag te weigeren")
    qtbot.waitUntil(lambda: dialog.pages.view.count > 0)
    assert "pagina" in dialog.pages.state.text()
    assert desk.letters(file) == ()
    dialog.tabs.buttons[0].click()
    assert dialog.pages.view.count == 0


def test_that_a_day_that_cannot_be_read_stops_nothing_else(dialog: MakeLetterDialog) -> None:
    dialog.form.fields["dated"].editor.input.setText("31-2-2020")  # type: ignore[attr-defined]
    dialog.look()
    dialog.tabs.buttons[1].click()
    dialog.start()
    assert "bestaat niet" in dialog.form.fields["dated"].problem


@pytest.fixture
def sheet(vault: UnlockedVault, context_of: ContextOf, file: int, qtbot: QtBot, user: User) -> LettersSheet:
    made = LettersSheet(ScreeningLetters, context_of(vault))
    shown(qtbot, made)
    made.show_record(file)
    return made


def test_that_a_letter_is_made_listed_and_looked_at(sheet: LettersSheet, user: User, qtbot: QtBot) -> None:
    seen: list[str] = []

    def answer(dialog: QDialog) -> bool:
        seen.append(type(dialog).__name__)
        if isinstance(dialog, MakeLetterDialog):
            dialog.kind.choose(KIND)
            enter(dialog, reason="Daarom.", intended="de aanvraag te weigeren")
            dialog.start()
            return finished(qtbot, dialog)
        assert isinstance(dialog, LetterDialog)
        qtbot.waitUntil(lambda: dialog.pages.view.count > 0)
        return False

    user.dialog = answer
    assert not sheet.open_button.isEnabled()
    sheet.make_button.click()
    assert seen == ["MakeLetterDialog", "LetterDialog"]
    assert sheet.table.rowCount() == 1
    sheet.open()
    sheet.table.selectRow(0)
    sheet.open_button.click()
    assert seen[2:] == ["LetterDialog"]


def test_that_nothing_is_made_without_a_file_or_when_given_up(
    vault: UnlockedVault, context_of: ContextOf, sheet: LettersSheet, user: User
) -> None:
    LettersSheet(ScreeningLetters, context_of(vault)).make()
    user.dialog = lambda _dialog: False
    sheet.make()
    assert sheet.table.rowCount() == 0


def test_that_a_letter_is_let_out_with_a_reason(
    sheet: LettersSheet, desk: LetterDesk, file: int, user: User, qtbot: QtBot, tasks: Tasks, tmp_path: Path
) -> None:
    letter = make_letter(desk, file, drafted(desk, file, KIND))
    view = LetterDialog(desk, letter, tasks)
    shown(qtbot, view)

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, ExportLetterDialog)
        dialog.form.fields["reason"].editor.show_value("")
        dialog.start()
        assert dialog.form.fields["reason"].problem
        dialog.form.fields["reason"].editor.show_value("Verzending")
        dialog.form.fields["form"].editor.show_value(LetterForm.WORD)
        user.will(None, tmp_path / "brief")
        dialog.start()
        assert "geen bestand gekozen" in dialog.message.text.text()
        dialog.start()
        return finished(qtbot, dialog)

    assert view.left_vault.text() == "Nog niet geëxporteerd."
    user.dialog = answer
    view.export_button.click()
    assert "aan Voorbeeld Horeca BV" in view.left_vault.text()
    assert (tmp_path / "brief.docx").read_bytes() == desk.content(letter.id, LetterForm.WORD)


def test_that_a_letter_is_removed_after_a_question_unless_it_left(
    sheet: LettersSheet, desk: LetterDesk, file: int, user: User
) -> None:
    sheet.remove()
    for _ in range(2):
        letter = make_letter(desk, file, drafted(desk, file, KIND))
    desk.record_export(letter.id, LetterForm.PDF, Purpose("Verzending"))
    sheet.show_record(file)
    user.will(False, True, True)
    sheet.table.selectRow(0)
    sheet.remove_button.click()
    assert sheet.table.rowCount() == 2
    sheet.remove_button.click()
    assert "blijft daarom bij het dossier" in sheet.message.text.text()
    sheet.table.selectRow(1)
    sheet.remove_button.click()
    assert [each.id for each in desk.letters(file)] == [letter.id]
    assert sheet.message.text.text() == "De brief is verwijderd."


def test_that_the_page_of_screenings_has_the_act_and_the_tab(
    vault: UnlockedVault, context_of: ContextOf, file: int, qtbot: QtBot, user: User
) -> None:
    page = next(entry for entry in ENTRIES if entry.key == "bibob").make(context_of(vault))
    assert isinstance(page, TabbedPage)
    page.refresh()
    shown(qtbot, page)
    front = page.current
    assert isinstance(front, FilePage)
    front.open_record(file)
    made: list[QDialog] = []

    def answer(dialog: QDialog) -> bool:
        made.append(dialog)
        if isinstance(dialog, MakeLetterDialog):
            dialog.kind.choose(LetterKind.COMPLETION)
            enter(dialog, reason="Daarom.")
            dialog.start()
            return finished(qtbot, dialog)
        return False

    user.dialog = answer
    next(each for each in front.findChildren(QPushButton) if each.accessibleName() == "Brief maken…").click()
    assert [type(each) for each in made] == [MakeLetterDialog, LetterDialog]
    front.panel.tabs.open("letters")
    tab = front.panel.tabs.part
    assert isinstance(tab, LettersSheet)
    assert tab.table.cell_text(next(iter(tab.letters)), 1) == "Hersteltermijn"
