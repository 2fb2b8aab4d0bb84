"""The self-test proves a workstation, says each step in Dutch, ends with the right code and leaves nothing behind."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

import pytest

from app.cli import selftest
from app.cli.ending import Exit
from app.cli.selftest import SelfTest
from app.errors import DiskFull
from tests.conftest import CHEAP, CHEAP_LIMITS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders go."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_that_a_whole_workstation_passes_and_nothing_is_left(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drawn: list[bool] = []

    assert SelfTest(kdf=CHEAP, limits=CHEAP_LIMITS).run(lambda: drawn.append(True)) is Exit.DONE

    said = capsys.readouterr().out.splitlines()
    assert [line for line in said if line.startswith("FOUT")] == []
    assert said[-1] == "De zelftest is geslaagd."
    assert "goed  ontgrendeld, geschreven, vergrendeld en teruggelezen" in said
    assert drawn == [True]
    assert list(place.iterdir()) == []


def fail(error: Exception) -> Callable[[], None]:
    def step() -> None:
        raise error

    return step


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (DiskFull(), "FOUT  het inlogvenster getekend: "),
        (ImportError("no Qt"), "FOUT  het inlogvenster getekend: no Qt"),
        (ValueError("naam"), "FOUT  het inlogvenster getekend: Onverwachte fout in het programma (ValueError"),
    ],
)
def test_that_what_fails_is_told_and_the_folder_goes_all_the_same(
    place: Path, capsys: pytest.CaptureFixture[str], error: Exception, said: str
) -> None:
    assert SelfTest(kdf=CHEAP, limits=CHEAP_LIMITS).run(fail(error)) is Exit.REFUSED

    out = capsys.readouterr().out
    assert said in out
    assert out.endswith("De zelftest is NIET geslaagd.\n")
    assert "naam" not in out
    assert list(place.iterdir()) == []


def test_that_a_part_that_is_missing_ends_it_at_once(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selftest, "PARTS", ("sqlcipher3.dbapi2", "een_onderdeel_dat_er_niet_is"))

    assert SelfTest(kdf=CHEAP, limits=CHEAP_LIMITS).run(fail(AssertionError())) is Exit.REFUSED
    assert "FOUT  alle onderdelen" in capsys.readouterr().out
    assert list(place.iterdir()) == []
