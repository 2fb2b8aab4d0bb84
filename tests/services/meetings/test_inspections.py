"""Integrated inspections: findings per law, measures with an owner, signals made of them, and checklists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from app.errors import AccessDenied, Conflict, Invalid, NotFound
from app.rules.permissions import Role
from app.services.casework.checklists import LISTS, answer_question, answers_of, checklist
from app.services.casework.findings import FindingDraft, Findings, make_signal
from app.services.casework.inspections import InspectionDraft, Inspections, inspection_items
from app.services.clock import today
from app.services.records import Query
from app.services.signals.mentions import MentionDraft, Mentions
from app.services.signals.signals import Signals
from models.casework.choices import MentionKind, SignalSource
from models.casework.meeting_choices import CheckAnswer, InspectionStatus, Law

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

HELD_ON = date(2020, 5, 12)


def inspection(vault: UnlockedVault, **known: object) -> int:
    draft = InspectionDraft(
        title="Controle zorgwoning",
        planned_on=HELD_ON,
        status=InspectionStatus.HELD,
        locations=("Voorbeeldstraat 1",),
        services=("Toezichthouder Wmo", "Brandweer"),
        checklist="pgb",
    )
    return Inspections(vault).add(replace(draft, **known)).id  # type: ignore[arg-type]


def finding(vault: UnlockedVault, key: int, **known: object) -> int:
    draft = FindingDraft(key, Law.CARE, "Voorbeeldstraat 1", "Geen ondersteuningsplannen aanwezig.")
    return Findings(vault).add(replace(draft, **known)).id  # type: ignore[arg-type]


def test_that_an_inspection_gets_a_number_of_its_year(director: UnlockedVault) -> None:
    keys = [inspection(director), inspection(director), inspection(director, planned_on=date(2021, 1, 5))]
    found = [Inspections(director).get(key).draft.number for key in keys]
    assert found == ["IC-2020-001", "IC-2020-002", "IC-2021-001"]
    record = Inspections(director).get(keys[0])
    with pytest.raises(Invalid, match="verandert niet"):
        Inspections(director).change(keys[0], replace(record.draft, number="IC-1"), record.version)


@pytest.mark.parametrize(
    ("known", "field"),
    [
        ({"planned_on": today() + timedelta(days=1)}, "status"),
        ({"locations": ()}, "locations"),
        ({"checklist": "horeca"}, "checklist"),
    ],
)
def test_that_an_inspection_that_cannot_be_is_refused(
    known: dict[str, object], field: str, director: UnlockedVault
) -> None:
    with pytest.raises(Invalid) as refused:
        inspection(director, **known)
    assert list(refused.value.fields) == [field]


def test_that_a_measure_has_an_owner_and_a_term(director: UnlockedVault) -> None:
    key = inspection(director)
    with pytest.raises(Invalid) as refused:
        finding(director, key, measure="Herstel binnen vier weken", done_on=today() + timedelta(days=1))
    assert list(refused.value.fields) == ["owner", "due_on", "done_on"]
    finding(director, key, measure="Herstel", owner=director.account.name, due_on=date(2020, 6, 9))
    (late,) = inspection_items(director)
    assert late.text == "IC-2020-001: een maatregel had klaar moeten zijn op 9 juni 2020."


def test_that_an_inspection_whose_day_went_by_is_told(director: UnlockedVault) -> None:
    inspection(director, status=InspectionStatus.PLANNED)
    assert [item.text for item in inspection_items(director)] == [
        "IC-2020-001: de controle van 12 mei 2020 staat nog als gepland."
    ]


def test_that_a_signal_is_made_of_a_finding_once(director: UnlockedVault) -> None:
    key = inspection(director)
    found = finding(director, key)
    with pytest.raises(Conflict):
        make_signal(director, found, 9)
    number = make_signal(director, found, 1)
    (signal,) = Signals(director).ids(Query())
    draft = Signals(director).get(signal).draft
    assert (draft.number, draft.source) == (number, SignalSource.INTEGRATED_INSPECTION)
    assert "Geen ondersteuningsplannen aanwezig." in (draft.facts or "")
    assert "IC-2020-001 op 12 mei 2020. Locatie: Voorbeeldstraat 1." in (draft.facts or "")
    record = Findings(director).get(found)
    with pytest.raises(Invalid, match="al een signaal gemaakt"):
        make_signal(director, found, record.version)
    with pytest.raises(Invalid, match="een signaal gemaakt"):
        Findings(director).remove(found, record.version)
    with pytest.raises(Invalid, match="bevindingen vastgelegd"):
        Inspections(director).remove(key, Inspections(director).get(key).version)
    with pytest.raises(NotFound):
        make_signal(director, 99, 1)


def test_that_an_inspection_mentions_what_it_came_across(director: UnlockedVault) -> None:
    key = inspection(director)
    Mentions(director).add(
        MentionDraft(inspection_id=key, kind=MentionKind.ADDRESS, street="Voorbeeldstraat", house_number=1)
    )
    (found,) = Mentions(director).rows(Mentions(director).ids(Query(where=(("inspection_id", key),))))
    assert "IC-2020-001" in found.cells


@pytest.mark.parametrize("key", LISTS)
def test_that_a_checklist_is_whole(key: str) -> None:
    found = checklist(key)
    keys = [question.key for question in found.questions]
    assert found.key == key
    assert len(keys) == len(set(keys)) > 8
    assert all(question.text.endswith("?") for question in found.questions)


def test_that_answers_are_given_changed_and_taken_back(director: UnlockedVault) -> None:
    key = inspection(director)
    answer_question(director, key, "able", CheckAnswer.NOT_IN_ORDER, " Zorgverlener beheert het budget. ")
    answer_question(director, key, "pressure", CheckAnswer.IN_ORDER)
    answer_question(director, key, "pressure", CheckAnswer.NOT_SEEN, "Niet alleen gesproken.")
    given = {each.question.key: (each.answer, each.note) for each in answers_of(director, key) if each.answer}
    assert given == {
        "able": (CheckAnswer.NOT_IN_ORDER, "Zorgverlener beheert het budget."),
        "pressure": (CheckAnswer.NOT_SEEN, "Niet alleen gesproken."),
    }
    for question in ("pressure", "pressure", "care_given"):
        answer_question(director, key, question, None)
    assert [each.question.key for each in answers_of(director, key) if each.answer] == ["able"]


def test_that_an_answer_to_nothing_is_refused(director: UnlockedVault) -> None:
    key, without = inspection(director), inspection(director, checklist=None)
    assert answers_of(director, without) == ()
    for place, question in ((key, "certificate"), (without, "able"), (99, "able")):
        with pytest.raises(NotFound):
            answer_question(director, place, question, CheckAnswer.IN_ORDER)
    with pytest.raises(Invalid, match="ten hoogste"):
        answer_question(director, key, "able", CheckAnswer.IN_ORDER, "x" * 4001)
    with pytest.raises(NotFound):
        answers_of(director, 99)
    with pytest.raises(NotFound):
        checklist("../people")


def test_that_the_choices_of_the_forms_are_those_of_the_inspection(director: UnlockedVault) -> None:
    key = inspection(director)
    register, findings = Inspections(director), Findings(director)
    assert [option.value for option in register.options("checklist")] == list(LISTS)
    assert register.options("case_id") == ()
    assert register.options("title") == ()
    assert director.account.name in {option.value for option in register.options("leader")}
    assert [option.value for option in findings.options("inspection_id")] == [key]
    assert [option.value for option in findings.options("location", FindingDraft(key))] == ["Voorbeeldstraat 1"]
    assert findings.options("location") == ()


def test_that_the_privacy_officer_reads_along(
    director: UnlockedVault, unlock_as: Callable[[Role], UnlockedVault]
) -> None:
    key = inspection(director)
    privacy = unlock_as(Role.PRIVACY)
    assert answers_of(privacy, key)
    with pytest.raises(AccessDenied):
        answer_question(privacy, key, "able", None)
    with pytest.raises(AccessDenied):
        make_signal(privacy, 1, 1)
