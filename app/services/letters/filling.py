"""Filling a template: values in the place of fields, rows repeated, conditions kept or left out. No code is run.

A value is text and stays text: what looks like a field in it is printed as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from lxml import etree

from app.rules.letters.tags import TagKind, only_block, tags_in
from app.services.letters.package import WORD, is_attached_template, open_package, parsed, refused, written
from app.services.letters.words import CELL, ROW, P, T, block_text, boxes_of, text_of, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.rules.letters.tags import Tag

Value = str | tuple["Mapping[str, str]", ...]
_BREAK = f"{WORD}br"
_NEVER_EMPTY = (CELL, f"{WORD}txbxContent")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_MARKS = (f"{WORD}bookmarkStart", f"{WORD}bookmarkEnd")
_SETTINGS, _SETTINGS_RELS, _CORE = "word/settings.xml", "word/_rels/settings.xml.rels", "docProps/core.xml"
_BAD_IN_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


@dataclass(frozen=True, slots=True)
class Scope:
    """What names mean here: the fields of the letter, and the rows of the repetitions around this place."""

    fields: Mapping[str, Value]
    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def text(self, tag: Tag) -> str:
        """What to print for a field; an unknown value is empty, the check has seen to it that none is needed."""
        value = self.rows.get(tag.row, {}).get(tag.name, "") if tag.row else self.fields.get(tag.name, "")
        return value if isinstance(value, str) else ""

    def holds(self, tag: Tag) -> bool:
        """Whether the condition of a tag holds: there is a value."""
        value = self.rows.get(tag.row, {}).get(tag.name) if tag.row else self.fields.get(tag.name)
        return bool(value) is not tag.negated

    def each(self, tag: Tag) -> Iterator[Scope]:
        """The scopes in which a repetition is filled."""
        if self.rows:  # one repetition in another would multiply a letter beyond all bounds
            raise refused(f"{tag.text} staat binnen een andere herhaling.")
        value = self.fields.get(tag.name, ())
        for row in value if not isinstance(value, str) else ():
            yield Scope(self.fields, {**self.rows, tag.row: row})


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says about itself, in the place of what the template said."""

    title: str
    author: str
    day: date


def fill(content: bytes, fields: Mapping[str, Value], properties: Properties) -> bytes:
    """The letter as a Word file. The template was checked; Invalid when it is no template after all."""
    package = open_package(content)
    parts = dict(package.parts)
    for name in (package.main, *(name for name, _ in package.others)):
        root = package.read(name)
        _fill_within(root, Scope(fields))
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    _without_template(parts)
    if _CORE in parts:
        parts[_CORE] = _core(properties)
    return written(parts)


def _fill_within(parent: Any, scope: Scope) -> None:  # noqa: ANN401 (lxml has no types)
    """Replace the children of an element by what they become."""
    children = list(parent)
    made = list(_filled(iter(children), scope, None))
    for child in children:
        parent.remove(child)
    parent.extend(made)
    if parent.tag in _NEVER_EMPTY and not any(child.tag == P for child in made):
        parent.append(parent.makeelement(P))


def _filled(children: Iterator[Any], scope: Scope, until: TagKind | None) -> Iterator[Any]:
    """Each child filled, up to the end of the block that is open."""
    for child in children:
        tag = only_block(block_text(child)) if child.tag in (P, ROW) else None
        if tag is None:
            yield _filled_child(child, scope)
        elif tag.kind is until:
            return
        else:
            yield from _filled_block(children, scope, tag)
    if until is not None:
        raise refused("Een herhaling of voorwaarde eindigt niet.")


def _filled_block(children: Iterator[Any], scope: Scope, tag: Tag) -> Iterator[Any]:
    end = {TagKind.FOR: TagKind.END_FOR, TagKind.IF: TagKind.END_IF}.get(tag.kind)
    if end is None:
        raise refused(f"{tag.text} staat er zonder begin.")
    inside = list(_up_to_end(children, end))
    scopes = scope.each(tag) if tag.kind is TagKind.FOR else ([scope] if scope.holds(tag) else [])
    for each in scopes:
        yield from _filled(iter([_copied(child) for child in inside]), each, None)


def _up_to_end(children: Iterator[Any], end: TagKind) -> Iterator[Any]:
    """The children of a block, with whole blocks that lie in it."""
    depth = 1
    for child in children:
        tag = only_block(block_text(child)) if child.tag in (P, ROW) else None
        if tag is not None:
            depth += 1 if tag.kind in (TagKind.FOR, TagKind.IF) else -1
        if depth == 0:
            return
        yield child
    raise refused(f"Een herhaling of voorwaarde eindigt niet ({end.name.lower()}).")


def _copied(element: Any) -> Any:  # noqa: ANN401 (lxml has no types)
    """A copy without the marks that may occur only once in a document."""
    copy = deepcopy(element)
    for each in list(copy.iter(*_MARKS)):
        each.getparent().remove(each)
    for each in copy.iter(P):
        each.attrib.pop(_PARAGRAPH_ID, None)
    return copy


def _filled_child(child: Any, scope: Scope) -> Any:  # noqa: ANN401 (lxml has no types)
    if child.tag == P:
        for box in list(boxes_of(child)):
            _fill_within(box, scope)
        _fill_paragraph(child, scope)
    elif isinstance(child.tag, str):
        _fill_within(child, scope)
    return child


def _fill_paragraph(paragraph: Any, scope: Scope) -> None:  # noqa: ANN401 (lxml has no types)
    """Put values in the place of tags, in the look of the run in which the tag began."""
    nodes = texts_of(paragraph)
    for tag in reversed(tags_in(text_of(paragraph))):  # from the end, so that places stay right
        _replace(nodes, tag.start, tag.end, scope.text(tag).translate(_BAD_IN_XML))
    for node in nodes:
        _break_lines(node)


def _replace(nodes: list[Any], start: int, end: int, value: str) -> None:
    at = 0
    for node in nodes:
        text = node.text or ""
        first, last = max(start - at, 0), min(end - at, len(text))
        if first < last:
            node.text = text[:first] + (value if at + first == start else "") + text[last:]
            node.set(_SPACE, "preserve")
        at += len(text)


def _break_lines(node: Any) -> None:  # noqa: ANN401 (lxml has no types)
    """A value of several lines becomes lines."""
    lines = (node.text or "").split("\n")
    node.text = lines[0]
    for line in lines[1:]:
        following = node.makeelement(T, {_SPACE: "preserve"})
        following.text = line
        broken = node.makeelement(_BREAK)
        node.addnext(broken)
        broken.addnext(following)
        node = following


def _without_template(parts: dict[str, bytes]) -> None:
    """Forget which template on which disk the municipality's file was once made from."""
    if _SETTINGS_RELS not in parts or _SETTINGS not in parts:
        return
    links = parsed(parts[_SETTINGS_RELS])
    for each in list(links):
        if is_attached_template(each):
            links.remove(each)
    settings = parsed(parts[_SETTINGS])
    for each in list(settings.iter(f"{WORD}attachedTemplate")):
        each.getparent().remove(each)
    parts[_SETTINGS_RELS], parts[_SETTINGS] = etree.tostring(links), etree.tostring(settings)


def _core(properties: Properties) -> bytes:
    day = f"{properties.day:%Y-%m-%d}T00:00:00Z"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(properties.title)}</dc:title><dc:creator>{escape(properties.author)}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified>'
        "<dc:language>nl-NL</dc:language></cp:coreProperties>"
    ).encode()
