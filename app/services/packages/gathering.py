"""What goes along with chosen cases, as far as the keys and the role of the giver go, and as it travels."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_, select

from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed, requires
from app.services.packages.identity import look_at, replica_of
from app.services.packages.kinds import TRAVELLING, kind_named, target_of
from app.services.packages.letter import Sent, TypeSaid
from app.services.packages.values import sent, spoken
from models.casework import CaseType, CaseTypeAlias, Link, Mention, SignalCase, Travelled
from models.casework.mention import PARENTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from app.services.packages.identity import Known
    from app.services.packages.kinds import Travelling
    from app.services.packages.values import Value
    from app.vault.session import UnlockedVault

Row = dict[str, Any]
_AT_ONCE = 500
TYPE_COLUMN = "case_type_id"


@dataclass(frozen=True, slots=True)
class Gathered:
    """The records that travel, each kind in the order of `TRAVELLING`; by record of this vault."""

    rows: Mapping[str, Mapping[int, Row]]

    def counted(self) -> str:
        """How many of each kind, in words."""
        return ", ".join(each.count(len(self.rows[each.name])) for each in TRAVELLING if self.rows.get(each.name))


@requires(Act.READ_CASES, CASEWORK)
def gather(
    vault: UnlockedVault, session: Session, cases: Iterable[int], left_out: frozenset[str] = frozenset()
) -> Gathered:
    """Find everything that hangs on these cases, without the kinds that are left out and what hangs on those."""
    rows: dict[str, dict[int, Row]] = {}
    for kind in TRAVELLING:
        rows[kind.name] = {}
        if kind.name in left_out or not allowed(vault, kind.act, CASEWORK):
            continue
        if kind.name == "case":
            found = _rows(session, kind, kind.table.c.id, cases)
        elif kind.name == "signal":
            feeding = select(SignalCase.signal_id).where(SignalCase.case_id.in_(list(cases)))
            found = _rows(session, kind, kind.table.c.id, session.scalars(feeding).all())
        else:
            found = _hanging(session, kind, rows)
        rows[kind.name] = found
    return Gathered(rows)


def _hanging(session: Session, kind: Travelling, rows: dict[str, dict[int, Row]]) -> dict[int, Row]:
    """What hangs on what was found; of a link or a judgement both ends must be there."""
    if kind.model is Link:
        _add_unattached(session, rows)
    found: dict[int, Row] = {}
    for name in kind.hangs_on:
        column = kind.table.c[name]
        found |= _rows(session, kind, column, rows[target_of(column) or ""])
    needed = [(column.name, target_of(column)) for column in kind.columns if not column.nullable]
    return {
        key: row
        for key, row in found.items()
        if all(target is None or row[name] in rows[target] for name, target in needed)
    }


def _add_unattached(session: Session, rows: dict[str, dict[int, Row]]) -> None:
    """Mentions that stand by themselves go along when they are linked with one that travels."""
    mentions = rows["mention"]
    kind = kind_named("mention")
    if kind is None:
        return
    ends: set[int] = set()
    for some in _portions(sorted(mentions)):
        touching = select(Link.from_id, Link.to_id).where(or_(Link.from_id.in_(some), Link.to_id.in_(some)))
        ends |= {end for pair in session.execute(touching) for end in pair}
    alone = and_(*(getattr(Mention, name).is_(None) for name in PARENTS))
    for some in _portions(sorted(ends - set(mentions))):
        keys = session.scalars(select(Mention.id).where(Mention.id.in_(some), alone)).all()
        mentions |= _rows(session, kind, kind.table.c.id, keys)


def _rows(session: Session, kind: Travelling, column: Any, keys: Iterable[int]) -> dict[int, Row]:  # noqa: ANN401
    """The rows of which a column is one of these, with the names of their lists."""
    found: dict[int, Row] = {}
    for some in _portions(sorted(keys)):
        rows = session.execute(select(kind.table).where(column.in_(some)).order_by(kind.table.c.id))
        found |= {row["id"]: dict(row) for row in rows.mappings()}
    for name, model in kind.lists.items():
        listed = names_of_lists(session, kind, model, found)
        for key, row in found.items():
            row[name] = listed.get(key, [])
    return found


def names_of_lists(session: Session, kind: Travelling, model: Any, keys: Iterable[int]) -> dict[int, list[str]]:  # noqa: ANN401
    """The names in a list of several records, in their order."""
    owner = model.__table__.c[f"{kind.name}_id"]
    found: dict[int, list[str]] = defaultdict(list)
    for some in _portions(sorted(keys)):
        for key, name in session.execute(select(owner, model.name).where(owner.in_(some)).order_by(model.position)):
            found[key].append(name)
    return found


def values_here(
    session: Session, kind: Travelling, keys: Iterable[int], types: Mapping[int, TypeSaid]
) -> dict[int, dict[str, Value]]:
    """The fields of records of this vault as they would travel now, of those that are still there."""
    rows = _rows(session, kind, kind.table.c.id, keys)
    ids: dict[tuple[str, int], str] = {}
    for column in kind.columns:
        target = target_of(column)
        if target is not None:
            wanted = sorted({row[column.name] for row in rows.values() if row[column.name] is not None})
            for some in _portions(wanted):
                known = select(Travelled.record_id, Travelled.global_id).where(
                    Travelled.kind == target, Travelled.record_id.in_(some)
                )
                ids |= {(target, key): name for key, name in session.execute(known)}
    return {key: values_of(kind, row, ids, types) for key, row in rows.items()}


@dataclass(frozen=True, slots=True)
class Travel:
    """The records as they travel, the ids of the attachments among them, and what else the letter says of them."""

    records: tuple[Sent, ...]
    attachments: tuple[int, ...]
    accounts: frozenset[str]
    types: tuple[TypeSaid, ...]
    cases: Mapping[int, str]


@requires(Act.HAND_OVER_CASES, CASEWORK)
def as_sent(vault: UnlockedVault, session: Session, gathered: Gathered) -> Travel:
    """Give each record its random id, notice what changed, and write it as it travels."""
    own = replica_of(vault.roster.vault_id, vault.compartment(CASEWORK).name)
    ids: dict[tuple[str, int], str] = {}
    records: list[Sent] = []
    accounts: set[str] = set()
    cases: dict[int, str] = {}
    types = types_in(session)
    for kind in TRAVELLING:
        rows = gathered.rows[kind.name]
        values = {key: values_of(kind, row, ids, types) for key, row in rows.items()}
        known = look_at(session, own, kind.name, {key: compared(kind, each) for key, each in values.items()})
        for key, row in rows.items():
            ids[kind.name, key] = known[key].id
            records.append(_sent(kind, row, values[key], known[key]))
            accounts |= {row[name] for name in kind.accounts if row[name] is not None}
        if kind.name == "case":
            cases = {key: known[key].id for key in rows}
    used = {row[TYPE_COLUMN] for row in gathered.rows["case"].values()}
    return Travel(
        records=tuple(records),
        attachments=tuple(gathered.rows["attachment"]),
        accounts=frozenset(accounts),
        types=tuple(types[key] for key in sorted(used)),
        cases=cases,
    )


def values_of(
    kind: Travelling, row: Row, ids: Mapping[tuple[str, int], str], types: Mapping[int, TypeSaid]
) -> dict[str, Value]:
    """The fields of a record as they travel: pointers are random ids, the type of a case is its name."""
    values: dict[str, Value] = {}
    for column in kind.columns:
        value, target = row[column.name], target_of(column)
        if column.name == TYPE_COLUMN:
            value = types[value].name
        elif target is not None and value is not None:
            value = ids.get((target, value))
        values[column.name] = sent(value)
    values |= {name: list(row[name]) for name in kind.lists}
    return values


def compared(kind: Travelling, values: Mapping[str, Value]) -> dict[str, Value]:
    """The fields that are compared between vaults.

    Not a pointer that may be empty: what it leads to was perhaps left out of a package, and that is no change.
    """
    left = kind.set_once | {each.name for each in kind.columns if each.nullable and target_of(each) is not None}
    return {} if kind.grows else {name: each for name, each in values.items() if name not in left}


def _sent(kind: Travelling, row: Row, values: dict[str, Value], known: Known) -> Sent:
    title = spoken(kind.table.c[kind.titled], sent(row[kind.titled]))
    return Sent(
        kind=kind.name,
        id=known.id,
        title=" ".join(title.split())[:200],
        values=values,
        made={name: (mark.replica, mark.n) for name, mark in known.stand.marks.items() if name in values},
        vector=dict(known.stand.vector),
    )


def types_in(session: Session) -> dict[int, TypeSaid]:
    """The case types by id."""
    aliases: dict[int, list[str]] = defaultdict(list)
    for key, name in session.execute(select(CaseTypeAlias.case_type_id, CaseTypeAlias.name)):
        aliases[key].append(name)
    return {
        each.id: TypeSaid(each.name, each.level.value, each.counting_unit.value, tuple(aliases[each.id]))
        for each in session.scalars(select(CaseType))
    }


def counted(records: Iterable[Sent]) -> str:
    """What is in a package in one sentence: "1 casus, 3 taken"."""
    counts = Counter(each.kind for each in records)
    return ", ".join(kind.count(counts[kind.name]) for kind in TRAVELLING if counts[kind.name])


def _portions(keys: list[int]) -> Iterable[list[int]]:
    return (keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE))
