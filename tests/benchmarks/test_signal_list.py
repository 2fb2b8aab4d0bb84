"""P4: the list of signals at *gemeente* and *large*: open, sort, filter, jump to the end, beside the bare queries.

Bare is what any list has to ask of the same encrypted file: how many there are, for the scroll bar, and the rows that
are visible, in order. Ours asks for all ids in order and then for a page of rows.
"""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from app.rules.permissions import CASEWORK
from app.services.records import Query
from app.services.signals.signals import Signals
from models.casework.choices import SignalStatus
from tests.benchmarks.measure import compare

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

REACH = 2.0
PAGE = 256  # rows that the table asks for at once
BYTES_A_ROW = 16  # eight for an id, and as much again while the array grows


def ours(vault: UnlockedVault, query: Query, *, end: bool = False) -> Callable[[], object]:
    """What the list does: the ids in order, and the rows of the first or last page."""
    signals = Signals(vault)

    def show() -> object:
        ids = signals.ids(query)
        return signals.rows(ids[-PAGE:] if end else ids[:PAGE])

    return show


def bare(vault: UnlockedVault, query: Query, *, end: bool = False) -> Callable[[], object]:
    """The count and the visible rows, selected and ordered in the same way, and nothing else."""
    signals = Signals(vault)
    matching, order = signals._matching(query), signals._ordering(query)
    rows = matching.add_columns(*signals.columns.values()).order_by(*order).limit(PAGE)
    count = select(func.count()).select_from(matching.subquery())

    def show() -> object:
        with vault.read(CASEWORK) as session:
            total = session.scalar(count) or 0
            return session.execute(rows.offset(max(0, total - PAGE) if end else 0)).all()

    return show


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("open", Query()),
        *((f"sort by {column}", Query(order=column)) for column in Signals.columns),
        ("filter on status", Query(where=(("status", SignalStatus.WEIGHING),))),
        ("filter on a word", Query(words="witwassen")),
    ],
)
def test_that_the_list_costs_little_more_than_its_visible_rows(office: UnlockedVault, name: str, query: Query) -> None:
    compare(f"P4 signals: {name}", ours(office, query), bare(office, query), reach=REACH, rounds=7)


def test_that_the_end_is_as_near_as_the_beginning(office: UnlockedVault) -> None:
    ways = ours(office, Query(), end=True), bare(office, Query(), end=True)
    compare("P4 signals: jump to the end", *ways, reach=REACH, rounds=7)


def test_that_memory_is_a_few_bytes_a_row(office: UnlockedVault) -> None:
    signals = Signals(office)
    signals.ids(Query())
    tracemalloc.start()
    ids = signals.ids(Query())
    signals.rows(ids[:PAGE])
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"\nP4 signals: {len(ids)} rows hold {held / 1024:.0f} kB, at most {peak / 1024:.0f} kB")  # noqa: T201
    assert held < len(ids) * BYTES_A_ROW + 1024 * 1024
