"""Reading a PDF back: text, places of words, bookmarks, links and fonts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

import pikepdf
import pypdfium2


@dataclass(frozen=True)
class Box:
    """A place on a page, in points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


class Reading:
    """A PDF as its reader sees it; pages count from 1."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        self._document = pypdfium2.PdfDocument(pdf)
        self._pages = [page.get_textpage() for page in self._document]

    @cached_property
    def texts(self) -> list[str]:
        """The text of each page, white space as single spaces."""
        return [" ".join(page.get_text_bounded().split()) for page in self._pages]

    @property
    def text(self) -> str:
        """All text."""
        return " ".join(self.texts)

    def page_of(self, text: str) -> int:
        """The first page with this text."""
        return next(number for number, page in enumerate(self.texts, start=1) if text in page)

    def find(self, page: int, text: str) -> list[Box]:
        """Every place of a text that stands on one line of a page."""
        textpage = self._pages[page - 1]
        search = textpage.search(text, match_case=True)
        boxes = []
        while (found := search.get_next()) is not None:
            corners = [textpage.get_charbox(index) for index in range(found[0], found[0] + found[1])]
            lefts, bottoms, rights, tops = zip(*corners, strict=True)
            boxes.append(Box(min(lefts), min(bottoms), max(rights), max(tops)))
        return boxes

    def within(self, page: int, box: Box) -> str:
        """The text inside a rectangle."""
        text = self._pages[page - 1].get_text_bounded(box.left, box.bottom, box.right, box.top)
        return " ".join(text.split())

    @cached_property
    def file(self) -> pikepdf.Pdf:
        """The objects of the file."""
        return pikepdf.open(BytesIO(self.pdf))

    def links(self, page: int) -> list[tuple[int, float, Box]]:
        """The links on a page: to which page and height, and where."""
        annotations = self.file.pages[page - 1].obj.get("/Annots", pikepdf.Array())
        return [(*self._target(one.Dest), Box(*(float(value) for value in one.Rect))) for one in annotations]

    def bookmarks(self) -> list[tuple[int, str, int]]:
        """Level, title and page of each bookmark."""
        found: list[tuple[int, str, int]] = []

        def walk(node: pikepdf.Object, level: int) -> None:
            item = node.get("/First")
            while item is not None:
                found.append((level, str(item.Title), self._target(item.Dest)[0]))
                walk(item, level + 1)
                item = item.get("/Next")

        walk(self.file.Root.Outlines, 1)
        return found

    def _target(self, destination: pikepdf.Object) -> tuple[int, float]:
        pages = [page.obj.objgen for page in self.file.pages]
        return pages.index(destination[0].objgen) + 1, float(destination[3])

    def fonts(self) -> dict[str, bool]:
        """Each font by name, with whether it is embedded."""
        return {
            str(one.BaseFont): "/FontFile2" in one.get("/FontDescriptor", {})
            for one in self.file.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == pikepdf.Name.Font
        }
