"""The markup of chapter texts: never an error, never a lost letter, and no value becomes markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.markup import (
    DirectiveNode,
    HeadingNode,
    ListNode,
    Node,
    Run,
    TextNode,
    field_names,
    parse,
    stray_marks,
    styled,
)

if TYPE_CHECKING:
    from collections.abc import Callable

MARKUP = st.text(alphabet=st.sampled_from("ab Z09é€\n\r\t-#*_[]|:.\0\x0b\x1c\u2028 [["), max_size=200)
ANYTHING = st.one_of(st.text(max_size=200), MARKUP)
PLAIN = st.text(alphabet=st.characters(exclude_characters="*_[]#-", exclude_categories=["Cs"]), max_size=200)


def same(name: str) -> str:
    return f"<{name}>"


def text_of(node: Node) -> str:
    match node:
        case TextNode(runs):
            return "".join(run.text for run in runs)
        case ListNode(items):
            return "".join(run.text for item in items for run in item)
        case HeadingNode(text):
            return text
        case DirectiveNode(kind, name):
            return kind + name


def letters(text: str) -> str:
    return re.sub(r"[\s\x1c-\x1f]", "", text)


@given(ANYTHING)
def test_that_no_text_whatever_raises(text: str) -> None:
    parse(text, same)
    styled(text, same)
    field_names(text)
    stray_marks(text)


@given(PLAIN)
def test_that_plain_text_keeps_every_letter_in_order(text: str) -> None:
    assert letters("".join(text_of(node) for node in parse(text, same))) == letters(text)


@given(ANYTHING)
def test_that_letters_and_digits_survive_any_markup(text: str) -> None:
    def told(name: str) -> str:
        return name

    def bare(said: str) -> str:
        return "".join(letter for letter in said if letter.isalnum())

    assert bare("".join(text_of(node) for node in parse(text, told))) == bare(text)


@given(ANYTHING)
def test_that_the_value_of_a_field_is_printed_as_it_is(value: str) -> None:
    (node,) = parse("Voor [[veld]] na", lambda _: value)
    assert node == TextNode((Run(f"Voor {value} na"),))


@pytest.mark.parametrize(
    "value", ["**vet**", "_cursief_", "[[jaar]]", "[[kader: X]]", "## kop", "- punt", "*", "_", "a_b"]
)
@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("[[veld]]", lambda value: (Run(value),)),
        ("**[[veld]]**", lambda value: (Run(value, bold=True),)),
        ("_[[veld]]_ en _b_", lambda value: (Run(value, italic=True), Run(" en "), Run("b", italic=True))),
        ("*[[veld]]*", lambda value: (Run(f"*{value}*"),)),
    ],
)
def test_that_a_value_neither_opens_nor_closes_a_style(
    text: str, runs: Callable[[str], tuple[Run, ...]], value: str
) -> None:
    assert styled(text, lambda _: value) == runs(value)


def test_that_a_text_becomes_paragraphs_headings_lists_and_directives_in_order() -> None:
    text = """
    Een alinea die
    doorloopt.

    ## Een _kop_ over [[jaar]]
    - eerste punt
      dat doorloopt
    - **tweede** punt
    Geen alinea maar nog het tweede punt.

    [[tabel: casuistiek]]
    Meteen tekst.
    """
    assert parse(text, {"jaar": "2019"}.__getitem__) == (
        TextNode((Run("Een alinea die doorloopt."),)),
        HeadingNode("Een kop over 2019"),
        ListNode(
            (
                (Run("eerste punt dat doorloopt"),),
                (Run("tweede", bold=True), Run(" punt Geen alinea maar nog het tweede punt.")),
            )
        ),
        DirectiveNode("tabel", "casuistiek"),
        TextNode((Run("Meteen tekst."),)),
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("geen", ()),
        ("[[a]] en [[ b ]] en [[a]]", ("a", "b")),
        ("[[aantal APV, art. 2:80]]", ("aantal APV, art. 2:80",)),
        ("[[tabel: casuistiek]]", ()),
        ("[[]] [[ ]] [a] [[[a]]", ("a",)),
        ("[[een [[b]] ]]", ("b",)),
    ],
)
def test_that_the_fields_of_a_text_are_known(text: str, names: tuple[str, ...]) -> None:
    assert field_names(text) == names


def test_that_a_name_with_underscores_is_no_italic() -> None:
    assert styled("a _b_ [[vorig_jaar]] c_d_e", same) == (
        Run("a "),
        Run("b", italic=True),
        Run(" <vorig_jaar> c_d_e"),
    )


@pytest.mark.parametrize(
    "text",
    ["Zie [[tabel: casuistiek]] hier.", "- [[kader: Drugslab]]", "[[jaar] en", "[[lijst:]]", "jaar]]", "[[]]"],
)
def test_that_brackets_which_are_neither_field_nor_directive_are_found(text: str) -> None:
    assert stray_marks(f"Goed.\n\n{text}\n\n[[tabel: x]]\n[[jaar]] is goed") == (text,)


@pytest.mark.parametrize("text", ["", "[[jaar]] [[a b | c]]", "  [[tabel: x]]  ", "[a] (b) ]x["])
def test_that_proper_marks_are_not_stray(text: str) -> None:
    assert stray_marks(text) == ()


def test_that_a_long_gap_in_an_unfinished_mark_does_not_keep_the_program_busy() -> None:
    gap = " " * 20_000
    assert styled(f"[[{gap}", same) == (Run(f"[[{gap}"),)
    assert parse(f"[[tabel:{gap}x", same) == (TextNode((Run(f"[[tabel:{gap}x"),)),)
