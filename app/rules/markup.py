"""The simple markup of chapter texts: from what an author types to blocks of styled text.

    Een alinea loopt door
    tot een lege regel.

    ## Een tussenkop
    - een punt
    - nog een punt

    **vet**, _cursief_, [[casussen_totaal]] (a live figure), and on a line of its own a block from the store:
    [[tabel: casuistiek]], [[grafiek: casuistiek]], [[kader: Drugslab]], [[doel: Ambitie Westland]]

There is no code in it: a field is a name looked up in a table of figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# A colon after one lower-case word makes a directive; elsewhere it belongs to a name ("APV, art. 2:80").
FIELD = re.compile(r"\[\[(?!\s*[a-z]+\s*:)\s*([^\[\]\s][^\[\]]*)\]\]")
DIRECTIVE = re.compile(r"\[\[\s*([a-z]+)\s*:\s*([^\[\]\s][^\[\]]*)\]\]")
STYLED = re.compile(r"\*\*(?P<bold>[^*]+)\*\*|(?<!\w)_(?P<italic>[^_]+)_(?!\w)")


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style; fields are already replaced."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class TextNode:
    """A paragraph."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class HeadingNode:
    """A heading inside a section, without styles."""

    text: str


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list; one tuple of runs an item."""

    items: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class DirectiveNode:
    """A block from the store: kind ("tabel") and name ("casuistiek")."""

    kind: str
    name: str


Node = TextNode | HeadingNode | ListNode | DirectiveNode


def parse(text: str, field_text: Callable[[str], str]) -> tuple[Node, ...]:
    """Blocks of a chapter text; `field_text` gives the printed value of a field name."""
    nodes: list[Node] = []
    for lines in _paragraphs(text):
        nodes.extend(_nodes_of(lines, field_text))
    return tuple(nodes)


def flowing(text: str) -> str:
    """The same text with each paragraph and each item on one line, as an author types it in a window."""
    paragraphs = []
    for lines in _paragraphs(text):
        groups = groupby(_folded(lines), key=_kind_of)
        paragraphs.append("\n".join((" " if kind == "text" else "\n").join(group) for kind, group in groups))
    return "\n\n".join(paragraphs)


def field_names(text: str) -> tuple[str, ...]:
    """The fields a text uses, in order of first use."""
    return tuple(dict.fromkeys(_name_in(match) for match in FIELD.finditer(text)))


def stray_marks(text: str) -> tuple[str, ...]:
    """The lines with double brackets that are neither a field nor a directive on a line of its own.

    They are printed as they stand, which is seldom what the author meant.
    """
    found: list[str] = []
    for lines in _paragraphs(text):
        without_fields = FIELD.sub(lambda match: match.group().strip("[]"), "\n".join(lines)).split("\n")
        found += [
            line
            for line, rest in zip(lines, without_fields, strict=True)
            if ("[[" in rest or "]]" in rest) and not DIRECTIVE.fullmatch(line)
        ]
    return tuple(found)


def styled(text: str, field_text: Callable[[str], str]) -> tuple[Run, ...]:
    """One line of text as runs. Styles are found before fields are filled: a value cannot open or close one."""
    runs: list[Run] = []

    def add(start: int, end: int, *, bold: bool = False, italic: bool = False) -> None:
        filled = FIELD.sub(lambda match: field_text(_name_in(match)), text[start:end])
        if filled:
            runs.append(Run(filled, bold=bold, italic=italic))

    # In a field name an underscore is a letter, so names are blanked out while looking for styles.
    masked = FIELD.sub(lambda match: "\0" * len(match.group()), text)
    position = 0
    for match in STYLED.finditer(masked):
        style = "bold" if match["bold"] else "italic"
        add(position, match.start())
        add(*match.span(style), bold=style == "bold", italic=style == "italic")
        position = match.end()
    add(position, len(text))
    return tuple(runs)


def _paragraphs(text: str) -> Iterator[list[str]]:
    lines: list[str] = []
    for raw in text.splitlines():
        line = raw.strip()
        if line:
            lines.append(line)
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _nodes_of(lines: list[str], field_text: Callable[[str], str]) -> Iterator[Node]:
    for kind, group in groupby(_folded(lines), key=_kind_of):
        if kind == "item":
            yield ListNode(tuple(styled(line[2:].strip(), field_text) for line in group))
        elif kind == "text":
            yield TextNode(styled(" ".join(group), field_text))
        else:
            yield from (_block_of(line, field_text) for line in group)


def _folded(lines: list[str]) -> list[str]:
    """The lines with each list item on one line: a plain line after an item belongs to the item."""
    folded: list[str] = []
    for line in lines:
        if folded and _kind_of(folded[-1]) == "item" and _kind_of(line) == "text":
            folded[-1] += f" {line}"
        else:
            folded.append(line)
    return folded


def _kind_of(line: str) -> str:
    if line.startswith("- "):
        return "item"
    return "block" if line.startswith("## ") or DIRECTIVE.fullmatch(line) else "text"


def _block_of(line: str, field_text: Callable[[str], str]) -> Node:
    directive = DIRECTIVE.fullmatch(line)
    if directive:
        return DirectiveNode(directive.group(1), directive.group(2).rstrip())
    return HeadingNode("".join(run.text for run in styled(line[3:].strip(), field_text)))


def _name_in(field: re.Match[str]) -> str:
    return field.group(1).rstrip()
