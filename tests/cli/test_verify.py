"""`verify`: without a password as far as anybody can see, with one also inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from app.services.exports import Purpose
from app.services.log.anchoring import export_anchor
from app.vault.session import unlock
from tests.cli.conftest import PASSWORD

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


def test_that_an_anchor_is_compared_with_and_without_a_password(
    shell: Shell, vault: Path, password_file: Path, tmp_path: Path
) -> None:
    anchor, login = tmp_path / "anker.json", ("--user", "regisseur", "--password-file", password_file)
    with unlock(vault, "regisseur", PASSWORD) as opened:
        for number in range(3):
            with opened.write("casework") as work:
                work.record("case.changed", "case", number)
        export_anchor(opened, anchor, Purpose("Proef"))
    assert shell("verify", vault, "--anchor", anchor) == 0
    assert "vault.json sluit aan op het anker: ongewijzigd." in shell.out
    assert shell("verify", vault, "--anchor", anchor, *login) == 0
    assert "Casuïstiek: het logboek sluit aan op regel 3 van het anker" in shell.out


def test_that_a_trail_that_was_cut_off_ends_with_1_and_names_the_entry(
    shell: Shell, vault: Path, password_file: Path, tmp_path: Path
) -> None:
    anchor = tmp_path / "anker.json"
    with unlock(vault, "regisseur", PASSWORD) as opened:
        for number in range(3):
            with opened.write("casework") as work:
                work.record("case.changed", "case", number)
        export_anchor(opened, anchor, Purpose("Proef"))
        with opened.compartment("casework").write() as session:
            session.execute(text("DROP TRIGGER audit_entry_refuses_delete"))
            session.execute(text("DELETE FROM audit_entry WHERE n = 3"))
    assert shell("verify", vault, "--anchor", anchor, "--user", "regisseur", "--password-file", password_file) == 1
    assert "FOUT  Casuïstiek: TERUGGEZET. Het logboek eindigt bij regel 2, het anker noemt regel 3." in shell.out


def test_that_a_forged_anchor_is_refused(shell: Shell, vault: Path, tmp_path: Path) -> None:
    (tmp_path / "anker.json").write_text("{}", encoding="utf-8")
    assert shell("verify", vault, "--anchor", tmp_path / "anker.json") == 1
    assert "Het anker kan niet worden gelezen" in shell.err


def test_that_a_bad_vault_is_told_before_its_anchor(shell: Shell, vault: Path, tmp_path: Path) -> None:
    (vault / "casework.1.db").unlink()
    assert shell("verify", vault, "--anchor", tmp_path / "nergens.json") == 1
    assert "casework.1.db" in shell.out
    assert shell.err == ""


def test_that_a_key_file_without_end_is_refused(shell: Shell, vault: Path, password_file: Path) -> None:
    login = ("--user", "jurist", "--password-file", password_file, "--key-file", "/dev/zero")
    assert shell("verify", vault, *login) == 1
    assert "veel te groot" in shell.err
