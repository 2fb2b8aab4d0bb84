"""Runs Alembic revisions inside a connection and transaction that are not Alembic's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory

from models.base import new_metadata

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection


def run(connection: Connection, folder: Path) -> None:
    """Apply every revision in `folder`/versions that this database does not have yet, oldest first.

    Constraints get the names of models.base; no MetaData of a kind is involved, because it may be ahead of a revision.
    """
    scripts = ScriptDirectory(str(folder))
    context = MigrationContext.configure(connection, opts={"target_metadata": new_metadata()})
    wanted = scripts.iterate_revisions("head", context.get_current_revision() or "base")
    with Operations.context(context):
        for script in reversed(list(wanted)):
            script.module.upgrade()
            context.stamp(scripts, script.revision)
