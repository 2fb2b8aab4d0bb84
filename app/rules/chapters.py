"""Chapter numbers: "2" is a chapter, "2.1" a section of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMBER = re.compile(r"[1-9]\d?(\.[1-9]\d?)?")


def chapter_problem(field: str, number: str | None) -> dict[str, str]:
    """A message for a number that is no chapter number."""
    if number is None or NUMBER.fullmatch(number):
        return {}
    return {field: "Vul een hoofdstuknummer in zoals 2, of een paragraafnummer zoals 2.1."}


def sort_key(number: str) -> int:
    """The place of a chapter in the document: 2 before 2.1 before 2.10 before 3."""
    chapter, _, section = number.partition(".")
    return int(chapter) * 100 + int(section or 0)


def moved_numbers(numbers: Sequence[str], moving: str, *, down: bool) -> dict[str, str]:
    """New numbers by old ones when a chapter, or a section within its chapter, changes places with its neighbour.

    Empty when there is no neighbour on that side. The sections of a chapter go with it.
    """
    chapter, _, section = moving.partition(".")
    peers = [each for each in sorted(numbers, key=sort_key) if _beside(each, chapter, section=bool(section))]
    at = peers.index(moving) + (1 if down else -1)
    if not 0 <= at < len(peers):
        return {}
    other = peers[at]
    if section:
        return {moving: other, other: moving}
    new = {moving: other, other: moving}
    return {
        each: f"{new[head]}{dot}{rest}" for each in numbers for head, dot, rest in (each.partition("."),) if head in new
    }


def _beside(number: str, chapter: str, *, section: bool) -> bool:
    head, _, rest = number.partition(".")
    return head == chapter and bool(rest) if section else not rest
