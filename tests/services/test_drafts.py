"""Input that was not saved: kept for its author and nobody else, in every spelling, until it is saved or dropped."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from app.errors import AccessDenied, Cancelled
from app.rules.permissions import CASEWORK, PROGRAMME, Role
from app.services.casework.cases import Cases
from app.services.drafts import Drafts, Input, discard_draft, waiting_drafts
from app.services.programme.registers import Goals
from app.vault.drafts import keep_draft, own_drafts
from app.vault.session import unlock
from models.drafts import draft_table
from models.metadata import METADATA
from tests.demo_vault import LIMITS
from tests.services.conftest import PASSWORD, unlocked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.vault.session import UnlockedVault

TYPED = Input(
    kind="goal",
    record=7,
    version=3,
    title="Weerbaar bestuur",
    was={"name": "Weerbaar bestuur", "horizon": "2022"},
    now={"name": "Weerbaar én alert bestuur", "horizon": "twintig-", "done": True, "kind_id": 4, "theme": None},
    page="plan",
    part="goal",
)
TABLE = draft_table(METADATA[PROGRAMME])


@pytest.fixture
def drafts(director: UnlockedVault) -> Drafts:
    return Drafts(Goals(director))


def test_that_a_draft_comes_back_as_it_stood_on_screen(folder: Path) -> None:
    moment = datetime(2026, 3, 2, 13, 2, 11, tzinfo=UTC)
    with unlock(folder, "director", PASSWORD, limits=LIMITS, now=lambda: moment) as vault:
        assert Drafts(Goals(vault)).keep(TYPED) == moment
    with unlocked(folder, Role.DIRECTOR) as vault:
        (draft,) = waiting_drafts(vault)
    assert (draft.compartment, draft.at, draft.input) == (PROGRAMME, moment, TYPED)


def test_that_a_new_draft_takes_the_place_of_the_one_before(drafts: Drafts) -> None:
    drafts.keep(TYPED)
    drafts.keep(replace(TYPED, now={"name": "Anders"}))

    (draft,) = waiting_drafts(drafts.vault)
    assert draft.input.now == {"name": "Anders"}


def test_that_each_record_and_each_register_has_its_own(director: UnlockedVault) -> None:
    goals, cases = Drafts(Goals(director)), Drafts(Cases(director))
    goals.keep(TYPED)
    goals.keep(replace(TYPED, record=None, version=0))
    cases.keep(replace(TYPED, kind="case"))

    found = {(each.compartment, each.input.kind, each.input.record) for each in waiting_drafts(director)}
    assert found == {(PROGRAMME, "goal", 7), (PROGRAMME, "goal", None), (CASEWORK, "case", 7)}


def test_that_a_discarded_draft_is_gone(drafts: Drafts) -> None:
    drafts.keep(TYPED)
    drafts.keep(replace(TYPED, record=None))

    drafts.discard(7)
    drafts.discard(8)

    (draft,) = waiting_drafts(drafts.vault)
    discard_draft(drafts.vault, draft)
    assert waiting_drafts(drafts.vault) == ()


def test_that_nobody_else_gets_it(unlock_as: Callable[[Role], UnlockedVault]) -> None:
    director, policy = unlock_as(Role.DIRECTOR), unlock_as(Role.POLICY)
    Drafts(Goals(director)).keep(TYPED)

    assert waiting_drafts(policy) == ()
    with policy.read(PROGRAMME) as session:
        sealed = session.scalar(select(TABLE.c.sealed))
    assert sealed
    assert b"Weerbaar" not in sealed


def test_that_taking_the_name_of_the_author_opens_nothing(unlock_as: Callable[[Role], UnlockedVault]) -> None:
    director, policy = unlock_as(Role.DIRECTOR), unlock_as(Role.POLICY)
    Drafts(Goals(director)).keep(TYPED)
    with policy.compartment(PROGRAMME).write() as session:
        session.execute(update(TABLE).values(author=policy.account.id))

    assert list(own_drafts(policy)) == []


def test_that_a_draft_that_was_moved_to_another_record_does_not_count(drafts: Drafts) -> None:
    drafts.keep(TYPED)
    with drafts.vault.compartment(PROGRAMME).write() as session:
        session.execute(update(TABLE).values(record=8))

    assert waiting_drafts(drafts.vault) == ()


@pytest.mark.parametrize(
    "content",
    [{}, {"version": 1, "title": "x", "page": "", "part": "", "was": {}, "now": {"name": ["a"]}}],
)
def test_that_the_form_of_another_version_is_left_alone(drafts: Drafts, content: dict[str, object]) -> None:
    keep_draft(drafts.vault, PROGRAMME, kind="goal", record=1, content=content)  # type: ignore[arg-type]

    assert waiting_drafts(drafts.vault) == ()


def test_that_half_a_character_does_not_stand_in_the_way(drafts: Drafts) -> None:
    drafts.keep(replace(TYPED, now={"name": "half \ud83d"}))

    (draft,) = waiting_drafts(drafts.vault)
    assert draft.input.now == {"name": "half "}


def test_that_who_may_not_edit_keeps_nothing(unlock_as: Callable[[Role], UnlockedVault]) -> None:
    drafts = Drafts(Goals(unlock_as(Role.CONTROLLER)))

    with pytest.raises(AccessDenied, match="mag dit niet"):
        drafts.keep(TYPED)
    with pytest.raises(AccessDenied, match="mag dit niet"):
        drafts.discard(7)


def test_that_a_draft_leaves_no_entry_in_the_trail(drafts: Drafts) -> None:
    trail = drafts.vault.compartment(PROGRAMME).tables.audit_entry
    drafts.keep(TYPED)
    drafts.discard(7)

    with drafts.vault.read(PROGRAMME) as session:
        assert session.execute(select(trail.c.n)).all() == []


def test_that_a_locked_vault_keeps_nothing(drafts: Drafts) -> None:
    drafts.vault.lock()

    with pytest.raises(Cancelled):
        drafts.keep(TYPED)
