"""A canvas that marks what it draws: text belongs to an element of the structure, the rest is ornament.

Whatever is painted outside a mark becomes an artifact by itself, so that only meaning has to be said. Text outside a
mark is a mistake and stops the drawing, so that no word can be lost to who listens. On another canvas, as that of a
first pass, `marked`, `within` and `artifact` do nothing.
"""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from itertools import pairwise
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from app.errors import BugError
from app.report.tagging.structure import LinkArea, Mark, Structure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from app.report.tagging.structure import Element, Tag

REPEATED = "/Type /Pagination"  # a title or table head that was read on an earlier page
_ORNAMENT, _END = "/Artifact BMC", "EMC"
_PAINTING = frozenset({"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh"})
_KEEP_EMPTY = frozenset({"TD", "TH"})
_NOTHING = nullcontext()


def marked(canvas: Canvas, *tags: Tag) -> AbstractContextManager[None]:
    """What is drawn inside is content of the last tag, below the others. Inside another mark it says nothing new."""
    return canvas.marked(*tags) if isinstance(canvas, TaggedCanvas) else _NOTHING


def within(canvas: Canvas, *tags: Tag) -> AbstractContextManager[None]:
    """What is marked inside comes below these tags."""
    return canvas.within(*tags) if isinstance(canvas, TaggedCanvas) else _NOTHING


def artifact(canvas: Canvas, *properties: str) -> AbstractContextManager[None]:
    """What is drawn inside is not read aloud: repeated on each page, or said elsewhere."""
    return canvas.artifact(*properties) if isinstance(canvas, TaggedCanvas) else _NOTHING


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """Draws and builds the structure alongside."""

    _code: list[str]

    def __init__(self, *positional: object, **named: object) -> None:
        self.structure = Structure()
        self._here = self.structure.root
        self._open = False
        self._marking: Element | None = None
        self._marks = self._links = self._since = 0
        super().__init__(*positional, **named)

    @contextmanager
    def within(self, *tags: Tag) -> Iterator[None]:
        """See the function of the same name."""
        path = self._path(*tags)
        before, self._here = self._here, path[-1]
        yield
        self._here = before
        _prune(path)

    @contextmanager
    def marked(self, *tags: Tag) -> Iterator[None]:
        """See the function of the same name."""
        if self._open:
            yield
            return
        path = self._path(*tags)
        element = self._marking = path[-1]
        self._begin(f"/{element.role} <</MCID {self._marks}>> BDC")
        begun = len(self._code)
        yield
        self._marking = None
        if len(self._code) > begun:
            element.children.append(Mark(self._pageNumber - 1, self._marks))
            self._marks += 1
            self._finish()
        else:
            self._finish(nothing=True)
            _prune(path)

    @contextmanager
    def artifact(self, *properties: str) -> Iterator[None]:
        """See the function of the same name."""
        if self._open:
            yield
            return
        self._begin(f"/Artifact <<{' '.join(properties)}>> BDC" if properties else _ORNAMENT)
        yield
        self._finish()

    def beginText(self, x: float = 0, y: float = 0, direction: str | None = None) -> PDFTextObject:  # noqa: N802
        """ReportLab's text, with its words kept apart."""
        return _SpacedText(self, x, y, direction=direction)

    def drawText(self, aTextObject: PDFTextObject) -> None:  # noqa: N802, N803  # ReportLab's names
        """BugError when nobody has said what this text is."""
        if not self._open:
            raise BugError("text is drawn outside the structure of the document")
        super().drawText(aTextObject)

    def showPage(self) -> None:  # noqa: N802  # ReportLab's name
        """End the page; numbers of marks begin anew."""
        self._wrap_ornament()
        self._marks = self._links = self._since = 0
        super().showPage()

    def _addAnnotation(self, annotation: object, name: str | None = None, addtopage: int = 1) -> None:  # noqa: N802
        if self._marking is None:
            raise BugError("a link is placed outside the structure of the document")
        self._marking.children.append(LinkArea(self._pageNumber - 1, self._links))
        self._links += 1
        super()._addAnnotation(annotation, name, addtopage)

    def _path(self, *tags: Tag) -> list[Element]:
        """From where drawing is in the structure to the element of the last tag."""
        path = [self._here]
        for tag in tags:
            path.append(self.structure.below(path[-1], tag))
        return path

    def _begin(self, operator: str) -> None:
        self._wrap_ornament()
        self._code.append(operator)
        self._open = True

    def _finish(self, *, nothing: bool = False) -> None:
        if nothing:
            self._code.pop()
        else:
            self._code.append(_END)
        self._open = False
        self._since = len(self._code)

    def _wrap_ornament(self) -> None:
        """Make an artifact of what was painted since the last mark."""
        if any(line.rpartition(" ")[2] in _PAINTING for line in self._code[self._since :]):
            self._code.insert(self._since, _ORNAMENT)
            self._code.append(_END)


def _prune(path: list[Element]) -> None:
    """Take elements that got no content out of the structure, except cells: a row keeps its columns."""
    for parent, element in reversed(list(pairwise(path))):
        if not element.children and element.role not in _KEEP_EMPTY:
            parent.forget(element)


class _SpacedText(PDFTextObject):  # type: ignore[misc]  # ReportLab has no types
    """Each line ends with a space: that is how a reader of the file knows where a word ends (ISO 32000-1, 14.8.2.5)."""

    def _textOut(self, text: str, TStar: int = 0) -> None:  # noqa: N802, N803  # ReportLab's names
        super()._textOut(f"{text} " if TStar else text, TStar)

    def textLine(self, text: str = "") -> None:  # noqa: N802  # ReportLab's name
        """A line of text."""
        super().textLine(f"{text} ")
