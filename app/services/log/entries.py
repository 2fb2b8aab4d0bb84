"""The log as a list that a page can show: every entry of every trail one can read, filtered and sorted in SQL.

It answers the same questions as a register (`ids`, `rows`, `columns`), so that the same table shows it; it has no
answer to those that change something.
"""

from __future__ import annotations

import heapq
import json
from array import array
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from app.errors import NotFound
from app.formats import format_short_date
from app.rules.audit_words import action_words, result_words, subject_words
from app.rules.permissions import REGISTER, Act
from app.services.access import requires_own
from app.services.log.selection import Selection
from app.services.log.trails import Trail, place_and_number, trails_of
from app.services.places import Whole
from app.services.records import MOST_AT_ONCE, Option, Query, Row, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from sqlalchemy import RowMapping

    from app.vault.session import UnlockedVault

UNKNOWN_ACTOR = "onbekende gebruiker"
CLOCK_BACK = "klok liep terug"
_SHOWN = ("n", "at", "actor", "action", "subject_kind", "subject_id", "result", "origin", "clock_back")


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One entry in full. `at` is UTC; `fields` are names of fields; `digest` is hexadecimal; `copied` means that this
    is the copy for the FG and not the trail itself.
    """

    compartment: str
    n: int
    at: datetime
    clock_back: bool
    who: str
    what: str
    subject: str
    fields: tuple[str, ...]
    result: str
    origin: str
    digest: str
    copied: bool


class AuditLog:
    """Every entry this session can read.

    A query may ask in `where` for "compartment", "actor", "action", "result", "origin" or "clock_back" with a stored
    value (see `options`), and for "from" and "until" with a day on the clock of this workstation.
    """

    words = Words("logboekregel")
    compartment = REGISTER
    read_act = Act.READ_AUDIT
    columns: ClassVar[Mapping[str, None]] = dict.fromkeys(
        ("at", "who", "what", "subject", "result", "origin", "compartment", "clock")
    )

    def __init__(self, vault: UnlockedVault) -> None:
        self.vault = vault

    def may_edit(self) -> bool:
        """Nobody changes the log."""
        return False

    @requires_own("read_act")
    def options(self, name: str) -> tuple[Option, ...]:
        """What there is to filter on: the values of "compartment", "actor", "action", "result" or "origin"."""
        trails = trails_of(self.vault)
        if name == "compartment":
            return tuple(Option(trail.compartment, trail.label) for trail in trails)
        values: set[str] = set()
        for trail in trails:
            with self.vault.read(trail.store) as session:
                values.update(session.scalars(trail.entries(trail.table.c[name]).distinct()))
        names = self._names()
        say = {"actor": lambda value: names.get(value, UNKNOWN_ACTOR), "action": action_words, "result": result_words}
        spoken = [Option(value, say.get(name, str)(value)) for value in values]
        return tuple(sorted(spoken, key=lambda option: option.label.casefold()))

    @requires_own("read_act")
    def ids(self, query: Query) -> array[int]:
        """All matching entries in order, the newest first unless the query says otherwise.

        Within a compartment "newest" is the higher number, because a clock can run back. The trails come sorted from
        the store and are merged here.
        """
        selection = Selection(query, self._names())
        trails = [trail for trail in trails_of(self.vault) if selection.touches(trail)]
        if len(trails) == 1 or query.order == "compartment":
            trails.sort(key=lambda trail: trail.label, reverse=query.descending)
            return array("q", (key for trail in trails for _, key in self._sorted(trail, selection)))
        merged = heapq.merge(
            *(self._sorted(trail, selection) for trail in trails), key=lambda pair: pair[0], reverse=selection.backwards
        )
        return array("q", (key for _, key in merged))

    @requires_own("read_act")
    def places(self, query: Query) -> Whole:
        """All of them: the trails are merged here."""
        return Whole(self.ids(query))

    def _sorted(self, trail: Trail, selection: Selection) -> Iterator[tuple[Any, int]]:
        with self.vault.read(trail.store) as session:
            statement = selection.statement(trail, session)
            for n, sorted_by in session.execute(statement, execution_options={"yield_per": MOST_AT_ONCE}):
                yield sorted_by, trail.key_of(n)

    @requires_own("read_act")
    def rows(self, ids: Iterable[int]) -> list[Row]:
        """The lines for these ids, in their order; cells in the order of `columns`, ready to show."""
        wanted = list(ids)
        numbers: dict[int, list[int]] = {}
        for key in wanted:
            place, n = place_and_number(key)
            numbers.setdefault(place, []).append(n)
        names = self._names()
        found: dict[int, Row] = {}
        for trail in trails_of(self.vault):
            for entry in self._read(trail, numbers.get(trail.place, [])):
                key = trail.key_of(entry["n"])
                found[key] = Row(key, _cells(entry, trail, names))
        return [found[key] for key in wanted if key in found]

    def _read(self, trail: Trail, numbers: list[int]) -> Iterator[RowMapping]:
        columns = [trail.table.c[name] for name in _SHOWN]
        for start in range(0, len(numbers), MOST_AT_ONCE):
            some = trail.entries(*columns).where(trail.table.c.n.in_(numbers[start : start + MOST_AT_ONCE]))
            with self.vault.read(trail.store) as session:
                yield from session.execute(some).mappings().all()

    @requires_own("read_act")
    def get(self, key: int) -> LogEntry:
        """One entry with everything that is in it; NotFound when this session cannot read it."""
        place, n = place_and_number(key)
        trail = next((each for each in trails_of(self.vault) if each.place == place), None)
        if trail is not None:
            with self.vault.read(trail.store) as session:
                entry = session.execute(trail.entries(trail.table).where(trail.table.c.n == n)).mappings().first()
            if entry is not None:
                return _in_full(entry, trail, self._names())
        raise NotFound("Deze logboekregel bestaat niet, of u hebt er geen toegang toe.")

    def _names(self) -> dict[str, str]:
        return {account: person.name for account, person in self.vault.directory().items()}


def moment_of(at: str) -> datetime:
    """The moment in an entry, on the clock of this workstation."""
    return datetime.fromisoformat(at).astimezone()


def _cells(entry: RowMapping, trail: Trail, names: Mapping[str, str]) -> tuple[str | None, ...]:
    at = moment_of(entry["at"])
    return (
        f"{format_short_date(at.date())} {at:%H:%M:%S}",
        names.get(entry["actor"], UNKNOWN_ACTOR),
        action_words(entry["action"]),
        subject_words(entry["subject_kind"], entry["subject_id"]),
        result_words(entry["result"]),
        entry["origin"],
        trail.label,
        CLOCK_BACK if entry["clock_back"] else None,
    )


def _in_full(entry: RowMapping, trail: Trail, names: Mapping[str, str]) -> LogEntry:
    return LogEntry(
        compartment=trail.label,
        n=entry["n"],
        at=datetime.fromisoformat(entry["at"]),
        clock_back=entry["clock_back"],
        who=names.get(entry["actor"], UNKNOWN_ACTOR),
        what=action_words(entry["action"]),
        subject=subject_words(entry["subject_kind"], entry["subject_id"]),
        fields=tuple(json.loads(entry["fields"])),
        result=result_words(entry["result"]),
        origin=entry["origin"],
        digest=entry["digest"].hex(),
        copied=trail.copied,
    )
