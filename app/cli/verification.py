"""`verify`: is a vault whole, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.ending import Exit
from app.cli.parser import add_login, add_vault
from app.cli.unlocking import unlocked
from app.vault.verify import verify_vault

if TYPE_CHECKING:
    from argparse import Namespace

    from app.cli.parser import Parser


def add_commands(parser: Parser) -> None:
    """`verify KLUIS [--user NAAM]`."""
    verify = parser.command(
        "verify", "een kluis controleren; met een gebruiker ook wat in diens compartimenten staat", run
    )
    add_vault(verify)
    add_login(verify, required=False)


def run(chosen: Namespace) -> Exit:
    """One line for each thing that was checked; refused when something is wrong."""
    verification = verify_vault(chosen.vault)
    if chosen.user and verification.ok:
        with unlocked(chosen) as vault:
            verification = verify_vault(chosen.vault, vault)
    for line in verification.lines:
        print("goed " if line.ok else "FOUT ", line.text)
    print("De kluis is in orde." if verification.ok else "De kluis is NIET in orde.")
    return Exit.DONE if verification.ok else Exit.REFUSED
