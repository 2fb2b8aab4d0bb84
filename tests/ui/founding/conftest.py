"""A ceremony with cheap keys, and hands that go through its steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.services.keys.founding import KeyCost
from tests.conftest import CHEAP
from tests.ui.conftest import User, shown_course
from tests.ui.founding.hands import Founding
from ui.founding.wizard import FoundingWizard

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.tasks import Tasks


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An empty folder in which the vault comes."""
    made = tmp_path / "werkplek"
    made.mkdir()
    return made


@pytest.fixture
def founding(tasks: Tasks, place: Path, qtbot: QtBot, user: User) -> Founding:
    """At the first step."""
    wizard = FoundingWizard(tasks, measure=lambda: KeyCost(CHEAP, 0.9))
    shown_course(qtbot, wizard)
    return Founding(wizard, place, qtbot)
