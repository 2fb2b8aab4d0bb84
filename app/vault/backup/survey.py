"""What a restore would start from: the newest header that can be trusted, and which backups go with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import AppError, HeaderUntrusted, Invalid, VaultNotFound
from app.rules.compartments import label_of_compartment
from app.vault.backup.description import Backup
from app.vault.backup.keeping import Shelf, shelf_in
from app.vault.disk.folder import compartment_file
from app.vault.disk.storage import os_failure
from app.vault.header.file import read_header
from app.vault.header.text import Header, from_text
from app.vault.header.trust import Roster

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Offer:
    """A backup that can be put back, or `hindrance`: a Dutch sentence that says why not."""

    backup: Backup
    hindrance: str = ""


@dataclass(frozen=True, slots=True)
class Survey:
    """A vault folder, which may be empty or gone, beside what there is of it in backups.

    `header` is the newest that can be trusted; `trouble` says in Dutch why it is not the one in the folder, and is
    empty when it is. `offers` are of all compartments, the newest first. `missing` are the compartments without a file.
    """

    folder: Path
    header: Header
    roster: Roster
    trouble: str
    offers: tuple[Offer, ...]
    missing: tuple[str, ...]
    unreadable: tuple[str, ...]

    def newest(self, compartments: Iterable[str] | None = None) -> tuple[Backup, ...]:
        """The newest usable backup of each of these compartments, or of all."""
        wanted = self.roster.compartments if compartments is None else tuple(compartments)
        usable = [offer.backup for offer in self.offers if not offer.hindrance]
        found = (next((each for each in usable if each.compartment == name), None) for name in wanted)
        return tuple(backup for backup in found if backup)


def survey(folder: Path, place: Path) -> Survey:
    """Look at a vault folder and at a folder with backups; changes nothing.

    Raises Invalid (field "place") when there are no backups, or none of this vault, and what the disk refuses.
    """
    try:
        shelf = shelf_in(place)
    except OSError as error:
        raise os_failure(error) from error
    present, trouble = _present(folder)
    headers = _Headers()
    shelf = _of_one_vault(shelf, present, headers)
    kept = headers.newest(shelf, present)
    newest = max((found for found in (present, kept) if found), key=lambda found: found[1].generation, default=None)
    if newest is None:
        raise Invalid({"place": "Geen van de back-ups bevat een vault.json die te vertrouwen is."})
    if newest is present:
        trouble = ""
    elif present:
        trouble = "De vault.json in de map is ouder dan die in de back-ups: er is een oud bestand teruggezet."
    header, roster = newest
    return Survey(
        folder=folder,
        header=header,
        roster=roster,
        trouble=trouble,
        offers=tuple(Offer(backup, headers.hindrance(backup, roster)) for backup in shelf.backups),
        missing=missing_in(folder, roster),
        unreadable=shelf.unreadable,
    )


def missing_in(folder: Path, roster: Roster) -> tuple[str, ...]:
    """The compartments that the header names and the folder has no file of."""
    facts = roster.compartments.values()
    return tuple(one.name for one in facts if not compartment_file(folder, one.name, one.epoch).is_file())


def _present(folder: Path) -> tuple[tuple[Header, Roster] | None, str]:
    """The header in the folder when it is whole, otherwise why there is none."""
    try:
        header = read_header(folder)
        return (header, Roster.of(header)), ""
    except VaultNotFound:
        return None, "In de map staat geen kluis."
    except AppError as error:
        return None, str(error)


def _of_one_vault(shelf: Shelf, present: tuple[Header, Roster] | None, headers: _Headers) -> Shelf:
    """What is of the vault in the folder; without one, what is of the only vault that there are backups of.

    Anybody can found a vault of their own and lay a backup of it beside the genuine ones. Only people can tell which is
    theirs, by the fingerprint on their recovery sheets, so they are told what belongs to which.
    """
    if present is not None:
        shelf = shelf.only(present[0].vault_id)
    if not shelf.backups:
        raise Invalid({"place": "In deze map staan geen back-ups van de kluis."})
    if present is not None:
        return shelf
    families = headers.families(shelf)
    if len(families) > 1:
        told = "; ".join(_told(fingerprint, backups) for fingerprint, backups in families.items())
        raise Invalid(
            {
                "place": f"In deze map staan back-ups van verschillende kluizen. {told}. Op de herstelbladen staat "
                "welke vingerafdruk de uwe is; verplaats de bestanden van de andere naar een aparte map."
            }
        )
    return shelf.only(next(iter(families.values()))[0].facts.vault) if families else shelf


def _told(fingerprint: str, backups: list[Backup]) -> str:
    more = f" en nog {len(backups) - 1}" if len(backups) > 1 else ""
    return f"Vingerafdruk {fingerprint}: {backups[0].name}{more}"


class _Headers:
    """The headers that backups carry, each read and replayed once, because many backups carry the same."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[Header, Roster] | None] = {}

    def of(self, backup: Backup) -> tuple[Header, Roster] | None:
        """The header in a backup that one of its own accounts signed; None when it cannot be trusted."""
        name = backup.facts.header
        if name not in self._read:
            self._read[name] = _replayed(backup)
        found = self._read[name]
        trusted = found and backup.is_signed_by(found[1]) and found[1].generation == backup.facts.generation
        return found if trusted else None

    def families(self, shelf: Shelf) -> dict[str, list[Backup]]:
        """The backups whose header holds together, by the fingerprint of the root that it goes back to."""
        found: dict[str, list[Backup]] = {}
        for backup in shelf.backups:
            if own := self.of(backup):
                found.setdefault(own[1].root_fingerprint, []).append(backup)
        return found

    def newest(self, shelf: Shelf, present: tuple[Header, Roster] | None) -> tuple[Header, Roster] | None:
        """The one of the newest generation under the same root as the present one; None when none can be trusted."""
        by_generation = sorted(shelf.backups, key=lambda each: each.facts.generation, reverse=True)
        trusted = (found for found in map(self.of, by_generation) if found)
        root = present[1].root_fingerprint if present else None
        return next((found for found in trusted if root in {None, found[1].root_fingerprint}), None)

    def hindrance(self, backup: Backup, roster: Roster) -> str:
        """Why a backup does not go with the header of a restore, as a Dutch sentence; empty when it does."""
        facts = roster.compartments.get(backup.compartment)
        label = label_of_compartment(backup.compartment)
        own = self.of(backup)
        if own is None:
            return "De beschrijving van deze back-up is niet te vertrouwen."
        try:
            roster.check_pin(own[1].pin)
        except HeaderUntrusted as error:
            return str(error)
        if facts is None or facts.epoch != backup.facts.epoch:
            return f"De sleutel van {label} is na deze back-up vervangen; hij past niet meer bij de kluis."
        return ""


def _replayed(backup: Backup) -> tuple[Header, Roster] | None:
    try:
        header = from_text(backup.header_text.encode())
        return header, Roster.of(header)
    except AppError:
        return None
