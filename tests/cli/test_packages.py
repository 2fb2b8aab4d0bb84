"""Cards and packages on the command line: a case goes from one vault to another and comes back."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pikepdf
import pytest

from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.casework.cases import CaseDraft, Cases
from app.services.records import Query
from app.vault.founding import Founder, found
from app.vault.session import unlock
from tests.cli.conftest import CHEAPEST, FOUNDERS, PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell


@pytest.fixture(scope="session")
def second_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault elsewhere."""
    folder = tmp_path_factory.mktemp("second") / "Anderstad.bolwerk"
    founders = [Founder(login, login.title(), PASSWORD, role) for login, role in FOUNDERS]
    found(folder, "Anderstad", founders, day=date(2020, 1, 2), kdf=CHEAPEST)
    return folder


class Ask:
    """Gives a command of `package` to one of the two vaults; what it said is in the shell."""

    def __init__(self, shell: Shell, password_file: Path) -> None:
        self.shell, self.password_file = shell, password_file

    def __call__(self, command: str, vault: Path, *more: str | Path) -> int:
        who = ("--user", "regisseur", "--password-file", self.password_file)
        return self.shell("package", command, vault, *who, *more)


@pytest.fixture
def ask(shell: Shell, password_file: Path) -> Ask:
    return Ask(shell, password_file)


@pytest.fixture
def second(second_template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(second_template, tmp_path / second_template.name)


def begin_case(vault: Path, title: str) -> str:
    """A case in a vault; gives its number."""
    with unlock(vault, "regisseur", PASSWORD) as opened:
        kind = CaseTypes(opened).add(CaseTypeDraft("Heling")).id
        added = Cases(opened).add(CaseDraft(title=title, case_type_id=kind, opened_on=date(2020, 2, 3)))
        assert added.draft.number
        return added.draft.number


def exchange(ask: Ask, one: Path, other: Path, place: Path) -> None:
    """Both take the card of the other."""
    for giver, taker in ((one, other), (other, one)):
        card = place / f"{giver.stem}.kaartje"
        assert ask("card", giver, "--out", card) == 0, ask.shell.err
        told = re.search(r"Vingerafdruk: (\S+)", ask.shell.out)
        assert told
        assert ask("adopt", taker, card, "--fingerprint", told[1], "--with", "A. Ander") == 0, ask.shell.err


def test_that_a_case_goes_to_another_vault_on_the_command_line(
    ask: Ask, vault: Path, second: Path, tmp_path: Path
) -> None:
    number = begin_case(vault, "Loods aan de kade")
    exchange(ask, vault, second, tmp_path)
    package = tmp_path / "loods.bolwerkpakket"
    given = ("--to", "Anderstad", "--reason", "Speelt daar", "--ground", "convenant", "--out", package)
    assert ask("give", vault, "--case", number, "--without", "signals", *given) == 0, ask.shell.err
    assert "één casus" in ask.shell.out
    assert ask("inspect", second, package) == 0, ask.shell.err
    assert f"Casus {number} Loods aan de kade: nieuw" in ask.shell.out
    assert "Onbekend casustype: Heling (lokaal)" in ask.shell.out
    assert ask("receive", second, package) == 0, ask.shell.err
    assert f"{number} heeft hier nummer {number} (Proefstad)." in ask.shell.out
    assert ask("receive", second, package) == 0
    assert "was hier al" in ask.shell.out


def test_that_the_command_says_which_side_counts(ask: Ask, vault: Path, second: Path, tmp_path: Path) -> None:
    number = begin_case(vault, "Loods")
    exchange(ask, vault, second, tmp_path)
    package = tmp_path / "loods.bolwerkpakket"
    given = ("--case", number, "--to", "Anderstad", "--reason", "r", "--ground", "g", "--out", package)
    assert ask("give", vault, *given) == 0
    assert ask("receive", second, package) == 0
    for folder, name in ((vault, "Daar"), (second, "Hier")):
        with unlock(folder, "regisseur", PASSWORD) as opened:
            cases = Cases(opened)
            record = cases.get(cases.ids(Query())[0])
            cases.change(record.id, replace(record.draft, title=name), record.version)
    assert ask("give", vault, *given) == 0
    assert ask("inspect", second, package) == 0
    assert "hier ‘Hier’, daar ‘Daar’ (beide gewijzigd)" in ask.shell.out
    assert ask("receive", second, package, "--differing", "theirs") == 0
    with unlock(second, "regisseur", PASSWORD) as opened:
        cases = Cases(opened)
        assert cases.get(cases.ids(Query())[0]).draft.title == "Daar"


def test_that_the_command_refuses_in_words(ask: Ask, vault: Path, second: Path, tmp_path: Path) -> None:
    number = begin_case(vault, "Loods")
    given = ("--case", number, "--reason", "r", "--ground", "g", "--out", tmp_path / "x.bolwerkpakket")
    assert ask("give", vault, "--to", "Anderstad", *given) == 1
    assert "geen visitekaartje van ‘Anderstad’" in ask.shell.err
    card = tmp_path / "x.kaartje"
    assert ask("card", second, "--out", card) == 0
    assert ask("adopt", vault, card, "--fingerprint", "AAAA-BBBB", "--with", "A") == 1
    assert "hoort niet bij het kaartje" in ask.shell.err
    assert ask("inspect", vault, card) == 1
    assert "geen pakket van Bolwerk" in ask.shell.err
    assert ask.shell("package") == 2
    out = tmp_path / "u.pdf"
    assert (
        ask("extract", vault, "--case", number, "--recipient", "RIEC", "--reason", "r", "--ground", "g", "--out", out)
        == 0
    )
    password = re.search(r"Wachtwoord: (\S{24})", ask.shell.out)
    assert password
    with pikepdf.open(out, password=password[1]) as pdf:
        assert len(pdf.pages) >= 1
