"""What the process gives up before anything else: the network, debuggers, core dumps, files that others can read.

The kernel filter (seccomp, Linux on x86-64 and arm64) holds for every library and every child process and cannot be
taken back; it denies each `socket()` and `socketpair()` that is not local, io_uring (which could make sockets unseen),
taking an open socket from another process, and foreign system call tables. The audit hook does the same for Python
code, there and on other systems. Being untraceable ends with `exec`: a program of ours that starts as a child calls
`harden()` again.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

AF_UNIX = 1  # the same on every system that has it; the socket module itself is never imported

_PR_SET_DUMPABLE = 4
_PR_SET_NO_NEW_PRIVS = 38
_SECCOMP_SET_MODE_FILTER = 1
_SECCOMP_FILTER_FLAG_TSYNC = 1  # all threads of the process, also those that run already
_IO_URING_SETUP, _PIDFD_GETFD = 425, 438  # the same numbers on both machines
_FIRST_X32_CALL = 0x4000_0000  # x86-64 has a second table of calls up there

# classic BPF: load a word, jump, return; offsets within struct seccomp_data (linux/seccomp.h)
_LOAD_WORD, _JUMP_IF_EQUAL, _JUMP_IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_CALL_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_ALLOW = 0x7FFF_0000
_DENY = 0x0005_0000 | errno.EACCES


@dataclass(frozen=True, slots=True)
class Machine:
    """What a processor architecture calls the system calls that matter here (linux/audit.h, asm/unistd.h)."""

    audit_name: int
    socket: int
    socketpair: int
    seccomp: int


MACHINES = {
    "x86_64": Machine(audit_name=0xC000_003E, socket=41, socketpair=53, seccomp=317),
    "aarch64": Machine(audit_name=0xC000_00B7, socket=198, socketpair=199, seccomp=277),
}

THIS_MACHINE = MACHINES.get(os.uname().machine) if sys.platform != "win32" else None
Step = tuple[str, "Callable[[], None]"]  # a promise in Dutch, and the deed that keeps it

_NAME_LOOKUPS = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"})


@dataclass(frozen=True, slots=True)
class Hardening:
    """What holds from now on: Dutch promise → "" when kept, otherwise why this system cannot keep it."""

    promises: Mapping[str, str]

    @property
    def gaps(self) -> tuple[str, ...]:
        """A sentence for each promise that is not kept."""
        return tuple(f"Niet gelukt: {promise} ({reason})." for promise, reason in self.promises.items() if reason)


def harden(steps: Sequence[Step] | None = None) -> Hardening:
    """Take every step, once, as the first act of a program; a step that the system refuses is reported, not fatal."""
    promises = {}
    for promise, take in steps_for(sys.platform) if steps is None else steps:
        try:
            take()
        except OSError as refusal:
            promises[promise] = refusal.strerror or "geweigerd"
        else:
            promises[promise] = ""
    return Hardening(promises)


def steps_for(system: str) -> tuple[Step, ...]:
    """What can be promised on a system, named as in `sys.platform`."""
    everywhere: tuple[Step, ...] = (
        ("bestanden alleen voor deze gebruiker", keep_files_private),
        ("geen netwerk in Python", refuse_network_in_python),
    )
    unix: tuple[Step, ...] = (("geen geheugenafdruk bij een storing", refuse_core_dumps),)
    linux: tuple[Step, ...] = (
        ("geen meekijkende programma’s", refuse_tracing),
        ("geen netwerk in het hele programma", refuse_network_in_kernel),
    )
    return everywhere + (unix if system != "win32" else ()) + (linux if system == "linux" else ())


def keep_files_private() -> None:
    """New files and folders are for this user only."""
    os.umask(0o077)


def refuse_core_dumps() -> None:
    """A crash leaves no memory image on disk."""
    import resource  # noqa: PLC0415 - does not exist on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def refuse_tracing() -> None:
    """Programs of the same user cannot attach, nor read `/proc/<pid>/mem`."""
    _prctl(_PR_SET_DUMPABLE, 0)


def refuse_network_in_python() -> None:
    """No socket but a local one, and no name look-up, from Python code; stays for good."""
    sys.addaudithook(audit_network)


def audit_network(event: str, arguments: tuple[object, ...]) -> None:
    """The audit hook: PermissionError for what leads outside."""
    if event == "socket.__new__" and arguments[1] != AF_UNIX:
        raise PermissionError(errno.EACCES, "Bolwerk maakt geen netwerkverbindingen")
    if event in _NAME_LOOKUPS:
        raise PermissionError(errno.EACCES, "Bolwerk zoekt geen adressen op")


def refuse_network_in_kernel(machine: Machine | None = THIS_MACHINE) -> None:
    """Install the seccomp filter for all threads and all later children."""
    if machine is None:
        raise OSError(errno.ENOSYS, "deze processor is onbekend")
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    loaded = load_filter(machine, _SECCOMP_FILTER_FLAG_TSYNC)
    if loaded > 0:
        raise OSError(errno.ESRCH, "een deel van het programma heeft al een ander filter")
    if loaded < 0:
        raise _system_error()


def load_filter(machine: Machine, flags: int) -> int:
    """Hand the filter to the kernel: 0 when it holds, the id of a thread that could not follow, or -1."""
    program = filter_program(machine)
    instructions = ctypes.create_string_buffer(program, len(program))
    described = _FilterProgram(len(program) // 8, ctypes.addressof(instructions))
    return int(_libc().syscall(machine.seccomp, _SECCOMP_SET_MODE_FILTER, flags, ctypes.byref(described)))


def filter_program(machine: Machine) -> bytes:
    """The filter as classic BPF, eight bytes an instruction. Jumps say how many instructions to skip: if so, if not."""
    return b"".join(
        (
            _instruction(_LOAD_WORD, _ARCHITECTURE),
            _instruction(_JUMP_IF_EQUAL, machine.audit_name, 0, 9),  # another table of calls: deny
            _instruction(_LOAD_WORD, _CALL_NUMBER),
            _instruction(_JUMP_IF_AT_LEAST, _FIRST_X32_CALL, 7, 0),  # deny
            _instruction(_JUMP_IF_EQUAL, _IO_URING_SETUP, 6, 0),  # deny
            _instruction(_JUMP_IF_EQUAL, _PIDFD_GETFD, 5, 0),  # deny
            _instruction(_JUMP_IF_EQUAL, machine.socket, 1, 0),  # look at its family
            _instruction(_JUMP_IF_EQUAL, machine.socketpair, 0, 2),  # neither: allow
            _instruction(_LOAD_WORD, _FIRST_ARGUMENT),
            _instruction(_JUMP_IF_EQUAL, AF_UNIX, 0, 1),  # another family: deny
            _instruction(_RETURN, _ALLOW),
            _instruction(_RETURN, _DENY),
        )
    )


class _FilterProgram(ctypes.Structure):
    """`struct sock_fprog` (linux/filter.h)."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def _instruction(code: int, operand: int, skip_if: int = 0, skip_otherwise: int = 0) -> bytes:
    return struct.pack("=HBBI", code, skip_if, skip_otherwise, operand)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _prctl(option: int, value: int) -> None:
    if _libc().prctl(option, value, 0, 0, 0) != 0:
        raise _system_error()


def _system_error() -> OSError:
    number = ctypes.get_errno()
    return OSError(number, os.strerror(number))
