"""`demo`, and on its vault the commands that need something inside: `evaluation` and `publish`."""

from __future__ import annotations

import io
import shutil
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from app.cli.demo import has_screen
from app.cli.main import run
from app.demo.vault import PASSWORD
from app.services.attention import attention
from app.services.backups.rounds import overview
from app.services.exports import exports
from app.vault.session import unlock
from tests.cli.conftest import CHEAPEST

if TYPE_CHECKING:
    from tests.cli.conftest import Shell


@dataclass
class Made:
    """What `demo` left and said, and on which vault it opened the window."""

    folder: Path
    said: str
    shown: list[Path | None]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The demo, made once, on a computer with a screen."""
    folder = tmp_path_factory.mktemp("demo") / "map"
    shown: list[Path | None] = []

    def open_window(vault: Path | None) -> int:
        shown.append(vault)
        return 0

    with pytest.MonkeyPatch.context() as patch, redirect_stdout(io.StringIO()) as said:
        patch.setenv("DISPLAY", ":0")
        assert run(["demo", str(folder)], open_window, kdf=CHEAPEST) == 0
    return Made(folder, said.getvalue(), shown)


@pytest.fixture
def demo_vault(made: Made, tmp_path: Path) -> Path:
    """A copy of the demo vault, to change."""
    return shutil.copytree(made.folder / "Westland.bolwerk", tmp_path / "Westland.bolwerk")


@pytest.fixture
def demo_password(tmp_path: Path) -> Path:
    """The demo password in a private file."""
    file = tmp_path / "demo.txt"
    file.touch(mode=0o600)
    file.write_text(PASSWORD, encoding="utf-8")
    return file


def text_of(pdf: Path) -> str:
    """Every word of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_that_the_demo_has_backups_that_can_be_put_back(demo_vault: Path) -> None:
    with unlock(demo_vault, "regisseur", PASSWORD) as vault:
        found = overview(vault)
        backed_up = {row.compartment for row in found.compartments if row.count}
        assert backed_up == {"register", "casework", "measures", "programme", "bibob"}
        assert not found.test_due
        assert [item for item in attention(vault) if item.page == "backups"] == []


def test_that_the_demo_says_where_everything_is_and_opens_the_window(made: Made) -> None:
    vault, pdf = made.folder / "Westland.bolwerk", made.folder / "evaluatie-2019.pdf"
    assert (vault / "vault.json").is_file()
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert f"Kluis:     {vault}" in made.said
    assert f"Evaluatie: {pdf}" in made.said
    assert f"wachtwoord {PASSWORD}" in made.said
    assert made.shown == [vault]
    for login in ("beheerder", "regisseur", "jurist", "bibob", "integriteit", "beleid", "controller", "fg"):
        assert f"  {login} " in made.said


def test_that_without_a_screen_no_window_is_opened(
    shell: Shell, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not has_screen()
    again = shutil.copytree(made.folder, tmp_path / "map")
    assert shell("demo", again) == 0
    assert shell.opened == []


def test_that_a_folder_with_something_else_in_it_is_left_alone(shell: Shell, tmp_path: Path) -> None:
    keep = tmp_path / "Westland.bolwerk" / "brief.txt"
    keep.parent.mkdir()
    keep.write_text("niet weggooien", encoding="utf-8")
    assert shell("demo", tmp_path, "--no-window") == 1
    assert "iets anders dan een demokluis" in shell.err
    assert keep.read_text(encoding="utf-8") == "niet weggooien"


def test_that_the_evaluation_is_written_and_logged(
    shell: Shell, demo_vault: Path, demo_password: Path, tmp_path: Path
) -> None:
    out = tmp_path / "uit.pdf"
    login = ("--user", "beleid", "--password-file", demo_password)
    code = shell("evaluation", demo_vault, "--year", "2019", "--out", out, *login, "--reason", "Voor de raad")
    assert (code, shell.err) == (0, "")
    assert shell.out.startswith(f"{out}: ")
    assert "296.800" in text_of(out)
    with unlock(demo_vault, "beleid", PASSWORD) as vault:
        assert exports(vault)[0].reason == "Voor de raad"


@pytest.mark.parametrize(
    ("user", "year", "reason"),
    [
        ("jurist", "2019", "Uw rol (jurist) mag dit niet: de evaluatie exporteren."),
        ("beleid", "2031", "2031"),
    ],
)
def test_that_what_may_not_or_cannot_be_written_leaves_no_file(
    shell: Shell, demo_vault: Path, demo_password: Path, tmp_path: Path, user: str, year: str, reason: str
) -> None:
    out = tmp_path / "uit.pdf"
    login = ("--user", user, "--password-file", demo_password)
    assert shell("evaluation", demo_vault, "--year", year, "--out", out, *login) == 1
    assert reason in shell.err
    assert not out.exists()


def test_that_a_place_which_cannot_be_written_is_named(
    shell: Shell, demo_vault: Path, demo_password: Path, tmp_path: Path
) -> None:
    login = ("--user", "beleid", "--password-file", demo_password)
    out = tmp_path / "nergens" / "uit.pdf"
    assert shell("evaluation", demo_vault, "--year", "2019", "--out", out, *login) == 1
    assert str(out.parent) in shell.err


def test_that_casework_publishes_the_figures_of_a_year(shell: Shell, demo_vault: Path, demo_password: Path) -> None:
    login = ("--user", "regisseur", "--password-file", demo_password)
    assert shell("publish", demo_vault, "--year", "2019", *login) == 0, shell.err
    assert shell.out == "De cijfers van 2019 zijn gepubliceerd: 29 in totaal.\n"
    assert shell("publish", demo_vault, "--year", "1995", *login) == 1
    assert "niets gepubliceerd" in shell.err


def test_that_who_has_no_casework_publishes_nothing(shell: Shell, demo_vault: Path, demo_password: Path) -> None:
    assert shell("publish", demo_vault, "--year", "2019", "--user", "beleid", "--password-file", demo_password) == 1
    assert "mag dit niet: jaarcijfers publiceren" in shell.err
