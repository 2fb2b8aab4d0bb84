"""The grammar of the command line: a Dutch argparse parser and the arguments that several commands share."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.dutch import speak_dutch
from app.formats import FIRST_YEAR, LAST_YEAR
from app.rules.permissions import LABEL_OF_COMPARTMENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.cli.ending import Exit

    Command = Callable[[argparse.Namespace], Exit]


COMPARTMENTS = ", ".join(sorted(LABEL_OF_COMPARTMENT))
_SET_APART = re.compile(rf"({'|'.join(LABEL_OF_COMPARTMENT)})_[0-9a-f]{{8}}")


class Parser(argparse.ArgumentParser):
    """A parser in Dutch that accepts no abbreviated options, so that a mistyped one is never taken for another."""

    def __init__(self, prog: str | None = None, *, description: str, epilog: str | None = None) -> None:
        speak_dutch()
        super().__init__(prog=prog, description=description, epilog=epilog, allow_abbrev=False)

    def command(self, name: str, summary: str, run: Command) -> Parser:
        """Add a command; its module adds the arguments."""
        if self._subparsers is None:
            self.commands = self.add_subparsers(title="opdrachten", metavar="OPDRACHT", required=True)
        sub: Parser = self.commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        sub.set_defaults(run=run)
        return sub

    def show_as_written(self, text: str) -> None:
        """Text under the help of a command, with its own line breaks."""
        self.formatter_class = argparse.RawDescriptionHelpFormatter
        self.epilog = text


def add_vault(parser: argparse.ArgumentParser) -> None:
    """The folder of the vault, as first argument."""
    parser.add_argument("vault", metavar="KLUIS", type=Path, help="map van de kluis (naam.bolwerk)")


def add_login(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Who unlocks: login name, password file, key file."""
    parser.add_argument("--user", metavar="NAAM", required=required, help="inlognaam")
    parser.add_argument(
        "--password-file", metavar="BESTAND", type=Path, help="bestand met het wachtwoord; anders wordt het gevraagd"
    )
    parser.add_argument("--key-file", metavar="BESTAND", type=Path, help="sleutelbestand, als de gebruiker dat heeft")


def compartment(text: str) -> str:
    """The name of a compartment: one of the usual ones, or one that was set apart ("casework_3f9a21bc")."""
    if text in LABEL_OF_COMPARTMENT or _SET_APART.fullmatch(text):
        return text
    raise argparse.ArgumentTypeError(f"onbekende keuze '{text}'; kies uit {COMPARTMENTS}")


def add_year(parser: argparse.ArgumentParser) -> None:
    """The year that a command is about."""
    parser.add_argument("--year", metavar="JAAR", type=year, required=True, help="het jaar, in vier cijfers")


def year(text: str) -> int:
    """A year in four digits."""
    if not (text.isascii() and text.isdigit() and len(text) == 4 and FIRST_YEAR <= int(text) <= LAST_YEAR):
        raise argparse.ArgumentTypeError(f"“{text}” is geen jaar tussen {FIRST_YEAR} en {LAST_YEAR}")
    return int(text)
