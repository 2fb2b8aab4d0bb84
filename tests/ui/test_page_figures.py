"""Jaarcijfers: empty is not zero, where each year comes from, publishing what was seen, entering what has no cases."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from app.errors import Invalid, StorageFailed
from app.services.casework.cases import Cases
from app.services.programme.figures import publications, table_one
from app.services.records import Query
from models.choices import CountingUnit, Level
from tests.demo_vault import build_demo, copy_of, open_as
from tests.ui.conftest import User, shown
from ui.pages.figures import historic, publish
from ui.pages.figures import page as module
from ui.pages.figures.count_grid import CountGrid
from ui.pages.figures.historic import HistoricDialog
from ui.pages.figures.page import FiguresPage
from ui.pages.figures.publish import PublishDialog
from ui.pages.figures.table import EMPTY, WHY_EMPTY
from ui.theme import Mode, Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QDialog, QWidget
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.widgets.page import PageContext

    ContextOf = Callable[[UnlockedVault], PageContext]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def vault(demo: Path, tmp_path: Path) -> Iterator[UnlockedVault]:
    """Of the director, who holds the cases and the programme."""
    with open_as("regisseur", copy_of(demo, tmp_path)) as unlocked:
        yield unlocked


@pytest.fixture
def page(qtbot: QtBot, vault: UnlockedVault, context_of: ContextOf, user: User) -> FiguresPage:
    return opened(qtbot, context_of(vault))


def opened(qtbot: QtBot, context: PageContext) -> FiguresPage:
    made = FiguresPage(context)
    shown(qtbot, made)
    made.refresh()
    return made


def rows(page: FiguresPage) -> dict[str, list[str]]:
    table = page.table
    found = {}
    for row in range(table.rowCount()):
        cells = [table.item(row, at) for at in range(table.columnCount())]
        found[text_of(cells[0])] = [text_of(cell) for cell in cells[2:]]
    return found


def text_of(cell: object) -> str:
    assert cell is not None
    return str(cell.text())  # type: ignore[attr-defined]


def texts(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if not each.isHidden())


def buttons(widget: QWidget) -> list[str]:
    return [each.text().strip() for each in widget.findChildren(QPushButton) if not each.isHidden()]


def move_a_case(vault: UnlockedVault, year: int | None) -> None:
    """One case that counted in 2019 counts elsewhere from now on."""
    register = Cases(vault)
    record = register.get(register.ids(Query(where=(("counted_year", 2019),)))[0])
    register.change(record.id, replace(record.draft, counted_year=year), record.version)


def test_that_table_1_has_its_totals_and_says_which_cells_are_empty(page: FiguresPage) -> None:
    found = rows(page)
    assert found["Totaal"] == ["4", "10", "12", "29"]
    assert found["Hennep/drugs sluiting gemeente"] == ["2", "3", "8", "8"]
    assert found["Belastingfraude"] == [EMPTY, EMPTY, EMPTY, "1"]
    cell = page.table.item(1, 2)
    assert cell is not None
    assert cell.toolTip() == WHY_EMPTY
    assert WHY_EMPTY in texts(page)


def test_that_empty_cells_stay_muted_in_another_theme(page: FiguresPage) -> None:
    Theme.now().choose(Mode.DARK)
    cell = page.table.item(1, 2)
    assert cell is not None
    assert cell.foreground().color().name() == Theme.now().tokens.muted


def test_that_each_year_says_where_it_comes_from(page: FiguresPage) -> None:
    told = texts(page)
    assert "Gepubliceerd uit de casussen op " in told
    assert "Als historisch jaar ingevoerd op " in told
    assert "Telregel" in told
    assert "De casussen tellen op tot wat is gepubliceerd." in told
    assert "gelijk" in told


def test_that_a_difference_with_the_cases_of_now_is_shown_and_published(
    page: FiguresPage, vault: UnlockedVault, user: User
) -> None:
    move_a_case(vault, 2020)
    page.refresh()
    assert "verschil" in texts(page)
    assert "gepubliceerd" in texts(page)

    def go(dialog: QDialog) -> bool:
        assert isinstance(dialog, PublishDialog)
        assert "Eén type verandert." in dialog.told.text()
        dialog.accept()
        return dialog.published is not None

    user.dialog = go
    again = next(each for each in page.findChildren(QPushButton) if "Opnieuw publiceren" in each.text())
    again.click()
    assert rows(page)["Totaal"][-1] == "28"
    assert page.message.text.text() == "De cijfers van 2019 zijn gepubliceerd: 28 in totaal."
    assert "De casussen tellen op tot wat is gepubliceerd." in texts(page)


def test_that_publishing_shows_the_counts_of_the_year_first(
    page: FiguresPage, vault: UnlockedVault, user: User
) -> None:
    seen: list[str] = []

    def go(dialog: QDialog) -> bool:
        assert isinstance(dialog, PublishDialog)
        assert "Er verandert niets." in dialog.told.text()
        seen.append(texts(dialog.counts))
        line = dialog.form.fields["year"].editor.inner
        line.setFocus()
        QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(line, "2020")
        seen.append(texts(dialog.counts))
        assert "nog niets gepubliceerd" in dialog.told.text()
        assert dialog.go.isEnabled()
        dialog.accept()
        return dialog.published is not None

    user.dialog = go
    page.new()
    assert seen[0].splitlines()[-2:] == ["Totaal", "29"]
    assert seen[0] != seen[1]
    assert [each.year for each in page.published] == [2016, 2017, 2018, 2019, 2020]
    assert len(publications(vault, [2020])) == 1


def test_that_a_year_without_cases_or_no_year_cannot_be_published(page: FiguresPage, user: User) -> None:
    def go(dialog: QDialog) -> bool:
        assert isinstance(dialog, PublishDialog)
        for typed, told in (("2003", "nog niets gepubliceerd"), ("", "Vul een jaar in."), ("abc", "Vul een jaar in.")):
            line = dialog.form.fields["year"].editor.inner
            QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            QTest.keyClick(line, Qt.Key.Key_Delete)
            QTest.keyClicks(line, typed)
            assert told in dialog.told.text()
            assert not dialog.go.isEnabled()
            dialog.accept()
            assert dialog.published is None
        return False

    user.dialog = go
    page.publish()
    assert [each.year for each in page.published] == [2016, 2017, 2018, 2019]


def test_that_a_store_that_fails_while_publishing_is_told(
    page: FiguresPage, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def go(dialog: QDialog) -> bool:
        assert isinstance(dialog, PublishDialog)
        monkeypatch.setattr(publish, "publish", failing)
        dialog.accept()
        assert dialog.message.text.text() == "De schijf weigert."
        monkeypatch.setattr(publish, "live_counts", failing)
        dialog.count()
        assert dialog.told.text() == "De schijf weigert."
        assert not dialog.go.isEnabled()
        return False

    user.dialog = go
    page.publish()


def failing(*_args: object, **_named: object) -> None:
    raise StorageFailed("De schijf weigert.")


def test_that_a_store_that_fails_is_told(page: FiguresPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "publications", failing)
    page.refresh()
    assert page.message.text.text() == "De schijf weigert."


def fill(dialog: QDialog, year: str, counts: dict[str, str], stated: str = "") -> HistoricDialog:
    assert isinstance(dialog, HistoricDialog)
    for name, text in (("year", year), ("stated_total", stated)):
        line = dialog.form.fields[name].editor.inner
        line.setFocus()
        QTest.keyClicks(line, text)
    for each in dialog.grid.rows:
        if each.known is not None and each.known.type_name in counts:
            QTest.keyClicks(each.count, counts[each.known.type_name])
    return dialog


def test_that_a_historic_year_is_entered_and_empty_stays_unknown(
    page: FiguresPage, vault: UnlockedVault, user: User
) -> None:
    def go(dialog: QDialog) -> bool:
        made = fill(dialog, "2015", {"Witwassen": "3", "Illegale gokhal": "0"}, stated="4")
        assert made.sum.text() == "Som van de typen: 3"
        assert "Het opgegeven totaal is 4" in made.told.text()
        made.accept()
        return made.year == 2015

    user.dialog = go
    page.enter_historic()
    assert rows(page)["Witwassen"] == ["3", EMPTY, EMPTY, EMPTY, "1"]
    assert rows(page)["Illegale gokhal"][0] == "0"
    assert rows(page)["Belastingfraude"][0] == EMPTY
    assert rows(page)["Totaal"][0] == "3"
    assert page.message.text.text() == "De cijfers van 2015 zijn ingevoerd."
    assert "De bron noemt voor 2015 een totaal van 4; de typen tellen op tot 3." in texts(page)
    (entered,) = publications(vault, [2015])
    assert entered.historic


def test_that_a_stated_total_that_fits_is_said_to_fit(page: FiguresPage, user: User) -> None:
    def go(dialog: QDialog) -> bool:
        made = fill(dialog, "2016", {"Witwassen": "3"}, stated="3")
        assert "Dit is ook het opgegeven totaal." in made.told.text()
        assert "Over 2016 zijn er al cijfers; deze komen ervoor in de plaats." in made.told.text()
        made.accept()
        return made.year == 2016

    user.dialog = go
    page.enter_historic()
    assert rows(page)["Totaal"][0] == "3"
    assert "Het totaal van de bron, 3, klopt met de typen." in texts(page)


def test_that_a_type_of_ones_own_is_added(page: FiguresPage, vault: UnlockedVault, user: User) -> None:
    def go(dialog: QDialog) -> bool:
        made = fill(dialog, "2015", {})
        made.grid.add_type()
        new = made.grid.rows[-1]
        QTest.keyClicks(new.count, "2")
        assert made.told.text() == "Geef het nieuwe type een naam."
        QTest.keyClicks(new.name, "Paardenmarkt")
        new.level.choose(Level.REGIONAL)
        new.unit.choose(CountingUnit.REPORT)
        made.grid.add_type()
        made.accept()
        return made.year == 2015

    user.dialog = go
    page.enter_historic()
    table = table_one(vault, [2015])
    (row,) = [row for row in table.rows if row.type_name == "Paardenmarkt"]
    assert (row.level, row.counting_unit, row.counts) == (Level.REGIONAL, CountingUnit.REPORT, (2,))


def test_that_what_cannot_be_stored_is_told_and_stays(page: FiguresPage, user: User) -> None:
    def go(dialog: QDialog) -> bool:
        made = fill(dialog, "", {})
        made.accept()
        assert made.form.fields["year"].problem == "Vul het jaar in."
        fill(made, "2015", {})
        made.accept()
        assert made.message.text.text() == "Vul bij ten minste één type een aantal in."
        fill(made, "", {"Witwassen": "veel"})
        assert made.sum.text() == "Som van de typen: onbekend"
        made.accept()
        assert "geen getal" in made.message.text.text()
        assert made.grid.rows[0].count.property("problem") is False
        assert made.year is None
        return False

    user.dialog = go
    page.enter_historic()
    assert [each.year for each in page.published] == [2016, 2017, 2018, 2019]


def test_that_a_store_that_fails_while_entering_is_told(
    page: FiguresPage, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def go(dialog: QDialog) -> bool:
        made = fill(dialog, "2015", {"Witwassen": "1"})
        made.form.fields["stated_total"].editor.inner.setText("x")  # type: ignore[attr-defined]
        made.compare()
        assert made.told.text() == ""
        made.accept()
        assert made.form.fields["stated_total"].problem
        made.form.fields["stated_total"].editor.show_value(None)
        monkeypatch.setattr(historic, "enter_historic", failing)
        made.accept()
        assert made.message.text.text() == "De schijf weigert."
        return False

    user.dialog = go
    page.enter_historic()


def test_that_a_type_occurs_once(qtbot: QtBot, page: FiguresPage) -> None:
    assert page.shown is not None
    grid = CountGrid(page.shown.rows)
    qtbot.addWidget(grid)
    grid.add_type()
    grid.rows[-1].name.setText("Witwassen")
    with pytest.raises(Invalid, match="staat er twee keer"):
        grid.figures()
    assert grid.rows[-1].count.toolTip()


def test_that_who_sees_no_cases_sees_the_figures_only(
    qtbot: QtBot, demo: Path, tmp_path: Path, context_of: ContextOf, user: User
) -> None:
    with open_as("beleid", copy_of(demo, tmp_path)) as vault:
        page = opened(qtbot, context_of(vault))
        assert rows(page)["Totaal"] == ["4", "10", "12", "29"]
        assert "de casussen van nu" not in texts(page)
        assert not any("publiceren" in text for text in buttons(page))
        user.dialog = lambda dialog: isinstance(dialog, HistoricDialog) and False
        page.new()


def test_that_who_may_only_read_gets_no_buttons(
    qtbot: QtBot, demo: Path, tmp_path: Path, context_of: ContextOf, user: User
) -> None:
    with open_as("controller", copy_of(demo, tmp_path)) as vault:
        page = opened(qtbot, context_of(vault))
        assert not any("…" in text for text in buttons(page))
        page.new()


@pytest.mark.parametrize(
    ("login", "button"), [("director", "publiceren"), ("policy", "invoeren"), ("controller", None)]
)
def test_that_without_figures_the_page_says_what_to_do(
    qtbot: QtBot, unlock_as: UnlockAs, context_of: ContextOf, user: User, login: str, button: str | None
) -> None:
    page = opened(qtbot, context_of(unlock_as(login)))
    empty = page._stack.currentWidget()
    assert empty is not None
    assert "Nog geen jaarcijfers" in texts(empty)
    assert [text for text in buttons(empty) if button and button in text] == buttons(empty)


def test_that_ctrl_f_goes_to_the_table(qtbot: QtBot, page: FiguresPage) -> None:
    page.focus_search()
    qtbot.waitUntil(page.table.hasFocus)
