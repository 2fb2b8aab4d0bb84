"""The order of the document: title page, overview, contents, chapters, annexes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import NextPageTemplate, PageBreak

from app.report import theme
from app.report.annex import SETTINGS, quickscan_parts
from app.report.beside import beside
from app.report.blocks import parts_of
from app.report.contents import ContentsLine
from app.report.cover import Cover
from app.report.flow import heights, held_together
from app.report.headings import Anchor, Heading, Places
from app.report.overview import Overview

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.platypus.flowables import Flowable

    from app.report.house.logo import Logo
    from app.services.document import EvaluationDocument, QuickscanAnnex, Section

COVER, PAGES = "cover", "pages"


def story_of(document: EvaluationDocument, places: Places, logo: Logo | None = None) -> list[Flowable]:
    """Everything to draw, in order."""
    sections = [(_section_anchor(index, one), one) for index, one in enumerate(document.sections)]
    annexes = [(_annex_anchor(index, one), one) for index, one in enumerate(document.annexes, start=1)]
    story: list[Flowable] = [Cover(document.control, logo), NextPageTemplate(PAGES)]
    if document.overview:
        title = Anchor("overzicht", 1, str(document.control.year), "Prestatieoverzicht")
        story += [PageBreak(), Heading(title), Overview(document.overview)]
    if sections or annexes:
        anchors = [anchor for anchor, _ in (*sections, *annexes)]
        story += [PageBreak(), Heading(Anchor("inhoud", 1, "", "Inhoud"))]
        story += [ContentsLine(anchor, places) for anchor in anchors]
    if sections:
        story += [PageBreak(), *held_together([part for pair in sections for part in _section_parts(*pair)])]
    for pair in annexes:
        story += [PageBreak(), *held_together(_annex_parts(*pair))]
    return story


def _section_anchor(index: int, section: Section) -> Anchor:
    return Anchor(f"deel-{index}", section.level, section.number, section.title)


def _annex_anchor(index: int, annex: QuickscanAnnex) -> Anchor:
    return Anchor(f"bijlage-{index}", 1, f"Bijlage {index}", annex.title)


def _section_parts(anchor: Anchor, section: Section) -> Iterator[Flowable]:
    yield Heading(anchor)
    yield from beside([part for block in section.blocks for part in parts_of(block)])


def _annex_parts(anchor: Anchor, annex: QuickscanAnnex) -> list[Flowable]:
    """In the roomiest setting that fits one page, or the roomiest of all when none does."""
    settings = [[Heading(anchor), *quickscan_parts(annex, setting)] for setting in SETTINGS]
    return next((parts for parts in settings if heights(parts, theme.WIDTH) <= theme.HEIGHT), settings[0])
