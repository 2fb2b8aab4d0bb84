"""The page Brieven: a template is taken or refused with every reason, written with a reason, and put aside again."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtWidgets import QDialog

from app.services.letters.letterhead import LetterheadFacts, letterhead, store_letterhead
from app.services.letters.package import LARGEST_FILE
from app.services.letters.shipped import shipped_template
from app.services.letters.templates import keep_template, restore_shipped, template_of
from models.letter_choices import LetterKind
from tests.services.letters.word_files import word_file
from tests.ui.conftest import User, shown
from ui.navigation import entries_for
from ui.pages.letters.download import DownloadDialog
from ui.pages.letters.head import LetterheadDialog
from ui.pages.letters.page import LettersPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.widgets.page import PageContext

    ContextOf = Callable[[UnlockedVault], PageContext]

KIND = LetterKind.COMPLETION
SOUND = word_file("Aan {{ geadresseerde }}: {{ reden }}")


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("bibob")


@pytest.fixture
def page(vault: UnlockedVault, context_of: ContextOf, qtbot: QtBot, user: User) -> LettersPage:
    made = LettersPage(context_of(vault))
    made.refresh()
    shown(qtbot, made)
    choose(made, KIND)
    return made


def choose(page: LettersPage, kind: LetterKind) -> None:
    page.table.selectRow(list(page.lines).index(kind.value))


def file(tmp_path: Path, content: bytes, name: str = "Eigen brief.docx") -> Path:
    made = tmp_path / name
    made.write_bytes(content)
    return made


def finished(qtbot: QtBot, dialog: QDialog) -> bool:
    qtbot.waitUntil(lambda: dialog.result() == QDialog.DialogCode.Accepted)
    return True


def test_that_each_kind_is_there_with_its_fields(page: LettersPage) -> None:
    assert len(page.lines) == 9
    assert {page.table.cell_text(key, 1) for key in page.lines} == {"meegeleverd"}
    assert page.fields.cell_text("hersteltermijn_tot", 0) == "{{ hersteltermijn_tot }}"
    assert page.fields.cell_text("reden", 2) == "Bij het maken van de brief"
    assert page.check.texts == ("Het sjabloon is gecontroleerd: alle velden bestaan.",)
    choose(page, LetterKind.ADVICE_REQUEST)
    assert page.fields.cell_text("partijen", 0) == "partijen: naam, rol, kvk_nummer"
    assert "art. 9 Wet Bibob" in page.title.text()


def test_that_a_sound_file_becomes_the_template(page: LettersPage, user: User, tmp_path: Path) -> None:
    user.will(file(tmp_path, SOUND))
    page.upload_button.click()
    assert page.table.cell_text(KIND.value, 1) == "Eigen brief.docx"
    assert "voortaan met ‘Eigen brief.docx’" in page.message.text.text()
    assert any("noemt ‘wettelijke grondslag’ niet" in each for each in page.check.texts)
    assert page.restore_button.isEnabled()


def test_that_what_is_wrong_with_a_file_is_listed_and_nothing_is_kept(
    page: LettersPage, vault: UnlockedVault, user: User, tmp_path: Path
) -> None:
    user.will(file(tmp_path, word_file("{{ betrokkenne }}", "{{ x|y }}")))
    page.upload_button.click()
    assert len(page.check.texts) == 2
    assert "Bedoelt u ‘betrokkene’?" in page.check.texts[0]
    assert template_of(vault, KIND).content == shipped_template(KIND)


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"geen zip", "a.docx", "beschadigd"),
        (SOUND, "a.docm", "Kies een Word-document"),
        (b"x" * (LARGEST_FILE + 1), "a.docx", "ten hoogste 5 MB"),
    ],
)
def test_that_a_bad_file_is_told(
    page: LettersPage, user: User, tmp_path: Path, content: bytes, name: str, told: str
) -> None:
    user.will(file(tmp_path, content, name))
    page.upload()
    assert told in " ".join(page.check.texts)


def test_that_a_file_that_cannot_be_read_or_none_changes_nothing(page: LettersPage, user: User, tmp_path: Path) -> None:
    user.will(None, tmp_path / "weg.docx")
    page.upload()
    page.upload()
    assert "kan niet worden gelezen" in page.message.text.text()


def test_that_the_shipped_template_comes_back_after_a_question(
    page: LettersPage, vault: UnlockedVault, user: User
) -> None:
    keep_template(vault, KIND, "eigen.docx", SOUND)
    page.refresh()
    choose(page, KIND)
    user.will(False, True)
    page.restore_button.click()
    assert page.lines[KIND.value].own
    page.restore_button.click()
    assert not page.lines[KIND.value].own
    page.restore()
    assert user.asked == ["Meegeleverd sjabloon terugzetten?"] * 2


def test_that_putting_back_what_somebody_put_back_is_told(page: LettersPage, vault: UnlockedVault, user: User) -> None:
    keep_template(vault, KIND, "eigen.docx", SOUND)
    page.refresh()
    choose(page, KIND)
    restore_shipped(vault, KIND)
    user.will(True)
    page.restore()
    assert "geen eigen sjabloon (meer)" in page.message.text.text()


def test_that_a_template_is_downloaded_with_a_reason(
    page: LettersPage, user: User, qtbot: QtBot, tmp_path: Path
) -> None:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, DownloadDialog)
        dialog.form.fields["reason"].editor.show_value("")
        dialog.start()
        assert dialog.form.fields["reason"].problem
        dialog.form.fields["reason"].editor.show_value("Aanpassen")
        user.will(None, tmp_path / "sjabloon")
        dialog.start()
        assert "geen bestand gekozen" in dialog.message.text.text()
        dialog.start()
        return finished(qtbot, dialog)

    user.dialog = fill
    page.download_button.click()
    assert (tmp_path / "sjabloon.docx").read_bytes() == shipped_template(KIND)
    assert "sjabloon.docx" in page.message.text.text()


def test_that_the_letterhead_is_kept_with_a_logo(
    page: LettersPage, vault: UnlockedVault, user: User, qtbot: QtBot, tmp_path: Path
) -> None:
    picture = BytesIO()
    Image.new("RGB", (20, 10), "#0b5d66").save(picture, "PNG")
    good, bad, large = (
        file(tmp_path, content, name)
        for content, name in ((picture.getvalue(), "logo.png"), (b"niets", "x.png"), (b"x" * (6 << 20), "groot.png"))
    )

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, LetterheadDialog)
        dialog.form.fields["place"].editor.show_value("Voorbeelddorp")
        dialog.form.fields["color"].editor.show_value("groen")
        user.will(None, tmp_path / "weg.png", large, bad, good)
        dialog.choose_logo()
        dialog.choose_logo()
        assert "kan niet worden gelezen" in dialog.message.text.text()
        dialog.choose_logo()
        assert "MB groot" in dialog.logo_problem.text()
        dialog.choose_logo()
        dialog.start()
        assert dialog.logo_problem.text()
        assert dialog.form.fields["color"].problem
        dialog.drop_logo()
        dialog.form.fields["color"].editor.show_value("#0b5d66")
        dialog.choose_logo()
        dialog.start()
        return dialog.result() == QDialog.DialogCode.Accepted

    user.dialog = fill
    page.head_button.click()
    kept = letterhead(vault)
    assert (kept.place, kept.logo_name, kept.logo) == ("Voorbeelddorp", "logo.png", picture.getvalue())
    assert "Het briefhoofd is opgeslagen" in page.message.text.text()


def test_that_a_letterhead_that_changed_meanwhile_is_not_overwritten(
    page: LettersPage, vault: UnlockedVault, user: User
) -> None:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, LetterheadDialog)
        store_letterhead(vault, LetterheadFacts(place="Stad"))
        dialog.start()
        assert "intussen gewijzigd" in dialog.message.text.text()
        return False

    user.dialog = fill
    page.edit_head()
    assert letterhead(vault).place == "Stad"


@pytest.mark.parametrize(("role", "sees"), [("bibob", True), ("jurist", True), ("director", False), ("keeper", False)])
def test_that_the_page_is_for_who_makes_letters(unlock_as: UnlockAs, role: str, sees: bool) -> None:
    assert ("letters" in {entry.key for entry in entries_for(unlock_as(role))}) is sees
