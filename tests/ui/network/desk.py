"""What a chart offers an analysis or act: a network, what is chosen, and a memory of what was pointed out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.rules.network.chart_drawing import Drawing
from app.rules.network.graph import Network
from app.services.network.around.steps import around
from ui.pages.network.chart.acts import ChartContext
from ui.widgets.page import PageContext

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass
class Board:
    """A chart that remembers: what was brought, and (nodes, edges, sentence) of what was pointed out last."""

    page: PageContext
    parent: QWidget
    brought: list[Network] = field(default_factory=list)
    marked: tuple[frozenset[str], frozenset[str], str] | None = None
    told: list[str] = field(default_factory=list)

    def context(self, *chosen: str, network: Network | None = None) -> ChartContext:
        """With these chosen, and all around them on the chart unless another network is given."""
        shown = network if network is not None else around(self.page.vault, chosen, hops=2).network
        return ChartContext(
            self.page, self.parent, Drawing(), shown, chosen, self._mark, self.brought.append, self.told.append
        )

    def _mark(self, nodes: Collection[str], edges: Collection[str], sentence: str) -> None:
        self.marked = frozenset(nodes), frozenset(edges), sentence
