"""What a LIP decides on a weighed signal: a new case, a case that runs, and what is known when it comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.errors import Invalid
from app.rules.permissions import Role
from app.rules.weighing import Given
from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.casework.cases import Cases
from app.services.meetings.deciding import decide
from app.services.meetings.sitting import Deciding, ItemView, item_view, sitting
from app.services.records import Query
from app.services.signals.course import course_of
from app.services.signals.mentions import MentionDraft, Mentions
from app.services.signals.sources import SourceChecks, SourceDraft, record_result
from app.services.signals.weighing import answer_step, decide_privacy_test
from models.casework.choices import (
    CheckedSource,
    Cluster,
    HitResult,
    MentionKind,
    SignalOutcome,
    SignalStatus,
    Verdict,
    WeighingStepKind,
)
from models.casework.meeting_choices import Decision
from models.choices import CaseOrigin, Phenomenon, Priority
from tests.services.meetings.offices import lip, meeting, running_case, signal
from tests.services.parents import case_type

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

DUE = date(2020, 4, 1)
YES = Given(Verdict.YES, "art. 13b Opiumwet", "Zie de feiten.", "In verhouding.", "Niet met minder.")
Step = WeighingStepKind


@pytest.fixture
def weighed(director: UnlockedVault, unlock_as: Callable[[Role], UnlockedVault]) -> int:
    """A signal of which every step up to privacy test 2A was answered with yes."""
    privacy = unlock_as(Role.PRIVACY)
    key = signal(director, "Loods", priority=Priority.HIGH, cluster=Cluster.SAFETY)

    def version() -> int:
        return course_of(director, key).version

    for step in (Step.W1, Step.W2A, Step.W2B, Step.W3):
        answer_step(director, key, step, YES, version())
    SourceChecks(privacy).add(SourceDraft(key, CheckedSource.PERMITS, "art. 6 lid 1 onder e AVG"))
    decide_privacy_test(privacy, key, YES, version())
    source = course_of(director, key).sources[0]
    record_result(director, source.id, HitResult.HIT, "Geen vergunning.", source.version)
    for step in (Step.W4, Step.P2A):
        answer_step(director, key, step, YES, version())
    return key


def item_about(vault: UnlockedVault, meeting_id: int, title: str) -> ItemView:
    found = next(item for item in sitting(vault, meeting_id).items if item.title.endswith(title))
    return item_view(vault, found.id)


def test_that_a_weighed_signal_becomes_a_case_of_the_lip(director: UnlockedVault, weighed: int) -> None:
    item = item_about(director, meeting(director, lip(director)), "Loods")
    assert item.cleared
    deciding = Deciding(Decision.LIP_CASE, "Oppakken", "A. Voorbeeld", DUE, case_type(director))
    made = decide(director, item.id, deciding, item.version)
    (key,) = Cases(director).ids(Query())
    case = Cases(director).get(key).draft
    assert (case.title, case.origin, case.theme, case.handler) == (
        "Loods",
        CaseOrigin.LIP,
        Phenomenon.HEMP,
        "A. Voorbeeld",
    )
    assert made.told == (f"Casus {case.number} is gemaakt.",)
    assert made.view.made_case == f"{case.number} Loods"
    course = course_of(director, weighed)
    assert (course.outcome, course.status) == (SignalOutcome.LIP_CASE, SignalStatus.IN_TREATMENT)
    assert [line.id for line in course.cases] == [key]
    again = decide(director, item.id, replace(deciding, conclusion="Snel oppakken"), made.view.version)
    assert again.told == (f"Het signaal is gekoppeld aan casus {case.number}.",)
    assert len(Cases(director).ids(Query())) == 1, "made once"


def test_that_a_weighed_signal_feeds_a_case_that_runs(director: UnlockedVault, weighed: int) -> None:
    case = running_case(director, "Pand")
    item = item_about(director, meeting(director, lip(director)), "Loods")
    made = decide(director, item.id, Deciding(Decision.LIP_CASE, None, "A. Voorbeeld", DUE, None, case), item.version)
    number = Cases(director).get(case).draft.number
    assert made.told == (f"Het signaal is gekoppeld aan casus {number}.",)
    assert [line.id for line in course_of(director, weighed).cases] == [case]
    view = item_about(director, meeting(director, lip(director, "GSO"), date(2020, 4, 2)), "Pand")
    assert ("Signalen", "één signaal") in [(fact.label, fact.text) for fact in view.known]


def test_that_a_type_that_is_not_in_use_makes_no_case(director: UnlockedVault, weighed: int) -> None:
    old = CaseTypes(director).add(CaseTypeDraft(name="Oud", active_to=2018)).id
    item = item_about(director, meeting(director, lip(director)), "Loods")
    with pytest.raises(Invalid):
        decide(director, item.id, Deciding(Decision.LIP_CASE, None, "A. Voorbeeld", DUE, old), item.version)
    assert course_of(director, weighed).outcome is None, "the whole act is undone"
    assert item_view(director, item.id).deciding.decision is None


def test_that_what_is_known_names_what_a_record_mentions(director: UnlockedVault, weighed: int) -> None:
    for number in range(14):
        Mentions(director).add(
            MentionDraft(signal_id=weighed, kind=MentionKind.ADDRESS, street="Voorbeeldstraat", house_number=number + 1)
        )
    item = item_about(director, meeting(director, lip(director)), "Loods")
    known = {fact.label: fact.text for fact in item.known}
    assert known["Genoemd"].count(";") == 12
    assert known["Genoemd"].endswith("…")
    assert "(vermoed)" in known["Genoemd"]
    assert (known["Cluster"], known["Prioriteit"]) == ("veiligheid", "hoog")
    assert "Privacytoets 2A ja" in known["Weging"]


def test_that_what_is_known_of_a_case_is_all_of_it(director: UnlockedVault) -> None:
    key = running_case(director, "Pand")
    record = Cases(director).get(key)
    whole = replace(
        record.draft,
        handler="A. Voorbeeld",
        location="Voorbeeldstraat 1",
        description="Veel inschrijvingen.",
        result="Controle gehouden.",
    )
    Cases(director).change(key, whole, record.version)
    item = item_about(director, meeting(director, lip(director)), "Pand")
    assert {"Regisseur", "Locatie", "Omschrijving", "Resultaat tot nu toe"} <= {fact.label for fact in item.known}
