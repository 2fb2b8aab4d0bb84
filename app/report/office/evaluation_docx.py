"""The evaluation document as a Word file, to go on writing in: the same content in the same order as on paper."""

from __future__ import annotations

from functools import singledispatchmethod
from typing import TYPE_CHECKING

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Pt

from app.errors import BugError
from app.formats import format_date
from app.report import theme
from app.report.charts import figures
from app.report.cover import municipality_name
from app.report.house.style import BOLWERK, HouseStyle
from app.report.office import word
from app.report.office.package import facts_of, readable, repacked
from app.report.office.pictures import png
from app.report.office.word import Word
from app.services import document as content
from app.services.document import Align, Column, Row, RowKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.document import Control, EvaluationDocument, OverviewPart, QuickscanAnnex, Section

_LOGO = (230.0, 60.0)


def word_bytes(document: EvaluationDocument, *, house: HouseStyle = BOLWERK) -> bytes:
    """The file; equal content gives equal bytes."""
    theme.prepare()
    writer = _Writer(house)
    writer.write(document)
    return repacked(writer.word.content(), facts_of(document.control))


class _Writer:
    """Writes the parts of the document after each other."""

    def __init__(self, house: HouseStyle) -> None:
        self.word = Word(house)
        self._house = house
        self._level = 1

    def write(self, document: EvaluationDocument) -> None:
        """Title page, overview, contents, chapters, annexes."""
        self._title_page(document.control)
        self._running(document.control)
        if document.overview:
            self.word.heading(f"Prestatieoverzicht {document.control.year}", 1, new_page=True)
            for part in document.overview:
                self._overview_part(part)
        if document.sections or document.annexes:
            self._contents(document)
        for number, section in enumerate(document.sections):
            self._section(section, new_page=number == 0)
        for number, annex in enumerate(document.annexes, start=1):
            self._annex(f"Bijlage {number}", annex)

    def _title_page(self, control: Control) -> None:
        logo = self._house.logo
        owner = municipality_name(control)
        if logo is not None:
            width, height = logo.size_within(*_LOGO)
            drawn = png(width, height, lambda canvas: logo.draw(canvas, 0, 0, width, height))
            self.word.picture(drawn, width, f"Logo van {owner or 'de gemeente'}")
        self.word.paragraph(owner, "Subtitle")
        self.word.paragraph(control.title, "Title")
        self.word.paragraph(control.subtitle, "Subtitle")
        for label, value in (
            ("Auteur", control.author),
            ("Datum", format_date(control.dated)),
            ("Versie", control.version),
            ("Status", control.status.label),
            ("Classificatie", control.classification.label),
        ):
            line = self.word.paragraph("", word.CONTROL)
            line.add_run(f"{label}\t").bold = True
            line.add_run(readable(value).strip())

    def _running(self, control: Control) -> None:
        """Header and footer of every page but the first."""
        section = self.word.document.sections[0]
        header = section.header.paragraphs[0]
        header.add_run(readable(f"{municipality_name(control)} · {control.title}").strip())
        footer = section.footer.paragraphs[0]
        footer.paragraph_format.tab_stops.clear_all()
        footer.paragraph_format.tab_stops.add_tab_stop(Pt(theme.WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        version = f"Versie {control.version}" if control.version else ""
        state = " · ".join(filter(None, (control.classification.label, version, control.status.label)))
        footer.add_run(readable(state).strip()).add_tab()
        footer.add_run("Pagina ")
        self.word.field(footer, "PAGE", "1")
        footer.add_run(" van ")
        self.word.field(footer, "NUMPAGES", "1")

    def _contents(self, document: EvaluationDocument) -> None:
        """Named already, numbered by Word: right click, update."""
        self.word.heading("Inhoud", 1, new_page=True)
        titles = [f"{section.number} {section.title}" for section in document.sections]
        titles += [f"Bijlage {number} {annex.title}" for number, annex in enumerate(document.annexes, start=1)]
        shown = self.word.field(self.word.paragraph(""), 'TOC \\o "1-2" \\h \\z \\u', "")
        for place, title in enumerate(titles):
            shown.add_text(readable(title).strip())
            if place < len(titles) - 1:
                shown.add_break()

    def _overview_part(self, part: OverviewPart) -> None:
        self.word.heading(part.title, 2)
        rows = [Row(figure) for figure in part.figures]
        rows += [Row(part.total, RowKind.TOTAL)] if part.total else []
        if rows:
            self.word.table((Column("Onderwerp", 4.0), Column("Aantal", 1.0, Align.RIGHT)), rows, part.title)
        self._bullets((content.Span(item),) for item in part.items)

    def _section(self, section: Section, *, new_page: bool) -> None:
        self.word.heading(f"{section.number} {section.title}", section.level, new_page=new_page)
        self._level = section.level
        for block in section.blocks:
            self._block(block)

    def _annex(self, label: str, annex: QuickscanAnnex) -> None:
        self.word.heading(f"{label} {annex.title}", 1, new_page=True)
        for text in annex.introduction:
            self.word.paragraph(text)
        self.word.paragraph(f"Uitgevoerd door: {annex.carried_out_by}")
        for method in annex.methods:
            self.word.paragraph(method, "List Number")
        columns = (Column("Aanbeveling", 4.0), Column("Status", 1.0))
        for one in annex.themes:
            self.word.heading(one.title, 2)
            self.word.table(columns, [Row(recommendation) for recommendation in one.recommendations], one.title)

    @singledispatchmethod
    def _block(self, block: object) -> None:
        raise BugError(f"no place in Word for {type(block).__name__}")

    @_block.register
    def _paragraph(self, block: content.Paragraph) -> None:
        self.word.paragraph(block.text)

    @_block.register
    def _subheading(self, block: content.Subheading) -> None:
        self.word.heading(block.text, self._level + 1)

    @_block.register
    def _list(self, block: content.Bullets) -> None:
        self._bullets(block.items)

    @_block.register
    def _callout(self, block: content.Callout) -> None:
        self.word.paragraph(block.title, word.CALLOUT_TITLE)
        for text in block.text:
            self.word.paragraph(text, word.CALLOUT_TEXT)

    @_block.register
    def _goal(self, block: content.GoalBox) -> None:
        self.word.paragraph(block.title, word.GOAL_TITLE)
        self.word.paragraph(block.source, word.GOAL_SOURCE)
        for text in block.text:
            self.word.paragraph(text, word.GOAL_TEXT)

    @_block.register
    def _table(self, block: content.Table) -> None:
        label = f"Tabel {block.number}" if block.number is not None else ""
        self.word.paragraph(f"{label} {block.title}", word.CAPTION)
        self.word.table(block.columns, block.rows, block.title)
        for note in block.notes:
            self.word.paragraph(note, word.NOTE)

    @_block.register
    def _chart(self, block: content.Chart) -> None:
        label = f"Figuur {block.number}" if block.number is not None else ""
        self.word.paragraph(f"{label} {block.title}", word.CAPTION)
        for figure in figures(block):
            drawn = png(theme.WIDTH, figure.chart_height + 4, figure.draw_chart, self._house.recolour)
            self.word.picture(drawn, theme.WIDTH, figure.alternative)

    def _bullets(self, items: Iterable[content.RichText]) -> None:
        for item in items:
            self.word.paragraph(item, "List Bullet")
