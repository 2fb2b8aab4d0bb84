"""The page of entities: what each source says, judgements taken back, and links made, changed and put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.services.network.judgements import judge, judgements_of
from app.services.network.links import Links, neighbours_of
from app.services.records import Query
from models.casework.choices import Likeness, LinkKind, MentionKind
from tests.services.network.people import entities_of, link, mentioned, person
from tests.services.signals.files import signal
from tests.ui.conftest import User, Visits, shown
from tests.ui.signals.conftest import filling
from ui.pages.network.entities import entities_page
from ui.pages.network.picking import EntityPicker
from ui.pages.network.sheets import NOTHING_JUDGED, KnownSheet, LinksSheet
from ui.pages.signals.mentions import MENTIONS
from ui.tokens import Tone
from ui.widgets.page import Place
from ui.widgets.record.file_page import FilePage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.widgets.page import PageContext

SAME = Likeness.SAME


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("director")


@pytest.fixture
def page(
    vault: UnlockedVault, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot, user: User
) -> FilePage:
    made = FilePage(entities_page(MENTIONS), context_of(vault))
    shown(qtbot, made)
    return made


def sheet_of(page: FilePage, key: int, part: str) -> KnownSheet | LinksSheet:
    page.refresh()
    page.open_record(key)
    page.panel.tabs.open(part)
    sheet = page.panel.tabs.part
    assert isinstance(sheet, KnownSheet | LinksSheet)
    return sheet


def known(page: FilePage, key: int) -> KnownSheet:
    sheet = sheet_of(page, key, "known")
    assert isinstance(sheet, KnownSheet)
    return sheet


def links(page: FilePage, key: int) -> LinksSheet:
    sheet = sheet_of(page, key, "links")
    assert isinstance(sheet, LinksSheet)
    return sheet


def test_that_the_sources_of_an_entity_lead_to_their_records(
    vault: UnlockedVault, page: FilePage, visits: Visits
) -> None:
    home = signal(vault)
    one, loose = person(vault, signal_id=home), person(vault, origin="Gesprek aan de balie")
    judge(vault, one, loose, SAME, "Zelfde man.")
    sheet = known(page, one)
    assert sheet.mentions.model().index(1, 3).data() == "los vastgelegd"
    assert not sheet.open_button.isEnabled()
    sheet.mentions.setCurrentCell(1, 0)
    sheet.open_record()
    assert visits == []
    sheet.mentions.setCurrentCell(0, 0)
    sheet.open_record()
    assert visits == [Place("signals", "signal", home)]


def test_that_a_mention_is_taken_apart_and_the_judgement_back(vault: UnlockedVault, page: FilePage, user: User) -> None:
    one, other, third = person(vault), person(vault), person(vault)
    judge(vault, one, third, SAME, "Zelfde man.")
    judge(vault, other, third, SAME, "Zelfde man.")
    sheet = known(page, one)
    at = next(row for row in range(3) if list(sheet.known)[row] == str(third))
    sheet.mentions.setCurrentCell(at, 0)
    user.dialog = filling(reason="Andere geboortedatum.")
    sheet.take_apart()
    assert entities_of(vault) == {one: one, other: other, third: third}
    assert sheet.message.text.text() == "Voorbeeld staat nu op zichzelf."
    sheet.judgements.setCurrentCell(0, 0)
    sheet.take_back()
    assert entities_of(vault) == {one: one, other: other, third: one}
    assert judgements_of(vault, one)[0].likeness is Likeness.WITHDRAWN


def test_that_a_reason_is_asked_and_a_refusal_changes_nothing(vault: UnlockedVault, page: FilePage, user: User) -> None:
    one, other = person(vault), person(vault)
    judge(vault, one, other, SAME, "Zelfde man.")
    sheet = known(page, one)
    sheet.mentions.setCurrentCell(0, 0)
    user.dialog = filling(reason=" ")
    sheet.take_apart()
    assert entities_of(vault) == {one: one, other: one}


def test_that_a_contradiction_is_said(vault: UnlockedVault, page: FilePage) -> None:
    one, two, three = person(vault), person(vault), person(vault)
    judge(vault, one, two, SAME, "Zelfde.")
    judge(vault, two, three, SAME, "Zelfde.")
    judge(vault, one, three, Likeness.NOT_SAME, "Toch niet.")
    sheet = known(page, one)
    assert sheet.message.text.text().startswith("Tegenspraak: Voorbeeld en Voorbeeld")


def test_that_nothing_judged_says_what_joins(vault: UnlockedVault, page: FilePage) -> None:
    sheet = known(page, person(vault))
    assert sheet._none.text() == NOTHING_JUDGED
    assert not sheet._none.isHidden()
    sheet.take_apart()
    sheet.take_back()
    assert not sheet.apart_button.isEnabled()


def test_that_a_link_is_made_by_choosing_the_other_end(vault: UnlockedVault, page: FilePage, user: User) -> None:
    one = person(vault)
    house = mentioned(vault, kind=MentionKind.ADDRESS, street="Dorpsweg", house_number=3)
    sheet = links(page, one)

    def answer(dialog: QDialog) -> bool:
        if isinstance(dialog, EntityPicker):
            offered = [dialog.chosen]
            dialog.search.setText("niemand zo")
            dialog.look()
            offered.append(dialog.chosen)
            assert offered == [house, None], "it offers all but the one that is open"
            assert "Niets gevonden" in dialog.note.text()
            dialog.search.setText("dorpsweg")
            dialog.look()
            return dialog.chosen == house
        return filling(kind=LinkKind.LIVES_AT, origin="BRP")(dialog)

    user.dialog = answer
    sheet.add()
    (found,) = neighbours_of(vault, one)
    assert (found.other, found.reads) == (house, "woont op")
    assert sheet.links.rowCount() == 1


def test_that_a_link_is_changed_removed_and_put_back(vault: UnlockedVault, page: FilePage, user: User) -> None:
    one, other = person(vault), person(vault, "Ander")
    link(vault, one, other, LinkKind.KNOWS)
    sheet = links(page, other)
    assert sheet.links.model().index(0, 0).data() == "gekend door"
    sheet.links.setCurrentCell(0, 0)
    user.dialog = filling(kind=LinkKind.RELATED)
    sheet.change()
    assert neighbours_of(vault, one)[0].reads == "familielid van"
    sheet.links.setCurrentCell(0, 0)
    user.will(False, True)
    sheet.remove()
    assert neighbours_of(vault, one)
    sheet.remove()
    assert list(Links(vault).ids(Query())) == []
    sheet.message.do()
    assert neighbours_of(vault, one)[0].reads == "familielid van"


def test_that_one_goes_on_to_a_neighbour(vault: UnlockedVault, page: FilePage, visits: Visits) -> None:
    home = signal(vault)
    one, other = person(vault, signal_id=home), person(vault, "Ander", signal_id=home)
    link(vault, one, other)
    sheet = links(page, one)
    sheet.open_other()
    sheet.open_beside()
    assert visits == []
    sheet.links.setCurrentCell(0, 0)
    sheet.open_other()
    sheet.beside.setCurrentCell(0, 0)
    sheet.open_beside()
    assert visits == [Place("network", "mention", other)] * 2


def test_that_a_mention_that_is_gone_is_told(vault: UnlockedVault, page: FilePage) -> None:
    one, other = person(vault), person(vault, "Ander")
    link(vault, one, other)
    sheet = links(page, one)
    sheet.links.setCurrentCell(0, 0)
    register = Links(vault)
    (key,) = register.ids(Query())
    register.remove(key, register.get(key).version)
    sheet.change()
    assert sheet.message.property("tone") == Tone.DANGER.value
