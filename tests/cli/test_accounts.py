"""`accounts`, `grant` and `password`: who gets in, with what, and who may give it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.cli.accounts import describe
from app.rules.permissions import CASEWORK, Role
from app.services.keys.accounts import AccountRow, AccountState
from app.vault.header.amendment import Amendment
from app.vault.header.bodies import Withdrawn
from app.vault.header.file import read_header, write_header
from app.vault.separating import set_apart
from app.vault.session import unlock
from tests.cli.conftest import PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell


def fingerprint_of(shell: Shell, vault: Path, password_file: Path, login: str) -> str:
    """What this user reads from the own screen."""
    assert shell("accounts", vault, "--user", login, "--password-file", password_file) == 0
    found = re.search(rf"^{login}: .*\n.*\n    vingerafdruk: (\S+)$", shell.out, re.MULTILINE)
    assert found
    return found[1]


def grant(
    shell: Shell, vault: Path, password_file: Path, *, giver: str, to: str, compartment: str, fingerprint: str
) -> int:
    """Give the grant command."""
    return shell(
        *("grant", vault, "--user", giver, "--password-file", password_file),
        *("--to", to, "--compartment", compartment, "--fingerprint", fingerprint),
    )


def test_that_the_overview_shows_who_opens_what(shell: Shell, vault: Path, password_file: Path) -> None:
    assert shell("accounts", vault, "--user", "beheerder", "--password-file", password_file) == 0
    assert "jurist: Jurist, jurist\n    toegang tot: Maatregelen, Register\n" in shell.out
    assert len(re.findall(r"vingerafdruk: (?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}$", shell.out, re.MULTILINE)) == 8


@pytest.fixture
def newcomer(vault: Path) -> Path:
    """The vault in which *privacy* no longer opens casework, as its role allows."""
    with unlock(vault, "regisseur", PASSWORD) as holder:
        account = next(person.account for person in holder.directory().values() if person.login == "privacy")
        amendment = Amendment(read_header(vault))
        amendment.say(Withdrawn(CASEWORK, account), holder.slot.signer)
        write_header(vault, amendment.header(), holder.roster.generation)
    return vault


def test_that_a_holder_gives_access_after_comparing_the_fingerprint(
    shell: Shell, newcomer: Path, password_file: Path
) -> None:
    with unlock(newcomer, "privacy", PASSWORD) as before:
        assert not before.holds(CASEWORK)
    as_typed = fingerprint_of(shell, newcomer, password_file, "privacy").lower().replace("-", " ")
    code = grant(
        shell, newcomer, password_file, giver="regisseur", to="Privacy", compartment=CASEWORK, fingerprint=as_typed
    )
    assert (code, shell.err) == (0, "")
    assert "toegang tot: Casuïstiek, Maatregelen, Programma, Register" in shell.out
    with unlock(newcomer, "privacy", PASSWORD) as after:
        assert after.holds(CASEWORK)


def test_that_another_fingerprint_gives_nothing_and_leaves_a_trace(
    shell: Shell, newcomer: Path, password_file: Path
) -> None:
    of_somebody_else = fingerprint_of(shell, newcomer, password_file, "jurist")
    code = grant(
        shell,
        newcomer,
        password_file,
        giver="regisseur",
        to="privacy",
        compartment=CASEWORK,
        fingerprint=of_somebody_else,
    )
    assert code == 1
    assert "De vingerafdruk is een andere" in shell.err
    with unlock(newcomer, "regisseur", PASSWORD) as vault, vault.read(CASEWORK) as session:
        last = session.execute(text("SELECT action, result FROM audit_entry ORDER BY n DESC LIMIT 1")).one()
    assert tuple(last) == ("grant", "refused")


@pytest.mark.parametrize(
    ("giver", "to", "compartment", "reason"),
    [
        ("beheerder", "privacy", "casework", "U hebt zelf geen sleutel van Casuïstiek"),
        ("bibob", "beheerder", "bibob", "Bij de rol functioneel beheerder hoort geen toegang tot Bibob"),
        ("regisseur", "jurist", "measures", "Jurist heeft al toegang tot Maatregelen"),
        ("regisseur", "niemand", "measures", "geen account met de inlognaam “niemand”"),
    ],
)
def test_that_access_which_may_not_be_given_is_refused_with_the_reason(
    shell: Shell, newcomer: Path, password_file: Path, giver: str, to: str, compartment: str, reason: str
) -> None:
    fingerprint = fingerprint_of(shell, newcomer, password_file, "privacy")
    code = grant(shell, newcomer, password_file, giver=giver, to=to, compartment=compartment, fingerprint=fingerprint)
    assert code == 1
    assert reason in shell.err


def test_that_a_changed_password_is_the_only_one_that_opens(
    shell: Shell, vault: Path, password_file: Path, tmp_path: Path
) -> None:
    new = tmp_path / "nieuw"
    new.touch(mode=0o600)
    new.write_text("een heel ander wachtwoord", encoding="utf-8")
    login = ("--user", "jurist", "--password-file")
    assert shell("password", vault, *login, password_file, "--new-password-file", new) == 0
    assert shell("accounts", vault, *login, new) == 0
    assert shell("accounts", vault, *login, password_file) == 1
    assert "niet juist" in shell.err


def test_that_a_compartment_which_does_not_open_is_a_warning_and_the_rest_works(
    shell: Shell, vault: Path, password_file: Path
) -> None:
    (vault / "measures.1.db").unlink()
    assert shell("accounts", vault, "--user", "regisseur", "--password-file", password_file) == 0
    assert shell.err.startswith("Let op: ")
    assert "regisseur: Regisseur, casusregisseur" in shell.out


def test_that_a_name_gives_the_terminal_no_orders() -> None:
    """Names come from the directory, which every user's own tools can write."""
    row = AccountRow(
        account="a" * 32,
        login="x\x1b[2J",
        name="Jan\r\n\x1b]0;kluis\x07",
        role=Role.JURIST,
        function="\u202egnidieb",
        compartments=(),
        fingerprint="",
        state=AccountState.ACTIVE,
        outside_role=(),
        last_of=(),
    )
    shown = describe(row)
    assert "x�[2J: Jan���]0;kluis�, jurist, �gnidieb" in shown
    assert all(symbol.isprintable() or symbol == "\n" for symbol in shown)


def test_that_a_compartment_set_apart_is_given_and_renewed_by_its_name(
    shell: Shell, vault: Path, password_file: Path
) -> None:
    with unlock(vault, "regisseur", PASSWORD) as founder:
        name = set_apart(founder, CASEWORK, "Haven", [])
    read = fingerprint_of(shell, vault, password_file, "privacy")
    login = ("--user", "regisseur", "--password-file", password_file)
    assert shell("grant", vault, *login, "--to", "privacy", "--compartment", name, "--fingerprint", read) == 0
    assert f"Casuïstiek apart {name[9:13].upper()}" in shell.out
    assert shell("rekey", vault, *login, "--compartment", name) == 0, shell.err
    with unlock(vault, "privacy", PASSWORD) as other:
        assert other.holds(name)
    assert shell("rekey", vault, *login, "--compartment", "casework_00000000") == 1
    assert shell("rekey", vault, *login, "--compartment", "casework_kelder") == 2
    assert "onbekende keuze 'casework_kelder'; kies uit audit" in shell.err
