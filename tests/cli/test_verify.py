"""`verify`: without a password as far as anybody can see, with one also inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell


def test_that_a_whole_vault_is_in_order_without_a_password(shell: Shell, vault: Path) -> None:
    assert shell("verify", vault) == 0
    assert shell.out.splitlines()[-1] == "De kluis is in orde."
    assert "casework.1.db is aanwezig en versleuteld" in shell.out
    assert "FOUT" not in shell.out
    assert shell.err == ""


def test_that_a_user_checks_what_that_user_holds(shell: Shell, vault: Path, password_file: Path) -> None:
    assert shell("verify", vault, "--user", "jurist", "--password-file", password_file) == 0
    assert "Maatregelen: logboek van" in shell.out
    assert "Casuïstiek: logboek" not in shell.out


def test_that_a_wrong_password_is_refused_without_saying_which_part_was_wrong(
    shell: Shell, vault: Path, tmp_path: Path
) -> None:
    file = tmp_path / "fout"
    file.touch(mode=0o600)
    file.write_text("verkeerd", encoding="utf-8")
    assert shell("verify", vault, "--user", "jurist", "--password-file", file) == 1
    wrong_password = shell.err
    assert shell("verify", vault, "--user", "niemand", "--password-file", file) == 1
    assert shell.err == wrong_password == "De inlognaam, het wachtwoord of het sleutelbestand is niet juist.\n"


def test_that_a_missing_vault_is_said_to_be_missing(shell: Shell, tmp_path: Path) -> None:
    assert shell("verify", tmp_path / "nergens") == 1
    assert "FOUT" in shell.out
    assert shell.out.splitlines()[-1] == "De kluis is NIET in orde."


def test_that_a_plain_file_in_place_of_a_compartment_is_found(shell: Shell, vault: Path, password_file: Path) -> None:
    (vault / "casework.1.db").write_bytes(b"SQLite format 3\0" + bytes(4096))
    assert shell("verify", vault, "--user", "regisseur", "--password-file", password_file) == 1
    assert "FOUT" in shell.out
    assert "NIET in orde" in shell.out


def test_that_a_truncated_header_is_found(shell: Shell, vault: Path) -> None:
    header = vault / "vault.json"
    header.write_bytes(header.read_bytes()[:-100])
    assert shell("verify", vault) == 1
    assert "FOUT" in shell.out


def test_that_an_unreadable_key_file_is_named(shell: Shell, vault: Path, password_file: Path) -> None:
    login = ("--user", "jurist", "--password-file", password_file, "--key-file", vault / "geen.key")
    assert shell("verify", vault, *login) == 1
    assert "geen.key is niet te lezen" in shell.err
