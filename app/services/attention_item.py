"""One thing to look at, for every source of them (app.services.attention)."""

from __future__ import annotations

from dataclasses import dataclass

from models.choices import Choice


class Urgency(Choice):
    """How soon something has to be looked at, most urgent first."""

    OVERDUE = "overdue", "over tijd"
    SOON = "soon", "binnenkort"
    NOTICE = "notice", "ter informatie"


@dataclass(frozen=True, slots=True)
class AttentionItem:
    """Something to look at: a Dutch sentence, how urgent, and where to go.

    `page` is the key of a page in ui.navigation ("quickscan", "money", "backups"), None when there is nowhere to go.
    `part` is the `kind` of the register ("commitment"), or "document" for an evaluation; `record` is the id of a record
    of it.
    """

    text: str
    urgency: Urgency
    page: str | None = None
    record: int | None = None
    part: str = ""
