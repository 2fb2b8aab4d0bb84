"""What leaves when a part of the network is exported, seen beforehand, and the log of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import or_, select, text
from sqlalchemy.orm import aliased

from app.errors import Invalid
from app.formats import format_count
from app.rules.network.graph import NodeKind
from app.rules.network.grouping import told
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.clock import today
from app.services.network.around.reading import grouped
from app.services.signals.mentions import FIELDS_OF_KIND
from models.casework import CaseworkExport, Link, Mention, Signal
from models.casework.choices import Certainty, InformationValue, LinkKind, MentionKind, Reliability, SignalSource
from models.choices import Classification

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from app.services.exports import Purpose
    from app.vault.session import UnlockedVault

MOST = 20_000  # things in one file
_SHORTEST_RECIPIENT = 2


@dataclass(frozen=True, slots=True)
class LeavingThing:
    """An entity as it would leave: what its mentions say together, the earliest first where they differ."""

    key: str
    kind: MentionKind
    label: str
    said: Mapping[str, str | int | date]


@dataclass(frozen=True, slots=True)
class LeavingLink:
    """A link as it would leave, between two entities by their keys."""

    key: str
    start: str
    end: str
    kind: LinkKind
    certainty: Certainty
    origin: str
    reliability: Reliability | None
    information: InformationValue | None
    valid_from: date | None
    valid_to: date | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Leaving:
    """What would leave. `police` is how many entities stand in reports of the police too (Wpg: their purpose binds).

    `records` is how many signals, cases and other records of the chart stay here; of those nothing leaves.
    """

    things: tuple[LeavingThing, ...]
    links: tuple[LeavingLink, ...]
    classification: Classification = Classification.CONFIDENTIAL
    police: int = 0
    records: int = 0

    @property
    def counted(self) -> str:
        """How much of each kind: "2 organisaties, 1 adres en 5 verbanden"."""
        found = Counter(NodeKind(thing.kind.value) for thing in self.things)
        things = told({kind: found[kind] for kind in NodeKind if found[kind]})
        links = format_count(len(self.links), "verband", "verbanden")
        return f"{things}; daartussen {links}" if self.links else things


@requires(Act.EDIT_SIGNALS, CASEWORK)
def leaving(vault: UnlockedVault, keys: Sequence[str]) -> Leaving:
    """What would leave of these nodes: the entities and the links between them.

    Signals, cases and other records stay, and so does what is past the day until which it may be kept. Invalid for
    nothing, or more than one file holds.
    """
    ids = grouped(keys)
    entities = ids.pop("entity", [])
    if len(entities) > MOST:
        raise Invalid({"": f"Dit zijn meer dan {MOST} items; kies er minder."})
    with vault.read(CASEWORK) as session:
        things = _things(session, entities)
        if not things:
            raise Invalid({"": "Er is niets om te exporteren: kies ten minste één persoon, organisatie of ander item."})
        links = _links(session, [thing.key for thing in things])
        police = _from_police(session, entities)
    return Leaving(things, links, police=police, records=sum(map(len, ids.values())))


@requires(Act.EDIT_SIGNALS, CASEWORK)
def record_network_export(vault: UnlockedVault, *, what: str, leaves: Leaving, purpose: Purpose, sha256: str) -> None:
    """Log that a part of the network leaves: what, why, for whom, and the hash of the file. Invalid without those."""
    check_network_purpose(purpose)
    with vault.write(CASEWORK) as work:
        item = CaseworkExport(
            made_at=vault.author.at(),
            made_by=vault.account.id,
            what=f"Verbanden ({what}): {leaves.counted}"[:300],
            classification=leaves.classification,
            reason=purpose.reason.strip(),
            recipient=(purpose.recipient or "").strip(),
            sha256=sha256,
        )
        work.session.add(item)
        work.session.flush()
        work.record("network.exported", "export", item.id)


def check_network_purpose(purpose: Purpose) -> None:
    """Invalid without a reason and a recipient: what leaves about people goes to somebody, for something."""
    problems = {}
    if not purpose.reason.strip():
        problems["reason"] = "Vul in waarvoor u dit verstrekt."
    if len((purpose.recipient or "").strip()) < _SHORTEST_RECIPIENT:
        problems["recipient"] = "Vul in wie het bestand ontvangt."
    if problems:
        raise Invalid(problems)


def _kept(model: type[Mention | Link]) -> ColumnElement[bool]:
    return or_(model.keep_until.is_(None), model.keep_until >= today())


def _things(session: Session, entities: Collection[int]) -> tuple[LeavingThing, ...]:
    found: dict[int, list[Mention]] = {}
    given = select(text("value")).select_from(text("json_each(:ids)"))
    wanted = select(Mention).where(Mention.entity_id.in_(given), _kept(Mention)).order_by(Mention.id)
    for mention in session.scalars(wanted, {"ids": json.dumps(list(entities))}):
        found.setdefault(mention.entity_id or mention.id, []).append(mention)
    return tuple(_thing(entity, mentions) for entity, mentions in sorted(found.items()))


def _thing(entity: int, mentions: Sequence[Mention]) -> LeavingThing:
    first = mentions[0]
    said: dict[str, str | int | date] = {}
    for mention in mentions:
        for name in FIELDS_OF_KIND[first.kind]:
            value = getattr(mention, name)
            if value is not None:
                said.setdefault(name, value)
    return LeavingThing(f"entity-{entity}", first.kind, first.label, said)


def _links(session: Session, keys: Sequence[str]) -> tuple[LeavingLink, ...]:
    start, end = aliased(Mention), aliased(Mention)
    given = select(text("value")).select_from(text("json_each(:ids)"))
    query = (
        select(Link, start.entity_id, end.entity_id)
        .join(start, start.id == Link.from_id)
        .join(end, end.id == Link.to_id)
        .where(start.entity_id.in_(given), end.entity_id.in_(given), start.entity_id != end.entity_id, _kept(Link))
        .order_by(Link.id)
    )
    ids = json.dumps([int(key.removeprefix("entity-")) for key in keys])
    rows = session.execute(query, {"ids": ids})
    return tuple(_link(link, one or 0, other or 0) for link, one, other in rows)


def _link(link: Link, start: int, end: int) -> LeavingLink:
    return LeavingLink(
        f"link-{link.id}",
        f"entity-{start}",
        f"entity-{end}",
        link.kind,
        link.certainty,
        link.origin,
        link.reliability,
        link.information,
        link.valid_from,
        link.valid_to,
        link.note,
    )


def _from_police(session: Session, entities: Collection[int]) -> int:
    given = select(text("value")).select_from(text("json_each(:ids)"))
    query = (
        select(Mention.entity_id)
        .join(Signal, Signal.id == Mention.signal_id)
        .where(Mention.entity_id.in_(given), Signal.source == SignalSource.POLICE)
        .distinct()
    )
    return len(session.scalars(query, {"ids": json.dumps(list(entities))}).all())
