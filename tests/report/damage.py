"""Ways to spoil a tagged PDF, each of which a reader with a screen reader or an archive would suffer from."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def damaged(pdf: bytes, damage: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The PDF with something done to it."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as file:
        damage(file)
        file.save(out)
    return out.getvalue()


def _elements(pdf: pikepdf.Pdf, role: str) -> Iterator[pikepdf.Object]:
    return (one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == f"/{role}")


def _rewrite(pdf: pikepdf.Pdf, page: int, old: bytes, new: bytes) -> None:
    content = pdf.pages[page].Contents
    changed, times = re.subn(old, new, content.read_bytes(), count=1)
    assert times == 1
    content.write(changed)


def no_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot
    del pdf.Root.MarkInfo


def wrong_order(pdf: pikepdf.Pdf) -> None:
    document = pdf.Root.StructTreeRoot.K[0]
    children = list(document.K)
    children[20], children[24] = children[24], children[20]
    document.K = Array(children)


def no_header_cells(pdf: pikepdf.Pdf) -> None:
    for cell in _elements(pdf, "TH"):
        cell.S = Name.TD


def no_scope(pdf: pikepdf.Pdf) -> None:
    for cell in _elements(pdf, "TH"):
        if "/Scope" in cell.A:
            del cell.A.Scope


def no_alternative_text(pdf: pikepdf.Pdf) -> None:
    del next(_elements(pdf, "Figure")).Alt


def skipped_heading_level(pdf: pikepdf.Pdf) -> None:
    next(_elements(pdf, "H2")).S = Name.H5


def lost_paragraph(pdf: pikepdf.Pdf) -> None:
    document = pdf.Root.StructTreeRoot.K[0]
    document.K = Array([child for place, child in enumerate(document.K) if place != 21])


def text_outside_structure(pdf: pikepdf.Pdf) -> None:
    _rewrite(pdf, 3, rb"(?s)/P <</MCID \d+>> BDC\s(.*?)\sEMC", rb"\1")


def text_called_ornament(pdf: pikepdf.Pdf) -> None:
    _rewrite(pdf, 3, rb"/P <</MCID \d+>> BDC", b"/Artifact BMC")


def short_row(pdf: pikepdf.Pdf) -> None:
    row = next(row for row in _elements(pdf, "TR") if len(row.K) > 3)
    row.K = Array(list(row.K)[:-1])


def link_without_area(pdf: pikepdf.Pdf) -> None:
    link = next(_elements(pdf, "Link"))
    link.K = Array([child for child in link.K if child.get("/Type") != "/OBJR"])


def link_without_words(pdf: pikepdf.Pdf) -> None:
    page = next(page for page in pdf.pages if "/Annots" in page)
    del page.Annots[0].Contents


def broken_parent_tree(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTree.Nums = Array()


def broken_list(pdf: pikepdf.Pdf) -> None:
    next(_elements(pdf, "LI")).S = Name.P


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def no_title(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def no_standard_claimed(pdf: pikepdf.Pdf) -> None:
    metadata = pdf.Root.Metadata
    metadata.write(re.sub(rb"<pdf(a|ua)id:part>\d</pdf(a|ua)id:part>", b"", metadata.read_bytes()))


def no_colour_profile(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def tabs_in_another_order(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.Tabs = Name.R


def no_bookmarks(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Outlines


ALL: tuple[Callable[[pikepdf.Pdf], None], ...] = (
    no_tags,
    wrong_order,
    no_header_cells,
    no_scope,
    no_alternative_text,
    skipped_heading_level,
    lost_paragraph,
    text_outside_structure,
    text_called_ornament,
    short_row,
    link_without_area,
    link_without_words,
    broken_parent_tree,
    broken_list,
    no_language,
    no_title,
    no_standard_claimed,
    no_colour_profile,
    tabs_in_another_order,
    no_bookmarks,
)
