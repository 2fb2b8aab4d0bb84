"""`package`: cards, and cases given to and received from another vault."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.ending import Exit
from app.cli.parser import add_login, add_vault
from app.cli.unlocking import unlocked
from app.errors import Invalid
from app.rules.packages.revisions import Side
from app.services.casework.merging import case_by_number
from app.services.packages.arrival import Choices, State, proposed
from app.services.packages.cards import adopt, look_at_card, trusted_cards, write_own_card
from app.services.packages.giving import Bundle, Why, give
from app.services.packages.inspecting import look_into
from app.services.packages.receiving import take_in
from models.casework.case_choices import HandoverTarget

if TYPE_CHECKING:
    from argparse import Namespace

    from app.cli.parser import Command, Parser
    from app.services.packages.arrival import Arrival, ArrivedCase, ArrivedRecord
    from app.vault.session import UnlockedVault


def add_commands(parser: Parser) -> None:
    """`package card|adopt|give|extract|inspect|receive KLUIS …`."""
    group = parser.command("package", "casussen overdragen aan een andere kluis, of ontvangen", _explain)
    group.show_as_written(
        "Beide kluizen wisselen eerst een visitekaartje uit (card, adopt) en vergelijken de vingerafdruk langs een\n"
        "andere weg dan het kaartje kwam. Daarna gaan casussen in een verzegeld bestand (give, inspect, receive)."
    )
    card = _command(group, "card", "het eigen visitekaartje opslaan, met de vingerafdruk", run_card)
    card.add_argument("--out", metavar="BESTAND", type=Path, required=True, help="waar het kaartje komt (.kaartje)")
    adopted = _command(group, "adopt", "het visitekaartje van een andere kluis opnemen", run_adopt)
    adopted.add_argument("card", metavar="KAARTJE", type=Path, help="het bestand")
    adopted.add_argument("--fingerprint", metavar="TEKENS", required=True, help="zoals de ander haar voorlas")
    adopted.add_argument("--with", dest="checked_with", metavar="NAAM", required=True, help="met wie u vergeleek")
    given = _command(group, "give", "casussen in een pakket voor een andere kluis doen", run_give)
    _add_cases(given)
    given.add_argument("--to", metavar="GEMEENTE", required=True, help="gemeente of vingerafdruk op het kaartje")
    given.add_argument("--reason", metavar="TEKST", required=True, help="waarom u overdraagt")
    given.add_argument("--ground", metavar="TEKST", required=True, help="op welke wettelijke grondslag")
    _add_without(given)
    given.add_argument("--out", metavar="BESTAND", type=Path, required=True, help="waar het pakket komt")
    out = _command(group, "extract", "een uittreksel om te lezen maken: één PDF met een wachtwoord", run_extract)
    _add_cases(out)
    out.add_argument("--recipient", metavar="TEKST", required=True, help="wie het ontvangt")
    out.add_argument("--reason", metavar="TEKST", required=True, help="waarom")
    out.add_argument("--ground", metavar="TEKST", required=True, help="op welke wettelijke grondslag")
    _add_without(out)
    out.add_argument("--out", metavar="BESTAND", type=Path, required=True, help="waar de PDF komt")
    looked = _command(group, "inspect", "tonen wat een pakket brengt, zonder iets op te slaan", run_inspect)
    looked.add_argument("package", metavar="PAKKET", type=Path, help="het bestand")
    received = _command(group, "receive", "een pakket ontvangen", run_receive)
    received.add_argument("package", metavar="PAKKET", type=Path, help="het bestand")
    received.add_argument(
        "--differing",
        choices=("newer", "ours", "theirs"),
        default="newer",
        help="bij verschillen: het nieuwere (en bij twijfel het eigene), altijd het eigene, of altijd dat van de gever",
    )


def _add_cases(parser: Parser) -> None:
    parser.add_argument(
        "--case", dest="cases", metavar="NUMMER", action="append", required=True, help="nummer van een casus; mag vaker"
    )


def _add_without(parser: Parser) -> None:
    names = ", ".join(f"{each.name.lower()} ({each.label})" for each in Bundle)
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        choices=[each.name.lower() for each in Bundle],
        help=f"wat niet meegaat; mag vaker: {names}",
    )


def _why(chosen: Namespace, target: HandoverTarget) -> Why:
    left_out = frozenset(Bundle[name.upper()] for name in chosen.without)
    return Why(chosen.reason, chosen.ground, target, left_out)


def _command(group: Parser, name: str, summary: str, run: Command) -> Parser:
    parser = group.command(name, summary, run)
    add_vault(parser)
    add_login(parser)
    return parser


def _explain(_chosen: Namespace) -> Exit:
    """Never run: one of the commands in the group is required."""
    return Exit.WRONG


def run_card(chosen: Namespace) -> Exit:
    """Write the card and say its fingerprint."""
    with unlocked(chosen) as vault:
        card = write_own_card(vault, chosen.out)
    print(f"{chosen.out}: kaartje van {card.municipality}.\nVingerafdruk: {card.fingerprint}")
    return Exit.DONE


def run_adopt(chosen: Namespace) -> Exit:
    """Trust a card."""
    with unlocked(chosen) as vault:
        looked = look_at_card(vault, chosen.card)
        adopt(vault, looked, fingerprint=chosen.fingerprint, checked_with=chosen.checked_with)
    print(f"Opgenomen: {looked.card.municipality}, {looked.card.fingerprint}.")
    return Exit.DONE


def run_give(chosen: Namespace) -> Exit:
    """Make a package."""
    with unlocked(chosen) as vault:
        cases = [case_by_number(vault, number) for number in chosen.cases]
        card = _card_named(vault, chosen.to)
        done = give(vault, cases, card=card, out=chosen.out, why=_why(chosen, HandoverTarget.MUNICIPALITY))
    print(f"{chosen.out}: {done.what}.\nSHA-256: {done.sha256}")
    return Exit.DONE


def run_extract(chosen: Namespace) -> Exit:
    """Make an extract and say its password, which is stored nowhere."""
    from app.report.papers.extract import export_extract  # noqa: PLC0415 - loads the whole document machinery

    with unlocked(chosen) as vault:
        cases = [case_by_number(vault, number) for number in chosen.cases]
        why = _why(chosen, HandoverTarget.OTHER)
        made = export_extract(vault, cases, recipient=chosen.recipient, out=chosen.out, why=why)
    print(f"{chosen.out}: gemaakt.\nWachtwoord: {made.password}\nSHA-256: {made.sha256}")
    return Exit.DONE


def run_inspect(chosen: Namespace) -> Exit:
    """Show what a package brings."""
    with unlocked(chosen) as vault:
        print("\n".join(_told(look_into(vault, chosen.package))))
    return Exit.DONE


def run_receive(chosen: Namespace) -> Exit:
    """Take a package in, as was asked for what differs."""
    with unlocked(chosen) as vault:
        arrival = look_into(vault, chosen.package)
        done = take_in(vault, chosen.package, arrival, _choices(arrival, chosen.differing))
    if done.nothing and not done.refused:
        print("Alles in dit pakket was hier al; er is niets gewijzigd.")
    else:
        print(f"Toegevoegd: {done.added}. Bijgewerkt: {done.changed}. Geweigerd: {len(done.refused)}.")
    for theirs, here in done.numbers:
        print(f"{theirs} heeft hier nummer {here}.")
    for what, why in done.refused:
        print(f"Geweigerd: {what}: {why}")
    return Exit.DONE


def _card_named(vault: UnlockedVault, wanted: str) -> int:
    found = [
        each
        for each in trusted_cards(vault)
        if wanted.casefold() in (each.municipality.casefold(), each.fingerprint.casefold())
    ]
    if len(found) != 1:
        what = "geen" if not found else "meer dan één"
        raise Invalid({"to": f"Er is {what} visitekaartje van ‘{wanted}’ opgenomen."})
    return found[0].id


def _choices(arrival: Arrival, differing: str) -> Choices:
    known = proposed(arrival)
    if differing == "newer":
        return known
    sides = set(Side) if differing == "theirs" else set()
    theirs = {
        each.id: frozenset(differ.name for differ in each.differences if differ.side in sides)
        for case in arrival.cases
        for each in case.all()
    }
    return Choices(known.cases, theirs, known.types)


def _told(arrival: Arrival) -> list[str]:
    lines = [
        f"Van {arrival.partner}, gemaakt door {arrival.person} op {arrival.made_at[:10]}.",
        f"Reden: {arrival.reason}",
        f"Grondslag: {arrival.ground}",
        f"SHA-256: {arrival.sha256}",
    ]
    lines += [f"Onbekend casustype: {each.name} ({each.level})" for each in arrival.types]
    for case in arrival.cases:
        lines += _case_told(case)
    if arrival.brings_nothing:
        lines.append("Alles in dit pakket is hier al.")
    return lines


def _case_told(case: ArrivedCase) -> list[str]:
    lines = [f"Casus {case.number} {case.record.title}: {case.record.state.value}"]
    counts = [(state, sum(each.state is state for each in case.parts)) for state in State]
    lines += [f"  {count} × {state.value}" for state, count in counts if count]
    for each in case.all():
        lines += _record_told(each)
    return lines


def _record_told(each: ArrivedRecord) -> list[str]:
    if each.state is State.REFUSED:
        return [f"  {each.words} ‘{each.title}’: {each.why}"]
    words = {Side.OURS: "hier nieuwer", Side.THEIRS: "daar nieuwer", Side.BOTH: "beide gewijzigd"}
    return [
        f"  {each.words} ‘{each.title}’, {differ.name}: "
        f"hier ‘{differ.ours}’, daar ‘{differ.theirs}’ ({words[differ.side]})"
        for differ in each.differences
    ]
