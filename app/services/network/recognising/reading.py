"""Reads what proposals are made of: candidates by shared keys, what was judged already, addresses that belong."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from app.rules.identity.blocking import MADE, asked_keys
from app.rules.identity.particulars import Particulars
from app.rules.identity.places import address_key
from app.services.network.recognising.keys import portions, read_said
from app.services.network.settling import counting_of
from models.casework import Judgement, Link, Mention, MentionKey
from models.casework.choices import LinkKind, MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session


MOST_COMPARED = 400
_AT_HOME = (LinkKind.LIVES_AT, LinkKind.SEATED_AT, LinkKind.RENTS, LinkKind.OWNS)
_LIVES = frozenset({MentionKind.PERSON, MentionKind.ORGANISATION})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention that shares keys with what is looked for, and the entity that it is of."""

    mention: int
    entity: int
    said: Particulars


def candidates(session: Session, said: Particulars, without: Iterable[int] = ()) -> list[Candidate]:
    """Those that share most keys, at most `MOST_COMPARED`, without the entities in `without`."""
    keys = asked_keys(said)
    if not keys:
        return []
    shared = (
        select(MentionKey.mention_id)
        .where(MentionKey.key.in_(keys))
        .group_by(MentionKey.mention_id)
        .order_by(func.count().desc(), MentionKey.mention_id.desc())
        .limit(MOST_COMPARED)
    )
    found = list(session.scalars(shared))
    left_out = set(without)
    of = entities(session, found)
    return [
        Candidate(mention, of[mention], each)
        for mention, each in read_said(session, found)
        if of[mention] not in left_out
    ]


def entities(session: Session, mentions: Iterable[int]) -> dict[int, int]:
    """The entity of each of these mentions."""
    found: dict[int, int] = {}
    for some in portions(list(mentions)):
        rows = session.execute(select(Mention.id, Mention.entity_id).where(Mention.id.in_(some)))
        found |= {key: entity or key for key, entity in rows}
    return found


def members(session: Session, entity: int) -> list[int]:
    """The mentions of an entity, the smallest first."""
    return list(session.scalars(select(Mention.id).where(Mention.entity_id == entity).order_by(Mention.id)))


def judged_entities(session: Session, mentions: list[int]) -> set[int]:
    """The entities on which somebody gave a judgement beside one of these mentions that still counts."""
    others: set[int] = set()
    for some in portions(mentions):
        about = or_(Judgement.left_id.in_(some), Judgement.right_id.in_(some))
        rows = session.scalars(select(Judgement).where(about).order_by(Judgement.id))
        others |= {key for pair in counting_of(rows) for key in pair}
    return set(entities(session, others - set(mentions)).values())


def judged_pairs(session: Session) -> dict[tuple[int, int], Judgement]:
    """Every pair of mentions with the judgement that counts."""
    return counting_of(session.scalars(select(Judgement).order_by(Judgement.id)))


def addresses_of(session: Session, said: dict[int, MentionKind]) -> dict[int, frozenset[str]]:
    """Of people and organisations the addresses in the same records, and those that a link connects them with."""
    found: dict[int, set[str]] = defaultdict(set)
    for some in portions([key for key, kind in said.items() if kind in _LIVES]):
        for mention, *place in _beside(session, some):
            _note(found, mention, place)
        for mention, *place in _linked(session, some):
            _note(found, mention, place)
    return {mention: frozenset(places) for mention, places in found.items()}


def addresses_in(session: Session, **parent: int | None) -> frozenset[str]:
    """The addresses that one record mentions; the parent is the name of its column with its id."""
    wanted = [getattr(Mention, name) == key for name, key in parent.items() if key is not None]
    if not wanted:
        return frozenset()
    rows = select(Mention.postcode, Mention.house_number, Mention.addition)
    found = session.execute(rows.where(Mention.kind == MentionKind.ADDRESS, or_(*wanted)))
    return frozenset(key for place in found if (key := address_key(*place)) is not None)


def _note(found: dict[int, set[str]], mention: int, place: list[Any]) -> None:
    key = address_key(*place)
    if key is not None:
        found[mention].add(key)


def _beside(session: Session, mentions: Any) -> Iterable[Any]:  # noqa: ANN401  # ids for SQL; rows
    place = aliased(Mention)
    for column, theirs in (
        (Mention.signal_id, place.signal_id),
        (Mention.case_id, place.case_id),
        (Mention.inspection_id, place.inspection_id),
    ):
        query = select(Mention.id, place.postcode, place.house_number, place.addition).join(place, theirs == column)
        yield from session.execute(query.where(Mention.id.in_(mentions), place.kind == MentionKind.ADDRESS))


def _linked(session: Session, mentions: Any) -> Iterable[Any]:  # noqa: ANN401  # likewise
    place = aliased(Mention)
    query = (
        select(Link.from_id, place.postcode, place.house_number, place.addition)
        .join(place, place.id == Link.to_id)
        .where(Link.from_id.in_(mentions), Link.kind.in_(_AT_HOME), place.kind == MentionKind.ADDRESS)
    )
    yield from session.execute(query)


def pairs_sharing_keys(session: Session, *, most: int, rarely: int) -> list[tuple[int, int]]:
    """Pairs of mentions that share most keys, when those are shared by no more than `rarely` mentions."""
    rare = (
        select(MentionKey.key)
        .where(MentionKey.key != MADE)
        .group_by(MentionKey.key)
        .having(func.count().between(2, rarely))
    )
    one, other = aliased(MentionKey), aliased(MentionKey)
    left, right = aliased(Mention), aliased(Mention)
    shared = (
        select(one.mention_id, other.mention_id)
        .join(other, (other.key == one.key) & (other.mention_id > one.mention_id))
        .join(left, left.id == one.mention_id)
        .join(right, right.id == other.mention_id)
        .where(one.key.in_(rare), left.entity_id != right.entity_id)
        .group_by(one.mention_id, other.mention_id)
        .having(or_(func.count() > 1, func.max(left.kind) != MentionKind.PERSON.value))
        .order_by(func.count().desc(), one.mention_id, other.mention_id)
        .limit(most)
    )
    return [(here, there) for here, there in session.execute(shared)]
