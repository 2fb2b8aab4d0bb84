"""What the disk and the database can refuse, turned into the errors a user understands."""

from __future__ import annotations

import contextlib
import errno
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from app import errors

if TYPE_CHECKING:
    from collections.abc import Iterator

# Primary result codes of SQLite (https://sqlite.org/rescode.html); extended codes carry them in the low byte.
_BUSY, _LOCKED, _READONLY, _INTERRUPT, _IOERR = 5, 6, 8, 9, 10
_CORRUPT, _FULL, _CANTOPEN, _NOTADB = 11, 13, 14, 26
_IOERR_DATA = 8202
# What the backup function of the library raises carries no code (sqlite3_errstr, https://sqlite.org/c3ref/errcode.html).
_CODE_OF_TEXT = {
    "database is locked": _BUSY,
    "attempt to write a readonly database": _READONLY,
    "disk I/O error": _IOERR,
    "database disk image is malformed": _CORRUPT,
    "database or disk is full": _FULL,
    "unable to open database file": _CANTOPEN,
    "file is not a database": _NOTADB,
}

_BUSY_TEXT = (
    "Een ander programma houdt de kluis te lang bezet; er is niets opgeslagen. "
    "Probeer het opnieuw, of sluit Bolwerk op de andere werkplek."
)
_FULL_TEXT = "De schijf is vol; er is niets opgeslagen. Maak ruimte vrij en probeer het opnieuw."
_READONLY_TEXT = "In de map van de kluis kan niet worden geschreven; er is niets opgeslagen. Controleer de rechten."
_LINK_TEXT = (
    "In de map van de kluis staat een verwijzing naar elders waar een bestand van de kluis hoort; er is niets "
    "opgeslagen. Iemand kan die daar hebben gezet: laat de functioneel beheerder ernaar kijken."
)
_FAILED_TEXT = "De schijf weigert; er is niets opgeslagen. Controleer of hij vol is of stuk, en probeer het opnieuw."


def damaged(name: str) -> errors.CompartmentDamaged:
    """The error for a compartment whose file does not decrypt or does not fit together."""
    return errors.CompartmentDamaged(
        f"Het compartiment ‘{name}’ is beschadigd of hoort niet bij deze kluis. Er is niets aan gewijzigd; "
        "zet een back-up terug.",
    )


@contextlib.contextmanager
def translated(name: str) -> Iterator[None]:
    """Run a block on compartment `name`; refusals of disk and database come out as VaultErrors.

    A record that another user changed meanwhile becomes Conflict, an interrupted statement Cancelled. Broken
    constraints and wrong SQL are our own mistakes and pass unchanged.
    """
    try:
        yield
    except StaleDataError as error:
        raise errors.Conflict(
            "Iemand anders heeft dit gegeven intussen gewijzigd; er is niets opgeslagen. Open het opnieuw.",
        ) from error
    except DBAPIError as error:
        raise _understood(name, error.orig, error) from error
    except sqlcipher.Error as error:
        raise _understood(name, error, error) from error


@contextlib.contextmanager
def refused_writing() -> Iterator[None]:
    """Run a block in a reading session: an attempt to write there is our own mistake, not a read-only disk."""
    try:
        yield
    except DBAPIError as error:
        if getattr(error.orig, "sqlite_errorcode", None) == _READONLY:
            raise errors.BugError("a reading session was used to write") from error
        raise


def _understood(name: str, cause: BaseException | None, original: Exception) -> Exception:
    """The AppError for an SQLite result code, or the original when the code is not about the disk."""
    code = getattr(cause, "sqlite_errorcode", None) or _CODE_OF_TEXT.get(str(cause), 0)
    if code == _IOERR_DATA:
        return damaged(name)
    return {
        _BUSY: errors.VaultBusy(_BUSY_TEXT),
        _LOCKED: errors.VaultBusy(_BUSY_TEXT),
        _READONLY: errors.ReadOnly(_READONLY_TEXT),
        _CANTOPEN: errors.ReadOnly(_READONLY_TEXT),
        _INTERRUPT: errors.Cancelled(),
        _IOERR: errors.StorageFailed(_FAILED_TEXT),
        _FULL: errors.DiskFull(_FULL_TEXT),
        _CORRUPT: damaged(name),
        _NOTADB: damaged(name),
    }.get(code & 0xFF, original)


def os_failure(error: OSError) -> errors.VaultError:
    """The VaultError for a refusal of the operating system."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return errors.DiskFull(_FULL_TEXT)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return errors.ReadOnly(_READONLY_TEXT)
    if error.errno == errno.ELOOP:
        return errors.StorageFailed(_LINK_TEXT)
    return errors.StorageFailed(f"{_FAILED_TEXT} ({error.strerror})")
