"""A register's page as data: its columns, filters, fields and acts. `RecordPage` turns this into a screen.

A new register costs one model, one service, and one of these.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from app.services.records import Option, Record, Records
from app.vault.session import UnlockedVault
from models.choices import Choice, Classification, Secrecy
from ui.tasks import Tasks
from ui.tokens import Tone
from ui.widgets.page import PageContext


class Kind(Enum):
    """What a value is, which decides how it is read, written and shown."""

    TEXT = auto()
    MULTILINE = auto()
    LINES = auto()
    COUNTS = auto()
    CHOICE = auto()
    OPTION = auto()
    SUGGESTION = auto()
    DATE = auto()
    YEAR = auto()
    AMOUNT = auto()
    INTEGER = auto()
    DECIMAL = auto()
    PERCENTAGE = auto()
    BOOLEAN = auto()


NUMERIC = frozenset({Kind.AMOUNT, Kind.INTEGER, Kind.DECIMAL, Kind.PERCENTAGE})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list. `name` is the register's; `width` is in characters, 0 takes the room that is left.

    `tones` shows the value as a pill in the colour of its meaning; `extra` columns make room when there is little.
    """

    name: str
    title: str
    kind: Kind = Kind.TEXT
    width: int = 0
    tones: Mapping[Any, Tone] | None = None
    extra: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form. `name` is the draft's.

    CHOICE takes its values from `choices`, OPTION and SUGGESTION from the register's `options(name, draft)`.
    `wide` fields take the whole width; `rows` is the height of a MULTILINE, LINES or COUNTS field; `unit` stands
    behind it. COUNTS holds pairs of a name and a whole number, one a line.
    """

    name: str
    title: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: type[Choice] | None = None
    hint: str = ""
    unit: str = ""
    wide: bool = False
    rows: int = 4
    read_only: bool = False


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields that belong together, under a heading."""

    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice above the list. Its values are a fixed list, or come from the store each time the page is refreshed.

    `unknown` adds "onbekend" for records that have no value.
    """

    name: str
    title: str
    choices: type[Choice] | None = None
    options: Callable[[UnlockedVault], Sequence[Option]] | None = None
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class ActContext:
    """What an act may use: the register, the record that is open (None when none is), and where to stand."""

    vault: UnlockedVault
    records: Records[Any, Any]
    record: Record[Any] | None
    parent: QWidget
    tasks: Tasks
    refresh: Callable[[], None]
    tell: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class PageAct:
    """A button of a page besides new, save and remove."""

    title: str
    icon: str
    run: Callable[[ActContext], None]
    hint: str = ""
    needs_record: bool = False
    allowed: Callable[[UnlockedVault], bool] = field(default=lambda _vault: True)


@dataclass(frozen=True, slots=True)
class EmptyText:
    """What an empty list says: what belongs here and what to do first."""

    title: str
    text: str


class SheetView(Protocol):
    """Something to look at about the record that is open: a `QWidget` that can be told which."""

    def show_record(self, key: int) -> None:
        """Show it for this record, as things are now."""


class Foresight(Protocol):
    """What follows from a form, while it is filled in: a `QWidget` that stands above it."""

    def show_draft(self, draft: Any, key: int | None, *, typed: bool) -> None:  # noqa: ANN401  # of any register
        """Show it for this draft of a stored record, or of a new one (None); `typed` when it is not as stored."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A tab of a record that is no register: a timeline, a drawing. `make` gives a widget that is a `SheetView`."""

    key: str
    title: str
    make: Callable[[PageContext], SheetView]
    allowed: Callable[[UnlockedVault], bool] = field(default=lambda _vault: True)


@dataclass(frozen=True, slots=True)
class Part:
    """A register whose records hang on the record that is open, as a tab of that record.

    `parent` is the field of the draft, and the column of the register, with the id of the record they hang on; the
    form fills it in and does not show it. `hidden` columns tell in a list of its own what the file already says.
    """

    description: PageDescription
    parent: str
    hidden: tuple[str, ...] = ()
    allowed: Callable[[UnlockedVault], bool] = field(default=lambda _vault: True)

    def within(self) -> PageDescription:
        """The description as a tab of a file shows it: without what the file already says."""
        whole = self.description
        left_out = {self.parent, *self.hidden}
        return replace(
            whole,
            columns=tuple(each for each in whole.columns if each.name not in left_out),
            groups=tuple(
                replace(group, fields=tuple(each for each in group.fields if each.name != self.parent))
                for group in whole.groups
            ),
            filters=(),
            unshown=tuple(each for each in whole.fields if each.name == self.parent),
        )


@dataclass(frozen=True, slots=True)
class PageDescription:
    """A register's page. `many` is what more than one record are called, where that is not the title.

    `parts` are the tabs of an open record beside its form; `unshown` fields have a name and no place in the form.
    `foresight` stands above the form and says what follows from it.
    """

    title: str
    icon: str
    intro: str
    register: Callable[[UnlockedVault], Records[Any, Any]]
    columns: tuple[Column, ...]
    groups: tuple[FieldGroup, ...]
    empty: EmptyText
    search_hint: str = "Zoeken"
    filters: tuple[Filter, ...] = ()
    acts: tuple[PageAct, ...] = ()
    classification: Classification | Secrecy = Classification.INTERNAL
    many: str = ""
    parts: tuple[Part | Sheet, ...] = ()
    unshown: tuple[Field, ...] = ()
    foresight: Callable[[PageContext], Foresight] | None = None

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields, in order."""
        return tuple(item for group in self.groups for item in group.fields)

    @property
    def plural(self) -> str:
        """What more than one record are called."""
        return self.many or self.title.lower()

    def title_of(self, name: str) -> str:
        """How a field of the draft is called on screen; its own name when the form does not show it."""
        return next((item.title for item in (*self.fields, *self.unshown) if item.name == name), name)
