"""The document for who listens to it and for who archives it: PDF/UA-1, PDF/A-2a, and a structure that reads well."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zlib import compress

import page as page_validation
import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from app.errors import BugError
from app.report import theme
from app.report.evaluation_pdf import render_bytes
from app.report.tagging import archive
from app.report.tagging.canvas import TaggedCanvas, artifact, marked, within
from app.report.tagging.structure import Structure, Tag
from app.services.document import (
    AnnexTheme,
    Bullets,
    Callout,
    Chart,
    Column,
    EvaluationDocument,
    GoalBox,
    OverviewPart,
    QuickscanAnnex,
    Row,
    RowKind,
    Series,
    Span,
    Subheading,
    Table,
)
from tests.report import damage, documents
from tests.report.structure import Tagged

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.report.reading import Reading

PROFILES = ("2a", "ua1")
LONG = ((Span("woorden " * 900),),)


@pytest.fixture(scope="session")
def tagged(final: Reading) -> Tagged:
    return Tagged(final.pdf)


@pytest.fixture(scope="session")
def listing(tagged: Tagged) -> list[str]:
    return list(tagged.lines())


def complaints(pdf: bytes) -> list[str]:
    """What the validator has against a PDF under any of the standards it claims."""
    reports = [page_validation.validate_pdf_bytes(pdf, profile=profile) for profile in PROFILES]
    return [f"{failure.rule_id}: {failure.message}" for report in reports for failure in report.failures]


def test_that_the_document_keeps_to_the_standards_it_claims(concept: Reading, final: Reading) -> None:
    for reading in (concept, final):
        assert complaints(reading.pdf) == []
        assert list(Tagged(reading.pdf).problems()) == []


@pytest.mark.parametrize("damaging", damage.ALL, ids=lambda damaging: damaging.__name__)
def test_that_a_damaged_copy_is_refused(final: Reading, damaging: Callable[[pikepdf.Pdf], None]) -> None:
    assert list(Tagged(damage.damaged(final.pdf, damaging)).problems())


def test_that_the_validator_refuses_most_damaged_copies_too(final: Reading) -> None:
    refused = [one.__name__ for one in damage.ALL if complaints(damage.damaged(final.pdf, one))]
    assert len(refused) >= 10, refused


def test_that_a_copy_without_damage_is_not_refused(final: Reading) -> None:
    assert list(Tagged(damage.damaged(final.pdf, lambda _: None)).problems()) == []


def test_that_it_reads_as_title_overview_contents_chapters_and_annex(tagged: Tagged) -> None:
    headings = [(node.role, node.words) for node in tagged.root.walk() if node.role[0] == "H" or node.role == "Title"]
    assert headings[:7] == [
        ("Title", "Aanpak ondermijning gemeente Westland 2019"),
        ("H1", "2019 Prestatieoverzicht"),
        ("H2", "Casuïstiek"),
        ("H2", "Bestuurlijke basis"),
        ("H2", "Informatiepositie"),
        ("H2", "Weerbaarheid"),
        ("H1", "Inhoud"),
    ]
    assert [words for role, words in headings if role == "H1"][2:4] == ["1 Inleiding", "2 Casuïstiek"]
    assert headings[-6] == ("H1", "Bijlage 1 Quickscan bestuurlijke weerbaarheid")


def test_that_a_table_is_read_with_its_caption_head_and_rows(listing: list[str]) -> None:
    text = "\n".join(line.strip() for line in listing)
    assert "Caption  Tabel 1 Ondermijningscasuïstiek 2016–2019" in text
    assert "TR  [Type] | [2016] | [2017] | [2018] | [2019]" in text
    assert "TR  [Hennep/drugs sluiting gemeente] | 2 | 3 | 8 | 8" in text
    assert "TR  [Belastingfraude] |  |  |  | 1" in text
    assert "TR  [Totaal] | 4 | 10 | 12 | 29" in text


def test_that_a_chart_is_read_as_its_caption_and_what_it_shows(listing: list[str]) -> None:
    text = "\n".join(line.strip() for line in listing)
    assert "Caption  Figuur 1 In vier jaar ging het aantal opgepakte casussen van 4 naar 29" in text
    assert f"Figure  ({documents.cases_chart().alternative})" in text


def test_that_a_figure_of_the_overview_is_read_with_its_label(listing: list[str]) -> None:
    text = "\n".join(line.strip() for line in listing)
    assert "P  29 casussen in 2019" in text
    assert "LBody  Hennep/drugs sluiting gemeente 8" in text


def test_that_header_footer_and_watermark_are_not_read(concept: Reading) -> None:
    words = Tagged(concept.pdf).root.words
    assert "Pagina" not in words
    assert words.count("Concept") == 1  # the status on the title page


def test_that_parts_split_over_pages_are_read_once_and_whole() -> None:
    rows = tuple(Row((f"Rij {number:03}", str(number))) for number in range(150))
    table = Table("Lang", (Column("Naam"), Column("Aantal")), rows, 1)
    bullets = Bullets(tuple((Span(f"Punt {number} " + "lang " * 120),) for number in range(12)))
    document = documents.small(table, bullets, Callout("Kader", LONG * 2), GoalBox("Doel", "Bron", LONG))
    pdf = render_bytes(document)
    assert complaints(pdf) == []
    tagged = Tagged(pdf)
    assert list(tagged.problems()) == []
    roles = [node.role for node in tagged.root.walk()]
    assert [roles.count(role) for role in ("Table", "THead", "TBody", "Caption")] == [1, 1, 1, 1]
    assert roles.count("TR") == 151
    (points,) = [node for node in tagged.root.walk() if node.role == "L" and "Punt" in node.words]
    assert [child.words.split(" lang")[0] for child in points.children] == [f"• Punt {number}" for number in range(12)]
    assert roles.count("Div") == 2


def test_that_a_chart_in_several_figures_is_told_once() -> None:
    names = tuple(f"Categorie {number}" for number in range(60))
    series = Series("A", tuple(map(float, range(60))), tuple(map(str, range(60))))
    pdf = render_bytes(documents.small(Chart("Veel", names, (series,), "Alles verteld.", number=4)))
    told = [node.alternative for node in Tagged(pdf).root.walk() if node.role == "Figure"]
    assert told == ["Alles verteld.", "Vervolg van Figuur 4.", "Vervolg van Figuur 4."]


def test_that_subheadings_follow_the_heading_they_stand_under() -> None:
    document = documents.small(Subheading("Een"), Subheading("Twee"))
    headings = [node.role for node in Tagged(render_bytes(document)).root.walk() if node.role[0] == "H"]
    assert headings == ["H1", "H1", "H2", "H2"]  # contents, chapter and both subheadings


def test_that_levels_are_never_skipped_or_too_deep() -> None:
    structure = Structure()
    asked = (2, 4, 4, 2, 9, 1, 3)
    made = [structure.below(structure.root, Tag(f"H{level}")).role for level in asked]
    assert made == ["H1", "H2", "H2", "H1", "H2", "H1", "H2"]
    deep = [structure.below(structure.root, Tag(f"H{level}")).role for level in range(1, 9)]
    assert deep[-1] == "H6"


def test_that_words_at_line_ends_stay_apart(tagged: Tagged) -> None:
    paragraph = next(node for node in tagged.root.walk() if node.role == "P" and "Een casus wordt eerst" in node.words)
    assert "Een casus wordt eerst lokaal bekeken. Zijn landelijke partners nodig" in paragraph.words
    assert "(RIEC)." in paragraph.words


class TestCanvas:
    def test_that_text_without_a_place_in_the_structure_stops_the_drawing(self, canvas: TaggedCanvas) -> None:
        with pytest.raises(BugError, match="text"):
            canvas.drawString(10, 10, "vergeten")

    def test_that_a_link_without_a_place_in_the_structure_stops_the_drawing(self, canvas: TaggedCanvas) -> None:
        with pytest.raises(BugError, match="link"):
            canvas.linkRect("naar", "doel", (0, 0, 10, 10))

    def test_that_lines_become_artifacts_and_settings_do_not(self, canvas: TaggedCanvas) -> None:
        canvas.setLineWidth(2)
        with marked(canvas, Tag("P")):
            canvas.drawString(10, 10, "tekst")
        canvas.line(0, 0, 10, 10)
        with marked(canvas, Tag("P")):
            canvas.drawString(10, 10, "tekst")
        marks = [line for line in canvas._code if line.endswith(("BDC", "BMC"))]
        assert marks == ["/P <</MCID 0>> BDC", "/Artifact BMC", "/P <</MCID 1>> BDC"]

    def test_that_elements_without_content_are_left_out_and_may_still_come(self, canvas: TaggedCanvas) -> None:
        owner = Tag("P", object())
        with within(canvas, Tag("Div")), marked(canvas, owner):
            pass
        with within(canvas, Tag("L")), artifact(canvas), marked(canvas, Tag("LI")):
            canvas.drawString(10, 10, "nu een ornament")
        with marked(canvas, owner):
            pass
        assert canvas.structure.root.children == []
        with marked(canvas, owner):
            canvas.drawString(10, 10, "nu wel")
        assert [child.role for child in canvas.structure.root.children] == ["P"]  # type: ignore[union-attr]

    def test_that_an_ordinary_canvas_is_drawn_on_without_structure(self) -> None:
        canvas = Canvas("ongebruikt.pdf")
        with within(canvas, Tag("Div")), marked(canvas, Tag("P")), artifact(canvas):
            canvas.drawString(10, 10, "tekst")
        assert not any("BDC" in line for line in canvas._code)

    @pytest.fixture
    def canvas(self) -> TaggedCanvas:
        theme.prepare()
        return TaggedCanvas("ongebruikt.pdf", initialFontName=theme.REGULAR)


def test_that_compressed_data_never_ends_with_a_carriage_return(final: Reading) -> None:
    unlucky = next(text for text in (b"n " * length for length in range(1, 5000)) if compress(text)[-1:] == b"\r")
    with pikepdf.open(BytesIO(final.pdf)) as file:
        file.pages[0].Contents.write(unlucky)
        archive._end_no_stream_with_half_a_line_end(file)
        assert compress(file.pages[0].Contents.read_bytes())[-1:] != b"\r"
        assert file.pages[0].Contents.read_bytes().split() == unlucky.split()


LONG_TITLE = "Een titel van een casus " * 84
ODD = "<b>&amp;</para> \"x\" <img src='y'/> 3 < 5 \x00 😀 中"


@pytest.mark.parametrize(
    "document",
    [
        documents.small(*documents.prose(ODD), Subheading(ODD), title=ODD),
        documents.small(Subheading(LONG_TITLE), Callout(LONG_TITLE, LONG), title=LONG_TITLE),
        documents.small(Table(LONG_TITLE, (Column("A"), Column("B")), (Row((LONG_TITLE, "onbekend")),) * 3, 1)),
        documents.small(Table("Leeg", (Column("A"), Column("B")), ()), Chart("Leeg", (), (), "Niets bekend.")),
        documents.small(Table("Zonder hoofd", (Column(""), Column("")), (Row(("", "")),))),
        documents.small(
            Table(
                "G", (Column("A"), Column("B")), (Row(("Groep",), RowKind.GROUP), Row(("Totaal", "1"), RowKind.TOTAL))
            )
        ),
        documents.small(Callout("", ()), GoalBox("", "", ()), Bullets(()), Subheading(""), title=""),
        documents.small(*[Callout("Kader", ((Span("Tekst."),),))] * 5),
        EvaluationDocument(documents.control(dated=None, municipality="", title="", version=""), (), ()),
        EvaluationDocument(documents.control(), (OverviewPart("Leeg"),), (), (QuickscanAnnex("", (), "", (), ()),)),
        EvaluationDocument(
            documents.control(),
            (),
            (),
            (QuickscanAnnex("Q", (), "", (), (AnnexTheme("T", (("x " * 900, "nieuw"),) * 9),)),),
        ),
    ],
    ids=[
        "markup",
        "2,000 characters",
        "long cells",
        "no data",
        "no heads",
        "groups",
        "empty blocks",
        "callouts alone",
        "nothing",
        "empty parts",
        "long annex",
    ],
)
def test_that_whatever_is_in_it_the_file_keeps_to_the_standards(document: EvaluationDocument) -> None:
    pdf = render_bytes(document)
    assert complaints(pdf) == []
    assert list(Tagged(pdf).problems()) == []
