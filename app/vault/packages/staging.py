"""Writing a package or card where the user wants it: whole or not at all, and logged before it is there.

Nothing but sealed bytes, or a card that is public, touches the disk.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import ExportFailed
from app.vault.disk.folder import is_in_vault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextlib.contextmanager
def staged(pieces: Iterable[bytes], out: Path) -> Iterator[str]:
    """Put the pieces in a hidden file beside `out`, run the block with their SHA-256, and only then name it `out`.

    Raises ExportFailed when it cannot be written; what the pieces or the block raise leaves `out` as it was.
    """
    with _explained(out):
        _refuse(out)
        handle, name = tempfile.mkstemp(prefix=f".{out.stem[:40]}-", suffix=".deel", dir=out.parent)
    beside = Path(name)
    try:
        with _explained(out):
            sha256 = _write(handle, pieces)
        yield sha256
        with _explained(out):
            beside.replace(out)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def _write(handle: int, pieces: Iterable[bytes]) -> str:
    state = hashlib.sha256()
    with os.fdopen(handle, "wb") as file:
        for piece in pieces:
            state.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return state.hexdigest()


def _refuse(out: Path) -> None:
    if not out.parent.is_dir():
        raise ExportFailed(f"De map “{out.parent}” bestaat niet; kies een andere map.")
    if out.is_dir():
        raise ExportFailed(f"“{out}” is een map; geef de naam van een bestand op.")
    if is_in_vault(out):
        raise ExportFailed("Dit bestand hoort niet in de map van een kluis; kies een andere map.")


@contextlib.contextmanager
def _explained(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ExportFailed(_reason(error, out)) from error


def _reason(error: OSError, out: Path) -> str:
    if error.errno in _FULL:
        return f"Er is niet genoeg ruimte in “{out.parent}”; er is niets geschreven."
    if error.errno in _REFUSED:
        return f"“{out}” kan niet worden geschreven: de map is beveiligd of het bestand is nog ergens geopend."
    return f"“{out}” kan niet worden geschreven ({error.strerror or 'onbekende oorzaak'})."
