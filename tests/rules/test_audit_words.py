"""The words of the log: every code that anything in the program records has them."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.rules.audit_words import ACTIONS, SUBJECTS, action_words, result_words, subject_words
from app.rules.permissions import KIND_OF_COMPARTMENT, Act

if TYPE_CHECKING:
    from collections.abc import Iterator

APP = Path(__file__).parents[2] / "app"
CALLS = {"record": 0, "record_refusal": 1}  # the method, and the place of the action among its arguments
PASSED_ON = {
    "app/vault/unlocked.py action": "record_refusal itself",
    "app/services/access.py act.value": "the act that was refused; all have a label",
}


def recorded(place: int) -> Iterator[tuple[str, ast.expr]]:
    """Each call that records an act, as (file, argument `place` after the action)."""
    for file in sorted(APP.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLS:
                at = CALLS[node.func.attr] + place
                if len(node.args) > at:
                    yield file.relative_to(APP.parent).as_posix(), node.args[at]


def kinds() -> set[str]:
    """What the registers call their records in the log."""
    return {
        str(statement.value.value)
        for file in (APP / "services").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        for statement in node.body
        if isinstance(statement, ast.Assign)
        and ast.unparse(statement.targets[0]) == "kind"
        and isinstance(statement.value, ast.Constant)
    }


def codes() -> set[str]:
    """Every action that can be recorded; one that is not written out where it is recorded has its reason above."""
    found: set[str] = set()
    for file, argument in recorded(0):
        match argument:
            case ast.Constant(value=str(code)):
                found.add(code)
            case ast.JoinedStr() if ast.unparse(argument).startswith("f'{self.kind}."):
                found |= {f"{kind}.{ast.unparse(argument)[:-1].rpartition('.')[2]}" for kind in kinds()}
            case _:
                assert f"{file} {ast.unparse(argument)}" in PASSED_ON
    return found | {act.value for act in Act}


@pytest.mark.parametrize("code", sorted(codes()))
def test_that_every_action_that_is_recorded_has_words(code: str) -> None:
    assert action_words(code) != code
    assert "." not in action_words(code)


def test_that_every_subject_that_is_recorded_has_words() -> None:
    said = {argument.value for _, argument in recorded(1) if isinstance(argument, ast.Constant)}
    assert {kind for kind in said | kinds() if kind not in SUBJECTS and kind not in KIND_OF_COMPARTMENT} == set()


def test_that_no_words_are_kept_for_actions_that_nothing_records() -> None:
    assert set(ACTIONS) - codes() == set()


@pytest.mark.parametrize(
    ("kind", "key", "words"),
    [
        ("case", "12", "casus 12"),
        ("account", "0f" * 16, "account"),
        ("compartment", "casework", "onderdeel Casuïstiek"),
        ("compartment", "wolfswaard", "onderdeel wolfswaard"),
        ("register", "register", "Register"),
        ("novelty", "1", "novelty 1"),
    ],
)
def test_that_a_subject_is_named_as_far_as_that_says_something(kind: str, key: str, words: str) -> None:
    assert subject_words(kind, key) == words


def test_that_a_code_of_a_newer_program_is_shown_as_it_is() -> None:
    assert action_words("case.cloned") == "case.cloned"
    assert result_words("deferred") == "deferred"
    assert result_words("refused") == "geweigerd"
