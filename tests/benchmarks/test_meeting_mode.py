"""Opening the next item of a meeting, beside painting it: the next one was read while the one before was in front.

Both are work of the thread of the window, and are measured as such: what other programs take does not count.
"""

from __future__ import annotations

import statistics
from time import thread_time
from typing import TYPE_CHECKING

import pytest

from app.services.meetings.agenda import add_items, proposals
from app.services.meetings.meetings import MeetingDraft, Meetings
from app.services.meetings.types import MeetingTypeDraft, MeetingTypes
from tests.benchmarks.measure import Ratio
from tests.services.meetings.offices import FIRST, HELD
from ui.application import make_application
from ui.pages.meetings.mode import MeetingMode
from ui.tasks import Tasks
from ui.widgets.page import PageContext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault

MOST = 40  # items on the agenda


@pytest.fixture
def mode(encrypted: UnlockedVault, qtbot: QtBot) -> Iterator[MeetingMode]:
    """Meeting mode over forty of what is open in the office of every day."""
    make_application()
    types = MeetingTypes(encrypted)
    quiet = MeetingTypeDraft(name="LIP", first_on=FIRST, takes_signals=False, takes_cases=False)
    made = types.add(quiet)
    held = Meetings(encrypted).add(MeetingDraft(made.id, held_on=HELD)).id
    types.change(made.id, MeetingTypeDraft(name="LIP", first_on=FIRST), made.version)
    add_items(encrypted, held, proposals(encrypted, held)[:MOST])
    tasks = Tasks()
    window = MeetingMode(PageContext(encrypted, tasks, lambda _place: None), held)
    qtbot.addWidget(window, before_close_func=lambda widget: widget.done(0))
    with qtbot.waitExposed(window):
        window.show()
    yield window
    window.pause.end()
    tasks.close()


def test_that_the_next_item_never_takes_longer_than_painting_it(mode: MeetingMode, qtbot: QtBot) -> None:
    assert len(mode.sitting.items) == MOST
    mode.go(1)
    taken = []
    for _ in range(MOST - 2):
        qtbot.waitUntil(lambda: mode.sitting.items[mode.place].id in mode.fetched)
        start = thread_time()
        mode.next()
        opened = thread_time()
        mode.grab()
        taken.append((opened - start, thread_time() - opened))
    opening, painting = (statistics.median(each) for each in zip(*taken, strict=True))
    slower = sum(ours > bare for ours, bare in taken)
    ratio = Ratio("the next item of a meeting, beside painting it", opening, painting, 1.0)
    print(f"\n{ratio}; slower {slower} of {len(taken)} times")  # noqa: T201 (the figure is what a benchmark is for)
    ratio.report()
    assert slower == 0
