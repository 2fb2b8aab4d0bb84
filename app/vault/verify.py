"""Is a vault whole? Without a password as far as anybody can tell, with one also what is inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import AppError
from app.rules.compartments import label_of_compartment
from app.rules.permissions import AUDIT
from app.vault.disk.folder import compartment_file
from app.vault.header.file import read_header
from app.vault.header.trust import Pin, Roster
from app.vault.post.audit_copies import verify_copies
from app.vault.store.audit import BadEntry, verify_chain
from app.vault.store.compartments import check_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.vault.store.compartments import Compartment
    from app.vault.unlocked import UnlockedVault


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was checked: a Dutch sentence, and whether it is well."""

    ok: bool
    text: str


@dataclass(frozen=True, slots=True)
class Verification:
    """Everything that was checked, in order."""

    lines: tuple[Line, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing was wrong."""
        return all(line.ok for line in self.lines)


def verify_vault(folder: Path, unlocked: UnlockedVault | None = None) -> Verification:
    """Check the vault in `folder`; with an unlocked vault also inside the compartments that it holds."""
    return Verification(tuple(_lines(folder, unlocked)))


def _lines(folder: Path, unlocked: UnlockedVault | None) -> Iterator[Line]:
    try:
        roster = Roster.of(read_header(folder))
    except AppError as error:
        yield Line(ok=False, text=str(error))
        return
    yield Line(ok=True, text=f"vault.json: {roster.length} verklaringen, keten en handtekeningen kloppen.")
    for name, facts in sorted(roster.compartments.items()):
        yield _file_line(folder, name, facts.epoch)
    if unlocked:
        for name in sorted(unlocked.compartments):
            yield from _inside(unlocked, name, roster)


def _file_line(folder: Path, name: str, epoch: int) -> Line:
    path = compartment_file(folder, name, epoch)
    try:
        check_file(path, name)
    except AppError as error:
        return Line(ok=False, text=str(error))
    return Line(ok=True, text=f"{_label(name)}: het bestand {path.name} is aanwezig en versleuteld.")


def _inside(vault: UnlockedVault, name: str, roster: Roster) -> Iterator[Line]:
    try:
        compartment = vault.compartment(name)
        yield _pages_line(compartment)
        yield _pin_line(compartment, roster)
        yield _trail_line(compartment, roster)
        if name == AUDIT:
            yield from _copies_lines(compartment, roster)
    except AppError as error:
        yield Line(ok=False, text=str(error))


def _pages_line(compartment: Compartment) -> Line:
    found = compartment.damage()
    if found:
        return Line(ok=False, text=f"{_label(compartment.name)}: de database is beschadigd ({found}).")
    return Line(ok=True, text=f"{_label(compartment.name)}: alle pagina’s zijn leesbaar en echt.")


def _pin_line(compartment: Compartment, roster: Roster) -> Line:
    table = compartment.tables.pin
    with compartment.read() as session:
        pin = Pin(*session.execute(select(table.c.root, table.c.generation, table.c.head)).one())
    roster.check_pin(pin)
    return Line(ok=True, text=f"{_label(compartment.name)}: hoort bij deze vault.json.")


def _trail_line(compartment: Compartment, roster: Roster) -> Line:
    with compartment.read() as session:
        check = verify_chain(session, compartment, roster)
    if check.bad:
        return _bad_line(compartment.name, check.bad)
    text_ok = f"{_label(compartment.name)}: logboek van {check.checked} regels, keten en handtekeningen kloppen."
    return Line(ok=True, text=text_ok)


def _copies_lines(compartment: Compartment, roster: Roster) -> Iterator[Line]:
    with compartment.read() as session:
        for name, check in verify_copies(session, roster):
            if check.bad:
                yield _bad_line(name, check.bad)
            else:
                yield Line(ok=True, text=f"{_label(name)}: {check.checked} kopieën van logboekregels kloppen.")


def _bad_line(name: str, bad: BadEntry) -> Line:
    return Line(ok=False, text=f"{_label(name)}: het logboek klopt niet vanaf regel {bad.n}: {bad.reason}.")


def _label(name: str) -> str:
    return label_of_compartment(name)
