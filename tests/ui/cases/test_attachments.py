"""Attachments on screen: added by choosing and dropping, looked at inside, stopped, let out, removed and put back."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from reportlab.pdfgen.canvas import Canvas

from app.services.attachments.reading import MEGABYTE, checked
from app.services.attachments.store import Parent
from app.services.casework.attachments import CaseworkAttachments
from models.attachments import PIECE_BYTES
from ui.widgets.viewer import drawing
from ui.widgets.viewer.description import DescribeDialog, DescriptionInput
from ui.widgets.viewer.dialog import ViewerDialog
from ui.widgets.viewer.export import ExportAttachmentDialog, PurposeInput

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from tests.ui.cases.conftest import Desk
    from tests.ui.conftest import User
    from ui.widgets.viewer.sheet import AttachmentsSheet


def picture(width: int = 30, height: int = 20) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), "#a3221a").save(out, "PNG")
    return out.getvalue()


def pdf(pages: int = 2) -> bytes:
    out = BytesIO()
    paper = Canvas(out)
    for number in range(pages):
        paper.drawString(72, 700, f"Pagina {number + 1}")
        paper.showPage()
    paper.save()
    return out.getvalue()


@pytest.fixture
def sheet(desk: Desk) -> AttachmentsSheet:
    made: AttachmentsSheet = desk.sheet("attachments")
    return made


@pytest.fixture
def with_files(desk: Desk, sheet: AttachmentsSheet) -> Callable[..., list[Any]]:
    """Attach contents by name; gives their facts."""

    def attach(**contents: bytes) -> list[Any]:
        attachments, parent = CaseworkAttachments(desk.vault), Parent("case_id", desk.key)
        made = [attachments.add(parent, checked(name.replace("_", "."), content)) for name, content in contents.items()]
        sheet.show_record(desk.key)
        return made

    return attach


def ended(qtbot: QtBot, sheet: AttachmentsSheet) -> None:
    qtbot.waitUntil(lambda: not sheet.job.busy, timeout=20_000)


def test_that_a_chosen_file_is_attached(sheet: AttachmentsSheet, user: User, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "foto.png"
    path.write_bytes(picture())
    user.will(path)
    sheet.add_button.click()
    ended(qtbot, sheet)
    assert sheet.message.text.text() == "De bijlage is toegevoegd."
    assert [each.name for each in sheet.facts.values()] == ["foto.png"]
    user.will(None)
    sheet.add_button.click()
    assert not sheet.job.busy


def test_that_dropped_files_are_attached_and_what_is_refused_is_named(
    sheet: AttachmentsSheet, qtbot: QtBot, tmp_path: Path
) -> None:
    good, false, large = tmp_path / "brief.pdf", tmp_path / "foto.png", tmp_path / "film.mp4"
    good.write_bytes(pdf())
    false.write_bytes(b"MZ\x90\x00programma")
    with large.open("wb") as file:
        file.truncate(200 * MEGABYTE)
    data = QMimeData()
    data.setUrls(
        [QUrl.fromLocalFile(str(path)) for path in (good, false, large)] + [QUrl("https://voorbeeld.invalid/x")]
    )
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    sheet.dragEnterEvent(drop)  # type: ignore[arg-type]
    sheet.dropEvent(drop)
    ended(qtbot, sheet)
    told = sheet.message.text.text()
    assert "De naam eindigt op .png, maar dit bestand is een programma." in told
    assert "‘film.mp4’ is 200 MB groot; een bijlage is ten hoogste 50 MB." in told
    assert [each.name for each in sheet.facts.values()] == ["brief.pdf"]


def test_that_adding_a_large_file_can_be_stopped(sheet: AttachmentsSheet, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "groot.txt"
    path.write_bytes(b"a" * (40 * PIECE_BYTES))
    sheet.add([path])
    assert sheet.job.busy
    assert sheet.stop_button.isVisible()
    assert not sheet.add_button.isEnabled()
    sheet.add([path])  # one at a time
    sheet.stop_button.click()
    ended(qtbot, sheet)
    assert sheet.message.text.text().startswith("Het toevoegen is afgebroken")
    assert sheet.facts == {}
    assert not sheet.stop_button.isVisible()


def looked_at(qtbot: QtBot, user: User, sheet: AttachmentsSheet, key: int) -> ViewerDialog:
    """Open an attachment and wait until there is something to see."""
    seen: list[ViewerDialog] = []

    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, ViewerDialog)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: not dialog.busy, timeout=20_000)
        seen.append(dialog)
        return True

    user.dialog = look
    sheet.table.mark(str(key))
    sheet.view()
    return seen[0]


def test_that_pictures_pages_and_texts_are_shown_inside(
    sheet: AttachmentsSheet, with_files: Callable[..., list[Any]], qtbot: QtBot, user: User
) -> None:
    photo, letter, text, old = with_files(
        foto_png=picture(),
        brief_pdf=pdf(2),
        melding_txt="Café".encode("cp1252"),
        mail_eml=b"From: a@voorbeeld.invalid\n\nHoi",
    )
    assert looked_at(qtbot, user, sheet, photo.id).pages.count == 1
    pages = looked_at(qtbot, user, sheet, letter.id)
    assert (pages.pages.count, pages.state.text()) == (2, "Pagina 1 van 2")
    assert looked_at(qtbot, user, sheet, text.id).text.toPlainText() == "Café"
    assert "Hoi" in looked_at(qtbot, user, sheet, old.id).text.toPlainText()


def test_that_a_pdf_that_breaks_the_reader_gives_a_message_and_nothing_else(
    sheet: AttachmentsSheet, with_files: Callable[..., list[Any]], qtbot: QtBot, user: User
) -> None:
    broken, bomb = with_files(stuk_pdf=b"%PDF-1.7\nniets van dien aard\x00", bom_png=huge())
    for facts in (broken, bomb):
        dialog = looked_at(qtbot, user, sheet, facts.id)
        assert dialog.message.text.text().startswith("Deze bijlage kan hier niet worden getoond.")
        assert dialog.pages.count == 0


def huge() -> bytes:
    """A small file that says it is a picture of a hundred million dots and more."""
    content = bytearray(picture())
    content[16:24] = (20_000).to_bytes(4, "big") * 2
    return bytes(content)


def test_that_a_long_pdf_is_shown_up_to_a_point(
    sheet: AttachmentsSheet,
    with_files: Callable[..., list[Any]],
    qtbot: QtBot,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drawing, "MOST_PAGES", 2)
    (letter,) = with_files(brief_pdf=pdf(4))
    dialog = looked_at(qtbot, user, sheet, letter.id)
    assert dialog.pages.count == 2
    assert dialog.message.text.text().endswith("Exporteer de bijlage om alles te lezen.")


def test_that_closing_the_viewer_ends_the_drawing(
    sheet: AttachmentsSheet, with_files: Callable[..., list[Any]], qtbot: QtBot, user: User, tasks: Any
) -> None:
    (letter,) = with_files(brief_pdf=pdf(30))
    dialog = ViewerDialog(sheet.attachments, letter, tasks, sheet)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.accept()
    assert not dialog.busy
    qtbot.waitUntil(lambda: not tasks._running, timeout=20_000)
    assert dialog.pages.count == 0


def test_that_what_cannot_be_shown_says_so(
    sheet: AttachmentsSheet, with_files: Callable[..., list[Any]], user: User
) -> None:
    (sound,) = with_files(geluid_mp3=b"ID3\x00\x01")
    sheet.table.mark(str(sound.id))
    sheet.view()
    assert sheet.message.text.text() == ("Een geluidsopname toont Bolwerk niet zelf. U kunt de bijlage exporteren.")


def test_that_an_attachment_leaves_with_a_reason_only(
    sheet: AttachmentsSheet, with_files: Callable[..., list[Any]], qtbot: QtBot, user: User, tmp_path: Path
) -> None:
    (text,) = with_files(melding_txt=b"Tekst")
    out = tmp_path / "uit.txt"
    told: list[str] = []

    def let_out(dialog: QDialog) -> bool:
        assert isinstance(dialog, ExportAttachmentDialog)
        dialog.start()
        told.append(dialog.form.fields["reason"].problem)
        dialog.form.show_input(PurposeInput("Zienswijze", "Advocaat"))
        user.will(None, out)
        dialog.start()
        told.append(dialog.message.text.text())
        dialog.start()
        qtbot.waitUntil(lambda: not dialog.busy, timeout=20_000)
        return bool(dialog.result())

    user.dialog = let_out
    sheet.table.mark(str(text.id))
    sheet._show_choice()
    sheet.export_button.click()
    assert told == [
        "Vul in waarvoor u dit document exporteert.",
        "Er is geen plaats gekozen; er is niets geëxporteerd.",
    ]
    assert out.read_bytes() == b"Tekst"
    assert sheet.message.text.text() == f"‘melding.txt’ is geëxporteerd naar {out}."


def test_that_an_attachment_is_described_removed_and_put_back(
    sheet: AttachmentsSheet, with_files: Callable[..., list[Any]], user: User
) -> None:
    (text,) = with_files(melding_txt=b"Tekst")

    def describe(dialog: QDialog) -> bool:
        assert isinstance(dialog, DescribeDialog)
        dialog.form.show_input(DescriptionInput("Van de buren"))
        dialog.start()
        return bool(dialog.result())

    user.dialog = describe
    sheet.table.mark(str(text.id))
    sheet._show_choice()
    sheet.describe_button.click()
    assert sheet.facts[str(text.id)].description == "Van de buren"
    sheet.remove_button.click()
    assert sheet.facts == {}
    sheet.message.do()
    assert [each.description for each in sheet.facts.values()] == ["Van de buren"]
    assert sheet.message.text.text() == "‘melding.txt’ is teruggezet."


def test_that_a_conflict_and_a_second_undo_are_told(
    sheet: AttachmentsSheet, with_files: Callable[..., list[Any]], desk: Desk
) -> None:
    (text,) = with_files(melding_txt=b"Tekst")
    CaseworkAttachments(desk.vault).describe(text.id, "Van een ander", text.version)
    sheet.table.mark(str(text.id))
    sheet.remove()
    assert sheet.message.text.text() == "Iemand anders heeft de bijlage intussen gewijzigd."
    sheet.remove()
    undo = sheet.message._act
    assert undo is not None
    undo()
    undo()
    assert sheet.message.text.text().startswith("Terugzetten lukt niet: Dit bestand hangt er al aan")


def test_that_nothing_happens_without_a_choice(sheet: AttachmentsSheet, user: User) -> None:
    for act in (sheet.view, sheet.describe, sheet.export, sheet.remove):
        act()
    assert not sheet.view_button.isEnabled()
    assert user.asked == []
