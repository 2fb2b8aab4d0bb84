"""A register whose records are files: what hangs on the open record is at hand, and nothing typed there is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.services.bibob.parties import Parties, PartyDraft
from app.services.bibob.screenings import Screenings
from app.services.drafts import Draft, Typed, waiting_drafts
from models.bibob.choices import PartyNature, PartyRole
from tests.services.bibob.files import screening
from tests.ui.conftest import User, shown
from ui.dialogs import Answer
from ui.navigation import ENTRIES
from ui.pages.bibob.screenings import SCREENINGS
from ui.widgets.record.description import Part
from ui.widgets.record.file_page import ROOM_FOR_BOTH, FilePage, record_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.widgets.page import Page, PageContext
    from ui.widgets.record.part_page import PartPage

    ContextOf = Callable[[UnlockedVault], PageContext]

NAME = "party"


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("bibob")


@pytest.fixture
def files(vault: UnlockedVault) -> tuple[int, int]:
    """Two files; the first has two parties, the second one."""
    first, second = (screening(vault, subject=name) for name in ("Café De Proef", "Snackbar Demo"))
    for key, name in ((first, "A. Voorbeeld"), (first, "B. Voorbeeld"), (second, "C. Voorbeeld")):
        Parties(vault).add(PartyDraft(key, PartyRole.FINANCIER, PartyNature.NATURAL, name))
    return first, second


@pytest.fixture
def page(vault: UnlockedVault, files: tuple[int, int], context_of: ContextOf, qtbot: QtBot, user: User) -> FilePage:
    made = record_page(SCREENINGS, context_of(vault), heading=False)
    assert isinstance(made, FilePage)
    made.refresh()
    made.resize(1300, 800)
    shown(qtbot, made)
    made.open_record(files[0])
    return made


def tab(page: FilePage, title: str) -> None:
    next(each for each in page.panel.tabs.bar.buttons if each.text().startswith(title)).click()


def parties(page: FilePage) -> PartPage:
    assert page.part is not None
    assert page.part.records.kind == NAME
    return page.part


def names_in(part: PartPage) -> set[str]:
    model = part.list.model
    return {str(model.index(row, 0).data()) for row in range(model.rowCount())}


def begin_party(page: FilePage, name: str) -> PartPage:
    tab(page, "Partijen")
    page.new()
    parties(page).panel.form.fields["name"].editor.show_value(name)
    parties(page).panel.form.edited.emit()
    return parties(page)


def test_that_a_file_counts_and_shows_only_what_hangs_on_it(page: FilePage) -> None:
    tab(page, "Partijen (2)")

    assert names_in(parties(page)) == {"A. Voorbeeld", "B. Voorbeeld"}


def test_that_a_part_does_not_repeat_which_file_it_is_in(page: FilePage) -> None:
    tab(page, "Partijen")

    assert "screening_id" not in parties(page).panel.form.fields
    assert parties(page).description.title_of("screening_id") == "Bibob-dossier"
    assert "screening" not in {column.name for column in parties(page).description.columns}


def test_that_a_new_part_hangs_on_the_open_file_and_the_list_comes_back(
    page: FilePage, vault: UnlockedVault, files: tuple[int, int]
) -> None:
    part = begin_party(page, "D. Voorbeeld")
    part.panel.form.fields["role"].editor.show_value(PartyRole.FINANCIER)
    part.panel.form.fields["nature"].editor.show_value(PartyNature.NATURAL)

    page.save()

    assert not part.panel.is_open
    assert names_in(part) == {"A. Voorbeeld", "B. Voorbeeld", "D. Voorbeeld"}
    stored = [Parties(vault).get(part.list.model.id_at(row)).draft for row in range(3)]
    assert {draft.screening_id for draft in stored} == {files[0]}
    assert any(each.text() == "Partijen (3)" for each in page.panel.tabs.bar.buttons)


def test_that_another_file_shows_its_own_parts_from_its_form_on(page: FilePage, files: tuple[int, int]) -> None:
    tab(page, "Partijen")

    page.open_record(files[1])

    assert page.part is None
    tab(page, "Partijen (1)")
    assert names_in(parties(page)) == {"C. Voorbeeld"}


def test_that_a_tab_is_not_left_over_input_without_asking(page: FilePage, user: User) -> None:
    part = begin_party(page, "E. Voorbeeld")
    user.will(Answer.STAY)

    tab(page, "Bronnen")

    assert user.asked
    assert page.part is part
    assert part.panel.dirty


def test_that_another_file_is_not_opened_over_input_in_a_part(
    page: FilePage, user: User, files: tuple[int, int]
) -> None:
    part = begin_party(page, "E. Voorbeeld")
    user.will(Answer.STAY)

    page.open_record(files[1])

    assert page.panel.record is not None
    assert page.panel.record.id == files[0]
    assert part.panel.dirty


def test_that_the_form_is_not_left_for_a_part_over_input_without_asking(page: FilePage, user: User) -> None:
    page.panel.form.fields["subject"].editor.show_value("Anders")
    page.panel.form.edited.emit()
    user.will(Answer.DISCARD)

    tab(page, "Partijen")

    assert user.asked
    assert page.part is not None
    assert not page.panel.dirty


def test_that_the_history_may_be_read_with_input_in_the_form(page: FilePage, user: User) -> None:
    page.panel.form.fields["subject"].editor.show_value("Anders")

    tab(page, "Geschiedenis")

    assert user.asked == []
    assert page.panel.tabs.on_history


def test_that_a_new_file_has_no_parts_yet(page: FilePage) -> None:
    page.new()

    enabled = [each.text() for each in page.panel.tabs.bar.buttons if each.isEnabled()]
    assert enabled == ["Gegevens"]


def test_that_escape_closes_the_part_first_and_then_the_file(page: FilePage) -> None:
    tab(page, "Partijen")
    parties(page).open_record(parties(page).list.model.id_at(0))

    page.escape()
    assert not parties(page).panel.is_open
    assert page.panel.is_open

    page.escape()
    assert not page.panel.is_open


def test_that_a_removed_part_comes_back_with_the_undo_key(page: FilePage) -> None:
    tab(page, "Partijen")
    part = parties(page)
    part.open_record(part.list.model.id_at(0))
    part.remove()
    assert len(names_in(part)) == 1

    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert names_in(part) == {"A. Voorbeeld", "B. Voorbeeld"}


def test_that_a_record_of_a_part_opens_in_its_file(
    page: FilePage, vault: UnlockedVault, files: tuple[int, int]
) -> None:
    key = next(key for key in range(1, 9) if Parties(vault).get(key).title.startswith("C."))

    assert page.has_part(NAME)
    page.open_part(NAME)
    page.open_record(key)

    assert page.panel.record is not None
    assert page.panel.record.id == files[1]
    assert page.spot().part == NAME
    assert page.spot().record == key


def test_that_a_record_of_a_part_that_is_gone_is_told(page: FilePage) -> None:
    page.open_part(NAME)
    page.open_record(999)

    assert "bestaat niet" in page.message.text.text()


def test_that_a_place_inside_a_file_is_found_from_the_window(
    vault: UnlockedVault, files: tuple[int, int], context_of: ContextOf, qtbot: QtBot, user: User
) -> None:
    whole: Page = next(entry for entry in ENTRIES if entry.key == "bibob").make(context_of(vault))
    qtbot.addWidget(whole)
    whole.open_part(Screenings.kind)
    whole.open_record(files[0])

    assert whole.spot().record == files[0]


def test_that_input_in_a_part_waits_and_comes_back_in_its_file(
    page: FilePage, vault: UnlockedVault, files: tuple[int, int], user: User
) -> None:
    part = begin_party(page, "F. Voorbeeld")
    unsaved = page.unsaved()
    assert unsaved is not None
    assert unsaved.input.part == NAME
    unsaved.drafts.keep(unsaved.input)
    part.drop()
    page.open_record(files[1])
    kept: Draft = waiting_drafts(vault)[0]

    page.put_back(kept)

    assert page.panel.record is not None
    assert page.panel.record.id == files[0]
    typed: Typed = parties(page).panel.form.typed()["name"]
    assert typed == "F. Voorbeeld"


def test_that_in_a_narrow_window_the_file_takes_the_place_of_the_list(page: FilePage, qtbot: QtBot) -> None:
    page.resize(ROOM_FOR_BOTH - 100, 600)
    qtbot.waitUntil(page.list.isHidden)

    page.escape()

    assert not page.list.isHidden()


def test_that_tabs_go_on_to_a_next_line(page: FilePage, qtbot: QtBot) -> None:
    bar = page.panel.tabs.bar
    assert bar.layout() is not None
    assert bar.heightForWidth(300) > bar.heightForWidth(3000)


def test_that_every_part_of_a_file_knows_its_file() -> None:
    for part in SCREENINGS.parts:
        if isinstance(part, Part):
            names = {field.name for field in part.description.fields}
            assert part.parent in names
