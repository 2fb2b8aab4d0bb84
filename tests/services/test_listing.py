"""Lists: every column sorts both ways and filters, words are found wherever they stand, and signs are only signs."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import AppError
from app.rules.chapters import sort_key
from app.rules.matching.folding import unaccented
from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.casework.cases import CaseDraft, Cases
from app.services.evaluation.texts import ChapterDraft, Chapters
from app.services.programme.registers import Activities, ActivityDraft, GoalDraft, Goals
from app.services.records import Option, Query, Records, fixed_options
from models.choices import CaseStatus, Choice
from tests.services.parents import evaluation
from tests.services.samples import SAMPLES

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

COLUMNS = [
    pytest.param(sample.register, name, id=f"{sample.register.kind}-{name}")
    for sample in SAMPLES
    for name in sample.register.columns
]
CHAPTER_COLUMNS = {("chapter", "number"), ("activity", "chapter")}


def place_of(kind: str, name: str, value: Any) -> Any:
    """Where a value belongs: value lists in their own order, chapters as numbers, text without capitals and accents."""
    if isinstance(value, Choice):
        return list(type(value)).index(value)
    if (kind, name) in CHAPTER_COLUMNS:
        return sort_key(value)
    return unaccented(value) if isinstance(value, str) else value


def cells(register: Records[Any, Any], name: str, query: Query) -> list[tuple[int, Any]]:
    place = list(register.columns).index(name)
    return [(row.id, row.cells[place]) for row in register.rows(register.ids(query))]


@pytest.mark.parametrize(("register", "name"), COLUMNS)
@pytest.mark.parametrize("descending", [False, True])
def test_that_a_list_sorts_by_any_column_with_the_unknown_last(
    register: type[Records[Any, Any]], name: str, descending: bool, demo_reader: UnlockedVault
) -> None:
    found = cells(register(demo_reader), name, Query(order=name, descending=descending))
    assert len(found) == len(register(demo_reader).ids(Query())) > 0
    known = [(place_of(register.kind, name, value), key) for key, value in found if value is not None]
    assert all(value is None for _, value in found[len(known) :])
    places = [place for place, _ in known]
    assert places == sorted(places, reverse=descending)
    for (place, key), (other, next_key) in pairwise(known):
        assert place != other or key < next_key, "equal values keep the order in which they were made"


@pytest.mark.parametrize(("register", "name"), COLUMNS)
def test_that_a_list_filters_by_any_value_of_any_column(
    register: type[Records[Any, Any]], name: str, demo_reader: UnlockedVault
) -> None:
    every = cells(register(demo_reader), name, Query())
    for value in {value for _, value in every} | {None}:
        found = cells(register(demo_reader), name, Query(where=((name, value),)))
        assert sorted(found, key=lambda cell: cell[0]) == sorted(
            ((key, cell) for key, cell in every if cell == value and (cell is None) == (value is None)),
            key=lambda cell: cell[0],
        )


def test_that_zero_and_unknown_are_different_filters(demo_reader: UnlockedVault) -> None:
    register = next(sample.register for sample in SAMPLES if sample.register.kind == "recommendation")(demo_reader)
    unknown = cells(register, "progress", Query(where=(("progress", None),)))
    zero = cells(register, "progress", Query(where=(("progress", 0),)))
    assert {value for _, value in unknown} == {None}
    assert {value for _, value in zero} == {0}


def test_that_filters_and_words_must_all_hold(demo_reader: UnlockedVault) -> None:
    cases = Cases(demo_reader)
    query = Query(words="naaldwijk HENNEP", where=(("status", CaseStatus.CLOSED), ("counted_year", 2019)))
    found = [cases.get(key).draft for key in cases.ids(query)]
    assert found
    assert all("Naaldwijk" in f"{case.title}{case.location}" for case in found)
    assert {case.status for case in found} == {CaseStatus.CLOSED}
    assert len(found) < len(cases.ids(Query(words="naaldwijk")))


def test_that_the_number_and_the_name_of_the_type_are_found_too(demo_reader: UnlockedVault) -> None:
    cases = Cases(demo_reader)
    (key,) = cases.ids(Query(words="w-2019-0012"))
    assert cases.get(key).draft.number == "W-2019-0012"
    assert len(cases.ids(Query(words="arbeidsuitbuiting iszw"))) >= 5


SIGNS = ["%", "_", "100%", "a_b", "'", '"', "’", "\\", "/", "/%", "[x]", "*", "--", "; DROP TABLE goal", "(", "°", "€"]


def test_that_signs_in_a_search_are_only_signs(director: UnlockedVault) -> None:
    goals = Goals(director)
    goals.add(GoalDraft(name="Voorna", text="aXb 100 procent"))
    for sign in SIGNS:
        wanted = goals.add(GoalDraft(name=f"Voor{sign}na", text="x"))
        assert list(goals.ids(Query(words=sign))) == [wanted.id], sign
        assert list(goals.ids(Query(where=(("name", f"Voor{sign}na"),)))) == [wanted.id]
        assert wanted.draft.name == f"Voor{sign}na"
        goals.remove(wanted.id, wanted.version)


def test_that_half_a_character_from_a_clipboard_is_left_out(director: UnlockedVault) -> None:
    goals = Goals(director)
    added = goals.add(GoalDraft(name="Vei\ud83dlig", text="x"))
    assert added.draft.name == "Veilig"
    assert list(goals.ids(Query(words="Vei\udc4dlig"))) == [added.id]


def test_that_words_without_letters_find_everything(demo_reader: UnlockedVault) -> None:
    assert Goals(demo_reader).ids(Query(words=" \t ")) == Goals(demo_reader).ids(Query())


def test_that_a_very_long_search_is_still_a_search(demo_reader: UnlockedVault) -> None:
    assert list(Goals(demo_reader).ids(Query(words="woord " * 5000))) == []


def test_that_rows_keep_the_order_asked_and_leave_out_what_is_gone(director: UnlockedVault) -> None:
    goals = Goals(director)
    first, second, third = (goals.add(GoalDraft(name=name, text="x")) for name in "abc")
    goals.remove(second.id, second.version)
    rows = goals.rows([third.id, second.id, first.id, 999])
    assert [(row.id, row.cells[0]) for row in rows] == [(third.id, "c"), (first.id, "a")]
    assert goals.rows([]) == []
    assert goals.rows(iter([first.id]))[0].id == first.id


def test_that_any_number_of_rows_can_be_asked_at_once(director: UnlockedVault) -> None:
    goals = Goals(director)
    key = goals.add(GoalDraft(name="a", text="x")).id
    assert [row.id for row in goals.rows([*range(key + 1, key + 300_000), key])] == [key]


def test_that_chapters_stand_in_the_order_of_the_document(director: UnlockedVault) -> None:
    chapters, key = Chapters(director), evaluation(director, 2019)
    for number in ("10", "2.10", "2", "2.9", "1"):
        chapters.add(ChapterDraft(evaluation_id=key, number=number, title="x"))
    for query in (Query(), Query(order="number")):
        assert [value for _, value in cells(chapters, "number", query)] == ["1", "2", "2.9", "2.10", "10"]
    activities = Activities(director)
    for chapter in ("10", None, "2.10", "2.9"):
        activities.add(ActivityDraft(year=2019, name="x", chapter=chapter))
    assert [value for _, value in cells(activities, "chapter", Query(order="chapter"))] == ["2.9", "2.10", "10", None]
    assert [value for _, value in cells(activities, "chapter", Query())] == [None, "2.9", "2.10", "10"]


def test_that_a_fixed_list_is_offered_in_its_own_order() -> None:
    assert fixed_options(CaseStatus)[0] == Option(CaseStatus.NEW, "nieuw")
    assert [option.value for option in fixed_options(CaseStatus)] == list(CaseStatus)


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_that_options_are_values_the_register_takes(sample: Any, demo_reader: UnlockedVault) -> None:
    register = sample.register(demo_reader)
    record = register.get(register.ids(Query())[0])
    offering = [name for name in vars(record.draft.__class__)["__slots__"] if register.options(name, record.draft)]
    assert set(offering) == {
        "case": {"case_type_id", "handler"},
        "activity": {"goal_id"},
        "budget": {"programme_id"},
        "recommendation": {"scan_id"},
        "budget_line": {"group_id"},
        "booking": {"line_id"},
        "commitment": {"line_id"},
        "carry_over": {"budget_id"},
        "chapter": {"evaluation_id"},
        "callout": {"evaluation_id"},
        "overview_item": {"evaluation_id", "instrument_id"},
        "stated_fact": {"evaluation_id"},
    }.get(register.kind, set())
    for name in offering:
        options = register.options(name, record.draft)
        values = [option.value for option in options]
        assert len(set(values)) == len(values)
        assert all(option.label for option in options)
        present = getattr(record.draft, name)
        assert present is None or present in values


def test_that_a_type_is_offered_in_its_years_and_where_it_is_used(director: UnlockedVault) -> None:
    old = CaseTypes(director).add(CaseTypeDraft(name="Oud", active_to=2018)).id
    new = CaseTypes(director).add(CaseTypeDraft(name="Nieuw", active_from=2019)).id
    cases = Cases(director)

    def offered(draft: CaseDraft | None) -> list[int]:
        return [option.value for option in cases.options("case_type_id", draft)]

    blank = cases.blank()
    assert offered(None) == offered(CaseDraft()) == [old, new]
    assert offered(blank) == [new]
    assert offered(replace(blank, counted_year=2018)) == [old]
    assert offered(replace(blank, case_type_id=old)) == [old, new]


def test_that_a_reference_to_nothing_is_refused_with_a_sentence(director: UnlockedVault) -> None:
    for sample in SAMPLES:
        links = [name for name in sample.register.draft.__slots__ if name.endswith("_id")]
        full = sample.full(director) if links else sample.register(director).blank()
        for name in links:
            with pytest.raises(AppError) as refused:
                sample.register(director).add(replace(full, **{name: 10**9}))
            assert str(refused.value).endswith(".")


@pytest.mark.parametrize("typed", ["ümit", "UMIT", "Ümit", "éÉn", "een", "’s", "-GRAV", "ijssel"])
def test_that_capitals_and_accents_of_any_letter_make_no_difference(typed: str, director: UnlockedVault) -> None:
    goals = Goals(director)
    key = goals.add(GoalDraft(name="ÜMİT in één keer, ’s-Gravenzande, ĲSSEL", text="Iets")).id
    goals.add(GoalDraft(name="Anders", text="Iets"))
    assert list(goals.ids(Query(words=typed))) == [key]


def test_that_accents_do_not_put_a_name_at_the_end(director: UnlockedVault) -> None:
    goals = Goals(director)
    for name in ("Zon", "Östlund", "ostade", "Ärend"):
        goals.add(GoalDraft(name=name, text="Iets"))
    names = [row.cells[0] for row in goals.rows(goals.ids(Query(order="name")))]
    assert names == ["Ärend", "ostade", "Östlund", "Zon"]
