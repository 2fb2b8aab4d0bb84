"""The register of links: what connects one entity with another, each a fact with its own origin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.rules.network.words import read_from
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires, requires_own
from app.services.network import settling as settling  # noqa: PLC0414  # from here on, mentions get their entity
from app.services.records import Option, Records, Words
from models.casework import Case, Inspection, Link, Mention, Signal
from models.casework.choices import Certainty, InformationValue, LinkKind, MentionKind, Reliability
from models.casework.mention import PARENTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault

_FROM, _TO = aliased(Mention), aliased(Mention)
_RECORDS: dict[str, type[Any]] = {"signal_id": Signal, "case_id": Case, "inspection_id": Inspection}


@dataclass(frozen=True, slots=True)
class LinkDraft:
    """A link as the form shows it: `from_id` and `to_id` are mentions; the record it was read from may be known."""

    from_id: int | None = None
    to_id: int | None = None
    kind: LinkKind | None = None
    certainty: Certainty | None = Certainty.SUSPECTED
    origin: str | None = None
    ground: str | None = None
    reliability: Reliability | None = None
    information: InformationValue | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    keep_until: date | None = None
    signal_id: int | None = None
    case_id: int | None = None
    inspection_id: int | None = None
    note: str | None = None


class Links(Records[Link, LinkDraft]):
    """The register of links, read from the first end to the second."""

    kind = "link"
    words = Words("verband", "het")
    compartment = CASEWORK
    read_act = Act.READ_SIGNALS
    edit_act = Act.EDIT_SIGNALS
    model = Link
    draft = LinkDraft
    columns: ClassVar[Mapping[str, Any]] = {
        "from": _FROM.label,
        "kind": Link.kind,
        "to": _TO.label,
        "certainty": Link.certainty,
        "origin": Link.origin,
        "valid_from": Link.valid_from,
        "valid_to": Link.valid_to,
    }
    searched = (_FROM.label, _TO.label, Link.origin)
    order = (_FROM.label, Link.kind, Link.id)
    required = {
        "from_id": "Kies van wie of wat het verband uitgaat.",
        "to_id": "Kies naar wie of wat het verband loopt.",
        "kind": "Kies wat het verband is.",
        "certainty": "Kies of dit is vastgesteld of wordt vermoed.",
        "origin": "Vul in waar dit vandaan komt.",
    }

    def source(self) -> Select[Any]:
        """Lists show both ends."""
        return select(Link.id).join(_FROM, _FROM.id == Link.from_id).join(_TO, _TO.id == Link.to_id)

    @requires_own("read_act")
    def options(self, field: str, current: LinkDraft | None = None) -> tuple[Option, ...]:
        """The two ends as they read; others are chosen by searching."""
        if field not in ("from_id", "to_id") or current is None:
            return ()
        with self.vault.read(CASEWORK) as session:
            found = session.get(Mention, getattr(current, field) or 0)
            return () if found is None else (Option(found.id, found.label),)

    def check(self, session: Session, draft: LinkDraft, existing: Link | None) -> Mapping[str, str]:
        """Two ends that exist and differ, in time order, and at most one record."""
        problems: dict[str, str] = {}
        ends = {name: session.get(Mention, getattr(draft, name) or 0) for name in ("from_id", "to_id")}
        problems |= {name: "Dit bestaat niet (meer)." for name, end in ends.items() if end is None}
        entities = {end.entity_id for end in ends.values() if end is not None}
        if not problems and len(entities) < 2:
            problems["to_id"] = "Een verband loopt naar iemand of iets anders, niet naar zichzelf."
        if draft.valid_from and draft.valid_to and draft.valid_to < draft.valid_from:
            problems["valid_to"] = "De laatste dag ligt niet voor de eerste."
        given = [name for name in PARENTS if getattr(draft, name) is not None]
        if len(given) > 1:
            problems[given[1]] = "Een verband komt uit één dossier."
        for name in given:
            if session.get(_RECORDS[name], getattr(draft, name)) is None:
                problems[name] = "Dit dossier bestaat niet (meer)."
        return problems

    def name_of(self, item: Link) -> str:
        """What it says; both ends are in the list."""
        return item.kind.label


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What an entity is connected with by one link, read from the entity: "eigenaar van", "eigendom van".

    `mine` is the mention of the entity on which the link hangs, `other` the entity at the other end.
    """

    link: int
    mine: int
    other: int
    kind: MentionKind
    label: str
    reads: str
    certainty: Certainty
    origin: str
    valid_from: date | None
    valid_to: date | None


@requires(Act.READ_SIGNALS, CASEWORK)
def neighbours_of(vault: UnlockedVault, entity: int) -> tuple[Neighbour, ...]:
    """Every link of an entity, over all its mentions; one between two of its own mentions is left out."""
    found = []
    with vault.read(CASEWORK) as session:
        for forward, mine, theirs in ((True, Link.from_id, Link.to_id), (False, Link.to_id, Link.from_id)):
            query = (
                select(Link, _FROM.id, _TO.entity_id, _TO.kind, _TO.label)
                .join(_FROM, _FROM.id == mine)
                .join(_TO, _TO.id == theirs)
                .where(_FROM.entity_id == entity, _TO.entity_id != entity)
            )
            found += [(forward, *row) for row in session.execute(query)]
    return tuple(
        sorted(
            (
                Neighbour(
                    link.id,
                    own,
                    other or 0,
                    kind,
                    label,
                    read_from(link.kind, forward=forward),
                    link.certainty,
                    link.origin,
                    link.valid_from,
                    link.valid_to,
                )
                for forward, link, own, other, kind, label in found
            ),
            key=lambda each: (each.reads, each.label, each.link),
        )
    )
