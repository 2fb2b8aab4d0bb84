"""`backup`, `restore` and `restore-test` on a real vault."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.rules.permissions import Role
from app.vault.session import unlock
from tests.cli.conftest import PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell


@pytest.fixture
def login(password_file: Path) -> tuple[str | Path, ...]:
    return ("--user", "regisseur", "--password-file", password_file)


def cases(vault: Path) -> int:
    with unlock(vault, "regisseur", PASSWORD) as opened, opened.read("casework") as session:
        return session.scalar(text("SELECT count(*) FROM audit_entry WHERE action = 'test'")) or 0


def act(vault: Path) -> None:
    with unlock(vault, "regisseur", PASSWORD) as opened, opened.write("casework") as work:
        work.record("test", "case", 1)


def test_that_a_backup_tells_how_all_compartments_stand(
    shell: Shell, vault: Path, login: tuple[str | Path, ...]
) -> None:
    assert shell("backup", vault, *login) == 0
    assert "Casuïstiek: laatste gecontroleerde back-up: " in shell.out
    assert "door Regisseur" in shell.out
    assert "Bibob: laatste gecontroleerde back-up: geen" in shell.out


def test_that_a_failed_backup_ends_with_1_and_names_the_compartment(
    shell: Shell, vault: Path, login: tuple[str | Path, ...]
) -> None:
    content = bytearray((vault / "casework.1.db").read_bytes())
    content[5000] ^= 1
    (vault / "casework.1.db").write_bytes(content)
    assert shell("backup", vault, *login) == 1
    assert "FOUT  Het compartiment ‘casework’ is beschadigd" in shell.err
    assert "Casuïstiek: laatste gecontroleerde back-up: geen" in shell.out
    assert "Register: laatste gecontroleerde back-up: geen" not in shell.out


def test_that_a_restore_test_prints_its_report(
    shell: Shell, vault: Path, login: tuple[str | Path, ...], tmp_path: Path
) -> None:
    assert shell("restore-test", vault, *login) == 1
    assert shell.out.endswith("De hersteltest is NIET geslaagd.\n")
    assert "Casuïstiek: niet beproefd, er is geen back-up" in shell.out
    shell("backup", vault, *login)
    assert shell("restore-test", vault, *login, "--out", tmp_path / "verslag.pdf") == 0
    assert (tmp_path / "verslag.pdf").read_bytes().startswith(b"%PDF")
    assert shell.out.startswith("Hersteltest van de back-ups van Proefstad")
    assert "logboekregels gecontroleerd" in shell.out
    assert "Bibob: niet beproefd, u hebt er geen sleutel van" in shell.out
    path = next((vault / "backups").glob("casework*.db"))
    path.write_bytes(path.read_bytes()[:-1])
    assert shell("restore-test", vault, *login) == 1
    assert "FOUT: De back-up" in shell.out


def test_that_a_compartment_is_put_back_and_what_was_there_kept(
    shell: Shell, vault: Path, sheets: Path, login: tuple[str | Path, ...]
) -> None:
    shell("backup", vault, *login)
    act(vault)
    backups = vault / "backups"
    assert shell("restore", vault, "--from", backups) == 0
    assert "Casuïstiek: " in shell.out
    assert shell("restore", vault, "--from", backups, "--compartment", "casework", "--shares-file", sheets) == 0
    assert "Teruggezet: Casuïstiek." in shell.out
    assert "before-restore.1" in shell.out
    assert cases(vault) == 0


def test_that_everything_is_put_back_where_nothing_was(
    shell: Shell, vault: Path, sheets: Path, tmp_path: Path, login: tuple[str | Path, ...]
) -> None:
    shell("backup", vault, *login)
    shutil.move(vault / "backups", tmp_path / "stick")
    shutil.rmtree(vault)
    assert shell("restore", vault, "--from", tmp_path / "stick", "--newest", "--shares-file", sheets) == 0
    assert "Teruggezet: Register, Casuïstiek, Maatregelen, Programma." in shell.out
    assert "Nog zonder bestand: Bibob" in shell.out
    assert cases(vault) == 0


def test_that_sheets_can_be_typed(
    shell: Shell, vault: Path, sheets: Path, login: tuple[str | Path, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    shell("backup", vault, *login)
    monkeypatch.setattr("sys.stdin", io.StringIO(sheets.read_text(encoding="utf-8")))
    assert shell("restore", vault, "--from", vault / "backups", "--compartment", "casework") == 0
    assert "herstelblad" in shell.err


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"een blad", "woordenlijst"), (b"", "Vul de woorden"), (b"\xff\xfe", "niet te lezen")],
)
def test_that_wrong_sheets_put_nothing_back(
    shell: Shell, vault: Path, tmp_path: Path, login: tuple[str | Path, ...], content: bytes, reason: str
) -> None:
    shell("backup", vault, *login)
    act(vault)
    (tmp_path / "fout.txt").write_bytes(content)
    wrong = ("--shares-file", tmp_path / "fout.txt")
    assert shell("restore", vault, "--from", vault / "backups", "--compartment", "casework", *wrong) == 1
    assert reason in shell.err
    assert cases(vault) == 1


def test_that_a_compartment_without_backup_and_a_place_without_any_are_named(
    shell: Shell, vault: Path, sheets: Path, tmp_path: Path, login: tuple[str | Path, ...]
) -> None:
    assert shell("restore", vault, "--from", tmp_path / "nergens") == 1
    assert "geen back-ups van de kluis" in shell.err
    shell("backup", vault, *login)
    assert shell("restore", vault, "--from", vault / "backups", "--compartment", "bibob", "--shares-file", sheets) == 1
    assert "geen bruikbare back-up van Bibob" in shell.err


def test_that_a_list_says_what_is_wrong_with_the_vault(
    shell: Shell, vault: Path, login: tuple[str | Path, ...]
) -> None:
    shell("backup", vault, *login)
    (vault / "vault.json").unlink()
    assert shell("restore", vault, "--from", vault / "backups") == 0
    assert shell.out.startswith("In de map staat geen kluis.")
    assert Role.DIRECTOR.label not in shell.out
