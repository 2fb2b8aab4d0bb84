"""Financiën: key figures that say why they are unknown, Table 2 with its totals, and what a source says otherwise."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QTreeWidget, QTreeWidgetItem, QWidget

from app.errors import StorageFailed
from app.rules.forecast import Outlook, forecast
from app.rules.money import Total
from app.services.programme.budgets import BudgetDraft, Budgets, LineDraft, Lines
from app.services.programme.money import BudgetSums, GroupSums, LineSums, money_of
from app.services.programme.spending import CommitmentDraft, Commitments
from app.services.records import Query
from models.choices import Nature
from tests.demo_vault import build_demo, copy_of, open_as
from tests.ui.conftest import Visits, shown
from ui.pages.finance import overview as module
from ui.pages.finance.overview import MoneyOverview, disagreements, key_figures
from ui.tokens import Tone
from ui.widgets.bar_chart import Bar, BarChart
from ui.widgets.page import Place
from ui.widgets.parts import KeyFigure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.widgets.page import PageContext


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def vault(demo: Path, tmp_path: Path) -> Iterator[UnlockedVault]:
    with open_as("controller", copy_of(demo, tmp_path)) as unlocked:
        yield unlocked


@pytest.fixture
def page(qtbot: QtBot, vault: UnlockedVault, context_of: Callable[[UnlockedVault], PageContext]) -> MoneyOverview:
    made = MoneyOverview(context_of(vault))
    shown(qtbot, made)
    made.refresh()
    return made


def tree(page: MoneyOverview) -> QTreeWidget:
    return page.findChildren(QTreeWidget)[0]


def left(part: QWidget, page: MoneyOverview) -> int:
    return part.mapTo(page, QPoint(0, 0)).x()


def top(part: QWidget, page: MoneyOverview) -> int:
    return part.mapTo(page, QPoint(0, 0)).y()


def lines(page: MoneyOverview) -> list[list[str]]:
    """The table from top to bottom, as it is read."""
    found: list[list[str]] = []

    def read(item: QTreeWidgetItem) -> None:
        found.append([item.text(at) for at in range(5)])
        for at in range(item.childCount()):
            child = item.child(at)
            assert child is not None
            read(child)

    for at in range(tree(page).topLevelItemCount()):
        item = tree(page).topLevelItem(at)
        assert item is not None
        read(item)
    return found


def figures(page: MoneyOverview) -> dict[str, str]:
    cards = page.findChildren(KeyFigure)
    return {each.accessibleName().partition(":")[0]: each.figure.text() for each in cards}


def test_that_the_year_that_was_spent_in_opens_with_its_key_figures(page: MoneyOverview) -> None:
    assert page.year.value == 2019
    assert figures(page) == {
        "Begroot": "€ 520.000",
        "Uitgegeven": "€ 223.200",
        "Restant": "€ 296.800",
        "Verplicht": "onbekend",
        "Vrij": "onbekend",
    }


def test_that_the_table_has_every_group_line_and_total(page: MoneyOverview) -> None:
    found = lines(page)
    assert [cells[0] for cells in found if cells[0] in ("Casuïstiek en informatiepositie", "Basis op orde")]
    assert ["Waaksamen app", "", "2.067", "", "Structureel"] in found
    assert found[-1] == ["Totaal 2019", "520.000", "223.200", "296.800", ""]
    assert sum(1 for cells in found if cells[0] and cells[2]) == 10 + 3 + 1


def test_that_another_year_is_chosen_and_kept(page: MoneyOverview) -> None:
    page.year.choose(2020)
    assert page.shown is not None
    assert page.shown.year == 2020
    assert figures(page)["Uitgegeven"] == "onbekend"
    assert lines(page)[-1][0] == "Totaal 2020"
    page.refresh()
    assert page.shown.year == 2020


def test_that_a_change_shows_after_refresh_and_a_disagreement_is_told(
    page: MoneyOverview, vault: UnlockedVault
) -> None:
    register = Budgets(vault)
    key = register.ids(Query(where=(("year", 2019),)))[0]
    record = register.get(key)
    register.change(
        key, replace(record.draft, stated_spent=Decimal(200000), stated_remainder=Decimal(296800)), record.version
    )
    page.refresh()
    texts = [each.text() for each in page.findChildren(QLabel)]
    told = [text for text in texts if text.startswith("Opgegeven totaal")]
    assert told == [
        "Opgegeven totaal uitgaven: € 200.000. Berekend uit de posten: € 223.200. Het programma past niets aan."
    ]


def test_that_the_carry_over_stands_under_the_table(page: MoneyOverview) -> None:
    texts = [each.text() for each in page.findChildren(QLabel)]
    assert any(text.startswith("Overheveling van € 296.800 naar 2020: ") for text in texts)


def test_that_enter_on_a_line_leads_to_it_and_on_a_group_nowhere(page: MoneyOverview, visits: Visits) -> None:
    table = tree(page)
    group = table.topLevelItem(0)
    assert group is not None
    table.itemActivated.emit(group, 0)
    assert visits == []
    table.setCurrentIndex(table.indexBelow(table.indexFromItem(group)))
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    (place,) = visits
    assert (place.page, place.part) == ("money", "budget_line")
    assert place.record is not None


def test_that_the_chart_can_be_read_without_seeing_it(page: MoneyOverview) -> None:
    (chart,) = page.findChildren(BarChart)
    assert chart.accessibleName() == "Uitgaven per groep in 2019"
    assert "Basis op orde: € 195.140" in chart.accessibleDescription()


def test_that_the_chart_goes_under_the_table_where_there_is_no_room(qtbot: QtBot, page: MoneyOverview) -> None:
    chart, table = page.findChildren(BarChart)[0], tree(page)

    page.resize(1200, 600)
    qtbot.waitUntil(lambda: left(chart, page) > left(table, page))
    page.resize(800, 600)
    qtbot.waitUntil(lambda: top(chart, page) > top(table, page) + table.height())

    assert table.width() > 700


def test_that_ctrl_f_goes_to_the_year(qtbot: QtBot, page: MoneyOverview) -> None:
    page.focus_search()
    qtbot.waitUntil(page.year.hasFocus)


def test_that_a_store_that_fails_is_told(page: MoneyOverview, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_vault: object) -> None:
        raise StorageFailed("De schijf weigert.")

    monkeypatch.setattr(module, "budget_years", broken)
    page.refresh()
    assert page.message.text.text() == "De schijf weigert."


def test_that_without_a_budget_the_page_says_where_to_begin(
    qtbot: QtBot, unlock_as: UnlockAs, context_of: Callable[[UnlockedVault], PageContext], visits: Visits
) -> None:
    page = MoneyOverview(context_of(unlock_as("policy")))
    shown(qtbot, page)
    page.refresh()
    assert page._stack.currentIndex() == 0
    next(each for each in page.findChildren(QPushButton) if "Begrotingen" in each.text()).click()
    assert visits == [Place("money", "budget")]


def test_that_a_budget_nobody_spent_opens_as_the_newest_year(
    qtbot: QtBot, unlock_as: UnlockAs, context_of: Callable[[UnlockedVault], PageContext]
) -> None:
    vault = unlock_as("policy")
    for year in (2020, 2021):
        Budgets(vault).add(BudgetDraft(year=year, name="Leeg", groups=("Alles",)))
    page = MoneyOverview(context_of(vault))
    shown(qtbot, page)
    page.refresh()
    assert page.shown is not None
    assert page.shown.year == 2021
    assert page.findChildren(BarChart) == []


NONE_PROMISED = Total(None, 0)


def sums(
    budgeted: int | None = 100,
    spent: tuple[int | None, ...] = (60,),
    promised: Total = NONE_PROMISED,
    remainder: int | None = 40,
) -> BudgetSums:
    known = [Decimal(each) for each in spent if each is not None]
    total = Total(sum(known, Decimal(0)) if known else None, len(spent) - len(known))
    rows = tuple(
        LineSums(at, f"Post {at}", None, None if each is None else Decimal(each), None, None)
        for at, each in enumerate(spent)
    )
    return BudgetSums(
        id=1,
        year=2019,
        name="Proef",
        nature=Nature.INCIDENTAL,
        budgeted=None if budgeted is None else Decimal(budgeted),
        groups=(GroupSums("Alles", rows, total),),
        spent=total,
        remainder=None if remainder is None else Decimal(remainder),
        committed=promised,
        stated_spent=None,
        stated_remainder=None,
        carry_overs=(),
        outlook=forecast([Outlook(line.spent, (), None) for line in rows], over=True),
    )


@pytest.mark.parametrize(
    ("budget", "title", "figure", "note", "tone"),
    [
        (sums(), "Begroot", "€ 100", "voor het hele jaar", Tone.NEUTRAL),
        (sums(budgeted=None, remainder=None), "Begroot", "onbekend", "niet ingevuld", Tone.NEUTRAL),
        (sums(), "Uitgegeven", "€ 60", "60% van de begroting", Tone.NEUTRAL),
        (sums(budgeted=None), "Uitgegeven", "€ 60", "alle posten zijn bekend", Tone.NEUTRAL),
        (sums(spent=()), "Uitgegeven", "onbekend", "nog geen posten", Tone.NEUTRAL),
        (sums(spent=(None,)), "Uitgegeven", "onbekend", "geen enkele post", Tone.NEUTRAL),
        (sums(spent=(60, None)), "Uitgegeven", "€ 60", "van één post onbekend", Tone.WARNING),
        (sums(spent=(60, None, None)), "Uitgegeven", "€ 60", "van 2 posten onbekend", Tone.WARNING),
        (sums(), "Restant", "€ 40", "begroot min uitgegeven", Tone.NEUTRAL),
        (sums(remainder=-5), "Restant", "€ −5", "meer uitgegeven dan begroot", Tone.DANGER),
        (sums(spent=(60, None)), "Restant", "€ 40", "ten hoogste", Tone.WARNING),
        (sums(remainder=None), "Restant", "onbekend", "wat is uitgegeven", Tone.NEUTRAL),
        (sums(budgeted=None, remainder=None), "Restant", "onbekend", "het begrote bedrag", Tone.NEUTRAL),
        (sums(), "Verplicht", "geen", "geen verplichtingen", Tone.NEUTRAL),
        (sums(promised=Total(Decimal(15), 0)), "Verplicht", "€ 15", "toegezegd", Tone.NEUTRAL),
        (sums(promised=Total(None, 1)), "Verplicht", "onbekend", "één bedrag onbekend", Tone.WARNING),
        (sums(promised=Total(Decimal(15), 2)), "Verplicht", "€ 15", "2 bedragen onbekend", Tone.WARNING),
        (sums(promised=Total(Decimal(15), 0)), "Vrij", "€ 25", "restant min verplicht", Tone.NEUTRAL),
        (sums(promised=Total(None, 1)), "Vrij", "onbekend", "wat is verplicht", Tone.NEUTRAL),
        (sums(remainder=None), "Vrij", "onbekend", "het restant", Tone.NEUTRAL),
    ],
)
def test_that_a_figure_says_what_it_means_or_why_it_is_unknown(
    budget: BudgetSums, title: str, figure: str, note: str, tone: Tone
) -> None:
    found = next(each for each in key_figures(budget) if each.title == title)
    assert found.figure == figure
    assert note in found.note
    assert found.tone is tone


def test_that_totals_that_agree_are_not_mentioned() -> None:
    assert list(disagreements(replace(sums(), stated_spent=Decimal(60), stated_remainder=Decimal(40)))) == []
    (told,) = disagreements(replace(sums(remainder=None), stated_remainder=Decimal(40)))
    assert told.startswith("Opgegeven totaal restant: € 40. Berekend uit de posten: onbekend.")


def test_that_the_table_says_which_line_is_unknown(page: MoneyOverview, vault: UnlockedVault) -> None:
    group = Lines(vault).options("group_id")[-1].value
    line = Lines(vault).add(LineDraft(group_id=group, name="Nog te factureren", budgeted=Decimal(500)))
    Commitments(vault).add(CommitmentDraft(line_id=line.id, year=2020, amount=Decimal(400)))
    page.refresh()
    assert ["Nog te factureren", "500", "onbekend", "", ""] in lines(page)
    assert any(cells[4] == "van één post onbekend" for cells in lines(page))
    assert money_of(vault, 2019).budgets[0].spent.unknown == 1


def test_that_bars_are_drawn_on_one_scale(qtbot: QtBot) -> None:
    chart = BarChart("Proef", [Bar("a", 100.0, "€ 100"), Bar("b", 50.0, "€ 50"), Bar("c", None, "onbekend")])
    shown(qtbot, chart)
    picture = chart.grab().toImage()

    def filled(row: int) -> int:
        line = row * 46 + 46 - 14
        first = picture.pixelColor(1, line)
        return sum(1 for at in range(0, picture.width(), 4) if picture.pixelColor(at, line) == first)

    assert filled(0) > 1.8 * filled(1)
    assert chart.accessibleDescription() == "a: € 100; b: € 50; c: onbekend"
    assert chart.minimumSizeHint().height() == chart.sizeHint().height()


def test_that_a_chart_without_amounts_or_with_corrections_is_drawn(qtbot: QtBot) -> None:
    chart = BarChart("Proef", [Bar("a", -20.0, "€ −20"), Bar("b", 0.0, "€ 0")])
    shown(qtbot, chart)
    assert not chart.grab().isNull()
    empty = BarChart("Leeg", [])
    shown(qtbot, empty)
    assert empty.sizeHint().height() == 0
