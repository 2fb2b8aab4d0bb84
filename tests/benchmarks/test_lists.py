"""P4: the lists of cases and signals at *gemeente* and *large*: open, sort, filter, jump to the end.

Beside the bare query: what any list has to ask of the same encrypted file is how many there are, for the scroll bar,
and the rows that are visible, in order.
"""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from app.rules.permissions import CASEWORK
from app.services.casework.cases import Cases
from app.services.records import Query
from app.services.signals.signals import Signals
from models.casework.choices import SignalStatus
from models.choices import CaseStatus
from tests.benchmarks.measure import compare

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.records import Records
    from app.vault.session import UnlockedVault

    Register = type[Records[Any, Any]]

REACH = 2.0
PAGE = 256  # rows that the table asks for at once
MOST_HELD = 512 * 1024  # bytes, whatever there is


def ours(vault: UnlockedVault, register: Register, query: Query, *, end: bool = False) -> Callable[[], object]:
    """What the list does: how many there are, and the rows of the first or last page."""
    records = register(vault)

    def show() -> object:
        places = records.places(query)
        return records.rows(places.part(max(0, len(places) - PAGE) if end else 0, PAGE))

    return show


def bare(vault: UnlockedVault, register: Register, query: Query, *, end: bool = False) -> Callable[[], object]:
    """The count and the visible rows, selected and ordered in the same way, and nothing else."""
    records = register(vault)
    matching, order = records._matching(query), records._ordering(query)
    rows = matching.add_columns(*records.columns.values()).order_by(*order).limit(PAGE)
    count = select(func.count()).select_from(matching.subquery())

    def show() -> object:
        with vault.read(CASEWORK) as session:
            total = session.scalar(count) or 0
            return session.execute(rows.offset(max(0, total - PAGE) if end else 0)).all()

    return show


ASKED = [
    *((Signals, f"sort by {column}", Query(order=column)) for column in Signals.columns),
    *((Cases, f"sort by {column}", Query(order=column)) for column in Cases.columns),
    (Signals, "open", Query()),
    (Cases, "open", Query()),
    (Signals, "filter on status", Query(where=(("status", SignalStatus.WEIGHING),))),
    (Cases, "filter on status", Query(where=(("status", CaseStatus.NEW),))),
    (Signals, "filter on a word", Query(words="witwassen")),
    (Cases, "filter on two words", Query(words="proefkade fictief")),
]


@pytest.mark.parametrize(("register", "name", "query"), ASKED)
def test_that_a_list_costs_little_more_than_its_visible_rows(
    office: UnlockedVault, register: Register, name: str, query: Query
) -> None:
    ways = ours(office, register, query), bare(office, register, query)
    compare(f"P4 {register.kind}s: {name}", *ways, reach=REACH, rounds=15)


@pytest.mark.parametrize("register", [Signals, Cases])
@pytest.mark.parametrize("order", [None, "title"])
def test_that_the_end_is_as_near_as_the_beginning(office: UnlockedVault, register: Register, order: str | None) -> None:
    query = Query(order=order)
    ways = ours(office, register, query, end=True), bare(office, register, query, end=True)
    compare(f"P4 {register.kind}s: jump to the end, by {order or 'day'}", *ways, reach=REACH, rounds=7)


def test_that_memory_does_not_grow_with_the_table(office: UnlockedVault) -> None:
    signals = Signals(office)
    signals.places(Query())
    tracemalloc.start()
    places = signals.places(Query())
    for start in range(0, len(places), PAGE):
        places.part(start, PAGE)
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    told = f"{len(places)} rows, all looked at: {held / 1024:.0f} kB held, at most {peak / 1024:.0f} kB"
    print(f"\nP4 signals: {told}")  # noqa: T201
    assert held < MOST_HELD
