"""A document that can be made final: an author who writes it, and a second reader who did not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.report.freezing import make_final
from app.rules.counting import Counted
from app.services.evaluation.texts import (
    CalloutDraft,
    Callouts,
    ChapterDraft,
    Chapters,
    EvaluationDraft,
    Evaluations,
)
from app.services.programme.figures import enter_historic
from app.services.publishing.approvals import approve
from app.vault.session import UnlockedVault
from models.choices import CountingUnit, Level

YEAR = 2019
TEXT = "Er waren [[casussen_totaal]] casussen, waarvan [[aantal Heling]] keer heling.\n\n[[tabel: casuistiek]]"


@dataclass(frozen=True)
class Two:
    """Two pairs of eyes on one vault."""

    author: UnlockedVault
    reader: UnlockedVault

    def freeze(self, evaluation_id: int = 1, reason: str | None = None) -> int:
        """The reader approves, the author makes it final."""
        approve(self.reader, evaluation_id)
        return make_final(self.author, evaluation_id, reason=reason)


def write_document(author: UnlockedVault) -> None:
    """A small document over 2019, with a confidential line, a small count and a callout."""
    Evaluations(author).add(
        EvaluationDraft(year=YEAR, title=f"Aanpak {YEAR}", author="A. Auteur", dated=date(2020, 4, 29))
    )
    publish_counts(author, hennep=12, heling=2)
    for number, title, text in (
        ("1", "Inleiding", "Hallo.\n\n[[vertrouwelijk: begin]]\nIntern.\n[[vertrouwelijk: einde]]"),
        ("2", "Casuïstiek", TEXT),
        ("2.1", "Kaders", "[[kader: Vondst]]"),
    ):
        Chapters(author).add(ChapterDraft(1, number, title, text))
    Callouts(author).add(CalloutDraft(1, "Vondst", "Er is [[claim Vondst | Heling]] keer gevonden.", (("Heling", 2),)))


def publish_counts(author: UnlockedVault, **counts: int) -> None:
    """Figures of the year; these count from now on."""
    figures = [
        Counted(name.capitalize(), at, Level.LOCAL, CountingUnit.CASE, count)
        for at, (name, count) in enumerate(counts.items())
    ]
    enter_historic(author, year=YEAR, rule="Een casus telt één keer.", figures=figures)


def edit(vault: UnlockedVault, key: int = 2, **changes: Any) -> None:
    """Change a chapter."""
    record = Chapters(vault).get(key)
    Chapters(vault).change(key, replace(record.draft, **changes), record.version)
