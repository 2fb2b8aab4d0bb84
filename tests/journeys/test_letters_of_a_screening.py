"""The coordinator hands in a template, makes a letter of a file with it, and lets the letter out of the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from app.formats import format_date
from app.services.bibob.screenings import Screenings
from app.services.bibob.terms import timeline
from app.services.clock import today
from app.services.records import Query
from models.letter_choices import LetterForm, LetterKind
from tests.services.letters.word_files import parts_of, texts, word_file
from ui.pages.letters.page import LettersPage
from ui.widgets.letters.make import MakeLetterDialog
from ui.widgets.letters.sheet import LettersSheet
from ui.widgets.letters.view import ExportLetterDialog, LetterDialog
from ui.widgets.page import Place
from ui.widgets.record.file_page import FilePage
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.ui.conftest import User
    from ui.main_window import MainWindow

MARK = "Merkteken7320"
OWN = word_file(
    "Gemeente {{ gemeente }}",
    "{% if zaaknummer %}",
    "Zaak {{ zaaknummer }}",
    "{% endif %}",
    "Vul uiterlijk op {{ hersteltermijn_tot }} aan ({{ hersteltermijn_grondslag }}): {{ reden }}",
)


def letters_tab(window: MainWindow, file: int) -> LettersSheet:
    """The letters of a file, in front."""
    window.go(Place("bibob", "screening", file))
    assert isinstance(window.page, TabbedPage)
    page = window.page.current
    assert isinstance(page, FilePage)
    page.panel.tabs.open("letters")
    assert isinstance(page.panel.tabs.part, LettersSheet)
    return page.panel.tabs.part


def answers(user: User, qtbot: QtBot, out: Path) -> Callable[[QDialog], bool]:
    """What the coordinator enters in each dialog on the way."""

    def answer(dialog: QDialog) -> bool:
        if isinstance(dialog, LetterDialog):
            qtbot.waitUntil(lambda: dialog.pages.view.count > 0)
            dialog.export()
            return False
        assert isinstance(dialog, MakeLetterDialog | ExportLetterDialog)
        if isinstance(dialog, MakeLetterDialog):
            dialog.kind.choose(LetterKind.COMPLETION)
            dialog.form.fields["reason"].editor.show_value(f"de huurovereenkomst {MARK}")
            dialog.form.fields["address"].editor.show_value("Voorbeeldstraat 9\n0000 AA Voorbeelddorp")
        else:
            dialog.form.fields["form"].editor.show_value(LetterForm.WORD)
            user.will(out)
        dialog.start()
        qtbot.waitUntil(lambda: dialog.result() == QDialog.DialogCode.Accepted)
        return True

    return answer


def test_that_a_letter_goes_from_template_to_envelope(
    work: Callable[[str], UnlockedVault],
    window_of: Callable[[UnlockedVault], MainWindow],
    user: User,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    vault = work("bibob")
    file = Screenings(vault).ids(Query(words="Kamers"))[0]
    window = window_of(vault)
    (tmp_path / "eigen.docx").write_bytes(OWN)
    window.go(Place("letters"))
    page = window.page
    assert isinstance(page, LettersPage)
    page.table.selectRow(list(page.lines).index(LetterKind.COMPLETION.value))
    user.will(tmp_path / "eigen.docx")
    page.upload()

    tab = letters_tab(window, file)
    before = tab.table.rowCount()
    user.dialog = answers(user, qtbot, tmp_path / "brief.docx")
    tab.make()

    assert tab.table.rowCount() == before + 1
    (last_day,) = [each.day for each in timeline(vault, file).deadlines if each.key == "completion"]
    letter = texts((tmp_path / "brief.docx").read_bytes())
    assert f"Vul uiterlijk op {format_date(last_day)} aan (art. 4:5 Awb): de huurovereenkomst {MARK}" in letter
    newest = tab.desk.letters(file)[0]
    assert (newest.template, newest.dated) == ("eigen.docx", today())
    assert [each.form for each in tab.desk.exports(newest.id)] == [LetterForm.WORD]
    kept = [path for path in (tmp_path / "kluis.bolwerk").rglob("*") if path.is_file()]
    assert kept
    assert [path.name for path in kept if MARK.encode() in path.read_bytes()] == []
    assert MARK.encode() in parts_of((tmp_path / "brief.docx").read_bytes())["word/document.xml"], "the measure itself"


def test_that_who_holds_no_screenings_finds_no_letters(
    work: Callable[[str], UnlockedVault], window_of: Callable[[UnlockedVault], MainWindow]
) -> None:
    window = window_of(work("regisseur"))
    assert not {"bibob", "letters"} & set(window.navigation.buttons)
