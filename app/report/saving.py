"""Writing a finished file into the user's own folder: whole, or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import ExportFailed
from app.vault.disk.folder import is_in_vault

if TYPE_CHECKING:
    from collections.abc import Iterator

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) if hasattr(errno, "EDQUOT") else (errno.ENOSPC, errno.EFBIG)
_REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)


def save(content: bytes, out: Path) -> None:
    """Put `content` at `out`, in place of what was there. ExportFailed when that cannot be; then nothing is left."""
    with staged(content, out):
        pass


@contextlib.contextmanager
def staged(content: bytes, out: Path) -> Iterator[None]:
    """As `save`, but when everything is on disk the block runs first: it logs, so that nothing leaves unlogged.

    The bytes go to a hidden file beside `out`, which becomes `out` in one step. Only the user may read it. What the
    block raises leaves `out` as it was.
    """
    with _explained(out):
        _refuse(out)
        beside = _written(content, out)
    try:
        yield
        with _explained(out):
            beside.replace(out)
    except BaseException:
        _forget(beside)
        raise


def _refuse(out: Path) -> None:
    if not out.parent.is_dir():
        raise ExportFailed(f"De map “{out.parent}” bestaat niet; kies een andere map voor het document.")
    if out.is_dir():
        raise ExportFailed(f"“{out}” is een map; geef de naam van een bestand op.")
    if is_in_vault(out):
        raise ExportFailed("Een document hoort niet in de map van een kluis; kies een andere map.")


def _written(content: bytes, out: Path) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{out.stem[:40]}-", suffix=".deel", dir=out.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        _forget(Path(name))
        raise
    return Path(name)


def _forget(beside: Path) -> None:
    with contextlib.suppress(OSError):
        beside.unlink()


@contextlib.contextmanager
def _explained(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ExportFailed(_reason(error, out)) from error


def _reason(error: OSError, out: Path) -> str:
    if error.errno in _FULL:
        return f"Er is niet genoeg ruimte in “{out.parent}”; het document is niet opgeslagen."
    if error.errno in _REFUSED:
        return f"“{out}” kan niet worden geschreven: de map is beveiligd of het bestand is nog ergens geopend."
    if error.errno == errno.ENAMETOOLONG:
        return f"De bestandsnaam “{out.name[:40]}…” is te lang."
    return f"Het document kon niet worden opgeslagen in “{out.parent}” ({error.strerror or 'onbekende oorzaak'})."
