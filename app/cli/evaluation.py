"""`evaluation`: write the yearly evaluation document as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.ending import Exit
from app.cli.parser import add_login, add_vault, add_year
from app.cli.unlocking import unlocked
from app.services.exports import Purpose

if TYPE_CHECKING:
    from argparse import Namespace

    from app.cli.parser import Parser

REASON = "Geschreven met de opdrachtregel"


def add_commands(parser: Parser) -> None:
    """`evaluation KLUIS --year JAAR --out BESTAND`."""
    evaluation = parser.command("evaluation", "het evaluatiedocument van een jaar als PDF schrijven", run)
    add_vault(evaluation)
    add_year(evaluation)
    evaluation.add_argument("--out", metavar="BESTAND", type=Path, required=True, help="waar de PDF komt")
    evaluation.add_argument("--reason", metavar="TEKST", default=REASON, help="waarvoor, in het exportlogboek")
    evaluation.add_argument("--recipient", metavar="TEKST", help="voor wie, in het exportlogboek")
    add_login(evaluation)


def run(chosen: Namespace) -> Exit:
    """Write the document; the export is logged in the vault with its reason."""
    from app.report.export import export_evaluation  # noqa: PLC0415 - loads the whole document machinery

    with unlocked(chosen) as vault:
        written = export_evaluation(vault, chosen.year, chosen.out, Purpose(chosen.reason, chosen.recipient))
    print(f"{written.path}: {written.pages} pagina’s.")
    return Exit.DONE
