"""The words of a template: its paragraphs with where they are, and the check of what stands between braces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.rules.letters.checking import Line, checked
from app.rules.letters.kinds import rules_of
from app.rules.letters.tags import only_block
from app.services.letters.package import WORD, is_attached_template, open_package, relationships

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.letters.package import DocxPackage
    from models.letter_choices import LetterKind

P, T, TABLE, ROW, CELL = (f"{WORD}{name}" for name in ("p", "t", "tbl", "tr", "tc"))
_BOX = f"{WORD}txbxContent"
_LONGEST = 50
_DRAWN = (f"{WORD}drawing", f"{WORD}pict", f"{WORD}object")


@dataclass(frozen=True, slots=True)
class TemplateCheck:
    """A template that was read: what stops it, and what its owner should know, as sentences."""

    problems: tuple[str, ...]
    notices: tuple[str, ...]
    bare: frozenset[str]

    @property
    def usable(self) -> bool:
        """Whether letters can be made from it."""
        return not self.problems


def check_template(content: bytes, kind: LetterKind) -> TemplateCheck:
    """Read a template for one kind of letter. Invalid when the file itself is refused."""
    package = open_package(content)
    rules = rules_of(kind)
    found = checked(lines_of(package), rules)
    notices = [f"Dit sjabloon noemt ‘{rules_label(kind, name)}’ niet." for name in found.unmentioned]
    return TemplateCheck(
        tuple(dict.fromkeys(str(each) for each in found.problems)), (*notices, *_notices(package)), found.bare
    )


def rules_label(kind: LetterKind, name: str) -> str:
    """How a field is called on screen."""
    field = rules_of(kind).field(name)
    return field.label if field else name


def lines_of(package: DocxPackage) -> Iterator[Line]:
    """Every paragraph of text, head, foot and notes."""
    numbers = _Numbers()
    yield from _lines(package.read(package.main).find(f"{WORD}body"), "", numbers)
    for name, called in package.others:
        yield from _lines(package.read(name), called, numbers)


def text_of(paragraph: Any) -> str:  # noqa: ANN401 (lxml has no types)
    """The text of a paragraph without that of boxes that hang on it."""
    return "".join(node.text or "" for node in texts_of(paragraph))


def texts_of(paragraph: Any) -> list[Any]:  # noqa: ANN401 (lxml has no types)
    """The pieces that the text of a paragraph is cut into."""
    return [node for node in paragraph.iter(T) if next(node.iterancestors(P)) is paragraph]


def block_text(element: Any) -> str:  # noqa: ANN401 (lxml has no types)
    """All text of a paragraph or a row, to see whether it holds one tag and nothing else."""
    return text_of(element) if element.tag == P else " ".join(text_of(each) for each in element.iter(P)).strip()


def boxes_of(paragraph: Any) -> Iterator[Any]:  # noqa: ANN401 (lxml has no types)
    """The text boxes that hang on a paragraph, outermost first."""
    for box in paragraph.iter(_BOX):
        if next(box.iterancestors(P)) is paragraph:
            yield box


class _Numbers:
    """Counts paragraphs and tables as the user sees them, and gives every container a number."""

    def __init__(self) -> None:
        self.tables = self.containers = 0

    def container(self) -> int:
        self.containers += 1
        return self.containers


def _lines(parent: Any, place: str, numbers: _Numbers) -> Iterator[Line]:  # noqa: ANN401 (lxml has no types)
    within = numbers.container()
    for child in parent:
        if child.tag == P:
            yield Line(_paragraph_place(place, text_of(child)), text_of(child), within)
            for box in boxes_of(child):
                yield from _lines(box, place or "tekstvak", numbers)
        elif child.tag == TABLE:
            numbers.tables += 1
            yield from _table_lines(child, f"{place}, tabel" if place else f"tabel {numbers.tables}", numbers)
        elif isinstance(child.tag, str):
            yield from _lines(child, place, numbers)


def _table_lines(table: Any, place: str, numbers: _Numbers) -> Iterator[Line]:  # noqa: ANN401
    within = numbers.container()
    for number, row in enumerate(table.iter(ROW), start=1):
        if next(row.iterancestors(TABLE)) is not table:
            continue  # of a table within a cell, which is read with the cell
        where = f"{place}, rij {number}"
        if only_block(block_text(row)) is not None:
            yield Line(where, block_text(row), within)
        else:
            for cell in row.iter(CELL):
                if next(cell.iterancestors(TABLE)) is table:
                    yield from _lines(cell, where, numbers)


def _paragraph_place(place: str, text: str) -> str:
    words = " ".join(text.split())
    shown = f"“{words if len(words) <= _LONGEST else f'{words[: _LONGEST - 1]}…'}”"
    return f"{place}, {shown}" if place else shown


def _notices(package: DocxPackage) -> Iterator[str]:
    pictures = sum(1 for _ in package.read(package.main).iter(*_DRAWN))
    if pictures or package.others:
        yield "Afbeeldingen, kop- en voetteksten staan alleen in het Word-bestand; de pdf krijgt het eigen briefhoofd."
    settings = package.parts.get("word/_rels/settings.xml.rels")
    if settings is not None and any(is_attached_template(each) for each in relationships(settings)):
        yield "De koppeling met het sjabloonbestand waar dit document van is gemaakt, gaat niet mee."
