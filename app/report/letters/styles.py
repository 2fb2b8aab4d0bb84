"""What the styles of a Word file say of a paragraph: a heading, an item of a list, or close to the next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from app.services.letters.package import WORD, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.letters.package import DocxPackage

_HEADING = re.compile(r"heading ([1-9])")
_DEEPEST = 12  # styles that are based on each other


class Styles:
    """The styles and lists of one file."""

    def __init__(self, package: DocxPackage) -> None:
        folder = package.main.rpartition("/")[0]
        styles = package.parts.get(f"{folder}/styles.xml")
        self._styles: dict[str, Any] = {}
        self._default = ""
        for style in parsed(styles).iter(f"{WORD}style") if styles else ():
            key = style.get(f"{WORD}styleId", "")
            self._styles[key] = style
            if style.get(f"{WORD}type") == "paragraph" and style.get(f"{WORD}default") in {"1", "true"}:
                self._default = key
        numbering = package.parts.get(f"{folder}/numbering.xml")
        self._numbered = dict(_formats(parsed(numbering))) if numbering else {}

    def heading_level(self, paragraph: Any) -> int | None:  # noqa: ANN401 (lxml has no types)
        """1 for the title of the letter, then deeper; None for running text."""
        for style in self._chain(paragraph):
            name = style.find(f"{WORD}name")
            called = (name.get(f"{WORD}val", "") if name is not None else "").lower()
            if called == "title":
                return 1
            if found := _HEADING.fullmatch(called):
                return int(found[1])
        return None

    def list_kind(self, paragraph: Any) -> str | None:  # noqa: ANN401 (lxml has no types)
        """Whether a paragraph is an item with a "bullet" or a "number", None when it is none."""
        for properties in self._properties(paragraph):
            number = properties.find(f"{WORD}numPr/{WORD}numId")
            if number is not None:
                key = number.get(f"{WORD}val", "0")
                return None if key == "0" else self._numbered.get(key, "bullet")
        return None

    def is_close(self, paragraph: Any) -> bool:  # noqa: ANN401 (lxml has no types)
        """Whether the next paragraph follows without space."""
        for properties in self._properties(paragraph):
            spacing = properties.find(f"{WORD}spacing")
            if spacing is not None and spacing.get(f"{WORD}after") is not None:
                return bool(spacing.get(f"{WORD}after") == "0")
        return False

    def is_kept(self, paragraph: Any) -> bool:  # noqa: ANN401 (lxml has no types)
        """Whether the paragraph stays on the page of the next."""
        for properties in self._properties(paragraph):
            kept = properties.find(f"{WORD}keepNext")
            if kept is not None:
                return kept.get(f"{WORD}val", "true") not in {"0", "false", "off"}
        return False

    def _properties(self, paragraph: Any) -> Iterator[Any]:  # noqa: ANN401 (lxml has no types)
        """The paragraph's own properties, then those of its styles, nearest first."""
        for element in (paragraph, *self._chain(paragraph)):
            properties = element.find(f"{WORD}pPr")
            if properties is not None:
                yield properties

    def _chain(self, paragraph: Any) -> Iterator[Any]:  # noqa: ANN401 (lxml has no types)
        named = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        key = named.get(f"{WORD}val", "") if named is not None else self._default
        for _ in range(_DEEPEST):
            style = self._styles.get(key)
            if style is None:
                return
            yield style
            based_on = style.find(f"{WORD}basedOn")
            key = based_on.get(f"{WORD}val", "") if based_on is not None else ""


def _formats(numbering: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 (lxml has no types)
    """For each list of the file whether its first level has a bullet or a number."""
    abstract = {}
    for each in numbering.iter(f"{WORD}abstractNum"):
        format_ = each.find(f"{WORD}lvl/{WORD}numFmt")
        bullet = format_ is None or format_.get(f"{WORD}val") == "bullet"
        abstract[each.get(f"{WORD}abstractNumId")] = "bullet" if bullet else "number"
    for each in numbering.iter(f"{WORD}num"):
        refers = each.find(f"{WORD}abstractNumId")
        yield (
            each.get(f"{WORD}numId", ""),
            abstract.get(refers.get(f"{WORD}val") if refers is not None else "", "bullet"),
        )
