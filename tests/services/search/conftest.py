"""A compartment with a few people, places and texts in it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.casework.cases import CaseDraft, Cases
from app.services.search.finding import search
from app.services.search.question import Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault


@pytest.fixture
def add(director: UnlockedVault) -> Callable[..., int]:
    """Register a case; gives its id."""
    kind = CaseTypes(director).add(CaseTypeDraft(name="Panden")).id

    def added(title: str, **more: Any) -> int:
        draft = CaseDraft(title=title, case_type_id=kind, opened_on=more.pop("opened_on", date(2020, 3, 1)), **more)
        return Cases(director).add(draft).id

    return added


@pytest.fixture
def found(director: UnlockedVault) -> Callable[..., list[str]]:
    """The titles of what answers a question, without the numbers of the cases."""

    def titles(text: str, **narrowed: Any) -> list[str]:
        hits = search(director, Question(text, **narrowed)).hits
        return [hit.title.partition(" ")[2] if hit.kind == "case" else hit.title for hit in hits]

    return titles
