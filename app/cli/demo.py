"""`demo`: an example vault with the figures of 2019, its evaluation document, and the window on it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.ending import Exit

if TYPE_CHECKING:
    from argparse import Namespace

    from app.cli.parser import Parser
    from app.demo.vault import Demo


def add_commands(parser: Parser) -> None:
    """`demo [MAP] [--no-window]`."""
    command = parser.command("demo", "een voorbeeldkluis en de evaluatie over 2019 maken, en het venster openen", run)
    command.add_argument(
        "folder", metavar="MAP", type=Path, nargs="?", default=Path("demo"), help="waar alles komt (nu: %(default)s)"
    )
    command.add_argument("--no-window", action="store_true", help="geen venster openen")


def run(chosen: Namespace) -> Exit:
    """Make both, say where they are, and open the window when there is a screen to open it on."""
    from app.demo.backups import back_up_demo  # noqa: PLC0415 - loads the whole document machinery
    from app.demo.vault import KeyCosts, build  # noqa: PLC0415 - likewise

    chosen.folder.mkdir(parents=True, exist_ok=True)
    vault, pdf = chosen.folder / "Westland.bolwerk", chosen.folder / "evaluatie-2019.pdf"
    costs = KeyCosts(chosen.kdf)
    made = build(vault, pdf, _tell, costs)
    _tell("Back-ups maken")
    back_up_demo(vault, costs)
    print(describe(made))
    if chosen.no_window or not has_screen():
        return Exit.DONE
    return Exit(chosen.open_window(made.folder))


def describe(made: Demo) -> str:
    """Where everything is, and who can log in."""
    lines = [f"Kluis:     {made.folder}", f"Evaluatie: {made.pdf} ({made.pages} pagina’s)", ""]
    lines += [f"Inloggen kan met wachtwoord {made.password} als:"]
    lines += [f"  {one.login:16} {one.name}, {one.function}" for one in made.logins]
    return "\n".join(lines)


def has_screen() -> bool:
    """Whether a window can be shown: always, except on a Linux or BSD without a display server."""
    return sys.platform in {"win32", "darwin"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr)
