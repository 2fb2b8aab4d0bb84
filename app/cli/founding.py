"""`init`: found a vault, with the founders at the keyboard or described in a file."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.ending import Exit
from app.cli.parser import add_vault
from app.cli.passwords import new_password_from, read_password_file
from app.cli.unlocking import read_key_file
from app.errors import AppError, Invalid
from app.rules.permissions import Role
from app.services.clock import today
from app.services.keys import founding
from app.services.keys.founding import Founder

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from app.cli.parser import Parser
    from app.services.keys.founding import FoundingPlan
    from app.vault.founding import Founded, PreparedVault

FILE_FORM = """\
Een bestand met oprichters is TOML, met voor ieder een blok:

  [[founder]]
  login = "regisseur"
  name = "A. Voorbeeld"
  role = "casusregisseur"
  password_file = "regisseur.txt"   # naast dit bestand, of een volledig pad
  function = "adviseur veiligheid"  # mag ontbreken
  key_file = "stick.key"            # mag ontbreken

Wie de oprichting aan een script overlaat, geeft --no-typing-back en kijkt zelf na dat de herstelbladen goed op papier
staan: wat er verkeerd staat, is later niet te herstellen.

Rollen:

"""
ATTEMPTS = 3


def add_commands(parser: Parser) -> None:
    """`init KLUIS --municipality NAAM [--founders BESTAND]`."""
    init = parser.command("init", "een kluis oprichten; toont eenmalig de herstelbladen", run)
    init.show_as_written(FILE_FORM + "\n".join(f"  {role.label}" for role in Role))
    add_vault(init)
    init.add_argument("--municipality", metavar="NAAM", required=True, help="de gemeente waarvan de kluis is")
    init.add_argument(
        "--founders", metavar="BESTAND", type=Path, help="TOML-bestand met de oprichters; anders wordt ernaar gevraagd"
    )
    init.add_argument(
        "--no-typing-back",
        action="store_true",
        help="voor scripts: geen herstelbladen laten terugtypen voordat de kluis er staat",
    )


def run(chosen: Namespace) -> Exit:
    """Show the recovery sheets, once; the vault is there when those of the general set were typed back."""
    plan = founding.begin(chosen.vault, chosen.municipality)
    for founder in founders_at_keyboard() if chosen.founders is None else founders_in(chosen.founders):
        plan = founding.with_founder(plan, founder)
    for warning in founding.warnings(plan):
        _tell(f"Let op: {warning}")
    with founding.make(plan, day=today(), settings=chosen.kdf) as prepared:
        print(sheets(prepared.founded), flush=True)
        if not chosen.no_typing_back:
            type_back(plan, prepared)
        prepared.complete()
    print(f"De kluis staat in {chosen.vault}.")
    return Exit.DONE


def type_back(plan: FoundingPlan, prepared: PreparedVault) -> None:
    """Ask for enough sheets of one set, as they were copied; raises Invalid after the last attempt, AppError at the end
    of what is typed.
    """
    asked = founding.set_to_type_back(plan)
    for attempt in range(1, ATTEMPTS + 1):
        _tell(
            f"Typ nu {asked.threshold} bladen van de set {asked.label} terug van papier, elk op één regel. "
            "Pas dan komt de kluis er."
        )
        typed = [_sheet(number) for number in range(1, asked.threshold + 1)]
        try:
            founding.confirm_set(prepared, asked.name, typed)
        except Invalid as fault:
            if attempt == ATTEMPTS:
                raise
            _tell(" ".join(fault.fields.values()))
        else:
            return


def _sheet(number: int) -> str:
    _tell(f"Blad {number}:")
    line = sys.stdin.readline()
    if not line:
        raise AppError(
            "De herstelbladen zijn niet teruggetypt; er is geen kluis gemaakt. Een script geeft --no-typing-back."
        )
    return line.strip()


def sheets(founded: Founded) -> str:
    """What goes on paper, each share for another person."""
    lines = [f"Vingerafdruk van de kluis: {founded.root_fingerprint}", ""]
    for name, shares in founded.shares.items():
        lines += [f"Herstelbladen “{name}”: schrijf ze over of print ze, elk voor iemand anders; ze komen niet terug."]
        for number, share in enumerate(shares, start=1):
            lines += ["", f"  Blad {number} van {len(shares)}", f"  {share}"]
        lines += [""]
    return "\n".join(lines)


def founders_in(file: Path) -> Iterator[Founder]:
    """The founders that a file describes; Invalid names the founder and the key that is wrong."""
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise AppError(f"Het bestand {file} is niet te lezen: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AppError(f"Het bestand {file} is geen geldige TOML: {error}.") from error
    described = content.get("founder")
    if set(content) != {"founder"} or not isinstance(described, list):
        raise Invalid({"founders": f"{file} moet uit blokken [[founder]] bestaan en niets anders."})
    for number, entry in enumerate(described, start=1):
        yield _founder(entry, file.parent, f"Oprichter {number} in {file}")


def _founder(entry: dict[str, Any], folder: Path, place: str) -> Founder:
    required, optional = {"login", "name", "role", "password_file"}, {"function", "key_file"}
    if missing := required - entry.keys():
        raise Invalid({"founders": f"{place}: {', '.join(sorted(missing))} ontbreekt."})
    if unknown := entry.keys() - required - optional:
        raise Invalid({"founders": f"{place}: {', '.join(sorted(unknown))} is onbekend."})
    if wrong := sorted(key for key, value in entry.items() if not isinstance(value, str)):
        raise Invalid({"founders": f"{place}: {', '.join(wrong)} moet tekst zijn."})
    return Founder(
        login=entry["login"],
        name=entry["name"],
        password=read_password_file(folder / entry["password_file"]),
        role=role_named(entry["role"]),
        function=entry.get("function", ""),
        key_file=read_key_file(folder / entry["key_file"]) if "key_file" in entry else None,
    )


def founders_at_keyboard() -> Iterator[Founder]:
    """Ask for one founder after the other; each types a password of their own."""
    _tell("Oprichters, één voor één; een lege inlognaam sluit af. Rollen: " + ", ".join(role.label for role in Role))
    while login := _ask("Inlognaam: "):
        name = _ask("Naam: ")
        role = role_named(_ask("Rol: "))
        function = _ask("Functie (mag leeg): ")
        yield Founder(login, name, new_password_from(None, f"Wachtwoord van {name}: "), role, function)


def role_named(text: str) -> Role:
    """The role with this label, or with this name in the header."""
    found = {role.label: role for role in Role} | {role.value: role for role in Role}
    if text.strip().lower() not in found:
        raise Invalid({"role": f"“{text}” is geen rol; kies uit {', '.join(role.label for role in Role)}."})
    return found[text.strip().lower()]


def _ask(question: str) -> str:
    """A line from the terminal; questions go to stderr, so that stdout holds only the sheets."""
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr)
