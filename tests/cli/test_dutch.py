"""argparse speaks Dutch, whatever the language of the machine."""

from __future__ import annotations

import argparse
import ast
import inspect
import re
import sys
from typing import TYPE_CHECKING

import pytest

from app.cli.dutch import NUMBERED, PHRASES, translate, translate_number
from app.cli.main import build_parser

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

ONLY_A_PROGRAMMER_CAUSES = {
    "'required' is an invalid argument for positionals",
    "%r is not callable",
    ".__call__() not defined",
    'argument "-" with mode %r',
    "cannot have multiple subparser arguments",
    "cannot merge actions - two groups are named %r",
    "conflicting subparser alias: %s",
    "conflicting subparser: %s",
    "dest= is required for options like %r",
    "invalid conflict_resolution value: %r",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r",
    "mutually exclusive arguments must be optional",
}
EVERY_COMMAND = [
    *("demo", "init", "evaluation", "publish", "import", "accounts", "grant", "password"),
    *("invite", "block", "revoke", "reset", "withdraw", "rekey", "review"),
    *("backup", "restore", "restore-test", "recover", "rescue", "verify"),
    *("report-anonymously", "report-key", "deliver-envelope", "package", "support", "components", "manual"),
]


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="the list of phrases is that of Python 3.11")
def test_that_every_phrase_a_user_can_meet_has_a_translation() -> None:
    asked = {
        node.args[0].value
        for node in ast.walk(ast.parse(inspect.getsource(argparse)))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "_"
        and isinstance(node.args[0], ast.Constant)
    }
    assert asked - ONLY_A_PROGRAMMER_CAUSES == set(PHRASES)


@pytest.mark.parametrize(("phrase", "dutch"), PHRASES.items())
def test_that_a_translation_fills_in_the_same_things(phrase: str, dutch: str) -> None:
    placeholder = re.compile(r"%(?:\(\w+\))?[rs]")
    without_type = {"%(type)s"}  # the name of a Python function, which no user needs
    missing = set(placeholder.findall(phrase)) ^ set(placeholder.findall(dutch))
    assert missing <= without_type


def test_that_numbers_choose_the_form() -> None:
    one, many = "expected %s argument", "expected %s arguments"
    assert translate_number(one, many, 1) == NUMBERED[one][0]
    assert translate_number(one, many, 2) == NUMBERED[one][1]
    assert translate_number("other", "others", 2) == "others"
    assert translate("never heard of") == "never heard of"


@pytest.mark.parametrize("command", ["", *EVERY_COMMAND])
def test_that_every_command_explains_itself_in_dutch(shell: Shell, command: str) -> None:
    assert shell(*command.split(), "--help") == 0
    assert shell.out.startswith(f"gebruik: bolwerk {command}".rstrip())
    assert "opties:" in shell.out
    assert not re.search(r"usage|options|show this|arguments", shell.out)


def test_that_the_list_of_commands_is_complete() -> None:
    assert list(build_parser().commands.choices) == EVERY_COMMAND


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("", "verplicht en niet opgegeven: OPDRACHT"),
        ("vlieg", "onbekende keuze 'vlieg'; kies uit 'demo'"),
        ("verify", "verplicht en niet opgegeven: KLUIS"),
        ("verify x --haast", "onbekend: --haast"),
        ("verify x --user", "--user: vraagt één waarde"),
        ("evaluation x --year 19 --out y --user z", "--year: “19” is geen jaar tussen 1900 en 2100"),
        ("evaluation x --year 3019 --out y --user z", "--year: “3019” is geen jaar"),
        ("grant x --user y --to z --fingerprint f --compartment geheim", "onbekende keuze 'geheim'"),
        ("demo --no-window=ja", "neemt geen waarde aan"),
    ],
)
def test_that_wrong_usage_is_explained_in_dutch(shell: Shell, line: str, says: str) -> None:
    assert shell(*line.split()) == 2
    assert shell.err.startswith("gebruik: bolwerk")
    assert says in shell.err
    assert shell.out == ""


def test_that_a_password_on_the_command_line_is_not_taken_for_the_name_of_a_file(shell: Shell) -> None:
    assert shell("verify", "x", "--user", "y", "--password", "geheim") == 2
    assert "onbekend: --password" in shell.err
