"""The structure of a PDF as it is read aloud, listed as lines, and what is wrong with it.

`python -m tests.report.structure evaluatie.pdf` lists a file.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf

from tests.report.marks import PageMarks, marks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_XMP_FACTS = ("<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<", "<dc:title>", "<dc:language>")
_NONE = pikepdf.Dictionary()
_BELOW = {
    "TR": {"THead", "TBody", "Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "LI": {"L"},
    "Lbl": {"LI"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
}


@dataclass
class Node:
    """An element: its text is the text of its marks, without that of the elements below it."""

    role: str
    parent: str
    alternative: str = ""
    scope: str = ""
    columns: int = 1
    box: bool = False
    text: str = ""
    marks: list[tuple[int, int]] = field(default_factory=list)
    links: int = 0
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """Itself and everything below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def words(self) -> str:
        """All text, below it too, as it is read."""
        return " ".join("".join(node.alternative or node.text for node in self.walk()).split())


class Tagged:
    """The structure of a PDF."""

    def __init__(self, pdf: bytes) -> None:
        self.file = pikepdf.open(BytesIO(pdf))
        self._pages = {page.obj.objgen: number for number, page in enumerate(self.file.pages)}
        self.marks: list[PageMarks] = [marks_of(page) for page in self.file.pages]
        tree = self.file.Root.get("/StructTreeRoot")
        self.root = Node("", "") if tree is None else self._node(tree.K[0], "")

    def _node(self, element: pikepdf.Object, parent: str) -> Node:
        attributes = element.get("/A", _NONE)
        node = Node(
            str(element.S).lstrip("/"),
            parent,
            str(element.get("/Alt", "")),
            str(attributes.get("/Scope", "")).lstrip("/"),
            int(attributes.get("/ColSpan", 1)),
            "/BBox" in attributes,
        )
        for child in element.get("/K", ()):
            if child.get("/Type") == "/MCR":
                page, number = self._pages[child.Pg.objgen], int(child.MCID)
                node.marks.append((page, number))
                node.text += self.marks[page].texts.get(number, "")
            elif child.get("/Type") == "/OBJR":
                node.links += 1
            else:
                node.children.append(self._node(child, node.role))
        return node

    def lines(self) -> Iterator[str]:
        """The structure as it is read: an element a line, a table row a line."""
        yield from _lines(self.root, 0)

    def problems(self) -> Iterator[str]:
        """What is wrong, in words; nothing when all is well."""
        yield from self._file_problems()
        yield from self._mark_problems()
        nodes = list(self.root.walk())
        yield from _heading_problems(nodes)
        yield from _order_problems(nodes)
        for node in nodes:
            yield from _node_problems(node)

    def _file_problems(self) -> Iterator[str]:
        root = self.file.Root
        metadata = root.Metadata.read_bytes().decode() if "/Metadata" in root else ""
        checks = {
            "not said to be tagged": bool(root.get("/MarkInfo", _NONE).get("/Marked", False)),
            "no structure": "/StructTreeRoot" in root,
            "no language": str(root.get("/Lang", "")) == "nl-NL",
            "no output intent": "/OutputIntents" in root,
            "no bookmarks": "/Outlines" in root or not any(node.role[:1] == "H" for node in self.root.walk()),
            "title not shown": bool(root.get("/ViewerPreferences", _NONE).get("/DisplayDocTitle", False)),
            **{f"metadata lack {fact}": fact in metadata for fact in _XMP_FACTS},
        }
        yield from (problem for problem, fine in checks.items() if not fine)

    def _mark_problems(self) -> Iterator[str]:
        named = [mark for node in self.root.walk() for mark in node.marks]
        present = [(page, number) for page, marks in enumerate(self.marks) for number in marks.texts]
        yield from (f"mark {mark} is in no element" for mark in set(present) - set(named))
        yield from (f"mark {mark} is not on its page" for mark in set(named) - set(present))
        if len(named) != len(set(named)):
            yield "a mark is in two elements"
        for number, (page, marks) in enumerate(zip(self.file.pages, self.marks, strict=True), start=1):
            yield from (f"page {number}: “{text}” lies outside the structure" for text in marks.loose)
            yield from (f"page {number}: “{text}” is called an artifact" for text in marks.hushed)
            yield from self._page_problems(number, page, marks)

    def _page_problems(self, number: int, page: pikepdf.Page, marks: PageMarks) -> Iterator[str]:
        if page.obj.get("/Tabs") != "/S":
            yield f"page {number}: tabs do not follow the structure"
        parents = _parents(self.file).get(int(page.obj.get("/StructParents", -1)))
        if parents is None or len(parents) != len(marks.texts):
            yield f"page {number}: the parent tree does not know its marks"
        for annotation in page.obj.get("/Annots", ()):
            if not str(annotation.get("/Contents", "")):
                yield f"page {number}: a link does not say where it leads"
            if int(annotation.get("/StructParent", -1)) not in _parents(self.file):
                yield f"page {number}: a link is in no element"


def _parents(file: pikepdf.Pdf) -> dict[int, pikepdf.Object]:
    tree = file.Root.get("/StructTreeRoot", _NONE).get("/ParentTree")
    numbers = list(tree.Nums) if tree is not None else []
    return {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}


def _heading_problems(nodes: list[Node]) -> Iterator[str]:
    levels = [0] + [int(node.role[1:]) for node in nodes if node.role[:1] == "H" and node.role[1:].isdigit()]
    yield from (f"a heading H{deep} comes after H{level}" for level, deep in pairwise(levels) if deep > level + 1)


def _order_problems(nodes: list[Node]) -> Iterator[str]:
    first = [(min(node.marks), node) for node in nodes if node.marks]
    for (before, _), (after, node) in pairwise(first):
        if after < before:
            yield f"“{node.words[:40]}” is read in the wrong place"
    yield from (f"“{node.words[:40]}” is read out of order" for node in nodes if node.marks != sorted(node.marks))


def _node_problems(node: Node) -> Iterator[str]:
    if node.parent not in _BELOW.get(node.role, {node.parent}):
        yield f"{node.role} below {node.parent}"
    if not node.words and not any(one.role in ("TD", "TH") for one in node.walk()):
        yield f"{node.role} without content"
    match node.role:
        case "Figure" if not node.alternative or not node.box:
            yield "a figure without alternative text or place"
        case "TH" if not node.scope:
            yield f"header cell “{node.words}” without scope"
        case "Link" if node.links != 1:
            yield f"link “{node.words}” without its area"
        case "Table":
            yield from _table_problems(node)
        case "L" if any(child.role != "LI" for child in node.children):
            yield "a list with something else than items"


def _table_problems(table: Node) -> Iterator[str]:
    rows = [node for node in table.walk() if node.role == "TR"]
    widths = {sum(cell.columns for cell in row.children) for row in rows}
    if len(widths) != 1:
        yield f"table “{table.words[:40]}” has rows of {sorted(widths)} columns"
    if not rows or {cell.role for cell in rows[0].children} != {"TH"}:
        yield f"table “{table.words[:40]}” has no head"
    if any(row.children[0].role != "TH" for row in rows):
        yield f"table “{table.words[:40]}” has a row without head"


def _lines(node: Node, depth: int) -> Iterator[str]:
    indent = "  " * depth
    if node.role == "TR":
        yield f"{indent}TR  " + " | ".join(
            f"[{cell.words}]" if cell.role == "TH" else cell.words for cell in node.children
        )
        return
    said = " ".join(node.text.split())
    said = f"({node.alternative})" if node.alternative else said
    yield f"{indent}{node.role}  {said}".rstrip()
    for child in node.children:
        yield from _lines(child, depth + 1)


if __name__ == "__main__":
    print("\n".join(Tagged(Path(sys.argv[1]).read_bytes()).lines()))  # noqa: T201
