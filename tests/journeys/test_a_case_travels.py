"""A case goes from one shielded workstation to another on a stick, is worked on there, and comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest

from app.rules.packages.revisions import Side
from app.rules.permissions import Role
from app.services.casework.cases import Cases
from app.services.casework.timeline import timeline_of
from app.services.packages.cards import trusted_cards
from app.services.packages.overview import packages
from app.services.records import Query
from app.vault.founding import Founder, found
from app.vault.session import unlock
from models.casework.package_choices import PackageWay
from tests.demo_vault import CHEAP, LIMITS
from tests.ui.conftest import shown_course
from tests.ui.hands import type_in
from ui.pages.packages.cards import AdoptCardDialog
from ui.pages.packages.choosing import ChooseCasesDialog
from ui.pages.packages.extracting import ExtractDialog, PasswordShown
from ui.pages.packages.giving import GiveDialog
from ui.pages.packages.page import PackagesPage
from ui.pages.packages.receiving import LookStep, ReceiveWizard
from ui.widgets.page import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.services.casework.cases import CaseDraft
    from app.vault.session import UnlockedVault
    from tests.ui.conftest import User
    from ui.main_window import MainWindow

PASSWORD = "paard batterij nietje"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[UnlockedVault]:
    """The vault of another municipality, with nothing in it."""
    folder = tmp_path / "Anderstad.bolwerk"
    founders = [Founder(role.value, f"A. {role.label}", PASSWORD, role) for role in Role]
    found(folder, "Anderstad", founders, day=date(2020, 1, 2), kdf=CHEAP.settings)
    with unlock(folder, Role.DIRECTOR.value, PASSWORD, limits=LIMITS) as vault:
        yield vault


class Desk:
    """Somebody at the page Overdracht of one vault."""

    def __init__(self, window: MainWindow, vault: UnlockedVault, user: User, qtbot: QtBot) -> None:
        self.vault, self.user, self.qtbot = vault, user, qtbot
        window.go(Place("packages"))
        assert isinstance(window.page, PackagesPage)
        self.page = window.page

    def save_card(self, path: Path) -> str:
        """Save the own card; gives the fingerprint on the screen."""
        self.user.will(path)
        self.page.save_button.click()
        assert path.exists()
        return self.page.fingerprint.fingerprint

    def adopt(self, path: Path, heard: str) -> None:
        """Take a card, typing what the other reads out."""

        def compare(dialog: QDialog) -> bool:
            assert isinstance(dialog, AdoptCardDialog)
            QTest.keyClicks(dialog.checked_with.line, "C. Collega")
            for place, group in zip(dialog.comparison.typed.places, heard.split("-"), strict=True):
                place.setText(group)
            dialog.go.click()
            self.qtbot.waitUntil(lambda: dialog.made is not None)
            return True

        self.user.dialog = compare
        self.user.will(path)
        self.page.adopt_button.click()
        assert "is opgenomen" in self.page.message.text.text()

    def give(self, case: int, path: Path) -> None:
        """Hand a case over."""

        def answer(dialog: QDialog) -> bool:
            if isinstance(dialog, ChooseCasesDialog):
                dialog.mark(case)
                return True
            assert isinstance(dialog, GiveDialog)
            dialog.form.fields["card"].editor.show_value(
                next(each.id for each in trusted_cards(self.vault) if each.checked_with == "C. Collega")
            )
            dialog.go.click()
            assert "waarom u deze casussen overdraagt" in dialog.form.fields["reason"].problem
            type_in(dialog.form, "reason", "Het vervolg speelt daar.")
            type_in(dialog.form, "ground", "art. 1.4 convenant")
            self.user.will(path)
            dialog.go.click()
            self.qtbot.waitUntil(lambda: dialog.made is not None)
            return True

        self.user.dialog = answer
        self.page.give_button.click()
        assert "Het pakket is gemaakt" in self.page.message.text.text()

    def receive(self, path: Path, choose: Callable[[LookStep], None] = lambda _step: None) -> None:
        """Go through the course."""

        def go_through(course: QDialog) -> bool:
            assert isinstance(course, ReceiveWizard)
            shown_course(self.qtbot, course)
            self.user.will(path)
            course.open_step.choose_button.click()
            course.next_button.click()
            self.qtbot.waitUntil(lambda: isinstance(course.step, LookStep))
            step = course.step
            assert isinstance(step, LookStep)
            choose(step)
            if step.ready:
                course.next_button.click()
                self.qtbot.waitUntil(lambda: course.taken is not None)
            return True

        self.user.dialog = go_through
        self.page.receive_button.click()

    def log(self) -> list[PackageWay]:
        return [each.way for each in packages(self.vault)]


def change(vault: UnlockedVault, key: int, **values: str) -> None:
    record = Cases(vault).get(key)
    draft: CaseDraft = replace(record.draft, **values)  # type: ignore[arg-type]
    Cases(vault).change(key, draft, record.version)


def exchange_cards(here: Desk, there: Desk, place: Path) -> None:
    assert not there.page.cards.isVisible()
    for giver, taker, name in ((here, there, "hier"), (there, here, "daar")):
        heard = giver.save_card(place / f"{name}.kaartje")
        taker.adopt(place / f"{name}.kaartje", heard)


def take_their_title(step: LookStep) -> None:
    by_name = {each.name: each for each in step.fields.choices}
    assert by_name["location"].there.isChecked(), "only changed there"
    assert by_name["title"].here.isChecked(), "changed on both sides: nobody but a person decides"
    assert {each.side for each in step.arrival.cases[0].record.differences} == {Side.BOTH, Side.THEIRS}
    by_name["title"].there.click()


def test_that_a_case_travels_and_comes_back(
    work: Callable[[str], UnlockedVault],
    window_of: Callable[[UnlockedVault], MainWindow],
    elsewhere: UnlockedVault,
    user: User,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    vault = work("regisseur")
    case = Cases(vault).ids(Query(words="Hennepkwekerij in woning, Monster"))[0]
    here, there = (Desk(window_of(each), each, user, qtbot) for each in (vault, elsewhere))
    exchange_cards(here, there, tmp_path)
    here.give(case, tmp_path / "heen.bolwerkpakket")
    there.receive(tmp_path / "heen.bolwerkpakket")
    (copy,) = Cases(elsewhere).ids(Query())
    ours, theirs = Cases(vault).get(case).draft, Cases(elsewhere).get(copy).draft
    assert theirs.number == f"{ours.number} (Westland)"
    same = ("title", "description", "approach", "status", "opened_on", "location", "partners", "handler")
    assert [getattr(ours, name) for name in same] == [getattr(theirs, name) for name in same]
    assert any("(Westland)" in each.who for each in timeline_of(elsewhere, copy)), (
        "what was done there can be read here"
    )

    change(elsewhere, copy, title="Titel van daar", location="Voorbeeldstraat 1, Anderstad")
    change(vault, case, title="Titel van hier")
    there.give(copy, tmp_path / "terug.bolwerkpakket")
    here.receive(tmp_path / "terug.bolwerkpakket", take_their_title)
    draft = Cases(vault).get(case).draft
    assert (draft.title, draft.location) == ("Titel van daar", "Voorbeeldstraat 1, Anderstad")
    assert draft.number == ours.number

    seen: list[bool] = []
    here.receive(tmp_path / "terug.bolwerkpakket", lambda step: seen.append(step.ready))
    assert seen == [False], "a package that comes again brings nothing"
    assert here.log() == [PackageWay.RECEIVED, PackageWay.GIVEN]
    assert there.log() == [PackageWay.GIVEN, PackageWay.RECEIVED]


def test_that_an_extract_is_made_and_its_password_shown_once(
    work: Callable[[str], UnlockedVault],
    window_of: Callable[[UnlockedVault], MainWindow],
    user: User,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    vault = work("regisseur")
    case = Cases(vault).ids(Query())[0]
    desk = Desk(window_of(vault), vault, user, qtbot)
    passwords = []

    def answer(dialog: QDialog) -> bool:
        if isinstance(dialog, ChooseCasesDialog):
            dialog.narrow("bestaat niet")
            assert not dialog.take.isEnabled()
            dialog.mark(case)
        elif isinstance(dialog, ExtractDialog):
            dialog.go.click()
            assert "wie het uittreksel ontvangt" in dialog.form.fields["recipient"].problem
            for name in ("recipient", "reason", "ground"):
                type_in(dialog.form, name, f"Voorbeeld {name}")
            user.will(tmp_path / "u.pdf")
            dialog.go.click()
            qtbot.waitUntil(lambda: dialog.made is not None, timeout=20_000)
        else:
            assert isinstance(dialog, PasswordShown)
            passwords.append(dialog.password.fingerprint)
        return True

    user.dialog = answer
    desk.page.extract_button.click()
    assert [len(each) for each in passwords] == [24]
    assert (tmp_path / "u.pdf").read_bytes().startswith(b"%PDF")
    assert desk.log() == [PackageWay.EXTRACT]
