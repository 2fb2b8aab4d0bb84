"""What stands between braces in a template: a field, the beginning or end of a repetition, or of a condition.

    {{ betrokkene }}                       the value of a field
    {{ partij.naam }}                      a column, inside a repetition
    {% for partij in partijen %} … {% endfor %}
    {% if zaaknummer %} … {% endif %}      also {% if not zaaknummer %}

That is all there is: no sums, no functions, no access to anything else. Nothing of a template is ever run as code. The
spelling is that of docxtpl, so `{%p …%}` and `{%tr …%}` mean the same as `{% … %}`. Repetitions and conditions stand
alone in a paragraph, or in a row of a table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

_TAG = re.compile(r"\{\{(?P<field>[^{}]*)\}\}|\{%(?P<block>[^{}%]*)%\}")
_STRAY = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_NAME = r"[a-z][a-z0-9_]*"
_FIELD = re.compile(rf"(?:(?P<row>{_NAME})\.)?(?P<name>{_NAME})")
_FOR = re.compile(rf"for (?P<row>{_NAME}) in (?P<name>{_NAME})")
_IF = re.compile(rf"if (?P<negated>not )?(?:(?P<row>{_NAME})\.)?(?P<name>{_NAME})")
_ENDS = {"endfor": "END_FOR", "endif": "END_IF"}


class TagKind(Enum):
    """What a tag does; BAD says nothing that we know."""

    FIELD = auto()
    FOR = auto()
    END_FOR = auto()
    IF = auto()
    END_IF = auto()
    BAD = auto()


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: `text` as written, from `start` to `end` in its paragraph.

    `name` is the field, `row` what the rows of a repetition are called; a field of the letter itself has none.
    """

    kind: TagKind
    text: str
    start: int
    end: int
    name: str = ""
    row: str = ""
    negated: bool = False

    @property
    def is_block(self) -> bool:
        """Whether it stands for what follows and not for itself."""
        return self.kind not in (TagKind.FIELD, TagKind.BAD)


def tags_in(text: str) -> tuple[Tag, ...]:
    """The tags of a paragraph, in order; braces that belong to no tag are bad ones."""
    found = [_tag(match) for match in _TAG.finditer(text)]
    stray = [_bad(match) for match in _STRAY.finditer(text) if not _covered(match.start(), found)]
    return tuple(sorted((*found, *stray), key=lambda tag: tag.start))


def only_block(text: str) -> Tag | None:
    """The tag of a paragraph that holds one repetition or condition and nothing else, otherwise None."""
    match = _TAG.fullmatch(text.strip())
    tag = _tag(match) if match else None
    return tag if tag is not None and tag.is_block else None


def _tag(match: re.Match[str]) -> Tag:
    text, start, end = match[0], match.start(), match.end()
    if match["field"] is not None:
        found = _FIELD.fullmatch(_tidy(match["field"]))
        if found is None:
            return Tag(TagKind.BAD, text, start, end)
        return Tag(TagKind.FIELD, text, start, end, found["name"], found["row"] or "")
    said = re.sub(r"^(?:p|tr) ", "", _tidy(match["block"]))
    if said in _ENDS:
        return Tag(TagKind[_ENDS[said]], text, start, end)
    if found := _FOR.fullmatch(said):
        return Tag(TagKind.FOR, text, start, end, found["name"], found["row"])
    if found := _IF.fullmatch(said):
        return Tag(TagKind.IF, text, start, end, found["name"], found["row"] or "", bool(found["negated"]))
    return Tag(TagKind.BAD, text, start, end)


def _bad(match: re.Match[str]) -> Tag:
    return Tag(TagKind.BAD, match[0], match.start(), match.end())


def _covered(place: int, tags: list[Tag]) -> bool:
    return any(tag.start <= place < tag.end for tag in tags)


def _tidy(text: str) -> str:
    """Small letters and single spaces: Word puts capitals at the beginning of what looks like a sentence."""
    return " ".join(text.lower().split())
