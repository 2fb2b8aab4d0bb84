"""Which facts of the advice a network shows, each with the sentences that show it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from app.formats import format_integer
from app.rules.network.graph import NodeKind
from models.advice_choices import AdviceFact
from models.casework.choices import Certainty, LinkKind, MentionRole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.rules.network.advice import Known
    from app.rules.network.graph import Edge, Network

SHOWN = 4  # sentences for one fact; the rest is counted
_KINDS = {
    NodeKind.ADDRESS: AdviceFact.ADDRESS,
    NodeKind.PERSON: AdviceFact.PERSON,
    NodeKind.ORGANISATION: AdviceFact.ORGANISATION,
    NodeKind.PROPERTY: AdviceFact.PROPERTY_FILE,
}
_LINKS = {
    LinkKind.OWNS: AdviceFact.OWNER,
    LinkKind.LETS: AdviceFact.LANDLORD,
    LinkKind.LIVES_AT: AdviceFact.RESIDENT,
    LinkKind.RENTS: AdviceFact.RESIDENT,
    LinkKind.FINANCES: AdviceFact.FINANCIER,
    LinkKind.SEATED_AT: AdviceFact.SEATED,
}
_ROLES = {
    MentionRole.OWNER: AdviceFact.OWNER,
    MentionRole.LANDLORD: AdviceFact.LANDLORD,
    MentionRole.RESIDENT: AdviceFact.RESIDENT,
    MentionRole.TENANT: AdviceFact.RESIDENT,
    MentionRole.FINANCIER: AdviceFact.FINANCIER,
    MentionRole.SEAT: AdviceFact.SEATED,
}
_BY_LABEL = {kind.label: fact for kind, fact in _LINKS.items()} | {
    f"genoemd als {role.label} in": fact for role, fact in _ROLES.items()
}
_HOLDING = frozenset({LinkKind.OWNS.label, LinkKind.LETS.label})


def facts_in(network: Network, findings: Iterable[str] = ()) -> Known:
    """The facts that this network and these findings show; a fact that nothing shows is not in it."""
    shown: dict[AdviceFact, list[str]] = defaultdict(list)
    for node in sorted(network.nodes.values(), key=lambda each: (each.label, each.key)):
        if node.kind in _KINDS:
            shown[_KINDS[node.kind]].append(node.label)
    for edge in network.edges:
        if edge.label in _BY_LABEL:
            shown[_BY_LABEL[edge.label]].append(_sentence(network, edge))
    shown[AdviceFact.SEVERAL] += _several(network)
    shown[AdviceFact.FINDING] += findings
    return {fact: _first(shown[fact]) for fact in AdviceFact if shown[fact]}


def _several(network: Network) -> Iterable[str]:
    """Who owns or lets more than one address."""
    held: dict[str, set[str]] = defaultdict(set)
    for edge in network.edges:
        if edge.label in _HOLDING and network.nodes[edge.end].kind is NodeKind.ADDRESS:
            held[edge.start].add(edge.end)
    for key, addresses in held.items():
        if len(addresses) > 1:
            yield f"{network.nodes[key].label}: {format_integer(len(addresses))} adressen"


def _sentence(network: Network, edge: Edge) -> str:
    suspected = " (vermoed)" if edge.certainty is Certainty.SUSPECTED else ""
    return f"{network.nodes[edge.start].label}: {edge.label} {network.nodes[edge.end].label}{suspected}"


def _first(sentences: list[str]) -> tuple[str, ...]:
    told = list(dict.fromkeys(sentences))
    if len(told) > SHOWN:
        told[SHOWN:] = [f"en nog {format_integer(len(told) - SHOWN)}"]
    return tuple(told)
