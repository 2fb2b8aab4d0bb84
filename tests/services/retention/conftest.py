"""A director and a privacy officer in one vault, with a case whose term is over and one whose is not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.rules.permissions import Role
from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.casework.cases import CaseDraft, Cases
from models.choices import CaseStatus, ClosingReason

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

WORD = "Merkteken7319"


@pytest.fixture
def privacy(unlock_as: Callable[[Role], UnlockedVault], director: UnlockedVault) -> UnlockedVault:
    """The second person."""
    return unlock_as(Role.PRIVACY)


@pytest.fixture
def case(director: UnlockedVault) -> Callable[..., int]:
    """Register a case that was closed on a day; gives its id."""
    kind = CaseTypes(director).add(CaseTypeDraft(name="Panden")).id

    def made(title: str = WORD, closed_on: date | None = date(2019, 6, 1), **more: Any) -> int:
        status: dict[str, Any] = (
            {"status": CaseStatus.CLOSED, "closing_reason": ClosingReason.MEASURE} if closed_on else {}
        )
        draft = CaseDraft(
            title=title, case_type_id=kind, opened_on=date(2019, 1, 1), closed_on=closed_on, **status, **more
        )
        return Cases(director).add(draft).id

    return made
