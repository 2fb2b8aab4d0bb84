"""A disk that refuses: the kernel answers every write of a program with an error of our choice (Linux, seccomp).

What the program then says comes back through shared memory, because it can write nowhere any more.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import signal
from typing import TYPE_CHECKING

from app.errors import AppError
from app.hardening import (
    _ALLOW,
    _CALL_NUMBER,
    _JUMP_IF_EQUAL,
    _LOAD_WORD,
    _PR_SET_NO_NEW_PRIVS,
    _RETURN,
    _SECCOMP_SET_MODE_FILTER,
    THIS_MACHINE,
    _FilterProgram,
    _instruction,
    _libc,
    _prctl,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_ERRNO = 0x0005_0000
_LARGEST = 4096
# write, pwrite64, writev, pwritev, ftruncate, fallocate, fsync, fdatasync, sendfile, copy_file_range
_WRITING = {
    0xC000_003E: (1, 18, 20, 296, 77, 285, 74, 75, 40, 326),  # x86-64 (asm/unistd_64.h)
    0xC000_00B7: (64, 68, 66, 70, 46, 47, 82, 83, 71, 285),  # arm64 (asm-generic/unistd.h)
}
CAN_FAIL = THIS_MACHINE is not None


def refuse_writing(error: int) -> None:
    """From now on every writing call of this process fails with `error`; cannot be taken back."""
    assert THIS_MACHINE is not None
    calls = _WRITING[THIS_MACHINE.audit_name]
    steps = [_instruction(_LOAD_WORD, _CALL_NUMBER)]
    for place, call in enumerate(calls):
        steps.append(_instruction(_JUMP_IF_EQUAL, call, len(calls) - place, 0))
    steps += [_instruction(_RETURN, _ALLOW), _instruction(_RETURN, _ERRNO | error)]
    program = b"".join(steps)
    instructions = ctypes.create_string_buffer(program, len(program))
    described = _FilterProgram(len(steps), ctypes.addressof(instructions))
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    assert _libc().syscall(THIS_MACHINE.seccomp, _SECCOMP_SET_MODE_FILTER, 0, ctypes.byref(described)) == 0


def said_on_a_failing_disk(error: int, prepare: Callable[[], Callable[[], object]]) -> str:
    """What an act says in a program of its own whose disk fails with `error` after `prepare` made the act ready.

    Returns the name of the AppError and its sentence, "done" when there was none, or "BUG" and what came instead.
    """
    with mmap.mmap(-1, _LARGEST) as told:
        child = os.fork()
        if child == 0:
            _act_and_die(error, prepare, told)
        os.waitpid(child, 0)
        return told[:].rstrip(b"\0").decode(errors="replace")


def _act_and_die(error: int, prepare: Callable[[], Callable[[], object]], told: mmap.mmap) -> None:
    try:
        act = prepare()
        refuse_writing(error)
        act()
        said = "done"
    except AppError as refused:
        said = f"{type(refused).__name__}: {refused}"
    except BaseException as bug:  # noqa: BLE001 - told to the test, which fails
        said = f"BUG {type(bug).__name__}: {bug}"
    told[: len(said.encode()[:_LARGEST])] = said.encode()[:_LARGEST]
    os.kill(os.getpid(), signal.SIGKILL)  # nothing may be tidied up on the way out
