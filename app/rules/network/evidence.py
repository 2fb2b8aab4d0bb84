"""How strong what is recorded is, compared with what else is recorded; it says nothing about anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.casework.choices import Certainty, InformationValue, Reliability

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.rules.network.graph import Edge

_RELIABILITY = {grade: place for place, grade in enumerate(Reliability)}
_INFORMATION = {grade: place for place, grade in enumerate(InformationValue)}


def weakness(edge: Edge) -> tuple[int, int, int]:
    """To sort by, the strongest first: what is suspected after what was established, then the two grades.

    A grade that nobody gave counts as one that could not be given (E, 5): unknown is not reliable.
    """
    reliability = _RELIABILITY[edge.reliability or Reliability.E]
    information = _INFORMATION[edge.information or InformationValue.UNKNOWN]
    return int(edge.certainty is Certainty.SUSPECTED), reliability, information


def strongest(edges: Iterable[Edge]) -> Edge:
    """Of several facts that connect the same two, the one that is relied on; the first stored of equals."""
    return min(edges, key=lambda edge: (weakness(edge), edge.key))


def evidence_of(edge: Edge) -> str:
    """Why it is believed: "vermoed, bron C soms betrouwbaar, informatie niet beoordeeld, herkomst: …"."""
    source = f"bron {edge.reliability.label}" if edge.reliability else "bron niet beoordeeld"
    content = f"informatie {edge.information.label}" if edge.information else "informatie niet beoordeeld"
    said = [edge.certainty.label, source, content]
    if edge.origin:
        said.append(f"herkomst: {edge.origin}")
    return ", ".join(said)
