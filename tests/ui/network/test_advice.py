"""The tab and the dialog of advice: what fits with its ground, taken over into a plan, and the rules behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from app.services.casework.approach import Interventions
from app.services.network.advice.rules import shipped_rules
from app.services.records import Query
from models.casework.choices import LinkKind
from tests.services.network.invented import firm, house, link
from tests.services.network.test_advice import housing_case
from tests.ui.conftest import User, shown
from tests.ui.network.desk import Board
from ui.pages.network.advice.rules import ADVICE_RULES
from ui.pages.network.advice.sheet import CaseAdviceSheet, ChartAdviceDialog, advise_on_chart
from ui.pages.network.advice.taking import TakeInput, TakeOverDialog
from ui.widgets.record.page import RecordPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog, QWidget
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.widgets.page import PageContext


TAKE = " overnemen in het plan van aanpak"


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("director")


def texts(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel)]


def takes(widget: QWidget) -> dict[str, QPushButton]:
    found = {each.accessibleName(): each for each in widget.findChildren(QPushButton)}
    return {name.removesuffix(TAKE): each for name, each in found.items() if name.endswith(TAKE)}


def test_that_a_case_shows_what_fits_with_its_ground_and_what_it_rests_on(
    vault: UnlockedVault, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot, user: User
) -> None:
    sheet = CaseAdviceSheet(context_of(vault))
    shown(qtbot, sheet)
    sheet.show_record(housing_case(vault))
    told = texts(sheet)
    assert "Handhaving van de Huisvestingswet" in told
    assert any(text.startswith("Grondslag: art. 21 en 22 Huisvestingswet 2014") for text in told)
    assert any("te bevestigen" in text for text in told)
    assert any("Demo Verhuur BV: verhuurt Voorbeeldstraat 1" in text for text in told)


def test_that_taking_over_puts_it_in_the_plan_and_says_so_on_its_card(
    vault: UnlockedVault, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot, user: User
) -> None:
    case = housing_case(vault)
    sheet = CaseAdviceSheet(context_of(vault))
    shown(qtbot, sheet)
    sheet.show_record(case)

    def accept(dialog: QDialog) -> bool:
        assert isinstance(dialog, TakeOverDialog)
        dialog.start()
        return dialog.made is not None

    user.dialog = accept
    takes(sheet)["Handhaving van de Huisvestingswet"].click()
    register = Interventions(vault)
    (key,) = register.ids(Query(where=(("case_id", case),)))
    assert register.get(key).draft.owner == vault.account.name
    assert "Staat in het plan" in texts(sheet)
    assert "Handhaving van de Huisvestingswet" not in takes(sheet)


def test_that_who_only_reads_cases_sees_advice_without_a_button(
    unlock_as: UnlockAs, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot, user: User
) -> None:
    case = housing_case(unlock_as("director"))
    sheet = CaseAdviceSheet(context_of(unlock_as("privacy")))
    shown(qtbot, sheet)
    sheet.show_record(case)
    assert not takes(sheet)
    sheet.show_record(99)
    assert not sheet.view.message.isHidden()


def test_that_a_chart_asks_for_the_case_when_an_advice_is_taken_over(
    vault: UnlockedVault, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot, user: User
) -> None:
    case = housing_case(vault)
    agency, one = firm(vault, "Demo Verhuur BV"), house(vault, 5)
    link(vault, agency, one, LinkKind.OWNS)
    dialog = ChartAdviceDialog(vault, (f"entity:{agency}", f"entity:{one}"))
    shown(qtbot, dialog)
    asked: list[TakeOverDialog] = []

    def refuse_then_accept(asking: QDialog) -> bool:
        assert isinstance(asking, TakeOverDialog)
        asked.append(asking)
        asking.start()
        assert asking.made is None
        asking.form.show_input(TakeInput(case_id=case))
        asking.start()
        return asking.made is not None

    user.dialog = refuse_then_accept
    takes(dialog)["Integrale controle"].click()
    assert asked[0].made is not None
    assert Interventions(vault).get(asked[0].made).draft.title == "Integrale controle"


def test_that_the_act_of_the_chart_opens_the_dialog_and_an_empty_chart_says_what_is_missing(
    vault: UnlockedVault, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot, user: User
) -> None:
    told: list[str] = []

    def look(dialog: QDialog) -> bool:
        told.extend(texts(dialog))
        qtbot.addWidget(dialog)
        return True

    user.dialog = look
    board = Board(context_of(vault), shown(qtbot, QLabel("")))
    advise_on_chart(board.context())
    assert any(text.startswith("Er is nog te weinig vastgelegd voor een advies") for text in told)


def test_that_the_rules_of_the_program_are_adopted_from_their_page(
    vault: UnlockedVault, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot, user: User
) -> None:
    page = RecordPage(ADVICE_RULES, context_of(vault))
    page.refresh()
    shown(qtbot, page)
    adopt = next(each for each in page.findChildren(QPushButton) if each.accessibleName().startswith("Regels van het"))
    adopt.click()
    assert len(page.records.ids(Query())) == len(shipped_rules())
    adopt.click()
    assert user.told == ["Adviesregels: Alle regels van het programma staan al in deze lijst."]
