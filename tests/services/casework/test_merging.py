"""Two cases become one, and can become two again; what cannot be is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from app.errors import Conflict, Invalid, NotFound
from app.rules.permissions import CASEWORK
from app.services.attachments.reading import checked
from app.services.attachments.store import Parent
from app.services.casework.attachments import CaseworkAttachments
from app.services.casework.cases import CaseDraft, Cases
from app.services.casework.merging import case_by_number, merge_cases, merges_into, undo_merge
from app.services.casework.notes import CaseNoteDraft, CaseNotes
from app.services.casework.tasks import CaseTaskDraft, CaseTasks
from app.services.records import Query
from app.services.retention.acts import hold, let_go
from app.services.search.finding import search
from app.services.search.question import Question
from models.casework import Case, CaseMerge, CasePartner, CaseworkRecord, Signal, SignalCase
from models.casework.choices import SignalSource, SignalStatus
from models.choices import Classification
from models.retention import retention_tables
from tests.services.casework.case_samples import case
from tests.services.parents import case_type

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


@pytest.fixture
def pair(director: UnlockedVault) -> tuple[int, int]:
    """Two cases, of which the second has partners, a task, a note and an attachment."""
    kind = case_type(director)
    first = Cases(director).add(
        CaseDraft(title="Loods", case_type_id=kind, opened_on=date(2020, 1, 6), partners=("politie", "RIEC"))
    )
    second = Cases(director).add(
        CaseDraft(title="Schuur", case_type_id=kind, opened_on=date(2020, 2, 6), partners=("RIEC", "OM"))
    )
    CaseTasks(director).add(CaseTaskDraft(second.id, "Kadaster raadplegen"))
    CaseNotes(director).add(CaseNoteDraft(second.id, "Gebeld"))
    CaseworkAttachments(director).add(Parent("case_id", second.id), checked("a.txt", b"tekst"))
    return first.id, second.id


def signal_in(vault: UnlockedVault, *cases: int) -> int:
    with vault.write(CASEWORK) as work:
        signal = Signal(
            number="S-1",
            title="Stank",
            received_on=date(2020, 1, 1),
            source=SignalSource.RESIDENT,
            facts="Stank bij de loods.",
            classification=Classification.CONFIDENTIAL,
            status=SignalStatus.RECEIVED,
            round=1,
        )
        work.session.add(signal)
        work.session.flush()
        for key in cases:
            work.session.add(
                SignalCase(
                    signal_id=signal.id,
                    case_id=key,
                    linked_by=vault.account.id,
                    linked_on=date(2020, 1, 7),
                    reason="Zelfde pand",
                )
            )
        work.record("signal.added", "signal", signal.id)
        return signal.id


def merge(vault: UnlockedVault, target: int, source: int, reason: str = "Zelfde pand") -> int:
    into, gone = Cases(vault).get(target), Cases(vault).get(source)
    return merge_cases(vault, target=target, number=str(gone.draft.number), version=into.version, reason=reason)


def counts(vault: UnlockedVault, key: int) -> tuple[int, int, int, int]:
    tasks = len(CaseTasks(vault).ids(Query(where=(("case_id", key),))))
    notes = len(CaseNotes(vault).ids(Query(where=(("case_id", key),))))
    files = len(CaseworkAttachments(vault).of(Parent("case_id", key)))
    with vault.read(CASEWORK) as session:
        links = session.scalar(select(func.count()).where(SignalCase.case_id == key)) or 0
    return tasks, notes, files, links


def partners(vault: UnlockedVault, key: int) -> list[str]:
    with vault.read(CASEWORK) as session:
        return list(
            session.scalars(select(CasePartner.name).where(CasePartner.case_id == key).order_by(CasePartner.id))
        )


def test_that_everything_moves_and_the_old_number_still_leads_there(
    director: UnlockedVault, pair: tuple[int, int]
) -> None:
    first, second = pair
    signal_in(director, first, second)
    number = str(Cases(director).get(second).draft.number)
    merge(director, first, second)
    assert counts(director, first) == (1, 1, 1, 1)
    assert sorted(partners(director, first)) == ["OM", "RIEC", "politie"]
    assert case_by_number(director, f" {number} ") == first
    assert Cases(director).get(first).draft.former_numbers == (number,)
    assert list(Cases(director).ids(Query(number))) == [first]
    found = search(director, Question(number)).hits
    assert [(each.kind, each.record) for each in found] == [("case", first)]
    with pytest.raises(NotFound):
        Cases(director).get(second)
    assert list(Cases(director).ids(Query())) == [first]
    facts = merges_into(director, first)[0]
    assert (facts.number, facts.title, facts.by, facts.undoable) == (number, "Schuur", "Casusregisseur", True)
    assert Cases(director).history(second)[0].action == "case.merged_away"


def test_that_a_merge_is_taken_back_whole(director: UnlockedVault, pair: tuple[int, int]) -> None:
    first, second = pair
    signal_in(director, first, second)
    before, files = Cases(director).get(second), counts(director, second)
    made = merge(director, first, second)
    assert undo_merge(director, made) == second
    assert Cases(director).get(second) == before
    found = search(director, Question(str(before.draft.number))).hits
    assert [(each.kind, each.record) for each in found] == [("case", second)]
    assert {each.record for each in search(director, Question("kadaster")).hits if each.kind == "case_task"} == {1}
    assert counts(director, second) == files == (1, 1, 1, 1)
    assert counts(director, first) == (0, 0, 0, 1)
    assert partners(director, first) == ["politie", "RIEC"]
    assert sorted(partners(director, second)) == ["OM", "RIEC"]
    assert merges_into(director, first) == ()
    with pytest.raises(NotFound):
        undo_merge(director, made)
    with director.read(CASEWORK) as session:
        kept = session.execute(select(CaseMerge.snapshot, CaseMerge.source_title, CaseMerge.reason)).all()
        assert [tuple(row) for row in kept] == [("{}", "", "")]


def test_that_what_was_added_or_removed_since_stays_so(director: UnlockedVault, pair: tuple[int, int]) -> None:
    first, second = pair
    made = merge(director, first, second)
    tasks = CaseTasks(director)
    came = tasks.ids(Query())[0]
    tasks.remove(came, tasks.get(came).version)
    tasks.add(CaseTaskDraft(first, "Nieuwe taak"))
    undo_merge(director, made)
    assert counts(director, first)[0] == 1
    assert counts(director, second)[:2] == (0, 1)


def test_that_a_case_is_not_merged_with_itself_nor_in_a_circle(director: UnlockedVault, pair: tuple[int, int]) -> None:
    first, second = pair
    own, other = (str(Cases(director).get(key).draft.number) for key in pair)
    version = Cases(director).get(first).version
    with pytest.raises(Invalid) as refused:
        merge_cases(director, target=first, number=own, version=version, reason="x")
    assert refused.value.fields == {"number": "Een casus kan niet met zichzelf worden samengevoegd."}
    merge(director, first, second)
    with pytest.raises(Invalid, match=f"{other} is al opgegaan in deze casus; zo zou zij in zichzelf opgaan"):
        merge_cases(director, target=first, number=other, version=version, reason="x")
    with pytest.raises(NotFound):
        merge_cases(director, target=second, number=own, version=1, reason="x")


def test_that_a_merge_says_what_is_missing(director: UnlockedVault, pair: tuple[int, int]) -> None:
    first, _ = pair
    version = Cases(director).get(first).version
    with pytest.raises(Invalid) as refused:
        merge_cases(director, target=first, number=" ", version=version, reason=" ")
    assert set(refused.value.fields) == {"number", "reason"}
    with pytest.raises(Invalid, match="Er is geen casus met nummer W-1999-0001"):
        merge_cases(director, target=first, number="W-1999-0001", version=version, reason="x")
    with pytest.raises(Conflict):
        merge_cases(director, target=first, number="W-1999-0001", version=version + 1, reason="x")
    with pytest.raises(NotFound):
        case_by_number(director, "W-1999-0001")


def test_that_the_number_of_a_merged_case_is_not_given_again(director: UnlockedVault, pair: tuple[int, int]) -> None:
    first, second = pair
    draft = Cases(director).get(second).draft
    merge(director, first, second)
    with pytest.raises(Invalid, match="Er is al een casus met dit nummer"):
        Cases(director).add(replace(draft, partners=()))
    fresh = Cases(director).add(replace(draft, number=None)).draft.number
    assert fresh not in (None, draft.number)


def test_that_a_chain_of_merges_is_taken_back_from_its_end(director: UnlockedVault, pair: tuple[int, int]) -> None:
    first, second = pair
    third = case(director, "Kas")
    one = merge(director, first, second)
    two = merge(director, third, first)
    number = merges_into(director, third)
    assert [facts.undoable for facts in number] == [True, False]
    assert counts(director, third)[:3] == (1, 1, 1)
    with pytest.raises(Invalid, match="Maak eerst die samenvoeging ongedaan"):
        undo_merge(director, one)
    assert undo_merge(director, two) == first
    assert counts(director, first)[:3] == (1, 1, 1)
    assert undo_merge(director, one) == second
    assert counts(director, second)[:3] == (1, 1, 1)


def test_that_a_case_with_something_in_it_is_not_removed(director: UnlockedVault, pair: tuple[int, int]) -> None:
    cases = Cases(director)
    with pytest.raises(Invalid, match="Sluit de casus af, of voeg haar samen"):
        cases.remove(pair[1], cases.get(pair[1]).version)
    cases.remove(pair[0], cases.get(pair[0]).version)
    with director.read(CASEWORK) as session:
        assert session.scalar(select(func.count()).select_from(Case)) == 1


def told(vault: UnlockedVault, key: int, **texts: Any) -> None:
    record = Cases(vault).get(key)
    Cases(vault).change(key, replace(record.draft, **texts), record.version)


def test_that_texts_come_along_and_say_from_where(director: UnlockedVault, pair: tuple[int, int]) -> None:
    first, second = pair
    number = Cases(director).get(second).draft.number
    told(director, first, description="Er stond een busje.")
    told(director, second, description="Er hing een lucht.", approach="Eerst bellen.")
    done = merge(director, first, second)
    draft = Cases(director).get(first).draft
    assert draft.description == f"Er stond een busje.\n\nUit casus {number}:\nEr hing een lucht."
    assert (draft.approach, draft.result) == (f"Uit casus {number}:\nEerst bellen.", None)
    assert [hit.record for hit in search(director, Question("hing een lucht")).hits] == [first]

    undo_merge(director, done)
    draft = Cases(director).get(first).draft
    assert (draft.description, draft.approach) == ("Er stond een busje.", None)
    back = Cases(director).get(second).draft
    assert (back.description, back.approach) == ("Er hing een lucht.", "Eerst bellen.")
    assert [hit.record for hit in search(director, Question("hing een lucht")).hits] == [second]


def test_that_what_was_written_since_stays_when_texts_go_back(director: UnlockedVault, pair: tuple[int, int]) -> None:
    first, second = pair
    told(director, first, approach="Bellen.")
    told(director, second, description="Lucht.", approach="Schrijven.")
    done = merge(director, first, second)
    draft = Cases(director).get(first).draft
    told(director, first, description=f"{draft.description}\n\nEn later niets.", approach="Geheel herschreven.")
    undo_merge(director, done)
    draft = Cases(director).get(first).draft
    assert (draft.description, draft.approach) == ("En later niets.", "Geheel herschreven.")


def holds(vault: UnlockedVault) -> dict[int, str]:
    table = retention_tables(CaseworkRecord.metadata).hold
    with vault.read(CASEWORK) as session:
        rows = session.execute(select(table.c.subject_id, table.c.reason).order_by(table.c.subject_id)).all()
    return dict(rows)


@pytest.mark.parametrize("held", [(True, True), (False, True), (True, False)], ids=["both", "second", "first"])
def test_that_what_is_held_stays_held_and_comes_apart_again(
    director: UnlockedVault, pair: tuple[int, int], held: tuple[bool, bool]
) -> None:
    number = Cases(director).get(pair[1]).draft.number
    before = {key: f"Procedure nummer {key} loopt" for key, each in zip(pair, held, strict=True) if each}
    for key, reason in before.items():
        hold(director, "case", key, reason)
    done = merge(director, *pair)
    assert list(holds(director)) == [pair[0]]
    assert (f"uit casus {number}" in holds(director)[pair[0]]) == held[1]
    undo_merge(director, done)
    assert holds(director) == before


def test_that_a_hold_that_ended_since_does_not_come_back(director: UnlockedVault, pair: tuple[int, int]) -> None:
    hold(director, "case", pair[1], "Procedure loopt nog")
    done = merge(director, *pair)
    let_go(director, "case", pair[0])
    undo_merge(director, done)
    assert holds(director) == {}
