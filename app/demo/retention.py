"""One case that is held and one that the privacy officer proposed to destroy, so that the director can agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.demo.rows import load
from app.services.retention.acts import hold, propose
from app.services.retention.work_list import due_lines

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


def fill_retention(privacy: UnlockedVault) -> None:
    """Only what is due on the day on which the demo is made."""
    data = load("retention")
    due = {line.number: line for line in due_lines(privacy)}
    for row in data["hold"]:
        if row["number"] in due:
            hold(privacy, "case", due[row["number"]].record, row["reason"])
    for row in data["proposal"]:
        if row["number"] in due:
            propose(privacy, "case", due[row["number"]].record)
