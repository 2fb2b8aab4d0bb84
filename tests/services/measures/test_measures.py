"""Measures as they are stored: numbers, the ladder that asks a reason, bad input, and what may not be removed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import Invalid, NotFound
from app.rules.permissions import Role
from app.services.casework.case_references import references_in
from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.casework.cases import CaseDraft, Cases
from app.services.history import history_of
from app.services.measures.measures import Measures
from app.services.measures.parts import (
    AddresseeDraft,
    Addressees,
    CircumstanceDraft,
    Circumstances,
    FoundSubstanceDraft,
    FoundSubstances,
    PersonCheckDraft,
    PersonChecks,
)
from app.services.measures.properties import FindingDraft, Findings, Properties
from app.services.measures.proposal import proposal
from app.services.measures.references import refer_case
from app.services.measures.terms import measure_timeline
from models.measures import choices as m
from models.measures.choices import Sanction, Substance
from tests.services.measures.files import BEGUN, DECIDED, HOME, WARNED, WHOLE, measure, policy, premises

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault


def refused(act: Callable[[], Any]) -> dict[str, str]:
    with pytest.raises(Invalid) as found:
        act()
    return dict(found.value.fields)


def test_that_files_are_numbered_per_year_and_keep_their_number(jurist: UnlockedVault) -> None:
    register = Measures(jurist)
    keys = [
        measure(jurist),
        measure(jurist, number=14),
        measure(jurist, replace(BEGUN, found_on=date(2021, 1, 4)), 16),
    ]
    assert [register.get(key).draft.number for key in keys] == ["13B-2020-001", "13B-2020-002", "13B-2021-001"]
    record = register.get(keys[0])
    assert record.title == "13B-2020-001 Voorbeeldstraat 12, Naaldwijk"
    changed = register.change(record.id, replace(record.draft, number=None), record.version)
    assert changed.draft.number == "13B-2020-001"
    told = refused(lambda: register.change(record.id, replace(record.draft, number="X"), changed.version))
    assert "verandert niet" in told["number"]


def test_that_a_number_that_was_taken_by_hand_is_passed_over(jurist: UnlockedVault) -> None:
    measure(jurist, replace(BEGUN, number="13B-2020-001"))
    assert Measures(jurist).get(measure(jurist, number=14)).draft.number == "13B-2020-002"


def test_that_opening_a_file_with_police_data_is_logged(jurist: UnlockedVault) -> None:
    key = measure(jurist)
    Measures(jurist).get(key)
    assert next(line.action for line in history_of(jurist, "measures", "measure", str(key))) == "measure.opened"


def test_that_the_months_of_a_closure_give_its_last_day(jurist: UnlockedVault) -> None:
    stored = Measures(jurist).get(measure(jurist, replace(DECIDED, closed_until=None))).draft
    assert stored.closed_until == date(2020, 8, 10)


def test_that_an_earlier_finding_makes_the_proposal_heavier(jurist: UnlockedVault) -> None:
    policy(jurist)
    key = measure(jurist)
    assert proposal(jurist, key).outcome == proposal_words("waarschuwing", jurist, key)
    Findings(jurist).add(FindingDraft(premises(jurist), date(2018, 5, 1), Substance.SOFT))
    second = proposal(jurist, key)
    assert (second.nth, str(second.outcome)) == (2, "sluiting, 3 maanden")
    Circumstances(jurist).add(CircumstanceDraft(key, m.Circumstance.WEAPONS, "Een vuurwapen."))
    assert str(proposal(jurist, key).outcome) == "sluiting, 6 maanden"
    FoundSubstances(jurist).add(FoundSubstanceDraft(key, "Hennep", Substance.SOFT, Decimal(120), m.Unit.PLANTS))
    assert str(proposal(jurist, key).outcome) == "sluiting, 6 maanden"


def proposal_words(words: str, vault: UnlockedVault, key: int) -> Any:
    found = proposal(vault, key).outcome
    assert str(found) == words
    return found


def test_that_a_warning_followed_by_a_second_finding_within_the_period_is_a_second(jurist: UnlockedVault) -> None:
    policy(jurist)
    measure(jurist, WARNED)
    again = measure(jurist, replace(BEGUN, found_on=date(2021, 6, 1)))
    found = proposal(jurist, again)
    assert (found.nth, str(found.outcome), found.binds) == (2, "sluiting, 3 maanden", True)


def test_that_deviating_from_the_policy_asks_a_reason_and_an_example_does_not(jurist: UnlockedVault) -> None:
    at = premises(jurist)
    policy(jurist)
    told = refused(lambda: measure(jurist, DECIDED, property_id=at))
    assert "art. 4:84 Awb" in told["deviation_reason"]
    assert "waarschuwing" in told["deviation_reason"]
    assert measure(jurist, DECIDED, property_id=at, deviation_reason="Er is een wapen gevonden.")


def test_that_without_a_matrix_there_is_no_proposal(jurist: UnlockedVault) -> None:
    key = measure(jurist)
    assert "geen handhavingsmatrix" in refused(lambda: proposal(jurist, key))[""]
    with pytest.raises(NotFound):
        proposal(jurist, 99)
    with pytest.raises(NotFound):
        measure_timeline(jurist, 99)


@pytest.mark.parametrize(
    ("draft", "field", "article"),
    [
        (replace(DECIDED, months=None, closed_until=date(2020, 5, 1)), "closed_until", "art. 5:24 lid 1 Awb"),
        (replace(DECIDED, intention_sent_on=None), "without_intention", "art. 4:8 Awb"),
        (replace(BEGUN, intention_sent_on=date(1980, 1, 1)), "intention_sent_on", "4:8"),
        (replace(DECIDED, decided_on=date(2020, 4, 15), closed_from=date(2020, 4, 20)), "decided_on", "4:9 Awb"),
        (replace(BEGUN, property_id=99), "property_id", "bestaat niet"),
    ],
)
def test_that_bad_input_is_refused_beside_its_field_with_its_article(
    jurist: UnlockedVault, draft: Any, field: str, article: str
) -> None:
    told = refused(lambda: measure(jurist, draft, property_id=draft.property_id or premises(jurist)))
    assert field in told
    assert article in told[field] or "1990" in told[field]


def test_that_a_third_finding_before_the_first_is_refused_with_both_days(jurist: UnlockedVault) -> None:
    Findings(jurist).add(FindingDraft(premises(jurist), date(2020, 3, 9), Substance.SOFT, 1))
    told = refused(lambda: measure(jurist, replace(BEGUN, nth=3)))
    assert "2 maart 2020" in told["nth"]
    assert "9 maart 2020" in told["nth"]
    own = refused(lambda: Findings(jurist).add(FindingDraft(premises(jurist), date(2020, 3, 1), Substance.SOFT, 10)))
    assert "van 1 tot en met 9" in own["nth"]
    future = refused(lambda: Findings(jurist).add(FindingDraft(premises(jurist), date(2999, 3, 1), Substance.SOFT)))
    assert "toekomst" in future["found_on"]


def test_that_an_address_stands_once_and_a_postcode_as_on_an_envelope(jurist: UnlockedVault) -> None:
    register = Properties(jurist)
    key = register.add(replace(HOME, postcode="2671ab")).id
    assert register.get(key).draft.postcode == "2671 AB"
    assert "staat er al" in refused(lambda: register.add(replace(HOME, street="VOORBEELDSTRAAT")))["house_number"]
    assert register.add(replace(HOME, addition="a")).title == "Voorbeeldstraat 12a, Naaldwijk"
    record = register.get(key)
    assert register.change(key, replace(record.draft, owner="Demo BV"), record.version).draft.owner == "Demo BV"
    assert "straatnaam" in refused(lambda: register.add(replace(HOME, street="12")))["street"]


def test_that_what_has_a_history_is_not_removed(jurist: UnlockedVault) -> None:
    key = measure(jurist)
    place = Properties(jurist).get(premises(jurist))
    assert "maatregelen" in refused(lambda: Properties(jurist).remove(place.id, place.version))[""]
    Addressees(jurist).add(AddresseeDraft(key, m.Relation.OWNER, "Demo BV"))
    record = Measures(jurist).get(key)
    assert "geadresseerden" in refused(lambda: Measures(jurist).remove(key, record.version))[""]


def test_that_parts_are_checked_beside_their_fields(jurist: UnlockedVault) -> None:
    key = measure(jurist)
    substances, people, checks = FoundSubstances(jurist), Addressees(jurist), PersonChecks(jurist)
    assert "unit" in refused(lambda: substances.add(FoundSubstanceDraft(key, "X", Substance.SOFT, Decimal(1))))
    negative = FoundSubstanceDraft(key, "X", Substance.SOFT, Decimal(-1), m.Unit.GRAM)
    assert "amount" in refused(lambda: substances.add(negative))
    Circumstances(jurist).add(CircumstanceDraft(key, m.Circumstance.FIRE, "Brand"))
    twice = CircumstanceDraft(key, m.Circumstance.FIRE, "Nog eens")
    assert "staat al" in refused(lambda: Circumstances(jurist).add(twice))["circumstance"]
    said = AddresseeDraft(key, m.Relation.OWNER, "Demo BV", views="Niets")
    assert "art. 4:9 Awb" in refused(lambda: people.add(said))["heard_on"]
    assert "heard_on" in refused(lambda: people.add(replace(said, heard_on=date(2999, 1, 1))))
    task = PersonCheckDraft(key, "H. Voorbeeld")
    assert "result" in refused(lambda: checks.add(replace(task, done_on=date(2020, 4, 1))))
    assert "done_on" in refused(lambda: checks.add(replace(task, result=m.ScreenedResult.NOTHING)))
    found = replace(task, done_on=date(2999, 1, 1), result=m.ScreenedResult.PERMIT)
    assert set(refused(lambda: checks.add(found))) == {"done_on", "explanation"}


def test_that_forms_offer_properties_and_files(jurist: UnlockedVault) -> None:
    key = measure(jurist)
    at = premises(jurist)
    label = "Voorbeeldstraat 12, Naaldwijk (woning, bewoond)"
    assert [(each.value, each.label) for each in Measures(jurist).options("property_id")] == [(at, label)]
    assert [each.label for each in Findings(jurist).options("property_id")] == [label]
    assert [(each.value, each.label) for each in Addressees(jurist).options("measure_id")] == [
        (key, "13B-2020-001 Voorbeeldstraat 12, Naaldwijk")
    ]
    for register in (Measures(jurist), Findings(jurist), Addressees(jurist)):
        assert register.options("note") == ()


def test_that_the_timeline_tells_what_happened_and_every_term(jurist: UnlockedVault) -> None:
    shown = measure_timeline(jurist, measure(jurist, WHOLE))
    assert [moment.text for moment in shown.moments][:2] == ["Constatering", "Bestuurlijke rapportage"]
    assert [each.key for each in shown.deadlines] == ["views", "grace", "closure", "objection", "objection_decision"]
    assert {line.state for line in shown.norms} == {"te bevestigen"}


def test_that_a_reference_in_a_case_is_a_number_and_a_text(
    jurist: UnlockedVault, unlock_as: Callable[[Role], UnlockedVault]
) -> None:
    director = unlock_as(Role.DIRECTOR)
    kind = CaseTypes(director).add(CaseTypeDraft(name="Drugspand")).id
    case = Cases(director).add(CaseDraft(title="Pand", case_type_id=kind, opened_on=date(2020, 3, 3)))
    key = measure(jurist)
    refer_case(jurist, key, case_number=str(case.draft.number), text="Er loopt een maatregel.")
    assert set(refused(lambda: refer_case(jurist, key, case_number=" ", text="x" * 501))) == {"case_number", "text"}
    with pytest.raises(NotFound):
        refer_case(jurist, 99, case_number="W-1", text="x")
    again = unlock_as(Role.DIRECTOR)
    from app.services.post import carry_and_take_in  # noqa: PLC0415

    carry_and_take_in(again)
    assert [(each.number, each.text) for each in references_in(again, case.id)] == [
        ("13B-2020-001", "Er loopt een maatregel.")
    ]
    assert Sanction.CLOSURE.label == "sluiting"
