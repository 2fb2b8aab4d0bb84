"""`invite`, `block`, `revoke`, `reset`, `withdraw`, `rekey` and `review` on the command line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.report.reading import Reading

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell


@pytest.fixture
def ask(shell: Shell, vault: Path, password_file: Path) -> Ask:
    return Ask(shell, vault, password_file)


class Ask:
    """Gives a command as somebody; `out` and `err` are those of the shell."""

    def __init__(self, shell: Shell, vault: Path, password_file: Path) -> None:
        self.shell, self.vault, self.password_file = shell, vault, password_file

    def __call__(self, who: str, command: str, *more: str | Path) -> int:
        return self.shell(command, self.vault, "--user", who, "--password-file", self.password_file, *more)


def password_in(shell: Shell, file: Path) -> Path:
    """The password that was shown, in a private file."""
    found = re.search(r"wachtwoord (\S{24})\n", shell.out)
    assert found
    file.touch(mode=0o600)
    file.write_text(found[1], encoding="utf-8")
    return file


def test_that_an_invited_person_gets_in_with_a_password_of_their_own(ask: Ask, tmp_path: Path) -> None:
    shell = ask.shell
    assert ask("beheerder", "invite", "--login", "nieuw", "--name", "N. Nieuw", "--role", "jurist") == 0, shell.err
    first = password_in(shell, tmp_path / "eerste")
    login = (ask.vault, "--user", "nieuw", "--password-file")
    assert shell("accounts", *login, first) == 1
    assert "Kies eerst een eigen wachtwoord" in shell.err
    own = tmp_path / "eigen"
    own.touch(mode=0o600)
    own.write_text("lepel duif kubus granaat", encoding="utf-8")
    assert shell("password", *login, first, "--new-password-file", own) == 0, shell.err
    fingerprint = re.search(r"vingerafdruk is (\S{29});", shell.out)
    assert fingerprint
    grant = ("--to", "nieuw", "--compartment", "measures", "--fingerprint", fingerprint[1])
    assert ask("jurist", "grant", *grant) == 0, shell.err
    assert shell("accounts", *login, own) == 0
    assert "nieuw: N. Nieuw, jurist\n    toegang tot: Maatregelen, Register" in shell.out


def test_that_a_weak_password_is_refused(ask: Ask, tmp_path: Path) -> None:
    weak = tmp_path / "zwak"
    weak.touch(mode=0o600)
    weak.write_text("welkom2020", encoding="utf-8")
    assert ask("jurist", "password", "--new-password-file", weak) == 1
    assert "minstens 12 tekens" in ask.shell.err


def test_that_who_is_revoked_is_out_and_new_keys_follow(ask: Ask) -> None:
    shell = ask.shell
    assert ask("beheerder", "revoke", "--account", "privacy") == 0, shell.err
    assert "privacy: Privacy, privacyfunctionaris (ingetrokken)" in shell.out
    assert "kan die kopie blijven openen" in shell.out
    assert ask("privacy", "accounts") == 1
    assert ask("beheerder", "rekey") == 0
    assert "Register heeft een nieuwe sleutel" in shell.out
    assert "Casuïstiek wacht nog op een nieuwe sleutel, te geven door: Regisseur." in shell.out
    assert ask("regisseur", "rekey") == 0
    assert len(re.findall(r"heeft een nieuwe sleutel\. Vingerafdruk van de brievenbus: \S{29}", shell.out)) == 3
    assert ask("regisseur", "rekey") == 0
    assert shell.out == ""
    assert ask("regisseur", "rekey", "--compartment", "casework") == 0
    assert shell.out.startswith("Casuïstiek heeft een nieuwe sleutel")


def test_that_the_last_one_is_spared_unless_one_insists(ask: Ask, tmp_path: Path) -> None:
    assert ask("beheerder", "block", "--account", "bibob") == 1
    assert "de laatste met de sleutel van Bibob" in ask.shell.err
    assert ask("beheerder", "block", "--account", "bibob", "--though-last") == 0
    assert "(geblokkeerd)" in ask.shell.out
    assert ask("bibob", "accounts") == 1
    assert ask("beheerder", "reset", "--account", "bibob") == 0
    first = password_in(ask.shell, tmp_path / "eerste")
    assert ask.shell("accounts", ask.vault, "--user", "bibob", "--password-file", first) == 1
    assert "Kies eerst" in ask.shell.err


def test_that_a_holder_withdraws(ask: Ask) -> None:
    assert ask("regisseur", "withdraw", "--account", "privacy", "--compartment", "casework") == 0, ask.shell.err
    assert "toegang tot: Maatregelen, Programma, Register" in ask.shell.out
    assert ask("beheerder", "withdraw", "--account", "privacy", "--compartment", "measures") == 1
    assert ask("beheerder", "revoke", "--account", "niemand") == 1
    assert "geen account met de inlognaam “niemand”" in ask.shell.err
    assert ask("jurist", "revoke", "--account", "privacy") == 1
    assert "Uw rol (jurist) mag dit niet" in ask.shell.err


def test_that_the_review_is_listed_and_printed(ask: Ask, tmp_path: Path) -> None:
    out = tmp_path / "review.pdf"
    assert ask("fg", "review", "--out", out, "--reason", "jaarlijkse beoordeling") == 0, ask.shell.err
    assert "Regisseur (casusregisseur): Casuïstiek, nog niet beoordeeld\n" in ask.shell.out
    assert f"De lijst staat in {out}." in ask.shell.out
    assert "Autorisatiereview" in Reading(out.read_bytes()).text
    assert ask("jurist", "review") == 1
