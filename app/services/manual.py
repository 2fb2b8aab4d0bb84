"""The manual: Dutch texts that ship with the program, in the simple markup of the house with tables and pictures.

A topic is a file `resources/manual/<key>.md`; that of a page of the window has the key of that page. The first line is
its title. `contents.toml` says which chapters there are and what stands in them.

    # Signalen
    Een alinea, **vet** of _cursief_, met een [verwijzing](page:cases) naar een ander onderwerp.

    ![Wat er op de afbeelding staat](signals.png)

    | Toets | Wat zij doet |
    |---|---|
    | Ctrl+N | nieuw signaal |
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from app.paths import resource
from app.rules import markup

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST = "begin"
LINK = re.compile(r"\[([^\[\]]+)\]\(page:([a-z_]+)\)")
_PICTURE = re.compile(r"!\[([^\[\]]*)\]\(([a-z0-9_.-]+)\)")
_AROUND = 60  # characters of the text around a found word


@dataclass(frozen=True, slots=True)
class Topic:
    """One subject: its key, title, chapter, and its text without the title."""

    key: str
    title: str
    chapter: str
    text: str

    @property
    def links(self) -> tuple[str, ...]:
        """The topics to which the text leads."""
        return tuple(match[2] for match in LINK.finditer(self.text))

    @property
    def pictures(self) -> tuple[str, ...]:
        """The files that the text shows."""
        return tuple(match[2] for match in _PICTURE.finditer(self.text))


@dataclass(frozen=True, slots=True)
class PictureNode:
    """A picture: its file in `resources/pictures` and what it shows, in words."""

    file: str
    told: str


@dataclass(frozen=True, slots=True)
class TableNode:
    """A table: titles of its columns and its rows, as plain text."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A topic in which all words occur, and a piece of its text around the first of them."""

    topic: Topic
    around: str


ManualNode = markup.Node | PictureNode | TableNode


@cache
def topics() -> tuple[Topic, ...]:
    """All topics in the order of the contents."""
    stated = tomllib.loads(resource("manual", "contents.toml").read_text("utf-8"))
    return tuple(_topic(key, chapter["title"]) for chapter in stated["chapter"] for key in chapter["topics"])


def topic(key: str) -> Topic:
    """The topic of a page, or the first one when there is none."""
    return next((each for each in topics() if each.key == key), topics()[0])


def search(words: str) -> tuple[Found, ...]:
    """The topics with all of the words, those with one in their title first; nothing for no words."""
    wanted = words.casefold().split()
    if not wanted:
        return ()
    found = [each for each in topics() if all(word in f"{each.title} {each.text}".casefold() for word in wanted)]
    ranked = sorted(found, key=lambda each: not any(word in each.title.casefold() for word in wanted))
    return tuple(Found(each, _around(each.text, wanted)) for each in ranked)


def nodes(text: str) -> tuple[ManualNode, ...]:
    """The blocks of a text."""
    return tuple(node for block in re.split(r"\n\s*\n", text.strip()) for node in _nodes(block))


def picture(file: str) -> Path:
    """Where a picture of the manual is."""
    return resource("pictures", file)


def _topic(key: str, chapter: str) -> Topic:
    first, _, rest = resource("manual", f"{key}.md").read_text("utf-8").partition("\n")
    return Topic(key, first.removeprefix("# ").strip(), chapter, rest.strip())


def _nodes(block: str) -> Iterator[ManualNode]:
    for kind, lines in groupby(block.splitlines(), key=_kind):
        if kind == "table":
            yield _table(list(lines))
        elif kind == "picture":
            for match in _PICTURE.finditer("\n".join(lines)):
                yield PictureNode(match[2], match[1])
        else:
            yield from markup.parse(LINK.sub(r"\1", "\n".join(lines)), lambda name: name)


def _kind(line: str) -> str:
    if line.startswith("|"):
        return "table"
    return "picture" if _PICTURE.fullmatch(line.strip()) else "text"


def _table(lines: list[str]) -> TableNode:
    """Lines of a table between bars; the second only separates the titles from the rows."""
    titles, _, *rows = [tuple(_bare(cell) for cell in line.strip().strip("|").split("|")) for line in lines]
    return TableNode(titles, tuple(rows))


def _bare(cell: str) -> str:
    return LINK.sub(r"\1", cell).replace("**", "").strip()


def _around(text: str, wanted: list[str]) -> str:
    flat = " ".join(_bare(_PICTURE.sub("", text)).replace("## ", "").split())
    places = [place for word in wanted if (place := flat.casefold().find(word)) >= 0]
    start = max(0, min(places, default=0) - _AROUND)
    piece = flat[start : start + 3 * _AROUND]
    return f"{'…' if start else ''}{piece}{'…' if start + len(piece) < len(flat) else ''}"
