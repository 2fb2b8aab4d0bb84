"""A Word document made of real styles: whoever changes the style “Kop 1” changes every chapter title.

The styles begin as those of the paper document: its colours, one scale, tables that repeat their head and never split a
row, boxes with an edge. Everything a screen reader needs is set: language, heading levels, table heads, descriptions.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from app.report import theme
from app.report.office.package import LANGUAGE, readable
from app.services.document import Align, Row, RowKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run
    from lxml.etree import _Element
    from reportlab.lib.colors import Color

    from app.report.house.style import HouseStyle
    from app.services.document import Column, RichText

BODY, CAPTION, NOTE, CONTROL = "Normal", "Caption", "Noot", "Documentgegevens"
CALLOUT_TITLE, CALLOUT_TEXT = "Kader titel", "Kader tekst"
GOAL_TITLE, GOAL_SOURCE, GOAL_TEXT = "Doel titel", "Doel bron", "Doel tekst"
HEAD_CELL, CELL = "Tabelkop", "Tabeltekst"
_FONT = "Calibri"  # every Office has it; ours is not on the reader's machine
_DEEPEST_HEADING = 6
_THUMBNAIL = "metadata/thumbnail"


class Word:
    """The document being written, and the styles it is written in."""

    def __init__(self, house: HouseStyle) -> None:
        self.document: Document = docx.Document()
        self._house = house
        package = self.document.part.package
        for key in [key for key, one in package.rels.items() if one.reltype.endswith(_THUMBNAIL)]:
            del package.rels[key]  # a picture of the template of python-docx
        self._set_page()
        self._set_styles()

    def content(self) -> bytes:
        """The file."""
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()

    def paragraph(self, text: RichText | str, style: str = BODY) -> Paragraph:
        """A paragraph of styled or plain text."""
        made = self.document.add_paragraph(style=style)
        if isinstance(text, str):
            made.add_run(readable(text).strip())
            return made
        for span in text:
            run = made.add_run(readable(span.text))
            run.bold, run.italic = span.bold or None, span.italic or None
        return made

    def heading(self, text: str, level: int, *, new_page: bool = False) -> None:
        """A heading of level 1 to 6; deeper ones are of level 6."""
        made = self.paragraph(text, f"Heading {min(level, _DEEPEST_HEADING)}")
        made.paragraph_format.page_break_before = new_page or None

    def picture(self, content: bytes, width: float, told: str) -> None:
        """A PNG of `width` points with a description for who cannot see it."""
        shape = self.document.add_picture(BytesIO(content), width=Pt(width))
        properties = shape._inline.docPr  # noqa: SLF001  # there is no public way to describe a picture
        properties.set("descr", readable(told))
        properties.set("name", "Figuur")
        self.document.paragraphs[-1].paragraph_format.space_after = Pt(12)

    def table(self, columns: Sequence[Column], rows: Sequence[Row], title: str) -> Table:
        """A table with a head that is repeated on each page."""
        table: Table = self.document.add_table(1 + len(rows), len(columns))
        table.autofit = False
        properties = table._tbl.tblPr  # noqa: SLF001  # python-docx has no words for what follows
        properties.append(_element("w:tblCaption", val=readable(title)))
        _look(properties)
        whole = sum(column.share for column in columns)
        widths = [Pt(theme.WIDTH * column.share / whole) for column in columns]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        cells = table._cells  # noqa: SLF001  # once: asking per row makes a long table take minutes
        lines = [Row(tuple(column.title for column in columns)), *rows]
        for number, row in enumerate(lines):
            own = cells[number * len(columns) : (number + 1) * len(columns)]
            for cell, width in zip(own, widths, strict=True):
                cell.width = width
            self._fill(own, row, columns, head=number == 0)
        for number, line in enumerate(table._tbl.tr_lst):  # noqa: SLF001
            settings = line.get_or_add_trPr()
            settings.append(_element("w:cantSplit"))
            if number == 0:
                settings.append(_element("w:tblHeader"))
        return table

    def field(self, paragraph: Paragraph, code: str, shown: str) -> Run:
        """Something that Word works out: a page number, a table of contents. `shown` stands there until it does."""
        for kind in ("begin", "separate"):
            paragraph.add_run()._r.append(_element("w:fldChar", fldCharType=kind))  # noqa: SLF001
            if kind == "begin":
                instruction = OxmlElement("w:instrText")
                instruction.text = code
                instruction.set(qn("xml:space"), "preserve")
                paragraph.add_run()._r.append(instruction)  # noqa: SLF001
        made = paragraph.add_run(shown)
        paragraph.add_run()._r.append(_element("w:fldChar", fldCharType="end"))  # noqa: SLF001
        return made

    def _fill(self, cells: Sequence[_Cell], row: Row, columns: Sequence[Column], *, head: bool) -> None:
        accent, ground = self._hex(theme.ACCENT), self._hex(theme.TINT)
        for place, (cell, column) in enumerate(zip(cells, columns, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph.style = self.document.styles[HEAD_CELL if head else CELL]
            if column.align is Align.RIGHT:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            text = row.cells[place] if place < len(row.cells) else ""
            run = paragraph.add_run(readable(text).strip())
            run.bold = True if row.kind is not RowKind.LINE else None
            if row.kind is RowKind.GROUP:
                run.font.color.rgb = RGBColor.from_string(accent)
            edge = {"val": "single", "sz": "12" if head else "4", "color": accent if head else "CAD5D6", "space": "0"}
            borders = _element("w:tcBorders")
            borders.append(_element("w:bottom", **edge))
            cell._tc.get_or_add_tcPr().append(borders)  # noqa: SLF001
            if row.kind is RowKind.TOTAL:
                cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=ground))  # noqa: SLF001
        if row.kind is RowKind.GROUP and len(cells) > 1:
            for cell in cells[1:]:
                cell._tc.remove(cell.paragraphs[0]._p)  # noqa: SLF001  # so that merging does not add empty lines
                cell.add_paragraph()
            cells[0].merge(cells[-1])

    def _set_page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Pt(theme.PAGE_WIDTH), Pt(theme.PAGE_HEIGHT)
        section.left_margin = section.right_margin = Pt(theme.MARGIN)
        section.top_margin, section.bottom_margin = Pt(theme.TOP), Pt(theme.BOTTOM)
        section.different_first_page_header_footer = True

    def _set_styles(self) -> None:
        ink, accent, deep, white = (theme.INK, theme.ACCENT, theme.DEEP, theme.WHITE)
        body = self._style(BODY, theme.BODY, ink, after=7.2)
        body.paragraph_format.line_spacing = 1.2
        language = _element("w:lang", val=LANGUAGE, eastAsia=LANGUAGE)
        body.element.get_or_add_rPr().append(language)
        self._style("Title", theme.DISPLAY, deep, bold=True, before=160, after=8)
        self._style("Subtitle", theme.SECTION, accent, after=60)
        for level, size in enumerate((theme.CHAPTER, theme.SECTION, theme.LEAD, *[theme.BODY] * 3), start=1):
            self._style(f"Heading {level}", size, deep, bold=True, before=size, after=size / 3)
        self._style(CAPTION, theme.BODY, accent, bold=True, before=12, after=4).paragraph_format.keep_with_next = True
        self._style(NOTE, theme.NOTE, theme.MUTED, after=3)
        control = self._style(CONTROL, theme.BODY, ink, after=4)
        control.paragraph_format.tab_stops.add_tab_stop(Pt(theme.TEXT_X), WD_TAB_ALIGNMENT.LEFT)
        self._style(HEAD_CELL, theme.TABLE, accent, bold=True, after=1).paragraph_format.keep_with_next = True
        self._style(CELL, theme.TABLE, ink, after=1)
        self._box((CALLOUT_TITLE, accent, theme.LEAD), (CALLOUT_TEXT, ink, theme.BODY), ground=theme.TINT)
        self._box(
            (GOAL_TITLE, white, theme.LEAD),
            (GOAL_SOURCE, white, theme.NOTE),
            (GOAL_TEXT, white, theme.LEAD),
            ground=accent,
        )

    def _box(self, *styles: tuple[str, Color, float], ground: Color) -> None:
        """Styles that make one box together: the same ground and edge, kept on one page."""
        for place, (name, color, size) in enumerate(styles):
            style = self._style(name, size, color, bold=place == 0, after=2 if place < len(styles) - 1 else 8)
            style.paragraph_format.keep_with_next = place < len(styles) - 1
            style.paragraph_format.keep_together = True
            properties = style.element.get_or_add_pPr()
            edge = _element("w:pBdr")
            edge.append(_element("w:left", val="single", sz="24", space="8", color=self._hex(theme.ACCENT)))
            properties.insert_element_before(edge, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
            ground_mark = _element("w:shd", val="clear", color="auto", fill=self._hex(ground))
            properties.insert_element_before(ground_mark, "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")

    def _style(
        self, name: str, size: float, color: Color, *, bold: bool = False, before: float = 0, after: float = 0
    ) -> ParagraphStyle:
        styles = self.document.styles
        known = [style for style in styles if style.name == name and style.type is WD_STYLE_TYPE.PARAGRAPH]
        style: ParagraphStyle = known[0] if known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.name, style.font.size, style.font.bold, style.font.italic = _FONT, Pt(size), bold, False
        style.font.color.rgb = RGBColor.from_string(self._hex(color))
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{script}"), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):  # the rule under the template's title
            style.element.pPr.remove(border)
        return style

    def _hex(self, color: Color) -> str:
        return "".join(f"{round(part * 255):02X}" for part in self._house.shown(color).rgb())


def _element(name: str, **attributes: str) -> _Element:
    made = OxmlElement(name)
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    return made


def _look(properties: _Element) -> None:
    """Say that the first row and column are heads."""
    for old in properties.findall(qn("w:tblLook")):
        properties.remove(old)
    shape = {"firstRow": "1", "lastRow": "0", "firstColumn": "1", "lastColumn": "0", "noHBand": "1", "noVBand": "1"}
    caption = properties.find(qn("w:tblCaption"))
    caption.addprevious(_element("w:tblLook", val="06A0", **shape))
