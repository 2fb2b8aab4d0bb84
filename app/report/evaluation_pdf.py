"""The evaluation document as a PDF: everything from the content model, drawn in two passes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas

from app.errors import Cancelled
from app.report import theme
from app.report.headings import Places
from app.report.house.style import BOLWERK, HouseStyle
from app.report.saving import staged
from app.report.story import story_of
from app.report.tagging.archive import archived
from app.report.tagging.canvas import TaggedCanvas
from app.report.template import Report

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.document import EvaluationDocument

_PASSES = 2


@dataclass(frozen=True, slots=True)
class Rendered:
    """A written document: where, how many pages, and the SHA-256 of its bytes in hexadecimal."""

    path: Path
    pages: int
    sha256: str


def render(
    document: EvaluationDocument,
    out: Path,
    *,
    house: HouseStyle = BOLWERK,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    log: Callable[[Rendered], None] = lambda _rendered: None,
) -> Rendered:
    """Write the document to `out`. After ExportFailed (it cannot be) or Cancelled (stopped) `out` is as it was.

    `log` is told just before the document gets its place; what it raises leaves `out` as it was too.
    """
    content, pages = _draw(document, house, _Course(progress, cancelled))
    rendered = Rendered(out, pages, hashlib.sha256(content).hexdigest())
    with staged(content, out):
        log(rendered)
    return rendered


def render_bytes(
    document: EvaluationDocument,
    *,
    house: HouseStyle = BOLWERK,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> bytes:
    """The document without writing it anywhere; equal content gives equal bytes."""
    return draw(document, house=house, progress=progress, cancelled=cancelled)[0]


def draw(
    document: EvaluationDocument,
    *,
    house: HouseStyle = BOLWERK,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[bytes, int]:
    """As `render_bytes`, with the number of pages."""
    return _draw(document, house, _Course(progress, cancelled))


class _Course:
    """How far the drawing is, told onward, and the moment to stop."""

    def __init__(self, progress: Callable[[int, int], None] | None, cancelled: Callable[[], bool] | None) -> None:
        self._progress, self._cancelled = progress, cancelled
        self._done = self._parts = 0
        self._before = 0

    def begin(self, number: int, parts: int) -> None:
        """The pass with this number (from 0) begins over so many parts."""
        self._before, self._parts = number * parts, parts
        self.step("PROGRESS", 0)

    def step(self, what: str, parts: int) -> None:
        """Called by ReportLab. A part that was split counts again, so the course only ever goes forward."""
        if self._cancelled is not None and self._cancelled():
            raise Cancelled
        if what == "PROGRESS" and self._progress is not None:
            self._done = max(self._done, self._before + min(parts, self._parts))
            self._progress(self._done, _PASSES * self._parts)


def _draw(document: EvaluationDocument, house: HouseStyle, course: _Course) -> tuple[bytes, int]:
    """Two passes: the first finds on which page everything comes, the second prints those numbers.

    A page number never changes the height of a line, so two passes always suffice.
    """
    theme.prepare()
    places, out = Places(), BytesIO()
    story = story_of(document, places, house.logo)
    for number in range(_PASSES):
        draft = number < _PASSES - 1
        course.begin(number, len(story))
        report = Report(out, document.control, places, recolour=house.recolour, draft=draft)
        report.setProgressCallBack(course.step)
        for part in story:  # ReportLab's mark of the last pass: moved to a next page once, and never a second time
            vars(part).pop("_postponed", None)
        report.build(list(story), canvasmaker=Canvas if draft else TaggedCanvas)
    course.step("DRAWN", 0)
    return archived(out.getvalue(), report.canv.structure), places.total
