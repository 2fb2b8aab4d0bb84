"""`recover` and `rescue` on the command line: sheets, a fingerprint, and nobody misled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.services.keys import accounts, own_account
from app.services.keys.own_account import Secrets
from app.vault.session import unlock
from tests.cli.conftest import CHEAPEST, PASSWORD, Shell, Strict, write_sheets

if TYPE_CHECKING:
    from pathlib import Path

NEW = "lepel duif kubus granaat"


@pytest.fixture
def bibob_sheets(strict_template: Strict, tmp_path: Path) -> Path:
    return write_sheets(strict_template, "bibob", tmp_path / "bibob.txt")


@pytest.fixture
def new_password(tmp_path: Path) -> Path:
    file = tmp_path / "nieuw.txt"
    file.touch(mode=0o600)
    file.write_text(NEW, encoding="utf-8")
    return file


def start_again(vault: Path) -> str:
    """The only holder of bibob forgot the password; gives the fingerprint of the new keys."""
    with unlock(vault, "beheerder", PASSWORD) as keeper:
        account = next(row.account for row in accounts.accounts(keeper) if row.login == "bibob")
        first = accounts.reset(keeper, account=account, though_last=True, settings=CHEAPEST)
    with unlock(vault, "bibob", first.password) as own:
        own_account.choose_first_password(own, first=first.password, new=Secrets(NEW), settings=CHEAPEST)
        return own_account.own_account(own).fingerprint


def test_that_the_receivers_own_fingerprint_is_asked_for(
    shell: Shell, vault: Path, password_file: Path, bibob_sheets: Path
) -> None:
    with unlock(vault, "bibob", PASSWORD) as own:
        before = own_account.own_account(own).fingerprint
    read = start_again(vault)
    login = ("--user", "beheerder", "--password-file", password_file, "--to", "Bibob")
    more = ("--compartment", "bibob", "--shares-file", bibob_sheets, "--fingerprint")
    assert shell("recover", vault, *login, *more, before) == 1
    assert "vingerafdruk is een andere" in shell.err
    assert shell("recover", vault, *login, *more, read) == 0, shell.err
    assert "bibob heeft Bibob terug" in shell.out
    with unlock(vault, "bibob", NEW) as own:
        assert own.holds("bibob")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("--to", "niemand"), "geen account met de inlognaam “niemand”"),
        (("--compartment", "casework_00000000"), "geen compartiment casework_00000000"),
        (("--compartment", "casework"), "hoort geen toegang tot Casuïstiek"),
    ],
)
def test_that_what_cannot_be_is_named(
    shell: Shell, vault: Path, password_file: Path, bibob_sheets: Path, change: tuple[str, str], reason: str
) -> None:
    said = {"--to": "bibob", "--compartment": "bibob", "--fingerprint": "x"} | {change[0]: change[1]}
    words = [word for pair in said.items() for word in pair]
    login = ("--user", "beheerder", "--password-file", password_file)
    assert shell("recover", vault, *login, "--shares-file", bibob_sheets, *words) == 1
    assert reason in shell.err


def test_that_a_beheerder_gets_back_in_and_knows_the_new_keys(
    shell: Shell, vault: Path, sheets: Path, new_password: Path
) -> None:
    asked = ("rescue", vault, "--shares-file", sheets, "--new-password-file", new_password, "--login")
    assert shell(*asked, "regisseur") == 1
    assert "geen functioneel beheerder" in shell.err
    assert shell(*asked, "Beheerder") == 0, shell.err
    told = re.search(r"nieuwe sleutels is (\S{29});", shell.out)
    assert told
    with unlock(vault, "beheerder", NEW) as keeper:
        assert own_account.own_account(keeper).fingerprint == told[1]


def test_that_sheets_of_another_set_let_nobody_in(
    shell: Shell, vault: Path, bibob_sheets: Path, new_password: Path
) -> None:
    more = ("--shares-file", bibob_sheets, "--new-password-file", new_password, "--login", "beheerder")
    assert shell("rescue", vault, *more) == 1
    assert "andere set of kluis" in shell.err
