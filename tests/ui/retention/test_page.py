"""Destroying through the window: proposing, holding, a second person, the certificate, and what the FG sees."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from app.errors import DiskFull
from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.casework.cases import CaseDraft, Cases
from app.services.post import carry_and_take_in
from app.services.retention.acts import Erased, approve, propose
from app.services.retention.work_list import Stage
from models.choices import CaseStatus, ClosingReason
from tests.services.measures.files import WHOLE, measure
from tests.ui.conftest import shown
from ui.navigation import entries_for
from ui.pages.retention import due as due_module
from ui.pages.retention.destroyed import DestroyedPage
from ui.pages.retention.due import DuePage
from ui.pages.retention.export import CertificateExportDialog
from ui.pages.retention.holding import HoldDialog
from ui.pages.retention.page import RetentionPage
from ui.widgets.page import Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from tests.ui.conftest import User
    from ui.widgets.page import PageContext


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    """A director with two cases whose term is over."""
    vault = unlock_as("director")
    kind = CaseTypes(vault).add(CaseTypeDraft(name="Panden")).id
    for title in ("Loods", "Schuur"):
        draft = CaseDraft(
            title=title,
            case_type_id=kind,
            status=CaseStatus.CLOSED,
            closing_reason=ClosingReason.MEASURE,
            opened_on=date(2019, 1, 1),
            closed_on=date(2019, 2, 1),
        )
        Cases(vault).add(draft)
    return vault


@pytest.fixture
def context(vault: UnlockedVault, context_of: Callable[[UnlockedVault], PageContext]) -> PageContext:
    return context_of(vault)


@pytest.fixture
def page(context: PageContext, qtbot: QtBot, user: User) -> DuePage:
    """The work list of the director, with the first line marked."""
    made = DuePage(context)
    shown(qtbot, made)
    made.refresh()
    qtbot.waitUntil(lambda: len(made.lines) == 2)
    made.table.setCurrentCell(0, 0)
    return made


def offered(page: DuePage) -> list[bool]:
    return [
        made.isEnabled()
        for made in (
            page.propose_button,
            page.withdraw_button,
            page.hold_button,
            page.let_go_button,
            page.approve_button,
        )
    ]


def test_that_the_list_says_what_and_why(page: DuePage, visits: list[Place]) -> None:
    assert list(page.lines) == ["case 1", "case 2"]
    assert page.table.cell_text("case 1", 2) == "1 februari 2024"
    assert page.table.cell_text("case 1", 4) == "te bevestigen"
    assert page.about.text().startswith("Casus V-2019-0001 loopt sinds 1 februari 2019 · Bewaren casus na afsluiting")
    assert page.counted.text() == "2 regels, waarvan 0 voorgesteld en 0 vastgehouden."
    page.look()
    assert visits == [Place("cases", "case", 1)]


def test_that_each_act_is_offered_when_it_can_be_done(page: DuePage, qtbot: QtBot) -> None:
    assert offered(page) == [True, False, True, False, False]
    page.propose()
    qtbot.waitUntil(lambda: offered(page) == [False, True, True, False, False])
    assert "een ander moet het goedkeuren" in page.about.text()
    page.withdraw()
    qtbot.waitUntil(lambda: offered(page) == [True, False, True, False, False])


def test_that_holding_asks_why(page: DuePage, user: User, qtbot: QtBot) -> None:
    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, HoldDialog)
        dialog.start()
        assert dialog._labelled.problem.startswith("Leg in ten minste")
        dialog.reason.setText("Er loopt een rechtszaak.")
        dialog.start()
        return bool(dialog.made)

    user.dialog = answer
    page.hold()
    qtbot.waitUntil(lambda: offered(page) == [False, False, False, True, False])
    assert "vastgehouden door Gebruiker casusregisseur: Er loopt een rechtszaak." in page.about.text()
    page.let_go()
    qtbot.waitUntil(lambda: offered(page) == [True, False, True, False, False])
    page.withdraw()
    assert page.message.text.text() == "Er is geen voorstel (meer) om dit te vernietigen."


@pytest.fixture
def second(
    vault: UnlockedVault,
    unlock_as: UnlockAs,
    context_of: Callable[[UnlockedVault], PageContext],
    qtbot: QtBot,
    user: User,
) -> DuePage:
    """The work list of the privacy officer of casework, after the director proposed the first."""
    propose(vault, "case", 1)
    made = DuePage(context_of(unlock_as("privacy")))
    shown(qtbot, made)
    made.refresh()
    qtbot.waitUntil(lambda: len(made.lines) == 2)
    made.table.setCurrentCell(0, 0)
    return made


def test_that_a_second_person_destroys_after_a_question(second: DuePage, user: User, qtbot: QtBot) -> None:
    user.will(False, True)
    second.approve()
    assert second.chosen is not None
    second.approve()
    qtbot.waitUntil(lambda: list(second.lines) == ["case 2"])
    assert user.asked == ["Casus V-2019-0001 vernietigen?"] * 2
    assert "is vernietigd. De verklaring staat bij Vernietigd." in second.message.text.text()
    second.approve()
    assert len(user.asked) == 2


def test_that_who_proposed_is_not_asked(page: DuePage, user: User, qtbot: QtBot) -> None:
    page.propose()
    qtbot.waitUntil(lambda: page.chosen is not None and page.chosen.own_proposal)
    page.approve()
    assert user.asked == []
    assert page.chosen is not None
    assert page.chosen.stage is Stage.PROPOSED


def test_that_traces_that_could_not_be_wiped_are_told(
    second: DuePage, user: User, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([False, True])
    monkeypatch.setattr(due_module, "approve", lambda *_: Erased(1, "W-1", swept=False))
    monkeypatch.setattr(due_module, "sweep", lambda *_: next(answers))
    user.will(True)
    second.approve()
    qtbot.waitUntil(lambda: "een ander programma leest" in second.message.text.text())
    second.message.do()
    qtbot.waitUntil(lambda: "lukt nog niet" in second.message.text.text())
    second._sweep()
    qtbot.waitUntil(lambda: "laatste sporen" in second.message.text.text())


def test_that_a_failure_is_told(second: DuePage, user: User, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise DiskFull("De schijf is vol.")

    monkeypatch.setattr(due_module, "approve", full)
    user.will(True)
    second.approve()
    qtbot.waitUntil(lambda: second.message.text.text() == "De schijf is vol.")
    second.message.hide()
    monkeypatch.setattr(due_module, "due_lines", full)
    second.refresh()
    qtbot.waitUntil(second.message.isVisible)
    assert second.message.text.text() == "De schijf is vol."


def test_that_a_certificate_becomes_a_pdf(
    vault: UnlockedVault,
    unlock_as: UnlockAs,
    context: PageContext,
    qtbot: QtBot,
    user: User,
    tmp_path: Path,
) -> None:
    propose(vault, "case", 1)
    approve(unlock_as("privacy"), "case", 1)
    whole = RetentionPage(context)
    shown(qtbot, whole)
    whole.open_part("destroyed")
    page = whole.current
    assert isinstance(page, DestroyedPage)
    page.export()
    page.table.setCurrentCell(0, 0)
    assert page.about.text().startswith("Te bewaren tot en met 1 februari 2024.")

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, CertificateExportDialog)
        user.will(None, tmp_path / "verklaring")
        dialog.start()
        assert dialog.message.text.text() == "Er is geen bestand gekozen."
        dialog.start()
        qtbot.waitUntil(lambda: dialog.made is not None)
        return True

    user.dialog = answer
    page.export()
    out = tmp_path / "verklaring.pdf"
    assert "De verklaring staat in" in page.message.text.text()
    with pikepdf.open(out) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Verklaring van vernietiging"
    assert b"Loods" not in out.read_bytes()


def test_that_the_privacy_officer_sees_what_was_told_and_nobody_else_the_page(
    vault: UnlockedVault,
    unlock_as: UnlockAs,
    context_of: Callable[[UnlockedVault], PageContext],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    propose(vault, "case", 1)
    privacy = unlock_as("privacy")
    approve(privacy, "case", 1)
    privacy.hand_on()
    officer = unlock_as("dpo")
    carry_and_take_in(officer)
    whole: Any = RetentionPage(context_of(officer))
    shown(qtbot, whole)
    whole.refresh()
    assert [key for key, _, _ in whole._tabs] == ["told"]
    assert whole.current.table.cell_text("casus V-2019-0001", 2) == "V-2019-0001"
    assert not whole.current.export_button.isVisible()
    assert {role for role in ("policy", "keeper") if shows(unlock_as(role))} == set()


def test_that_who_holds_both_sees_both_and_the_jurist_measures_only(
    unlock_as: UnlockAs, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot, visits: list[Place]
) -> None:
    jurist, privacy = unlock_as("jurist"), unlock_as("privacy")
    key = measure(jurist, WHOLE)
    propose(jurist, "measure", key)
    alone: Any = RetentionPage(context_of(jurist))
    shown(qtbot, alone)
    assert [(name, title) for name, title, _ in alone._tabs] == [
        ("due.measures", "Aan de beurt"),
        ("destroyed.measures", "Vernietigd"),
    ]
    both: Any = RetentionPage(context_of(privacy))
    shown(qtbot, both)
    assert [title for _, title, _ in both._tabs] == [
        "Aan de beurt",
        "Vernietigd",
        "Maatregelen: aan de beurt",
        "Maatregelen: vernietigd",
    ]
    both.open_part("due.measures")
    page = both.current
    qtbot.waitUntil(lambda: len(page.lines) == 1)
    page.table.setCurrentCell(0, 0)
    page.look()
    assert visits == [Place("measures", "measure", key)]
    assert offered(page) == [False, True, True, False, True]


def shows(vault: UnlockedVault) -> bool:
    return any(entry.key == "retention" for entry in entries_for(vault))
