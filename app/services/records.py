"""A register: the list, the form, the changes and the history of one kind of record.

A new register costs one model, one subclass of `Records` with its draft, and one page description. The subclass says
which columns there are and which rules hold; listing, permissions, versions and the audit trail are the same for all.
"""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass, fields
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from sqlalchemy import func, inspect, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.attributes import flag_modified

from app.errors import Conflict, Invalid, NotFound
from app.services.access import allowed, requires_own
from app.services.adding import Adding, Stored
from app.services.comparing import holds, sort_key
from app.services.fitting import misfits
from app.services.history import HistoryLine, history_of
from app.services.places import STRETCH, InStretches
from app.services.retention.held import why_held
from app.services.search import indexing as indexing  # noqa: PLC0414  # from here on, what is stored is indexed
from app.services.search.registry import FoundBy, announce
from app.services.tidying import differing, filled, names_of, values_of, without_blanks, writable
from app.vault.progress import unheard
from models.base import NamedItem, Versioned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from _typeshed import DataclassInstance
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from app.rules.permissions import Act
    from app.services.places import Places
    from app.vault.progress import Progress
    from app.vault.session import UnlockedVault
    from app.vault.unit_of_work import UnitOfWork
    from models.choices import Choice

MOST_AT_ONCE = 10_000  # ids in one statement; SQLite takes 32,766 parameters at least

M = TypeVar("M", bound=Versioned)
D = TypeVar("D", bound="DataclassInstance")
N = TypeVar("N", bound=NamedItem)


@dataclass(frozen=True, slots=True)
class Query:
    """Which records and in which order: words that must all occur, exact values per column (None is unknown)."""

    words: str = ""
    where: tuple[tuple[str, Any], ...] = ()
    order: str | None = None
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list; `cells` are in the order of the register's `columns`."""

    id: int
    cells: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Record(Generic[D]):
    """A stored record: its draft as it now is, the version to hand back with a change, and a name to show."""

    id: int
    version: int
    title: str
    draft: D


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a field may take, and how it reads on screen."""

    value: Any
    label: str


@dataclass(frozen=True, slots=True)
class Words:
    """How the screen speaks of one record of a register: "de casus", "Casus"."""

    one: str
    article: str = "de"

    def __str__(self) -> str:
        """With its article, for use in a sentence."""
        return f"{self.article} {self.one}"


class Records(Generic[M, D]):
    """A register over one model, described in class attributes; `programme.registers.Goals` is the smallest."""

    kind: ClassVar[str]
    words: ClassVar[Words]
    compartment: ClassVar[str]
    read_act: ClassVar[Act]
    edit_act: ClassVar[Act]
    model: type[M]
    draft: type[D]
    columns: ClassVar[Mapping[str, Any]]
    searched: ClassVar[Sequence[Any]]
    order: ClassVar[Sequence[Any]]
    sorting: ClassVar[Mapping[str, Any]] = {}  # columns that sort by something else than what they show
    required: ClassVar[Mapping[str, str]] = {}
    lists: ClassVar[
        Mapping[str, Callable[..., NamedItem]]
    ] = {}  # draft fields that are names, and the rows that hold them
    found_by: ClassVar[FoundBy] = FoundBy()  # how a search finds its records
    copies: ClassVar[bool] = False  # `write` only sets columns of its own row, so many may be written at once
    logs_reading: ClassVar[bool] = False  # that a record was opened goes in the trail, once per opening

    def __init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401  # whatever a base takes
        super().__init_subclass__(**kwargs)
        announce(cls)

    def __init__(self, vault: UnlockedVault) -> None:
        self.vault = vault

    # What a subclass adds to the description

    def blank(self) -> D:
        """The draft a new form starts with."""
        draft: D = self.draft()
        return draft

    def options(self, field: str, current: D | None = None) -> tuple[Option, ...]:
        """What a choice field offers beyond the fixed value lists; `current` is the draft being edited."""
        return ()

    def source(self) -> Select[Any]:
        """The rows the list is made from, with the joins its columns need."""
        return select(self.model.id).select_from(self.model)

    def loading(self) -> Sequence[Any]:
        """Loader options for what the form shows besides plain columns."""
        return [selectinload(getattr(self.model, name)) for name in self.lists]

    def check(self, session: Session, draft: D, existing: M | None) -> Mapping[str, str]:
        """Rules of this register: messages per field, empty when the draft may be stored."""
        return {}

    def read(self, item: M) -> D:
        """The draft of a stored item: fields of the same name are copied, lists become names. Asks no vault."""
        values = {name: getattr(item, name) for name in names_of(self.draft)}
        for name in self.lists:
            values[name] = tuple(row.name for row in values[name])
        return self.draft(**values)

    def write(self, session: Session, item: M, draft: D) -> None:
        """Put a draft into an item; names that stay in a list, or are spelled anew in their place, keep their row."""
        for field, value in zip(names_of(self.draft), values_of(draft), strict=True):
            if field in self.lists:
                make = self.lists[field]
                rows = rows_that_stay(getattr(item, field), value)
                made = [row or make() for row in rows]
                for place, (row, name) in enumerate(zip(made, value, strict=True)):
                    row.name, row.position = name, place
                setattr(item, field, made)
            else:
                setattr(item, field, value)

    def complete(self, session: Session, item: M) -> None:
        """What an item gets that its form left open, such as a number or a place at the end of the list."""

    def name_of(self, item: M) -> str:
        """How one item is called on screen. Asks no vault."""
        return str(getattr(item, "name", item.id))

    def hindrance(self, session: Session, item: M) -> str | None:
        """Why an item cannot be removed, as a sentence, or None."""
        return None

    # What a page does with it

    @property
    def completes(self) -> bool:
        """Whether an item gets something that its form left open."""
        return type(self).complete is not Records.complete

    def may_edit(self) -> bool:
        """Whether this user may change the register; screens hide what is not allowed."""
        return allowed(self.vault, self.edit_act, self.compartment)

    @requires_own("read_act")
    def ids(self, query: Query) -> array[int]:
        """The ids of all matching records in order: eight bytes a record, so that a list of any length scrolls.

        SQLite hands them over as one text: a hundred thousand rows of one number cost four times as much. It keeps the
        order of the rows for an aggregate that depends on it.
        """
        ordered = self._matching(query).order_by(*self._ordering(query)).subquery()
        with self.vault.read(self.compartment) as session:
            return array("q", json.loads(session.scalar(select(func.json_group_array(ordered.c.id))) or "[]"))

    @requires_own("read_act")
    def places(self, query: Query) -> Places:
        """Which record stands in which row of a list, without reading all of them: what is looked at is asked for."""
        matching, ordering = self._matching(query), self._ordering(query)
        ordered = matching.order_by(*ordering)
        with self.vault.read(self.compartment) as session:
            count = session.scalar(select(func.count()).select_from(matching.subquery())) or 0
            first = array("q", session.scalars(ordered.limit(STRETCH)))
        return InStretches(count, partial(self._stretch, ordered), partial(self._row_of, matching, ordering), first)

    @requires_own("read_act")
    def rows(self, ids: Iterable[int]) -> list[Row]:
        """The lines for these ids, in their order; what was removed in the meantime is left out."""
        wanted = list(ids)
        statement = self.source().add_columns(*self.columns.values())
        found: dict[int, Row] = {}
        with self.vault.read(self.compartment) as session:
            for start in range(0, len(wanted), MOST_AT_ONCE):
                some = statement.where(self.model.id.in_(wanted[start : start + MOST_AT_ONCE]))
                found.update((row[0], Row(row[0], tuple(row[1:]))) for row in session.execute(some))
        return [found[key] for key in wanted if key in found]

    @requires_own("read_act")
    def get(self, key: int) -> Record[D]:
        """One record as a form needs it; NotFound when it is gone."""
        with self.vault.read(self.compartment) as session:
            record = self._record(self._item(session, key))
        if self.logs_reading:
            self.vault.openings.note(self.vault, self.compartment, self.kind, key)
        return record

    @requires_own("read_act")
    def history(self, key: int) -> tuple[HistoryLine, ...]:
        """Who did what to this record, newest first."""
        return history_of(self.vault, self.compartment, self.kind, str(key))

    @requires_own("edit_act")
    def add(self, draft: D) -> Record[D]:
        """Store a new record; Invalid names the fields that are wrong."""
        with self.vault.write(self.compartment) as work:
            session = work.session
            draft = self._tidied(session, draft, None)
            item = self.model()
            self.write(session, item, draft)
            self.complete(session, item)
            session.add(item)
            self._flush(session)
            work.record(f"{self.kind}.added", self.kind, str(item.id), fields=filled(draft))
            return self._record(item)

    @requires_own("edit_act")
    def check_many(self, drafts: Sequence[D], tell: Progress = unheard) -> dict[int, Mapping[str, str]]:
        """What is wrong with each of these drafts, by its place and field, if they were added; nothing is stored."""
        with self.vault.read(self.compartment) as session:
            return Adding(self, self._tidied, tell).problems(session, drafts)

    @requires_own("edit_act")
    def add_many(self, work: UnitOfWork, drafts: Sequence[D], tell: Progress = unheard) -> Stored:
        """Store new records within an act that is under way; ManyInvalid says what is wrong with which, from 0.

        The trail names them together: the act of an import is one, and its entry covers each of them.
        """
        stored = Adding(self, self._tidied, tell).store(work.session, drafts)
        names = {name for draft in drafts for name in filled(draft)}
        work.record(f"{self.kind}.imported", self.kind, f"{stored.first}-{stored.last}", fields=names)
        return stored

    @requires_own("edit_act")
    def change(self, key: int, draft: D, version: int) -> Record[D]:
        """Store a change to the record as it was at `version`; Conflict when somebody else was first."""
        with self.vault.write(self.compartment) as work:
            session = work.session
            item = self._item(session, key)
            self._same_version(item, version)
            before = self.read(item)
            draft = self._tidied(session, draft, item)
            with session.no_autoflush:
                self.write(session, item, draft)
                self.complete(session, item)
            changed = differing(before, self.read(item))
            if changed:
                self._touch(item)
                self._flush(session)
                work.record(f"{self.kind}.changed", self.kind, str(key), fields=changed)
            else:
                work.leave_unchanged()
            return self._record(item)

    @requires_own("edit_act")
    def remove(self, key: int, version: int) -> D:
        """Remove a record and give back its draft, so that the act can be undone by adding it again."""
        with self.vault.write(self.compartment) as work:
            session = work.session
            item = self._item(session, key)
            self._same_version(item, version)
            reason = why_held(session, self.model, self.kind, key) or self.hindrance(session, item)
            if reason:
                raise Invalid({"": reason})
            draft = self.read(item)
            session.delete(item)
            self._flush(session)
            work.record(f"{self.kind}.removed", self.kind, str(key))
            return draft

    # How

    def _stretch(self, ordered: Select[Any], start: int, most: int) -> array[int]:
        with self.vault.read(self.compartment) as session:
            return array("q", session.scalars(ordered.limit(most).offset(start)))

    def _row_of(self, matching: Select[Any], ordering: Sequence[Any], key: int) -> int | None:
        numbered = matching.add_columns(func.row_number().over(order_by=ordering).label("place")).subquery()
        with self.vault.read(self.compartment) as session:
            found = session.scalar(select(numbered.c.place).where(numbered.c.id == key))
        return None if found is None else int(found) - 1

    def _matching(self, query: Query) -> Select[Any]:
        statement = self.source()
        for word in writable(query.words).split()[:20]:
            statement = statement.where(or_(*(holds(column, word) for column in self.searched)))
        for name, value in query.where:
            column = self.columns[name]
            statement = statement.where(column.is_(None) if value is None else column == value)
        return statement

    def _ordering(self, query: Query) -> Sequence[Any]:
        if query.order is None:
            return (*self.order, self.model.id)
        key = sort_key(self.sorting.get(query.order, self.columns[query.order]))
        return (key.desc().nulls_last() if query.descending else key.asc().nulls_last(), self.model.id)

    def _item(self, session: Session, key: int) -> M:
        item: M | None = session.scalar(select(self.model).where(self.model.id == key).options(*self.loading()))
        if item is None:
            raise NotFound(f"{self.words.article.capitalize()} {self.words.one} bestaat niet (meer).")
        return item

    def _record(self, item: M) -> Record[D]:
        return Record(item.id, item.version, self.name_of(item), self.read(item))

    def _same_version(self, item: M, version: int) -> None:
        if item.version != version:
            raise Conflict(
                f"Iemand anders heeft {self.words} intussen gewijzigd. Uw invoer is niet opgeslagen en staat er nog; "
                "bekijk eerst de nieuwe versie."
            )

    def _touch(self, item: M) -> None:
        """Have the row written, and so its version raised, also when only a list of the record changed."""
        own = inspect(self.model).column_attrs.keys()
        flag_modified(item, next(name for name in own if name not in {"id", "version"}))

    def _tidied(self, session: Session, draft: D, item: M | None) -> D:
        draft = without_blanks(draft)
        messages = {name: text for name, text in self.required.items() if getattr(draft, name) in (None, ())}
        for name, text in (misfits(self.model, draft) or self.check(session, draft, item)).items():
            messages.setdefault(name, text)
        if messages:
            raise Invalid(messages)
        return draft

    def _flush(self, session: Session) -> None:
        try:
            session.flush()
        except IntegrityError as broken:
            reason = str(broken.orig)
            raise Invalid({self._field_in(reason): self.broken_rule(reason)}) from broken

    def _field_in(self, reason: str) -> str:
        """The field a broken rule is about ("UNIQUE constraint failed: chapter.evaluation_id, chapter.number")."""
        table, _, column = reason.rsplit(maxsplit=1)[-1].partition(".")
        own = table == inspect(self.model).local_table.name and column in {field.name for field in fields(self.draft)}
        return column if own else ""

    def broken_rule(self, reason: str) -> str:
        """What to say when the store itself refuses; `reason` is the store's own sentence about columns."""
        if "UNIQUE" in reason:
            return f"Er is al een {self.words.one} met deze naam of dit nummer."
        return f"{self.words.article.capitalize()} {self.words.one} past niet bij de andere gegevens."


def rows_that_stay(rows: Sequence[N], names: Sequence[str]) -> list[N | None]:
    """For each name the row that has it, else the row in its place whose own name is gone, else None: a new name."""
    named = {row.name: row for row in rows}
    renamed = {place: row for place, row in enumerate(rows) if row.name not in names}
    return [named.get(name) or renamed.get(place) for place, name in enumerate(names)]


def fixed_options(choices: type[Choice]) -> tuple[Option, ...]:
    """A value list as options, in the order of the list."""
    return tuple(Option(member, member.label) for member in choices)
