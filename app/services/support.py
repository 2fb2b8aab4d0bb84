"""What somebody who helps may know of a vault: versions, sizes, counts and states. No names, no content, no keys.

The text is made of a fixed list of facts, each of them a number, a day, or a word of the program itself; nothing that a
user typed is read. Even the name of the municipality and of the folder stay out.
"""

from __future__ import annotations

import platform
import shutil
import sqlite3
import sys
from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.errors import AppError
from app.hardening import steps_for
from app.rules.permissions import REGISTER, Act
from app.services.access import requires
from app.services.components import components
from app.vault.disk.folder import compartment_file
from app.vault.header.file import read_header
from app.vault.header.trust import Roster
from app.version import RELEASED, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.vault.session import UnlockedVault


def support_text(folder: Path, vault: UnlockedVault | None = None) -> str:
    """The bundle as text, a fact a line; with a vault also the counts of the trails that its user holds."""
    lines = [*_program(), *_workstation(folder), *_vault(folder), *(_trails(vault) if vault is not None else ())]
    return "\n".join(lines) + "\n"


def _program() -> Iterator[str]:
    yield f"Bolwerk {VERSION} van {RELEASED:%d-%m-%Y}"
    yield f"Ingevroren: {'ja' if getattr(sys, 'frozen', False) else 'nee'}"
    yield f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    for each in components():
        yield f"  {each.name} {each.version}"


def _workstation(folder: Path) -> Iterator[str]:
    yield f"Systeem: {platform.system()} {platform.release()} {platform.machine()}"
    yield "Beloften bij het begin: " + "; ".join(promise for promise, _ in steps_for(sys.platform))
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        yield f"Vrije ruimte: niet te lezen ({error.strerror})"
    else:
        yield f"Vrije ruimte: {free // 2**20} MiB"


def _vault(folder: Path) -> Iterator[str]:
    try:
        roster = Roster.of(read_header(folder))
    except AppError as error:
        yield f"Kluis: niet te lezen ({type(error).__name__})"
        return
    yield f"Kluis: gesticht op {roster.day:%d-%m-%Y}, {roster.length} verklaringen, generatie {roster.generation}"
    yield f"Accounts: {len(roster.accounts)}, wachtwoordsloten: {len(roster.slots)}"
    yield f"Herstelsets: {len(roster.recovery_sets)}"
    roles = Counter(account.role.label for account in roster.accounts.values())
    yield "Rollen: " + ", ".join(f"{role} {count}" for role, count in sorted(roles.items()))
    for name, facts in sorted(roster.compartments.items()):
        file = compartment_file(folder, name, facts.epoch)
        size = f"{file.stat().st_size // 1024} KiB" if file.is_file() else "ontbreekt"
        yield f"Onderdeel {name}: tijdperk {facts.epoch}, {size}"
    backups = sum(1 for _ in (folder / "backups").rglob("*.db")) if (folder / "backups").is_dir() else 0
    yield f"Back-upbestanden in de kluis: {backups}"


@requires(Act.OWN_ACCOUNT, REGISTER)
def _trails(vault: UnlockedVault) -> list[str]:
    """How often each act is in each trail that this user holds; which act is a word of the program."""
    lines = []
    for name in sorted(vault.available):
        compartment = vault.compartment(name)
        entry = compartment.tables.audit_entry
        counted = select(entry.c.action, func.count()).group_by(entry.c.action).order_by(entry.c.action)
        with compartment.read() as session:
            counts = session.execute(counted).all()
        told = ", ".join(f"{action} {count}" for action, count in counts)
        lines.append(f"Logboek {name}: {told or 'leeg'}")
    return lines
