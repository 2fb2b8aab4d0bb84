"""Every description fits its register, and the first page shows what there is to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from app.paths import resource
from app.rules.permissions import Role
from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.casework.cases import CaseDraft, Cases
from app.services.programme.budgets import BudgetDraft, Budgets, LineDraft, Lines
from app.services.programme.quickscan import RecommendationDraft, Recommendations, ScanDraft, Scans
from models.choices import CaseStatus, ClosingReason, Level, QuickscanTheme
from tests.ui.conftest import User, Visits, shown
from ui.navigation import ENTRIES, entries_for
from ui.pages.cases import cases, types
from ui.pages.cases import parts as case_parts
from ui.pages.finance import registers as budget
from ui.pages.programme import materials, quickscan, registers, years
from ui.pages.start import StartPage, greeting, overview
from ui.start_words import what_you_find
from ui.widgets.page import Page
from ui.widgets.parts import KeyFigure
from ui.widgets.record.description import Kind, PageDescription
from ui.widgets.record.page import RecordPage
from ui.widgets.texts import cell_text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.widgets.page import PageContext

ContextOf = Callable[["UnlockedVault"], "PageContext"]
DESCRIPTIONS = [
    description
    for module in (budget, cases, case_parts, types, materials, quickscan, registers, years)
    for description in vars(module).values()
    if isinstance(description, PageDescription)
]
EACH = pytest.mark.parametrize("description", DESCRIPTIONS, ids=lambda description: description.title)


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("director")


@pytest.fixture
def office(vault: UnlockedVault) -> UnlockedVault:
    """A little of everything."""
    kind = CaseTypes(vault).add(CaseTypeDraft("Illegale gokhal", Level.LOCAL))
    Cases(vault).add(CaseDraft(title="Gokhal", case_type_id=kind.id, opened_on=date(2019, 3, 1)))
    Cases(vault).add(
        CaseDraft(
            title="Gokhal twee",
            case_type_id=kind.id,
            opened_on=date(2019, 3, 1),
            closed_on=date(2019, 4, 1),
            status=CaseStatus.CLOSED,
            closing_reason=ClosingReason.NOT_FOUND,
        )
    )
    scan = Scans(vault).add(ScanDraft(2019, "Quickscan"))
    Recommendations(vault).add(
        RecommendationDraft(scan.id, QuickscanTheme.POLICY, text="Screen vergunningen", due_on=date(2019, 12, 31))
    )
    money = Budgets(vault).add(BudgetDraft(2019, "Ondermijning", budgeted=Decimal(520_000), groups=("Basis",)))
    group = Lines(vault).options("group_id")[0].value
    Lines(vault).add(LineDraft(group, "Projectleider", spent_amount=Decimal(223_200)))
    assert money.title == "2019 Ondermijning"
    return vault


@EACH
def test_that_a_page_shows_only_what_the_register_has(description: PageDescription, vault: UnlockedVault) -> None:
    register = description.register(vault)
    draft = {field.name for field in fields(register.draft)}

    assert {column.name for column in description.columns} <= set(register.columns)
    assert {each.name for each in description.filters} <= set(register.columns)
    assert {field.name for field in description.fields} == draft


@EACH
def test_that_a_field_marked_required_is_required(description: PageDescription, vault: UnlockedVault) -> None:
    marked = {field.name for field in description.fields if field.required}

    assert marked == set(description.register(vault).required)


@EACH
def test_that_every_choice_has_something_to_choose_from(description: PageDescription) -> None:
    for field in description.fields:
        assert (field.kind is Kind.CHOICE) == (field.choices is not None), field.name


@EACH
def test_that_a_list_has_one_column_that_takes_the_room(description: PageDescription) -> None:
    assert sum(not column.width for column in description.columns) == 1


@EACH
def test_that_a_new_record_can_be_begun_on_every_page(
    description: PageDescription, office: UnlockedVault, context_of: ContextOf, qtbot: QtBot, user: User
) -> None:
    page = RecordPage(description, context_of(office))
    page.refresh()
    shown(qtbot, page)
    rows = page.list.model.rowCount()
    for row in range(rows):
        page.open_record(page.list.model.id_at(row))
        assert not page.panel.dirty

    page.new()
    page.save()

    assert page.panel.creating
    assert any(field.problem for field in page.panel.form.fields.values())


def test_that_every_icon_that_is_named_is_there() -> None:
    names = {description.icon for description in DESCRIPTIONS} | {entry.icon for entry in ENTRIES}

    assert [name for name in sorted(names) if not resource("icons", f"{name}.svg").is_file()] == []


def test_that_a_case_is_made_with_its_type_and_gets_its_number(
    office: UnlockedVault, context_of: ContextOf, qtbot: QtBot, user: User
) -> None:
    page = RecordPage(cases.CASES, context_of(office))
    page.refresh()
    shown(qtbot, page)
    page.new()
    form = page.panel.form
    form.fields["title"].editor.show_value("Witwassen in een kapsalon")
    form.fields["case_type_id"].editor.show_value(CaseTypes(office).ids(page.list.model.query)[0])
    form.fields["opened_on"].editor.show_value(date(2020, 1, 2))
    form.fields["partners"].editor.show_value(("Politie", "OM"))

    page.save()

    assert page.panel.record is not None
    assert page.panel.record.draft.number == "V-2020-0001"
    assert page.panel.record.draft.partners == ("Politie", "OM")


def test_that_the_first_page_shows_standing_and_attention(
    office: UnlockedVault, context_of: ContextOf, qtbot: QtBot, visits: Visits
) -> None:
    page = StartPage(context_of(office))
    shown(qtbot, page)
    page.refresh()
    qtbot.waitUntil(lambda: page.shown is not None)

    figures = {each.accessibleName() for each in page.findChildren(KeyFigure)}
    assert "Open casussen: 1. van 2 geregistreerd" in figures
    assert "Aanbevelingen afgerond: 0 van 1. uit de quickscan" in figures
    assert any("Restant 2019: € 296.800" in figure for figure in figures)
    go = [button for button in page.findChildren(QPushButton) if "vergunningen" in button.accessibleName()]
    go[0].click()
    assert visits[0].page == "quickscan"
    assert visits[0].record is not None


def test_that_the_first_page_is_shown_anew_each_time(
    office: UnlockedVault, context_of: ContextOf, qtbot: QtBot
) -> None:
    page = StartPage(context_of(office))
    shown(qtbot, page)
    for _ in range(2):
        page.show_overview(overview(office))

    qtbot.waitUntil(lambda: len(page.findChildren(KeyFigure)) == len(overview(office).standings))


def test_that_who_has_nothing_to_do_is_told_so(unlock_as: UnlockAs, context_of: ContextOf, qtbot: QtBot) -> None:
    day_of_founding = datetime(2019, 5, 1, 12, tzinfo=UTC)
    page = StartPage(context_of(unlock_as("keeper", now=lambda: day_of_founding)))
    shown(qtbot, page)

    page.refresh()
    qtbot.waitUntil(lambda: page.shown is not None)

    assert page.shown is not None
    assert page.shown.standings == ()
    assert page.shown.items == ()
    assert "Wat u hier vindt" in {each.text() for each in page.findChildren(QLabel)}


@pytest.mark.parametrize("role", [Role.JURIST, Role.BIBOB, Role.INTEGRITY, Role.INTEGRITY_DEPUTY])
def test_that_who_holds_one_compartment_has_a_page_for_it_and_reads_what_it_is(unlock_as: UnlockAs, role: Role) -> None:
    own = {entry.key for entry in entries_for(unlock_as(role.value))} - {"search"}  # that shows what pages show
    everybody = {entry.key for entry in entries_for(unlock_as(Role.PARTICIPANT.value))}
    told = " ".join(what_you_find(role))

    assert own - everybody
    assert told.endswith("vraag het dan aan de functioneel beheerder.")
    assert told not in " ".join(what_you_find(Role.PARTICIPANT))


@pytest.mark.parametrize(
    ("role", "words"),
    [(Role.KEEPER, "nodigt u mensen uit"), (Role.DPO, "jaarlijkse beoordeling"), (Role.PARTICIPANT, "uw wachtwoord")],
)
def test_that_a_role_with_little_reads_what_there_is_for_it(role: Role, words: str) -> None:
    told = " ".join(what_you_find(role))

    assert words in told
    assert "nog geen pagina’s" not in told
    assert "hoort zo" in told


@pytest.mark.parametrize(("role", "first"), [("director", "Casussen"), ("policy", "Jaarplan")])
def test_that_a_new_vault_says_where_to_begin(
    unlock_as: UnlockAs, context_of: ContextOf, qtbot: QtBot, role: str, first: str
) -> None:
    page = StartPage(context_of(unlock_as(role)))
    shown(qtbot, page)

    page.refresh()
    qtbot.waitUntil(lambda: page.shown is not None)

    told = [each.text() for each in page.findChildren(QLabel)]
    assert "Een nieuwe kluis" in told
    assert told[told.index("Een nieuwe kluis") + 1].split(" bij ")[1].startswith(first)
    assert not page.findChildren(KeyFigure)


def test_that_no_budget_gives_no_figure(vault: UnlockedVault) -> None:
    titles = [standing.title for standing in overview(vault).standings if standing.title != "Over tijd"]
    assert titles == ["Signalen te wegen", "Open casussen", "Lopende maatregelen", "Aanbevelingen afgerond"]


@pytest.mark.parametrize(
    ("hour", "words"), [(3, "Goedenacht"), (9, "Goedemorgen"), (12, "Goedemiddag"), (18, "Goedenavond")]
)
def test_that_the_greeting_suits_the_hour(hour: int, words: str) -> None:
    assert greeting(hour) == words


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (None, Kind.TEXT, ""),
        (Level.LOCAL, Kind.TEXT, "lokaal"),
        (True, Kind.BOOLEAN, "ja"),
        (False, Kind.BOOLEAN, "nee"),
        (date(2019, 3, 1), Kind.TEXT, "01-03-2019"),
        (2019, Kind.YEAR, "2019"),
        (2019, Kind.TEXT, "2.019"),
        (Decimal("0.50"), Kind.TEXT, "0,5"),
        (Decimal("296800.00"), Kind.AMOUNT, "€ 296.800"),
        (40, Kind.PERCENTAGE, "40%"),
        (("Politie", "OM"), Kind.LINES, "Politie, OM"),
        ("twee\nregels", Kind.MULTILINE, "twee regels"),
        (0, Kind.INTEGER, "0"),
    ],
)
def test_that_a_cell_says_a_value_in_dutch(value: object, kind: Kind, text: str) -> None:
    assert cell_text(value, kind) == text


def test_that_a_bare_page_lets_everybody_go(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)

    for verb in (page.refresh, page.new, page.save, page.focus_search, page.escape):
        verb()
    page.open_part("x")
    page.open_record(1)

    assert page.may_leave()
