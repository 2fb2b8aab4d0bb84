"""The content of the evaluation document: what the services gather and the report draws.

Plain frozen values: every figure has already become Dutch text, every unknown has become "onbekend" or an empty cell,
and nothing here knows of paper, fonts or the store.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from models.choices import Classification, DocumentStatus


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


RichText = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: RichText


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a section that is not in the contents."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """An unordered list."""

    items: tuple[RichText, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """A box beside the text that shows one finding."""

    title: str
    text: tuple[RichText, ...]


@dataclass(frozen=True, slots=True)
class GoalBox:
    """A box with a goal the municipality set itself, and where it set it."""

    title: str
    source: str
    text: tuple[RichText, ...]


class Align(StrEnum):
    """Alignment of a table column."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Column:
    """A table column; `share` is its part of the width, relative to the other columns."""

    title: str
    share: float = 1.0
    align: Align = Align.LEFT


class RowKind(StrEnum):
    """What a table row is: an ordinary line, the heading of a group, or a total."""

    LINE = "line"
    GROUP = "group"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; an empty string is an empty cell, which means unknown and not zero."""

    cells: tuple[str, ...]
    kind: RowKind = RowKind.LINE


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its title; `number` is None where it is not counted ("Tabel 1")."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    number: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart; None is unknown and leaves a gap."""

    name: str
    values: tuple[float | None, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart; `title` says what it shows, `alternative` says it to who cannot see it.

    Horizontal bars suit long category names; several series are drawn stacked.
    """

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alternative: str
    unit: str = ""
    horizontal: bool = False
    number: int | None = None


Block = Paragraph | Subheading | Bullets | Callout | GoalBox | Table | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter ("2") or numbered section ("2.1") with its blocks; sections of a chapter follow it in the list."""

    number: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def level(self) -> int:
        """1 for a chapter, 2 for a section."""
        return self.number.count(".") + 1


@dataclass(frozen=True, slots=True)
class OverviewPart:
    """One of the four blocks of the performance overview: figures (label, value) and results as short lines."""

    title: str
    figures: tuple[tuple[str, str], ...] = ()
    items: tuple[str, ...] = ()
    total: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class AnnexTheme:
    """A quickscan theme with its recommendations: (text, status label)."""

    title: str
    recommendations: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class QuickscanAnnex:
    """The annex with the quickscan: who carried it out, how, and what it recommends."""

    title: str
    introduction: tuple[RichText, ...]
    carried_out_by: str
    methods: tuple[str, ...]
    themes: tuple[AnnexTheme, ...]


@dataclass(frozen=True, slots=True)
class Control:
    """Document control on the title page."""

    municipality: str
    title: str
    subtitle: str
    year: int
    author: str
    dated: date | None
    version: str
    status: DocumentStatus
    classification: Classification


@dataclass(frozen=True, slots=True)
class EvaluationDocument:
    """Everything that is printed, in order."""

    control: Control
    overview: tuple[OverviewPart, ...]
    sections: tuple[Section, ...]
    annexes: tuple[QuickscanAnnex, ...] = ()


@dataclass(frozen=True, slots=True)
class AuthorNote:
    """Something the author should look at before publishing; shown in the program, never printed."""

    place: str
    text: str
    sources: tuple[str, ...] = field(default=())
