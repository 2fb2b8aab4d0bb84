"""Whether a template can become a letter: every name is known, every repetition and condition ends where it began."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from app.rules.letters.kinds import KindRules
from app.rules.letters.tags import Tag, TagKind, only_block, tags_in

if TYPE_CHECKING:
    from collections.abc import Iterable


_ALIKE = 0.5
_NOTHING_ELSE = "Een sjabloon kent alleen {{ veld }}, {% for … in … %} en {% if … %}"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a template, or a row of a table that holds one tag.

    `place` tells the user where it is. `within` is the same number for paragraphs beside each other: a repetition ends
    beside where it began.
    """

    place: str
    text: str
    within: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a template that stops it from being used, as a sentence, and where."""

    place: str
    text: str

    def __str__(self) -> str:
        """Place and sentence."""
        return f"{self.place}: {self.text}"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a template says. It may be used when there are no problems.

    `bare` are fields outside any condition on them, so that a letter needs them; `unmentioned` are required
    fields of the kind that the template does not print.
    """

    problems: tuple[Problem, ...]
    bare: frozenset[str]
    unmentioned: tuple[str, ...]


@dataclass(slots=True)
class _Open:
    """A repetition or condition that has begun."""

    tag: Tag
    line: Line
    columns: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reading:
    """Where the check is: what is open, and what was found so far."""

    rules: KindRules
    open: list[_Open] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    bare: set[str] = field(default_factory=set)

    def refuse(self, line: Line, text: str) -> None:
        self.problems.append(Problem(line.place, text))


def checked(lines: Iterable[Line], rules: KindRules) -> Checked:
    """Read a template as text, line by line, for one kind of letter."""
    reading = _Reading(rules)
    for line in lines:
        block = only_block(line.text)
        if block is not None:
            _read_block(reading, line, block)
        else:
            for tag in tags_in(line.text):
                _read_inline(reading, line, tag)
    for each in reading.open:
        reading.refuse(each.line, f"dit eindigt niet; zet er {_end_of(each)} achter.")
    unmentioned = tuple(each.name for each in rules.required if each.name not in reading.used)
    return Checked(tuple(reading.problems), frozenset(reading.bare), unmentioned)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that looks most like it, None when none does."""
    found = get_close_matches(name, list(known), n=1, cutoff=_ALIKE)
    return found[0] if found else None


def _read_inline(reading: _Reading, line: Line, tag: Tag) -> None:
    if tag.kind is TagKind.BAD:
        reading.refuse(line, f"“{_short(tag.text)}” is geen veld. {_NOTHING_ELSE}.")
    elif tag.is_block:
        reading.refuse(line, f"{tag.text} moet alleen in een alinea of tabelrij staan.")
    elif tag.row:
        _read_column(reading, line, tag)
    else:
        _read_field(reading, line, tag)


def _read_field(reading: _Reading, line: Line, tag: Tag) -> None:
    known = reading.rules.field(tag.name)
    rows = {each.tag.row for each in reading.open if each.tag.kind is TagKind.FOR}
    if tag.name in rows:
        reading.refuse(line, f"{tag.text} is een hele rij; schrijf een veld daarvan, zoals {{{{ {tag.name}.… }}}}.")
    elif known is None:
        reading.refuse(line, _unknown(tag.name, (each.name for each in reading.rules.fields if not each.is_list)))
    elif known.is_list:
        reading.refuse(line, f"‘{tag.name}’ is een lijst; herhaal haar met {{% for rij in {tag.name} %}}.")
    else:
        reading.used.add(tag.name)
        if not _is_guarded(reading, tag):
            reading.bare.add(tag.name)


def _read_column(reading: _Reading, line: Line, tag: Tag) -> None:
    rows = [each for each in reading.open if each.tag.kind is TagKind.FOR and each.tag.row == tag.row]
    if not rows:
        reading.refuse(line, f"{tag.text} staat niet binnen {{% for {tag.row} in … %}}.")
    elif tag.name not in rows[-1].columns:
        reading.refuse(line, _unknown(tag.name, rows[-1].columns))


def _read_block(reading: _Reading, line: Line, tag: Tag) -> None:
    if tag.kind in (TagKind.END_FOR, TagKind.END_IF):
        _read_end(reading, line, tag)
    elif tag.kind is TagKind.FOR:
        if any(each.tag.kind is TagKind.FOR for each in reading.open):
            reading.refuse(line, f"{tag.text} staat binnen een andere herhaling; zet ze na elkaar.")
        known = reading.rules.field(tag.name)
        if known is None or not known.is_list:
            lists = [each.name for each in reading.rules.fields if each.is_list]
            told = (
                _unknown(tag.name, lists)
                if known is None
                else f"‘{tag.name}’ is geen lijst en kan niet worden herhaald."
            )
            reading.refuse(line, told)
        reading.used.add(tag.name)
        reading.open.append(_Open(tag, line, known.columns if known else ()))
    else:
        if tag.row:
            _read_column(reading, line, tag)
        elif reading.rules.field(tag.name) is None:
            reading.refuse(line, _unknown(tag.name, (each.name for each in reading.rules.fields)))
        reading.open.append(_Open(tag, line))


def _read_end(reading: _Reading, line: Line, tag: Tag) -> None:
    if not reading.open:
        reading.refuse(line, f"{tag.text} staat er zonder begin.")
        return
    begun = reading.open.pop()
    fits = (begun.tag.kind is TagKind.FOR) == (tag.kind is TagKind.END_FOR)
    if not fits:
        reading.refuse(line, f"Hier hoort {_end_of(begun)}, want {begun.tag.text} is nog niet geëindigd.")
    elif begun.line.within != line.within:
        reading.refuse(
            line, f"{begun.tag.text} begint in {begun.line.place}; begin en einde horen naast elkaar te staan."
        )


def _is_guarded(reading: _Reading, tag: Tag) -> bool:
    """Inside a condition on itself, or on a field of the same group: `beslis_uiterlijk` knows `beslis_grondslag`."""
    group = tag.name.partition("_")[0]
    return any(
        each.tag.kind is TagKind.IF
        and not each.tag.negated
        and not each.tag.row
        and each.tag.name.partition("_")[0] == group
        for each in reading.open
    )


def _unknown(name: str, known: Iterable[str]) -> str:
    near = nearest(name, known)
    return f"het veld ‘{name}’ bestaat niet in deze brief." + (f" Bedoelt u ‘{near}’?" if near else "")


def _end_of(begun: _Open) -> str:
    return "{% endfor %}" if begun.tag.kind is TagKind.FOR else "{% endif %}"


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
