"""The look of printed documents: the grid of a page, the typefaces, one typographic scale and one accent colour.

A page is two columns: a narrow one for numbers, labels and titles of boxes, and a wide one for text, with a measure of
about seventy-five characters. Tables, charts and boxes use both. Lengths are in points.
"""

from __future__ import annotations

from functools import cache

from reportlab import rl_config
from reportlab.graphics.shapes import STATE_DEFAULTS
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.paths import resource

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 56.0
HEADER_Y = PAGE_HEIGHT - 45.0
FOOTER_Y = 38.0
TOP = 80.0
BOTTOM = 70.0
WIDTH = PAGE_WIDTH - 2 * MARGIN
HEIGHT = PAGE_HEIGHT - TOP - BOTTOM
TEXT_X = 134.0
SIDE = TEXT_X - 16.0
MEASURE = WIDTH - TEXT_X

INK = HexColor("#1b2a2d")
MUTED = HexColor("#536467")
ACCENT = HexColor("#0b5d66")
DEEP = HexColor("#083f46")
TINT = HexColor("#eaf2f2")
PALE = HexColor("#cfe3e4")
RULE = HexColor("#cad5d6")
ENGRAVED = HexColor("#2a747d")
WATERMARK = HexColor("#eef1f1")
WHITE = HexColor("#ffffff")
# From dark to light, so that neighbours differ in grey too.
SERIES = (ACCENT, HexColor("#8fbfc2"), HexColor("#3f4f52"), HexColor("#cbd6d7"))

REGULAR = "SourceSans3"
ITALIC = "SourceSans3-Italic"
STRONG = "SourceSans3-SemiBold"
STRONG_ITALIC = "SourceSans3-SemiBoldItalic"
_FILES = {
    REGULAR: "SourceSans3-Regular.ttf",
    ITALIC: "SourceSans3-Italic.ttf",
    STRONG: "SourceSans3-SemiBold.ttf",
    STRONG_ITALIC: "SourceSans3-SemiBoldItalic.ttf",
}

# The scale: 10 points times 1.2 to a whole power, and one half step down for tables.
NOTE, TABLE, BODY, LEAD, SECTION, CHAPTER, DISPLAY, HERO = 8.3, 9.1, 10.0, 12.0, 14.4, 20.7, 35.8, 51.6


@cache
def prepare() -> None:
    """Register the typefaces and make them ReportLab's default everywhere, so that only embedded fonts are used."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(resource("fonts", file))))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=STRONG, italic=ITALIC, boldItalic=STRONG_ITALIC)
    rl_config.canvas_basefontname = REGULAR
    rl_config.defaultGraphicsFontName = REGULAR
    rl_config.useA85 = 0  # binary streams are a fifth smaller
    STATE_DEFAULTS["fontName"] = REGULAR


def style(
    name: str, size: float, leading: float, font: str = REGULAR, color: Color = INK, **more: object
) -> ParagraphStyle:
    """A paragraph style without hyphens, widows or orphans; words that do not fit a line are broken."""
    settings: dict[str, object] = {
        "alignment": TA_LEFT,
        "allowWidows": 0,
        "allowOrphans": 0,
        "bulletFontName": REGULAR,
        "bulletFontSize": size,
        "embeddedHyphenation": 0,
        "splitLongWords": 1,
        "uriWasteReduce": 0,
    }
    return ParagraphStyle(
        name, fontName=font, fontSize=size, leading=leading, textColor=color, bulletColor=ACCENT, **settings | more
    )


TEXT = style("text", BODY, 14.4, leftIndent=TEXT_X, spaceAfter=7.2)
BULLET = style("bullet", BODY, 14.4, leftIndent=TEXT_X + 12, bulletIndent=TEXT_X, spaceAfter=3.6)
SUBHEADING = style("subheading", BODY, 14.4, STRONG, leftIndent=TEXT_X, spaceBefore=7.2, spaceAfter=2.4)
BOX_TITLE = style("box title", LEAD, 14.4, STRONG, ACCENT)
BOX_TEXT = style("box text", BODY, 14.4, spaceAfter=5)
GOAL_TITLE = style("goal title", LEAD, 14.4, STRONG, WHITE)
GOAL_SOURCE = style("goal source", NOTE, 10.8, REGULAR, PALE, spaceBefore=4)
GOAL_TEXT = style("goal text", LEAD, 16.8, REGULAR, WHITE, spaceAfter=5)
CAPTION = style("caption", BODY, 13.2, STRONG)
CAPTION_LABEL = style("caption label", BODY, 13.2, STRONG, ACCENT)
CONTINUED = style("continued", NOTE, 11, ITALIC, MUTED)
NOTE_TEXT = style("note", NOTE, 11, REGULAR, MUTED, spaceAfter=2)
HEAD_CELL = style("head cell", NOTE, 11, STRONG, MUTED)
CELL = style("cell", TABLE, 12)
GROUP_CELL = style("group cell", TABLE, 12, STRONG, ACCENT)
TOTAL_CELL = style("total cell", TABLE, 12, STRONG)


@cache
def to_the_right(original: ParagraphStyle) -> ParagraphStyle:
    """The same style, aligned to the right."""
    return ParagraphStyle(f"{original.name} right", original, alignment=TA_RIGHT)
