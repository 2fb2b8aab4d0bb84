"""A network as the rules, the chart and the exchange formats see it: what is in it, and what connects that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from models.casework.choices import Certainty, InformationValue, MentionKind, Reliability
from models.choices import Choice


class NodeKind(Choice):
    """What a node stands for: an entity of one of the kinds of mentions, or a record that mentions entities."""

    PERSON = "person", "persoon"
    ORGANISATION = "organisation", "organisatie"
    ADDRESS = "address", "adres"
    VEHICLE = "vehicle", "voertuig"
    CONTACT = "contact", "communicatiemiddel"
    ACCOUNT = "account", "bankrekening"
    EVENT = "event", "gebeurtenis"
    DOCUMENT = "document", "document"
    SIGNAL = "signal", "signaal"
    CASE = "case", "casus"
    INSPECTION = "inspection", "integrale controle"
    PROPERTY = "property", "pand bij Maatregelen"

    @property
    def is_entity(self) -> bool:
        """Whether it is something out there, and no record of ours."""
        return self.value in {kind.value for kind in MentionKind}


class Recorded(Enum):
    """From what an edge is read: a link that somebody recorded, or that a record mentions an entity."""

    LINK = "link"
    MENTION = "mention"


@dataclass(frozen=True, slots=True)
class Node:
    """One node. `key` is its kind of record and id: "entity:12", "signal:3", "case:5"."""

    key: str
    kind: NodeKind
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """One fact between two nodes, read from `start` to `end`: "eigenaar van", "genoemd in".

    `key` is its kind of record and id: "link:4", "mention:9". Several edges may connect the same two nodes, each with
    an origin of its own. `valid_from` and `valid_to` are days, both included; None is not known or not ended.
    """

    key: str
    start: str
    end: str
    label: str
    recorded: Recorded
    certainty: Certainty
    origin: str | None = None
    ground: str | None = None
    reliability: Reliability | None = None
    information: InformationValue | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def ends(self) -> frozenset[str]:
        """The keys of its two nodes."""
        return frozenset({self.start, self.end})


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes by their key, and the edges between them; both ends of each edge are among the nodes."""

    nodes: Mapping[str, Node] = field(default_factory=dict)
    edges: tuple[Edge, ...] = ()
