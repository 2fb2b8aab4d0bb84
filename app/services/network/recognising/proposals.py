"""Proposals: who or what may be the same, with what speaks for and against. They ask; a judgement answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import select

from app.errors import NotFound
from app.rules.bsn import MASK
from app.rules.identity.comparing import compared
from app.rules.identity.evidence import WEAK_FROM, Comparison, Strength
from app.rules.identity.particulars import Particulars
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.network.recognising.keys import complete_keys, read_said
from app.services.network.recognising.reading import (
    addresses_in,
    addresses_of,
    candidates,
    entities,
    judged_entities,
    judged_pairs,
    members,
    pairs_sharing_keys,
)
from app.services.signals.mentions import FIELDS_OF_KIND, MentionDraft, stored_as
from app.vault.progress import unheard
from models.casework import Case, Inspection, Mention, Signal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

    from app.vault.progress import Progress
    from app.vault.session import UnlockedVault
    from models.casework.choices import MentionKind

K = TypeVar("K", int, frozenset[int])
MOST_PROPOSED = 50
MOST_OPEN = 500
_STEPS_WHILE_TYPING = 5
_PAIRS = 20_000  # that are compared for the list of all
_RARELY = 60  # mentions that share a key, at most, for that list
_ADDRESS_MAY_ADD = 7.0  # bits: who lacks more than this cannot become a proposal by an address
_LEVELS = (Strength.STRONG, Strength.REASONABLE, Strength.WEAK)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: a mention as it reads, the entity it is of, and in which record it stands.

    `record` is "signal", "case" or "inspection" with its id; None, without a number, when it stands in none.
    """

    mention: int
    entity: int
    label: str
    number: str
    record: tuple[str, int] | None
    origin: str | None
    said: Particulars


@dataclass(frozen=True, slots=True)
class Proposal:
    """That two may be the same. The sentences are ready to show, the weightiest first; `own` is None for a draft."""

    own: Side | None
    other: Side
    strength: Strength
    supporting: tuple[str, ...]
    opposing: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def kind(self) -> MentionKind:
        """What both are of."""
        return self.other.said.kind


@dataclass(frozen=True, slots=True)
class _Found:
    own: int | None
    other: int
    entity: int
    comparison: Comparison


@requires(Act.READ_SIGNALS, CASEWORK)
def proposals_of(vault: UnlockedVault, entity: int) -> tuple[Proposal, ...]:
    """For an entity: others that may be the same and were not judged yet, the strongest first. NotFound without it."""
    complete_keys(vault)
    with vault.read(CASEWORK) as session:
        own = members(session, entity)
        if not own:
            raise NotFound("Deze entiteit bestaat niet (meer).")
        without = judged_entities(session, own) | {entity}
        said = dict(_with_addresses(session, read_said(session, own)))
        best: dict[int, _Found] = {}
        for mention, particulars in said.items():
            for found in _compare(session, mention, particulars, without):
                _keep_best(best, found.entity, found)
        return _told(session, _strongest(best.values(), MOST_PROPOSED))


@requires(Act.READ_SIGNALS, CASEWORK)
def proposals_in(vault: UnlockedVault, signal_id: int) -> tuple[Proposal, ...]:
    """For all that a signal mentions what elsewhere may be the same, the strongest first; weak ones are left out.

    Empty the first times, as for `proposals_for`, where very much was stored before there were keys.
    """
    if not complete_keys(vault, steps=_STEPS_WHILE_TYPING):
        return ()
    with vault.read(CASEWORK) as session:
        own = list(session.scalars(select(Mention.id).where(Mention.signal_id == signal_id).limit(MOST_PROPOSED)))
        of = entities(session, own)
        best: dict[frozenset[int], _Found] = {}
        for mention, said in _with_addresses(session, read_said(session, own)):
            without = judged_entities(session, members(session, of[mention])) | set(of.values())
            for found in _compare(session, mention, said, without):
                if found.comparison.strength is not Strength.WEAK:
                    _keep_best(best, frozenset({of[mention], found.entity}), found)
        return _told(session, _strongest(best.values(), MOST_PROPOSED))


@requires(Act.READ_SIGNALS, CASEWORK)
def proposals_for(vault: UnlockedVault, draft: MentionDraft) -> tuple[Proposal, ...]:
    """For what stands in a form now; nothing is stored. Empty while it says too little.

    Empty too, the first times, where very much was stored before there were keys: who types is not kept waiting.
    """
    if draft.kind is None or not complete_keys(vault, steps=_STEPS_WHILE_TYPING):
        return ()
    said = said_in(draft)
    parents = {name: getattr(draft, name) for name in ("signal_id", "case_id", "inspection_id")}
    with vault.read(CASEWORK) as session:
        said = replace(said, addresses=addresses_in(session, **parents))
        best: dict[int, _Found] = {}
        for found in _compare(session, None, said, frozenset()):
            _keep_best(best, found.entity, found)
        return _told(session, _strongest(best.values(), MOST_PROPOSED))


@requires(Act.READ_SIGNALS, CASEWORK)
def open_proposals(vault: UnlockedVault, tell: Progress = unheard) -> tuple[Proposal, ...]:
    """All pairs of entities that may be the same and were not judged yet, the strongest first, at most `MOST_OPEN`.

    Keys that very many share, such as that of a common name alone, propose nothing here: an entity's own list does.
    `tell` is told how far it is and may raise Cancelled.
    """
    complete_keys(vault, tell)
    with vault.read(CASEWORK) as session:
        pairs = pairs_sharing_keys(session, most=_PAIRS, rarely=_RARELY)
        every = sorted({mention for pair in pairs for mention in pair})
        of = entities(session, every)
        said = dict(_with_addresses(session, read_said(session, every)))
        judged = judged_pairs(session)
        of_judged = entities(session, {mention for pair in judged for mention in pair})
        done = {frozenset(of_judged[mention] for mention in pair) for pair in judged}
        best: dict[frozenset[int], _Found] = {}
        for place, (one, other) in enumerate(pairs):
            if place % 500 == 0:
                tell("Vergelijken", place / len(pairs))
            both = frozenset({of[one], of[other]})
            comparison = compared(said[one], said[other])
            if both not in done and comparison.strength is not None:
                _keep_best(best, both, _Found(one, other, of[other], comparison))
        return _told(session, _strongest(best.values(), MOST_OPEN))


def said_in(draft: MentionDraft) -> Particulars:
    """What a draft says, as it would be stored."""
    if draft.kind is None:
        raise ValueError("a mention without a kind says nothing")
    said = {name: stored_as(name, getattr(draft, name)) for name in FIELDS_OF_KIND[draft.kind]}
    if str(said.get("bsn")).startswith(MASK):
        said["bsn"] = None  # what the reader was shown of it says nothing
    return Particulars(draft.kind, **said)


def _compare(session: Session, own: int | None, said: Particulars, without: Iterable[int]) -> list[_Found]:
    """Each candidate that may be the same; addresses are read of those only for whom they may matter."""
    likely = [
        each
        for each in candidates(session, said, without)
        if compared(said, each.said).weight >= WEAK_FROM - _ADDRESS_MAY_ADD
    ]
    places = addresses_of(session, {each.mention: said.kind for each in likely}) if said.addresses else {}
    found = []
    for each in likely:
        there = replace(each.said, addresses=places.get(each.mention, frozenset()))
        comparison = compared(said, there)
        if comparison.strength is not None:
            found.append(_Found(own, each.mention, each.entity, comparison))
    return found


def _with_addresses(session: Session, said: list[tuple[int, Particulars]]) -> list[tuple[int, Particulars]]:
    places = addresses_of(session, {mention: each.kind for mention, each in said})
    return [(mention, replace(each, addresses=places.get(mention, frozenset()))) for mention, each in said]


def _keep_best(best: dict[K, _Found], key: K, found: _Found) -> None:
    before = best.get(key)
    if before is None or _rank(found) > _rank(before):
        best[key] = found


def _rank(found: _Found) -> tuple[int, float]:
    strength = found.comparison.strength
    return (-_LEVELS.index(strength) if strength is not None else -len(_LEVELS), found.comparison.weight)


def _strongest(found: Iterable[_Found], most: int) -> list[_Found]:
    return sorted(found, key=_rank, reverse=True)[:most]


def _told(session: Session, found: list[_Found]) -> tuple[Proposal, ...]:
    sides = _sides(session, {key for each in found for key in (each.own, each.other) if key is not None})
    return tuple(
        Proposal(
            own=sides[each.own] if each.own is not None else None,
            other=sides[each.other],
            strength=each.comparison.strength or Strength.WEAK,
            supporting=each.comparison.supporting,
            opposing=each.comparison.opposing,
            unknown=each.comparison.unknown,
        )
        for each in found
    )


def _sides(session: Session, mentions: set[int]) -> dict[int, Side]:
    query = (
        select(Mention, Signal.number, Case.number, Inspection.number)
        .outerjoin(Signal, Signal.id == Mention.signal_id)
        .outerjoin(Case, Case.id == Mention.case_id)
        .outerjoin(Inspection, Inspection.id == Mention.inspection_id)
        .where(Mention.id.in_(mentions))
    )
    said = dict(read_said(session, mentions))
    return {mention.id: _side(mention, numbers, said[mention.id]) for mention, *numbers in session.execute(query)}


def _side(mention: Mention, numbers: Sequence[str | None], said: Particulars) -> Side:
    ids = {"signal": mention.signal_id, "case": mention.case_id, "inspection": mention.inspection_id}
    record = next(((name, key) for name, key in ids.items() if key is not None), None)
    number = next((each for each in numbers if each), "")
    return Side(mention.id, mention.entity_id or mention.id, mention.label, number, record, mention.origin, said)
