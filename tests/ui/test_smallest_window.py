"""In the smallest window everything of a register still fits: its filters, and the fields of its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.conftest import shown
from tests.ui.test_wording import DESCRIPTIONS
from ui.sidebar import NAVIGATION_WIDTH
from ui.tokens import Space
from ui.widgets.record.page import RecordPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.widgets.page import PageContext
    from ui.widgets.record.description import PageDescription

WIDTH = 1080 - NAVIGATION_WIDTH - 2 * Space.WIDE
EACH = pytest.mark.parametrize("description", DESCRIPTIONS, ids=lambda description: description.title)


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("director")


@EACH
def test_that_filters_and_form_fit(
    description: PageDescription,
    vault: UnlockedVault,
    context_of: Callable[[UnlockedVault], PageContext],
    qtbot: QtBot,
) -> None:
    page = RecordPage(description, context_of(vault), heading=False)
    page.refresh()
    shown(qtbot, page)
    page.list.filters.search.setText("niets van dien aard")  # the button that clears takes room too
    page.list.filters.search.returnPressed.emit()
    page.new()
    page.resize(WIDTH, 500)
    qtbot.waitUntil(lambda: page.width() <= WIDTH)

    form = page.panel.form
    assert page.minimumSizeHint().width() <= WIDTH
    inside = form.widget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= form.minimumWidth() - form.verticalScrollBar().sizeHint().width()
