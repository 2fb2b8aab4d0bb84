"""Where what is on a chart is recorded, and how another page begins a chart with what it shows."""

from __future__ import annotations

from app.services.network.entities import Entities
from ui.widgets.page import Place

NETWORK, CHART = "network", "chart"
FROM = f"{CHART}."  # of the part "chart.signal" and a record a chart begins around that signal
_HOMES = {
    "entity": (NETWORK, Entities.kind),
    "signal": ("signals", ""),
    "case": ("cases", "case"),
    "inspection": ("inspections", ""),
    "property": ("measures", "property"),
}


def place_of(key: str) -> Place | None:
    """The page of a node; None for what has none, such as a group."""
    kind, _, number = key.partition(":")
    home = _HOMES.get(kind)
    return None if home is None else Place(home[0], home[1], int(number))


def chart_from(kind: str, record: int) -> Place:
    """Where a chart begins around a record: kind is that of a key ("signal", "case", "entity", "inspection")."""
    return Place(NETWORK, f"{FROM}{kind}", record)
