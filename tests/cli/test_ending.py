"""Whatever leaves a command becomes one line and a code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.ending import Ending, Exit
from app.errors import DiskFull

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (DiskFull("De schijf is vol; er is niets opgeslagen."), Exit.REFUSED, "De schijf is vol"),
        (KeyboardInterrupt(), Exit.REFUSED, "afgebroken"),
        (SystemExit(2), Exit.WRONG, ""),
        (SystemExit(None), Exit.DONE, ""),
        (KeyError("een naam die niemand mag zien"), Exit.WRONG, "KeyError in test_ending.py, regel"),
    ],
)
def test_that_an_error_is_one_line_and_a_code(
    capsys: pytest.CaptureFixture[str], error: BaseException, code: Exit, says: str
) -> None:
    with Ending() as ending:
        raise error
    out, err = capsys.readouterr()
    assert ending.code == code
    assert says in err
    assert len(err.splitlines()) == (1 if says else 0)
    assert "niemand mag zien" not in err
    assert out == ""


def test_that_a_command_without_errors_ends_as_it_says() -> None:
    with Ending() as ending:
        ending.code = Exit.REFUSED
    assert ending.code == Exit.REFUSED


def test_that_a_reader_who_leaves_early_sees_no_complaint() -> None:
    script = (
        "import sys; from app.cli.ending import Ending\n"
        "with Ending() as ending:\n"
        "    for number in range(100_000): print(number)\n"
        "sys.exit(ending.code)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ
    )
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    complaint = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), complaint) == (Exit.REFUSED, b"")
