"""`report-anonymously`, `report-key` and `deliver-envelope`: the reporting point without a login."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.ending import Exit
from app.cli.parser import add_vault
from app.errors import Invalid
from app.services.reporting.places import box_of, form_with, key_file_of
from app.vault.disk.storage import os_failure

if TYPE_CHECKING:
    from argparse import Namespace

    from app.cli.parser import Parser


def add_commands(parser: Parser) -> None:
    """The three commands."""
    report = parser.command("report-anonymously", "het meldpunt openen, zonder in te loggen", run_report)
    where = report.add_mutually_exclusive_group(required=True)
    where.add_argument("vault", metavar="KLUIS", nargs="?", type=Path, help="map van de kluis (naam.bolwerk)")
    where.add_argument(
        "--key", metavar="BESTAND", type=Path, help="meldsleutel, voor een kopie met alleen het formulier"
    )
    key = parser.command("report-key", "de meldsleutel schrijven, voor kopieën met alleen het formulier", run_key)
    add_vault(key)
    key.add_argument("file", metavar="BESTAND", type=Path, help="waar de meldsleutel komt; er staat niets geheims in")
    deliver = parser.command("deliver-envelope", "een envelop van een stick in de brievenbus leggen", run_deliver)
    add_vault(deliver)
    deliver.add_argument("file", metavar="ENVELOP", type=Path, help="het bestand dat het formulier op de stick zette")


def run_report(chosen: Namespace) -> Exit:
    """Open the point on a vault, or on the keys of a form-only copy."""
    sending = box_of(chosen.vault) if chosen.vault is not None else form_with(chosen.key)
    return Exit(chosen.open_point(sending))


def run_key(chosen: Namespace) -> Exit:
    """Write the public keys, and say the fingerprints to publish."""
    content = key_file_of(chosen.vault)
    try:
        with chosen.file.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise Invalid({"file": f"Er staat al een bestand op {chosen.file}; er is niets geschreven."}) from error
    except OSError as error:
        raise os_failure(error) from error
    print(f"De meldsleutel staat in {chosen.file}. Maak deze vingerafdrukken bekend:")
    for desk in box_of(chosen.vault).desks.desks.values():
        print(f"  {desk.compartment}: {desk.fingerprint}")
    return Exit.DONE


def run_deliver(chosen: Namespace) -> Exit:
    """Put it in the box."""
    box_of(chosen.vault).deliver(chosen.file)
    print("De envelop ligt in de brievenbus. Wis het bestand van de stick.")
    return Exit.DONE
