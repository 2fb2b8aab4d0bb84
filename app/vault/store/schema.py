"""Which schema revision a compartment has, which it should have, and the way from the one to the other.

Revisions are Alembic files app/vault/store/migrations/<kind>/versions/NNNN_*.py that run without env.py or ini file,
inside the caller's connection and transaction: either all of an upgrade happens or none of it. Alembic itself is
imported only when a schema must change, because opening a vault whose schema is right should not pay for it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text

from app.errors import CompartmentDamaged, NewerProgram

if TYPE_CHECKING:
    from sqlalchemy import Connection

MIGRATIONS = Path(__file__).parent / "migrations"


@cache
def revisions(kind: str, migrations: Path) -> tuple[str, ...]:
    """The revision numbers of a kind, oldest first, from the file names."""
    return tuple(sorted(file.name.split("_")[0] for file in (migrations / kind / "versions").glob("[0-9]*_*.py")))


def head(kind: str) -> str:
    """The revision that this program works with."""
    return revisions(kind, MIGRATIONS)[-1]


def current(connection: Connection) -> str | None:
    """The revision of an open compartment; None when it has never been given a schema."""
    known = connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'")).scalar()
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if known else None


def needs_upgrade(connection: Connection, name: str, kind: str) -> bool:
    """Whether the schema of an existing compartment is older than ours; refuses what it cannot know."""
    revision = current(connection)
    if revision is None:
        raise CompartmentDamaged(f"Het compartiment ‘{name}’ heeft geen indeling. Zet een back-up terug.")
    if revision not in revisions(kind, MIGRATIONS):
        raise NewerProgram(
            f"Het compartiment ‘{name}’ is bijgewerkt door een nieuwere versie van Bolwerk. "
            "Er is niets gewijzigd; werk het programma op deze werkplek bij.",
        )
    return revision != head(kind)


def upgrade(connection: Connection, kind: str) -> None:
    """Bring the schema to `head` within the running transaction; an empty file gets all of it."""
    from app.vault.store.migrations.runner import run  # noqa: PLC0415 (see the module's docstring)

    run(connection, MIGRATIONS / kind)


def create(connection: Connection, kind: str) -> None:
    """Give a new, empty compartment the whole schema of its kind, within the running transaction."""
    upgrade(connection, kind)
