"""From a block of content to the parts that draw it."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from app.errors import BugError
from app.report import theme
from app.report.charts import figures
from app.report.panels import CalloutPanel, goal_box
from app.report.tables import table_block
from app.report.tagging.structure import Tag
from app.report.text import clipped, listed, plain, rich
from app.services import document as content

if TYPE_CHECKING:
    from reportlab.platypus.flowables import Flowable

_LONGEST_SUBHEADING = 600
_BELOW_SECTIONS = "H3"


@singledispatch
def parts_of(block: object) -> list[Flowable]:
    """The parts of one block, in order. BugError for a kind of block that nobody can draw."""
    raise BugError(f"no drawing for {type(block).__name__}")


@parts_of.register(content.Paragraph)
def _paragraph(block: content.Paragraph) -> list[Flowable]:
    return [rich(block.text, theme.TEXT)]


@parts_of.register(content.Subheading)
def _subheading(block: content.Subheading) -> list[Flowable]:
    heading = plain(clipped(block.text, _LONGEST_SUBHEADING), theme.SUBHEADING)
    heading.announces = True
    return [heading.tagged(Tag(_BELOW_SECTIONS, heading))]


@parts_of.register(content.Bullets)
def _bullets(block: content.Bullets) -> list[Flowable]:
    whole = Tag("L", object(), numbering="Disc")
    items: list[Flowable] = [listed(item, theme.BULLET).tagged(whole) for item in block.items]
    if items:
        items[-1].spaceAfter = theme.TEXT.spaceAfter
    for item in {*items[:1], *items[-2:-1]} - {*items[-1:]}:  # neither the first nor the last stands alone on a page
        item.announces = True
    return items


@parts_of.register(content.Callout)
def _callout(block: content.Callout) -> list[Flowable]:
    return [CalloutPanel(block)]


@parts_of.register(content.GoalBox)
def _goal(block: content.GoalBox) -> list[Flowable]:
    return [goal_box(block)]


@parts_of.register(content.Table)
def _table(block: content.Table) -> list[Flowable]:
    return [table_block(block)]


@parts_of.register(content.Chart)
def _chart(block: content.Chart) -> list[Flowable]:
    return list(figures(block))
