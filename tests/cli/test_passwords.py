"""Passwords come from a file with one line or from a terminal, and from nowhere else."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.passwords import new_password_from, password_from, read_password_file
from app.errors import AppError

ROOT = Path(__file__).parents[2]


def private(file: Path, content: bytes) -> Path:
    file.touch(mode=0o600)
    file.write_bytes(content)
    return file


@pytest.mark.parametrize(
    ("content", "password"),
    [
        (b"geheim", "geheim"),
        (b"geheim\n", "geheim"),
        (b"geheim\r\n", "geheim"),
        (b" spaties horen erbij \n", " spaties horen erbij "),
        (b"\xef\xbb\xbfgeheim\r\n", "geheim"),
        ("wáchtwoord €\n".encode(), "wáchtwoord €"),
    ],
)
def test_that_the_one_line_of_the_file_is_the_password(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, password: str
) -> None:
    file = private(tmp_path / "p", content)
    assert password_from(file) == new_password_from(file) == password
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "leeg"),
        (b"\n", "leeg"),
        (b"een\ntwee\n", "één regel"),
        (b"x" * 5000, "één regel"),
        (b"\xff\xfe", "geen UTF-8"),
    ],
)
def test_that_a_file_which_holds_no_password_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(AppError, match=reason):
        read_password_file(private(tmp_path / "p", content))


def test_that_a_file_which_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="niet te lezen"):
        read_password_file(tmp_path / "nergens")
    with pytest.raises(AppError, match="niet te lezen"):
        read_password_file(tmp_path)


def test_that_a_file_which_others_can_read_gives_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = private(tmp_path / "p", b"geheim")
    file.chmod(0o640)
    assert read_password_file(file) == "geheim"
    assert "ook anderen kunnen" in capsys.readouterr().err


ASK = "from app.cli.passwords import {0}; print('kreeg', {0}(None))"


def at_a_terminal(function: str, typed: bytes) -> str:
    """What a program says that asks at a terminal where somebody types this."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        os.execv(sys.executable, [sys.executable, "-c", ASK.format(function)])  # noqa: S606 - no shell wanted
    said = b""
    for line in typed.splitlines(keepends=True):
        while not said.endswith(b": "):
            said += os.read(terminal, 1000)
        os.write(terminal, line)
        said += b" "
    while True:
        try:
            part = os.read(terminal, 1000)
        except OSError:  # Linux: the other side has closed
            break
        if not part:
            break
        said += part
    os.close(terminal)
    os.waitpid(pid, 0)
    return said.decode()


def test_that_a_password_typed_at_the_terminal_is_not_shown() -> None:
    said = at_a_terminal("password_from", b"geheim\n")
    assert said.count("geheim") == 1  # what the little program prints in the end
    assert "Wachtwoord: " in said
    assert "kreeg geheim" in said


def test_that_a_new_password_is_typed_twice_and_alike() -> None:
    assert "kreeg nieuw" in at_a_terminal("new_password_from", b"nieuw\nnieuw\n")
    assert "niet gelijk" in at_a_terminal("new_password_from", b"nieuw\nnieuwer\n")


def test_that_an_empty_answer_is_refused() -> None:
    assert "Het wachtwoord is leeg" in at_a_terminal("password_from", b"\n")


def test_that_without_a_terminal_there_is_no_question() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK.format("password_from")],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
    )
    assert "Er is geen terminal om het wachtwoord te vragen" in done.stderr
