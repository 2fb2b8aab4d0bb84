"""Keeps entities in step: a mention whose entity is not worked out gets one before its act ends.

New mentions have none yet; the store empties that of what a removed mention leaves behind, also when a signal or a case
takes its mentions along (a trigger of migration 0012); a judgement empties it for those that it concerns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import and_, event, or_, select, update
from sqlalchemy.orm import Session, aliased

from app.rules.network.joining import Joining, Judged, joined
from app.vault.store.compartments import WRITES_KIND
from models.casework import Judgement, Mention
from models.casework.choices import Likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import ColumnElement

T = TypeVar("T")

_AT_ONCE = 500
_UNSETTLED = select(Mention.id).where(Mention.entity_id.is_(None))
_OTHER = aliased(Mention)
_ALONE = (
    update(Mention)
    .where(
        Mention.entity_id.is_(None),
        or_(
            Mention.number_key.is_(None),
            ~select(_OTHER.id).where(_OTHER.number_key == Mention.number_key, _OTHER.id != Mention.id).exists(),
        ),
        ~select(Judgement.id).where(or_(Judgement.left_id == Mention.id, Judgement.right_id == Mention.id)).exists(),
    )
    .values(entity_id=Mention.id)
    .execution_options(synchronize_session=False)
)


@event.listens_for(Session, "before_commit")
def _settle_first(session: Session) -> None:
    if session.info.get(WRITES_KIND) == "casework":
        session.flush()
        settle(session)


def settle(session: Session) -> None:
    """Work out the entities of the mentions that have none, and with them of all they are connected with."""
    if session.scalar(_UNSETTLED.limit(1)) is None:
        return
    session.execute(_ALONE)  # nearly all of an import
    some = set(session.scalars(_UNSETTLED))
    if some:
        _store(session, joining_around(session, some))


def joining_around(session: Session, mentions: Iterable[int]) -> Joining:
    """The entities of these mentions and of all they are connected with, by judgement or number, as it counts now."""
    numbers = _connected(session, set(mentions))
    return joined(judged_among(session, numbers), numbers)


def judged_among(session: Session, mentions: Iterable[int]) -> list[Judged]:
    """What counts now of the pairs among these mentions."""
    known = set(mentions)
    counting: dict[tuple[int, int], Judgement] = {}
    for some in _portions(known):
        rows = select(Judgement).where(Judgement.left_id.in_(some)).order_by(Judgement.id)
        counting |= counting_of(session.scalars(rows))
    return [Judged(left, right, row.likeness) for (left, right), row in counting.items() if right in known]


def counting_of(rows: Iterable[Judgement]) -> dict[tuple[int, int], Judgement]:
    """Per pair the judgement that counts, from all of them in order: who takes one back lets the one before count."""
    standing: dict[tuple[int, int], list[Judgement]] = {}
    for row in rows:
        before = standing.setdefault((row.left_id, row.right_id), [])
        if row.likeness is not Likeness.WITHDRAWN:
            before.append(row)
        elif before:
            before.pop()
    return {pair: some[-1] for pair, some in standing.items() if some}


def _connected(session: Session, start: set[int]) -> dict[int, str | None]:
    """All mentions that are connected with these, with their numbers; each pass goes one step further."""
    numbers: dict[int, str | None] = {}
    ahead = start
    while ahead:
        found = {key: number for some in _portions(ahead) for key, number in _numbers(session, Mention.id.in_(some))}
        numbers |= found
        told = {number for number in found.values() if number is not None}
        beside = {key for some in _portions(told) for key, _ in _numbers(session, Mention.number_key.in_(some))}
        ahead = (beside | set(_judged_same(session, found))) - set(numbers)
    return numbers


def _numbers(session: Session, which: ColumnElement[bool]) -> list[tuple[int, str | None]]:
    return [(key, number) for key, number in session.execute(select(Mention.id, Mention.number_key).where(which))]


def _judged_same(session: Session, mentions: Iterable[int]) -> Iterator[int]:
    for some in _portions(mentions):
        same = Judgement.likeness == Likeness.SAME
        yield from session.scalars(select(Judgement.right_id).where(and_(same, Judgement.left_id.in_(some))))
        yield from session.scalars(select(Judgement.left_id).where(and_(same, Judgement.right_id.in_(some))))


def _store(session: Session, joining: Joining) -> None:
    per_entity: dict[int, list[int]] = {}
    for mention, entity in joining.entity_of.items():
        per_entity.setdefault(entity, []).append(mention)
    for entity, mentions in per_entity.items():
        for some in _portions(mentions):
            session.execute(
                update(Mention)
                .where(Mention.id.in_(some), Mention.entity_id.is_distinct_from(entity))
                .values(entity_id=entity)
                .execution_options(synchronize_session=False)
            )


def _portions(items: Iterable[T]) -> Iterator[list[T]]:
    whole = list(items)
    for start in range(0, len(whole), _AT_ONCE):
        yield whole[start : start + _AT_ONCE]
