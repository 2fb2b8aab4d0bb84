"""Invented Bibob screenings: some of 2020, finished, and some that run at the moment the demo vault is made.

A day in the data is a date, or a whole number of days before the vault is made (a negative one lies ahead), so that
whoever opens a new demo vault finds terms that run, stand still and are near their last day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.demo.rows import dated, draft_of, load
from app.services.bibob.aftermath import ConditionDraft, Conditions, DisclosureDraft, Disclosures
from app.services.bibob.investigation import (
    AdviceQuestionDraft,
    AdviceQuestions,
    ConsultedSourceDraft,
    ConsultedSources,
)
from app.services.bibob.overview import publish_screening_year
from app.services.bibob.parties import FinancingDraft, Financings, Parties, PartyDraft
from app.services.bibob.screenings import ScreeningDraft, Screenings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.vault.session import UnlockedVault

PUBLISHED = 2020  # the year of which the counts went to the programme


def fill_bibob(vault: UnlockedVault) -> None:
    """The screenings with what hangs on them, and the counts of their year for the evaluation."""
    for row in load("bibob")["screening"]:
        _fill_screening(vault, row)
    publish_screening_year(vault, PUBLISHED, merge_small=False)


def _fill_screening(vault: UnlockedVault, row: Mapping[str, Any]) -> None:
    file = Screenings(vault).add(draft_of(ScreeningDraft, dated(ScreeningDraft, row))).id
    parties: dict[str, int] = {}
    for each in row.get("party", ()):
        party = Parties(vault).add(draft_of(PartyDraft, dated(PartyDraft, each), screening_id=file))
        parties[each["name"]] = party.id
        if "bsn" in each:
            Parties(vault).set_bsn(party.id, each["bsn"], party.version)
    for each in row.get("financing", ()):
        via = parties.get(each.get("via", ""))
        Financings(vault).add(draft_of(FinancingDraft, each, screening_id=file, party_id=via))
    _fill_course(vault, file, row)


def _fill_course(vault: UnlockedVault, file: int, row: Mapping[str, Any]) -> None:
    """What happened on the way, in the registers that are about days."""
    for name, register, draft in (
        ("source", ConsultedSources(vault), ConsultedSourceDraft),
        ("question", AdviceQuestions(vault), AdviceQuestionDraft),
        ("condition", Conditions(vault), ConditionDraft),
        ("disclosure", Disclosures(vault), DisclosureDraft),
    ):
        for each in row.get(name, ()):
            register.add(draft_of(draft, dated(draft, each), screening_id=file))  # type: ignore[arg-type]
