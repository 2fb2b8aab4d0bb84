"""What can be done with a chart besides drawing it: analyses and acts of other rooms, each described as data.

An act gets what is drawn and chosen. It may point something out with a sentence, and bring what it found onto it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from app.rules.network.chart_drawing import Drawing
from app.rules.network.graph import Network
from app.vault.session import UnlockedVault
from ui.widgets.page import PageContext


@dataclass(frozen=True, slots=True)
class ChartContext:
    """What an act may use.

    `network` is what is on the chart: what is drawn, with the members of folded groups. `chosen` are keys of nodes of
    it, the one chosen last at the end. `mark(nodes, edges, sentence)` points out keys of nodes and edges and says what
    they are. `bring(network)` puts nodes on the chart, with what connects them; what is there stays where it is.
    """

    page: PageContext
    parent: QWidget
    drawing: Drawing
    network: Network
    chosen: tuple[str, ...]
    mark: Callable[[Collection[str], Collection[str], str], None]
    bring: Callable[[Network], None]
    tell: Callable[[str], None]

    @property
    def vault(self) -> UnlockedVault:
        """The vault of who is looking."""
        return self.page.vault


@dataclass(frozen=True, slots=True)
class ChartAct:
    """A button in the panel "Analyse" of a chart. It can be pressed with at least `least` nodes chosen."""

    title: str
    icon: str
    run: Callable[[ChartContext], None]
    hint: str = ""
    least: int = 0
    allowed: Callable[[UnlockedVault], bool] = field(default=lambda _vault: True)
