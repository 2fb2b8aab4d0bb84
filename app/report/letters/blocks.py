"""Reading a filled Word file as the text of a letter: headings, paragraphs, lists and tables, in order.

Only what is said is read. How it looked in Word is left: the PDF has the look of the house.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.report.letters.styles import Styles
from app.services.document import Column, RichText, Row, Span, Table
from app.services.letters.package import WORD, open_package
from app.services.letters.words import CELL, ROW, TABLE, P, T

if TYPE_CHECKING:
    from collections.abc import Iterator


_RUN, _BREAK, _TAB = f"{WORD}r", f"{WORD}br", f"{WORD}tab"
_LEAST, _MOST = 8, 40  # characters: the narrowest and widest that a column asks for


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the letter; level 1 is its subject."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Lines:
    """A paragraph of one or more lines; `close` has no space below it, `kept` stays on the page of what follows."""

    lines: tuple[RichText, ...]
    close: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list; numbered or with bullets."""

    items: tuple[RichText, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty line; `kept` stays on the page of what follows."""

    kept: bool = False


LetterBlock = Heading | Lines | Items | Gap | Table


def blocks_of(docx: bytes) -> tuple[LetterBlock, ...]:
    """The text of a Word file, in order."""
    package = open_package(docx)
    styles = Styles(package)
    return tuple(_joined(_blocks(package.read(package.main).find(f"{WORD}body"), styles)))


def _joined(blocks: Iterator[LetterBlock]) -> Iterator[LetterBlock]:
    """Items that follow each other are one list."""
    waiting: Items | None = None
    for block in blocks:
        if isinstance(block, Items) and waiting is not None and waiting.numbered is block.numbered:
            waiting = Items((*waiting.items, *block.items), block.numbered)
            continue
        if waiting is not None:
            yield waiting
        waiting = block if isinstance(block, Items) else None
        if waiting is None:
            yield block
    if waiting is not None:
        yield waiting


def _blocks(parent: Any, styles: Styles) -> Iterator[LetterBlock]:  # noqa: ANN401 (lxml has no types)
    for child in parent:
        if child.tag == P:
            yield _paragraph(child, styles)
        elif child.tag == TABLE:
            table = _table(child)
            if table.rows or any(column.title for column in table.columns):
                yield table
        elif isinstance(child.tag, str):
            yield from _blocks(child, styles)


def _paragraph(paragraph: Any, styles: Styles) -> LetterBlock:  # noqa: ANN401 (lxml has no types)
    lines = _lines(paragraph)
    text = " ".join("".join(span.text for span in line) for line in lines).strip()
    level = styles.heading_level(paragraph)
    if not text:
        return Gap(styles.is_kept(paragraph))
    if level is not None:
        return Heading(level, text)
    numbering = styles.list_kind(paragraph)
    if numbering is not None:
        return Items((tuple(span for line in lines for span in line),), numbered=numbering == "number")
    return Lines(lines, close=styles.is_close(paragraph), kept=styles.is_kept(paragraph))


def _lines(paragraph: Any) -> tuple[RichText, ...]:  # noqa: ANN401 (lxml has no types)
    """The runs of a paragraph, a new line at each break."""
    lines: list[list[Span]] = [[]]
    for run in paragraph.iter(_RUN):
        if next(run.iterancestors(P)) is not paragraph:
            continue  # of a text box
        bold, italic = _is_on(run, "b"), _is_on(run, "i")
        for piece in run:
            if piece.tag == _BREAK:
                lines.append([])
            elif piece.tag == T and piece.text:
                lines[-1].append(Span(piece.text, bold, italic))
            elif piece.tag == _TAB:
                lines[-1].append(Span(" "))
    return tuple(tuple(line) for line in lines)


def _is_on(run: Any, name: str) -> bool:  # noqa: ANN401 (lxml has no types)
    found = run.find(f"{WORD}rPr/{WORD}{name}")
    return found is not None and found.get(f"{WORD}val", "true") not in {"0", "false", "off"}


def _table(table: Any) -> Table:  # noqa: ANN401 (lxml has no types)
    """Rows of text; the first is the head."""
    rows = [
        [_cell_text(cell) for cell in row.iter(CELL) if next(cell.iterancestors(TABLE)) is table]
        for row in table.iter(ROW)
        if next(row.iterancestors(TABLE)) is table
    ]
    width = max((len(row) for row in rows), default=0)
    whole = [row + [""] * (width - len(row)) for row in rows]
    shares = [min(max(*(len(row[at]) for row in whole), _LEAST), _MOST) for at in range(width)]
    head = whole[0] if whole else []
    columns = tuple(Column(title, float(share)) for title, share in zip(head, shares, strict=True))
    return Table("", columns, tuple(Row(tuple(row)) for row in whole[1:]))


def _cell_text(cell: Any) -> str:  # noqa: ANN401 (lxml has no types)
    paragraphs = ["".join(span.text for line in _lines(each) for span in (*line, Span(" "))) for each in cell.iter(P)]
    return " ".join(" ".join(paragraphs).split())
