"""Rows of links and mentions as the edges of a network: what each says, and on what it rests."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from app.rules.network.graph import Edge, Recorded
from models.casework.choices import Certainty, InformationValue, LinkKind, MentionRole, Reliability

if TYPE_CHECKING:
    from sqlalchemy import Row

    from models.choices import Choice

C = TypeVar("C", bound="Choice")

_PROVENANCE = "certainty, origin, ground, reliability, information, valid_from, valid_to"
LINK_COLUMNS = "l.id, f.entity_id, t.entity_id, l.kind, l.note, " + ", ".join(
    f"l.{name}" for name in _PROVENANCE.split(", ")
)
"""In the order in which `link_edge` takes them; l is the link, f and t are the mentions at its ends."""
MENTION_COLUMNS = "m.id, m.entity_id, m.signal_id, m.case_id, m.inspection_id, m.role, " + ", ".join(
    f"m.{name}" for name in _PROVENANCE.split(", ")
)
"""In the order in which `mention_edge` takes them; m is the mention."""

_ROLES = {
    None: "genoemd in",
    MentionRole.OTHER: "genoemd in",
    MentionRole.SUBJECT: "onderwerp van",
    MentionRole.PLACE: "plaats van de waarneming in",
}
_LONGEST_NOTE = 60


def link_edge(row: Row[*tuple[Any, ...]]) -> Edge:
    """A link between two entities; one of kind "anders" is called by its note."""
    key, start, end, kind, note, *provenance = row
    said = LinkKind(str(kind))
    called = str(note) if said is LinkKind.OTHER and note and len(str(note)) <= _LONGEST_NOTE else said.label
    return _edge(f"link:{key}", (f"entity:{start}", f"entity:{end}"), called, Recorded.LINK, provenance)


def mention_edge(row: Row[*tuple[Any, ...]]) -> Edge:
    """That a record names an entity, and as what."""
    key, entity, signal, case, inspection, role, *provenance = row
    parents = (("signal", signal), ("case", case), ("inspection", inspection))
    parent = next(f"{kind}:{number}" for kind, number in parents if number is not None)
    part = _choice(MentionRole, role)
    called = _ROLES.get(part) or f"genoemd als {part.label if part else ''} in"
    return _edge(f"mention:{key}", (f"entity:{entity}", parent), called, Recorded.MENTION, provenance)


def fed_edge(key: object, signal: object, case: object, linked_on: object, reason: object) -> Edge:
    """That a signal feeds a case."""
    return Edge(
        f"signal_case:{key}",
        f"signal:{signal}",
        f"case:{case}",
        "aanleiding voor",
        Recorded.MENTION,
        Certainty.ESTABLISHED,
        origin=str(reason),
        valid_from=_day(linked_on),
    )


def inspected_edge(inspection: object, case: object) -> Edge:
    """That an inspection was held for a case."""
    return Edge(
        f"inspection_case:{inspection}",
        f"inspection:{inspection}",
        f"case:{case}",
        "hoort bij",
        Recorded.MENTION,
        Certainty.ESTABLISHED,
    )


def _edge(key: str, ends: tuple[str, str], label: str, recorded: Recorded, provenance: list[Any]) -> Edge:
    certainty, origin, ground, reliability, information, valid_from, valid_to = provenance
    return Edge(
        key,
        *ends,
        label,
        recorded,
        Certainty(str(certainty)),
        origin=None if origin is None else str(origin),
        ground=None if ground is None else str(ground),
        reliability=_choice(Reliability, reliability),
        information=_choice(InformationValue, information),
        valid_from=_day(valid_from),
        valid_to=_day(valid_to),
    )


def _choice(choices: type[C], stored: object) -> C | None:
    return None if stored is None else choices(str(stored))


def _day(stored: object) -> date | None:
    return None if stored is None else date.fromisoformat(str(stored))
