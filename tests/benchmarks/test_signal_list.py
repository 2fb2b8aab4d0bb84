"""P4: the list of signals at *gemeente* and *large*: open, sort, filter, jump to the end, beside the bare queries.

Bare is what any list has to ask of the same encrypted file: how many there are, for the scroll bar, and the rows that
are visible, in order. Ours asks for all ids in order and then for a page of rows.
"""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from app.rules.permissions import CASEWORK
from app.services.records import Query
from app.services.signals.signals import Signals
from models.casework import Signal
from models.casework.choices import SignalStatus
from tests.benchmarks.measure import compare

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import ColumnElement

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


def bare(
    vault: UnlockedVault, *order: ColumnElement[Any], where: ColumnElement[bool] | None = None, end: bool = False
) -> Callable[[], object]:
    """The count and the visible rows, and nothing else."""
    columns = select(Signal.id, *Signals.columns.values()).order_by(*order, Signal.id)
    count = select(func.count()).select_from(Signal)
    if where is not None:
        columns, count = columns.where(where), count.where(where)

    def show() -> object:
        with vault.read(CASEWORK) as session:
            total = session.scalar(count) or 0
            return session.execute(columns.limit(PAGE).offset(max(0, total - PAGE) if end else 0)).all()

    return show


def test_that_opening_the_list_costs_little_more_than_its_first_rows(office: UnlockedVault) -> None:
    order = (Signal.received_on.desc(), Signal.number.desc())
    compare("P4 signals: open", ours(office, Query()), bare(office, *order), reach=REACH)


@pytest.mark.parametrize("column", Signals.columns)
def test_that_any_column_sorts_in_the_store(office: UnlockedVault, column: str) -> None:
    key = Signals.columns[column]
    compare(f"P4 signals: sort by {column}", ours(office, Query(order=column)), bare(office, key), reach=REACH)


def test_that_a_filter_shows_its_first_rows(office: UnlockedVault) -> None:
    query = Query(where=(("status", SignalStatus.WEIGHING),))
    order = (Signal.received_on.desc(), Signal.number.desc())
    where = Signal.status == SignalStatus.WEIGHING
    compare("P4 signals: filter on status", ours(office, query), bare(office, *order, where=where), reach=REACH)


def test_that_words_are_looked_for_in_the_store(office: UnlockedVault) -> None:
    order = (Signal.received_on.desc(), Signal.number.desc())
    where = Signal.title.icontains("witwassen")
    compare(
        "P4 signals: filter on a word",
        ours(office, Query(words="witwassen")),
        bare(office, *order, where=where),
        reach=REACH,
    )


def test_that_the_end_is_as_near_as_the_beginning(office: UnlockedVault) -> None:
    order = (Signal.received_on.desc(), Signal.number.desc())
    compare("P4 signals: jump to the end", ours(office, Query(), end=True), bare(office, *order, end=True), reach=REACH)


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
