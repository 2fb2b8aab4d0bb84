"""A saved chart of the invented network, so that there is one to open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rules.network import chart_acts as acts
from app.rules.network.chart import Chart
from app.rules.network.chart_content import Content
from app.rules.network.chart_drawing import drawing_of
from app.rules.network.layout import Layout, lay_out, outline_of
from app.services.network.around.steps import around
from app.services.network.charts.saving import save_chart
from app.services.network.entities import Entities
from app.services.records import Query

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

MIDDLE = "Demo Verhuur BV"  # the agency that lets the houses of the network
NAME, REMARK = "Verhuur en financiering (voorbeeld)", "Twee stappen rond het verhuurbedrijf"


def draw_network(vault: UnlockedVault) -> None:
    """What is two steps from the letting agency, laid out and saved by the director."""
    starts = [f"entity:{key}" for key in Entities(vault).ids(Query(MIDDLE))[:1]]
    network = around(vault, starts, hops=2).network
    placed = acts.add(Chart(), dict.fromkeys(network.nodes, (0.0, 0.0))).done_on(Chart())
    points = lay_out(outline_of(drawing_of(network, placed), starts=starts), Layout.FORCES)
    chart = acts.add(Chart(), points).done_on(Chart())
    save_chart(vault, Content(chart, frozenset(edge.key for edge in network.edges)), name=NAME, remark=REMARK)
