"""The index says what the records say: after every act of every register, and for what was there before it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete, select, text

from app.errors import BugError, Cancelled
from app.rules.permissions import CASEWORK, PROGRAMME
from app.services.casework.cases import CaseDraft, Cases
from app.services.casework.notes import CaseNoteDraft, CaseNotes
from app.services.programme.registers import GoalDraft, Goals
from app.services.search.filling import fill_index, what_is_not_indexed
from app.services.search.finding import search
from app.services.search.question import Question
from models.metadata import METADATA
from models.search import search_tables
from tests.services.every_sample import EVERY_SAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.rules.permissions import Role
    from app.services.records import Records
    from app.vault.session import UnlockedVault
    from tests.services.samples import Sample

WORD = "Merkteken"


def entries(register: Records[Any, Any], name: str | None = None) -> dict[int, Any]:
    """The entries of a register by record."""
    name = name or register.compartment
    table = search_tables(METADATA[register.vault.compartment(name).kind]).entry
    with register.vault.read(name) as session:
        rows = session.execute(select(table).where(table.c.subject_kind == register.kind)).all()
    return {row.subject_id: row for row in rows}


def first_text(draft: Any) -> str | None:
    """A field of text that says how the sample is called."""
    return next((name for name in ("title", "name", "subject", "text", "description") if hasattr(draft, name)), None)


@pytest.mark.parametrize("sample", EVERY_SAMPLE, ids=str)
def test_that_what_any_register_stores_is_indexed_and_forgotten(
    sample: Sample, unlock_as: Callable[[Role], UnlockedVault]
) -> None:
    vault = unlock_as(sample.role)
    register = sample.register(vault)
    record = register.add(sample.full(vault))
    entry = entries(register)[record.id]
    assert entry.title == record.title
    texts = f"{entry.number}\n{entry.name}\n{entry.words}"
    strings = [value for value in vars_of(record.draft).values() if type(value) is str]
    assert all(value in texts for value in strings)
    for name, value in sample.changes.items():
        record = register.change(record.id, replace(record.draft, **{name: value}), record.version)
        if type(value) is str:
            entry = entries(register)[record.id]
            assert value in f"{entry.number}\n{entry.name}\n{entry.words}"
    check_whole(register)


def vars_of(draft: Any) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in draft.__dataclass_fields__}


def check_whole(register: Records[Any, Any]) -> None:
    """SQLite's own check: the full-text tables say what the tables under them say."""
    with register.vault.write(register.compartment) as work:
        for table in ("search_text", "search_gram"):
            work.session.execute(text(f"INSERT INTO {table}({table}, rank) VALUES('integrity-check', 1)"))
        work.leave_unchanged()


def test_that_a_removed_record_is_found_no_more(director: UnlockedVault) -> None:
    goals = Goals(director)
    record = goals.add(GoalDraft(name=WORD, text="Iets"))
    assert search(director, Question(WORD)).count == 1
    goals.remove(record.id, record.version)
    assert search(director, Question(WORD)).count == 0
    assert entries(goals) == {}
    check_whole(goals)


def test_that_words_of_names_go_with_the_last_record_that_has_them(director: UnlockedVault) -> None:
    goals, table = Goals(director), search_tables(METADATA[PROGRAMME]).name
    first, second = (goals.add(GoalDraft(name=f"{WORD} {n}", text="Iets")) for n in ("een", "twee"))

    def known() -> bool:
        with director.read(PROGRAMME) as session:
            return session.scalar(select(table.c.word).where(table.c.word == "_merkteken_")) is not None

    goals.remove(first.id, first.version)
    assert known()
    goals.change(second.id, replace(second.draft, name="Anders"), second.version)
    assert not known()


def test_that_what_is_stored_past_the_registers_is_indexed_too(director: UnlockedVault, add: Any) -> None:
    key = add("Loods")
    with director.write(CASEWORK) as work:
        item = work.session.get_one(Cases.model, key)
        item.title = WORD
        work.record("case.changed", "case", key)
    assert [hit.record for hit in search(director, Question(WORD)).hits] == [key]


def test_that_an_act_that_fails_leaves_the_index_as_it_was(director: UnlockedVault, add: Any) -> None:
    key = add("Loods")
    with pytest.raises(BugError), director.write(CASEWORK) as work:  # for it records nothing
        work.session.get_one(Cases.model, key).title = WORD
    assert search(director, Question(WORD)).count == 0
    assert search(director, Question("loods")).count == 1


def forget_everything(vault: UnlockedVault, name: str) -> None:
    """As it is in a vault of before the index."""
    tables = search_tables(METADATA[vault.compartment(name).kind])
    with vault.compartment(name).write() as session:
        session.execute(text("DELETE FROM search_text"))
        session.execute(text("DELETE FROM search_gram"))
        for table in (tables.entry, tables.name, tables.state):
            session.execute(delete(table))


def test_that_what_was_there_before_the_index_is_indexed_once(director: UnlockedVault, add: Any) -> None:
    for number in range(5):
        add(f"{WORD} {number}")
    forget_everything(director, CASEWORK)
    assert search(director, Question(WORD)).count == 0
    assert what_is_not_indexed(director) > 0
    told: list[float | None] = []
    fill_index(director, lambda _text, part: told.append(part))
    assert search(director, Question(WORD)).count == 5
    assert what_is_not_indexed(director) == 0
    assert told
    check_whole(Cases(director))


def test_that_filling_the_index_goes_on_where_it_was_stopped(
    director: UnlockedVault, add: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.search.filling.AT_ONCE", 2)
    for number in range(5):
        add(f"{WORD} {number}")
    fill_index(director, lambda *_: None)
    forget_everything(director, CASEWORK)
    turns = iter(range(1))

    def stop(_text: str, _part: float | None) -> None:
        if next(turns, None) is None:
            raise Cancelled

    with pytest.raises(Cancelled):
        fill_index(director, stop)
    there = search(director, Question(WORD)).count
    assert 0 < there < 5
    fill_index(director, lambda *_: None)
    assert search(director, Question(WORD)).count == 5


def test_that_a_newer_way_of_indexing_begins_anew(
    director: UnlockedVault, add: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("Loods")
    fill_index(director, lambda *_: None)
    assert what_is_not_indexed(director) == 0
    monkeypatch.setattr("app.services.search.filling.RULES", 99)
    assert what_is_not_indexed(director) > 0


def test_that_a_draft_without_texts_is_no_trouble(director: UnlockedVault, add: Any) -> None:
    key = add("Loods")
    record = Cases(director).get(key)
    assert isinstance(record.draft, CaseDraft)
    assert entries(Cases(director))[key].words == ""


def test_that_what_hung_on_a_removed_record_is_indexed_where_it_hangs_now(director: UnlockedVault, add: Any) -> None:
    """As a merge does it: rows move past the registers, and then what they hung on goes."""
    first, second = add("Eerste"), add("Tweede")
    note = CaseNotes(director).add(CaseNoteDraft(case_id=first, text=WORD)).id
    with director.write(CASEWORK) as work:
        work.session.execute(text("UPDATE case_note SET case_id = :to"), {"to": second})
        work.session.delete(work.session.get_one(Cases.model, first))
        work.record("case.merged", "case", second)
    (hit,) = search(director, Question(WORD)).hits
    assert (hit.record, hit.file_id) == (note, second)
    assert hit.file is not None
    assert hit.file.endswith("Tweede")
