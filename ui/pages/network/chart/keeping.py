"""Keeping a chart that was not saved, as what is typed in a form is kept: through a lock, for its author only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from app.rules.network.chart_content import written
from app.rules.permissions import CASEWORK, Act
from app.services.drafts import Drafts, Input
from app.vault.session import UnlockedVault
from ui.pages.network.chart.places import CHART
from ui.widgets.page import Unsaved

if TYPE_CHECKING:
    from app.services.records import Records
    from ui.pages.network.chart.desk import ChartDesk

CONTENT = "content"


@dataclass(frozen=True, slots=True)
class _Kept:
    """What drafts ask of a register."""

    vault: UnlockedVault
    compartment: str = CASEWORK
    kind: str = CHART
    edit_act: Act = Act.EDIT_SIGNALS


def unsaved_of(desk: ChartDesk, vault: UnlockedVault) -> Unsaved:
    """The chart on a desk as input that waits to be saved."""
    drafts = Drafts(cast("Records[Any, Any]", _Kept(vault)))
    typed = Input(
        kind=CHART,
        record=desk.saved_id,
        version=desk.number or 0,
        title=desk.name,
        was={CONTENT: ""},
        now={CONTENT: written(desk.content)},
        part=CHART,
    )
    return Unsaved(drafts, typed)
