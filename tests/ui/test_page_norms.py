"""The page Normen: everybody reads, lawyers change and confirm, and a refusal stands beside its field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDialog, QLabel

from app.services.clock import today
from app.services.norms import NormChange, change_norm, confirm_norm, norms, withdraw_norm
from models.norm_choices import NormUnit
from tests.ui.conftest import User, shown
from ui.pages.norms.change import ChangeNormDialog
from ui.pages.norms.export import NormsExportDialog
from ui.pages.norms.page import NormsPage, key_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.rules.norms import Norm
    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.widgets.page import PageContext

    ContextOf = Callable[[UnlockedVault], PageContext]

STATE = 6


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("jurist")


@pytest.fixture
def page(vault: UnlockedVault, context_of: ContextOf, qtbot: QtBot, user: User) -> NormsPage:
    made = NormsPage(context_of(vault))
    made.refresh()
    shown(qtbot, made)
    return made


def open_ended(page: NormsPage, *, counting: bool = False) -> Norm:
    """Mark a norm that goes on; one of counting or of a term."""
    line = next(
        each
        for each in page.lines.values()
        if each.norm.valid_to is None and (each.norm.unit is NormUnit.COUNTING) is counting
    )
    page.table.selectRow(list(page.lines).index(key_of(line)))
    return line.norm


def said(page: NormsPage) -> str:
    return " ".join(each.text() for each in page.message.findChildren(QLabel))


def later(norm: Norm, begins: date) -> NormChange:
    return NormChange(
        replaces=norm.valid_from,
        valid_from=begins,
        value=norm.value,
        unit=norm.unit,
        ground=norm.ground,
        source=norm.source,
        counting=norm.counting,
        applies_termijnenwet=norm.applies_termijnenwet,
    )


def test_that_every_norm_is_there_and_waits(page: NormsPage, vault: UnlockedVault) -> None:
    assert page.table.rowCount() == len(norms(vault))
    assert {page.table.cell_text(key, STATE) for key in page.lines} == {"te bevestigen"}
    assert "te bevestigen" in page.counted.text()


def test_that_who_directs_cases_changes_what_is_agreed_on_them(
    unlock_as: UnlockAs, context_of: ContextOf, qtbot: QtBot, user: User
) -> None:
    page = NormsPage(context_of(unlock_as("director")))
    page.refresh()
    shown(qtbot, page)
    for start, offered in (("casework.still", True), ("awb.", False)):
        page.table.mark(next(key for key in page.lines if key.startswith(start)))
        page._show_choice()
        assert page.change_button.isEnabled() is offered
    page.change()
    assert not page.confirm_button.isVisible()
    assert user.asked == []


@pytest.mark.parametrize("role", ["keeper", "participant", "dpo"])
def test_that_others_read_and_no_more(
    unlock_as: UnlockAs, context_of: ContextOf, qtbot: QtBot, user: User, role: str
) -> None:
    page = NormsPage(context_of(unlock_as(role)))
    page.refresh()
    shown(qtbot, page)
    open_ended(page)

    page.change()
    page.confirm()

    assert page.table.rowCount()
    assert not page.change_button.isVisible()
    assert not page.confirm_button.isVisible()
    assert user.asked == []


def test_that_confirming_asks_first(page: NormsPage, user: User) -> None:
    norm = open_ended(page)
    key = f"{norm.id} {norm.valid_from.isoformat()}"
    user.will(False, True)

    page.confirm_button.click()
    assert page.table.cell_text(key, STATE) == "te bevestigen"
    page.confirm_button.click()

    assert page.table.cell_text(key, STATE).startswith("bevestigd door Gebruiker")
    assert not page.confirm_button.isEnabled()
    assert page.table.current_key == key


def test_that_nothing_happens_without_a_choice(page: NormsPage) -> None:
    page.change()
    page.confirm()

    assert not page.change_button.isEnabled()
    assert not page.confirm_button.isEnabled()


def test_that_a_norm_that_is_gone_meanwhile_is_told(page: NormsPage, vault: UnlockedVault, user: User) -> None:
    norm = open_ended(page)
    line = page.lines[f"{norm.id} {norm.valid_from.isoformat()}"]
    page.lines[key_of(line)] = replace(line, norm=replace(norm, valid_from=date(1999, 1, 1)))
    user.will(True)

    page.confirm()

    assert "bestaat niet (meer)" in said(page)


def test_that_a_new_norm_takes_over_from_its_day(page: NormsPage, vault: UnlockedVault, user: User) -> None:
    norm = open_ended(page)
    begins = today() + timedelta(days=30)

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, ChangeNormDialog)
        dialog.start()
        assert dialog.form.fields["valid_from"].problem == "Vul in vanaf welke dag deze norm geldt."
        dialog.form.fields["valid_from"].editor.show_value(norm.valid_from)
        dialog.start()
        assert "overlappen" in dialog.form.fields["valid_from"].problem
        dialog.form.fields["valid_from"].editor.show_value(begins)
        dialog.form.fields["ground"].editor.show_value("")
        dialog.start()
        assert dialog.form.fields["ground"].problem
        dialog.form.fields["ground"].editor.show_value("art. 99 Voorbeeldwet")
        dialog.start()
        return dialog.result() == QDialog.DialogCode.Accepted

    user.dialog = fill
    page.change_button.click()

    versions = [each.norm for each in norms(vault) if each.norm.id == norm.id]
    assert versions[-1].valid_from == begins
    assert versions[-1].ground == "art. 99 Voorbeeldwet"
    assert versions[-2].valid_to == begins - timedelta(days=1)
    assert "wacht op bevestiging" in said(page)


def test_that_a_norm_is_taken_back_only_before_it_begins(page: NormsPage, vault: UnlockedVault, user: User) -> None:
    norm = open_ended(page)
    page.withdraw()
    assert not page.withdraw_button.isEnabled()
    begins = today() + timedelta(days=30)
    change_norm(vault, norm.id, later(norm, begins))
    page.refresh()
    page.table.selectRow(list(page.lines).index(f"{norm.id} {begins.isoformat()}"))
    user.will(False, True)

    page.withdraw_button.click()
    assert f"{norm.id} {begins.isoformat()}" in page.lines
    page.withdraw_button.click()

    assert f"{norm.id} {begins.isoformat()}" not in page.lines
    assert [each.norm for each in norms(vault) if each.norm.id == norm.id][-1].valid_to is None


def test_that_taking_back_what_somebody_took_back_is_told(page: NormsPage, vault: UnlockedVault, user: User) -> None:
    norm = open_ended(page)
    begins = today() + timedelta(days=30)
    change_norm(vault, norm.id, later(norm, begins))
    page.refresh()
    page.table.selectRow(list(page.lines).index(f"{norm.id} {begins.isoformat()}"))
    withdraw_norm(vault, norm.id, begins)
    user.will(True)

    page.withdraw_button.click()

    assert "Alleen de nieuwste versie" in said(page)


def test_that_a_way_of_counting_has_no_value(page: NormsPage, user: User) -> None:
    open_ended(page, counting=True)

    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, ChangeNormDialog)
        assert not {"value", "unit"} & set(dialog.form.fields)
        return False

    user.dialog = look
    page.change_button.click()


def test_that_searching_narrows_and_escape_shows_all(page: NormsPage, vault: UnlockedVault) -> None:
    page.focus_search()
    page.search.setText("bestaat nergens")
    assert page.table.rowCount() == 0
    assert not page.table.isVisible()

    page.escape()

    assert page.table.rowCount() == len(norms(vault))


def test_that_all_confirmed_is_told(page: NormsPage, vault: UnlockedVault) -> None:
    for each in norms(vault):
        confirm_norm(vault, each.norm.id, each.norm.valid_from)

    page.refresh()

    assert page.counted.text().endswith("alle bevestigd.")


def test_that_all_norms_are_written_with_a_reason(page: NormsPage, user: User, qtbot: QtBot, tmp_path: Path) -> None:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, NormsExportDialog)
        dialog.form.fields["reason"].editor.show_value("")
        dialog.start()
        assert dialog.form.fields["reason"].problem
        dialog.form.fields["reason"].editor.show_value("Beoordeling")
        user.will(None, tmp_path / "normen")
        dialog.start()
        assert "geen bestand gekozen" in dialog.message.text.text()
        dialog.start()
        qtbot.waitUntil(lambda: dialog.result() == QDialog.DialogCode.Accepted)
        return True

    user.dialog = fill
    page.export_button.click()

    assert (tmp_path / "normen.pdf").read_bytes().startswith(b"%PDF-")
    assert "normen.pdf" in said(page)
