"""`accounts`, `grant` and `password`: who gets in, and with what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.ending import Exit
from app.cli.parser import COMPARTMENTS, add_login, add_vault, compartment
from app.cli.passwords import new_password_from, password_from
from app.cli.unlocking import read_key_file, unlocked
from app.paths import memory_folder
from app.rules.compartments import label_of_compartment
from app.services.keys import accounts, own_account
from app.services.keys.accounts import AccountState
from app.services.keys.own_account import Secrets
from app.vault.session import unlock

if TYPE_CHECKING:
    from argparse import Namespace

    from app.cli.parser import Parser
    from app.services.keys.accounts import AccountRow


def add_commands(parser: Parser) -> None:
    """`accounts KLUIS`, `grant KLUIS --to NAAM --compartment NAAM --fingerprint …`, `password KLUIS`."""
    overview = parser.command("accounts", "tonen wie toegang heeft, tot wat, met welke vingerafdruk", run_accounts)
    add_vault(overview)
    add_login(overview)
    grant = parser.command("grant", "iemand de sleutel geven van een compartiment dat u zelf hebt", run_grant)
    add_vault(grant)
    add_login(grant)
    grant.add_argument("--to", metavar="NAAM", required=True, help="inlognaam van wie toegang krijgt")
    grant.add_argument("--compartment", metavar="COMPARTIMENT", required=True, type=compartment, help=COMPARTMENTS)
    grant.add_argument(
        "--fingerprint",
        metavar="VINGERAFDRUK",
        required=True,
        help="zoals die op het scherm van de ander zelf staat",
    )
    password = parser.command("password", "het eigen wachtwoord wijzigen", run_password)
    add_vault(password)
    add_login(password)
    password.add_argument("--new-password-file", metavar="BESTAND", type=Path, help="bestand met het nieuwe wachtwoord")


def run_accounts(chosen: Namespace) -> Exit:
    """Everybody with an account, a few lines each."""
    with unlocked(chosen) as vault:
        for row in accounts.accounts(vault):
            print(describe(row))
    return Exit.DONE


def describe(row: AccountRow) -> str:
    """An account as text."""
    opens = ", ".join(label_of_compartment(name) for name in row.compartments) or "niets"
    function = f", {row.function}" if row.function else ""
    state = "" if row.state is AccountState.ACTIVE else f" ({row.state.label})"
    return (
        f"{printable(row.login)}: {printable(row.name)}, {row.role.label}{printable(function)}{state}\n"
        f"    toegang tot: {opens}\n"
        f"    vingerafdruk: {row.fingerprint}"
    )


def printable(text: str) -> str:
    """What somebody else typed, without the control codes that a terminal would obey."""
    return "".join(symbol if symbol.isprintable() else "\N{REPLACEMENT CHARACTER}" for symbol in text)


def run_grant(chosen: Namespace) -> Exit:
    """Give access and show the account as it is now."""
    with unlocked(chosen) as vault:
        row = accounts.grant(vault, login=chosen.to, compartment=chosen.compartment, fingerprint=chosen.fingerprint)
    print(describe(row))
    return Exit.DONE


def run_password(chosen: Namespace) -> Exit:
    """Change the password, the key file stays the same; at a first login it is the first of one's own."""
    old = password_from(chosen.password_file, "Huidig wachtwoord: ")
    key_file = None if chosen.key_file is None else read_key_file(chosen.key_file)
    with unlock(chosen.vault, chosen.user, old, key_file=key_file, memory=memory_folder()) as vault:
        new = new_password_from(chosen.new_password_file)
        if own_account.own_account(vault).first_login:
            own_account.choose_first_password(vault, first=old, new=Secrets(new), settings=chosen.kdf)
            fingerprint = own_account.own_account(vault).fingerprint
            print(f"Uw vingerafdruk is {fingerprint}; laat die vergelijken door wie u toegang geeft.")
        else:
            own_account.change_password(vault, old=Secrets(old, key_file), new_password=new, settings=chosen.kdf)
    print("Het wachtwoord is gewijzigd; het oude opent niets meer.")
    return Exit.DONE
