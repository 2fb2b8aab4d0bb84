"""A director and a privacy officer in one vault, with cases; and a vault of which every byte can be read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.rules.permissions import Role
from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.casework.cases import CaseDraft, Cases
from app.vault.founding import Founder, found
from app.vault.store import compartments, engine
from models.choices import CaseStatus, ClosingReason
from tests.demo_vault import CHEAP

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.vault.session import UnlockedVault

WORD = "Merkteken7319"
PASSWORD = "paard batterij nietje"


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


@pytest.fixture
def plain_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault with everybody in it whose files are plain, through the same SQLite and services."""
    monkeypatch.setattr(engine, "_set_key", lambda *_: None)
    monkeypatch.setattr(engine, "is_genuine", lambda _: True)
    monkeypatch.setattr(compartments, "check_file", lambda *_: None)
    folder = tmp_path / "kluis.bolwerk"
    founders = [Founder(role.value, role.label, PASSWORD, role) for role in Role]
    found(folder, "Voorbeeldstad", founders, day=date(2019, 1, 1), kdf=CHEAP.settings)
    return folder


def files_with(folder: Path, *words: str) -> list[str]:
    """The files that hold a word in any spelling that a store or an index uses."""
    spelled = [form.encode(code) for word in words for form in (word, word.lower()) for code in ("utf-8", "utf-16-le")]
    return sorted(
        path.name for path in folder.rglob("*") if path.is_file() and any(word in path.read_bytes() for word in spelled)
    )
