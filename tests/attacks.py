"""One attack on a hardened process, run as a program of its own: `python -m tests.attacks NAME` prints what came of it.

What hardening takes away cannot be given back, so none of this may happen in the process that runs the tests.
"""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import socket
import stat
import subprocess
import sys
import tempfile
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.hardening import MACHINES, harden, load_filter, refuse_network_in_kernel, refuse_tracing

if TYPE_CHECKING:
    from collections.abc import Callable

NOBODY = 65534
AF_TIPC = 30  # a pair of this family can write to other machines
LIBC = ctypes.CDLL(None, use_errno=True)
MACHINE = MACHINES[os.uname().machine]


def through_the_library(family: int) -> str:
    """Open a socket as any C library would, past Python's own checks."""
    return _answer(LIBC.socket(family, socket.SOCK_DGRAM, 0))


def through_a_system_call(number: int, *arguments: int) -> str:
    return _answer(LIBC.syscall(number, *arguments))


def through_python(family: int) -> str:
    try:
        socket.socket(family, socket.SOCK_DGRAM).close()
    except PermissionError as refusal:
        return str(refusal.strerror)
    return "open"


def through_a_child() -> str:
    code = "import socket; socket.socket(socket.AF_INET, socket.SOCK_STREAM)"
    child = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False)
    return child.stderr.strip().splitlines()[-1] if child.returncode else "open"


def through_a_thread_that_ran_before() -> str:
    hardened, answers = threading.Event(), []

    def wait_and_try() -> None:
        hardened.wait()
        answers.append(through_the_library(socket.AF_INET))

    thread = threading.Thread(target=wait_and_try)
    thread.start()
    harden()
    hardened.set()
    thread.join()
    return answers[0]


def beside_a_thread_with_its_own_filter() -> str:
    """A thread that was filtered on its own cannot follow; the program must hear that, not trust it."""
    filtered, finish = threading.Event(), threading.Event()

    def filter_this_thread() -> None:
        LIBC.prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS
        load_filter(MACHINE, flags=0)
        filtered.set()
        finish.wait()

    thread = threading.Thread(target=filter_this_thread)
    thread.start()
    filtered.wait()
    gaps = harden().gaps
    finish.set()
    thread.join()
    return " ".join(gaps)


def on_a_kernel_without_filters() -> str:
    """As if the kernel did not know the call."""
    old_kernel = replace(MACHINE, seccomp=9999)
    return " ".join(harden([("filter", lambda: refuse_network_in_kernel(old_kernel))]).gaps)


def by_name() -> str:
    try:
        socket.getaddrinfo("localhost", 80)
    except PermissionError as refusal:
        return str(refusal.strerror)
    return "open"


def between_local_programs() -> str:
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as server:
        server.bind(f"{folder}/door")
        server.listen()
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(f"{folder}/door")
            accepted, _address = server.accept()
            with accepted:
                client.sendall(b"goedendag")
                return accepted.recv(20).decode()


def between_two_ends(ends: tuple[socket.socket, socket.socket]) -> str:
    with ends[0], ends[1]:
        ends[0].sendall(b"goedendag")
        return ends[1].recv(20).decode()


def limits() -> str:
    dumpable = LIBC.prctl(3, 0, 0, 0, 0)  # PR_GET_DUMPABLE
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "new"
        file.touch()
        mode = stat.S_IMODE(file.stat().st_mode)
    return f"core {resource.getrlimit(resource.RLIMIT_CORE)}, dumpable {dumpable}, new files {mode:o}"


def window() -> str:
    """Qt draws and a local process pair talks, under the filter."""
    from PySide6 import QtWidgets  # noqa: PLC0415 - only this attack pays for loading it

    application = QtWidgets.QApplication([])
    label = QtWidgets.QLabel("Bolwerk")
    label.show()
    application.processEvents()
    return "drawn" if not label.grab().isNull() else "blank"


def store() -> str:
    """SQLCipher writes, closes and reads, under the filter."""
    from sqlcipher3 import dbapi2  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        for statement in ("CREATE TABLE a(b)", "INSERT INTO a VALUES ('bewaard')"):
            with dbapi2.connect(f"{folder}/x.db") as database:
                database.execute("PRAGMA key = 'proef'")
                database.execute(statement)
            database.close()
        database = dbapi2.connect(f"{folder}/x.db")
        database.execute("PRAGMA key = 'proef'")
        answer = str(database.execute("SELECT b FROM a").fetchone()[0])
        database.close()
        return answer


def reading_memory() -> str:
    """As a program of the same ordinary user, read the memory of a victim: before and after it refuses tracing."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    LIBC.prctl(4, 1, 0, 0, 0)  # PR_SET_DUMPABLE, which changing user has switched off
    secret = ctypes.create_string_buffer(b"geheim in het geheugen")
    ready, hardened, done = os.pipe(), os.pipe(), os.pipe()
    victim = os.fork()
    if victim == 0:
        os.read(ready[0], 1)
        refuse_tracing()
        os.write(hardened[1], b"!")
        os.read(done[0], 1)
        os._exit(0)
    before = _peek(victim, ctypes.addressof(secret))
    os.write(ready[1], b"!")
    os.read(hardened[0], 1)
    after = _peek(victim, ctypes.addressof(secret))
    os.write(done[1], b"!")
    os.waitpid(victim, 0)
    return f"{before}; {after}"


def _peek(process: int, address: int) -> str:
    try:
        with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
            memory.seek(address)
            return memory.read(6).decode()
    except PermissionError:
        return "denied"


def _answer(returned: int) -> str:
    return errno.errorcode[ctypes.get_errno()] if returned < 0 else "open"


ATTACKS: dict[str, Callable[[], str]] = {
    "inet": lambda: through_the_library(socket.AF_INET),
    "inet6": lambda: through_the_library(socket.AF_INET6),
    "netlink": lambda: through_the_library(socket.AF_NETLINK),
    "packet": lambda: through_the_library(socket.AF_PACKET),
    "vsock": lambda: through_the_library(socket.AF_VSOCK),
    "unix": lambda: through_the_library(socket.AF_UNIX),
    "system call": lambda: through_a_system_call(MACHINE.socket, socket.AF_INET, socket.SOCK_STREAM, 0),
    "x32 call": lambda: through_a_system_call(0x4000_0000 + MACHINE.socket, socket.AF_INET, socket.SOCK_STREAM, 0),
    "io_uring": lambda: through_a_system_call(425, 1, 0),
    "pair": lambda: through_a_system_call(MACHINE.socketpair, AF_TIPC, socket.SOCK_RDM, 0, 0),
    "socket of another": lambda: through_a_system_call(438, -1, 0, 0),
    "local pair": lambda: between_two_ends(socket.socketpair()),
    "python inet": lambda: through_python(socket.AF_INET),
    "python inet6": lambda: through_python(socket.AF_INET6),
    "python unix": lambda: through_python(socket.AF_UNIX),
    "name": by_name,
    "child": through_a_child,
    "local": between_local_programs,
    "limits": limits,
    "window": window,
    "store": store,
}
BEFORE_HARDENING = {
    "earlier thread": through_a_thread_that_ran_before,
    "diverged thread": beside_a_thread_with_its_own_filter,
    "old kernel": on_a_kernel_without_filters,
    "memory": reading_memory,
}


if __name__ == "__main__":
    name = sys.argv[1]
    if name in BEFORE_HARDENING:
        print(BEFORE_HARDENING[name]())  # noqa: T201 - the answer to the test
    else:
        assert harden().gaps == ()
        print(ATTACKS[name]())  # noqa: T201
