"""Reading a file that somebody wants to attach: not when it is too large, and only when it is what its name says."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from app.errors import Invalid
from app.formats import format_number
from app.rules.media import file_problem, kind_of
from app.vault.progress import unheard
from models.attachments import PIECE_BYTES, MediaKind

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.progress import Progress

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that was read and may be attached. `sha256` is hexadecimal."""

    name: str
    media: MediaKind
    content: bytes
    sha256: str


def read_file(path: Path, most: int, progress: Progress = unheard) -> NewFile:
    """Read a file of at most `most` bytes; Invalid (field "file") says what is wrong with it.

    Its size is looked at before anything is read. `progress` may stop it by raising Cancelled.
    """
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            raise Invalid({"file": f"‘{path.name}’ is geen bestand."})
        if facts.st_size > most:
            raise Invalid({"file": too_large(path.name, facts.st_size, most)})
        content = _content(path, facts.st_size, most, progress)
    except OSError as error:
        reason = error.strerror or "onbekende oorzaak"
        raise Invalid({"file": f"‘{path.name}’ kan niet worden gelezen ({reason})."}) from error
    return checked(path.name, content)


def checked(name: str, content: bytes) -> NewFile:
    """The content as a file that may be attached; Invalid (field "file") when its name does not agree with it."""
    problem = file_problem(name, content)
    media = kind_of(content)
    if problem or media is None:
        raise Invalid({"file": f"‘{name}’ is niet opgenomen. {problem or 'De inhoud is niet te herkennen.'}"})
    return NewFile(name, media, content, hashlib.sha256(content).hexdigest())


def too_large(name: str, size: int, most: int) -> str:
    """What to say of a file that was not read."""
    return f"‘{name}’ is {megabytes(size)} groot; een bijlage is ten hoogste {megabytes(most)}."


def megabytes(size: int) -> str:
    """A size for people: "12,5 MB", and "800 kB" below one."""
    if size < MEGABYTE:
        return f"{max(1, round(size / 1000))} kB"
    return f"{format_number(Decimal(size) / MEGABYTE, decimals=1)} MB"


def _content(path: Path, size: int, most: int, progress: Progress) -> bytes:
    pieces: list[bytes] = []
    read = 0
    with path.open("rb") as file:
        while piece := file.read(PIECE_BYTES):
            read += len(piece)
            if read > most:  # it grew while it was read
                raise Invalid({"file": too_large(path.name, read, most)})
            pieces.append(piece)
            progress("Lezen", min(1.0, read / size) if size else 1.0)
    return b"".join(pieces)
