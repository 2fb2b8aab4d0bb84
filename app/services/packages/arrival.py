"""What arrived, as people see it before they take anything in: what is new, what is here, what differs, what cannot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from app.rules.packages.revisions import Side

if TYPE_CHECKING:
    from collections.abc import Iterator


class State(Enum):
    """How a record that arrived stands to what is here; the value is what the screen says."""

    NEW = "nieuw"
    SAME = "al hier"
    NEWER = "daar gewijzigd"
    ASKED = "aan beide kanten gewijzigd"
    OLDER = "hier nieuwer"
    GONE = "hier verwijderd"
    MERGED = "hier samengevoegd"
    REFUSED = "geweigerd"

    @property
    def differs(self) -> bool:
        """Whether there are fields to choose between."""
        return self in {State.NEWER, State.ASKED, State.OLDER}


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs, in words, and who is the newer."""

    name: str
    ours: str
    theirs: str
    side: Side


@dataclass(frozen=True, slots=True)
class ArrivedRecord:
    """A record that arrived. `kind` is its table, `words` how it is called; `why` says why it is refused."""

    id: str
    kind: str
    words: str
    title: str
    state: State
    differences: tuple[Difference, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class ArrivedCase:
    """A case with what hangs on it. `number` is that of here, the giver's when it is not here yet.

    A signal may be a part of more than one of them.
    """

    record: ArrivedRecord
    number: str
    parts: tuple[ArrivedRecord, ...]

    @property
    def id(self) -> str:
        """Its random id."""
        return self.record.id

    def all(self) -> Iterator[ArrivedRecord]:
        """The case itself and its parts."""
        yield self.record
        yield from self.parts

    def count(self, state: State) -> int:
        """How many of them are in a state."""
        return sum(each.state is state for each in self.all())

    @property
    def brings_nothing(self) -> bool:
        """Whether all of it is here already, as new or newer."""
        return all(each.state in {State.SAME, State.OLDER} for each in self.all())


@dataclass(frozen=True, slots=True)
class UnknownType:
    """A case type that is not known here under any name; it is added, or is another name of one that is here."""

    name: str
    level: str
    counting_unit: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """A package that was opened and compared. `seen` stands for what was shown: nothing else is taken in."""

    package: str
    sha256: str
    partner: str
    person: str
    municipality: str
    made_at: str
    reason: str
    ground: str
    cases: tuple[ArrivedCase, ...]
    types: tuple[UnknownType, ...]
    taken_before: str
    seen: str

    @property
    def brings_nothing(self) -> bool:
        """Whether nothing is left to take in."""
        return all(case.brings_nothing for case in self.cases)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the receiver chose: which cases; per record of which fields theirs is taken; what becomes of unknown types.

    `types` names the type of this vault that an unknown one is, None to add it. `again` are cases that were removed
    here and are taken in all the same.
    """

    cases: frozenset[str]
    theirs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    types: Mapping[str, int | None] = field(default_factory=dict)
    again: frozenset[str] = frozenset()


def proposed(arrival: Arrival) -> Choices:
    """What is proposed: all cases that were not removed here, and of each field what is newer."""
    theirs = {}
    for case in arrival.cases:
        for each in case.all():
            newer = frozenset(differ.name for differ in each.differences if differ.side is Side.THEIRS)
            if newer:
                theirs[each.id] = newer
    cases = frozenset(case.id for case in arrival.cases if case.record.state is not State.GONE)
    return Choices(cases, theirs, {each.name: None for each in arrival.types})


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What was done: how many records were added and changed, which got another number here, and what was refused."""

    added: int
    changed: int
    numbers: tuple[tuple[str, str], ...] = ()
    refused: tuple[tuple[str, str], ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether everything was here already."""
        return not (self.added or self.changed)
