"""Where an envelope goes: in the drop box of the vault at hand, or as a file on a stick from a form-only copy."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.errors import Invalid
from app.vault.disk.storage import os_failure
from app.vault.header.file import read_header
from app.vault.header.trust import Roster
from app.vault.reports import desks as desks_file
from app.vault.reports import envelope_file
from app.vault.reports.desks import Desks, desks_of
from app.vault.reports.reporting import send
from app.vault.reports.stirring import stir

if TYPE_CHECKING:
    from app.vault.reports.reporting import Envelope


class Sending(Protocol):
    """A place to send to, and the desks that can be reported to there."""

    @property
    def desks(self) -> Desks:
        """To whom."""

    def send(self, envelope: Envelope) -> None:
        """Send it; raises an AppError that says it was NOT sent."""


@dataclass(frozen=True, slots=True)
class BoxOfVault:
    """The drop box of a vault on this computer."""

    folder: Path
    desks: Desks

    def send(self, envelope: Envelope) -> None:
        """Into the box."""
        send(self.folder, envelope)

    def deliver(self, path: Path) -> None:
        """An envelope file that came on a stick. Raises Invalid (field "file") or a VaultError."""
        try:
            if path.stat().st_size > envelope_file.LARGEST:
                raise Invalid({"file": "Dit bestand is te groot voor een envelop. Er is NIETS bezorgd."})
            envelope = envelope_file.read(path.read_bytes())
        except OSError as error:
            raise Invalid({"file": f"‘{path.name}’ kan niet worden gelezen. Er is NIETS bezorgd."}) from error
        send(self.folder, envelope)


@dataclass(slots=True)
class StickOfForm:
    """A form-only copy: `place` is the folder in which the envelope is written, to be chosen before sending."""

    desks: Desks
    place: Path | None = field(default=None)

    def send(self, envelope: Envelope) -> None:
        """Into a file with a name that says nothing; raises Invalid or a VaultError."""
        if self.place is None:
            raise Invalid({"place": "Kies eerst waar de envelop moet komen. Er is NIETS verstuurd."})
        name = min(envelope.rows).hex()[:8]
        path = self.place / f"{name}{envelope_file.ENDING}"
        try:
            with path.open("xb") as file:
                file.write(envelope_file.written(envelope))
        except OSError as error:
            raise os_failure(error) from error


def box_of(folder: Path) -> BoxOfVault:
    """The box of the vault in a folder, stirred because somebody opened the point. Raises a VaultError."""
    roster = Roster.of(read_header(folder))
    stir(folder, roster)
    return BoxOfVault(folder, desks_of(roster))


def form_with(key_file: Path) -> StickOfForm:
    """A form-only copy with the public keys in a file; raises Invalid (field "file")."""
    try:
        data = key_file.read_bytes() if key_file.stat().st_size <= desks_file.LARGEST_FILE else b""
    except OSError as error:
        raise Invalid({"file": f"‘{key_file.name}’ kan niet worden gelezen."}) from error
    return StickOfForm(desks_file.read(data))


def key_file_of(folder: Path) -> bytes:
    """The public keys of a vault as the file for form-only copies; nothing in it is secret."""
    return desks_file.written(desks_of(Roster.of(read_header(folder))))
