"""Versions of the ladder: drafts with holes, adoption that refuses them, and policy that stays as it was adopted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import Conflict, Invalid, NotFound
from app.rules.measures.ladder import CELLS, propose
from app.rules.measures.matrix import matrix_problems
from app.services.measures.example import example_matrix
from app.services.measures.matrices import (
    Matrices,
    MatrixDraft,
    add_example,
    copy_version,
    grid,
    save_grid,
)
from app.services.measures.measures import MeasureDraft
from app.services.measures.proposal import proposal
from app.services.records import Query
from models.measures.choices import Circumstance, Substance, Unit
from tests.rules.measures.ladders import CASE
from tests.services.measures.files import LADDER, SIX, W, measure, policy

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

DRAFT = MatrixDraft("Beleid", None, False, None, date(2020, 1, 7), None, 5)


def refused(act: Callable[[], Any]) -> dict[str, str]:
    with pytest.raises(Invalid) as found:
        act()
    return dict(found.value.fields)


def test_that_a_new_version_looks_back_as_long_as_the_norm(jurist: UnlockedVault) -> None:
    assert Matrices(jurist).blank().lookback_years == 5


def test_that_a_grid_is_stored_whole_and_read_back(jurist: UnlockedVault) -> None:
    key = Matrices(jurist).add(DRAFT).id
    empty = grid(jurist, key)
    assert (empty.rows, empty.open, empty.example) == ({}, True, False)
    thresholds = {(Substance.HARD, Unit.GRAM): Decimal("0.50")}
    first = save_grid(jurist, empty, LADDER, thresholds, {Circumstance.WEAPONS: 1, Circumstance.FIRE: 0})
    assert (first.rows, first.thresholds, first.adjustments) == (LADDER, thresholds, {Circumstance.WEAPONS: 1})
    with_hole = {**LADDER, CELLS[0]: (W, None, SIX)}
    assert save_grid(jurist, first, with_hole, {}, {}).rows[CELLS[0]] == (W, None, SIX)
    assert grid(jurist, key).thresholds == {}
    with pytest.raises(Conflict):
        save_grid(jurist, first, LADDER, {}, {})


@pytest.mark.parametrize("rows", [{}, {**LADDER, CELLS[0]: (W, None, SIX)}, {**LADDER, CELLS[3]: (SIX, W)}])
def test_that_a_matrix_with_a_hole_or_a_step_down_is_not_adopted(jurist: UnlockedVault, rows: Any) -> None:
    register = Matrices(jurist)
    key = register.add(DRAFT).id
    save_grid(jurist, grid(jurist, key), rows, {}, {})
    record = register.get(key)
    adopted = replace(record.draft, adopted_on=date(2020, 1, 7))
    told = refused(lambda: register.change(key, adopted, record.version))
    assert "niet compleet" in told["adopted_on"]
    assert "art. 4:81 Awb" in told["adopted_on"]
    assert "niet compleet" in refused(lambda: register.add(adopted))["adopted_on"]


def test_that_two_versions_do_not_hold_at_once(jurist: UnlockedVault) -> None:
    policy(jurist)
    told = refused(lambda: policy(jurist, name="Nieuw", valid_from=date(2021, 1, 1)))
    assert "‘Damoclesbeleid’" in told["valid_from"]


def test_that_adopted_policy_stays_as_it_is_but_for_its_end(jurist: UnlockedVault) -> None:
    register, key = Matrices(jurist), policy(jurist)
    record, shown = register.get(key), grid(jurist, key)
    assert not shown.open
    assert "vastgesteld" in refused(lambda: save_grid(jurist, shown, LADDER, {}, {}))[""]
    assert set(refused(lambda: register.change(key, replace(record.draft, name="Anders"), record.version))) == {"name"}
    assert "blijft staan" in refused(lambda: register.remove(key, record.version))[""]
    ended = register.change(key, replace(record.draft, valid_to=date(2020, 12, 31)), record.version)
    assert ended.draft.valid_to == date(2020, 12, 31)
    copy = copy_version(jurist, key)
    assert grid(jurist, copy).rows == LADDER
    assert grid(jurist, copy).open
    assert register.get(copy).draft.adopted_on is None


@pytest.mark.parametrize(
    ("known", "field"),
    [
        ({"lookback_years": 0}, "lookback_years"),
        ({"valid_to": date(2019, 1, 1)}, "valid_to"),
        ({"example": True, "adopted_on": date(2020, 1, 7)}, "adopted_on"),
        ({"adopted_on": date(2999, 1, 1)}, "adopted_on"),
    ],
)
def test_that_a_version_is_checked(jurist: UnlockedVault, known: Any, field: str) -> None:
    assert field in refused(lambda: Matrices(jurist).add(replace(DRAFT, **known)))


def test_that_the_example_is_whole_marked_and_never_policy(jurist: UnlockedVault) -> None:
    shown = example_matrix()
    assert matrix_problems(shown.rows) == {}
    assert shown.name.startswith("Voorbeeld – vul uit vastgesteld beleid")
    assert not propose(shown, CASE).binds
    key = add_example(jurist)
    assert grid(jurist, key).example
    file = measure(jurist)
    assert proposal(jurist, file).example
    policy(jurist)
    assert not proposal(jurist, file).example
    assert len(Matrices(jurist).ids(Query())) == 2
    assert MeasureDraft().number is None


def test_that_what_is_gone_is_told(jurist: UnlockedVault) -> None:
    with pytest.raises(NotFound):
        grid(jurist, 99)
