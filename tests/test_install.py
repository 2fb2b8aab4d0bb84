"""The first minutes on a bare machine: what `make` offers, and what `.ci/prepare` says when it may not install."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BORROWED = ("bash", "dirname", "sort", "sha256sum", "cat")

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


def prepare(tools: str | Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run .ci/prepare with this search path."""
    return subprocess.run(
        [ROOT / ".ci" / "prepare", *arguments],
        env={"PATH": str(tools), "HOME": str(tools), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A machine with nothing but the shell's own tools: no apt-get, no sudo, and a loader that knows no library."""
    for name in BORROWED:
        found = shutil.which(name)
        assert found
        (tmp_path / name).symlink_to(found)
    (tmp_path / "python3").symlink_to(Path(sys.executable).resolve())
    loader = tmp_path / "ldconfig"
    loader.write_text("#!/bin/sh\necho '0 libs found in cache'\n", encoding="utf-8")
    loader.chmod(0o755)
    return tmp_path


def test_that_help_names_every_command_of_the_makefile() -> None:
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    offered = set(re.findall(r"^  make (\w+)", said, re.MULTILINE))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert offered == set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert {"demo", "test", "check", "bench", "faults", "pictures", "help"} <= offered


def test_that_missing_libraries_are_named_in_one_line_that_can_be_typed(bare: Path) -> None:
    done = prepare(bare)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("Bolwerk: voer eerst uit: sudo apt-get install ")
    named = done.stderr.split("install ", 1)[1].split()
    assert named[:6] == ["libdbus-1-3", "libegl1", "libfontconfig1", "libgl1", "libglib2.0-0", "libxkbcommon0"]
    assert "libxcb-cursor0" not in named


def test_that_a_screen_needs_the_libraries_of_a_window_too(bare: Path) -> None:
    assert "libxcb-cursor0" in prepare(bare, "demo", DISPLAY=":0").stderr


@pytest.mark.skipif(not (ROOT / ".venv" / "installed").exists(), reason="this environment was made by other means")
def test_that_a_second_run_does_nothing() -> None:
    assert prepare(os.environ["PATH"]).returncode == 0
    before = (ROOT / ".venv" / "installed").stat().st_mtime_ns
    done = prepare(os.environ["PATH"])
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (ROOT / ".venv" / "installed").stat().st_mtime_ns == before
