"""What Start says about keeping and destroying: how much is due, and which proposals wait for a second person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.formats import format_count
from app.rules.permissions import CASEWORK, MEASURES, Act
from app.services.access import requires
from app.services.attention_item import AttentionItem, Urgency
from app.services.retention.places import CASES, OF_MEASURES, Keeping
from app.services.retention.work_list import Stage, due_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.vault.session import UnlockedVault

PAGE = "retention"


@requires(Act.PROPOSE_ERASURE, CASEWORK)
def retention_items(vault: UnlockedVault) -> tuple[AttentionItem, ...]:
    """One sentence for what is due, and one for what waits for this user to agree."""
    return tuple(_items(vault, CASES, "due", ("casus of signaal", "casussen en signalen")))


@requires(Act.PROPOSE_MEASURE_ERASURE, MEASURES)
def measure_retention_items(vault: UnlockedVault) -> tuple[AttentionItem, ...]:
    """The same of measures."""
    return tuple(_items(vault, OF_MEASURES, "due.measures", ("maatregel", "maatregelen")))


def _items(vault: UnlockedVault, at: Keeping, part: str, words: tuple[str, str]) -> Iterator[AttentionItem]:
    lines = due_lines(vault, at)
    due = sum(line.stage is Stage.DUE for line in lines)
    waiting = sum(line.stage is Stage.PROPOSED and not line.own_proposal for line in lines)
    if waiting:
        told = format_count(waiting, "voorstel tot vernietiging wacht", "voorstellen tot vernietiging wachten")
        yield AttentionItem(
            f"{_capital(told)} op een tweede persoon: u kunt goedkeuren.", Urgency.SOON, PAGE, part=part
        )
    if due:
        told = format_count(due, *words)
        yield AttentionItem(f"Van {told} is de bewaartermijn verstreken.", Urgency.NOTICE, PAGE, part=part)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
