"""Invented networks for the tests of charts."""

from __future__ import annotations

from app.rules.network.graph import Edge, Network, Node, NodeKind, Recorded
from models.casework.choices import Certainty

KIND_OF = {"p": NodeKind.PERSON, "o": NodeKind.ORGANISATION, "a": NodeKind.ADDRESS, "s": NodeKind.SIGNAL}


def node(key: str) -> Node:
    """A node whose kind follows from the first letter of its key."""
    return Node(key, KIND_OF[key[0]], f"Voorbeeld {key}", "verzonnen")


def edge(start: str, end: str, label: str = "kent", *, suspected: bool = False, origin: str | None = None) -> Edge:
    """A link between two of those."""
    certainty = Certainty.SUSPECTED if suspected else Certainty.ESTABLISHED
    return Edge(f"link:{start}{end}{label}", start, end, label, Recorded.LINK, certainty, origin)


def web(*edges: Edge, more: tuple[str, ...] = ()) -> Network:
    """The network of these edges and of some nodes that stand alone."""
    keys = dict.fromkeys([*(key for each in edges for key in (each.start, each.end)), *more])
    return Network({key: node(key) for key in keys}, edges)
