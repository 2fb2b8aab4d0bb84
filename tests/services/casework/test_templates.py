"""Templates: what a case begins with, and a case that is begun from signals in one act."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.errors import Conflict, Invalid, NotFound
from app.rules.permissions import CASEWORK
from app.services.casework.cases import CaseDraft
from app.services.casework.tasks import CaseTasks
from app.services.casework.templates import CaseBeginnings, CaseTemplateDraft, CaseTemplates, templates_for
from app.services.records import Query
from models.casework import SignalCase
from models.choices import Phenomenon
from tests.services.casework.case_samples import case
from tests.services.casework.test_merging import signal_in
from tests.services.parents import case_type

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


@pytest.fixture
def template(director: UnlockedVault) -> int:
    draft = CaseTemplateDraft(
        "Drugspand",
        case_type(director, "Drugspanden"),
        Phenomenon.HEMP,
        "Wat er is aangetroffen",
        "Van rapportage naar besluit",
        (("Rapportage opvragen", 7), ("Voornemen versturen", 21)),
    )
    return CaseTemplates(director).add(draft).id


def tasks(vault: UnlockedVault, key: int) -> list[tuple[str, str | None, date | None]]:
    register = CaseTasks(vault)
    return [
        (row.cells[2], row.cells[3], row.cells[4])
        for row in register.rows(register.ids(Query(where=(("case_id", key),))))
    ]


def test_that_a_case_begins_with_the_tasks_and_texts_of_its_template(director: UnlockedVault, template: int) -> None:
    draft = CaseDraft(title="Loods", opened_on=date(2020, 1, 6), handler="Casusregisseur", description="Eigen tekst")
    made = CaseBeginnings(director).begin(draft, template=template)
    assert made.draft.theme is Phenomenon.HEMP
    assert made.draft.description == "Eigen tekst"
    assert made.draft.approach == "Van rapportage naar besluit"
    assert tasks(director, made.id) == [
        ("Rapportage opvragen", "Casusregisseur", date(2020, 1, 13)),
        ("Voornemen versturen", "Casusregisseur", date(2020, 1, 27)),
    ]
    assert [line.action for line in CaseBeginnings(director).history(made.id)] == ["case.templated", "case.added"]


def test_that_a_case_from_a_signal_is_linked_to_it_with_the_reason(director: UnlockedVault, template: int) -> None:
    signal = signal_in(director)
    beginnings = CaseBeginnings(director)
    draft = CaseDraft(title="Loods", opened_on=date(2020, 1, 6))
    with pytest.raises(Invalid) as refused:
        beginnings.begin(draft, template=template, signals=(signal,))
    assert set(refused.value.fields) == {"reason"}
    with pytest.raises(NotFound):
        beginnings.begin(draft, template=template, signals=(signal, 99), reason="Hit in het Kadaster")
    assert list(beginnings.ids(Query())) == [], "a case that could not be linked is not stored"
    made = beginnings.begin(draft, template=template, signals=(signal, signal), reason="Hit in het Kadaster")
    with director.read(CASEWORK) as session:
        link = session.scalars(select(SignalCase)).one()
    assert (link.signal_id, link.case_id, link.reason) == (signal, made.id, "Hit in het Kadaster")


def test_that_a_case_begins_without_a_template_too(director: UnlockedVault) -> None:
    draft = CaseDraft(title="Loods", case_type_id=case_type(director), opened_on=date(2020, 1, 6))
    assert tasks(director, CaseBeginnings(director).begin(draft).id) == []
    with pytest.raises(NotFound, match="Het sjabloon bestaat niet"):
        CaseBeginnings(director).begin(draft, template=99)
    with pytest.raises(Invalid):
        CaseBeginnings(director).begin(replace(draft, title=" "))


def test_that_a_template_is_added_to_a_case_that_is_there(director: UnlockedVault, template: int) -> None:
    beginnings, key = CaseBeginnings(director), case(director)
    record = beginnings.get(key)
    after = beginnings.apply(key, record.version, template)
    assert len(tasks(director, key)) == 2
    assert after.draft.description == "Wat er is aangetroffen"
    assert after.version == beginnings.get(key).version
    with pytest.raises(Conflict):
        beginnings.apply(key, record.version, template)
    with pytest.raises(NotFound):
        beginnings.apply(key, after.version, 99)


def test_that_templates_of_the_type_come_before_those_of_every_type(director: UnlockedVault, template: int) -> None:
    register = CaseTemplates(director)
    own = register.get(template).draft.case_type_id
    register.add(CaseTemplateDraft("Algemeen"))
    register.add(CaseTemplateDraft("Heling", case_type(director, "Heling")))
    assert [option.label for option in templates_for(director, own)] == ["Drugspand", "Algemeen"]
    assert [option.label for option in templates_for(director, None)] == ["Algemeen"]
    assert [option.label for option in register.options("case_type_id")] == ["Drugspanden", "Heling"]
    assert register.options("name") == ()


@pytest.mark.parametrize(
    ("tasks", "told"),
    [
        (((" ", 1),), "Noem bij elke taak wat er moet gebeuren"),
        ((("x" * 201, 1),), "Noem bij elke taak wat er moet gebeuren"),
        ((("Bellen", 3651),), "ten hoogste tien jaar"),
    ],
)
def test_that_a_task_that_cannot_be_is_refused(
    director: UnlockedVault, tasks: tuple[tuple[str, int], ...], told: str
) -> None:
    with pytest.raises(Invalid, match=told):
        CaseTemplates(director).add(CaseTemplateDraft("Proef", tasks=tasks))


def test_that_a_template_for_an_unknown_type_is_refused(director: UnlockedVault) -> None:
    with pytest.raises(Invalid, match="Dit type bestaat niet"):
        CaseTemplates(director).add(CaseTemplateDraft("Proef", case_type_id=99))
