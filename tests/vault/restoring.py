"""What the tests of restoring share: notes by which a state of a compartment is known, and putting back with sheets."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import text

from app.vault.backup.restore import Restoration, restore
from app.vault.backup.survey import survey

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.session import UnlockedVault
    from tests.conftest import FoundedVault

DAY = date(2026, 3, 4)
HELD = ("register", "casework", "measures", "programme")


def note(vault: UnlockedVault, said: str, name: str = "casework") -> None:
    with vault.write(name) as work:
        work.session.execute(text("INSERT INTO set_aside VALUES (:said, x'00', :said, 'y')"), {"said": said})
        work.record("add", "case", said)


def notes(vault: UnlockedVault, name: str = "casework") -> list[str]:
    with vault.read(name) as session:
        return list(session.scalars(text("SELECT reason FROM set_aside ORDER BY reason")))


def put_back(
    founded: FoundedVault, place: Path, *names: str, folder: Path | None = None, count: int = 2
) -> Restoration:
    seen = survey(folder or founded.folder, place)
    return restore(seen, seen.newest(names or None), founded.shares["general"][:count], day=DAY)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(".lock")
    }
