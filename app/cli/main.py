"""The list of commands, and how one of them is run."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.cli import (
    accounts,
    backups,
    demo,
    evaluation,
    figures,
    founding,
    importing,
    membership,
    packages,
    recovery,
    reporting,
    rights,
    support,
    verification,
)
from app.cli.parser import Parser
from app.version import LICENCE, VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from app.services.reporting.places import Sending
    from app.vault.header.bodies import KdfSettings

GROUPS = (
    demo,
    founding,
    evaluation,
    figures,
    importing,
    accounts,
    membership,
    rights,
    backups,
    recovery,
    verification,
    reporting,
    packages,
    support,
)


def build_parser() -> Parser:
    """The whole grammar."""
    parser = Parser(
        prog="bolwerk",
        description="Bolwerk, voor de aanpak van ondermijning. Zonder opdracht opent het venster.",
        epilog="Elke opdracht legt zichzelf uit: bolwerk OPDRACHT --help.",
    )
    parser.add_argument("--version", action="version", version=f"Bolwerk {VERSION} ({LICENCE})", help="de versie tonen")
    parser.add_argument("--self-test", action="store_true", help="nagaan of alles op deze werkplek werkt (alleen)")
    for group in GROUPS:
        group.add_commands(parser)
    return parser


def run(
    arguments: Sequence[str],
    open_window: Callable[[Path | None], int],
    *,
    open_point: Callable[[Sending], int] = lambda _sending: 1,
    kdf: KdfSettings | None = None,
) -> int:
    """Run one command and give its exit code; what it raises is for `app.cli.ending.Ending` to end.

    `open_window` shows the window on a vault, for a command that ends so, and `open_point` the reporting point. New
    passwords are made as dear as this workstation can bear; only tests, which found many vaults, give other settings
    with `kdf`.
    """
    chosen = build_parser().parse_args(
        arguments, argparse.Namespace(open_window=open_window, open_point=open_point, kdf=kdf)
    )
    return int(chosen.run(chosen))
