"""The log as a list: whose entries one sees, in which order, and what searching and filtering find."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete

from app.errors import BugError, NotFound
from app.rules.permissions import INTEGRITY, Role
from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.log.entries import CLOCK_BACK, AuditLog
from app.services.programme.registers import GoalDraft, Goals
from app.services.records import Query
from app.vault.session import unlock
from models.register import Person
from tests.demo_vault import LIMITS
from tests.services.conftest import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.vault.session import UnlockedVault

    OpenAs = Callable[[Role], UnlockedVault]


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def open_as(folder: Path, clock: Clock) -> Iterator[OpenAs]:
    opened: list[UnlockedVault] = []

    def open_it(role: Role) -> UnlockedVault:
        vault = unlock(folder, role.value, PASSWORD, limits=LIMITS, now=clock, origin=f"plek-{role.value}")
        opened.append(vault)
        return vault

    yield open_it
    for vault in opened:
        vault.lock()


@pytest.fixture
def director(open_as: OpenAs, clock: Clock) -> UnlockedVault:
    """Four acts on four days: a type, a goal, the type again, and one with the clock a week back."""
    vault = open_as(Role.DIRECTOR)
    record = CaseTypes(vault).add(CaseTypeDraft(name="Heling"))
    clock.now += timedelta(days=1)
    Goals(vault).add(GoalDraft(name="Weerbaar", text="Weerbare gemeente"))
    clock.now += timedelta(days=1)
    CaseTypes(vault).change(record.id, CaseTypeDraft(name="Heling en opkoop"), record.version)
    clock.now -= timedelta(days=7)
    CaseTypes(vault).add(CaseTypeDraft(name="Witwassen"))
    clock.now += timedelta(days=30)
    return vault


def lines(vault: UnlockedVault, **query: Any) -> list[dict[str, Any]]:
    log = AuditLog(vault)
    return [
        dict(zip(log.columns, row.cells, strict=True)) | {"n": log.get(row.id).n}
        for row in log.rows(log.ids(Query(**query)))
    ]


def numbers(vault: UnlockedVault, **query: Any) -> list[tuple[str, int]]:
    return [(line["compartment"], line["n"]) for line in lines(vault, **query)]


CASES, PROGRAMME = "Casuïstiek", "Programma"


def test_that_an_entry_says_who_what_when_where_and_how_it_ended(director: UnlockedVault) -> None:
    *_, first = lines(director)
    at = datetime(2026, 3, 2, 12, tzinfo=UTC).astimezone()
    assert first == {
        "at": f"02-03-2026 {at:%H:%M}:00",
        "who": "Casusregisseur",
        "what": "casustype toegevoegd",
        "subject": "casustype 1",
        "result": "gelukt",
        "origin": "plek-director",
        "compartment": CASES,
        "clock": None,
        "n": 1,
    }


def test_that_the_newest_comes_first_whatever_the_clock_said(director: UnlockedVault) -> None:
    assert [n for name, n in numbers(director) if name == CASES] == [3, 2, 1]
    back = lines(director, where=(("clock_back", True),))
    assert [(line["clock"], line["n"]) for line in back] == [(CLOCK_BACK, 3)]


@pytest.mark.parametrize("column", AuditLog.columns)
@pytest.mark.parametrize("descending", [False, True])
def test_that_every_column_sorts_over_all_compartments(
    director: UnlockedVault, column: str, *, descending: bool
) -> None:
    shown = [line[column] for line in lines(director, order=column, descending=descending)]
    if column == "at":
        shown = [datetime.strptime(text, "%d-%m-%Y %H:%M:%S").astimezone().isoformat() for text in shown]
    values = [(value or "").casefold().removesuffix(" 1").removesuffix(" 2") for value in shown]
    assert len(values) == 4
    assert values == sorted(values, reverse=descending)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("heling", []),  # content is not in the log
        ("casustype", [(CASES, 3), (CASES, 2), (CASES, 1)]),
        ("CASUSTYPE gewijzigd", [(CASES, 2)]),
        ("casusregisseur doel", [(PROGRAMME, 1)]),
        ("programma", [(PROGRAMME, 1)]),
        ("plek-dir programma", [(PROGRAMME, 1)]),
        ("2", [(CASES, 3)]),
        ("plek_dir", []),
        ("%", []),
        ("gelukt toegevoegd casustype", [(CASES, 3), (CASES, 1)]),
        ("geweigerd", []),
    ],
)
def test_that_words_are_found_in_what_is_shown(
    director: UnlockedVault, words: str, found: list[tuple[str, int]]
) -> None:
    assert numbers(director, words=words) == found


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ((("compartment", "casework"),), 3),
        ((("compartment", "measures"),), 0),
        ((("compartment", "bibob"),), 0),
        ((("action", "case_type.added"),), 2),
        ((("action", "case_type.added"), ("origin", "plek-director")), 2),
        ((("origin", "elders"),), 0),
        ((("result", "ok"),), 4),
        ((("from", date(2026, 3, 3)),), 2),
        ((("until", date(2026, 3, 3)),), 3),
        ((("from", date(2026, 3, 3)), ("until", date(2026, 3, 3))), 1),
    ],
)
def test_that_filters_narrow_the_list(director: UnlockedVault, where: tuple[tuple[str, Any], ...], count: int) -> None:
    assert len(AuditLog(director).ids(Query(where=where))) == count


def test_that_a_filter_on_a_person_shows_what_that_person_did(director: UnlockedVault, open_as: OpenAs) -> None:
    other = open_as(Role.PRIVACY)
    with other.write("casework") as work:
        work.record("case_type.changed", "case_type", 1)
    mine = numbers(director, where=(("actor", other.account.id),))
    assert mine == [(CASES, 4)]
    assert ("Privacyfunctionaris", other.account.id) in [
        (option.label, option.value) for option in AuditLog(director).options("actor")
    ]


def test_that_filters_offer_what_there_is(director: UnlockedVault) -> None:
    log = AuditLog(director)
    assert [option.label for option in log.options("compartment")] == ["Register", CASES, "Maatregelen", PROGRAMME]
    assert [option.label for option in log.options("action")] == [
        "casustype gewijzigd",
        "casustype toegevoegd",
        "doel toegevoegd",
    ]
    assert [option.value for option in log.options("origin")] == ["plek-director"]
    assert [option.label for option in log.options("result")] == ["gelukt"]


def test_that_the_fg_reads_copies_of_all_but_integrity(director: UnlockedVault, open_as: OpenAs) -> None:
    officer = open_as(Role.INTEGRITY)
    with officer.write(INTEGRITY) as work:
        work.record("case.added", "case", 1)
    officer.close()
    director.close()
    fg = open_as(Role.DPO)
    copied = [entry for entry in numbers(fg) if entry[0] in {CASES, PROGRAMME}]
    assert copied == [(PROGRAMME, 1), (CASES, 3), (CASES, 2), (CASES, 1)]  # the clock was back at 3
    assert not any("Integriteit" in option.label for option in AuditLog(fg).options("compartment"))
    log = AuditLog(fg)
    copy = log.get(log.ids(Query(where=(("compartment", "casework"),)))[0])
    assert (copy.copied, copy.n, copy.what) == (True, 3, "casustype toegevoegd")
    assert "name" in copy.fields
    assert copy.clock_back
    assert len(copy.digest) == 64


def test_that_nobody_else_sees_an_entry_even_by_its_number(director: UnlockedVault, open_as: OpenAs) -> None:
    key = AuditLog(director).ids(Query(where=(("compartment", "casework"),)))[0]
    keeper = AuditLog(open_as(Role.KEEPER))
    assert keeper.rows([key]) == []
    with pytest.raises(NotFound):
        keeper.get(key)
    with pytest.raises(NotFound):
        AuditLog(director).get(key + 1000)
    assert not keeper.may_edit()


def test_that_rows_come_in_the_order_asked_for_and_what_is_unknown_is_left_out(director: UnlockedVault) -> None:
    log = AuditLog(director)
    keys = list(log.ids(Query()))
    shuffled = [keys[2], keys[0], 1 << 60, keys[1]]
    assert [row.id for row in log.rows(shuffled)] == [keys[2], keys[0], keys[1]]


def test_that_an_actor_who_is_in_no_directory_is_unknown(director: UnlockedVault) -> None:
    with director.compartment("register").write() as session:
        session.execute(delete(Person))
    assert {line["who"] for line in lines(director)} == {"onbekende gebruiker"}
    assert len(lines(director, order="who")) == 4


def test_that_a_filter_nobody_knows_is_our_mistake(director: UnlockedVault) -> None:
    with pytest.raises(BugError, match="filtered on shoe_size"):
        AuditLog(director).ids(Query(where=(("shoe_size", 43),)))
