"""`report-anonymously`, `report-key` and `deliver-envelope`: the reporting point without a login."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.cli.ending import Ending, Exit
from app.cli.main import run
from app.rules.permissions import INTEGRITY
from app.services.reporting.form import Answers, sealed_report
from app.services.reporting.places import BoxOfVault, StickOfForm, box_of, form_with
from app.vault.reports import dropbox
from app.vault.reports.reporting import Standing, look

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell

ANSWERS = Answers(what="Iets is niet in orde.")


@pytest.fixture
def key_file(shell: Shell, vault: Path, tmp_path: Path) -> Path:
    file = tmp_path / "meldsleutel.json"
    assert shell("report-key", vault, file) == Exit.DONE
    return file


def envelope(key_file: Path, folder: Path) -> tuple[str, Path]:
    """What a form-only copy leaves on a stick: the code, and the file."""
    form = form_with(key_file)
    form.place = folder
    code, sealed = sealed_report(form.desks, INTEGRITY, ANSWERS)
    form.send(sealed)
    (file,) = folder.glob("*.envelop")
    return code, file


def test_that_the_key_is_written_once_with_its_fingerprints(shell: Shell, vault: Path, key_file: Path) -> None:
    for desk in form_with(key_file).desks.desks.values():
        assert f"{desk.compartment}: {desk.fingerprint}" in shell.out
    before = key_file.read_bytes()
    assert shell("report-key", vault, key_file) == Exit.REFUSED
    assert "niets geschreven" in shell.err
    assert key_file.read_bytes() == before


def test_that_a_key_that_cannot_be_written_is_told(shell: Shell, vault: Path, tmp_path: Path) -> None:
    assert shell("report-key", vault, tmp_path / "weg" / "sleutel.json") == Exit.REFUSED
    assert "Traceback" not in shell.err
    assert shell("report-key", tmp_path / "geen.bolwerk", tmp_path / "sleutel.json") == Exit.REFUSED
    assert not (tmp_path / "sleutel.json").exists()


def test_that_an_envelope_is_delivered(shell: Shell, vault: Path, key_file: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    code, file = envelope(key_file, stick)
    assert shell("deliver-envelope", vault, file) == Exit.DONE
    assert "ligt in de brievenbus" in shell.out
    assert look(vault, box_of(vault).desks, code).standing is Standing.WAITING
    assert shell("deliver-envelope", vault, file) == Exit.DONE, "what lies there already is no error"


@pytest.mark.parametrize("content", [b"", b"BOLWERK ENVELOP 1\n", b"iets anders" * 7000])
def test_that_another_file_is_not_delivered(shell: Shell, vault: Path, tmp_path: Path, content: bytes) -> None:
    box_of(vault)
    lying = len(dropbox.ids(vault))
    file = tmp_path / "a.envelop"
    file.write_bytes(content)
    assert shell("deliver-envelope", vault, file) == Exit.REFUSED
    assert "NIETS" in shell.err
    assert len(dropbox.ids(vault)) >= lying
    assert shell("deliver-envelope", vault, tmp_path / "weg.envelop") == Exit.REFUSED


def start(opened: Opened, arguments: list[str]) -> int:
    """The command as `python -m app` runs it, with this in place of the window."""
    with Ending() as ending:
        ending.code = run(arguments, lambda _vault: 0, open_point=opened)
    return ending.code


class Opened:
    """In place of the window of the reporting point."""

    def __init__(self) -> None:
        self.sendings: list[Any] = []

    def __call__(self, sending: Any) -> int:
        self.sendings.append(sending)
        return 0


def test_that_the_point_opens_on_a_vault_and_on_a_key(
    vault: Path, key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Opened()
    for words, kind in (([str(vault)], BoxOfVault), (["--key", str(key_file)], StickOfForm)):
        assert start(opened, ["report-anonymously", *words]) == Exit.DONE
        assert isinstance(opened.sendings[-1], kind)


def test_that_the_point_does_not_open_on_neither_or_on_nonsense(tmp_path: Path) -> None:
    opened = Opened()
    (tmp_path / "anders.json").write_text("{}")
    assert start(opened, ["report-anonymously", "--key", str(tmp_path / "anders.json")]) == Exit.REFUSED
    assert start(opened, ["report-anonymously", str(tmp_path / "weg.bolwerk")]) == Exit.REFUSED
    assert start(opened, ["report-anonymously"]) == Exit.WRONG
    assert opened.sendings == []
