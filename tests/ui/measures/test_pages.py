"""The pages of measures: their descriptions fit, and what can be read and done from them."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from app.rules.permissions import Role
from app.services.clock import today
from app.services.measures.apv import ApvClosures
from app.services.measures.properties import FindingDraft, Findings
from app.services.measures.warnings import measure_items
from app.services.programme.measure_figures import published_measures
from models.choices import Secrecy
from models.measures.choices import Phase, Substance
from tests.services.measures.files import WHOLE, measure, policy, premises
from tests.services.measures.test_start import CLOSED_APV
from tests.ui.conftest import User, shown
from tests.ui.hands import type_in
from tests.ui.test_smallest_window import WIDTH
from ui.navigation import ENTRIES, entries_for
from ui.pages.measures import apv, matrix, permits, properties
from ui.pages.measures import measures as of_measures
from ui.pages.measures.calendar_strip import CalendarStrip
from ui.pages.measures.closures import ClosuresPage
from ui.pages.measures.proposal import ProposalDialog
from ui.pages.measures.reference import CaseReferenceDialog
from ui.pages.measures.terms import MeasureTermsStrip
from ui.pages.measures.year import MeasureYearDialog
from ui.widgets.record.description import Kind, PageDescription, Part
from ui.widgets.record.file_page import FilePage, record_page
from ui.widgets.record.page import RecordPage
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.widgets.page import PageContext, Place

    ContextOf = Callable[[UnlockedVault], PageContext]

PAGES = (
    of_measures.MEASURES,
    properties.PROPERTIES,
    matrix.MATRIX,
    apv.CLOSURES,
    apv.DESIGNATIONS,
    permits.PERMITS,
    permits.TRADERS,
)
DESCRIPTIONS = (*PAGES, *(part.description for page in PAGES for part in page.parts if isinstance(part, Part)))
EACH = pytest.mark.parametrize("description", DESCRIPTIONS, ids=lambda description: description.title)
PLURALS = {
    "aanwijzingen": "aanwijzing",
    "controles bij handelaren": "controle bij een handelaar",
    "eerdere constateringen": "eerdere constatering",
    "exploitatievergunningen": "exploitatievergunning",
    "geadresseerden": "geadresseerde",
    "handelaren": "handelaar",
    "maatregelen": "maatregel",
    "matrixversies": "matrixversie",
    "middelen": "middel",
    "omstandigheden": "omstandigheid",
    "panden": "pand",
    "screeningstaken": "screeningstaak",
    "sluitingen op grond van de APV": "sluiting op grond van de APV",
    "vergunningplichtige bedrijven": "vergunningplichtig bedrijf",
}


def front(page: TabbedPage) -> FilePage:
    assert isinstance(page.current, FilePage)
    return page.current


def act(page: TabbedPage, title: str) -> QPushButton:
    return next(each for each in front(page).findChildren(QPushButton) if each.accessibleName() == title)


def texts(dialog: QDialog) -> str:
    return "\n".join(each.text() for each in dialog.findChildren(QLabel))


@EACH
def test_that_a_page_shows_what_the_register_has(description: PageDescription, vault: UnlockedVault) -> None:
    register = description.register(vault)
    assert {column.name for column in description.columns} <= set(register.columns)
    assert {each.name for each in description.filters} <= set(register.columns)
    assert {field.name for field in description.fields} == {field.name for field in fields(register.draft)}
    assert {field.name for field in description.fields if field.required} == set(register.required)
    assert sum(not column.width for column in description.columns) >= 1
    assert PLURALS[description.plural] == register.words.one
    for field in description.fields:
        assert (field.kind is Kind.CHOICE) == (field.choices is not None), field.name


@EACH
def test_that_an_empty_form_is_refused_beside_its_fields(
    description: PageDescription, vault: UnlockedVault, context_of: ContextOf, qtbot: QtBot, user: User
) -> None:
    page = RecordPage(description, context_of(vault))
    page.refresh()
    shown(qtbot, page)
    page.new()
    page.save()
    assert page.panel.creating
    assert any(field.problem for field in page.panel.form.fields.values())


@EACH
def test_that_everything_fits_in_the_smallest_window(
    description: PageDescription, vault: UnlockedVault, context_of: ContextOf, qtbot: QtBot
) -> None:
    page = record_page(description, context_of(vault), heading=False)
    page.refresh()
    shown(qtbot, page)
    page.list.filters.search.setText("niets van dien aard")  # the button that clears takes room too
    page.list.filters.search.returnPressed.emit()
    page.new()
    assert page.minimumSizeHint().width() <= WIDTH


@pytest.mark.parametrize("role", Role)
def test_that_measures_are_there_for_who_may_read_them(unlock_as: UnlockAs, role: Role) -> None:
    keys = {entry.key for entry in entries_for(unlock_as(role.value))}
    assert ({"measures", "apv"} <= keys) is (role in (Role.JURIST, Role.DIRECTOR, Role.PRIVACY))


def test_that_who_only_reads_sees_no_way_to_change(
    unlock_as: UnlockAs, context_of: ContextOf, qtbot: QtBot, measures: TabbedPage
) -> None:
    made = next(entry for entry in ENTRIES if entry.key == "measures").make(context_of(unlock_as("director")))
    assert isinstance(made, TabbedPage)
    made.refresh()
    shown(qtbot, made)
    offered = {each.accessibleName() for each in made.findChildren(QPushButton) if each.isVisible()}
    assert "Voorstel uit de matrix…" in offered
    assert not offered & {"Jaarcijfers publiceren…", "Verwijzing achterlaten in een casus…", "Nieuwe maatregel"}


def test_that_police_data_are_labelled(measures: TabbedPage) -> None:
    assert any(each.text() == Secrecy.POLICE.label for each in measures.findChildren(QLabel))


def test_that_the_proposal_is_explained_and_called_advice(
    measures: TabbedPage, vault: UnlockedVault, user: User
) -> None:
    page = front(measures)
    page.open_record(page.list.model.id_at(0))
    act(measures, "Voorstel uit de matrix…").click()
    assert "geen handhavingsmatrix" in user.told[-1]
    policy(vault)
    Findings(vault).add(FindingDraft(premises(vault), date(2018, 5, 1), Substance.SOFT))
    seen: list[str] = []

    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, ProposalDialog)
        seen.append(texts(dialog))
        return True

    user.dialog = look
    act(measures, "Voorstel uit de matrix…").click()
    assert "Sluiting, 3 maanden" in seen[0]
    assert "tweede constatering" in seen[0]
    assert "Dit is een voorstel, geen besluit." in seen[0]


def test_that_the_history_of_a_property_stands_in_a_tab(measures: TabbedPage, vault: UnlockedVault) -> None:
    measures.open_part("property")
    places = front(measures)
    places.refresh()
    places.open_record(premises(vault))
    places.panel.tabs.open("past")
    assert any("geen toegang tot de casuïstiek" in each.text() for each in places.findChildren(QLabel))


def test_that_the_terms_follow_what_is_typed(measures: TabbedPage, qtbot: QtBot, user: User) -> None:
    page = front(measures)
    page.open_record(page.list.model.id_at(0))
    strip = page.panel.findChild(MeasureTermsStrip)
    assert isinstance(strip, MeasureTermsStrip)
    type_in(page.panel.form, "announced_on", "5-5-2020")
    qtbot.waitUntil(lambda: not strip._pause.isActive())
    assert not [each for each in strip.told if "Bezwaar" in each], "nobody objected, and that is over"
    type_in(page.panel.form, "announced_on", today().isoformat())
    qtbot.waitUntil(lambda: any("Bezwaar" in each for each in strip.told))
    seen: list[str] = []
    user.dialog = lambda dialog: not seen.append(texts(dialog))  # type: ignore[func-returns-value]
    strip.more.click()
    assert "art. 6:7 en 6:8 Awb" in seen[0]


def test_that_a_reference_is_left_in_a_case(measures: TabbedPage, user: User) -> None:
    page = front(measures)
    page.open_record(page.list.model.id_at(0))

    def leave(dialog: QDialog) -> bool:
        assert isinstance(dialog, CaseReferenceDialog)
        dialog.start()
        assert dialog.form.fields["case_number"].problem
        type_in(dialog.form, "case_number", "W-2020-0001")
        type_in(dialog.form, "text", "Er loopt een maatregel.")
        dialog.start()
        return bool(dialog.result())

    user.dialog = leave
    act(measures, "Verwijzing achterlaten in een casus…").click()
    assert page.message.text.text() == "De verwijzing is achtergelaten."


def test_that_the_year_is_shown_before_it_is_published(
    measures: TabbedPage, vault: UnlockedVault, unlock_as: UnlockAs, user: User
) -> None:
    def publish(dialog: QDialog) -> bool:
        assert isinstance(dialog, MeasureYearDialog)
        assert "geen maatregelen" not in dialog.told.text()
        type_in(dialog.form, "year", "")
        assert dialog.told.text() == "Vul het jaar in."
        dialog.start()
        type_in(dialog.form, "year", "2020")
        assert dialog.table.cell_text("closure", 1) == "1"
        assert dialog.table.cell_text("closure", 2) == "woningen 1, andere panden 0"
        assert "de zwaarste telt" in dialog.told.text()
        assert "Besluiten tot sluiting: 1." in dialog.told.text()
        dialog.start()
        return bool(dialog.result())

    user.dialog = publish
    act(measures, "Jaarcijfers publiceren…").click()
    assert "over 2020 zijn gepubliceerd" in front(measures).message.text.text()
    from app.services.post import carry_and_take_in  # noqa: PLC0415

    adviser = unlock_as("policy")
    carry_and_take_in(adviser)
    found = published_measures(adviser, 2020)
    assert found is not None
    assert (found.closed_homes, found.in_table) == (1, False)


def test_that_closures_stand_on_a_calendar_and_lead_to_their_file(
    measures: TabbedPage, vault: UnlockedVault, context_of: ContextOf, qtbot: QtBot
) -> None:
    measure(vault, WHOLE, 16)
    ApvClosures(vault).add(replace(CLOSED_APV, property_id=premises(vault, 14), closed_until=None))
    gone: list[Place] = []
    context = replace(context_of(vault), go=gone.append)
    page = ClosuresPage(context)
    page.refresh()
    shown(qtbot, page)
    page.turn(2020 - page.year)
    assert page.table.rowCount() == 3
    stands = {page.table.item(at, 4).text() for at in range(3)}  # type: ignore[union-attr]
    assert stands == {"afgelopen, niet heropend", "gesloten", "heropend op 11 augustus 2020"}
    page.table.selectRow(0)
    page.open()
    assert gone[0].page in {"measures", "apv"}
    strip = page.strip
    assert "gesloten van 8 mei 2020 voor onbepaalde tijd (art. 2:80 APV)" in strip.accessibleDescription()
    assert strip.x_of(date(2020, 1, 1)) < strip.x_of(date(2020, 7, 1)) < strip.x_of(date(2021, 6, 1))
    assert not strip.grab().isNull()
    page.focus_search()
    page.turn(-3)
    assert page.table.rowCount() == 0


def test_that_a_calendar_without_closures_says_so(vault: UnlockedVault, context_of: ContextOf, qtbot: QtBot) -> None:
    page = ClosuresPage(context_of(vault))
    page.refresh()
    shown(qtbot, page)
    assert any(each.text() == "Nog geen sluitingen" for each in page.findChildren(QLabel))
    page.open()
    assert isinstance(page.strip, CalendarStrip)


def test_that_every_warning_leads_to_a_page(vault: UnlockedVault, context_of: ContextOf, qtbot: QtBot) -> None:
    measure(vault, replace(WHOLE, closed_on=None, phase=Phase.EXECUTION, costs_decided_on=None))
    ApvClosures(vault).add(replace(CLOSED_APV, property_id=premises(vault, 14)))
    for item in measure_items(vault):
        made = next(entry for entry in ENTRIES if entry.key == item.page).make(context_of(vault))
        assert isinstance(made, TabbedPage)
        qtbot.addWidget(made)
        made.open_part(item.part)
        assert item.record is not None
        made.open_record(item.record)
        assert front(made).panel.record is not None


def test_that_a_closure_under_the_apv_shows_its_terms(
    vault: UnlockedVault, context_of: ContextOf, qtbot: QtBot
) -> None:
    key = ApvClosures(vault).add(replace(CLOSED_APV, property_id=premises(vault))).id
    made = next(entry for entry in ENTRIES if entry.key == "apv").make(context_of(vault))
    assert isinstance(made, TabbedPage)
    made.refresh()
    shown(qtbot, made)
    made.open_record(key)
    front(made).panel.tabs.open("terms")
    assert any(each.text() == "art. 2:80 APV" for each in made.findChildren(QLabel))
