"""P7: what the structure for screen reader and archive costs, on a document of forty pages with tables and charts."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from app.report.evaluation_pdf import render_bytes
from app.report.headings import Places
from app.report.story import story_of
from app.report.template import Report
from app.services.document import Column, EvaluationDocument, Row, Section, Table
from tests.benchmarks.measure import compare
from tests.report import documents

if TYPE_CHECKING:
    from reportlab.platypus.flowables import Flowable

REACH = 1.5
PREVIEW_REACH = 2.0
_TIMES = 4


def _document() -> EvaluationDocument:
    """The document of 2019 four times over, with a register of cases of some pages."""
    rows = tuple(Row((f"W-{number:04}", f"Voorbeeldzaak {number}", str(number % 9))) for number in range(240))
    register = Table("Casussen", (Column("Nummer"), Column("Titel", 4.0), Column("Aantal")), rows, 3)
    sections = tuple(
        Section(f"{turn}{one.number}", one.title, one.blocks)
        for turn in range(1, _TIMES + 1)
        for one in documents.sections()
    )
    return EvaluationDocument(
        documents.control(),
        documents.overview(),
        (*sections, Section("99", "Register", (register,))),
        (documents.quickscan(),),
    )


def _bare(document: EvaluationDocument) -> bytes:
    """ReportLab alone, in as many passes as page numbers need: no marks, no structure, no archive."""
    places, out = Places(), BytesIO()
    story: list[Flowable] = story_of(document, places)
    for number in range(2):
        report = Report(out, document.control, places, draft=number == 0)
        for part in story:
            vars(part).pop("_postponed", None)
        report.build(list(story), canvasmaker=_Compressing if number else Canvas)
    return out.getvalue()


class _Compressing(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """Ours is compressed when it is archived; the bare way compresses its pages itself."""

    def __init__(self, *positional: object, **named: object) -> None:
        super().__init__(*positional, **named | {"pageCompression": 1})


def test_that_a_tagged_document_takes_hardly_longer_than_an_untagged_one() -> None:
    document = _document()
    pages = len(pikepdf.open(BytesIO(render_bytes(document))).pages)
    assert 38 <= pages <= 50
    compare(
        f"P7 evaluation document of {pages} pages",
        lambda: render_bytes(document),
        lambda: _bare(document),
        reach=REACH,
        rounds=7,
    )


def test_that_the_preview_of_one_chapter_is_there_at_once() -> None:
    document = documents.evaluation()
    chapter = EvaluationDocument(document.control, (), document.sections[2:3])
    compare(
        "preview of a changed chapter",
        lambda: render_bytes(chapter),
        lambda: _bare(chapter),
        reach=PREVIEW_REACH,
        rounds=15,
    )
