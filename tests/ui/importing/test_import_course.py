"""The course that reads a file, step by step: what is wrong stays in sight, what was chosen is kept, and a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from app.exchange.sheets.reading import read_file
from app.rules.permissions import Role
from app.services.importing.mappings import saved_mappings
from app.services.importing.undoing import imports_beside
from app.services.programme.registers import GoalDraft, Goals
from app.services.records import Query
from tests.exchange.workbooks import TABLE_1, TABLE_2, delimited, xlsx
from tests.ui.conftest import shown_course
from ui.pages.importing.acts import LIST_ACTS
from ui.pages.importing.check import CheckStep
from ui.pages.importing.columns import ColumnsStep
from ui.pages.importing.done import DoneStep
from ui.pages.importing.earlier import EarlierDialog
from ui.pages.importing.export import ListExportDialog
from ui.pages.importing.keep import KeepDialog
from ui.pages.importing.printed import PrintedStep
from ui.pages.importing.sheet import SheetStep
from ui.pages.importing.wizard import ImportWizard
from ui.pages.programme.registers import GOALS
from ui.widgets.page import PageContext
from ui.widgets.record.exchange import offer
from ui.widgets.record.page import RecordPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from tests.ui.conftest import User
    from ui.tasks import Tasks

ROWS = (("Naam", "Tot", "Omschrijving"), ("Weerbaar", "2022", "Wat dat is."), ("Haven", "bijna 50", "Zo."))


@pytest.fixture(autouse=True)
def _offered() -> Iterator[None]:
    offer(LIST_ACTS)
    yield
    offer(())


@pytest.fixture
def context(unlock_as: UnlockAs, tasks: Tasks) -> PageContext:
    return PageContext(unlock_as(Role.POLICY.value), tasks, lambda _place: None)


@pytest.fixture
def page(context: PageContext, qtbot: QtBot) -> RecordPage:
    made = RecordPage(GOALS, context)
    qtbot.addWidget(made)
    made.refresh()
    return made


@pytest.fixture
def course(context: PageContext, qtbot: QtBot) -> Callable[[Path, str], ImportWizard]:
    def begin(file: Path, kind: str = "goal") -> ImportWizard:
        made = ImportWizard(context, kind, file)
        made.begin()
        shown_course(qtbot, made)
        qtbot.waitUntil(lambda: not made.step.busy)
        return made

    return begin


def written(tmp_path: Path, content: bytes, name: str = "doelen.xlsx") -> Path:
    file = tmp_path / name
    file.write_bytes(content)
    return file


def goals(vault: UnlockedVault) -> int:
    return len(Goals(vault).ids(Query()))


def until(qtbot: QtBot, wizard: ImportWizard, kind: type[Any]) -> Any:
    qtbot.waitUntil(lambda: isinstance(wizard.step, kind) and not wizard.step.busy)
    return wizard.step


def test_that_wrong_lines_keep_the_rest_out_until_they_are_skipped(
    course: Callable[..., ImportWizard], context: PageContext, qtbot: QtBot, tmp_path: Path, user: User
) -> None:
    wizard = course(written(tmp_path, xlsx(Blad=ROWS)))
    wizard.onward()
    sheet = until(qtbot, wizard, SheetStep)
    assert (sheet.sheet.value, sheet.into.value) == ("Blad", "goal")
    wizard.onward()
    columns = until(qtbot, wizard, ColumnsStep)
    assert [choice.value for choice in columns.choices.values()] == ["name", "", "text"]
    columns.choices[1].choose("horizon")
    wizard.onward()
    check = until(qtbot, wizard, CheckStep)
    assert not check.ready
    assert check.table.cell_text("0", 2) == "Schrijf het jaar met vier cijfers; er staat “bijna 50”."
    out = tmp_path / "fouten"
    user.will(out, None)
    check.save_errors()
    check.save_errors()
    assert len(read_file(out.with_suffix(".xlsx")).sheet().lines) == 2
    user.will(tmp_path / "weg" / "fouten.xlsx")
    check.save_errors()
    assert "bestaat niet" in check.message.text.text()
    check.skip.setChecked(True)
    assert check.ready
    wizard.onward()
    done = until(qtbot, wizard, DoneStep)
    assert (goals(context.vault), wizard.told) == (1, "Ingelezen: één regel.")
    assert done.another_button.isHidden()
    done.undo()
    qtbot.waitUntil(done.undo_button.isHidden)
    assert (goals(context.vault), wizard.stored) == (0, [])
    wizard.onward()
    assert not wizard.isVisible()


def test_that_one_field_is_one_column_and_a_way_of_reading_is_kept(
    course: Callable[..., ImportWizard], context: PageContext, qtbot: QtBot, tmp_path: Path, user: User
) -> None:
    rows = (("Kop een", "Kop twee"), ("Weerbaar", "Wat dat is."))
    wizard = course(written(tmp_path, delimited(rows), "oud.csv"))
    wizard.onward()
    wizard.onward()
    columns = until(qtbot, wizard, ColumnsStep)
    assert not columns.ready
    columns.choices[0].choose("name")
    columns.choices[1].choose("name")
    assert [choice.value for choice in columns.choices.values()] == ["", "name"]
    columns.choices[0].choose("name")
    columns.choices[1].choose("text")

    def name_it(dialog: Any) -> bool:
        assert isinstance(dialog, KeepDialog)
        dialog.start()
        assert dialog.made is None
        dialog.line.setText(" Oude  lijst ")
        dialog.start()
        return dialog.result() == dialog.DialogCode.Accepted

    user.dialog = name_it
    columns.keep()
    assert [each.name for each in saved_mappings(Goals(context.vault))] == ["Oude lijst"]
    columns.choices[0].choose("")
    columns.saved.choose(saved_mappings(Goals(context.vault))[0])
    assert [choice.value for choice in columns.choices.values()] == ["name", "text"]
    wizard.onward()
    check = until(qtbot, wizard, CheckStep)
    wizard.back()
    assert [choice.value for choice in columns.choices.values()] == ["name", "text"]
    wizard.onward()
    qtbot.waitUntil(lambda: check.ready)
    wizard.onward()
    until(qtbot, wizard, DoneStep)
    assert goals(context.vault) == 1


def test_that_a_printed_table_is_recognised_and_read_twice_is_refused(
    course: Callable[..., ImportWizard], qtbot: QtBot, tmp_path: Path
) -> None:
    wizard = course(written(tmp_path, xlsx(Tabel_1=TABLE_1, Tabel_2=TABLE_2)))
    wizard.onward()
    sheet = until(qtbot, wizard, SheetStep)
    assert sheet.into.value == "figures"
    assert sheet.told.texts[0] == "Dit blad is herkend als een tabel van typen per jaar."
    wizard.onward()
    printed = until(qtbot, wizard, PrintedStep)
    assert printed.told.texts[1].endswith("2019: 29.")
    wizard.onward()
    done = until(qtbot, wizard, DoneStep)
    done.another_button.click()
    sheet = until(qtbot, wizard, SheetStep)
    assert (sheet.sheet.value, sheet.into.value) == ("Tabel 2", "budget")
    wizard.onward()
    wizard.onward()
    until(qtbot, wizard, DoneStep)
    again = course(written(tmp_path, xlsx(Tabel_2=TABLE_2)))
    again.onward()
    again.onward()
    printed = until(qtbot, again, PrintedStep)
    assert (printed.ready, printed.told.texts[0]) == (False, "Er is al een begroting ‘Begroting 2019’.")
    sheet.into.choose("figures")
    with pytest.raises(Exception, match="typen en jaren"):
        sheet.accept()


def test_that_a_file_that_cannot_be_read_says_so(
    course: Callable[..., ImportWizard], qtbot: QtBot, tmp_path: Path, user: User
) -> None:
    wizard = course(written(tmp_path, b"\x00\x01", "x.xlsx"))
    step: Any = wizard.step
    assert (step.ready, step.message.isHidden()) == (False, False)
    user.will(None, written(tmp_path, xlsx(Leeg=[])), written(tmp_path, xlsx(Blad=[("q", "w"), ("1", "2")]), "q.xlsx"))
    step.choose()
    step.choose()
    qtbot.waitUntil(lambda: step.ready)
    wizard.onward()
    assert not wizard.step.ready
    wizard.back()
    step.choose()
    qtbot.waitUntil(lambda: step.ready)
    wizard.onward()
    wizard.onward()
    columns = until(qtbot, wizard, ColumnsStep)
    columns.choices[0].choose("name")
    wizard.onward()
    check = until(qtbot, wizard, CheckStep)
    assert "Er is geen kolom voor ‘Omschrijving’" in check.message.text.text()


def test_that_a_list_takes_a_file_that_is_dropped_on_it(
    page: RecordPage, qtbot: QtBot, tmp_path: Path, user: User
) -> None:
    file = written(tmp_path, xlsx(Blad=ROWS[:2]))
    seen: list[Any] = []

    def look(dialog: Any) -> bool:
        qtbot.addWidget(dialog)
        seen.append(dialog)
        qtbot.waitUntil(lambda: dialog.step.ready)
        return False

    user.dialog = look
    for urls, taken in (([QUrl.fromLocalFile(str(file))], 1), ([QUrl("https://voorbeeld.invalid/x.xlsx")], 1), ([], 1)):
        data = QMimeData()
        data.setUrls(urls)
        at, act, button = QPoint(5, 5), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        enter = QDragEnterEvent(at, act, data, button, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(page, enter)
        drop = QDropEvent(at, act, data, button, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(page, drop)
        assert len(seen) == taken
    assert isinstance(seen[0], ImportWizard)


def test_that_an_earlier_import_is_taken_back_from_the_menu(
    page: RecordPage,
    context: PageContext,
    course: Callable[..., ImportWizard],
    qtbot: QtBot,
    tmp_path: Path,
    user: User,
) -> None:
    wizard = course(written(tmp_path, xlsx(Blad=ROWS[:2])))
    for kind in (SheetStep, ColumnsStep, CheckStep):
        wizard.onward()
        until(qtbot, wizard, kind)
    qtbot.waitUntil(lambda: wizard.step.ready)
    wizard.onward()
    until(qtbot, wizard, DoneStep)

    def undo(dialog: Any) -> bool:
        assert isinstance(dialog, EarlierDialog)
        qtbot.addWidget(dialog)
        assert not dialog.undo_button.isEnabled()
        dialog.undo()
        dialog.table.selectRow(0)
        user.will(False, True)
        dialog.undo()
        assert goals(page.context.vault) == 1
        dialog.undo()
        qtbot.waitUntil(lambda: dialog.undone)
        assert dialog.message.text.text() == "Eén regel is weer verwijderd."
        dialog.reject()
        return False

    user.dialog = undo
    page.list_menu.run(page.list_menu.acts[1])
    assert goals(page.context.vault) == 0
    assert imports_beside(Goals(page.context.vault))[0].undone_at is not None


def test_that_a_list_is_written_with_its_reason(
    page: RecordPage, context: PageContext, qtbot: QtBot, tmp_path: Path, user: User
) -> None:
    Goals(context.vault).add(GoalDraft(name="Weerbaar", text="Wat dat is."))
    page.refresh()

    def export(dialog: Any) -> bool:
        assert isinstance(dialog, ListExportDialog)
        qtbot.addWidget(dialog)
        dialog.start()
        assert dialog.form.fields["reason"].problem
        reason: Any = dialog.form.fields["reason"].editor
        reason.input.setText("Overleg")
        user.will(tmp_path / "doelen")
        dialog.start()
        qtbot.waitUntil(lambda: dialog.made is not None)
        return True

    user.dialog = export
    page.list_menu.run(page.list_menu.acts[3])
    assert read_file(tmp_path / "doelen.xlsx").sheet().lines[-1].cells[0] == "Weerbaar"
    user.will(None, tmp_path / "sjabloon.xlsx", tmp_path / "weg" / "x.xlsx")
    for _ in range(3):
        page.list_menu.run(page.list_menu.acts[2])
    assert read_file(tmp_path / "sjabloon.xlsx").sheet("Doelen").lines[0].cells[0] == "Naam *"
    assert "bestaat niet" in user.told[0]


def test_that_who_may_only_read_gets_the_list_and_nothing_else(unlock_as: UnlockAs, tasks: Tasks, qtbot: QtBot) -> None:
    made = RecordPage(GOALS, PageContext(unlock_as(Role.PORTFOLIO.value), tasks, lambda _place: None))
    qtbot.addWidget(made)
    assert [act.title for act in made.list_menu.acts] == ["Lijst exporteren…"]
    assert not made.acceptDrops()
