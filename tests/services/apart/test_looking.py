"""What was set apart stands on Start, in Bewaren and in the figures of who holds it, and of nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.rules.permissions import CASEWORK, Act, Role
from app.services.apart.looking import is_apart, items_apart, views, views_of
from app.services.attention import attention
from app.services.casework.cases import CaseDraft, Cases
from app.services.casework.tasks import CaseTaskDraft, CaseTasks
from app.services.programme.figures import differences, live_counts, publish, table_one
from app.services.retention.acts import approve, propose
from app.services.retention.certificates import certificates, destroyed_elsewhere
from app.services.retention.work_list import due_lines
from app.vault.apart import seen_from
from models.choices import CaseStatus, ClosingReason
from tests.services.parents import case_type

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

UnlockAs = Callable[[Role], "UnlockedVault"]
YEAR = 2019


def closed(vault: UnlockedVault, kind: int, title: str = "Loods") -> int:
    draft = CaseDraft(
        title=title,
        case_type_id=kind,
        status=CaseStatus.CLOSED,
        closing_reason=ClosingReason.MEASURE,
        opened_on=date(YEAR, 1, 1),
        closed_on=date(YEAR, 2, 1),
        counted_year=YEAR,
    )
    return Cases(vault).add(draft).id


@pytest.fixture
def view(director: UnlockedVault, apart: str) -> UnlockedVault:
    return seen_from(director, apart)


def test_that_who_holds_none_sees_none(director: UnlockedVault, unlock_as: UnlockAs) -> None:
    assert views(director) == ()
    assert views_of(unlock_as(Role.POLICY), Act.READ_CASES) == ()


def test_that_a_view_has_no_views_of_its_own(director: UnlockedVault, view: UnlockedVault, apart: str) -> None:
    assert [row.name for row, _ in views(director)] == [apart]
    assert (is_apart(view), is_apart(director)) == (True, False)
    assert views(view) == ()


def test_that_start_tells_in_which_compartment(director: UnlockedVault, view: UnlockedVault, apart: str) -> None:
    key = Cases(view).add(
        CaseDraft(title="Loods", case_type_id=case_type(view, "A"), opened_on=date(2026, 1, 1), handler=None)
    )
    CaseTasks(view).add(CaseTaskDraft(key.id, "Bellen", due_on=date(2020, 1, 1), owner=director.account.name))
    closed(view, case_type(view, "B"))
    told = {(item.page, item.part, item.text.partition(": ")[0]) for item in items_apart(director)}
    assert told == {("apart", apart, "Haven"), ("retention", f"due.{apart}", "Haven")}
    assert {item.text for item in items_apart(director)} <= {item.text for item in attention(director)}


def test_that_figures_count_them_for_who_holds_them(
    director: UnlockedVault, view: UnlockedVault, unlock_as: UnlockAs
) -> None:
    closed(director, case_type(director, "Panden"))
    closed(view, case_type(view, "Panden"), "Apart")
    closed(view, case_type(view, "Alleen daar"), "Nog een")
    assert {each.type_name: each.count for each in live_counts(director, YEAR)} == {"Panden": 2, "Alleen daar": 1}
    assert publish(director, YEAR) == 3
    assert {row.type_name: row.counts[0] for row in table_one(director, [YEAR]).rows} == {"Panden": 2, "Alleen daar": 1}
    assert differences(director, YEAR) == ()
    assert differences(unlock_as(Role.PRIVACY), YEAR) == ()


def test_that_one_proposes_there_and_another_destroys(
    view: UnlockedVault, apart: str, director: UnlockedVault, unlock_as: UnlockAs
) -> None:
    key = closed(view, case_type(view, "Panden"))
    assert due_lines(director) == ()
    assert [line.record for line in due_lines(view)] == [key]
    propose(view, "case", key)
    second = seen_from(unlock_as(Role.PRIVACY), apart)
    done = approve(second, "case", key)
    assert done.swept
    assert [each.number for each in certificates(view)] == [done.number]
    assert certificates(director) == ()
    unlock_as(Role.PRIVACY).hand_on()
    assert destroyed_elsewhere(unlock_as(Role.DPO)) == (), "of what few may know no note goes out"
    with view.read(CASEWORK):
        assert due_lines(view) == ()
