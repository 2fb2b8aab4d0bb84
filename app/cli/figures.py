"""`publish`: hand the yearly figures of casework to the programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.ending import Exit
from app.cli.parser import add_login, add_vault, add_year
from app.cli.unlocking import unlocked
from app.formats import format_integer
from app.services.programme import figures

if TYPE_CHECKING:
    from argparse import Namespace

    from app.cli.parser import Parser


def add_commands(parser: Parser) -> None:
    """`publish KLUIS --year JAAR`."""
    publish = parser.command("publish", "de jaarcijfers van de casuïstiek publiceren voor het programma", run)
    add_vault(publish)
    add_year(publish)
    add_login(publish)


def run(chosen: Namespace) -> Exit:
    """Publish and say the total."""
    with unlocked(chosen) as vault:
        total = figures.publish(vault, chosen.year)
    print(f"De cijfers van {chosen.year} zijn gepubliceerd: {format_integer(total)} in totaal.")
    return Exit.DONE
