"""The page Overdracht: what is refused on it, and where the message stands; the journey shows what goes well."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest

from app.errors import Invalid
from app.rules.packages.revisions import Side
from app.rules.permissions import Role
from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.casework.cases import CaseDraft, Cases
from app.services.packages.arrival import ArrivedRecord, Difference, State, TakenIn
from app.services.packages.cards import look_at_card, trusted_cards, write_own_card
from app.services.packages.giving import Bundle
from app.vault.founding import Founder, found
from app.vault.session import unlock
from tests.conftest import CHEAP, CHEAP_LIMITS, PASSWORD
from tests.services.packages.conftest import Office, introduce
from tests.ui.conftest import User, shown, shown_course
from tests.ui.hands import type_in
from ui.pages.packages.cards import AdoptCardDialog
from ui.pages.packages.choosing import ChooseCasesDialog
from ui.pages.packages.deciding import FieldChoices
from ui.pages.packages.giving import ACT, GiveDialog
from ui.pages.packages.page import PackagesPage
from ui.pages.packages.receiving import DoneStep, LookStep, ReceiveWizard, done_in_words
from ui.widgets.record.description import ActContext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.tasks import Tasks
    from ui.widgets.page import PageContext


def titles(_kind: str, name: str) -> str:
    return {"title": "Titel"}.get(name, name)


@pytest.fixture
def director(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("director")


@pytest.fixture(scope="session")
def other_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("other") / "Anderstad.bolwerk"
    founders = [Founder(role.value, f"{role.label} daar", PASSWORD, role) for role in Role]
    found(folder, "Anderstad", founders, day=date(2020, 1, 2), kdf=CHEAP)
    return folder


@pytest.fixture
def offices(director: UnlockedVault, other_template: Path, tmp_path: Path) -> Iterator[tuple[Office, Office]]:
    folder = shutil.copytree(other_template, tmp_path / "Anderstad.bolwerk")
    with unlock(folder, "director", PASSWORD, limits=CHEAP_LIMITS) as there:
        yield Office(director, tmp_path), Office(there, tmp_path)


@pytest.fixture
def page(
    director: UnlockedVault, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot, user: User
) -> PackagesPage:
    made = PackagesPage(context_of(director), titles)
    shown(qtbot, made)
    made.refresh()
    return made


def add_case(vault: UnlockedVault, title: str = "Loods") -> int:
    kind = CaseTypes(vault).add(CaseTypeDraft(f"Type {title}")).id
    return Cases(vault).add(CaseDraft(title=title, case_type_id=kind, opened_on=date(2020, 2, 3))).id


def test_that_an_empty_page_says_what_to_do_first(page: PackagesPage, user: User) -> None:
    assert not page.cards.isVisible()
    assert "neem het hunne op" in page.no_cards.text()
    page.give_button.click()
    assert "nog geen visitekaartje" in user.told[0]
    assert len(page.fingerprint.fingerprint) == 29


def test_that_who_may_only_read_sees_no_acts(
    unlock_as: UnlockAs, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot, user: User
) -> None:
    made = PackagesPage(context_of(unlock_as("privacy")), titles)
    shown(qtbot, made)
    made.refresh()
    acts = (made.give_button, made.receive_button, made.extract_button, made.save_button, made.adopt_button)
    assert [each.isVisible() for each in acts] == [False] * 5
    assert made.fingerprint.fingerprint


def test_that_a_card_with_another_fingerprint_is_not_taken(
    page: PackagesPage, offices: tuple[Office, Office], user: User, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "daar.kaartje"
    write_own_card(offices[1].vault, path)

    def compare(dialog: QDialog) -> bool:
        assert isinstance(dialog, AdoptCardDialog)
        shown(qtbot, dialog)
        dialog.go.click()
        assert "nog niet compleet" in dialog.message.text.text()
        for place in dialog.comparison.typed.places:
            place.setText("AAAA")
        dialog.go.click()
        qtbot.waitUntil(lambda: "hoort niet bij het kaartje" in dialog.message.text.text())
        assert dialog.checked_with.problem == "Vul in met wie u de vingerafdruk hebt vergeleken."
        return False

    user.dialog = compare
    user.will(path)
    page.adopt_button.click()
    assert trusted_cards(page._vault) == ()


def test_that_what_is_no_card_is_said_and_a_choice_that_was_not_made_is_nothing(
    page: PackagesPage, user: User, tmp_path: Path
) -> None:
    (tmp_path / "x.kaartje").write_text("geen kaartje")
    user.will(tmp_path / "x.kaartje", None, None, tmp_path / "nergens" / "x.kaartje")
    page.adopt_button.click()
    assert "geen visitekaartje van Bolwerk" in page.message.text.text()
    page.adopt_button.click()
    page.save_button.click()
    page.save_button.click()
    assert "bestaat niet" in page.message.text.text()


def test_that_a_card_is_replaced_only_knowingly_and_withdrawn_after_asking(
    page: PackagesPage, offices: tuple[Office, Office], user: User, qtbot: QtBot, tasks: Tasks, tmp_path: Path
) -> None:
    here, there = offices
    introduce(here, there)
    looked = look_at_card(here.vault, tmp_path / "Anderstad.kaartje")
    known = AdoptCardDialog(here.vault, looked, tasks)
    other = AdoptCardDialog(here.vault, replace(looked, known="AAAA"), tasks)
    for dialog in (known, other):
        qtbot.addWidget(dialog)
    page.refresh()
    page.cards.selectRow(0)
    assert page.withdraw_button.isVisible()
    user.will(False)
    page.withdraw_button.click()
    assert len(trusted_cards(here.vault)) == 1
    user.will(True)
    page.withdraw_button.click()
    assert trusted_cards(here.vault) == ()
    assert "is ingetrokken" in page.message.text.text()


def test_that_cases_are_chosen_by_words_and_marks(director: UnlockedVault, qtbot: QtBot) -> None:
    first, second = add_case(director, "Loods"), add_case(director, "Winkel")
    dialog = ChooseCasesDialog(director, "Welke?")
    shown(qtbot, dialog)
    assert not dialog.take.isEnabled()
    QTest.keyClicks(dialog.search, "wink")
    assert [dialog.list.topLevelItem(at).isHidden() for at in range(2)].count(True) == 1  # type: ignore[union-attr]
    dialog.mark(second)
    dialog.mark(first)
    dialog.mark(first, on=False)
    assert dialog.chosen == (second,)
    assert dialog.count.text() == "één casus gekozen"


def test_that_giving_asks_in_place_and_stops_without_a_place(
    offices: tuple[Office, Office], user: User, qtbot: QtBot, tasks: Tasks
) -> None:
    here, there = offices
    introduce(here, there)
    dialog = GiveDialog(here.vault, [add_case(here.vault)], tasks)
    shown(qtbot, dialog)
    assert "Mee gaan: één casus" in dialog.contents.text()
    dialog.along.boxes[Bundle.ATTACHMENTS].setChecked(False)
    assert dialog.along.left_out == {Bundle.ATTACHMENTS}
    dialog.go.click()
    assert dialog.form.fields["reason"].problem
    assert dialog.form.fields["ground"].problem
    type_in(dialog.form, "reason", "Vervolg")
    type_in(dialog.form, "ground", "convenant")
    user.will(None)
    dialog.go.click()
    assert "geen plaats gekozen" in dialog.message.text.text()
    dialog.form.fields["card"].editor.show_value(None)
    dialog.go.click()
    assert dialog.form.fields["card"].problem == "Kies aan welke kluis u overdraagt."


def test_that_an_open_case_is_handed_over_from_its_own_page(
    offices: tuple[Office, Office], user: User, qtbot: QtBot, tasks: Tasks, page: PackagesPage, tmp_path: Path
) -> None:
    here, there = offices
    key = add_case(here.vault)
    cases = Cases(here.vault)
    told: list[str] = []
    context = ActContext(here.vault, cases, cases.get(key), page, tasks, lambda: None, told.append)
    ACT.run(context)
    assert "nog geen visitekaartje" in user.told[0]
    introduce(here, there)

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, GiveDialog)
        type_in(dialog.form, "reason", "Vervolg")
        type_in(dialog.form, "ground", "convenant")
        user.will(tmp_path / "x.bolwerkpakket")
        dialog.go.click()
        qtbot.waitUntil(lambda: dialog.made is not None)
        return True

    user.dialog = answer
    ACT.run(context)
    assert told[0].startswith("Het pakket is gemaakt")
    ACT.run(replace(context, record=None))
    assert ACT.allowed(here.vault)


def test_that_a_package_that_cannot_be_opened_is_refused_in_the_course(
    offices: tuple[Office, Office], user: User, qtbot: QtBot, tasks: Tasks, tmp_path: Path
) -> None:
    here, there = offices
    introduce(here, there)
    path, _ = here.give([add_case(here.vault)])
    course = ReceiveWizard(here.vault, tasks, titles)
    shown_course(qtbot, course)
    assert not course.open_step.ready
    user.will(None, path)
    course.open_step.choose_button.click()
    course.open_step.choose_button.click()
    course.onward()
    qtbot.waitUntil(lambda: "voor een andere kluis" in course.open_step.message.text.text())
    assert course.step is course.open_step


def test_that_types_and_cases_are_chosen_in_the_course(
    offices: tuple[Office, Office], user: User, qtbot: QtBot, tasks: Tasks
) -> None:
    here, there = offices
    introduce(here, there)
    known = CaseTypes(there.vault).add(CaseTypeDraft("Hier bekend")).id
    path, _ = here.give([add_case(here.vault, "Een"), add_case(here.vault, "Twee")])
    course = ReceiveWizard(there.vault, tasks, titles)
    shown_course(qtbot, course)
    course.open_step.show_file(path)
    course.onward()
    qtbot.waitUntil(lambda: isinstance(course.step, LookStep))
    step = course.step
    assert isinstance(step, LookStep)
    step.types["Type Een"].setCurrentIndex(step.types["Type Een"].findData(known))
    one, two = step.arrival.cases
    for case in (one, two):
        step.mark(case.id, on=False)
    assert not course.next_button.isEnabled()
    with pytest.raises(Invalid):
        step.accept()
    step.mark(one.id, on=True)
    course.onward()
    qtbot.waitUntil(lambda: course.taken is not None)
    assert isinstance(course.step, DoneStep)
    assert course.is_done
    assert "heeft hier nummer" in course.step.told.texts[1]
    assert "Type Een" in CaseTypes(there.vault).get(known).draft.aliases


def test_that_the_newer_side_is_proposed_and_an_empty_value_is_said(qtbot: QtBot) -> None:
    differences = (Difference("title", "Oud", "", Side.THEIRS), Difference("due_on", "", "3 mei", Side.OURS))
    record = ArrivedRecord("a" * 32, "case", "casus", "Loods", State.ASKED, differences)
    choices = FieldChoices(titles)
    qtbot.addWidget(choices)
    choices.show_records([record])
    choices.show_records([record])
    assert len(choices.choices) == 2
    assert choices.taken == {"a" * 32: frozenset({"title"})}
    assert "(leeg)" in choices.choices[0].there.accessibleName()
    choices.choices[1].there.click()
    assert choices.taken == {"a" * 32: frozenset({"title", "due_on"})}


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        (TakenIn(0, 0), "Er is niets gewijzigd: alles was hier al."),
        (TakenIn(0, 0, (), (("taak", "waarom"),)), "Er is niets toegevoegd of gewijzigd."),
        (TakenIn(1, 0), "Ontvangen: één onderdeel toegevoegd. Het staat in het logboek."),
        (TakenIn(2, 3), "Ontvangen: 2 onderdelen toegevoegd, 3 onderdelen bijgewerkt. Het staat in het logboek."),
    ],
)
def test_that_it_says_what_was_done(taken: TakenIn, words: str) -> None:
    assert done_in_words(taken) == words
