"""`python -m app` as a program of its own: hardened, one line on stderr, a code, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def program(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run it and wait."""
    return subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--help"], 0, ""),
        (["vlieg"], 2, "onbekende keuze 'vlieg'"),
        (["accounts", "nergens.bolwerk", "--user", "x", "--password-file", "nergens.txt"], 1, "niet te lezen"),
        (["verify", "nergens.bolwerk"], 1, ""),
    ],
)
def test_that_the_program_ends_with_a_code_and_without_a_traceback(arguments: list[str], code: int, says: str) -> None:
    done = program(*arguments)
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("language", ["C", "en_US.UTF-8", "POSIX"])
def test_that_it_speaks_dutch_whatever_the_machine_speaks(language: str) -> None:
    done = program("--help", LC_ALL=language, LANGUAGE=language)
    assert done.returncode == 0
    assert done.stdout.startswith("gebruik: bolwerk")


def test_that_explaining_a_command_loads_neither_qt_nor_the_document_machinery() -> None:
    script = (
        "import sys; sys.argv = ['app', '--help']\n"
        "from app.__main__ import main\n"
        "assert main() == 0\n"
        "loaded = {'PySide6', 'reportlab', 'pikepdf'} & set(sys.modules)\n"
        "assert not loaded, loaded"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_that_a_promise_the_system_cannot_keep_is_said() -> None:
    script = (
        "import resource, sys; sys.argv = ['app', '--help']\n"
        "from app import hardening\n"
        "from app.__main__ import main\n"
        "hardening.refuse_core_dumps()\n"
        "def refuse(*_): raise OSError(1, 'mag hier niet')\n"
        "resource.setrlimit = refuse\n"
        "sys.exit(main())"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "Niet gelukt: geen geheugenafdruk bij een storing (mag hier niet)." in done.stderr
