"""Which record stands in which row of a list: all of them at hand, or asked for in stretches as they are looked at."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

STRETCH = 256  # rows whose ids are asked for at once
STRETCHES_KEPT = 64


class Places(Protocol):
    """The rows of a list by number, from nought."""

    def __len__(self) -> int:
        """How many there are."""

    def part(self, start: int, most: int, /) -> array[int]:
        """The ids of the rows from `start`, at most so many."""

    def row_of(self, key: int, /) -> int | None:
        """The row of a record; None when it is not in the list."""

    def known_row_of(self, key: int, /) -> int | None:
        """The same, without asking the store: None also when that would have to be asked."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A list of which all ids were given."""

    ids: array[int]

    def __len__(self) -> int:
        """How many there are."""
        return len(self.ids)

    def part(self, start: int, most: int, /) -> array[int]:
        """A piece of it."""
        return self.ids[start : start + most]

    def row_of(self, key: int, /) -> int | None:
        """Where it stands."""
        try:
            return self.ids.index(key)
        except ValueError:
            return None

    def known_row_of(self, key: int, /) -> int | None:
        """All is known."""
        return self.row_of(key)


@dataclass(slots=True)
class InStretches:
    """A list of any length of which a few stretches are remembered: what it takes does not grow with the list.

    `ask` gives the ids of rows, `find` the row of a record, both from the store as it is then; `first` are the ids of
    the first stretch. When somebody else adds
    or removes a record meanwhile, stretches that are asked for later are moved by as much, until the list is read anew.
    """

    count: int
    ask: Callable[[int, int], array[int]]
    find: Callable[[int], int | None]
    first: array[int] = field(default_factory=lambda: array("q"))
    _known: OrderedDict[int, array[int]] = field(default_factory=OrderedDict)

    def __post_init__(self) -> None:
        """The first stretch came along."""
        self._known[0] = self.first[:STRETCH]

    def __len__(self) -> int:
        """How many there were when it was read."""
        return self.count

    def part(self, start: int, most: int, /) -> array[int]:
        """The ids of these rows, from one stretch or from several that touch."""
        found = array("q")
        while most > 0 and start < self.count:
            number, within = divmod(start, STRETCH)
            piece = self._stretch(number)[within : within + most]
            if not piece:
                break  # there are fewer by now
            found.extend(piece)
            start, most = start + len(piece), most - len(piece)
        return found

    def row_of(self, key: int, /) -> int | None:
        """Where it stands, from what is remembered when that says so."""
        row = self.known_row_of(key)
        if row is None:
            row = self.find(key)
        return row if row is not None and row < self.count else None

    def known_row_of(self, key: int, /) -> int | None:
        """Where it stands, as far as that is remembered."""
        for number, ids in list(self._known.items()):  # another thread may be asking for a stretch meanwhile
            if key in ids:
                return number * STRETCH + ids.index(key)
        return None

    def _stretch(self, number: int) -> array[int]:
        ids = self._known.get(number)
        if ids is None:
            ids = self._known[number] = self.ask(number * STRETCH, STRETCH)
            if len(self._known) > STRETCHES_KEPT:
                self._known.popitem(last=False)
        else:
            self._known.move_to_end(number)
        return ids
