"""Writing the structure into a PDF: the tree, and from each page and link back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, String

from app.report.tagging.structure import Element, LinkArea, Mark

if TYPE_CHECKING:
    import pikepdf

    from app.report.tagging.structure import Structure, Tag

_OUR_ROLES = {"/Title": Name.P}


def write_tree(pdf: pikepdf.Pdf, structure: Structure) -> None:
    """Give the PDF its StructTreeRoot and parent tree."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, RoleMap=Dictionary(_OUR_ROLES)))
    writer = _Writer(pdf)
    root.K = Array([writer.element(structure.root, root)])
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=writer.parents()))
    root.ParentTreeNextKey = len(writer.pages) + len(writer.links)
    pdf.Root.StructTreeRoot = root


class _Writer:
    """The pages of the PDF and, for the parent tree, the elements of their marks and of links."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self.pages = [page.obj for page in pdf.pages]
        self._marks: list[dict[int, pikepdf.Object]] = [{} for _ in self.pages]
        self.links: list[pikepdf.Object] = []

    def element(self, element: Element, parent: pikepdf.Object) -> pikepdf.Object:
        """An element with everything below it."""
        written = self._pdf.make_indirect(
            Dictionary(
                {"/Type": Name.StructElem, "/S": Name(f"/{element.role}"), "/P": parent, **_attributes(element.tag)}
            )
        )
        written.K = Array([self._child(child, written) for child in element.children])
        return written

    def parents(self) -> Array:
        """Numbers and what they stand for: first of each page the elements of its marks, then the element of a link."""
        numbers: list[int | pikepdf.Object] = []
        for key, (page, marks) in enumerate(zip(self.pages, self._marks, strict=True)):
            page.StructParents = key
            page.Tabs = Name.S
            numbers += [key, self._pdf.make_indirect(Array([marks[number] for number in range(len(marks))]))]
        for key, link in enumerate(self.links, start=len(self.pages)):
            numbers += [key, link]
        return Array(numbers)

    def _child(self, child: Element | Mark | LinkArea, parent: pikepdf.Object) -> pikepdf.Object:
        if isinstance(child, Element):
            return self.element(child, parent)
        page = self.pages[child.page]
        if isinstance(child, Mark):
            self._marks[child.page][child.number] = parent
            return Dictionary(Type=Name.MCR, Pg=page, MCID=child.number)
        area = page.Annots[child.index]
        area.StructParent = len(self.pages) + len(self.links)
        self.links.append(parent)
        return Dictionary(Type=Name.OBJR, Obj=area, Pg=page)


def _attributes(tag: Tag) -> dict[str, pikepdf.Object]:
    """The alternative text and the attribute object of a tag, as far as it has them."""
    found: dict[str, pikepdf.Object] = {}
    if tag.alternative:
        found["/Alt"] = String(tag.alternative)
    if tag.box:
        corners = [round(value, 2) for value in tag.box]
        found["/A"] = Dictionary(O=Name.Layout, BBox=Array(corners), Placement=Name.Block)
    if tag.scope or tag.columns > 1:
        found["/A"] = Dictionary(O=Name.Table)
        if tag.scope:
            found["/A"].Scope = Name(f"/{tag.scope}")
        if tag.columns > 1:
            found["/A"].ColSpan = tag.columns
    if tag.numbering:
        found["/A"] = Dictionary(O=Name.List, ListNumbering=Name(f"/{tag.numbering}"))
    return found
