"""Where a password comes from: a question at the terminal or a file. Never an argument, never the environment."""

from __future__ import annotations

import getpass
import stat
import sys
import warnings
from typing import TYPE_CHECKING

from app.errors import AppError, Invalid

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST = 4096


def password_from(file: Path | None, question: str = "Wachtwoord: ") -> str:
    """The password in the file, or the answer to the question when there is no file."""
    return ask(question) if file is None else read_password_file(file)


def new_password_from(file: Path | None, question: str = "Nieuw wachtwoord: ") -> str:
    """A password that is being chosen: typed twice, or from the file."""
    if file is not None:
        return read_password_file(file)
    first = ask(question)
    if ask("Nogmaals: ") != first:
        raise Invalid({"password": "De twee wachtwoorden zijn niet gelijk."})
    return first


def ask(question: str) -> str:
    """Ask at the terminal without showing what is typed; AppError when there is no terminal."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            answer = getpass.getpass(question)
        except (EOFError, getpass.GetPassWarning):
            raise AppError(
                "Er is geen terminal om het wachtwoord te vragen; gebruik --password-file BESTAND."
            ) from None
    return _not_empty(answer)


def read_password_file(file: Path) -> str:
    """The one line of a file in UTF-8, without its line ending. Warns when others can read the file."""
    try:
        with file.open("rb") as opened:
            content = opened.read(_LONGEST + 1)
        mode = file.stat().st_mode
    except OSError as error:
        raise AppError(f"Het wachtwoordbestand {file} is niet te lezen: {error.strerror}.") from error
    if stat.S_ISREG(mode) and mode & (stat.S_IRWXG | stat.S_IRWXO) and sys.platform != "win32":
        print(f"Let op: ook anderen kunnen {file} lezen; maak het bestand privé (chmod 600).", file=sys.stderr)
    try:
        line = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise AppError(f"Het wachtwoordbestand {file} is geen UTF-8-tekst.") from None
    line = line.removesuffix("\n").removesuffix("\r")
    if len(content) > _LONGEST or "\n" in line:
        raise AppError(f"Het wachtwoordbestand {file} moet één regel met het wachtwoord bevatten.")
    return _not_empty(line)


def _not_empty(password: str) -> str:
    if not password:
        raise Invalid({"password": "Het wachtwoord is leeg."})
    return password
