"""A case moves to a compartment of its own: whole there, gone here but for its number, whatever stops in between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, text

from app.errors import AccessDenied, Conflict, Invalid, NotFound
from app.rules.permissions import CASEWORK, Role
from app.services.apart import moving
from app.services.apart.moving import foreseen, move_apart, settle
from app.services.attachments.reading import checked
from app.services.attachments.store import Parent
from app.services.casework.attachments import CaseworkAttachments
from app.services.casework.cases import CaseDraft, Cases
from app.services.casework.merging import case_by_number, merge_cases, merges_into
from app.services.casework.notes import CaseNoteDraft, CaseNotes
from app.services.casework.tasks import CaseTaskDraft, CaseTasks
from app.services.casework.timeline import timeline_of
from app.services.clock import today
from app.services.post import carry_and_take_in
from app.services.records import Query
from app.services.retention.acts import hold
from app.services.search.finding import search
from app.services.search.question import Question
from app.services.signals.links import link_case
from app.services.signals.mentions import MentionDraft, Mentions
from app.services.signals.signals import SignalDraft, Signals
from app.vault.apart import seen_from
from models.casework import Arrival, CaseworkRecord
from models.casework.choices import MentionKind, SignalSource
from models.retention import retention_tables
from tests.services.parents import case_type

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

UnlockAs = Callable[[Role], "UnlockedVault"]
WORD = "Merkteken7319"


def a_signal(vault: UnlockedVault, *cases: int) -> int:
    made = Signals(vault).add(SignalDraft(title=f"{WORD} gezien", source=SignalSource.RESIDENT, facts=f"{WORD} feit"))
    for key in cases:
        link_case(vault, made.id, key, f"{WORD} hoort erbij")
    return made.id


@pytest.fixture
def key(director: UnlockedVault) -> int:
    """A case with something of everything in it, and another that it shares a signal with."""
    kind = case_type(director)
    made = Cases(director).add(
        CaseDraft(title=f"{WORD} loods", case_type_id=kind, opened_on=date(2020, 1, 6), partners=(f"{WORD} partner",))
    )
    other = Cases(director).add(CaseDraft(title="Schuur", case_type_id=kind, opened_on=date(2020, 2, 6)))
    gone = Cases(director).add(CaseDraft(title=f"{WORD} erbij", case_type_id=kind, opened_on=date(2020, 2, 7)))
    into = Cases(director).get(made.id)
    merge_cases(
        director, target=made.id, number=str(gone.draft.number), version=into.version, reason=f"{WORD} is hetzelfde"
    )
    CaseTasks(director).add(CaseTaskDraft(made.id, f"{WORD} nagaan"))
    removed = CaseTasks(director).add(CaseTaskDraft(made.id, "Vergissing"))
    CaseTasks(director).remove(removed.id, removed.version)
    CaseNotes(director).add(CaseNoteDraft(made.id, f"{WORD} gebeld"))
    CaseworkAttachments(director).add(Parent("case_id", made.id), checked(f"{WORD}.txt", f"{WORD} tekst".encode()))
    person = MentionDraft(case_id=made.id, kind=MentionKind.PERSON, surname=WORD)
    Mentions(director).add(person)
    a_signal(director, made.id)
    a_signal(director, made.id, other.id)
    hold(director, "case", made.id, f"{WORD} rechtszaak loopt")
    return made.id


def move(vault: UnlockedVault, key: int, compartment: str) -> moving.MovedApart:
    return move_apart(vault, case_id=key, version=Cases(vault).get(key).version, compartment=compartment)


def found(vault: UnlockedVault, typed: str = WORD) -> list[tuple[str, str]]:
    return [(hit.compartment, hit.kind) for hit in search(vault, Question(typed)).hits]


def rows_with(vault: UnlockedVault, compartment: str, word: str) -> list[str]:
    """The tables in which a word stands in any column."""
    with vault.read(compartment) as session:
        return [
            table.name
            for table in CaseworkRecord.metadata.sorted_tables
            if any(word in str(row) for row in session.execute(select(table)))
        ]


def test_that_it_is_whole_there(director: UnlockedVault, apart: str, key: int, unlock_as: UnlockAs) -> None:
    number = Cases(director).get(key).draft.number
    moved = move(director, key, apart)
    assert (moved.number, moved.compartment, moved.swept) == (number, apart, True)
    view = seen_from(unlock_as(Role.PRIVACY), apart)
    case = Cases(view).get(moved.case_id).draft
    assert (case.number, case.title, case.partners) == (number, f"{WORD} loods", (f"{WORD} partner",))
    assert len(case.former_numbers) == 1
    of_case = Query(where=(("case_id", moved.case_id),))
    assert [len(part(view).ids(of_case)) for part in (CaseTasks, CaseNotes, Mentions)] == [1, 1, 1]
    files = CaseworkAttachments(view)
    (facts,) = files.of(Parent("case_id", moved.case_id))
    assert files.view(facts.id).content == f"{WORD} tekst".encode()
    assert len(Signals(view).ids(Query())) == 1
    hold_table = retention_tables(CaseworkRecord.metadata).hold
    with view.read(CASEWORK) as session:
        assert session.scalars(select(hold_table.c.subject_id)).all() == [moved.case_id]
    assert [each.undoable for each in merges_into(view, moved.case_id)] == [False]


def test_that_its_timeline_comes_along(director: UnlockedVault, apart: str, key: int) -> None:
    before = [(each.day, each.who, each.what) for each in timeline_of(director, key)]
    moved = move(director, key, apart)
    after = [(each.day, each.who, each.what) for each in timeline_of(seen_from(director, apart), moved.case_id)]
    assert after[0][2] == "Casus aangekomen uit een ander onderdeel"
    assert sorted(after[1:]) == sorted(before)
    assert "Taak verwijderd" in {what for _, _, what in after}


def test_that_only_its_numbers_stay(director: UnlockedVault, apart: str, key: int, unlock_as: UnlockAs) -> None:
    case = Cases(director).get(key).draft
    assert found(director)
    move(director, key, apart)
    shared = {"signal", "signal_case", "search_entry"}  # of the signal that feeds another case too
    assert set(rows_with(director, CASEWORK, WORD)) - shared == set()
    others = unlock_as(Role.PRIVACY)
    assert {where for where, _ in found(others)} == {CASEWORK, apart}
    told = search(others, Question(str(case.number))).moved
    assert told == ((case.number, today()),)
    for number in (case.number, *case.former_numbers):
        with pytest.raises(NotFound, match="in een apart onderdeel"):
            case_by_number(director, str(number))
    with pytest.raises(Invalid) as refused:
        Cases(director).add(
            CaseDraft(
                title="Zelfde nummer", number=case.number, case_type_id=case.case_type_id, opened_on=date(2020, 3, 1)
            )
        )
    assert "number" in refused.value.fields
    with director.read(CASEWORK) as session:
        acts = session.scalars(text("SELECT action FROM audit_entry ORDER BY n DESC LIMIT 1")).one()
    assert acts == "case.moved_apart"


def test_that_what_goes_along_and_what_stays_is_told_before(director: UnlockedVault, apart: str, key: int) -> None:
    told = foreseen(director, key)
    assert (len(told.going), len(told.staying), told.agenda_items) == (1, 1, 0)
    move(director, key, apart)
    left = Signals(director)
    assert [row.cells[0] for row in left.rows(left.ids(Query()))] == list(told.staying)


def test_that_a_number_that_is_given_there_stops_it_whole(director: UnlockedVault, apart: str, key: int) -> None:
    view = seen_from(director, apart)
    number = Cases(director).get(key).draft.number
    Cases(view).add(
        CaseDraft(title="Ander", number=number, case_type_id=case_type(view, "Apart type"), opened_on=date(2020, 3, 1))
    )
    with pytest.raises(Invalid, match="al gegeven"):
        move(director, key, apart)
    assert Cases(director).get(key).draft.number == number
    with view.read(CASEWORK) as session:
        assert session.scalars(select(Arrival)).all() == []


def test_that_who_was_second_is_told(director: UnlockedVault, apart: str, key: int) -> None:
    with pytest.raises(Conflict):
        move_apart(director, case_id=key, version=Cases(director).get(key).version - 1, compartment=apart)
    move(director, key, apart)
    with pytest.raises(NotFound):
        move_apart(director, case_id=key, version=1, compartment=apart)


def test_that_it_goes_only_where_one_holds_the_key_and_may_change_it(
    director: UnlockedVault, apart: str, key: int, unlock_as: UnlockAs
) -> None:
    version = Cases(director).get(key).version
    for vault, target in ((director, CASEWORK), (director, "casework_00000000"), (unlock_as(Role.PRIVACY), apart)):
        with pytest.raises(AccessDenied):
            move_apart(vault, case_id=key, version=version, compartment=target)


class Cut(BaseException):
    """The power goes."""


@pytest.mark.parametrize(
    ("step", "left"),
    [("write_down", False), ("erase_all", False), ("_leave_numbers", False), ("land", True)],
)
@pytest.mark.parametrize("moment", ["before", "after"])
def test_that_what_stops_halfway_is_settled_at_the_next_login(
    director: UnlockedVault,
    apart: str,
    key: int,
    step: str,
    left: bool,
    moment: str,
    monkeypatch: pytest.MonkeyPatch,
    unlock_as: UnlockAs,
) -> None:
    honest: Any = getattr(moving, step)

    def cut(*args: Any) -> None:
        if moment == "after":
            honest(*args)
        raise Cut

    with monkeypatch.context() as patch:
        patch.setattr(moving, step, cut)
        with pytest.raises(Cut):
            move(director, key, apart)
    other = unlock_as(Role.PRIVACY)
    carry_and_take_in(other)
    assert settle(other) == 0, "once is enough"
    view = seen_from(other, apart)
    here, there = Cases(other).ids(Query(words=WORD)), Cases(view).ids(Query(words=WORD))
    assert (len(here), len(there)) == ((0, 1) if left else (1, 0))
    with view.read(CASEWORK) as session:
        assert session.scalars(select(Arrival)).all() == []
