"""From a file to its tables: XLSX, ODS or CSV, told by its content and not by its name."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from app.errors import ImportProblem
from app.exchange.sheets.delimited import read_delimited
from app.exchange.sheets.office import read_office
from app.exchange.sheets.workbook import Workbook
from app.formats import format_integer

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_FILE = 100 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_file(path: Path) -> Workbook:
    """The tables in a file. ImportProblem says why it cannot be read; nothing of it is then used."""
    try:
        if path.is_dir():
            raise ImportProblem(f"“{path.name}” is een map; kies een bestand.")
        with path.open("rb") as opened:
            content = opened.read(LARGEST_FILE + 1)
    except FileNotFoundError as gone:
        raise ImportProblem(f"Het bestand {path} is er niet.") from gone
    except (OSError, ValueError) as error:
        raise ImportProblem(f"Het bestand {path} is niet te lezen.") from error
    return read_bytes(content, path.name)


def read_bytes(content: bytes, name: str) -> Workbook:
    """As `read_file`, of bytes that are at hand; `name` is for the eye."""
    if len(content) > LARGEST_FILE:
        raise ImportProblem(
            f"Dit bestand is groter dan {format_integer(LARGEST_FILE // 1024 // 1024)} MB; deel het op."
        )
    if not content.strip():
        raise ImportProblem("Dit bestand is leeg.")
    if content.startswith(_OLE):
        raise ImportProblem(_why_not_ole(content))
    sheets = read_office(content) if content.startswith(_ZIP) else (read_delimited(content),)
    return Workbook(name, hashlib.sha256(content).hexdigest(), sheets)


def _why_not_ole(content: bytes) -> str:
    if _ENCRYPTED in content:
        return "Dit bestand heeft een wachtwoord. Haal het wachtwoord er in Excel af en bied het opnieuw aan."
    return "Dit is een bestand van een oude Excel (.xls). Bewaar het in Excel als .xlsx en bied het opnieuw aan."
