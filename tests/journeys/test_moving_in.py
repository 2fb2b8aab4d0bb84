"""Moving in: a workbook that was made by hand, with cases, persons and a budget, is read in one sitting."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.services.casework.cases import Cases
from app.services.programme.money import money_of
from app.services.records import Query
from app.services.signals.mentions import Mentions
from tests.exchange.workbooks import by_hand
from ui.pages.importing.check import CheckStep
from ui.pages.importing.columns import ColumnsStep
from ui.pages.importing.done import DoneStep
from ui.pages.importing.printed import PrintedStep
from ui.pages.importing.sheet import SheetStep
from ui.pages.importing.wizard import ImportWizard
from ui.widgets.page import Place
from ui.widgets.record.page import RecordPage
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.ui.conftest import User
    from ui.main_window import MainWindow


TITLES = ("Zaken", "Personen", "Begroting")
TOLD = [
    "Zaken als case",
    "3 regels worden ingelezen als casussen.",
    "Personen als person",
    "3 regels worden ingelezen als personen.",
    "Begroting als budget",
    "Begroting 2021: 4 posten in 2 groepen.",
]


def read_sheet(dialog: ImportWizard, qtbot: QtBot, title: str) -> list[str]:
    """One sheet from choosing it to what was stored; gives what was said of it."""
    step = dialog.step
    assert isinstance(step, SheetStep)
    assert step.sheet.value == title
    seen = [f"{title} als {step.into.value}"]
    dialog.onward()
    if isinstance(dialog.step, ColumnsStep):
        dialog.onward()
    qtbot.waitUntil(lambda: dialog.step.ready)
    assert isinstance(dialog.step, CheckStep | PrintedStep)
    seen.extend(dialog.step.told.texts[:1])
    dialog.onward()
    qtbot.waitUntil(lambda: isinstance(dialog.step, DoneStep))
    return seen


def sitting(qtbot: QtBot, seen: list[str]) -> Callable[[QDialog], bool]:
    """Somebody who reads the whole workbook, sheet by sheet."""

    def sit(dialog: QDialog) -> bool:
        assert isinstance(dialog, ImportWizard)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        qtbot.waitUntil(lambda: dialog.step.ready)
        dialog.onward()
        for title in TITLES:
            seen.extend(read_sheet(dialog, qtbot, title))
            done: Any = dialog.step
            if title != TITLES[-1]:
                done.another_button.click()
        dialog.onward()
        return True

    return sit


def test_that_a_workbook_made_by_hand_is_read_in_one_sitting(
    work: Callable[[str], UnlockedVault],
    window_of: Callable[[UnlockedVault], MainWindow],
    user: User,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    file = tmp_path / "ondermijning 2019-2021.xlsx"
    file.write_bytes(by_hand())
    vault, seen = work("regisseur"), list[str]()
    before = len(Cases(vault).ids(Query()))
    window = window_of(vault)
    window.go(Place("cases"))
    assert isinstance(window.page, TabbedPage)
    page = window.page.current
    assert isinstance(page, RecordPage)
    user.dialog = sitting(qtbot, seen)
    page.list_menu.take(file)
    assert seen == TOLD
    assert len(Cases(vault).ids(Query())) == before + 3
    check_people(vault)
    check_money(vault)


def check_people(vault: UnlockedVault) -> None:
    """Cases keep their numbers; persons stand in their case, or say which file they came from."""
    cases, persons = Cases(vault), Mentions(vault)
    loods = cases.get(cases.ids(Query(words="Z-19-2"))[0]).draft
    assert (loods.number, loods.location, loods.description) == ("Z-19-2", None, "via LIP")
    (jan,) = persons.ids(Query(words="Jan van Voorbeeld"))
    assert persons.get(jan).draft.case_id == cases.ids(Query(words="Z-19-1"))[0]
    (proef,) = persons.ids(Query(words="P. de Proef"))
    assert persons.get(proef).draft.origin == "Ingelezen uit ondermijning 2019-2021.xlsx"


def check_money(vault: UnlockedVault) -> None:
    """One line has no amount yet, and so there is no remainder."""
    (budget,) = money_of(vault, 2021).budgets
    assert (budget.budgeted, budget.remainder) == (Decimal(50000), None)
    spent = [line.spent for group in budget.groups for line in group.lines]
    assert spent == [Decimal(12500), Decimal(2067), None, Decimal(428)]
