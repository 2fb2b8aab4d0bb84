"""P8: what encryption costs on indexed reads and writes, through the services a page uses."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from typing import TYPE_CHECKING

from app.services.casework.cases import Cases
from app.services.records import Query
from models.choices import CaseStatus
from tests.benchmarks.measure import compare

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

REACH = 1.3


def test_that_reading_cases_one_by_one_is_nearly_as_fast_as_plain(
    encrypted: UnlockedVault, plain: UnlockedVault
) -> None:
    keys = random.Random(1).sample(range(1, 1001), 100)  # noqa: S311

    def reading(vault: UnlockedVault) -> Callable[[], object]:
        cases = Cases(vault)
        return lambda: [cases.get(key) for key in keys]

    compare("P8 100 cases by key", reading(encrypted), reading(plain), reach=REACH)


def test_that_a_filtered_list_is_nearly_as_fast_as_plain(encrypted: UnlockedVault, plain: UnlockedVault) -> None:
    query = Query(where=(("status", CaseStatus.NEW),), order="opened_on", descending=True)

    def listing(vault: UnlockedVault) -> Callable[[], object]:
        cases = Cases(vault)
        return lambda: cases.rows(cases.ids(query)[:256])

    compare("P8 filtered, sorted list of cases, one page", listing(encrypted), listing(plain), reach=REACH)


def test_that_changing_cases_is_nearly_as_fast_as_plain(encrypted: UnlockedVault, plain: UnlockedVault) -> None:
    def changing(vault: UnlockedVault) -> Callable[[], object]:
        cases = Cases(vault)
        turns = itertools.count()

        def change() -> None:
            turn = next(turns)
            for key in range(1, 21):
                record = cases.get(key)
                draft = replace(record.draft, result=f"Resultaat {turn}")
                cases.change(key, draft, record.version)

        return change

    compare("P8 20 cases changed, each with audit entry", changing(encrypted), changing(plain), reach=REACH)
