"""`verify`: is a vault whole, does it continue an earlier anchor, and who says so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.ending import Exit
from app.cli.parser import add_login, add_vault
from app.cli.unlocking import unlocked
from app.services.log.anchoring import anchor_in, compare_with_anchor
from app.vault.comparison import compare
from app.vault.header.file import read_header
from app.vault.header.trust import Roster
from app.vault.verify import verify_vault

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from app.cli.parser import Parser
    from app.vault.comparison import Finding
    from app.vault.verify import Line


def add_commands(parser: Parser) -> None:
    """`verify KLUIS [--user NAAM] [--anchor BESTAND]`."""
    verify = parser.command(
        "verify", "een kluis controleren; met een gebruiker ook wat in diens compartimenten staat", run
    )
    add_vault(verify)
    add_login(verify, required=False)
    verify.add_argument(
        "--anchor", metavar="BESTAND", type=Path, help="eerder gemaakt anker: is er sindsdien niets teruggezet?"
    )


def run(chosen: Namespace) -> Exit:
    """One line for each thing that was checked; refused when something is wrong."""
    good = True
    for line in _lines(chosen):
        print("goed " if line.ok else "FOUT ", line.text)
        good = good and line.ok
    print("De kluis is in orde." if good else "De kluis is NIET in orde.")
    return Exit.DONE if good else Exit.REFUSED


def _lines(chosen: Namespace) -> Iterator[Line | Finding]:
    """What anybody can check; then, when that is well, what a user can."""
    outside = verify_vault(chosen.vault)
    if not outside.ok or not chosen.user:
        yield from outside.lines
        if chosen.anchor and outside.ok:
            roster = Roster.of(read_header(chosen.vault))
            yield from compare(anchor_in(chosen.anchor, roster), roster)
        return
    with unlocked(chosen) as vault:
        yield from verify_vault(chosen.vault, vault).lines
        if chosen.anchor:
            yield from compare_with_anchor(vault, chosen.anchor).findings
