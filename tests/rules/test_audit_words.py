"""The words of the log: every code that anything in the program records has them."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.rules.audit_words import ACTIONS, SUBJECTS, action_words, result_words, subject_words
from app.rules.permissions import KIND_OF_COMPARTMENT, Act
from models.choices import CarryOverStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

APP = Path(__file__).parents[2] / "app"
CALLS = {"record": 0, "record_refusal": 1}  # the method, and the place of the action among its arguments
PASSED_ON = {
    "app/vault/openings.py f'{opened.kind}.opened'": "see `readings`",
    "app/vault/unlocked.py action": "record_refusal itself",
    "app/services/importing/undoing.py f'{part.kind}.import_undone'": "each kind of record and each verb has words",
    "app/services/programme/year_making.py f'{kind}.added'": "each kind that a year begins with has words",
    "app/services/programme/year_start.py f'{kind}.removed'": "each kind that a year begins with has words",
    "app/services/packages/storing.py f'{kind}.{verb}'": "each kind that travels and both verbs have words",
    "app/services/access.py act.value": "the act that was refused; all have a label",
}


def files() -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(APP.rglob("*.py")):
        yield file.relative_to(APP.parent).as_posix(), ast.parse(file.read_text(encoding="utf-8"))


def calls_in(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    """Calls of a function or method with this name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == name:
            yield node


def recorded(place: int) -> Iterator[tuple[str, ast.Module, ast.expr]]:
    """Each call that records an act: its file, and the argument `place` after the action."""
    for file, tree in files():
        for name, first in CALLS.items():
            for call in calls_in(tree, name):
                if len(call.args) > first + place:
                    yield file, tree, call.args[first + place]


def constants(tree: ast.Module, name: ast.Name) -> Iterator[ast.expr]:
    """What a name stands for in a whole file, its own or the one that it is imported from."""
    for statement in tree.body:
        match statement:
            case ast.ImportFrom(module=str(module), names=names) if name.id in {each.name for each in names}:
                source = APP.parent.joinpath(*module.split(".")).with_suffix(".py")
                yield from constants(ast.parse(source.read_text(encoding="utf-8")), name)
            case ast.Assign(targets=[ast.Name(id=target)], value=value) if target == name.id:
                yield value


def passed_to(tree: ast.Module, parameter: ast.Name) -> Iterator[ast.expr]:
    """What the functions in this file that have such a parameter are called with."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            names = [argument.arg for argument in function.args.args]
            if parameter.id in names:
                at = names.index(parameter.id)
                yield from (call.args[at] for call in calls_in(tree, function.name) if len(call.args) > at)


def registers() -> Iterator[dict[str, object]]:
    """What the registers say of themselves in class attributes that are written out."""
    for file in (APP / "services").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                yield {
                    ast.unparse(statement.targets[0]): statement.value.value
                    for statement in node.body
                    if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant)
                }


def kinds() -> set[str]:
    """What the registers call their records in the log."""
    return {str(each["kind"]) for each in registers() if "kind" in each}


def readings() -> set[str]:
    """That a record was opened, in the registers that log it."""
    return {f"{each['kind']}.opened" for each in registers() if each.get("logs_reading") and "kind" in each}


def said(file: str, tree: ast.Module, argument: ast.expr) -> set[str]:
    """The codes that an argument can be; one that is written out nowhere needs a reason in PASSED_ON."""
    match argument:
        case ast.Constant(value=str(code)):
            return {code}
        case ast.IfExp(body=one, orelse=other):
            return said(file, tree, one) | said(file, tree, other)
        case ast.JoinedStr() if ast.unparse(argument).startswith("f'{self.kind}."):
            return {f"{kind}.{ast.unparse(argument)[:-1].rpartition('.')[2]}" for kind in kinds()}
        case ast.JoinedStr() if ast.unparse(argument) == "f'carry_over.{to.value}'":
            return {f"carry_over.{step.value}" for step in CarryOverStatus}
        case ast.Name() if found := list(constants(tree, argument)) or list(passed_to(tree, argument)):
            return set().union(*(said(file, tree, each) for each in found))
    assert f"{file} {ast.unparse(argument)}" in PASSED_ON
    return set()


def codes() -> set[str]:
    """Every action that can be recorded."""
    found = {act.value for act in Act} | readings()
    return found.union(*(said(*call) for call in recorded(0)))


@pytest.mark.parametrize("code", sorted(codes()))
def test_that_every_action_that_is_recorded_has_words(code: str) -> None:
    assert action_words(code) != code
    assert "." not in action_words(code)


def test_that_every_subject_that_is_recorded_has_words() -> None:
    found = {argument.value for _, _, argument in recorded(1) if isinstance(argument, ast.Constant)}
    assert {kind for kind in found | kinds() if kind not in SUBJECTS and kind not in KIND_OF_COMPARTMENT} == set()


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
