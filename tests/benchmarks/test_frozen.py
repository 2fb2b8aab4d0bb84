"""The frozen program beside the one from source: how long it takes to draw the login window, and how large it is."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from app.__main__ import DRAW_LOGIN
from app.paths import program_folder
from tests.benchmarks.measure import compare
from tests.benchmarks.results import report

if TYPE_CHECKING:
    from pathlib import Path

START_REACH, LARGEST = 1.5, 200
FROZEN = program_folder() / "dist" / "bolwerk" / "bolwerk"

pytestmark = pytest.mark.skipif(not FROZEN.is_file(), reason="make app has not been run")


def test_that_the_frozen_program_starts_nearly_as_fast(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "PYTHONPYCACHEPREFIX": str(tmp_path)}

    def drawn(*program: str) -> None:
        subprocess.run([*program, DRAW_LOGIN], env=environment, capture_output=True, check=True)

    compare(
        "start of the frozen program, beside the same from source",
        lambda: drawn(str(FROZEN)),
        lambda: drawn(sys.executable, "-m", "app"),
        reach=START_REACH,
        rounds=9,
    )


def test_that_the_frozen_program_is_not_larger_than_it_may_be() -> None:
    size = sum(path.stat().st_size for path in FROZEN.parent.rglob("*") if path.is_file() and not path.is_symlink())
    mebibytes = size / 2**20
    report(
        "size of the frozen program",
        measured=f"{mebibytes:.0f} MiB",
        reach=f"{LARGEST} MiB",
        reached=mebibytes <= LARGEST,
    )
    print(f"\nfrozen program: {mebibytes:.1f} MiB (reach {LARGEST} MiB)")  # noqa: T201
