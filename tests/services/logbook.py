"""Ways to act in a vault and to meddle with its log, for the tests of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


def act(vault: UnlockedVault, name: str = "casework", times: int = 1, subject: int = 1) -> None:
    """Acts that change nothing but the log."""
    for _ in range(times):
        with vault.write(name) as work:
            work.record("case.changed", "case", subject)


def meddle(vault: UnlockedVault, name: str, *statements: str) -> None:
    """What a holder with tools of their own could do: drop the guards, then change the trail."""
    guards = [f"DROP TRIGGER IF EXISTS audit_entry_refuses_{what}" for what in ("update", "delete")]
    with vault.compartment(name).write() as session:
        for statement in (*guards, *statements):
            session.execute(text(statement))
