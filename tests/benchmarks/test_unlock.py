"""P1: from a password to a first page that can be used, beside the key derivation alone; P9: what the window holds.

An office is opened with a cheap derivation, so that the tests of other figures need not wait; the derivation of a real
workstation is done beside it, in ours and in the bare way alike.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from app.rules.permissions import Role
from app.vault.founding import found
from app.vault.keys.kdf import calibrate, seconds_for
from app.vault.session import unlock
from tests.benchmarks.conftest import ANY, CHEAP, DAY, FOUNDERS, PASSWORD
from tests.benchmarks.measure import compare
from tests.benchmarks.results import report
from ui.application import make_application
from ui.main_window import MainWindow
from ui.tasks import Tasks

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.session import UnlockedVault

UNLOCK_REACH, MEMORY_REACH = 1.3, 1.5
HELD = """
import sys, time
from pathlib import Path
from app.vault.session import unlock
from tests.benchmarks.conftest import ANY, PASSWORD
from ui.application import make_application
from ui.main_window import MainWindow
from ui.tasks import Tasks
application, tasks = make_application(), Tasks()
vault = unlock(Path(sys.argv[1]), "director", PASSWORD, limits=ANY)
window = MainWindow(vault, tasks)
window.show()
until = time.monotonic() + 5
while time.monotonic() < until:
    application.processEvents()
    time.sleep(0.01)
told = Path("/proc/self/status").read_text()
print(next(line.split()[1] for line in told.splitlines() if line.startswith("VmRSS")))
window.leave()
tasks.close()
vault.lock()
"""


def test_that_the_first_page_comes_soon_after_the_key(office: UnlockedVault) -> None:
    application, tasks, settings = make_application(), Tasks(), calibrate()

    def key() -> None:
        seconds_for(settings)

    def first_page() -> None:
        key()
        vault = unlock(office.folder, Role.DIRECTOR.value, PASSWORD, limits=ANY)
        window = MainWindow(vault, tasks)
        window.show()
        application.processEvents()
        window.leave()
        window.deleteLater()
        vault.lock()

    compare("P1 unlock to first page, beside the key alone", first_page, key, reach=UNLOCK_REACH, rounds=5)
    tasks.close()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_that_a_full_office_holds_little_more_memory_than_an_empty_one(office: UnlockedVault, tmp_path: Path) -> None:
    empty = tmp_path / "leeg.bolwerk"
    found(empty, "Voorbeeldstad", FOUNDERS, day=DAY, kdf=CHEAP)

    full, bare = _held(office.folder), _held(empty)

    report(
        "P9 memory of the window, idle",
        measured=f"x{full / bare:.2f} ({full / 1024:.0f} MiB beside {bare / 1024:.0f} MiB)",
        reach=f"x{MEMORY_REACH}",
        reached=full / bare <= MEMORY_REACH,
    )
    print(f"\nP9 {full / 1024:.0f} MiB, empty {bare / 1024:.0f} MiB: x{full / bare:.2f}")  # noqa: T201


def _held(folder: Path) -> int:
    """KiB in memory of a program with its window open on this vault."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", HELD, str(folder)], env=environment, capture_output=True, check=True, text=True
    )
    return int(done.stdout.split()[-1])
