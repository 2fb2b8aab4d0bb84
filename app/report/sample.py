"""A small document to show a house style on: a title page, and a page with a box, a table and a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.report.evaluation_pdf import render_bytes
from app.services.document import (
    Align,
    Callout,
    Chart,
    Column,
    Control,
    EvaluationDocument,
    Paragraph,
    Row,
    RowKind,
    Section,
    Series,
    Span,
    Table,
)
from models.choices import Classification, DocumentStatus

if TYPE_CHECKING:
    from app.report.house.style import HouseStyle

_YEAR = 2020
_WORDS = "Zo staat lopende tekst op de pagina, met een kader, een tabel en een grafiek in de kleuren van de gemeente."


def sample_pages(municipality: str, house: HouseStyle) -> bytes:
    """The document as a PDF; its first page is the title page, its last has everything else."""
    return render_bytes(_document(municipality), house=house)


def _document(municipality: str) -> EvaluationDocument:
    control = Control(
        municipality=municipality,
        title=f"Voorbeeld {_YEAR}",
        subtitle="Zo ziet een document eruit",
        year=_YEAR,
        author="",
        dated=None,
        version="1",
        status=DocumentStatus.FINAL,
        classification=Classification.PUBLIC,
    )
    table = Table(
        "Een tabel",
        (Column("Rij", share=3), Column("Aantal", align=Align.RIGHT)),
        (Row(("Eerste", "12")), Row(("Tweede", "8")), Row(("Totaal", "20"), RowKind.TOTAL)),
        number=1,
    )
    series = (Series("eerste", (7.0, 9.0), ("7", "9")), Series("tweede", (5.0, 8.0), ("5", "8")))
    chart = Chart("Een grafiek", (str(_YEAR - 1), str(_YEAR)), series, "Voorbeeld van een staafdiagram.", number=1)
    callout = Callout("Een kader", ((Span("Een bevinding naast de tekst."),),))
    blocks = (Paragraph((Span(_WORDS),)), callout, table, chart)
    return EvaluationDocument(control, (), (Section("1", "Een hoofdstuk", blocks),))
