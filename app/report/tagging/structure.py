"""The structure of a document: its elements in reading order, each with the marks on pages that are its content.

Roles are the standard structure types of ISO 32000-1, 14.8.4; `Title` is ours and is read as a paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass, field

_DEEPEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class Tag:
    """A role in the structure. Below one element, tags of the same role and owner are one element, also over pages.

    A tag without owner is a new element each time. `alternative` is read instead of the content; `scope` ("Column" or
    "Row") is of header cells, `columns` is how many a cell spans, `numbering` is of lists, `box` is where a figure
    stands, in points from the lower left corner of its page.
    """

    role: str
    owner: object = None
    alternative: str = ""
    scope: str = ""
    columns: int = 1
    numbering: str = ""
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of marked content: its page (from 0) and its number on that page."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A link: its page (from 0) and its place among the annotations of that page."""

    page: int
    index: int


@dataclass(slots=True, eq=False)
class Element:
    """A node of the structure."""

    tag: Tag
    role: str
    children: list[Element | Mark | LinkArea] = field(default_factory=list)
    _kept: dict[tuple[str, int], Element] = field(default_factory=dict)

    def child(self, tag: Tag) -> Element | None:
        """The element that was made earlier for the same role and owner; None when it has to be made."""
        return None if tag.owner is None else self._kept.get((tag.role, id(tag.owner)))

    def add(self, tag: Tag, role: str) -> Element:
        """A new element at the end. `Tag` keeps its owner alive, so that its id is its own."""
        made = Element(tag, role)
        self.children.append(made)
        if tag.owner is not None:
            self._kept[tag.role, id(tag.owner)] = made
        return made

    def forget(self, child: Element) -> None:
        """Take out an element that turned out to have no content."""
        self.children.remove(child)
        self._kept.pop((child.tag.role, id(child.tag.owner)), None)


class Structure:
    """The tree, and where drawing is in it."""

    def __init__(self) -> None:
        self.root = Element(Tag("Document"), "Document")
        self._levels: list[int] = []

    def below(self, parent: Element, tag: Tag) -> Element:
        """The element of a tag below another: continued, or made."""
        return parent.child(tag) or parent.add(tag, self._role(tag.role))

    def _role(self, role: str) -> str:
        """A heading is one level deeper than the nearest heading that is less deep (ISO 14289-1, 7.4.2)."""
        if not (role[0] == "H" and role[1:].isdigit()):
            return role
        level = int(role[1:])
        self._levels = [*(one for one in self._levels if one < level), level]
        return f"H{min(len(self._levels), _DEEPEST_HEADING)}"
