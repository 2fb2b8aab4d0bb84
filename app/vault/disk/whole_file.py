"""Writing a small file so that every reader sees the old one or the new one, whole."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from app.vault.disk.folder import sync_folder
from app.vault.disk.sharing import open_as_folder

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step, readable for whom the folder is; raises OSError, after which nothing is left.

    Two programs that write the same file at once must keep each other out; what lies beside it is then from a killed
    program, or put there to have something else overwritten, and is removed.
    """
    beside = path.with_name(f"{path.name}.new")
    try:
        beside.unlink(missing_ok=True)
        descriptor = open_as_folder(beside, os.O_WRONLY | os.O_EXCL | getattr(os, "O_BINARY", 0))
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, so that the mode is set at creation
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    sync_folder(path.parent)
