"""Which mentions are one: a view over what was judged of them and over numbers that are the thing itself.

The result follows from the judgements that count now and from nothing else, so that taking one back gives exactly what
was. A judgement "niet dezelfde" holds whatever else joins: a pair that was judged to differ never ends up as one, and
what would have joined it is set aside and told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.casework.choices import Likeness


@dataclass(frozen=True, slots=True)
class Judged:
    """What counts of two mentions now: the newest judgement. `left` is the smaller id."""

    left: int
    right: int
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Joining:
    """Per mention the entity it is of: the smallest id among those that are one.

    `set_aside` are the judgements "dezelfde" that would join what was judged to differ.
    """

    entity_of: Mapping[int, int]
    set_aside: tuple[Judged, ...]


def joined(judgements: Iterable[Judged], numbers: Mapping[int, str | None]) -> Joining:
    """The entities of these mentions; `numbers` has each of them, with the number that is the thing itself if any.

    Judgements about other mentions are left alone. Judged pairs go first, in the order of their ids; then those that
    share a number, unless somebody judged otherwise of the pair.
    """
    known = [each for each in judgements if each.left in numbers and each.right in numbers]
    sets = _Sets(numbers, ((each.left, each.right) for each in known if each.likeness is Likeness.NOT_SAME))
    same = sorted((each for each in known if each.likeness is Likeness.SAME), key=lambda each: (each.left, each.right))
    set_aside = tuple(each for each in same if not sets.join(each.left, each.right))
    doubted = {(each.left, each.right) for each in known if each.likeness is not Likeness.SAME}
    by_number: dict[str, list[int]] = {}
    for mention in sorted(numbers):
        number = numbers[mention]
        if number is None:
            continue
        first_ones = by_number.setdefault(number, [])
        if not any((first, mention) not in doubted and sets.join(first, mention) for first in first_ones):
            first_ones.append(mention)
    return Joining({mention: sets.first_of(mention) for mention in numbers}, set_aside)


class _Sets:
    """Disjoint sets that remember which of them must stay apart (union-find; Tarjan 1975)."""

    def __init__(self, members: Iterable[int], apart: Iterable[tuple[int, int]]) -> None:
        self._up = {member: member for member in members}
        self._apart: dict[int, set[int]] = {}
        for one, other in apart:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)

    def first_of(self, member: int) -> int:
        """The smallest member of the set."""
        while self._up[member] != member:
            self._up[member] = self._up[self._up[member]]
            member = self._up[member]
        return member

    def join(self, one: int, other: int) -> bool:
        """Make one set of two; False, and nothing happens, when two of them must stay apart."""
        first, second = sorted((self.first_of(one), self.first_of(other)))
        if first == second:
            return True
        if any(self.first_of(member) == first for member in self._apart.get(second, ())):
            return False
        self._up[second] = first
        kept = self._apart.setdefault(first, set())
        kept |= self._apart.pop(second, set())
        return True
