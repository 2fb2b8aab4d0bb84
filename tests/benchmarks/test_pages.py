"""Opening every page at *gemeente*, beside its bare queries: the same SQL on the same files, without the program.

What a page reads in the background is waited for; what other programs take does not count. Many pages ask next to
nothing of the store; a page that stands there within a tenth of a second is at once for who looks at it.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from time import process_time
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Engine, event

from app.vault.session import unlock
from tests.benchmarks.conftest import ANY, FOUNDERS, PASSWORD
from tests.benchmarks.measure import Ratio
from ui.application import make_application
from ui.navigation import entries_for
from ui.tasks import Tasks
from ui.widgets.page import Page, PageContext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from app.rules.permissions import Role
    from app.vault.session import UnlockedVault

REACH = 2.0
AT_ONCE = 0.1  # seconds
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """One query as a page sent it."""

    engine: Engine
    statement: str
    parameters: Any


class Listening:
    """Keeps what is asked of every store while it listens."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.on = False
        event.listen(Engine, "before_cursor_execute", self._hear)

    def stop(self) -> None:
        event.remove(Engine, "before_cursor_execute", self._hear)

    def _hear(self, connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if self.on and statement.lstrip().upper().startswith(("SELECT", "WITH")):
            self.asked.append(Asked(connection.engine, statement, parameters))


@pytest.fixture(scope="module")
def listening() -> Iterator[Listening]:
    made = Listening()
    yield made
    made.stop()


@pytest.fixture(params=[founder.role for founder in FOUNDERS], ids=lambda role: role.value)
def vault(request: pytest.FixtureRequest, encrypted: UnlockedVault) -> Iterator[UnlockedVault]:
    """The office of every day as each of its people sees it."""
    role: Role = request.param
    opened = unlock(encrypted.folder, role.value, PASSWORD, limits=ANY)
    yield opened
    opened.lock()


def test_that_every_page_opens_about_as_fast_as_its_bare_queries(
    vault: UnlockedVault, listening: Listening, qtbot: QtBot
) -> None:
    make_application()
    tasks = Tasks()
    context = PageContext(vault, tasks, lambda _place: None)
    found = []
    for entry in entries_for(vault):
        if entry.key == "search":
            continue  # measured beside its own query, see test_search
        page = entry.make(context)
        page.resize(1180, 780)
        qtbot.addWidget(page)
        with qtbot.waitExposed(page):
            page.show()
        found.append(_measured(f"{vault.account.role.value}: {entry.key}", page, tasks, listening, qtbot))
        page.hide()
    tasks.close()
    for ratio, queries in found:
        told = " (at once)" if ratio.value > REACH and ratio.ours <= AT_ONCE else ""
        print(f"\n{ratio}; {queries} queries{told}", end="")  # noqa: T201 (the figure is what a benchmark is for)
    print()  # noqa: T201


def _measured(name: str, page: Page, tasks: Tasks, listening: Listening, qtbot: QtBot) -> tuple[Ratio, int]:
    ours = []
    for _ in range(ROUNDS + 1):
        listening.asked.clear()
        listening.on = True
        start = process_time()
        page.refresh()
        qtbot.waitUntil(lambda: not tasks._running, timeout=60_000)
        ours.append(process_time() - start)
        listening.on = False
    asked = list(listening.asked)
    bare = [_replayed(asked) for _ in range(ROUNDS + 1)]
    return Ratio(name, statistics.median(ours[1:]), statistics.median(bare[1:]), REACH), len(asked)


def _replayed(asked: list[Asked]) -> float:
    """Seconds of work for the same queries, read to their last row."""
    start = process_time()
    for each in asked:
        with each.engine.connect() as connection:
            connection.exec_driver_sql(each.statement, each.parameters).fetchall()
    return process_time() - start
