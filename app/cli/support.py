"""`support`, `components`, `manual`: what helps who helps, and never what is in the vault."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.ending import Exit
from app.cli.parser import add_login, add_vault
from app.cli.unlocking import unlocked

if TYPE_CHECKING:
    from argparse import Namespace

    from app.cli.parser import Parser


def add_commands(parser: Parser) -> None:
    """The three commands."""
    support = parser.command(
        "support",
        "gegevens over programma, werkplek en kluis verzamelen voor hulp, zonder inhoud en namen",
        run_support,
    )
    add_vault(support)
    support.add_argument("--out", metavar="BESTAND", type=Path, required=True, help="waar het tekstbestand komt")
    add_login(support, required=False)
    parts = parser.command("components", "de onderdelen van het programma met hun licenties tonen", run_components)
    parts.add_argument("--sbom", metavar="BESTAND", type=Path, help="schrijf ze als CycloneDX (JSON)")
    manual = parser.command("manual", "de handleiding als PDF schrijven", run_manual)
    manual.add_argument("--out", metavar="BESTAND", type=Path, required=True, help="waar de PDF komt")


def run_support(chosen: Namespace) -> Exit:
    """Write the bundle; with a user also how many acts there are in the trails that they hold."""
    from app.services.support import support_text  # noqa: PLC0415 - loads the vault
    from app.vault.disk.storage import os_failure  # noqa: PLC0415

    if chosen.user:
        with unlocked(chosen) as vault:
            text = support_text(chosen.vault, vault)
    else:
        text = support_text(chosen.vault)
    try:
        with chosen.out.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise os_failure(error) from error
    print(f"{chosen.out}: lees het na voor u het verstuurt. Er staan geen namen, zaken of sleutels in.")
    return Exit.DONE


def run_components(chosen: Namespace) -> Exit:
    """A line a component, or the bill of materials as a file."""
    from app.services.components import bill_of_materials, components  # noqa: PLC0415
    from app.vault.disk.storage import os_failure  # noqa: PLC0415

    if chosen.sbom is None:
        for each in components():
            print(f"{each.name} {each.version} ({each.licence})")
        return Exit.DONE
    try:
        chosen.sbom.write_text(bill_of_materials(), encoding="utf-8")
    except OSError as error:
        raise os_failure(error) from error
    print(f"{chosen.sbom}: {len(components())} onderdelen.")
    return Exit.DONE


def run_manual(chosen: Namespace) -> Exit:
    """Write the manual."""
    from app.report.papers.manual import write_manual  # noqa: PLC0415 - loads the document machinery

    pages = write_manual(chosen.out)
    print(f"{chosen.out}: {pages} pagina’s.")
    return Exit.DONE
