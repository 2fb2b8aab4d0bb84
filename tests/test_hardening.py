"""Attack each promise of the hardening, in processes of their own."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from app import hardening
from app.hardening import MACHINES, audit_network, filter_program, harden, refuse_network_in_kernel, steps_for

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the kernel filter is Linux's")


def attack(name: str, **environment: str) -> str:
    """What came of one attack of `tests.attacks` on a hardened process."""
    process = subprocess.run(
        [sys.executable, "-m", "tests.attacks", name],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert process.returncode == 0, process.stderr
    return process.stdout.strip()


@pytest.mark.parametrize(
    "way",
    ["inet", "inet6", "netlink", "packet", "vsock", "system call", "x32 call", "io_uring", "pair", "socket of another"],
)
def test_that_the_kernel_denies_every_way_out(way: str) -> None:
    assert attack(way) == "EACCES"


def test_that_a_child_process_is_denied_too() -> None:
    assert "Permission denied" in attack("child")


def test_that_a_thread_from_before_the_hardening_is_denied_too() -> None:
    assert attack("earlier thread") == "EACCES"


@pytest.mark.parametrize("way", ["python inet", "python inet6"])
def test_that_python_itself_refuses_with_our_words(way: str) -> None:
    assert attack(way) == "Bolwerk maakt geen netwerkverbindingen"


def test_that_no_name_is_looked_up() -> None:
    assert attack("name") == "Bolwerk zoekt geen adressen op"


def test_that_local_sockets_stay_open() -> None:
    assert attack("unix") == "open"
    assert attack("python unix") == "open"
    assert attack("local") == "goedendag"
    assert attack("local pair") == "goedendag"


def test_that_the_window_and_the_store_do_not_notice() -> None:
    assert attack("window", QT_QPA_PLATFORM="offscreen") == "drawn"
    assert attack("store") == "bewaard"


def test_that_nothing_is_dumped_and_new_files_are_private() -> None:
    assert attack("limits") == "core (0, 0), dumpable 0, new files 600"


def test_that_a_program_of_the_same_user_cannot_read_our_memory() -> None:
    # changed user, so nothing of a coverage measurement could be written back
    quiet = {name: "" for name in os.environ if name.startswith("COV")}
    assert attack("memory", **quiet) == "geheim; denied"


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6, -1])
def test_that_the_audit_hook_lets_only_local_sockets_pass(family: int) -> None:
    audit_network("socket.__new__", (None, socket.AF_UNIX, socket.SOCK_STREAM, 0))
    audit_network("open", ("file", "r", 0))
    with pytest.raises(PermissionError):
        audit_network("socket.__new__", (None, family, socket.SOCK_STREAM, 0))


@pytest.mark.parametrize("lookup", ["getaddrinfo", "gethostbyname", "gethostbyaddr", "getnameinfo"])
def test_that_the_audit_hook_refuses_each_kind_of_look_up(lookup: str) -> None:
    with pytest.raises(PermissionError):
        audit_network(f"socket.{lookup}", ("localhost",))


def test_that_a_step_which_the_system_refuses_is_reported_and_the_next_is_taken() -> None:
    taken: list[str] = []

    def fail() -> None:
        raise OSError(errno.EPERM, "mag niet")

    outcome = harden(steps=[("eerste", fail), ("tweede", lambda: taken.append("tweede"))])
    assert outcome.promises == {"eerste": "mag niet", "tweede": ""}
    assert outcome.gaps == ("Niet gelukt: eerste (mag niet).",)
    assert taken == ["tweede"]


def test_that_a_filter_which_does_not_reach_every_thread_is_reported() -> None:
    assert attack("diverged thread") == (
        "Niet gelukt: geen netwerk in het hele programma (een deel van het programma heeft al een ander filter)."
    )


def test_that_a_kernel_without_filters_is_reported() -> None:
    assert attack("old kernel") == "Niet gelukt: filter (Function not implemented)."


def test_that_the_filter_is_twelve_instructions_on_each_machine() -> None:
    for machine in MACHINES.values():
        assert len(filter_program(machine)) == 12 * 8


def test_that_an_unknown_machine_and_a_refused_setting_are_reported() -> None:
    with pytest.raises(OSError, match="deze processor is onbekend"):
        refuse_network_in_kernel(None)
    with pytest.raises(OSError, match="Invalid argument"):
        hardening._prctl(9999, 0)


def test_that_each_system_is_asked_only_for_what_it_can_promise() -> None:
    linux, mac, windows = (
        {take.__name__ for _promise, take in steps_for(name)} for name in ("linux", "darwin", "win32")
    )
    assert linux - mac == {"refuse_tracing", "refuse_network_in_kernel"}
    assert mac - windows == {"refuse_core_dumps"}
    assert windows == {"keep_files_private", "refuse_network_in_python"}
