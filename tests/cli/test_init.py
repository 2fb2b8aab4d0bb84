"""`init`: a vault from a file with founders, or from answers at the keyboard."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from app.cli import founding
from app.rules.permissions import Role
from app.rules.share_words import WORDS_ON_A_SHEET
from tests.cli.conftest import FOUNDERS, PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.conftest import Shell


DESCRIBED = ("--municipality", "Proefstad", "--founders")


@pytest.fixture
def founders_file(tmp_path: Path, password_file: Path) -> Path:
    """A file that describes the founders, one with everything that may be said."""
    blocks = [
        f'[[founder]]\nlogin = "{login}"\nname = "{login.title()}"\nrole = "{role.label}"\n'
        f'password_file = "{password_file.name}"\n'
        for login, role in FOUNDERS
    ]
    (tmp_path / "stick.key").write_bytes(b"tweede factor")
    file = tmp_path / "oprichters.toml"
    file.write_text("".join(blocks) + 'function = "adviseur"\nkey_file = "stick.key"\n', encoding="utf-8")
    return file


def test_that_a_vault_is_founded_and_shows_its_recovery_sheets(
    shell: Shell, tmp_path: Path, founders_file: Path, password_file: Path
) -> None:
    vault = tmp_path / "Nieuw.bolwerk"
    assert shell("init", vault, *DESCRIBED, founders_file, "--no-typing-back") == 0, shell.err
    assert shell.out.count("  Blad 1 van 3") == 3
    assert "Vingerafdruk van de kluis: " in shell.out
    assert PASSWORD not in shell.out + shell.err
    login = ("--user", FOUNDERS[-1][0], "--password-file", password_file)
    assert shell("accounts", vault, *login) == 1
    assert shell("accounts", vault, *login, "--key-file", tmp_path / "stick.key") == 0
    assert f"{FOUNDERS[-1][1].label}, adviseur" in shell.out


def test_that_a_place_may_be_given_from_where_one_stands(
    shell: Shell, tmp_path: Path, founders_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "map").mkdir()
    assert shell("init", "map/x.bolwerk", *DESCRIBED, founders_file.name, "--no-typing-back") == 0
    assert (tmp_path / "map" / "x.bolwerk" / "vault.json").is_file()


def test_that_an_existing_vault_is_left_alone(shell: Shell, vault: Path, founders_file: Path) -> None:
    before = (vault / "vault.json").read_bytes()
    assert shell("init", vault, "--municipality", "Anders", "--founders", founders_file) == 1
    assert (vault / "vault.json").read_bytes() == before


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (('role = "jurist"', 'role = "tovenaar"'), "“tovenaar” is geen rol; kies uit functioneel beheerder"),
        (('name = "Jurist"\n', ""), "Oprichter 3 in"),
        (('name = "Jurist"\n', ""), "name ontbreekt"),
        (('name = "Jurist"\n', 'name = "Jurist"\npassword = "x"\n'), "password is onbekend"),
        (('name = "Jurist"', "name = 3"), "name moet tekst zijn"),
        (("[[founder]]", "[founder]"), "geen geldige TOML"),
        (('login = "beheerder"', "login ="), "geen geldige TOML"),
        (('password_file = "wachtwoord.txt"', 'password_file = "weg.txt"'), "weg.txt is niet te lezen"),
        (('key_file = "stick.key"', 'key_file = "weg.key"'), "weg.key is niet te lezen"),
    ],
)
def test_that_a_mistake_in_the_file_is_named_and_nothing_is_made(
    shell: Shell, tmp_path: Path, founders_file: Path, change: tuple[str, str], reason: str
) -> None:
    written = founders_file.read_text(encoding="utf-8")
    assert change[0] in written
    founders_file.write_text(written.replace(*change), encoding="utf-8")
    vault = tmp_path / "Nieuw.bolwerk"
    assert shell("init", vault, "--municipality", "Proefstad", "--founders", founders_file) == 1
    assert reason in shell.err
    assert not vault.exists()


def test_that_a_file_without_founders_is_refused(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "leeg.toml"
    file.touch()
    assert shell("init", tmp_path / "x", "--municipality", "M", "--founders", file) == 1
    assert "blokken [[founder]]" in shell.err
    assert shell("init", tmp_path / "x", "--municipality", "M", "--founders", tmp_path / "weg.toml") == 1
    assert "niet te lezen" in shell.err


def test_that_founders_can_answer_at_the_keyboard(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("jurist\nJ. Recht\nJurist\njuridische zaken\n\n"))
    monkeypatch.setattr(founding, "new_password_from", lambda _file, question: f"antwoord op {question}")
    (founder,) = founding.founders_at_keyboard()
    assert (founder.login, founder.name, founder.role, founder.function) == (
        "jurist",
        "J. Recht",
        Role.JURIST,
        "juridische zaken",
    )
    assert founder.password == "antwoord op Wachtwoord van J. Recht: "
    out, err = capsys.readouterr()
    assert out == ""
    assert "Inlognaam: Naam: Rol: " in err


def test_that_nobody_at_the_keyboard_founds_nothing(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert shell("init", tmp_path / "x.bolwerk", "--municipality", "M") == 1
    assert not (tmp_path / "x.bolwerk").exists()


class Typist:
    """Reads the sheets from the screen once they are there, and types what `says` makes of them: line after line."""

    def __init__(self, capture: pytest.CaptureFixture[str], says: Callable[[list[str]], list[str]]) -> None:
        self._capture, self._says = capture, says
        self._lines: Iterator[str] | None = None
        self.told = ""

    def readline(self) -> str:
        out, err = self._capture.readouterr()
        self.told += err
        if self._lines is None:
            sheets = [line.strip() for line in out.splitlines() if len(line.split()) == WORDS_ON_A_SHEET]
            self._lines = iter(self._says(sheets))
        return next((f"{line}\n" for line in self._lines), "")


def typed_back(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, file: Path, vault: Path, says: Callable[[list[str]], list[str]]
) -> tuple[int, str]:
    typist = Typist(shell.capture, says)
    monkeypatch.setattr(sys, "stdin", typist)
    code = shell("init", vault, *DESCRIBED, file)
    return code, typist.told + shell.err


def test_that_the_vault_is_there_once_one_set_was_typed_back(
    shell: Shell, tmp_path: Path, founders_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake is named and may be mended; sheets of the first set that is printed, the general one."""
    vault = tmp_path / "Nieuw.bolwerk"
    code, told = typed_back(
        shell, monkeypatch, founders_file, vault, lambda sheets: [sheets[0], sheets[0], sheets[2], sheets[1].upper()]
    )
    assert code == 0, told
    assert "Typ nu 2 bladen van de set Algemeen terug" in told
    assert "hetzelfde blad" in told
    assert (vault / "vault.json").is_file()


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        (lambda _: [], "Een script geeft --no-typing-back"),
        (lambda sheets: sheets[:1], "Een script geeft --no-typing-back"),
        (lambda sheets: [sheets[0], "fiets"] * 3, "Herstelblad 2: woord 1"),
        (lambda sheets: sheets[3:5] * 3, "geen bladen van de set “Algemeen”"),
    ],
)
def test_that_without_a_set_typed_back_there_is_no_vault(
    shell: Shell,
    tmp_path: Path,
    founders_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    says: Callable[[list[str]], list[str]],
    reason: str,
) -> None:
    (tmp_path / "hier").mkdir()
    code, told = typed_back(shell, monkeypatch, founders_file, tmp_path / "hier" / "Nieuw.bolwerk", says)
    assert code == 1
    assert reason in told
    assert list((tmp_path / "hier").iterdir()) == []
