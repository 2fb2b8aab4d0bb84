"""Cases: numbers that are given once, a type that lends its level and unit, dates and years that can be."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.errors import Conflict, Invalid
from app.rules.permissions import CASEWORK, Role
from app.services.casework import cases as module
from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.casework.cases import CaseDraft, Cases
from app.services.records import Query
from models.casework import CasePartner
from models.choices import CaseStatus, ClosingReason, CountingUnit, Level
from tests.services.parents import case_type

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.records import Record
    from app.vault.session import UnlockedVault


@pytest.fixture
def cases(director: UnlockedVault) -> Cases:
    return Cases(director)


@pytest.fixture
def draft(director: UnlockedVault) -> CaseDraft:
    return CaseDraft(title="Loods", case_type_id=case_type(director), opened_on=date(2019, 3, 1))


def number(record: Record[CaseDraft]) -> str | None:
    return record.draft.number


def refusal(cases: Cases, draft: CaseDraft) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        cases.add(draft)
    return refused.value.fields


def test_that_cases_are_numbered_per_year_of_their_start(cases: Cases, draft: CaseDraft) -> None:
    assert number(cases.add(draft)) == "W-2019-0001"
    assert number(cases.add(draft)) == "W-2019-0002"
    assert number(cases.add(replace(draft, opened_on=date(2020, 1, 1)))) == "W-2020-0001"
    assert number(cases.add(draft)) == "W-2019-0003"


def test_that_the_number_of_a_removed_case_is_not_given_again_but_comes_back_with_it(
    cases: Cases, draft: CaseDraft
) -> None:
    cases.add(draft)
    last = cases.add(draft)
    given_back = cases.remove(last.id, last.version)
    assert given_back.number == "W-2019-0002"
    assert number(cases.add(draft)) == "W-2019-0003"
    assert number(cases.add(given_back)) == "W-2019-0002"
    assert number(cases.add(draft)) == "W-2019-0004"


def test_that_a_number_that_came_from_elsewhere_is_stepped_over(cases: Cases, draft: CaseDraft) -> None:
    cases.add(replace(draft, number="W-2019-0001"))
    cases.add(replace(draft, number="W-2019-0002"))
    assert number(cases.add(draft)) == "W-2019-0003"


def test_that_a_number_is_not_used_twice_and_does_not_change(cases: Cases, draft: CaseDraft) -> None:
    added = cases.add(draft)
    assert refusal(cases, replace(draft, number=added.draft.number)) == {"number": "Er is al een casus met dit nummer."}
    with pytest.raises(Invalid) as refused:
        cases.change(added.id, replace(added.draft, number="W-2019-0009"), added.version)
    assert refused.value.fields == {"number": "Het nummer van een casus verandert niet."}
    kept = cases.change(added.id, replace(added.draft, number=None, title="Schuur"), added.version)
    assert number(kept) == "W-2019-0001"
    assert cases.history(added.id)[0].fields == ("title",)


def test_that_a_case_keeps_its_number_when_it_turns_out_to_have_begun_in_another_year(
    cases: Cases, draft: CaseDraft
) -> None:
    added = cases.add(draft)
    moved = cases.change(added.id, replace(added.draft, opened_on=date(2018, 12, 1)), added.version)
    assert number(moved) == "W-2019-0001"


def test_that_two_users_who_add_at_once_get_different_numbers(
    unlock_as: Callable[[Role], UnlockedVault], director: UnlockedVault, draft: CaseDraft
) -> None:
    registers = [Cases(director), Cases(unlock_as(Role.DIRECTOR))]
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda place: number(registers[place % 2].add(draft)), range(12)))
    assert sorted(made, key=str) == [f"W-2019-{place:04d}" for place in range(1, 13)]


def test_that_the_second_of_two_users_is_told_and_nothing_is_overwritten(
    unlock_as: Callable[[Role], UnlockedVault], cases: Cases, draft: CaseDraft
) -> None:
    added = cases.add(draft)
    other = Cases(unlock_as(Role.DIRECTOR))
    theirs = other.change(added.id, replace(added.draft, title="Van de ander"), added.version)
    with pytest.raises(Conflict, match="Iemand anders heeft de casus intussen gewijzigd") as refused:
        cases.change(added.id, replace(added.draft, title="Van mij"), added.version)
    assert "Uw invoer is niet opgeslagen en staat er nog" in str(refused.value)
    assert cases.get(added.id) == theirs
    merged = cases.change(added.id, replace(theirs.draft, handler="M. Voorbeeld"), theirs.version)
    assert (merged.draft.title, merged.draft.handler) == ("Van de ander", "M. Voorbeeld")


def test_that_level_and_unit_follow_the_type_unless_they_are_chosen(
    cases: Cases, director: UnlockedVault, draft: CaseDraft
) -> None:
    kind = CaseTypes(director).add(CaseTypeDraft("OMG", Level.REGIONAL, CountingUnit.ORGANISATION)).id
    followed = cases.add(replace(draft, case_type_id=kind))
    assert (followed.draft.level, followed.draft.counting_unit) == (Level.REGIONAL, CountingUnit.ORGANISATION)
    chosen = cases.add(replace(draft, case_type_id=kind, level=Level.LOCAL, counting_unit=CountingUnit.PREMISES))
    assert (chosen.draft.level, chosen.draft.counting_unit) == (Level.LOCAL, CountingUnit.PREMISES)


def test_that_a_type_is_refused_outside_its_years(cases: Cases, director: UnlockedVault, draft: CaseDraft) -> None:
    ended = CaseTypes(director).add(CaseTypeDraft(name="Gokhal", active_from=2016, active_to=2018)).id
    assert refusal(cases, replace(draft, case_type_id=ended)) == {
        "case_type_id": "Het type ‘Gokhal’ is in 2019 niet in gebruik (wel van 2016 tot en met 2018)."
    }
    assert cases.add(replace(draft, case_type_id=ended, opened_on=date(2018, 5, 1))).version == 1


def test_that_a_type_that_does_not_exist_is_refused(cases: Cases, draft: CaseDraft) -> None:
    assert refusal(cases, replace(draft, case_type_id=999)) == {
        "case_type_id": "Dit type bestaat niet (meer). Kies een ander type."
    }


def test_that_the_rules_of_a_case_are_told_beside_their_fields(cases: Cases, draft: CaseDraft) -> None:
    wrong = replace(draft, status=CaseStatus.CLOSED, closed_on=date(2019, 2, 1), counted_year=2018)
    assert set(refusal(cases, wrong)) == {"closed_on", "closing_reason", "counted_year"}
    assert set(refusal(cases, replace(draft, opened_on=date(1, 1, 1)))) == {"opened_on"}
    assert refusal(cases, replace(draft, closed_on=date(2019, 4, 1)))["status"].startswith("Deze casus heeft een eind")


def test_that_not_found_is_a_way_to_close_a_case(cases: Cases, draft: CaseDraft) -> None:
    closed = replace(
        draft,
        status=CaseStatus.CLOSED,
        closed_on=date(2019, 5, 1),
        closing_reason=ClosingReason.NOT_FOUND,
        result="Bij controle niet aangetroffen.",
    )
    assert cases.add(closed).draft.closing_reason is ClosingReason.NOT_FOUND


def partner_rows(vault: UnlockedVault) -> dict[str, int]:
    with vault.read(CASEWORK) as session:
        return {row.name: row.id for row in session.scalars(select(CasePartner).order_by(CasePartner.position))}


def test_that_partners_keep_their_rows_and_raise_the_version(
    cases: Cases, director: UnlockedVault, draft: CaseDraft
) -> None:
    first = cases.add(replace(draft, partners=("politie", "RIEC", "OM")))
    rows = partner_rows(director)
    second = cases.change(first.id, replace(first.draft, partners=("OM", "politie", "RIEC")), first.version)
    assert second.version == first.version + 1
    assert partner_rows(director) == rows
    assert list(partner_rows(director)) == ["OM", "politie", "RIEC"]
    third = cases.change(first.id, replace(first.draft, partners=("OM", "RIEC", "I-SZW", "OM ")), second.version)
    assert third.draft.partners == ("OM", "RIEC", "I-SZW")
    assert partner_rows(director)["OM"] == rows["OM"]
    assert partner_rows(director)["RIEC"] == rows["RIEC"]
    assert cases.change(first.id, replace(first.draft, partners=()), third.version).draft.partners == ()
    assert partner_rows(director) == {}


def test_that_the_partners_of_a_removed_case_go_with_it(
    cases: Cases, director: UnlockedVault, draft: CaseDraft
) -> None:
    added = cases.add(replace(draft, partners=("politie",)))
    cases.remove(added.id, added.version)
    assert partner_rows(director) == {}


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("title", "x" * 2001, "Gebruik ten hoogste 2.000 tekens; het zijn er 2.001."),
        ("handler", "x" * 201, "Gebruik ten hoogste 200 tekens; het zijn er 201."),
        ("partners", ("politie", "x" * 201), "Gebruik ten hoogste 200 tekens; het zijn er 201."),
        ("case_type_id", 10**18, "Dit getal is te groot."),
    ],
)
def test_that_what_does_not_fit_is_told_beside_its_field(
    cases: Cases, draft: CaseDraft, name: str, value: Any, told: str
) -> None:
    assert refusal(cases, replace(draft, **{name: value})) == {name: told}


def test_that_a_rule_of_the_store_is_told_in_words(cases: Cases) -> None:
    assert cases.broken_rule("FOREIGN KEY constraint failed") == "De casus past niet bij de andere gegevens."


def test_that_a_long_description_fits(cases: Cases, draft: CaseDraft) -> None:
    text = "é" * 100_000
    assert cases.add(replace(draft, description=text)).draft.description == text


def test_that_a_new_case_starts_today(cases: Cases, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "today", lambda: date(2020, 2, 29))
    assert cases.blank() == CaseDraft(opened_on=date(2020, 2, 29))


def test_that_people_with_an_account_and_directors_before_are_offered_once_by_name(
    cases: Cases, director: UnlockedVault, draft: CaseDraft
) -> None:
    for name in ("Z", "A", None, "A", "Casusregisseur"):
        cases.add(replace(draft, handler=name))
    offered = [option.value for option in cases.options("handler")]
    assert offered == sorted({"A", "Z", *(each.name for each in director.directory().values())}, key=str.casefold)


def test_that_the_newest_case_stands_first(cases: Cases, draft: CaseDraft) -> None:
    old = cases.add(replace(draft, opened_on=date(2018, 1, 1))).id
    first, second = cases.add(draft).id, cases.add(draft).id
    assert list(cases.ids(Query())) == [second, first, old]
