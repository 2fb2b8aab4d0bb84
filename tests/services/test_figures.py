"""Yearly figures: counted, published, delivered, taken in or set aside, and compared with the cases of today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.errors import AccessDenied, Invalid
from app.rules.counting import Counted
from app.rules.permissions import CASEWORK, PROGRAMME, Role
from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.casework.cases import CaseDraft, Cases
from app.services.post import carry_and_take_in
from app.services.programme import figures as module
from app.services.programme.figures import (
    COUNTING_RULE,
    Difference,
    differences,
    enter_historic,
    live_counts,
    publications,
    publish,
    table_one,
)
from models.choices import CountingUnit, Level
from models.programme import Publication, shared

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

DAY = date(2020, 4, 29)
YEARS = range(2016, 2020)


@pytest.fixture
def types(director: UnlockedVault, monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Three types: always in use, only in earlier years, from this year."""
    monkeypatch.setattr(module, "today", lambda: DAY)
    made = {
        "Witwassen": CaseTypeDraft("Witwassen", Level.LOCAL, CountingUnit.CASE),
        "Oud": CaseTypeDraft("Oud", Level.REGIONAL, CountingUnit.REPORT, active_to=2018),
        "Nieuw": CaseTypeDraft("Nieuw", Level.NATIONAL, CountingUnit.DECISION, active_from=2019),
    }
    return {name: CaseTypes(director).add(draft).id for name, draft in made.items()}


def add_cases(vault: UnlockedVault, kind: int, count: int, year: int | None = 2019) -> list[int]:
    draft = CaseDraft(title="x", case_type_id=kind, opened_on=date(year or 2019, 3, 1), counted_year=year)
    return [Cases(vault).add(draft).id for _ in range(count)]


def cells(vault: UnlockedVault, *years: int) -> dict[str, tuple[int | None, ...]]:
    return {row.type_name: row.counts for row in table_one(vault, years).rows}


def test_that_cases_count_in_their_year_and_a_type_out_of_use_is_unknown(
    director: UnlockedVault, types: dict[str, int]
) -> None:
    add_cases(director, types["Witwassen"], 2)
    add_cases(director, types["Witwassen"], 1, None)
    add_cases(director, types["Oud"], 1, 2018)
    assert {figure.type_name: figure.count for figure in live_counts(director, 2019)} == {"Witwassen": 2, "Nieuw": 0}
    assert {figure.type_name: figure.count for figure in live_counts(director, 2018)} == {"Witwassen": 0, "Oud": 1}


def test_that_what_was_counted_stays_counted_when_its_type_is_ended_later(
    director: UnlockedVault, types: dict[str, int]
) -> None:
    add_cases(director, types["Witwassen"], 1)
    register = CaseTypes(director)
    record = register.get(types["Witwassen"])
    register.change(record.id, replace(record.draft, active_to=2018), record.version)
    assert {figure.type_name: figure.count for figure in live_counts(director, 2019)} == {"Witwassen": 1, "Nieuw": 0}


def test_that_published_figures_reach_who_may_not_see_cases(
    director: UnlockedVault, types: dict[str, int], unlock_as: Callable[[Role], UnlockedVault]
) -> None:
    add_cases(director, types["Witwassen"], 3)
    assert publish(director, 2019) == 3
    policy = unlock_as(Role.POLICY)
    assert not policy.holds(CASEWORK)
    carry_and_take_in(policy)
    assert cells(policy, 2018, 2019) == {"Witwassen": (None, 3), "Nieuw": (None, 0)}
    (fact,) = publications(policy, [2018, 2019])
    assert (fact.year, fact.total, fact.published_on, fact.published_by) == (2019, 3, DAY, director.account.name)
    assert (fact.historic, fact.stated_total, fact.rule) == (False, None, COUNTING_RULE)
    assert [(row.level, row.counting_unit) for row in table_one(policy, [2019]).rows] == [
        (Level.LOCAL, CountingUnit.CASE),
        (Level.NATIONAL, CountingUnit.DECISION),
    ]


def test_that_what_waits_is_taken_in_at_the_next_login_of_a_holder(
    director: UnlockedVault, types: dict[str, int], unlock_as: Callable[[Role], UnlockedVault]
) -> None:
    deliver(director, payload())
    director.close()
    policy = unlock_as(Role.POLICY)
    assert cells(policy, 2019) == {}
    assert carry_and_take_in(policy).taken_in == 1
    assert cells(policy, 2019) == {"Witwassen": (4,)}
    assert carry_and_take_in(policy).taken_in == 0
    assert len(stored(policy)) == 1


def test_that_the_newest_publication_of_a_year_counts_and_older_ones_stay(
    director: UnlockedVault, types: dict[str, int]
) -> None:
    (key, *_) = add_cases(director, types["Witwassen"], 2)
    publish(director, 2019)
    record = Cases(director).get(key)
    Cases(director).change(key, replace(record.draft, case_type_id=types["Nieuw"]), record.version)
    assert differences(director, 2019) == (Difference("Witwassen", 2, 1), Difference("Nieuw", 0, 1))
    assert publish(director, 2019) == 2
    assert differences(director, 2019) == ()
    assert cells(director, 2019) == {"Witwassen": (1,), "Nieuw": (1,)}
    assert len(stored(director)) == 2


def test_that_notes_are_taken_in_in_the_order_in_which_they_were_sent(
    director: UnlockedVault, unlock_as: Callable[[Role], UnlockedVault]
) -> None:
    for count in range(8):
        deliver(director, payload(figures=[figure(count=count)]))
    policy = unlock_as(Role.POLICY)
    director.close()
    carry_and_take_in(policy)
    assert [publication.figures[0].count for publication in stored(policy)] == list(range(8))
    assert cells(policy, 2019) == {"Witwassen": (7,)}


def test_that_nothing_is_published_for_a_year_without_cases_or_outside_the_calendar(
    director: UnlockedVault, types: dict[str, int]
) -> None:
    add_cases(director, types["Witwassen"], 1, 2018)
    with pytest.raises(Invalid, match="Er zijn geen casussen die in 2019 tellen"):
        publish(director, 2019)
    with pytest.raises(Invalid, match="tussen 1990 en 2100"):
        publish(director, 20190)
    assert stored(director) == []


def test_that_a_type_of_which_nothing_was_published_differs_from_one_that_counts_zero(
    director: UnlockedVault, types: dict[str, int]
) -> None:
    assert differences(director, 2019) == ()
    add_cases(director, types["Witwassen"], 1)
    assert differences(director, 2019) == (Difference("Witwassen", None, 1),)
    publish(director, 2019)
    CaseTypes(director).add(CaseTypeDraft(name="Later bedacht"))
    assert differences(director, 2019) == (Difference("Later bedacht", None, 0),)


def test_that_a_historic_year_needs_no_cases_and_gives_way_to_a_newer_publication(
    director: UnlockedVault, types: dict[str, int]
) -> None:
    enter_historic(director, year=2019, rule="Regel", figures=[counted(4), counted(None, "Leeg")], stated_total=5)
    (fact,) = publications(director, [2019])
    assert (fact.historic, fact.total, fact.stated_total, fact.rule) == (True, 4, 5, "Regel")
    assert cells(director, 2019) == {"Witwassen": (4,)}
    add_cases(director, types["Witwassen"], 1)
    publish(director, 2019)
    assert cells(director, 2019) == {"Witwassen": (1,), "Nieuw": (0,)}
    assert [fact.historic for fact in publications(director, [2019])] == [False]


def test_that_entering_figures_is_logged(director: UnlockedVault) -> None:
    enter_historic(director, year=2016, rule="Regel", figures=[counted(0)])
    with director.read(PROGRAMME) as session:
        actions = session.scalars(select(shared.audit_entry.c.action)).all()
    assert actions == ["figures.entered"]
    assert cells(director, 2016) == {"Witwassen": (0,)}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"year": 16}, "year"),
        ({"rule": "  "}, "rule"),
        ({"figures": [Counted("A", 1, Level.LOCAL, CountingUnit.CASE, -1)]}, "figures"),
        ({"figures": [Counted(" ", 1, Level.LOCAL, CountingUnit.CASE, 1)]}, "figures"),
        ({"figures": [Counted("A", n, Level.LOCAL, CountingUnit.CASE, 1) for n in range(2)]}, "figures"),
        ({"figures": []}, "figures"),
        ({"stated_total": -1}, "stated_total"),
    ],
)
def test_that_historic_figures_that_cannot_be_are_refused(
    refusing: UnlockedVault, changes: dict[str, Any], field: str
) -> None:
    right: dict[str, Any] = {"year": 2016, "rule": "Regel", "figures": [counted(1)]}
    with pytest.raises(Invalid) as refused:
        enter_historic(refusing, **{**right, **changes})
    assert list(refused.value.fields) == [field]
    assert stored(refusing) == []


def counted(count: int | None, name: str = "Witwassen") -> Counted:
    return Counted(name, 1, Level.LOCAL, CountingUnit.CASE, count)


def figure(**changes: Any) -> dict[str, Any]:
    right = {"type_name": "Witwassen", "position": 1, "level": "local", "counting_unit": "case", "count": 4}
    return {**right, **changes}


def payload(**changes: Any) -> dict[str, Any]:
    right: dict[str, Any] = {
        "year": 2019,
        "published_on": "2020-04-29",
        "published_by": "M. Voorbeeld",
        "rule": "Regel",
        "figures": [figure()],
    }
    return {**right, **changes}


def without(name: str, table: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if key != name}


def deliver(vault: UnlockedVault, content: dict[str, Any], origin: str = CASEWORK) -> None:
    with vault.write(origin) as work:
        work.deliver(PROGRAMME, module.NOTE_KIND, content)
        work.record("figures.published", "figures", 2019)


def stored(vault: UnlockedVault) -> list[Publication]:
    with vault.read(PROGRAMME) as session:
        return list(session.scalars(select(Publication).options(selectinload(Publication.figures))).all())


def set_aside(vault: UnlockedVault) -> list[str]:
    with vault.read(PROGRAMME) as session:
        return list(session.scalars(select(shared.set_aside.c.reason)))


MALFORMED = {
    **{f"without {name}": without(name, payload()) for name in payload()},
    **{f"figure without {name}": payload(figures=[without(name, figure())]) for name in figure()},
    "nothing": {},
    "year as text": payload(year="2019"),
    "year out of the calendar": payload(year=20190),
    "year true": payload(year=True),
    "day that is none": payload(published_on="2020-02-30"),
    "day as a number": payload(published_on=20200429),
    "no name": payload(published_by=""),
    "no rule": payload(rule=" "),
    "rule as a list": payload(rule=["x"]),
    "figures as text": payload(figures="4"),
    "figures as a table": payload(figures={"Witwassen": 4}),
    "figure as a number": payload(figures=[4]),
    "no figures": payload(figures=[]),
    "unknown level": payload(figures=[figure(level="hemels")]),
    "unknown unit": payload(figures=[figure(counting_unit=3)]),
    "count below zero": payload(figures=[figure(count=-1)]),
    "count as text": payload(figures=[figure(count="4")]),
    "count true": payload(figures=[figure(count=True)]),
    "count beyond the store": payload(figures=[figure(count=2**53 - 1)]),
    "place beyond the store": payload(figures=[figure(position=2**53 - 1)]),
    "name as a number": payload(figures=[figure(type_name=7)]),
    "no name of a type": payload(figures=[figure(type_name="")]),
    "name too long": payload(figures=[figure(type_name="x" * 201)]),
    "a type twice": payload(figures=[figure(), figure(count=1)]),
}


def test_that_malformed_figures_are_set_aside_whole_and_stop_nothing_else(director: UnlockedVault) -> None:
    for content in MALFORMED.values():
        deliver(director, content)
    deliver(director, payload())
    done = carry_and_take_in(director)
    assert (done.taken_in, done.set_aside, done.waiting) == (1, len(MALFORMED), 0)
    assert len(stored(director)) == 1
    reasons = set_aside(director)
    assert len(reasons) == len(MALFORMED)
    assert all(reason.startswith("de inhoud is geweigerd: De jaarcijfers in deze bezorging") for reason in reasons)


def test_that_an_unknown_count_travels_as_unknown(director: UnlockedVault) -> None:
    deliver(director, payload(figures=[figure(count=None), figure(type_name="B", count=0)]))
    carry_and_take_in(director)
    assert cells(director, 2019) == {"B": (0,)}


def test_that_figures_come_from_casework_and_from_who_may_publish(
    director: UnlockedVault, unlock_as: Callable[[Role], UnlockedVault]
) -> None:
    deliver(director, payload(), origin=PROGRAMME)
    privacy = unlock_as(Role.PRIVACY)
    deliver(privacy, payload())
    carry_and_take_in(privacy)
    carry_and_take_in(director)
    assert stored(director) == []
    assert set(set_aside(director)) == {
        "de inhoud is geweigerd: Jaarcijfers van casussen komen alleen uit de casuïstiek.",
        "de inhoud is geweigerd: De rol privacyfunctionaris publiceert geen jaarcijfers.",
    }


def test_that_publishing_does_not_fail_on_a_programme_that_cannot_be_opened(
    director: UnlockedVault, types: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    add_cases(director, types["Witwassen"], 1)
    opened = vars(director)["_opened"]
    monkeypatch.setitem(vars(director)["_failures"], PROGRAMME, AccessDenied("beschadigd"))
    programme = opened.pop(PROGRAMME)
    assert publish(director, 2019) == 1
    opened[PROGRAMME] = programme
    vars(director)["_failures"].clear()
    assert carry_and_take_in(director).taken_in == 1


def test_that_a_table_over_years_takes_the_newest_of_each(director: UnlockedVault) -> None:
    for year, count in ((2016, 1), (2017, 6), (2016, 2)):
        enter_historic(director, year=year, rule=f"Regel {count}", figures=[counted(count)])
    table = table_one(director, YEARS)
    assert (table.years, table.totals) == ((2016, 2017, 2018, 2019), (2, 6, None, None))
    assert [fact.rule for fact in publications(director, YEARS)] == ["Regel 2", "Regel 6"]
