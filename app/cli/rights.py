"""`rekey` and `review`: new keys for what waits for one, and the yearly list of who may open what."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.accounts import printable
from app.cli.ending import Exit
from app.cli.parser import COMPARTMENTS, add_login, add_vault, compartment
from app.cli.unlocking import unlocked
from app.formats import format_date
from app.services.exports import Purpose
from app.services.keys import rekeying, rights_review

if TYPE_CHECKING:
    from argparse import Namespace

    from app.cli.parser import Parser
    from app.services.keys.rights_review import ReviewRow

REASON = "Geschreven met de opdrachtregel"


def add_commands(parser: Parser) -> None:
    """`rekey KLUIS [--compartment NAAM]` and `review KLUIS [--out BESTAND]`."""
    rekey = parser.command("rekey", "onderdelen die daarop wachten een nieuwe sleutel geven", run_rekey)
    add_vault(rekey)
    add_login(rekey)
    rekey.add_argument(
        "--compartment",
        metavar="COMPARTIMENT",
        type=compartment,
        help=f"dit onderdeel, ook als het er niet op wacht: {COMPARTMENTS}",
    )
    review = parser.command("review", "tonen wie wat kan openen, voor de jaarlijkse autorisatiereview", run_review)
    add_vault(review)
    add_login(review)
    review.add_argument("--out", metavar="BESTAND", type=Path, help="de lijst als PDF, om te tekenen")
    review.add_argument("--reason", metavar="TEKST", default=REASON, help="waarvoor, in het exportlogboek")
    review.add_argument("--recipient", metavar="TEKST", help="voor wie, in het exportlogboek")


def run_rekey(chosen: Namespace) -> Exit:
    """One line for each new key; what waits for somebody else is told too."""
    with unlocked(chosen) as vault:
        waiting = [row.name for row in rekeying.due_here(vault)]
        for name in [chosen.compartment] if chosen.compartment else waiting:
            done = rekeying.rekey(vault, compartment=name, progress=_show_progress)
            print(f"{done.label} heeft een nieuwe sleutel. Vingerafdruk van de brievenbus: {done.inbox}")
        for row in rekeying.compartments(vault):
            if row.due:
                holders = ", ".join(row.holders) or "niemand"
                print(f"{row.label} wacht nog op een nieuwe sleutel, te geven door: {holders}.")
    return Exit.DONE


def run_review(chosen: Namespace) -> Exit:
    """A line for each key that somebody holds, and the list as a PDF when asked."""
    with unlocked(chosen) as vault:
        for row in rights_review.rows(vault):
            print(describe(row))
        print(f"Af te tekenen voor {format_date(rights_review.due_on(vault))}.")
        if chosen.out is not None:
            from app.report.papers.rights_review import export_review  # noqa: PLC0415 - loads the whole document machinery

            export_review(vault, chosen.out, Purpose(chosen.reason, chosen.recipient))
            print(f"De lijst staat in {chosen.out}.")
    return Exit.DONE


def describe(row: ReviewRow) -> str:
    """A line of the review as text."""
    seen = f"beoordeeld op {format_date(row.reviewed_on)}" if row.reviewed_on else "nog niet beoordeeld"
    verdict = f", {row.verdict.label}" if row.verdict else ""
    odd = ", hoort niet bij de rol" if row.outside_role else ""
    return f"{printable(row.name)} ({row.role.label}): {row.label}, {seen}{verdict}{odd}"


def _show_progress(text: str, part: float) -> None:
    if sys.stderr.isatty():
        print(f"\r{text}: {part:.0%}", end="" if part < 1 else "\n", file=sys.stderr, flush=True)
