"""The templates that ship with the program: sober Dutch letters as text in resources/letters, made into Word files.

# Titel                the subject of the letter
## Kop                 a heading
> regel                a line without space below it; ~ is an empty one
- punt                 an item of a list
| cel | cel |          a row of a table, the first of them its head
{% for … %}            a repetition or condition: a paragraph, or a row within a table
@deel                  another file, shared by letters
**vet**                bold, in any of these
"""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from app.paths import resource
from app.rules.letters.kinds import rules_of
from app.rules.permissions import BIBOB
from app.services.letters.package import open_package, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.document import Document
    from docx.styles.style import ParagraphStyle

    from models.letter_choices import LetterKind

LINE, FOOT = "Briefregel", "Briefvoet"
_STYLES = {"## ": "Heading 2", "# ": "Heading 1", "> ": LINE, "~": LINE, "- ": "List Bullet"}
_FONT = "Calibri"  # every Office has it
_LABEL = "Vertrouwelijk: geheimhouding op grond van artikel 28 van de Wet Bibob"
_KEPT = " +"
_MARGIN = 2.5  # centimetres


@cache
def shipped_template(kind: LetterKind) -> bytes:
    """The Word file of a kind; equal texts give equal bytes."""
    return _without_dates(_built(tuple(letter_lines(kind)), secret=rules_of(kind).compartment == BIBOB))


def letter_lines(kind: LetterKind) -> Iterator[str]:
    """The text of a shipped template: head, the letter itself, foot; who signs stays with what is signed."""
    for name in ("_head", kind.value):
        yield from _lines(name)
    foot = list(_lines("_foot"))
    yield from (f"{line}{_KEPT}" for line in foot[:-1])
    yield foot[-1]


def _lines(name: str) -> Iterator[str]:
    for line in resource("letters", f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            yield from _lines(f"_{line[1:].strip()}")
        elif line.strip():
            yield line


def _built(lines: Sequence[str], *, secret: bool) -> bytes:
    import docx  # noqa: PLC0415  # slow to load
    from docx.shared import Cm  # noqa: PLC0415

    document: Document = docx.Document()
    _set_styles(document)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(_MARGIN)
    _write_foot(document, secret=secret)
    at = 0
    while at < len(lines):
        rows = _rows_from(lines, at)
        if rows:
            _write_table(document, rows)
            at += len(rows)
        else:
            _write_line(document, lines[at])
            at += 1
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _rows_from(lines: Sequence[str], at: int) -> list[str]:
    """The lines of the table that begins here, with the repetitions in it; none when no table begins here."""
    rows: list[str] = []
    depth = 0
    for line in lines[at:]:
        if line.startswith("{% for") and rows:
            depth += 1
        elif line.startswith("{% endfor") and depth:
            depth -= 1
        elif not line.startswith("|"):
            break
        rows.append(line)
    return rows


def _write_line(document: Document, line: str) -> None:
    text = line.removesuffix(_KEPT)
    style = next((style for mark, style in _STYLES.items() if text.startswith(mark)), None)
    mark = next((mark for mark in _STYLES if text.startswith(mark)), "")
    paragraph = document.add_paragraph(style=style)
    paragraph.paragraph_format.keep_with_next = True if text != line else None
    for place, piece in enumerate(text[len(mark) :].split("**")):
        if piece:
            paragraph.add_run(piece).bold = True if place % 2 else None


def _write_table(document: Document, rows: Sequence[str]) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    head = _cells(rows[0])
    table = document.add_table(rows=0, cols=len(head), style="Table Grid")
    for place, row in enumerate(rows):
        made = table.add_row()
        texts = _cells(row) if row.startswith("|") else [row]
        for cell, text in zip(made.cells, texts, strict=False):
            cell.paragraphs[0].style = document.styles[LINE]
            cell.paragraphs[0].add_run(text).bold = place == 0 or None
        if place == 0:
            properties = made._tr.get_or_add_trPr()  # noqa: SLF001  # python-docx has no public word for it
            repeated = OxmlElement("w:tblHeader")
            repeated.set(qn("w:val"), "true")
            properties.append(repeated)
    document.add_paragraph(style=LINE)


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def _set_styles(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    normal = _style(document, "Normal", 10.5, after=8)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "nl-NL")
    normal.element.get_or_add_rPr().append(language)
    _style(document, "Heading 1", 14, before=16, after=10, bold=True)
    _style(document, "Heading 2", 11.5, before=12, after=3, bold=True)
    _style(document, "List Bullet", 10.5, after=4)
    for name in (LINE, FOOT):
        made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = document.styles["Normal"]
    _style(document, LINE, 10.5, after=0)
    _style(document, FOOT, 8.5, after=0)
    normal.paragraph_format.line_spacing = Pt(14)


def _style(
    document: Document, name: str, size: float, *, before: float = 0, after: float = 0, bold: bool = False
) -> ParagraphStyle:
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    style: ParagraphStyle = document.styles[name]
    style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold
    style.font.color.rgb = RGBColor(0x1B, 0x2A, 0x2D)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    return style


def _write_foot(document: Document, *, secret: bool) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style = document.styles[FOOT]
    paragraph.add_run(f"{_LABEL} – pagina " if secret else "Pagina ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001  # python-docx has no public word for it


def _without_dates(content: bytes) -> bytes:
    """The same file without the moment at which it was made and the picture of python-docx's own template."""
    parts = {name: part for name, part in open_package(content).parts.items() if name != "docProps/thumbnail.jpeg"}
    links = re.sub(r"<Relationship\b[^>]*thumbnail[^>]*/>", "", parts["_rels/.rels"].decode())
    return written(parts | {"_rels/.rels": links.encode()})
