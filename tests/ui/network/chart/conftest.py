"""An office with its network in a real vault, and the page of charts with nothing on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.rules.permissions import Role
from models.casework.choices import Certainty, LinkKind
from tests.services.network.invented import firm, house, link, person
from tests.ui.conftest import shown
from ui.pages.network.chart.page import ChartPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from tests.ui.conftest import User
    from ui.widgets.page import PageContext


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    """The director, who holds signals and cases."""
    return unlock_as(Role.DIRECTOR)


@pytest.fixture
def office(vault: UnlockedVault) -> dict[str, int]:
    """An office that lets three houses, its director, its financier, and who lives in one of the houses."""
    ids = {"demo": firm(vault, "Demo Verhuur BV"), "bart": person(vault, "Voorbeeld"), "fund": firm(vault, "Fonds BV")}
    for number in (1, 3, 5):
        ids[f"house{number}"] = house(vault, number)
        link(vault, ids["demo"], ids[f"house{number}"], LinkKind.LETS)
    link(vault, ids["bart"], ids["demo"], LinkKind.DIRECTS)
    link(vault, ids["fund"], ids["demo"], LinkKind.FINANCES, certainty=Certainty.SUSPECTED)
    for name in ("Eén", "Twee", "Drie", "Vier"):
        link(vault, person(vault, name), ids["house1"], LinkKind.LIVES_AT)
    return ids


@pytest.fixture
def page(
    vault: UnlockedVault, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot, user: User
) -> ChartPage:
    """The page, with nothing on it."""
    made = ChartPage(context_of(vault))
    shown(qtbot, made)
    return made
