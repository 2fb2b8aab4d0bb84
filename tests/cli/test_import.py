"""`import`: lists and printed tables from files, as a check outside the program uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.exchange.sheets.reading import read_file
from tests.cli.conftest import PASSWORD, Shell
from tests.exchange.workbooks import TABLE_1, TABLE_2, delimited, xlsx

if TYPE_CHECKING:
    from pathlib import Path

GOALS = (("Naam", "Bron", "Omschrijving"), ("Weerbaar bestuur", "Raad", "Wat dat is."), ("Veilige haven", None, "Zo."))


@pytest.fixture
def login(tmp_path: Path) -> tuple[str | Path, ...]:
    file = tmp_path / "wachtwoord"
    file.write_text(PASSWORD, encoding="utf-8")
    file.chmod(0o600)
    return "--user", "regisseur", "--password-file", file


def test_that_a_list_is_checked_stored_and_not_stored_twice(
    shell: Shell, vault: Path, login: tuple[str, ...], tmp_path: Path
) -> None:
    file = tmp_path / "doelen.xlsx"
    file.write_bytes(xlsx(Blad=GOALS))
    assert shell("import", vault, file, "--as", "doelen", *login, "--dry-run") == 0
    assert "2 regels kunnen worden ingelezen. Er is niets opgeslagen." in shell.out
    assert shell("import", vault, file, "--as", "goals", *login) == 0
    assert "2 opgeslagen (import 1)." in shell.out
    assert shell("import", vault, file, "--as", "Doelen", *login) == 0
    assert "Overgeslagen, rij 2: Staat al in de kluis." in shell.out
    assert "Geen regels kunnen worden ingelezen. Er is niets opgeslagen." in shell.out


def test_that_what_is_wrong_is_told_by_row_and_column(
    shell: Shell, vault: Path, login: tuple[str, ...], tmp_path: Path
) -> None:
    file, errors = tmp_path / "activiteiten.csv", tmp_path / "fouten.xlsx"
    rows = [("Activiteit", "Jaar", "Status"), ("Goed", 2020, "gepland"), ("Fout", "bijna 50", "x")]
    file.write_bytes(delimited(rows, encoding="cp1252"))
    assert shell("import", vault, file, "--as", "jaarplan", *login, "--errors", errors) == 1
    assert "Rij 3, Jaar: Schrijf het jaar met vier cijfers; er staat “bijna 50”." in shell.err
    assert "Rij 3, Status: “x” staat niet in de waardelijst." in shell.err
    assert shell.err.strip().endswith("Er is niets opgeslagen.")
    assert read_file(errors).sheet().lines[1].cells[0] == 3.0


def test_that_the_two_tables_of_the_report_are_recognised(
    shell: Shell, vault: Path, login: tuple[str, ...], tmp_path: Path
) -> None:
    file = tmp_path / "westland.xlsx"
    file.write_bytes(xlsx(Tabel_1=TABLE_1, Tabel_2=TABLE_2))
    assert shell("import", vault, file, "--as", "jaarcijfers", *login, "--dry-run") == 0
    assert "Er is niets opgeslagen (proef)." in shell.out
    assert shell("import", vault, file, "--as", "jaarcijfers", *login) == 0
    assert "Totaal per jaar – 2016: 4, 2017: 10, 2018: 12, 2019: 29." in shell.out
    assert shell("import", vault, file, "--as", "begroting", *login) == 0
    assert "Begroot € 520.000, uitgegeven € 223.200, restant € 296.800." in shell.out
    assert shell("import", vault, file, "--as", "budget", "--sheet", "Tabel 2", *login) == 1
    assert "Er is al een begroting ‘Begroting 2019’." in shell.err


def test_that_a_file_or_list_that_is_not_there_is_said(
    shell: Shell, vault: Path, login: tuple[str, ...], tmp_path: Path
) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(b"A;B\n1;2\n")
    assert shell("import", vault, tmp_path / "weg.xlsx", "--as", "doelen", *login) == 1
    assert shell("import", vault, file, "--as", "onzin", *login) == 1
    assert "Er is geen lijst “onzin”" in shell.err
    assert shell("import", vault, file, "--as", "jaarcijfers", *login) == 1
    assert shell("import", vault, file, "--as", "doelen", "--sheet", "Blad 9", *login) == 1
    assert shell("import", "--help") == 0
    assert "casussen" in shell.out
    assert "Traceback" not in shell.err
