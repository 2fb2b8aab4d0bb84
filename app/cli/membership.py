"""`invite`, `block`, `revoke`, `reset` and `withdraw`: who may get in, by a functioneel beheerder or a holder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.accounts import describe
from app.cli.ending import Exit
from app.cli.founding import role_named
from app.cli.parser import COMPARTMENTS, add_login, add_vault, compartment
from app.cli.unlocking import unlocked
from app.errors import NotFound
from app.rules.permissions import Role
from app.services.keys import accounts
from app.vault.keys.slots import login_name

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from app.cli.parser import Parser
    from app.services.keys.accounts import AccountRow, FirstPassword
    from app.vault.session import UnlockedVault

_INSIST = "ook als de ander de laatste is met de sleutel van een onderdeel"


def add_commands(parser: Parser) -> None:
    """`invite KLUIS --login NAAM --name NAAM --role ROL`, and acts on an account: `block KLUIS --account NAAM`."""
    invite = parser.command("invite", "een account maken voor alleen het register; toont een wachtwoord", run_invite)
    add_vault(invite)
    add_login(invite)
    invite.add_argument("--login", metavar="NAAM", required=True, help="inlognaam van het nieuwe account")
    invite.add_argument("--name", metavar="NAAM", required=True, help="naam van wie het krijgt")
    invite.add_argument("--role", metavar="ROL", required=True, help=", ".join(role.label for role in Role))
    invite.add_argument("--function", metavar="TEKST", default="", help="functie, mag ontbreken")
    _add_act(parser, "block", "iemand meteen buitensluiten, tot het account opnieuw wordt ingesteld", run_block)
    _add_act(parser, "revoke", "een account voorgoed intrekken", run_revoke)
    _add_act(parser, "reset", "een account opnieuw instellen, met alleen het register; toont een wachtwoord", run_reset)
    withdraw = parser.command("withdraw", "iemand een onderdeel ontnemen dat u zelf kunt openen", run_withdraw)
    add_vault(withdraw)
    add_login(withdraw)
    withdraw.add_argument("--account", metavar="NAAM", required=True, help="inlognaam van wie toegang verliest")
    withdraw.add_argument("--compartment", metavar="COMPARTIMENT", required=True, type=compartment, help=COMPARTMENTS)


def _add_act(parser: Parser, name: str, summary: str, run: Callable[[Namespace], Exit]) -> None:
    act = parser.command(name, summary, run)
    add_vault(act)
    add_login(act)
    act.add_argument("--account", metavar="NAAM", required=True, help="inlognaam van de ander")
    act.add_argument("--though-last", action="store_true", help=_INSIST)


def run_invite(chosen: Namespace) -> Exit:
    """Make the account and show the password for its first login, once."""
    role = role_named(chosen.role)
    with unlocked(chosen) as vault:
        first = accounts.invite(
            vault,
            login=chosen.login,
            name=chosen.name,
            role=role,
            function=chosen.function,
            settings=chosen.kdf,
        )
    print(_handed_over(first))
    return Exit.DONE


def run_reset(chosen: Namespace) -> Exit:
    """Give the account a new start and show the password for it, once."""
    with unlocked(chosen) as vault:
        account = _account(vault, chosen.account)
        first = accounts.reset(vault, account=account, though_last=chosen.though_last, settings=chosen.kdf)
    print(_handed_over(first))
    return Exit.DONE


def run_block(chosen: Namespace) -> Exit:
    """Shut the account out and show it as it is now."""
    with unlocked(chosen) as vault:
        row = accounts.block(vault, account=_account(vault, chosen.account), though_last=chosen.though_last)
    return _shown(row)


def run_revoke(chosen: Namespace) -> Exit:
    """End the account and show it as it is now."""
    with unlocked(chosen) as vault:
        row = accounts.revoke(vault, account=_account(vault, chosen.account), though_last=chosen.though_last)
    return _shown(row)


def run_withdraw(chosen: Namespace) -> Exit:
    """Take the compartment and show the account as it is now."""
    with unlocked(chosen) as vault:
        account = _account(vault, chosen.account)
        row = accounts.withdraw(vault, account=account, compartment=chosen.compartment)
    return _shown(row)


def _account(vault: UnlockedVault, login: str) -> str:
    found = next((row.account for row in accounts.accounts(vault) if row.login == login_name(login)), None)
    if found is None:
        raise NotFound(f"Er is geen account met de inlognaam “{login}”.")
    return found


def _handed_over(first: FirstPassword) -> str:
    return (
        f"{first.login} kan één keer inloggen met het wachtwoord {first.password}\n"
        "Geef het persoonlijk; het wordt niet bewaard en niet nog eens getoond."
    )


def _shown(row: AccountRow) -> Exit:
    print(describe(row))
    print("Wie een kopie van de kluis heeft, kan die kopie blijven openen; geef de onderdelen een nieuwe sleutel.")
    return Exit.DONE
