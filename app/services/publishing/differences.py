"""What differs between two versions of a document, block by block, in words that an author reads."""

from __future__ import annotations

from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING

from app.formats import format_date
from app.services.document import (
    Bullets,
    Callout,
    Chart,
    Control,
    GoalBox,
    Paragraph,
    Subheading,
    Table,
)
from models.choices import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from app.services.document import Block, EvaluationDocument, OverviewPart, QuickscanAnnex, RichText, Row, Section

LONGEST = 160
_CONTROL = {
    "title": "titel",
    "subtitle": "ondertitel",
    "author": "auteur",
    "dated": "datum",
    "version": "versie",
    "status": "status",
    "classification": "rubricering",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: where it is, and what it is in words."""

    place: str
    text: str


def changes_between(older: EvaluationDocument, newer: EvaluationDocument) -> tuple[Change, ...]:
    """All differences in the order of the newer document; what is gone stands where it stood."""
    return (
        *_control(older.control, newer.control),
        *_overview(older.overview, newer.overview),
        *_sections(older.sections, newer.sections),
        *_annexes(older.annexes, newer.annexes),
    )


def _control(older: Control, newer: Control) -> Iterator[Change]:
    for field in fields(Control):
        name, before, after = field.name, getattr(older, field.name), getattr(newer, field.name)
        if before != after and name in _CONTROL:
            yield Change("Titelpagina", _became(_CONTROL[name], _shown(before), _shown(after)))


def _shown(value: str | date | None) -> str:
    if isinstance(value, Choice):
        return value.label
    return value if isinstance(value, str) else format_date(value, unknown="")


def _overview(older: Sequence[OverviewPart], newer: Sequence[OverviewPart]) -> Iterator[Change]:
    before = {part.title: _lines_of(part) for part in older}
    for part in newer:
        yield from _lines(f"Prestatieoverzicht, {part.title}", before.get(part.title, ()), _lines_of(part))


def _lines_of(part: OverviewPart) -> tuple[str, ...]:
    total = (part.total,) if part.total else ()
    return (*part.items, *(f"{name}: {figure}" for name, figure in (*part.figures, *total)))


def _sections(older: Sequence[Section], newer: Sequence[Section]) -> Iterator[Change]:
    """Chapters with the same title are the same chapter, else those with the same number; the rest is new or gone."""
    pairs = _paired(older, newer)
    for before, after in pairs:
        if before is None and after is not None:
            yield Change(_name(after), "Dit hoofdstuk is nieuw")
        elif after is None and before is not None:
            yield Change(_name(before), "Dit hoofdstuk is vervallen")
        elif before is not None and after is not None:
            if before.number != after.number:
                yield Change(_name(after), f"Dit hoofdstuk had nummer {before.number}")
            if before.title != after.title:
                yield Change(_name(after), _became("titel", before.title, after.title))
            yield from _blocks(_name(after), before.blocks, after.blocks)


def _paired(older: Sequence[Section], newer: Sequence[Section]) -> list[tuple[Section | None, Section | None]]:
    left = list(older)
    found: dict[int, Section] = {}
    for same in (lambda a, b: (a.number, a.title) == (b.number, b.title), _same_title, _same_number):
        for at, section in enumerate(newer):
            match = next((each for each in left if at not in found and same(each, section)), None)
            if match is not None:
                found[at] = match
                left.remove(match)
    pairs: list[tuple[Section | None, Section | None]] = [(found.get(at), each) for at, each in enumerate(newer)]
    return pairs + [(section, None) for section in left]


def _same_title(one: Section, other: Section) -> bool:
    return one.title == other.title


def _same_number(one: Section, other: Section) -> bool:
    return one.number == other.number


def _blocks(place: str, older: Sequence[Block], newer: Sequence[Block]) -> Iterator[Change]:
    before, after = [repr(block) for block in older], [repr(block) for block in newer]
    for tag, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            for old, new in _partners(older[start:end], newer[new_start:new_end]):
                yield from _block(place, old, new)


def _partners(older: Sequence[Block], newer: Sequence[Block]) -> Iterator[tuple[Block | None, Block | None]]:
    """Blocks of one kind belong together, in order."""
    left = list(older)
    for block in newer:
        match = next((each for each in left if type(each) is type(block)), None)
        if match is not None:
            left.remove(match)
        yield match, block
    yield from ((block, None) for block in left)


def _block(place: str, older: Block | None, newer: Block | None) -> Iterator[Change]:
    if older is None and newer is not None:
        yield Change(place, f"{_kind(newer)} toegevoegd: {_quoted(_text(newer))}")
    elif newer is None and older is not None:
        yield Change(place, f"{_kind(older)} vervallen: {_quoted(_text(older))}")
    elif isinstance(older, Table) and isinstance(newer, Table):
        yield from _table(place, older, newer)
    elif isinstance(older, Bullets) and isinstance(newer, Bullets):
        yield from _lines(place, [_plain(item) for item in older.items], [_plain(item) for item in newer.items])
    elif older is not None and newer is not None:
        yield Change(place, _became(_kind(newer).lower(), _text(older), _text(newer)))


def _lines(place: str, older: Sequence[str], newer: Sequence[str]) -> Iterator[Change]:
    matcher = SequenceMatcher(None, older, newer, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        for before, after in zip_longest(older[start:end], newer[new_start:new_end]):
            if before is None:
                yield Change(place, f"Regel toegevoegd: {_quoted(after)}")
            elif after is None:
                yield Change(place, f"Regel vervallen: {_quoted(before)}")
            else:
                yield Change(place, _became("regel", before, after))


def _table(place: str, older: Table, newer: Table) -> Iterator[Change]:
    """Cell by cell, by the name of the row and the title of the column."""
    where = f"{place}, {_table_name(newer)}"
    if older.title != newer.title:
        yield Change(where, _became("titel", older.title, newer.title))
    before, after = _cells(older), _cells(newer)
    rows_before, rows_after = _row_names(older), _row_names(newer)
    for name in dict.fromkeys([*rows_after, *rows_before]):
        if name not in rows_before:
            yield Change(where, f"Rij toegevoegd: {_quoted(name)}")
        elif name not in rows_after:
            yield Change(where, f"Rij vervallen: {_quoted(name)}")
        else:
            for column in dict.fromkeys(title for row, title in [*after, *before] if row == name):
                one, other = before.get((name, column), ""), after.get((name, column), "")
                if one != other:
                    yield Change(where, f"{_quoted(name)}, {column}: {_value(one)} werd {_value(other)}")
    yield from _lines(where, older.notes, newer.notes)


def _cells(table: Table) -> dict[tuple[str, str], str]:
    titles = [column.title for column in table.columns]
    return {
        (name, title): cell
        for name, row in zip(_row_names(table), table.rows, strict=True)
        for title, cell in zip(titles[1:], row.cells[1:], strict=False)
    }


def _row_names(table: Table) -> list[str]:
    """The first cell of each row, told apart by number where several have the same."""
    names: list[str] = []
    for row in table.rows:
        name = _first(row)
        again = sum(1 for each in names if each == name or each.startswith(f"{name} ("))
        names.append(f"{name} ({again + 1})" if again else name)
    return names


def _first(row: Row) -> str:
    return row.cells[0] if row.cells else ""


def _annexes(older: Sequence[QuickscanAnnex], newer: Sequence[QuickscanAnnex]) -> Iterator[Change]:
    for before, after in zip_longest(older, newer):
        lines = [[] if annex is None else list(_annex_lines(annex)) for annex in (before, after)]
        yield from _lines(f"Bijlage {(after or before).title}", *lines)


def _annex_lines(annex: QuickscanAnnex) -> Iterator[str]:
    yield f"Uitgevoerd door {annex.carried_out_by}"
    yield from (_plain(paragraph) for paragraph in annex.introduction)
    yield from annex.methods
    for theme in annex.themes:
        yield theme.title
        yield from (f"{text} ({status})" for text, status in theme.recommendations)


def _kind(block: Block) -> str:
    names: dict[type, str] = {
        Paragraph: "Alinea",
        Subheading: "Tussenkop",
        Bullets: "Opsomming",
        Callout: "Kader",
        GoalBox: "Doel",
        Table: "Tabel",
        Chart: "Grafiek",
    }
    return names[type(block)]


def _text(block: Block) -> str:
    if isinstance(block, Paragraph):
        return _plain(block.text)
    if isinstance(block, Subheading):
        return block.text
    if isinstance(block, Bullets):
        return "; ".join(_plain(item) for item in block.items)
    if isinstance(block, Chart):
        return f"{block.title}. {block.alternative}"
    if isinstance(block, Table):
        return block.title
    return f"{block.title}. {' '.join(_plain(paragraph) for paragraph in block.text)}"


def _plain(text: RichText) -> str:
    return "".join(span.text for span in text)


def _name(section: Section) -> str:
    return f"{section.number} {section.title}"


def _table_name(table: Table) -> str:
    return f"tabel ‘{table.title}’" if table.number is None else f"Tabel {table.number}"


def _value(text: str) -> str:
    return text or "leeg"


def _became(what: str, before: str, after: str) -> str:
    """A sentence that shows both; long texts are cut around the place where they begin to differ."""
    one, other = _around(before, after)
    return f"{what[:1].upper()}{what[1:]} gewijzigd: {one} werd {other}"


def _around(before: str, after: str) -> tuple[str, str]:
    same = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), None)
    start = max(0, (min(len(before), len(after)) if same is None else same) - LONGEST // 3)
    if max(len(before), len(after)) <= LONGEST:
        start = 0
    return _quoted(before, start), _quoted(after, start)


def _quoted(text: str, start: int = 0) -> str:
    if not text:
        return "leeg"
    end = start + LONGEST
    return f"‘{'…' if start else ''}{text[start:end]}{'…' if len(text) > end else ''}’"
