"""Word files with anything in them: refused with a sentence, or read, filled and drawn; nothing else (R4)."""

from __future__ import annotations

import random
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.errors import Invalid
from app.report.house.style import BOLWERK
from app.report.letters.letter_pdf import LetterHead, letter_pdf
from app.services.letters.filling import Properties, fill
from app.services.letters.shipped import shipped_template
from app.services.letters.words import check_template
from models.choices import Classification
from models.letter_choices import LetterKind
from tests.report.letters.test_letter_pdf import values
from tests.services.letters.word_files import MAIN, parts_of, zipped

if TYPE_CHECKING:
    from collections.abc import Callable

    Mutation = Callable[[random.Random, str], str]

DAY = date(2020, 3, 10)
ELEMENT = re.compile(r"<w:(p|r|t|tr|tc|tbl|pPr|rPr|style)\b.*?</w:\1>", re.DOTALL)
TEXT = re.compile(r"<w:t[^>]*>")
BRACES = ("{{", "}}", "{% for p in partijen %}", "{% endfor %}", "{% if reden %}", "{% endif %}", "{{ p.naam }}")
ODD = ('w:val="[^"]*"', 'w:styleId="[^"]*"', "w:numId", "w:basedOn", "<w:p>", "w:tc>")


def flipped(chance: random.Random, text: str) -> str:
    content = bytearray(text.encode())
    for _ in range(chance.randrange(1, 6)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return content.decode("utf-8", "surrogateescape")


def cut(chance: random.Random, text: str) -> str:
    first, last = chance.choice([match.span() for match in ELEMENT.finditer(text)])
    return text[:first] + text[last:]


def moved(chance: random.Random, text: str) -> str:
    spans = [match.span() for match in ELEMENT.finditer(text)]
    (first, last), (place, _) = chance.choice(spans), chance.choice(spans)
    return text[:place] + text[first:last] + text[place:]


def braced(chance: random.Random, text: str) -> str:
    place = chance.choice([match.end() for match in TEXT.finditer(text)])
    return text[:place] + chance.choice(BRACES) + text[place:]


def odd(chance: random.Random, text: str) -> str:
    return re.sub(chance.choice(ODD), chance.choice(["", 'w:val="9999999999"', 'w:val="-1"']), text, count=3)


MUTATIONS: tuple[Mutation, ...] = (flipped, cut, moved, braced, odd)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda each: each.__name__)
def test_that_a_damaged_template_is_refused_or_drawn(mutation: Mutation) -> None:
    chance = random.Random(mutation.__name__)  # noqa: S311 (the same files in each run)
    head = LetterHead("Brief", "Voorbeeldstad", DAY, Classification.CONFIDENTIAL)
    drawn, told = 0, []
    for _ in range(25):
        kind = chance.choice(list(LetterKind))
        parts = parts_of(shipped_template(kind))
        name = chance.choice([MAIN, MAIN, "word/styles.xml"]) if mutation is not braced else MAIN
        parts[name] = mutation(chance, parts[name].decode()).encode("utf-8", "surrogateescape")
        try:
            content = zipped(parts)
            check_template(content, kind)
            letter_pdf(fill(content, values(kind), Properties("x", "y", DAY)), head, BOLWERK)
            drawn += 1
        except Invalid as refused:
            told.append(refused.fields["file"])
    assert all(told)
    assert drawn or mutation is flipped
