"""The page Integrale controles: what fits, the checklist that stores as one answers, and a signal from a finding."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.services.casework.checklists import answers_of
from app.services.casework.findings import FindingDraft, Findings
from app.services.casework.inspections import InspectionDraft, Inspections
from app.services.records import Query
from app.services.signals.signals import Signals
from models.casework.meeting_choices import CheckAnswer, InspectionStatus, Law
from ui.pages.inspections import FINDINGS, INSPECTIONS, ChecklistSheet, signal
from ui.widgets.record.description import ActContext
from ui.widgets.record.file_page import FilePage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from app.services.records import Record
    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from tests.ui.conftest import User
    from ui.widgets.page import PageContext
    from ui.widgets.record.description import PageDescription

    ContextOf = Callable[[UnlockedVault], PageContext]


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("director")


@pytest.fixture
def inspection(vault: UnlockedVault) -> int:
    draft = InspectionDraft(
        title="Zorgwoning",
        planned_on=date(2020, 5, 12),
        status=InspectionStatus.HELD,
        locations=("Voorbeeldstraat 1",),
        checklist="pgb",
    )
    return Inspections(vault).add(draft).id


@pytest.mark.parametrize("description", [INSPECTIONS, FINDINGS], ids=lambda each: each.title)
def test_that_a_description_fits_its_register(description: PageDescription, vault: UnlockedVault) -> None:
    register = description.register(vault)
    assert {column.name for column in description.columns} <= set(register.columns)
    assert {field.name for field in description.fields} <= {field.name for field in fields(register.draft)}
    assert set(register.required) <= {field.name for field in description.fields if field.required}


def test_that_an_answer_is_stored_as_soon_as_it_is_given(
    vault: UnlockedVault, inspection: int, context_of: ContextOf, qtbot: QtBot
) -> None:
    sheet = ChecklistSheet(context_of(vault))
    qtbot.addWidget(sheet)
    sheet.show_record(inspection)
    line = sheet.lines["able"]
    assert not line.note.isEnabled()
    line.choice.choose(CheckAnswer.NOT_IN_ORDER)
    line.note.setText("Zorgverlener beheert het budget")
    line.note.editingFinished.emit()
    given = {each.question.key: (each.answer, each.note) for each in answers_of(vault, inspection) if each.answer}
    assert given == {"able": (CheckAnswer.NOT_IN_ORDER, "Zorgverlener beheert het budget")}
    assert sheet.told.text().endswith("Beantwoord: 1 van 9; niet in orde: 1.")
    line.choice.choose(None)
    assert not [each for each in answers_of(vault, inspection) if each.answer]


def test_that_an_inspection_without_a_list_says_where_to_choose_one(
    vault: UnlockedVault, context_of: ContextOf, qtbot: QtBot
) -> None:
    key = Inspections(vault).add(InspectionDraft(title="Loods", planned_on=date(2020, 5, 12))).id
    sheet = ChecklistSheet(context_of(vault))
    qtbot.addWidget(sheet)
    sheet.show_record(key)
    assert "Kies er een onder ‘Gegevens’" in sheet.told.text()
    sheet.show_record(99)
    assert "bestaat niet" in sheet.message.text.text()


def test_that_the_privacy_officer_only_reads_the_answers(
    inspection: int, unlock_as: UnlockAs, context_of: ContextOf, qtbot: QtBot
) -> None:
    sheet = ChecklistSheet(context_of(unlock_as("privacy")))
    qtbot.addWidget(sheet)
    sheet.show_record(inspection)
    assert not any(line.choice.isEnabled() for line in sheet.lines.values())


def test_that_a_finding_becomes_a_signal_after_a_question(
    vault: UnlockedVault, inspection: int, context_of: ContextOf, qtbot: QtBot, user: User
) -> None:
    page = FilePage(INSPECTIONS, context_of(vault))
    qtbot.addWidget(page)
    record = Findings(vault).add(FindingDraft(inspection, Law.CARE, None, "Geen plannen."))
    told: list[str] = []

    def context(record: Record[FindingDraft] | None) -> ActContext:
        return ActContext(vault, Findings(vault), record, page, page.context.tasks, page.refresh, told.append)

    signal(context(None))
    user.will(False)
    signal(context(record))
    assert len(Signals(vault).ids(Query())) == 0
    user.will(True, True)
    signal(context(record))
    assert len(Signals(vault).ids(Query())) == 1
    assert told[0].startswith("Signaal ")
    signal(context(Findings(vault).get(record.id)))
    assert "al een signaal gemaakt" in user.told[0]
