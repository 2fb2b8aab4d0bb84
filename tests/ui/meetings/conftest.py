"""A LIP with members, signals and a case, and meeting mode on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.services.meetings.sitting import sitting
from models.casework.choices import Cluster
from tests.services.meetings.offices import lip, meeting, member, running_case, signal
from tests.ui.conftest import shown
from ui.pages.meetings.mode import MeetingMode
from ui.pages.meetings.page import MeetingsPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from tests.ui.conftest import User
    from ui.widgets.page import PageContext


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    """Unlocked by the casusregisseur."""
    return unlock_as("director")


@pytest.fixture
def held(vault: UnlockedVault) -> int:
    """A meeting with two members; on its agenda an opening, a signal, a case, and the rondvraag."""
    kind = lip(vault, standing=("Opening", "…", "Rondvraag"), place="Kamer 1", starts_at="09:30")
    member(vault, kind, "A. Voorbeeld")
    member(vault, kind, "B. Voorbeeld", Cluster.SOCIAL)
    signal(vault, "Loods")
    running_case(vault, "Pand")
    return meeting(vault, kind)


@pytest.fixture
def mode(
    held: int, vault: UnlockedVault, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot, user: User
) -> Iterator[MeetingMode]:
    """Meeting mode on it, on the first screen."""
    made = MeetingMode(context_of(vault), held)
    qtbot.addWidget(made, before_close_func=lambda widget: widget.done(0))
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    assert len(sitting(vault, held).items) == 4
    yield made
    made.pause.end()


@pytest.fixture
def page(
    held: int, vault: UnlockedVault, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot, user: User
) -> MeetingsPage:
    """The page with its calendar in front."""
    made = MeetingsPage(context_of(vault))
    made.refresh()
    shown(qtbot, made)
    return made
