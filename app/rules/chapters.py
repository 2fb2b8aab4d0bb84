"""Chapter numbers: "2" is a chapter, "2.1" a section of it."""

from __future__ import annotations

import re

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
