"""From a photo at the kiosk to a destroyed report; beheerder and caseworker see no trace of it at any moment."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from sqlalchemy import text

from app.rules.permissions import CASEWORK, INTEGRITY, INTEGRITY_DEPUTY, REGISTER, Role
from app.services.attention import attention
from app.services.clock import today
from app.services.integrity.arrivals import Taken
from app.services.integrity.parts import Files
from app.services.integrity.reports import Reports
from app.services.records import Query
from app.services.reporting.places import box_of
from app.vault.reports import dropbox
from app.vault.reports.reporting import Standing
from models.integrity.choices import Conflict, ReportStatus, ReportType
from tests.conftest import PASSWORD
from tests.ui.conftest import User, shown
from ui.navigation import ENTRIES, entries_for
from ui.pages.reports.acts import SayDialog, TakeInDialog
from ui.reporting.lookup import LookupDialog
from ui.reporting.point import ReportingPoint
from ui.reporting.sending import CodeStep
from ui.reporting.wizard import ReportWizard
from ui.tasks import Tasks
from ui.widgets.page import PageContext
from ui.widgets.record.file_page import FilePage
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot
    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs

STORY = "Een bekende van het bestuur kreeg voorrang."
TIMEOUT = 20_000
OTHERS = (Role.KEEPER, Role.DIRECTOR, Role.DPO)


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def user(monkeypatch: pytest.MonkeyPatch) -> User:
    made = User()
    monkeypatch.setattr("ui.dialogs.run", made.run)
    monkeypatch.setattr("ui.dialogs.confirm", made.confirm)
    monkeypatch.setattr("ui.dialogs.ask_unsaved", made.ask_unsaved)
    return made


def photo(folder: Path) -> Path:
    exif = Image.Exif()
    exif[0x013B] = "Zichtbare Maker"
    made = BytesIO()
    Image.new("RGB", (60, 40), "blue").save(made, "JPEG", exif=exif)
    path = folder / "IMG_Jansen.jpg"
    path.write_bytes(made.getvalue())
    return path


def report_at_kiosk(folder: Path, tmp_path: Path, tasks: Tasks, user: User, qtbot: QtBot) -> str:
    """Go through the form as somebody without an account; gives the code."""
    copied: list[str] = []
    point = ReportingPoint(tasks, box_of(folder), copied.append, kiosk=True)
    codes: list[str] = []

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, ReportWizard)
        dialog.show()
        assert not dialog.next_button.isEnabled()
        dialog.matter.choose(INTEGRITY)
        dialog.onward()
        dialog.onward()
        assert dialog.at == dialog.steps.index(dialog.what), "an empty story goes nowhere"
        dialog.what.inputs["what"].setPlainText(f"{STORY} Bel 06-12345678.")
        assert any("telefoonnummer" in told for told in dialog.what.traces.texts)
        dialog.what.inputs["what"].setPlainText(STORY)
        dialog.onward()
        dialog.onward()
        dialog.files.list.add(photo(tmp_path))
        qtbot.waitUntil(lambda: len(dialog.files.list.enclosures) == 1, timeout=TIMEOUT)
        dialog.onward()
        assert dialog.at == dialog.steps.index(dialog.review)
        dialog.onward()
        qtbot.waitUntil(lambda: dialog.code is not None, timeout=TIMEOUT)
        assert not dialog.next_button.isEnabled()
        codes.append(dialog.code or "")
        last = dialog.step
        assert isinstance(last, CodeStep)
        last.written.setChecked(True)
        dialog.onward()
        return True

    user.dialog = fill
    point.report()
    assert "verstuurd" in point.message.text.text()
    assert copied == []
    point.deleteLater()
    return codes[0]


def desk_page(vault: UnlockedVault, tasks: Tasks, qtbot: QtBot) -> TabbedPage:
    whole = next(entry for entry in ENTRIES if entry.key == "reports").make(PageContext(vault, tasks, lambda _: None))
    assert isinstance(whole, TabbedPage)
    whole.refresh()
    shown(qtbot, whole)
    return whole


def front(whole: TabbedPage) -> FilePage:
    assert isinstance(whole.current, FilePage)
    return whole.current


def act(page: FilePage, title: str) -> None:
    next(button for each, button in page._act_buttons if each.title == title).click()


def no_trace(unlock_as: UnlockAs) -> None:
    """Nothing in the pages, the first page, the compartments or the register of who has nothing to do with it."""
    for role in OTHERS:
        with unlock_as(role.value, PASSWORD) as vault:
            assert not {"reports", "reports_deputy"} & {entry.key for entry in entries_for(vault)}
            assert not any("elding" in item.text for item in attention(vault))
            assert not {INTEGRITY, INTEGRITY_DEPUTY} & vault.compartments
            held = [name for name in (REGISTER, CASEWORK) if vault.holds(name)]
            for name in held:
                with vault.read(name) as session:
                    assert STORY not in everything_in(session)


def everything_in(session: Session) -> str:
    names = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
    return "".join(str(session.execute(text(f'SELECT * FROM "{name}"')).all()) for name in names)  # noqa: S608 - ours


def say(said: str, qtbot: QtBot, user: User) -> None:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, SayDialog)
        dialog.form.fields["text"].editor.show_value(said)
        dialog.start()
        qtbot.waitUntil(lambda: not dialog.busy, timeout=TIMEOUT)
        return bool(dialog.result())

    user.dialog = fill


def test_that_a_report_goes_from_the_kiosk_to_its_end_and_nobody_else_sees_it(
    vault_folder: Path, tmp_path: Path, unlock_as: UnlockAs, tasks: Tasks, user: User, qtbot: QtBot
) -> None:
    code = report_at_kiosk(vault_folder, tmp_path, tasks, user, qtbot)
    no_trace(unlock_as)

    officer = unlock_as("integrity")
    whole = desk_page(officer, tasks, qtbot)
    page = front(whole)
    taken: list[Taken] = []

    def empty(dialog: QDialog) -> bool:
        assert isinstance(dialog, TakeInDialog)
        dialog.start()
        qtbot.waitUntil(lambda: dialog.made is not None, timeout=TIMEOUT)
        taken.append(dialog.made)
        return True

    user.dialog = empty
    act(page, "Brievenbus legen…")
    assert taken == [Taken(new=1)]
    key = Reports(officer).ids(Query())[0]
    assert Reports(officer).get(key).draft.what == STORY
    file = Files(officer).get(Files(officer).ids(Query())[0]).draft
    assert (file.name, file.cleaned) == ("bijlage-1.jpg", True)

    confirm_and_ask(page, key, qtbot, user)
    answer_with_the_code(vault_folder, code, tasks, qtbot)
    user.dialog = empty
    act(page, "Brievenbus legen…")
    assert taken[-1] == Taken(added=1)
    no_trace(unlock_as)

    close_and_destroy(officer, page, key, user, qtbot)
    assert len(Reports(officer).ids(Query())) == 0
    assert box_look(vault_folder, code) is Standing.NOT_FOUND
    no_trace(unlock_as)


def confirm_and_ask(page: FilePage, key: int, qtbot: QtBot, user: User) -> None:
    page.open_record(key)
    say("Ik heb uw melding gelezen.", qtbot, user)
    act(page, "Ontvangst bevestigen…")
    say("Om welke vergunning ging het?", qtbot, user)
    act(page, "Bericht aan de melder…")


def answer_with_the_code(folder: Path, code: str, tasks: Tasks, qtbot: QtBot) -> None:
    box = box_of(folder)
    dialog = LookupDialog(tasks, folder, box.desks, box.send)
    shown(qtbot, dialog)
    dialog.line.setText(code[:-1] + ("0" if code[-1] != "0" else "1"))
    dialog.look()
    qtbot.waitUntil(lambda: bool(dialog.code.problem), timeout=TIMEOUT)
    dialog.line.setText(code.lower())
    dialog.look()
    qtbot.waitUntil(lambda: dialog.outlook is not None, timeout=TIMEOUT)
    assert dialog.outlook is not None
    assert [str(each.letter.body["text"]) for each in dialog.outlook.replies][-1] == "Om welke vergunning ging het?"
    dialog.text.setPlainText("Om die van de Voorbeeldstraat.")
    dialog.add()
    qtbot.waitUntil(lambda: dialog.outlook is not None and dialog.outlook.waiting_additions, timeout=TIMEOUT)
    assert dialog.text.toPlainText() == ""
    dialog.reject()


def close_and_destroy(officer: UnlockedVault, page: FilePage, key: int, user: User, qtbot: QtBot) -> None:
    """Closed two years ago as far as the desk knows, so that its time has come."""
    page.open_record(key)
    form = page.panel.form
    closed = today()
    for name, value in (
        ("kind", ReportType.PRESSURE),
        ("conflict", Conflict.NONE),
        ("status", ReportStatus.CLOSED),
        ("conclusion", "Niet vastgesteld."),
        ("closed_on", closed),
    ):
        form.fields[name].editor.show_value(value)
    form.edited.emit()
    page.save()
    assert Reports(officer).get(key).draft.closed_on == closed

    def destroy(dialog: QDialog) -> bool:
        dialog.start()  # type: ignore[attr-defined]
        qtbot.waitUntil(lambda: not dialog.busy, timeout=TIMEOUT)  # type: ignore[attr-defined]
        return bool(dialog.result())

    user.dialog = destroy
    act(page, "Vernietigen…")
    assert len(Reports(officer).ids(Query())) == 1, "its term has not passed"
    with pytest.MonkeyPatch.context() as later:
        for name in ("destroying", "reports"):
            later.setattr(f"app.services.integrity.{name}.today", lambda: closed + timedelta(days=800))
        act(page, "Vernietigen…")


def box_look(folder: Path, code: str) -> Standing:
    from app.vault.reports.reporting import look  # noqa: PLC0415

    return look(folder, box_of(folder).desks, code).standing


def test_that_two_vaults_that_received_the_same_in_another_order_have_the_same_box(
    vault_folder: Path, tmp_path: Path
) -> None:
    from app.vault.reports.reporting import prepare_report  # noqa: PLC0415

    desks = box_of(vault_folder).desks
    envelopes = [prepare_report(desks, INTEGRITY, {"what": STORY, "sent_on": "2026-03-02"})[1] for _ in range(4)]
    boxes = []
    for name, order in (("een", envelopes), ("twee", envelopes[::-1])):
        folder = tmp_path / name
        folder.mkdir()
        dropbox.make(folder)
        for envelope in order:
            dropbox.put(folder, envelope.rows)
        boxes.append((folder / dropbox.NAME).read_bytes())
    assert boxes[0] == boxes[1]
