"""Writing a finished file into the user's own folder: whole, or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from app.errors import ExportFailed

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) if hasattr(errno, "EDQUOT") else (errno.ENOSPC, errno.EFBIG)
_REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)


def save(content: bytes, out: Path) -> None:
    """Put `content` at `out`, replacing what was there. ExportFailed when that cannot be; then nothing is left behind.

    The bytes go to a hidden file beside `out` first, which becomes `out` in one step. Only the user may read it.
    """
    try:
        if not out.parent.is_dir():
            raise ExportFailed(f"De map “{out.parent}” bestaat niet; kies een andere map voor het document.")
        if out.is_dir():
            raise ExportFailed(f"“{out}” is een map; geef de naam van een bestand op.")
        _write(content, out)
    except OSError as error:
        raise ExportFailed(_reason(error, out)) from error


def _write(content: bytes, out: Path) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{out.stem[:40]}-", suffix=".deel", dir=out.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(out)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _reason(error: OSError, out: Path) -> str:
    if error.errno in _FULL:
        return f"Er is niet genoeg ruimte in “{out.parent}”; het document is niet opgeslagen."
    if error.errno in _REFUSED:
        return f"“{out}” kan niet worden geschreven: de map is beveiligd of het bestand is nog ergens geopend."
    if error.errno == errno.ENAMETOOLONG:
        return f"De bestandsnaam “{out.name[:40]}…” is te lang."
    return f"Het document kon niet worden opgeslagen in “{out.parent}” ({error.strerror or 'onbekende oorzaak'})."
