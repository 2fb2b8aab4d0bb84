"""`recover` and `rescue`: what shareholders do with their sheets, without a window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.backups import shares_from
from app.cli.ending import Exit
from app.cli.parser import COMPARTMENTS, add_login, add_vault, compartment
from app.cli.passwords import new_password_from
from app.cli.unlocking import unlocked
from app.errors import NotFound
from app.rules.compartments import label_of_compartment
from app.services.keys import accounts, recovery
from app.services.keys.own_account import Secrets
from app.services.keys.recovery import Rescue
from app.vault.keys.slots import login_name

if TYPE_CHECKING:
    from argparse import Namespace

    from app.cli.parser import Parser

SHEETS_FORM = "De herstelbladen worden gevraagd, of staan in een bestand: één blad per regel."


def add_commands(parser: Parser) -> None:
    """`recover KLUIS --to NAAM --compartment NAAM --fingerprint …`, `rescue KLUIS --login NAAM`."""
    recover = parser.command("recover", "met herstelbladen iemand de sleutel van een onderdeel teruggeven", run_recover)
    recover.show_as_written(SHEETS_FORM)
    add_vault(recover)
    add_login(recover)
    recover.add_argument("--to", metavar="NAAM", required=True, help="inlognaam van wie toegang krijgt")
    recover.add_argument("--compartment", metavar="COMPARTIMENT", required=True, type=compartment, help=COMPARTMENTS)
    recover.add_argument(
        "--fingerprint",
        metavar="VINGERAFDRUK",
        required=True,
        help="zoals die op het scherm van de ontvanger zelf staat",
    )
    _add_shares(recover)
    rescue = parser.command("rescue", "met herstelbladen een functioneel beheerder weer binnenlaten", run_rescue)
    rescue.show_as_written(f"Er hoeft niemand in te loggen. {SHEETS_FORM}")
    add_vault(rescue)
    rescue.add_argument("--login", metavar="NAAM", required=True, help="inlognaam van de beheerder")
    rescue.add_argument("--new-password-file", metavar="BESTAND", type=Path, help="bestand met het nieuwe wachtwoord")
    _add_shares(rescue)


def _add_shares(parser: Parser) -> None:
    parser.add_argument("--shares-file", metavar="BESTAND", type=Path, help="bestand met herstelbladen")


def run_recover(chosen: Namespace) -> Exit:
    """Give the compartment, after the fingerprint was compared."""
    with unlocked(chosen) as vault:
        wanted = login_name(chosen.to)
        row = next((row for row in accounts.accounts(vault) if row.login == wanted), None)
        if row is None:
            raise NotFound(f"Er is geen account met de inlognaam “{chosen.to}”.")
        recovery.recover(
            vault,
            shares=shares_from(chosen.shares_file),
            account=row.account,
            compartment=chosen.compartment,
            fingerprint=chosen.fingerprint,
        )
    label = label_of_compartment(chosen.compartment)
    print(f"{row.login} heeft {label} terug, vanaf de volgende keer inloggen. Vervang de gebruikte herstelbladen.")
    return Exit.DONE


def run_rescue(chosen: Namespace) -> Exit:
    """Give the beheerder a new password, and say by which fingerprint the new keys are known."""
    with Rescue(chosen.vault, shares_from(chosen.shares_file)) as rescue:
        wanted = login_name(chosen.login)
        person = next((one for one in rescue.keepers if one.login == wanted), None)
        if person is None:
            raise NotFound(f"Er is geen functioneel beheerder met de inlognaam “{chosen.login}”.")
        new = Secrets(new_password_from(chosen.new_password_file))
        fingerprint = recovery.restore_keeper(rescue, account=person.account, new=new, settings=chosen.kdf)
    print(f"{person.login} kan weer inloggen. De vingerafdruk van de nieuwe sleutels is {fingerprint};")
    print("vergelijk hem na het inloggen met die van het eigen account. Vervang de gebruikte herstelbladen.")
    return Exit.DONE
