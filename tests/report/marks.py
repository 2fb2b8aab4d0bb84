"""What the marks on the pages of a PDF hold: the text of each, and what was painted or written outside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAIR = re.compile(rb"<([0-9A-F]{2})> <([0-9A-F]+)>")
_PAINTING = {"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh"}


@dataclass
class PageMarks:
    """`texts` by number of the mark; `loose` is what lies outside marks and artifacts, `hushed` what an artifact hides
    that is neither on each page nor repeated.
    """

    texts: dict[int, str] = field(default_factory=dict)
    loose: list[str] = field(default_factory=list)
    hushed: list[str] = field(default_factory=list)


def marks_of(page: pikepdf.Page) -> PageMarks:
    """Read the content stream of a page."""
    found = PageMarks()
    fonts = {name: _letters(font) for name, font in page.obj.Resources.get("/Font", {}).items()}
    inside: list[tuple[str, pikepdf.Object | None]] = []
    letters: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = instruction.operands, str(instruction.operator)
        if name in ("BDC", "BMC"):
            inside.append((str(operands[0]), operands[1] if name == "BDC" else None))
            if name == "BDC" and "/MCID" in operands[1]:
                found.texts[int(operands[1].MCID)] = ""
        elif name == "EMC":
            inside.pop()
        elif name == "Tf":
            letters = fonts[str(operands[0])]
        elif name in ("Tj", "TJ"):
            _note(found, inside, "".join(_decoded(operands[0], letters)))
        elif name in _PAINTING and not inside:
            found.loose.append(name)
    return found


def _note(found: PageMarks, inside: list[tuple[str, pikepdf.Object | None]], text: str) -> None:
    role, properties = inside[-1] if inside else ("", None)
    if not role:
        found.loose.append(text)
    elif role != "/Artifact":
        assert properties is not None
        found.texts[int(properties.MCID)] += text
    elif properties is None or properties.get("/Type") != "/Pagination":
        found.hushed.append(text)


def _letters(font: pikepdf.Object) -> dict[int, str]:
    return {
        int(code, 16): bytes.fromhex(letter.decode()).decode("utf-16-be")
        for code, letter in _PAIR.findall(font.ToUnicode.read_bytes().partition(b"beginbfchar")[2])
    }


def _decoded(shown: pikepdf.Object, letters: dict[int, str]) -> Iterator[str]:
    for part in shown if isinstance(shown, pikepdf.Array) else [shown]:
        if isinstance(part, pikepdf.String):
            yield "".join(letters.get(code, "\ufffd") for code in bytes(part))
