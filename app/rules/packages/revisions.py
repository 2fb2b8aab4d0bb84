"""Which of two states of a record knows the other: the reason why packages may come twice, late or out of order.

Each vault is a *replica* that counts the changes it makes to a record. A state carries a vector (per replica: up to
which change it has seen) and per field the change that gave it its value. So of a field that differs it can be said
whether one side saw the other's value and changed it, or both changed it without knowing; only the last is for people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

Vector: TypeAlias = Mapping[str, int]


class Side(Enum):
    """Which side is the newer in a field that differs."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Mark:
    """The value of a field, as a digest, and the change that made it: the n-th of a replica."""

    digest: str
    replica: str
    n: int


@dataclass(frozen=True, slots=True)
class Stand:
    """A state of a record: what it has seen, and a mark per field."""

    vector: Vector
    marks: Mapping[str, Mark]

    def knows(self, mark: Mark) -> bool:
        """Whether this state has seen the change that made a value."""
        return self.vector.get(mark.replica, 0) >= mark.n


NOTHING = Stand({}, {})


def noticed(stand: Stand, digests: Mapping[str, str], own: str) -> Stand:
    """The state after whatever was changed here since it was last looked at: one change, however many fields."""
    changed = [name for name, digest in digests.items() if stand.marks.get(name, _NONE).digest != digest]
    if not changed:
        return stand
    n = stand.vector.get(own, 0) + 1
    marks = {**stand.marks, **{name: Mark(digests[name], own, n) for name in changed}}
    return Stand({**stand.vector, own: n}, marks)


def differing(ours: Stand, theirs: Stand) -> dict[str, Side]:
    """The fields that differ, with who is the newer; a field that one side does not have does not differ."""
    found = {}
    for name, there in theirs.marks.items():
        here = ours.marks.get(name)
        if here is not None and here.digest != there.digest:
            found[name] = _side(ours.knows(there), theirs.knows(here))
    return found


def _side(ours_knows_theirs: bool, theirs_knows_ours: bool) -> Side:
    """Both may know each other's and differ all the same: a vault that was put back counts its changes anew."""
    if ours_knows_theirs == theirs_knows_ours:
        return Side.BOTH
    return Side.OURS if ours_knows_theirs else Side.THEIRS


def is_known(ours: Stand, theirs: Stand) -> bool:
    """Whether there is nothing in their state that ours has not seen."""
    seen = all(ours.vector.get(replica, 0) >= n for replica, n in theirs.vector.items())
    return seen and Side.BOTH not in differing(ours, theirs).values()


def joined(ours: Stand, theirs: Stand, taken: frozenset[str], own: str) -> Stand:
    """The state after a choice: of the fields that differ those in `taken` become theirs, the others stay ours.

    What somebody chose against what is newer there is a change of our own, so that the other side hears of it. The same
    choice over the same state gives the same state.
    """
    vector = {
        name: max(ours.vector.get(name, 0), theirs.vector.get(name, 0)) for name in {*ours.vector, *theirs.vector}
    }
    differ = differing(ours, theirs)
    agreed = {name: _later(ours.marks.get(name, there), there) for name, there in theirs.marks.items()}
    marks = {**ours.marks, **agreed}
    marks |= {name: theirs.marks[name] if name in taken else ours.marks[name] for name in differ}
    against = [name for name, side in differ.items() if side is (Side.OURS if name in taken else Side.THEIRS)]
    against += [name for name, side in differ.items() if side is Side.BOTH and name not in taken]
    if against:
        vector[own] = vector.get(own, 0) + 1
        marks |= {name: Mark(marks[name].digest, own, vector[own]) for name in against}
    return Stand(vector, marks)


def _later(one: Mark, other: Mark) -> Mark:
    """Of two changes that gave the same value the same one on either side."""
    return max(one, other, key=lambda mark: (mark.n, mark.replica))


_NONE = Mark("", "", 0)
