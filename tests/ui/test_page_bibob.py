"""The page Bibob: its descriptions fit, its terms can be read, and what leaves a file leaves by a logged act."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from app.rules.deadlines.standing import Standing, standing_of
from app.rules.deadlines.terms import Deadline
from app.rules.permissions import Role
from app.services.bibob.aftermath import ConditionDraft, Conditions, Disclosures
from app.services.bibob.parties import Parties
from app.services.bibob.screenings import Screenings
from app.services.bibob.terms import Timeline, timeline_of_draft
from app.services.bibob.warnings import screening_items
from app.services.clock import today
from app.services.records import Query
from models.bibob.choices import DisclosureGround, LegalBasis
from models.choices import Secrecy
from tests.services.bibob.files import WHOLE, begun, party, with_advice
from tests.ui.conftest import User, shown
from tests.ui.hands import type_in
from tests.ui.test_smallest_window import WIDTH
from ui import tones
from ui.navigation import ENTRIES, entries_for
from ui.pages.bibob.bsn import BsnDialog
from ui.pages.bibob.overview import OverviewDialog
from ui.pages.bibob.parts import PARTIES, PARTS
from ui.pages.bibob.reference import ReferenceDialog
from ui.pages.bibob.screenings import SCREENINGS
from ui.pages.bibob.terms_strip import TermsStrip
from ui.widgets.record.description import Kind
from ui.widgets.record.page import RecordPage
from ui.widgets.tabbed_page import TabbedPage
from ui.widgets.terms import TimelineDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.widgets.page import PageContext
    from ui.widgets.record.description import PageDescription

    ContextOf = Callable[[UnlockedVault], PageContext]

EACH = pytest.mark.parametrize("description", [SCREENINGS, *PARTS], ids=lambda description: description.title)


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("bibob")


@pytest.fixture
def bibob(vault: UnlockedVault, context_of: ContextOf, qtbot: QtBot, user: User) -> TabbedPage:
    """The page with one file in which advice was asked."""
    with_advice(vault)
    made = next(entry for entry in ENTRIES if entry.key == "bibob").make(context_of(vault))
    assert isinstance(made, TabbedPage)
    made.refresh()
    shown(qtbot, made)
    return made


def front(page: TabbedPage) -> RecordPage:
    assert isinstance(page.current, RecordPage)
    return page.current


def act(page: TabbedPage, title: str) -> QPushButton:
    return next(each for each in front(page).findChildren(QPushButton) if each.accessibleName() == title)


def open_first(page: TabbedPage) -> int:
    key = front(page).list.model.id_at(0)
    page.open_record(key)
    return key


@EACH
def test_that_a_page_shows_what_the_register_has(description: PageDescription, vault: UnlockedVault) -> None:
    register = description.register(vault)

    assert {column.name for column in description.columns} <= set(register.columns)
    assert {each.name for each in description.filters} <= set(register.columns)
    assert {field.name for field in description.fields} == {field.name for field in fields(register.draft)}
    assert {field.name for field in description.fields if field.required} == set(register.required)
    assert sum(not column.width for column in description.columns) == 1
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
    page = RecordPage(description, context_of(vault), heading=False)
    page.refresh()
    shown(qtbot, page)
    page.list.filters.search.setText("niets van dien aard")  # the button that clears takes room too
    page.list.filters.search.returnPressed.emit()
    page.new()

    assert page.minimumSizeHint().width() <= WIDTH


def test_that_a_new_file_keeps_its_capital(bibob: TabbedPage) -> None:
    assert act(bibob, "Nieuw Bibob-dossier").isEnabled()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.BIBOB])
def test_that_nobody_else_sees_that_there_are_screenings(unlock_as: UnlockAs, role: Role) -> None:
    assert "bibob" not in {entry.key for entry in entries_for(unlock_as(role.value))}


def test_that_an_item_of_start_lands_on_its_tab_and_record(bibob: TabbedPage, vault: UnlockedVault) -> None:
    file = front(bibob).list.model.id_at(0)
    condition = Conditions(vault).add(ConditionDraft(file, "Geen contante betalingen", date(2020, 9, 1)))
    items = {item.part: item for item in screening_items(vault)}

    for part in ("condition", "screening"):
        item = items[part]
        assert item.record is not None
        bibob.open_part(item.part)
        bibob.open_record(item.record)
        record = front(bibob).panel.record
        assert front(bibob).records.kind == part
        assert record is not None
        assert record.id == item.record
    assert items["condition"].record == condition.id


def test_that_the_terms_can_be_read_with_their_articles(bibob: TabbedPage, user: User, qtbot: QtBot) -> None:
    open_first(bibob)
    told: list[str] = []

    def read(dialog: QDialog) -> bool:
        assert isinstance(dialog, TimelineDialog)
        told.extend(each.text() for each in dialog.findChildren(QLabel))
        return True

    user.dialog = read
    act(bibob, "Termijnen").click()

    assert "Laatste dag" in told
    assert "Bewaakte dag" in told
    assert "te bevestigen" in told
    assert any("art. 15" in text for text in told)
    assert "Wat er is gebeurd" in told


def test_that_acts_on_a_file_need_one_that_is_open(bibob: TabbedPage) -> None:
    assert not act(bibob, "Vernietigen…").isEnabled()
    assert act(bibob, "Jaaroverzicht publiceren…").isEnabled()


def test_that_a_reference_without_a_letter_is_refused_and_with_one_is_logged(
    bibob: TabbedPage, vault: UnlockedVault, user: User
) -> None:
    open_first(bibob)

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, ReferenceDialog)
        dialog.start()
        assert all(dialog.form.fields[name].problem for name in ("case_number", "ground", "text"))
        assert len(Disclosures(vault).ids(Query())) == 0
        dialog.form.fields["case_number"].editor.show_value("V-2020-0001")
        dialog.form.fields["ground"].editor.show_value(DisclosureGround.D)
        dialog.form.fields["text"].editor.show_value("Er loopt een toetsing.")
        dialog.start()
        return dialog.result() == QDialog.DialogCode.Accepted

    user.dialog = fill
    act(bibob, "Verwijzing achterlaten in een casus…").click()

    assert len(Disclosures(vault).ids(Query())) == 1


def test_that_a_year_is_seen_before_it_is_published(bibob: TabbedPage, vault: UnlockedVault, user: User) -> None:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, OverviewDialog)
        dialog.form.fields["year"].editor.show_value(2018)
        dialog.count()
        assert dialog.table.rowCount() == 0
        dialog.start()
        assert "niets gepubliceerd" in dialog.form.fields["year"].problem
        dialog.form.fields["year"].editor.show_value(None)
        dialog.count()
        assert dialog.told.text() == "Vul het jaar in."
        dialog.start()
        assert dialog.form.fields["year"].problem == "Vul het jaar in."
        dialog.form.fields["year"].editor.show_value(2020)
        dialog.count()
        assert dialog.told.text() == "Begonnen in 2020: 1. Beëindigd: 0."
        dialog.start()
        return dialog.result() == QDialog.DialogCode.Accepted

    user.dialog = fill
    act(bibob, "Jaaroverzicht publiceren…").click()

    assert "2020 is gepubliceerd" in " ".join(each.text() for each in front(bibob).message.findChildren(QLabel))


def test_that_a_bsn_is_masked_and_shown_only_after_a_question(
    bibob: TabbedPage, vault: UnlockedVault, user: User
) -> None:
    key = party(vault, front(bibob).list.model.id_at(0))
    bibob.open_part("party")
    open_first(bibob)

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, BsnDialog)
        dialog.form.fields["bsn"].editor.show_value("123456789")
        dialog.start()
        assert dialog.form.fields["bsn"].problem
        dialog.form.fields["bsn"].editor.show_value("111222333")
        dialog.start()
        return dialog.result() == QDialog.DialogCode.Accepted

    user.dialog = fill
    act(bibob, "BSN invullen…").click()
    user.will(False)
    act(bibob, "BSN tonen…").click()
    assert user.told == []
    user.will(True)
    act(bibob, "BSN tonen…").click()

    assert user.told == ["BSN van F. Proefman: 111222333"]
    at = [column.name for column in PARTIES.columns].index("bsn")
    model = front(bibob).list.model
    assert model.data(model.index(0, at)) == "••••••333"
    assert Parties(vault).get(key).draft.note is None


def test_that_a_party_without_bsn_says_so(bibob: TabbedPage, vault: UnlockedVault, user: User) -> None:
    key = party(vault, front(bibob).list.model.id_at(0))
    bibob.open_part("party")
    open_first(bibob)
    user.will(True, True)
    act(bibob, "BSN tonen…").click()
    Parties(vault).remove(key, 1)
    act(bibob, "BSN tonen…").click()

    assert user.told[0] == "BSN van F. Proefman: Bij deze partij staat geen BSN."
    assert user.told[1].startswith("BSN tonen: ")


def test_that_a_file_without_dates_says_that_nothing_runs(vault: UnlockedVault, qtbot: QtBot) -> None:
    for told, words in (
        (None, "Er loopt nog geen termijn"),
        ("Er is geen norm.", "niet te berekenen. Er is geen norm"),
    ):
        dialog = TimelineDialog(Timeline("BIB-2020-001", (), (), (), told))
        shown(qtbot, dialog)
        assert any(words in each.text() for each in dialog.findChildren(QLabel))


@pytest.mark.parametrize(
    ("known", "standing"),
    [
        ({}, Standing.OVERDUE),
        ({"decided_on": date(2020, 4, 1)}, Standing.DONE),
        ({"decided_on": date(2020, 12, 1)}, Standing.LATE),
    ],
)
def test_that_a_term_says_how_it_stands(vault: UnlockedVault, known: dict[str, date], standing: Standing) -> None:
    terms = {each.key: each for each in timeline_of_draft(vault, begun(decision_weeks=8, **known)).deadlines}

    assert standing_of(terms["decision"], today()) is standing


def test_that_a_running_or_halted_term_says_so() -> None:
    far, now = date(2020, 12, 1), date(2020, 6, 1)
    assert standing_of(Deadline("decision", "x", far, far, ()), now) is Standing.RUNNING
    assert standing_of(Deadline("decision", "x", far, far, (), paused=True), now) is Standing.PAUSED
    assert standing_of(Deadline("decision", "x", now, now, ()), now) is Standing.TODAY
    assert set(tones.TERM) == set(Standing)


def test_that_dates_show_at_once_what_the_terms_become(bibob: TabbedPage, qtbot: QtBot, user: User) -> None:
    open_first(bibob)
    panel = front(bibob).panel
    strip = panel.findChild(TermsStrip)
    assert strip is not None
    assert any(told.startswith("Advies LBB: 10-05-2020 of 11-05-2020, verstreken") for told in strip.told)

    type_in(panel.form, "extension_days", "28")
    qtbot.waitUntil(lambda: any(told.startswith("Advies LBB: 07-06-2020 of 08-06-2020") for told in strip.told))

    panel.form.fields["advice_requested_on"].editor.show_value(date(1990, 1, 1))
    panel.form.fields["application_on"].editor.show_value(date(1990, 1, 1))
    panel.form.edited.emit()
    qtbot.waitUntil(lambda: "geen norm" in " ".join(strip.told))

    read: list[str] = []

    def look(dialog: QDialog) -> bool:
        read.append(dialog.windowTitle())
        return True

    user.dialog = look
    strip.more.click()
    assert read == ["Termijnen van BIB-2020-001"]


def test_that_a_new_file_has_terms_before_it_is_saved(bibob: TabbedPage, qtbot: QtBot) -> None:
    page = front(bibob)
    page.new()
    strip = page.panel.findChild(TermsStrip)
    assert strip is not None
    assert strip.told == ("Er loopt nu geen termijn.",)

    page.panel.form.fields["basis"].editor.show_value(LegalBasis.PERMIT)
    type_in(page.panel.form, "application_on", "02-03-2020")
    qtbot.waitUntil(lambda: any(told.startswith("Beslissing: ") for told in strip.told))


def test_that_a_file_is_destroyed_after_a_question_or_not_at_all(
    bibob: TabbedPage, vault: UnlockedVault, user: User
) -> None:
    done = replace(WHOLE, keep_until=date(2025, 12, 1), destroyed_on=None)
    key = Screenings(vault).add(done).id
    open_first(bibob)
    user.will(True)
    act(bibob, "Vernietigen…").click()
    assert user.told == ["Dossier vernietigen: Sluit het dossier eerst; dan begint de bewaartermijn."]

    bibob.open_record(key)
    user.will(False)
    act(bibob, "Vernietigen…").click()
    assert Screenings(vault).get(key).draft.destroyed_on is None
    user.will(True)
    act(bibob, "Vernietigen…").click()
    assert Screenings(vault).get(key).draft.subject == "(vernietigd)"


def test_that_every_list_and_file_is_labelled_as_secret(bibob: TabbedPage) -> None:
    assert {description.classification for description in (SCREENINGS, *PARTS)} == {Secrecy.BIBOB}
    assert any(each.text() == Secrecy.BIBOB.label for each in front(bibob).findChildren(QLabel))
