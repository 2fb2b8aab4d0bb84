"""Entities: what several mentions are of, as one line, with everything that is known of it by source and time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.errors import NotFound
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.comparing import holds
from app.services.records import Words
from app.services.signals.mentions import Mentions
from models.casework import Case, Inspection, Link, Mention, Signal
from models.casework.choices import Certainty, InformationValue, MentionKind, MentionRole, Reliability

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Select

    from app.services.records import Query
    from app.vault.session import UnlockedVault

_OF = aliased(Mention)
_END = aliased(Mention)
_LABEL: Any = _OF.label
_MENTIONED = select(func.count()).select_from(_OF).where(_OF.entity_id == Mention.id).scalar_subquery()
_LINKED = (
    select(func.count())
    .select_from(_END)
    .join(Link, (Link.from_id == _END.id) | (Link.to_id == _END.id))
    .where(_END.entity_id == Mention.id)
    .scalar_subquery()
)


class Entities(Mentions):
    """One line per entity: the first mention of it speaks for all. What its form stores is that mention."""

    words = Words("entiteit")
    columns: ClassVar[Mapping[str, Any]] = {
        "kind": Mention.kind,
        "label": Mention.label,
        "certainty": Mention.certainty,
        "mentioned": _MENTIONED,
        "linked": _LINKED,
    }
    order = (Mention.kind, Mention.label)

    def source(self) -> Select[Any]:
        """The first mention of each."""
        return select(Mention.id).where(Mention.entity_id == Mention.id)

    def _matching(self, query: Query) -> Select[Any]:
        """Each word in any of the mentions: an entity is found under every name it was given."""
        statement = super()._matching(_without_words(query))
        for word in query.words.encode(errors="ignore").decode().split()[:20]:
            statement = statement.where(Mention.id.in_(select(_OF.entity_id).where(holds(_LABEL, word))))
        return statement


def _without_words(query: Query) -> Query:
    return type(query)(where=query.where, order=query.order, descending=query.descending)


@dataclass(frozen=True, slots=True)
class Known:
    """What one source says of an entity. `record` is "signal", "case" or "inspection"; None when it has none.

    `day` is that of the record: received, opened or planned; None without one.
    """

    mention: int
    label: str
    role: MentionRole | None
    certainty: Certainty
    origin: str | None
    ground: str | None
    reliability: Reliability | None
    information: InformationValue | None
    valid_from: date | None
    valid_to: date | None
    record: str | None
    record_id: int | None
    number: str
    title: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Together:
    """Another entity in the same record."""

    entity: int
    kind: MentionKind
    label: str
    role: MentionRole | None
    number: str


@requires(Act.READ_SIGNALS, CASEWORK)
def entity_of(vault: UnlockedVault, mention: int) -> int:
    """The entity that a mention is of; NotFound when it is gone."""
    with vault.read(CASEWORK) as session:
        found = session.scalar(select(Mention.entity_id).where(Mention.id == mention))
    if found is None:
        raise NotFound("Deze vermelding bestaat niet (meer).")
    return found


@requires(Act.READ_SIGNALS, CASEWORK)
def known_of(vault: UnlockedVault, entity: int) -> tuple[Known, ...]:
    """Every mention of an entity over all records, the newest record first and those without one last."""
    query = (
        select(Mention, Signal, Case, Inspection)
        .outerjoin(Signal, Signal.id == Mention.signal_id)
        .outerjoin(Case, Case.id == Mention.case_id)
        .outerjoin(Inspection, Inspection.id == Mention.inspection_id)
        .where(Mention.entity_id == entity)
    )
    with vault.read(CASEWORK) as session:
        lines = [
            _known(mention, signal, case, inspection) for mention, signal, case, inspection in session.execute(query)
        ]
    return tuple(sorted(lines, key=lambda each: (each.day or date.min, each.mention), reverse=True))


@requires(Act.READ_SIGNALS, CASEWORK)
def together_with(vault: UnlockedVault, entity: int) -> tuple[Together, ...]:
    """The other entities that stand in the same signals, cases and inspections, by record."""
    found: list[Together] = []
    with vault.read(CASEWORK) as session:
        for column, record in (
            (Mention.signal_id, Signal),
            (Mention.case_id, Case),
            (Mention.inspection_id, Inspection),
        ):
            own = aliased(Mention)
            theirs: Any = getattr(own, column.key)
            query = (
                select(Mention.entity_id, Mention.kind, Mention.label, Mention.role, record.number)
                .join(own, theirs == column)
                .join(record, record.id == column)
                .where(own.entity_id == entity, Mention.entity_id != entity)
                .distinct()
            )
            found += [
                Together(entity or 0, kind, label, role, number)
                for entity, kind, label, role, number in session.execute(query)
            ]
    return tuple(sorted(found, key=lambda each: (each.number, each.label, each.entity)))


def _known(mention: Mention, signal: Signal | None, case: Case | None, inspection: Inspection | None) -> Known:
    place: tuple[str | None, int | None, str, str, date | None] = (None, None, "", "", None)
    if signal is not None:
        place = ("signal", signal.id, signal.number, signal.title, signal.received_on)
    elif case is not None:
        place = ("case", case.id, case.number, case.title, case.opened_on)
    elif inspection is not None:
        place = ("inspection", inspection.id, inspection.number, inspection.title, inspection.planned_on)
    return Known(
        mention.id,
        mention.label,
        mention.role,
        mention.certainty,
        mention.origin,
        mention.ground,
        mention.reliability,
        mention.information,
        mention.valid_from,
        mention.valid_to,
        *place,
    )
