"""Comparing a package with what is here, record by record and field by field."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.rules.packages.revisions import NOTHING, Side, Stand, differing, noticed
from app.services.casework.merging import resolve
from app.services.packages.arrival import ArrivedRecord, Difference, State
from app.services.packages.gathering import TYPE_COLUMN, compared, types_in, values_here
from app.services.packages.identity import by_id, merged_into
from app.services.packages.kinds import kind_named
from app.services.packages.values import digests_of, marks_of, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.orm import Session

    from app.services.packages.letter import Letter
    from app.services.packages.opening import Understood
    from app.services.packages.values import Value

NO_PARENT = "hoort bij iets dat hier niet (meer) is"
_OF_ANOTHER = "draagt het kenmerk van iets anders"
_NUMBER = "dit nummer is hier al in gebruik"


class Comparison:
    """A package beside this vault, within one session.

    `types` says, for names of case types that are not known here, which type of this vault they are; `spoiled` why the
    content of an attachment cannot be taken in. `known` and `present` are by random id: what was seen before, and which
    record of this vault it is now.
    """

    def __init__(
        self,
        session: Session,
        own: str,
        letter: Letter,
        records: Iterable[Understood],
        *,
        types: Mapping[str, int | None],
        spoiled: Mapping[str, str],
    ) -> None:
        self._session = session
        self._own = own
        self._people = letter.people
        self._spoiled = spoiled
        self.records = {each.id: each for each in records}
        self.types_here = types_in(session)
        self._type_names = {
            name.casefold(): said.name for said in self.types_here.values() for name in (*said.aliases, said.name)
        }
        for name, key in types.items():
            if key in self.types_here:
                self._type_names.setdefault(name.casefold(), self.types_here[key].name)
        targets = {target for each in self.records.values() for target in each.pointers.values()}
        self.known = by_id(session, {*self.records, *targets})
        self.present = self._find_present()
        self._values, self._stands = self._look()
        self.refused: dict[str, str] = {}

    def type_named(self, name: Value) -> str | None:
        """The name here of a case type; None when it is not known here."""
        return self._type_names.get(name.casefold()) if isinstance(name, str) else None

    def values_of(self, record: Understood) -> dict[str, Value]:
        """The fields that are compared, as they are understood here."""
        values = compared(record.kind, record.sent.values)
        if TYPE_COLUMN in values:
            values[TYPE_COLUMN] = self.type_named(values[TYPE_COLUMN]) or values[TYPE_COLUMN]
        return values

    def theirs(self, record: Understood) -> Stand:
        """What the giver has seen of a record, over the values as they are understood here."""
        return Stand(record.sent.vector, marks_of(record.id, self.values_of(record), record.sent.made))

    def ours(self, record: Understood) -> Stand:
        """What was seen of it here, with what was changed here until now."""
        return self._stands.get(record.id, NOTHING)

    def compare(self, record: Understood) -> ArrivedRecord:
        """How a record stands to what is here; in the order of the letter, for a refusal takes along what follows."""
        why = self._refusal(record)
        if why:
            self.refused[record.id] = why
            return self._arrived(record, State.REFUSED, why=why)
        if record.id not in self.known:
            return self._arrived(record, State.NEW)
        if record.id not in self.present:
            return self._arrived(record, State.GONE)
        if self.present[record.id] != self.known[record.id].record:
            return self._arrived(record, State.MERGED)
        sides = {} if record.kind.grows else differing(self.ours(record), self.theirs(record))
        return self._arrived(record, _state(set(sides.values())), sides)

    def _refusal(self, record: Understood) -> str:
        known = self.known.get(record.id)
        if known is not None and known.kind != record.kind.name:
            return _OF_ANOTHER
        for name, target in record.pointers.items():
            needed = not record.kind.table.c[name].nullable or name in record.kind.hangs_on
            gone = target in self.known and target not in self.present and not self._comes(target)
            if needed and (target in self.refused or gone or not (target in self.known or target in self.records)):
                return NO_PARENT
        if known is None and record.id in self._spoiled:
            return self._spoiled[record.id]
        if known is None and record.kind.name == "case_alias" and resolve(self._session, record.columns["number"]):
            return _NUMBER
        return ""

    def _comes(self, target: str) -> bool:
        """Whether a record that is gone here may be taken in again, with what hangs on it."""
        return target in self.records

    def _find_present(self) -> dict[str, int]:
        wanted: dict[str, set[int]] = defaultdict(set)
        for known in self.known.values():
            wanted[known.kind].add(known.record)
        there: set[tuple[str, int]] = set()
        for name, keys in wanted.items():
            kind = kind_named(name)
            if kind is not None:
                for some in _portions(sorted(keys)):
                    found = self._session.scalars(select(kind.table.c.id).where(kind.table.c.id.in_(some)))
                    there |= {(name, key) for key in found}
        present = {}
        for known in self.known.values():
            if (known.kind, known.record) in there:
                present[known.id] = known.record
            elif known.kind == "case" and (into := merged_into(self._session, known.record)) is not None:
                present[known.id] = into
        return present

    def _look(self) -> tuple[dict[str, dict[str, Value]], dict[str, Stand]]:
        """The fields as they are here now, and what was seen of them."""
        wanted: dict[str, dict[int, str]] = defaultdict(dict)
        for key, record in self.records.items():
            known = self.known.get(key)
            if known is not None and known.kind == record.kind.name and self.present.get(key) == known.record:
                wanted[known.kind][known.record] = key
        values: dict[str, dict[str, Value]] = {}
        stands: dict[str, Stand] = {}
        for name, keys in wanted.items():
            kind = kind_named(name)
            if kind is not None:
                for record_id, found in values_here(self._session, kind, keys, self.types_here).items():
                    key = keys[record_id]
                    values[key] = compared(kind, found)
                    stands[key] = noticed(self.known[key].stand, digests_of(key, values[key]), self._own)
        return values, stands

    def _arrived(
        self, record: Understood, state: State, sides: Mapping[str, Side] | None = None, *, why: str = ""
    ) -> ArrivedRecord:
        theirs = self.values_of(record)
        ours = self._values.get(record.id, {})
        return ArrivedRecord(
            id=record.id,
            kind=record.kind.name,
            words=record.kind.words,
            title=record.sent.title,
            state=state,
            differences=tuple(
                Difference(name, self._spoken(record, name, ours[name]), self._spoken(record, name, theirs[name]), side)
                for name, side in (sides or {}).items()
            ),
            why=why,
        )

    def _spoken(self, record: Understood, name: str, value: Value) -> str:
        if name in record.kind.accounts and isinstance(value, str):
            return self._people.get(value, "iemand anders")
        if isinstance(value, str) and value in self.records and name not in record.kind.lists:
            return self.records[value].sent.title
        return spoken(record.kind.table.c.get(name), value)


def roots_of(records: Iterable[Understood]) -> dict[str, frozenset[str]]:
    """To which cases each record belongs, by random id; through what it points to, a signal through its link."""
    listed = list(records)
    roots: dict[str, set[str]] = defaultdict(set)
    roots |= {each.id: {each.id} for each in listed if each.kind.name == "case"}
    for each in listed:
        if each.kind.name == "signal_case":
            roots[each.pointers["signal_id"]].add(each.pointers["case_id"])
    for each in listed:
        for target in each.pointers.values():
            roots[each.id] |= roots[target]
    for each in (each for each in listed if each.kind.name == "link"):
        for target in each.pointers.values():  # a mention that stands by itself belongs where it is linked
            roots[target] = roots[target] or set(roots[each.id])
    return {key: frozenset(found) for key, found in roots.items()}


def _state(sides: set[Side]) -> State:
    if Side.BOTH in sides:
        return State.ASKED
    if Side.THEIRS in sides:
        return State.NEWER
    return State.OLDER if sides else State.SAME


def _portions(keys: list[int], most: int = 500) -> Iterable[list[int]]:
    return (keys[start : start + most] for start in range(0, len(keys), most))
