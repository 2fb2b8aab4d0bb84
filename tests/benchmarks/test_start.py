"""P10: from nothing to the login window, beside a bare PySide6 window."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.benchmarks.measure import compare

if TYPE_CHECKING:
    from pathlib import Path

REACH = 1.5
# Both end at once: what still loads behind the window is no part of the start.
BARE = """
import os, sys
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication(sys.argv)
window = QWidget()
window.show()
application.processEvents()
os.write(1, b"shown")
os._exit(0)
"""
OURS = """
import os, sys
from app.__main__ import main
from ui import application
show = application.Bolwerk.show_login
def shown(bolwerk):
    show(bolwerk)
    application.QApplication.processEvents()
    os.write(1, b"shown")
    os._exit(0)
application.Bolwerk.show_login = shown
sys.argv = ["bolwerk"]
main()
"""


def test_that_the_login_window_comes_nearly_as_fast_as_a_bare_one(tmp_path: Path) -> None:
    # Compiled files are kept, as on a workstation where the program ran before, but not in this folder.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "PYTHONPYCACHEPREFIX": str(tmp_path)}

    def started(program: str) -> None:
        done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=False)
        assert done.stdout == b"shown", done.stderr

    compare("P10 start to login window", lambda: started(OURS), lambda: started(BARE), reach=REACH, rounds=9)
