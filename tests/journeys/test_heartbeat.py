"""The window stays alive: no act of a user keeps it from beating for long.

Gaps are printed (`pytest -s`), to be held against the 100 ms that one does not notice: what the window's own thread
worked, and how long it really took. Machines are shared, so in an office of ordinary size a test refuses only what is
wrong on any machine. The long version has profile *large* (`make faults`) and refuses what one would notice: there the
work of the window's own thread is asked for, which other programs do not lengthen.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from time import perf_counter, thread_time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest

from app.rules.permissions import Role
from app.vault.founding import found
from app.vault.session import unlock
from tests.benchmarks.conftest import ANY, CHEAP, FOUNDERS, PASSWORD
from tests.benchmarks.municipality import GEMEENTE, SEARCHED, Profile, fill
from ui.pages.search.page import SearchPage
from ui.widgets.page import Place
from ui.widgets.record.page import RecordPage
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from ui.main_window import MainWindow
    from ui.tasks import Tasks

UNNOTICED = 0.1
REFUSED = 5.0  # seconds of work by the window's thread: wrong on any machine, also one that counts covered lines
STUCK = 30.0  # seconds by the clock on the wall, which other work on the machine lengthens
BEAT = 5  # milliseconds
FIRST = "eerste keer"
SIZES = ("gemeente", "large")


@dataclass(frozen=True, slots=True)
class Gap:
    """The longest silence in seconds: how much of it was work of this thread, and how long it was by the clock."""

    work: float = 0.0
    clock: float = 0.0

    def or_longer(self, other: Gap) -> Gap:
        """The longest of both, in each measure."""
        return Gap(max(self.work, other.work), max(self.clock, other.clock))


class Heart(QObject):
    """Beats as long as the window's thread gets round; `longest` is the longest gap."""

    def __init__(self) -> None:
        super().__init__()
        self.beats = 0
        self.longest = Gap()
        self._last = Gap()
        self._timer = QTimer(self, interval=BEAT, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin to count."""
        self.beats, self.longest, self._last = 0, Gap(), _now()
        self._timer.start()

    def stop(self) -> Gap:
        """The longest gap."""
        self._timer.stop()
        return self.longest

    def _beat(self) -> None:
        now = _now()
        self.beats += 1
        self.longest = self.longest.or_longer(Gap(now.work - self._last.work, now.clock - self._last.clock))
        self._last = now


def _now() -> Gap:
    return Gap(thread_time(), perf_counter())


class Watch:
    """Times acts, and remembers every gap by the name of the act."""

    def __init__(self, qtbot: QtBot, tasks: Tasks) -> None:
        self._qtbot = qtbot
        self._tasks = tasks
        self._heart = Heart()
        self.gaps: dict[str, Gap] = {}

    def during(self, name: str, act: Callable[[], object]) -> None:
        """Do it, and wait until all that it set going has come back."""
        heart = self._heart
        heart.start()
        self._qtbot.waitUntil(lambda: heart.beats > 0)
        act()
        before = heart.beats
        back: list[None] = []
        self._tasks.run(heart, lambda _progress: None, done=back.append)  # one thread: what came before is done by then
        self._qtbot.waitUntil(lambda: bool(back) and heart.beats > before + 1, timeout=30_000)
        self.gaps[name] = heart.stop().or_longer(self.gaps.get(name, Gap()))

    def report(self) -> str:
        """A line for each act, the longest gap first."""
        found = sorted(self.gaps.items(), key=lambda item: -item[1].work)
        return "\n".join(
            f"{name:<46}{gap.work * 1e3:6.0f} ms of work {gap.clock * 1e3:6.0f} ms by the clock"
            f"{'' if gap.work <= UNNOTICED else '   noticed'}"
            for name, gap in found
        )

    def check(self, most: float = REFUSED) -> None:
        """Refuse what is wrong on any machine; `most` seconds of work by the window's thread for what is no first time.

        The first time that a page comes in front it is made, which does not grow with what is in the vault.
        """
        for name, gap in self.gaps.items():
            allowed = REFUSED if FIRST in name else most
            assert gap.work < allowed, f"{name}\n{self.report()}"
            assert gap.clock < STUCK, f"{name}\n{self.report()}"


@pytest.fixture(autouse=True)
def _without_what_others_left() -> Iterator[None]:
    """A collection in the window's thread looks at what this test made, not at what all tests before it left."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(scope="module", params=[GEMEENTE, pytest.param(SEARCHED, marks=pytest.mark.fault)], ids=SIZES)
def size(request: pytest.FixtureRequest) -> Profile:
    """How much there is in the office; its log is no part of these acts."""
    profile: Profile = request.param
    return replace(profile, audit_entries=0)


@pytest.fixture(scope="module")
def office(size: Profile, tmp_path_factory: pytest.TempPathFactory) -> Iterator[UnlockedVault]:
    """An office of that size."""
    folder = tmp_path_factory.mktemp("office") / "kantoor.bolwerk"
    found(folder, "Voorbeeldstad", FOUNDERS, day=date(2020, 1, 1), kdf=CHEAP)
    with unlock(folder, Role.DIRECTOR.value, PASSWORD, limits=ANY) as vault:
        fill(vault, size)
        yield vault


@pytest.fixture
def watch(qtbot: QtBot, tasks: Tasks) -> Iterator[Watch]:
    """Reports at the end."""
    made = Watch(qtbot, tasks)
    yield made
    print(f"\n{made.report()}")  # noqa: T201 (the figures are what this is for)


def register(window: MainWindow) -> RecordPage:
    """The register in front."""
    page = window.page
    part = page.current if isinstance(page, TabbedPage) else page
    assert isinstance(part, RecordPage)
    return part


def open_everything(window: MainWindow, watch: Watch) -> None:
    """Every page and every tab, twice: the first time it is made, the second time it is refreshed."""
    for turn in (FIRST, "opnieuw"):
        for key in window.navigation.buttons:
            watch.during(f"{key}, {turn}", partial(window.go, Place(key)))
            page = window.page
            if isinstance(page, TabbedPage):
                for at in range(page.bar.count()):
                    name = f"{key}: {page.bar.tabText(at)}, {turn}"
                    watch.during(name, partial(page.bar.setCurrentIndex, at))


def test_that_opening_any_page_keeps_the_window_alive(
    work: Callable[[str], UnlockedVault], window_of: Callable[[UnlockedVault], MainWindow], watch: Watch
) -> None:
    open_everything(window_of(work("regisseur")), watch)

    watch.check()


def test_that_work_in_an_office_keeps_the_window_alive(
    office: UnlockedVault,
    size: Profile,
    window_of: Callable[[UnlockedVault], MainWindow],
    watch: Watch,
    qtbot: QtBot,
) -> None:
    window = window_of(office)
    open_everything(window, watch)
    for key, typed, field in (("cases", "proefkade 12", "result"), ("signals", "witwassen", "interpretation")):
        window.go(Place(key, key.removesuffix("s")))
        page = register(window)
        look_through(page, key, typed, watch, qtbot)
        work_on(page, key, field, watch)
        assert not page.panel.dirty
    assert register(window).list.model.rowCount() == size.signals

    watch.check(REFUSED if size.cases == GEMEENTE.cases else UNNOTICED)


def look_through(page: RecordPage, key: str, typed: str, watch: Watch, qtbot: QtBot) -> None:
    """Search in the list, sort by each column, and go to the middle and to the end of it."""
    every = page.list.model.rowCount()
    for letter in typed:
        watch.during(f"{key}: a letter in the search field", partial(type_letter, page, letter, qtbot))
    assert 0 < page.list.model.rowCount() < every
    watch.during(f"{key}: show all again", page.list.filters.clear)
    bar = page.list.table.verticalScrollBar()
    for at, column in enumerate(page.description.columns):
        order = Qt.SortOrder.DescendingOrder
        watch.during(f"{key}: sort by {column.name}", partial(page.list.table.sortByColumn, at, order))
        watch.during(f"{key}: by {column.name}, to the middle", lambda: bar.setValue(bar.maximum() // 2))
        watch.during(f"{key}: by {column.name}, to the last row", page.list.table.scrollToBottom)
    status = page.list.filters.choices["status"]
    watch.during(f"{key}: filter on a status", partial(status.setCurrentIndex, 2))
    watch.during(f"{key}: show all again", page.list.filters.clear)


def work_on(page: RecordPage, key: str, field: str, watch: Watch) -> None:
    """Open a record, look at all that hangs on it, type, save, and begin a new one."""
    watch.during(f"{key}: open one, {FIRST}", lambda: page.open_record(page.list.model.id_at(500)))
    watch.during(f"{key}: open another", lambda: page.open_record(page.list.model.id_at(100)))
    tabs = page.panel.tabs
    for at in range(1, len(tabs.bar.buttons)):
        watch.during(f"{key}: tab {tabs.bar.buttons[at].text()}, {FIRST}", tabs.bar.buttons[at].click)
    tabs.bar.buttons[0].click()
    editor = page.panel.form.fields[field].editor.inner
    watch.during(f"{key}: type in the form", lambda: QTest.keyClicks(editor, "x"))
    watch.during(f"{key}: save", page.save)
    watch.during(f"{key}: a new one", page.new)
    page.drop()


def test_that_searching_as_one_types_keeps_the_window_alive(
    office: UnlockedVault, window_of: Callable[[UnlockedVault], MainWindow], watch: Watch, qtbot: QtBot
) -> None:
    window = window_of(office)
    window.seek("v")
    page = window.page
    assert isinstance(page, SearchPage)
    watch.during("search: what is not indexed yet", partial(qtbot.waitUntil, lambda: not page.filling, timeout=60_000))
    for letter in "an der meer proefkade":
        watch.during("search: a letter in the field", partial(press, page, letter, qtbot))
    assert page.model.rowCount() > 0

    watch.check()


def press(page: SearchPage, letter: str, qtbot: QtBot) -> None:
    """One key, and the pause after which is searched."""
    QTest.keyClicks(page.field, letter)
    qtbot.waitUntil(lambda: not page.waiting)


def type_letter(page: RecordPage, letter: str, qtbot: QtBot) -> None:
    """One key, and the pause after which the list follows."""
    QTest.keyClicks(page.list.filters.search, letter)
    with qtbot.waitSignal(page.list.filters.changed):
        pass
