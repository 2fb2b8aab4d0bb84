"""R6: every network call of the program is traced, from start to finish, and there is none but to the own screen."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.demo.vault import PASSWORD, KeyCosts, build
from app.vault.header.bodies import KdfSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
CALL = re.compile(r"^\d+ +(?P<name>socket|socketpair|connect|bind|listen|accept4?)\((?P<arguments>.*)", re.MULTILINE)

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo vault."""
    folder = tmp_path_factory.mktemp("traced")
    cheapest = KdfSettings(memory_kib=64 * 1024, passes=3, lanes=4)
    return build(folder / "Westland.bolwerk", folder / "uit.pdf", costs=KeyCosts(cheapest)).folder


@pytest.fixture
def display() -> Iterator[str]:
    """A screen of its own, reached through a local socket only."""
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed")
    ours, its = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(its), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=[its],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(its)
    with os.fdopen(ours) as number:
        yield f":{number.readline().strip()}"
    server.terminate()
    server.wait()


def network_calls(tmp_path: Path, *command: str | Path, **environment: str) -> list[str]:
    """The calls that make or use a socket, of a program of ours and all its children; it must end well."""
    trace = tmp_path / "trace"
    done = subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=network", "-o", trace, sys.executable, "-m", *command],
        cwd=ROOT,
        env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": "", "HOME": str(tmp_path), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    calls = [f"{call['name']}({call['arguments']}" for call in CALL.finditer(trace.read_text(encoding="utf-8"))]
    return [*calls, done.stdout]


def test_that_a_session_without_a_screen_makes_no_socket(vault: Path, tmp_path: Path) -> None:
    *calls, pages = session(vault, tmp_path, QT_QPA_PLATFORM="offscreen")
    assert calls == []
    assert "start" in pages
    assert "cases" in pages


def test_that_a_session_on_a_screen_makes_one_socket_to_that_screen(vault: Path, tmp_path: Path, display: str) -> None:
    made, reached, *others, pages = session(vault, tmp_path, QT_QPA_PLATFORM="xcb", DISPLAY=display)
    assert made.startswith("socket(AF_UNIX, SOCK_STREAM")
    assert reached.startswith("connect(")
    screen = f'sun_path=@"/tmp/.X11-unix/X{display[1:]}"'
    unreadable = re.compile(r"connect\(\d+, 0x[0-9a-f]+, ")  # only root's strace can look into a hardened process
    assert screen in reached or (os.geteuid() != 0 and unreadable.match(reached))
    assert others == []
    assert "cases" in pages


def session(vault: Path, tmp_path: Path, **environment: str) -> list[str]:
    """From the start to the closing of the window, with an unlocked vault and a look at every page between."""
    return network_calls(tmp_path, "tests.faults.traced_session", vault, "regisseur", PASSWORD, **environment)


def test_that_writing_the_document_makes_no_socket(vault: Path, tmp_path: Path) -> None:
    password, out = tmp_path / "wachtwoord", tmp_path / "uit.pdf"
    password.touch(mode=0o600)
    password.write_text(PASSWORD, encoding="utf-8")
    login = ("--user", "beleid", "--password-file", password)
    *calls, said = network_calls(tmp_path, "app", "evaluation", vault, "--year", "2019", "--out", out, *login)
    assert calls == []
    assert str(out) in said


def test_that_the_trace_would_have_seen_a_socket(tmp_path: Path) -> None:
    """The measure itself: an attack that is let through by the hardening, and one that is not, both show."""
    seen, said = network_calls(tmp_path, "tests.attacks", "unix")
    assert (seen.split(",")[0], said) == ("socket(AF_UNIX", "open\n")
    tried, said = network_calls(tmp_path, "tests.attacks", "inet")
    assert tried.startswith("socket(AF_INET, SOCK_DGRAM")
    assert tried.endswith("= -1 EACCES (Permission denied)")
    assert said == "EACCES\n"
