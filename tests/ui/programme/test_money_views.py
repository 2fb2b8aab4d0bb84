"""The money beside its registers: what is flagged, the forecast in words, years beside each other, and the ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from app.services.programme.budgets import BudgetDraft, Budgets, LineDraft, Lines
from app.services.programme.carry_overs import CarryOverDraft, CarryOvers
from app.services.programme.contributions import ContributionDraft, Contributions
from app.services.programme.money import BudgetSums, money_of
from app.services.programme.registers import ProgrammeDraft, Programmes
from app.services.programme.spending import BookingDraft, Bookings, CommitmentDraft, Commitments
from app.services.programme.years import PlanYearDraft, PlanYears
from app.services.records import Query
from models.choices import CarryOverStatus, FundingSource, Nature
from tests.services.parents import line
from tests.ui.conftest import shown
from ui.pages.figures.published import PublishedPage
from ui.pages.finance.carry_over_step import ask_for_step, step_dialog
from ui.pages.finance.outlook import allotment, flags, outlook_card, particulars, result, steps
from ui.pages.finance.over_years import MoneyYears
from ui.pages.finance.reconcile import ReconciledDialog, ReconcileDialog, ask_to_reconcile, remarks
from ui.pages.finance.registers import BOOKINGS, CARRY_OVERS
from ui.pages.programme.funding import FundingSheet
from ui.pages.programme.years import YearSheet
from ui.widgets.dialogs.form_dialog import FormDialog
from ui.widgets.page import Place
from ui.widgets.record.page import RecordPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from tests.ui.conftest import User, Visits
    from ui.widgets.page import PageContext

    ContextOf = Callable[[UnlockedVault], PageContext]


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("director")


def sums(vault: UnlockedVault, year: int = 2019) -> BudgetSums:
    (budget,) = money_of(vault, year).budgets
    return budget


def test_that_structural_costs_on_incidental_money_and_uncovered_staff_are_flagged(vault: UnlockedVault) -> None:
    line(vault, name="Waaksamen", nature=Nature.STRUCTURAL, spent_amount=Decimal(2067), continues=True)
    assert list(flags(sums(vault))) == [
        (
            "‘Post Waaksamen’ (€ 2.067) is structureel en wordt betaald uit incidenteel geld. "
            "Zoek dekking voor de jaren hierna."
        ),
        "‘Post Waaksamen’ loopt door in 2020; waaruit dat wordt betaald, is nog onbekend.",
    ]


def test_that_the_particulars_tell_where_money_comes_from_and_who_shares(vault: UnlockedVault) -> None:
    draft = BudgetDraft(2019, "A", Nature.INCIDENTAL, FundingSource.STATE, "1.2", Decimal(1000), ("Basis",))
    made = Budgets(vault).add(draft)
    told = list(particulars(sums(vault)))
    assert told[0] == "Herkomst: Rijk of versterkingsgelden, taakveld 1.2."
    assert "Het eigen aandeel van de gemeente is niet ingevuld." in told
    bare = BudgetDraft(2019, "A", Nature.INCIDENTAL, None, None, Decimal(1000), ("Basis",))
    changed = replace(bare, adjusted=Decimal(800), own_share=Decimal(200))
    Budgets(vault).change(made.id, changed, made.version)
    group = Lines(vault).options("group_id")[0].value
    Lines(vault).add(LineDraft(group, "Deel", budgeted=Decimal(300), continues=True, covered_by="Structureel"))
    PlanYears(vault).add(PlanYearDraft(2019, date(2020, 3, 1)))
    assert list(particulars(sums(vault))) == [
        "Herkomst: bron onbekend.",
        "Primitief begroot € 1.000, bijgesteld tot € 800.",
        "Eigen aandeel € 200; anderen betalen € 600.",
        "Niet over de posten verdeeld: € 500 van € 800.",
        "‘Deel’ loopt door in 2020, betaald uit: Structureel.",
        "Het jaar 2019 is afgesloten; er wordt niet meer in geboekt.",
    ]


def test_that_lines_above_the_whole_are_told_and_not_repaired(vault: UnlockedVault) -> None:
    line(vault, budgeted=Decimal(1200))
    (told,) = allotment(sums(vault))
    assert "€ 1.200; dat is € 200 meer dan het totaal van € 1.000" in told


def test_that_the_forecast_explains_itself(vault: UnlockedVault) -> None:
    key = line(vault, spent_amount=Decimal(400))
    assert result(sums(vault)) == "Dan blijft € 600 over."
    assert steps(sums(vault))[-1] == ("Verwacht over 2019", "€ 400")
    Commitments(vault).add(CommitmentDraft(key, 2019, Decimal(700)))
    assert result(sums(vault)) == "Dat is € 100 meer dan begroot."
    Commitments(vault).add(CommitmentDraft(key, 2019))
    assert result(sums(vault)) == "Onbekend is van één verplichting het bedrag. Het wordt ten minste € 1.100."
    assert steps(sums(vault))[1] == ("Verplicht in 2019", "€ 700, 1 onbekend")


def test_that_a_forecast_without_a_budget_says_so(vault: UnlockedVault, qtbot: QtBot) -> None:
    Budgets(vault).add(BudgetDraft(year=2099, name="A", groups=("Basis",)))
    group = Lines(vault).options("group_id")[0].value
    Lines(vault).add(LineDraft(group, "Post", planned=Decimal(5)))
    budget = sums(vault, 2099)
    assert result(budget).startswith("Het begrote bedrag is onbekend")
    frame = outlook_card(budget)
    qtbot.addWidget(frame)
    assert "Nog verwacht volgens de posten: € 5" in frame.accessibleDescription()
    Lines(vault).add(LineDraft(group, "Onbekend"))
    assert "van één post wat is uitgegeven, van één post wat nog komt" in result(sums(vault, 2099))


def test_that_years_stand_beside_each_other_and_lead_to_their_budget(
    vault: UnlockedVault, context_of: ContextOf, qtbot: QtBot, visits: Visits
) -> None:
    page = MoneyYears(context_of(vault))
    shown(qtbot, page)
    page.refresh()
    assert page.table.rowCount() == 0
    line(vault, spent_amount=Decimal(400))
    page.refresh()
    cells = [page.table.item(0, at) for at in range(page.table.columnCount())]
    assert [each.text() for each in cells if each] == [
        "2019", "Proef", "incidenteel", "1.000", "", "400", "geen", "600", "400",
    ]  # fmt: skip
    page.table.cellActivated.emit(0, 0)
    assert visits[-1] == Place("money", "budget", page.budgets[0].id)
    assert page.chart is not None
    assert page.chart.accessibleDescription() == "2019 Proef: € 400 van € 1.000"


def booked(vault: UnlockedVault) -> None:
    draft = BookingDraft(line(vault), date(2019, 5, 14), Decimal(1350), "Factuur", "DEMO-1")
    Bookings(vault).add(draft)


def test_that_a_ledger_is_chosen_compared_and_shown(
    vault: UnlockedVault, context_of: ContextOf, qtbot: QtBot, user: User, tmp_path: Path
) -> None:
    booked(vault)
    path = tmp_path / "grootboek.csv"
    path.write_text("Datum;Bedrag;Kenmerk\n14-5-2019;1.305,00;DEMO-1\n1-6-2019;2,00;DEMO-2\n1-6-2020;2,00;X\nnee;1;Y\n")
    page = RecordPage(BOOKINGS, context_of(vault))
    shown(qtbot, page)
    seen: list[QDialog] = []

    def answer(dialog: QDialog) -> bool:
        seen.append(dialog)
        if isinstance(dialog, ReconcileDialog):
            dialog.start()
            assert dialog.message.isVisibleTo(dialog)
            user.will(path)
            dialog.choose()
            dialog.start()
            qtbot.waitUntil(lambda: dialog.made is not None)
        return True

    user.dialog = answer
    ask_to_reconcile(page._act_context())
    result = seen[1]
    assert isinstance(result, ReconciledDialog)
    titles = [result.tabs.tabText(at) for at in range(result.tabs.count())]
    assert titles == [
        "Verschillen (1)",
        "Alleen in het grootboek (1)",
        "Alleen in Bolwerk (0)",
        "Niet te lezen (1)",
        "Gelijk (0)",
    ]
    first = seen[0]
    assert isinstance(first, ReconcileDialog)
    assert remarks(first.made)[-1] == "Buiten 2019 en daarom niet vergeleken: één regel."


def test_that_the_next_step_is_asked_with_its_day(
    vault: UnlockedVault, context_of: ContextOf, qtbot: QtBot, user: User
) -> None:
    line(vault)
    key = Budgets(vault).ids(Query())[0]
    made = CarryOvers(vault).add(CarryOverDraft(key, 2020, Decimal(5), "Daarom"))
    page = RecordPage(CARRY_OVERS, context_of(vault))
    page.refresh()
    shown(qtbot, page)
    ask_for_step(page._act_context())
    page.open_record(made.id)

    def submit(dialog: QDialog) -> bool:
        assert isinstance(dialog, FormDialog)
        dialog.start()
        return True

    user.dialog = submit
    ask_for_step(page._act_context())
    assert CarryOvers(vault).get(made.id).draft.status is CarryOverStatus.SUBMITTED
    dialog = step_dialog(vault, CarryOvers(vault).get(made.id))
    qtbot.addWidget(dialog)
    assert dialog.form.draft().to is CarryOverStatus.COLLEGE


def test_that_a_programme_shows_who_pays_and_where_that_is_not_the_grant(
    vault: UnlockedVault, context_of: ContextOf, qtbot: QtBot
) -> None:
    key = Programmes(vault).add(ProgrammeDraft("Veiling", 2019, 2020, Decimal(950))).id
    pay = Contributions(vault)
    pay.add(ContributionDraft(key, 2019, "Minister", FundingSource.STATE, Decimal(900)))
    pay.add(ContributionDraft(key, 2019, "Gemeente", FundingSource.OWN, Decimal(100)))
    sheet = FundingSheet(context_of(vault))
    shown(qtbot, sheet)
    sheet.show_record(key)
    assert sheet.table is not None
    rows = [
        [item.text() for at in range(4) if (item := sheet.table.item(row, at)) is not None]
        for row in range(sheet.table.rowCount())
    ]
    assert rows == [
        ["2019", "100", "900", "geen begroting"],
        ["2020", "niet vastgelegd", "niet vastgelegd", "geen begroting"],
        ["Totaal", "100", "900", ""],
    ]
    sheet.show_record(99)
    assert sheet.message.isVisibleTo(sheet)


def test_that_a_year_without_anything_says_so(vault: UnlockedVault, context_of: ContextOf, qtbot: QtBot) -> None:
    key = PlanYears(vault).add(PlanYearDraft(2021)).id
    sheet = YearSheet(context_of(vault))
    shown(qtbot, sheet)
    sheet.show_record(key)
    assert sheet.told == ("Er staat nog niets in dit jaar: geen activiteiten, geen doelen en geen geld.",)
    sheet.show_record(99)
    assert sheet.message.isVisibleTo(sheet)


def test_that_figures_nobody_published_are_told_as_such(
    vault: UnlockedVault, context_of: ContextOf, qtbot: QtBot
) -> None:
    page = PublishedPage(context_of(vault))
    shown(qtbot, page)
    page.refresh()
    assert page.years == {}
    assert page.tables == []
