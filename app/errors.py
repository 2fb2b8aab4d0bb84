"""Every error that a user can meet, each a Dutch sentence that is ready to show.

AppError
├── AccessDenied            role or keys do not allow it
├── NotFound                it is not there (any more)
├── Invalid                 input refused; a message per field
├── ManyInvalid             many drafts refused; messages per draft
├── Conflict                somebody else was first
├── Cancelled               the user stopped it
├── ExportFailed            a document could not be written
├── ImportProblem           a row of a file; carries row and column
└── VaultError
    ├── VaultNotFound       no vault at that place
    ├── NetworkFolder       the place is not a local disk
    ├── HeaderDamaged       vault.json cannot be read
    ├── HeaderUntrusted     vault.json reads, but its chain or signatures are wrong
    ├── NewerProgram        made by a newer Bolwerk
    ├── KeySettingsRefused  key derivation too cheap or absurdly dear
    ├── WrongCredentials    login name, password or key file
    ├── SealBroken          sealed content cannot be opened
    ├── SignatureWrong      a signature does not fit
    ├── CompartmentMissing  a file of the vault is gone
    ├── CompartmentDamaged  a file of the vault cannot be decrypted
    ├── NotEncrypted        a plain file lies where a compartment should be
    ├── VaultBusy           another program holds the vault too long
    ├── DiskFull            nothing was stored
    ├── DropBoxFull         the box of anonymous reports holds no more
    ├── DropBoxDamaged      that box is no drop box, or is damaged
    ├── ReadOnly            the folder cannot be written
    └── StorageFailed       the disk refused in another way

Everything else is a bug and ends in the one report dialog (ui.errors) or, on the command line, in one line with
exit code 2. BugError is for what our own code must never do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class BugError(Exception):
    """Our own mistake: a rule of the house was broken. Never shown as the user's fault."""


class AppError(Exception):
    """The user's situation; `str(error)` is a Dutch sentence."""


class AccessDenied(AppError):
    """The role or the keys of this account do not allow the act."""


class NotFound(AppError):
    """The record does not exist, or no longer."""


class Invalid(AppError):
    """Input refused. `fields` maps a field name to the Dutch message beside it; "" is the whole form."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.fields = dict(fields)
        super().__init__(" ".join(self.fields.values()))


class ManyInvalid(AppError):
    """Some of many drafts refused, and none stored. `drafts` maps a place, from 0, to messages as those of Invalid."""

    def __init__(self, drafts: Mapping[int, Mapping[str, str]]) -> None:
        self.drafts = {place: dict(fields) for place, fields in drafts.items()}
        first, told = next(iter(self.drafts.items()))
        super().__init__(f"Er is niets opgeslagen. Onder meer regel {first + 1}: {' '.join(told.values())}")


class Conflict(AppError):
    """Somebody else changed the same thing first; nothing was overwritten."""


class Cancelled(AppError):
    """The user stopped the work; nothing was kept of it."""

    def __init__(self, message: str = "De bewerking is afgebroken; er is niets opgeslagen.") -> None:
        super().__init__(message)


class ExportFailed(AppError):
    """A document could not be written where the user asked for it."""


class ImportProblem(AppError):
    """A row of an imported file is refused. `row` counts from 1, `column` is its heading."""

    def __init__(self, message: str, *, row: int | None = None, column: str | None = None) -> None:
        self.row = row
        self.column = column
        place = f"Rij {row}: " if row else ""
        super().__init__(f"{place}{message}")


class VaultError(AppError):
    """Something is wrong with the vault or with the way to it."""


class VaultNotFound(VaultError):
    """No vault at that place."""


class NetworkFolder(VaultError):
    """The folder is on a network file system, where locking and WAL do not hold."""


class HeaderDamaged(VaultError):
    """vault.json is missing parts, truncated or not what it should be."""


class HeaderUntrusted(VaultError):
    """A statement does not fit the chain, or its signer was not allowed to say it."""

    def __init__(self, message: str, *, statement: int | None = None) -> None:
        self.statement = statement
        super().__init__(message)


class NewerProgram(VaultError):
    """The vault, or a part of it, was written by a newer version of the program."""


class KeySettingsRefused(VaultError):
    """The header asks for a key derivation outside the limits; nothing was derived."""


class WrongCredentials(VaultError):
    """Login name, password or key file is wrong; which of them is not said, because it is not known."""


class SealBroken(VaultError):
    """Sealed content does not open with this key for this purpose."""


class SignatureWrong(VaultError):
    """A signature does not belong to this content and this key."""


class CompartmentMissing(VaultError):
    """The file of a compartment is not in the vault folder."""


class CompartmentDamaged(VaultError):
    """The file of a compartment does not decrypt or fails its checks."""


class NotEncrypted(VaultError):
    """A plain SQLite file lies where an encrypted compartment should be."""


class VaultBusy(VaultError):
    """Another program kept the vault busy for too long; nothing was stored."""


class DiskFull(VaultError):
    """The disk is full; the act was rolled back."""


class DropBoxFull(VaultError):
    """The drop box of anonymous reports holds no more; nothing was put in it."""


class DropBoxDamaged(VaultError):
    """What lies in the place of the drop box is something else, or is damaged; nothing was put in it."""


class ReadOnly(VaultError):
    """The vault folder or one of its files cannot be written."""


class StorageFailed(VaultError):
    """The disk refused in a way that has no name of its own; the act was rolled back."""
