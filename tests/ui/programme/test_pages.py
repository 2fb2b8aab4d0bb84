"""The pages of the programme side: descriptions that fit their registers, progress beside the scan before, coverage."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from tests.services.programme.test_progress import DONE, RUNNING, held, scan_of
from tests.ui.conftest import shown
from ui.navigation import ENTRIES
from ui.pages.programme import cooperation, knowledge, on_the_way, quickscan, registers
from ui.pages.programme.progress import CoveragePage, ProgressSheet
from ui.widgets.record.description import Kind, PageDescription
from ui.widgets.record.file_page import record_page
from ui.widgets.tabbed_page import TabbedPage
from ui.widgets.tables.plain_table import PlainTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from tests.ui.conftest import User
    from ui.widgets.page import PageContext

    ContextOf = Callable[[UnlockedVault], PageContext]

EACH = pytest.mark.parametrize(
    "description",
    [
        each
        for module in (cooperation, knowledge, on_the_way, quickscan, registers)
        for each in vars(module).values()
        if isinstance(each, PageDescription)
    ],
    ids=lambda description: description.title,
)


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("director")


@EACH
def test_that_a_page_shows_what_the_register_has(description: PageDescription, vault: UnlockedVault) -> None:
    register = description.register(vault)
    assert {column.name for column in description.columns} <= set(register.columns)
    assert {each.name for each in description.filters} <= set(register.columns)
    assert {field.name for field in description.fields} == {field.name for field in fields(register.draft)}
    assert {field.name for field in description.fields if field.required} == set(register.required)
    assert sum(not column.width for column in description.columns) == 1
    for field in description.fields:
        assert (field.kind is Kind.CHOICE) == (field.choices is not None), field.name


@EACH
def test_that_an_empty_form_is_refused_beside_its_fields(
    description: PageDescription, vault: UnlockedVault, context_of: ContextOf, qtbot: QtBot, user: User
) -> None:
    page = record_page(description, context_of(vault))
    page.refresh()
    shown(qtbot, page)
    page.new()
    page.save()
    assert page.panel.creating
    assert any(field.problem for field in page.panel.form.fields.values())


def test_that_a_scan_shows_its_progress_beside_the_one_before(
    vault: UnlockedVault, context_of: ContextOf, qtbot: QtBot
) -> None:
    first = scan_of(vault, 2019, (RUNNING, 20))
    second = scan_of(vault, 2022, (DONE, None), (RUNNING, None))
    sheet = ProgressSheet(context_of(vault))
    shown(qtbot, sheet)
    sheet.show_record(second)
    assert sheet.table is not None
    assert sheet.chart is not None
    cells = [sheet.table.cell_text("communication", at) for at in range(sheet.table.columnCount())]
    assert cells == ["Communicatie", "1 van 2", "100% (1 onbekend)", "0 van 1", "20%"]
    assert "Communicatie: 100%" in sheet.chart.accessibleDescription()
    assert "Informatiepositie: onbekend" in sheet.chart.accessibleDescription()
    sheet.show_record(first)
    assert sheet.table.columnCount() == 3
    sheet.show_record(99)
    assert "bestaat niet" in " ".join(each.text() for each in sheet.message.findChildren(QLabel))


def test_that_teams_and_years_are_seen_at_once(vault: UnlockedVault, context_of: ContextOf, qtbot: QtBot) -> None:
    entry = next(each for each in ENTRIES if each.key == "sessions")
    page = entry.make(context_of(vault))
    assert isinstance(page, TabbedPage)
    shown(qtbot, page)
    page.open_part("coverage")
    reached = page.current
    assert isinstance(reached, CoveragePage)
    assert not reached.findChildren(PlainTable)
    held(vault, 2019, "Vergunningen")
    held(vault, 2020, "Zorg")
    reached.refresh()
    assert reached.table is not None
    assert [reached.table.cell_text("Vergunningen", at) for at in range(3)] == ["Vergunningen", "1", "0"]
    reached.refresh()
    vault.lock()
    reached.refresh()
