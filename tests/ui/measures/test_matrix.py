"""The matrix on screen: read per object, filled in as a grid, refused beside the row, and closed when adopted."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from app.rules.measures.ladder import CELLS
from app.services.measures.matrices import Matrices, add_example, grid
from app.services.records import Query
from models.measures.choices import Circumstance, Substance, Unit
from tests.services.measures.files import policy
from tests.ui.conftest import User, shown
from ui.pages.measures.matrix import MATRIX, GridDialog
from ui.widgets.record.file_page import FilePage, record_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from ui.widgets.page import PageContext

CELL = CELLS[0]


@pytest.fixture
def page(
    vault: UnlockedVault, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot, user: User
) -> FilePage:
    made = record_page(MATRIX, context_of(vault))
    assert isinstance(made, FilePage)
    made.refresh()
    shown(qtbot, made)
    return made


def press(page: FilePage, title: str) -> None:
    next(each for each in page.findChildren(QPushButton) if each.accessibleName() == title).click()


def opened(page: FilePage, key: int) -> None:
    page.refresh()
    page.open_record(key)


@pytest.fixture
def dialog(vault: UnlockedVault, qtbot: QtBot, user: User) -> GridDialog:
    made = GridDialog(vault, grid(vault, add_example(vault)))
    shown(qtbot, made)
    return made


def test_that_the_example_is_added_marked_and_read_per_object(page: FilePage, vault: UnlockedVault) -> None:
    press(page, "Voorbeeld toevoegen")
    assert "op een voorbeeld rust geen besluit" in page.message.text.text()
    opened(page, Matrices(vault).ids(Query())[0])
    page.panel.tabs.open("grid")
    told = {each.text() for each in page.findChildren(QLabel)}
    assert "Dit is een voorbeeld – vul uit vastgesteld beleid." in told
    assert {"Woning, bewoond", "Bijbehorend erf"} <= told


def test_that_a_grid_is_filled_in_and_stored(dialog: GridDialog, vault: UnlockedVault) -> None:
    for edit, text in zip(dialog.measures.cells[CELL], ("w", "D", "6", "O"), strict=True):
        edit.setText(text)
    dialog.thresholds.edits[Substance.HARD, Unit.PIECES].setText("1,5")
    dialog.steps.edits[Circumstance.LAPSE].setText("−1")
    dialog.start()
    assert dialog.result() == QDialog.DialogCode.Accepted
    stored = grid(vault, 1)
    assert [str(each) for each in stored.rows[CELL]] == [
        "waarschuwing",
        "last onder dwangsom",
        "sluiting, 6 maanden",
        "sluiting, voor onbepaalde tijd",
    ]
    assert stored.thresholds[Substance.HARD, Unit.PIECES] == Decimal("1.50")
    assert stored.adjustments[Circumstance.LAPSE] == -1


def test_that_a_hole_is_told_beside_its_row_while_it_is_a_draft(dialog: GridDialog, vault: UnlockedVault) -> None:
    dialog.measures.cells[CELL][1].setText("")
    dialog.measures.show_problems()
    told = [each.text() for each in dialog.measures.findChildren(QLabel) if each.isVisible()]
    assert any("ontbreekt de tweede constatering" in each for each in told)
    dialog.start()
    assert grid(vault, 1).rows[CELL][1] is None


def wrong_cell(dialog: GridDialog) -> None:
    dialog.measures.cells[CELL][0].setText("drie")


def wrong_threshold(dialog: GridDialog) -> None:
    dialog.thresholds.edits[Substance.SOFT, Unit.GRAM].setText("vijf")


def negative_threshold(dialog: GridDialog) -> None:
    dialog.thresholds.edits[Substance.SOFT, Unit.GRAM].setText("-5")


def wrong_step(dialog: GridDialog) -> None:
    dialog.steps.edits[Circumstance.WEAPONS].setText("veel")


def step_the_wrong_way(dialog: GridDialog) -> None:
    dialog.steps.edits[Circumstance.CHILDREN].setText("1")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (wrong_cell, "‘drie’ is geen maatregel"),
        (wrong_threshold, "vijf"),
        (negative_threshold, "“-5” is geen getal"),
        (wrong_step, "een heel getal"),
        (step_the_wrong_way, "alleen terug"),
    ],
)
def test_that_what_cannot_be_read_is_refused_in_place(
    dialog: GridDialog, vault: UnlockedVault, spoil: Callable[[GridDialog], None], told: str
) -> None:
    before = grid(vault, 1)
    spoil(dialog)
    dialog.start()
    assert told in dialog.message.text.text()
    assert grid(vault, 1) == before


def test_that_adopted_policy_is_copied_and_not_filled_in(page: FilePage, vault: UnlockedVault, user: User) -> None:
    key = policy(vault)
    opened(page, key)
    press(page, "Matrix invullen…")
    assert "Maak met ‘Kopiëren’ een nieuwe versie" in user.told[-1]
    press(page, "Kopiëren")
    assert len(Matrices(vault).ids(Query())) == 2
    copy = next(each for each in Matrices(vault).ids(Query()) if each != key)
    opened(page, copy)

    def save(dialog: QDialog) -> bool:
        assert isinstance(dialog, GridDialog)
        dialog.start()
        return bool(dialog.result())

    user.dialog = save
    press(page, "Matrix invullen…")
    assert "De matrix is opgeslagen." in page.message.text.text()


def test_that_a_new_version_without_rows_shows_what_is_missing(page: FilePage, vault: UnlockedVault) -> None:
    register = Matrices(vault)
    draft = register.blank()
    key = register.add(type(draft)(name="Leeg", valid_from=draft.valid_from, lookback_years=3)).id
    opened(page, key)
    page.panel.tabs.open("grid")
    told = {each.text() for each in page.findChildren(QLabel)}
    assert {"Geen drempels.", "Geen stappen bij omstandigheden."} <= told
