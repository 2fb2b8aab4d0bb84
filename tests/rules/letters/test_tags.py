"""What stands between braces: a field, a repetition, a condition, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.letters.tags import TagKind, only_block, tags_in


@pytest.mark.parametrize(
    ("text", "kind", "name", "row"),
    [
        ("{{ betrokkene }}", TagKind.FIELD, "betrokkene", ""),
        ("{{betrokkene}}", TagKind.FIELD, "betrokkene", ""),
        ("{{ Betrokkene }}", TagKind.FIELD, "betrokkene", ""),
        ("{{\u00a0gevaar_lid_6 }}", TagKind.FIELD, "gevaar_lid_6", ""),
        ("{{ partij.naam }}", TagKind.FIELD, "naam", "partij"),
        ("{% for partij in partijen %}", TagKind.FOR, "partijen", "partij"),
        ("{%p for partij in partijen %}", TagKind.FOR, "partijen", "partij"),
        ("{%tr for partij in partijen %}", TagKind.FOR, "partijen", "partij"),
        ("{%tr endfor %}", TagKind.END_FOR, "", ""),
        ("{% if zaaknummer %}", TagKind.IF, "zaaknummer", ""),
        ("{% if not zaaknummer %}", TagKind.IF, "zaaknummer", ""),
        ("{% if partij.kvk_nummer %}", TagKind.IF, "kvk_nummer", "partij"),
        ("{% endif %}", TagKind.END_IF, "", ""),
    ],
)
def test_that_each_tag_is_read(text: str, kind: TagKind, name: str, row: str) -> None:
    (tag,) = tags_in(f"Voor {text} na")
    assert (tag.kind, tag.name, tag.row, tag.text) == (kind, name, row, text)
    assert tag.negated is ("not" in text)


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ betrokkene.__class__ }}",
        "{{ a.b.c }}",
        "{{ betrokkene|upper }}",
        "{{ range(9) }}",
        "{{ 1 + 1 }}",
        "{{ }}",
        "{{ _x }}",
        "{% set x = 1 %}",
        "{% include 'x' %}",
        "{% if a == 1 %}",
        "{% if a and b %}",
        "{% else %}",
        "{% for a, b in c %}",
        "{% for a in c.d %}",
        "{% raw %}",
        "{%p veld %}",
    ],
)
def test_that_anything_more_is_no_tag_of_ours(text: str) -> None:
    assert {tag.kind for tag in tags_in(text)} == {TagKind.BAD}


@pytest.mark.parametrize("text", ["{{ betrokkene", "betrokkene }}", "{% endif", "{# stil #}", "{{ {{ naam }} }}"])
def test_that_braces_without_a_partner_are_bad(text: str) -> None:
    assert TagKind.BAD in {tag.kind for tag in tags_in(text)}


def test_that_tags_come_in_order_with_their_places() -> None:
    text = "{{ a }} en {{ b }} en }}"
    assert [text[tag.start : tag.end] for tag in tags_in(text)] == ["{{ a }}", "{{ b }}", "}}"]


@pytest.mark.parametrize("text", ["  {% endif %} ", "{% for a in b %}"])
def test_that_a_block_alone_is_recognised(text: str) -> None:
    assert only_block(text) is not None


@pytest.mark.parametrize("text", ["x {% endif %}", "{{ naam }}", "{% endif %}{% endif %}", "{% iets %}", ""])
def test_that_anything_else_is_not_a_block_alone(text: str) -> None:
    assert only_block(text) is None


@given(st.text(alphabet="{}%# ._abfor in()'\"|", max_size=60))
def test_that_every_brace_belongs_to_a_tag_or_is_bad(text: str) -> None:
    tags = tags_in(text)
    for mark in ("{{", "}}", "{%", "%}"):
        place = text.find(mark)
        assert place < 0 or any(tag.start <= place < tag.end or tag.start <= place + 1 < tag.end for tag in tags)
