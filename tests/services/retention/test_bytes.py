"""R5 after erasure: in a twin of the vault that is not encrypted, no byte of what was erased is left in any file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.rules.permissions import CASEWORK, Role
from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.casework.cases import CaseDraft, Cases
from app.services.casework.notes import CaseNoteDraft, CaseNotes
from app.services.retention.acts import approve, propose, sweep
from app.services.search.finding import search
from app.services.search.question import Question
from app.vault.founding import Founder, found
from app.vault.session import unlock
from app.vault.store import compartments, engine
from models.choices import CaseStatus, ClosingReason
from tests.demo_vault import CHEAP, LIMITS
from tests.services.retention.conftest import WORD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.vault.session import UnlockedVault

PASSWORD = "paard batterij nietje"
SURNAME = "Zwaluwstaartman"


@pytest.fixture
def plain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[UnlockedVault, UnlockedVault]]:
    """A director and a privacy officer in a vault whose files are plain, through the same SQLite and services."""
    monkeypatch.setattr(engine, "_set_key", lambda *_: None)
    monkeypatch.setattr(engine, "is_genuine", lambda _: True)
    monkeypatch.setattr(compartments, "check_file", lambda *_: None)
    folder = tmp_path / "kluis.bolwerk"
    founders = [Founder(role.value, role.label, PASSWORD, role) for role in Role]
    found(folder, "Voorbeeldstad", founders, day=date(2019, 1, 1), kdf=CHEAP.settings)
    director, privacy = (unlock(folder, role.value, PASSWORD, limits=LIMITS) for role in (Role.DIRECTOR, Role.PRIVACY))
    yield director, privacy
    director.lock()
    privacy.lock()


def files_with(folder: Path, *words: str) -> list[str]:
    """The files that hold a word in any spelling that a store or an index uses."""
    spelled = [form.encode(code) for word in words for form in (word, word.lower()) for code in ("utf-8", "utf-16-le")]
    return sorted(
        path.name for path in folder.rglob("*") if path.is_file() and any(word in path.read_bytes() for word in spelled)
    )


def closed_case(vault: UnlockedVault, kind: int, title: str) -> int:
    draft = CaseDraft(
        title=title,
        case_type_id=kind,
        status=CaseStatus.CLOSED,
        closing_reason=ClosingReason.MEASURE,
        opened_on=date(2019, 1, 1),
        closed_on=date(2019, 2, 1),
        handler=f"A. {SURNAME}",
        description=f"{title} omschreven. " * 400,
    )
    key = Cases(vault).add(draft).id
    for number in range(20):
        CaseNotes(vault).add(CaseNoteDraft(case_id=key, text=f"{title} notitie {number}. " * 50))
    return key


def test_that_not_a_byte_is_left_in_file_index_log_or_free_pages(plain: tuple[UnlockedVault, UnlockedVault]) -> None:
    director, privacy = plain
    kind = CaseTypes(director).add(CaseTypeDraft(name="Panden")).id
    key = closed_case(director, kind, WORD)
    for number in range(3):
        closed_case(director, kind, f"Blijft {number}")
    assert search(director, Question(WORD)).count == 21
    assert files_with(director.folder, WORD) != []  # the measure itself
    propose(director, "case", key)
    assert approve(privacy, "case", key).swept
    assert files_with(director.folder, WORD) == []
    assert search(director, Question("Blijft")).count == 63


def test_that_a_surname_that_nobody_else_has_is_gone_from_the_index_too(
    plain: tuple[UnlockedVault, UnlockedVault],
) -> None:
    director, privacy = plain
    kind = CaseTypes(director).add(CaseTypeDraft(name="Panden")).id
    key = closed_case(director, kind, WORD)
    propose(director, "case", key)
    approve(privacy, "case", key)
    assert files_with(director.folder, SURNAME, SURNAME[2:14]) == []


def test_that_a_reader_in_between_is_told_and_the_rest_is_done_later(
    plain: tuple[UnlockedVault, UnlockedVault], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_MS", 1)
    director, privacy = plain
    kind = CaseTypes(director).add(CaseTypeDraft(name="Panden")).id
    key = closed_case(director, kind, WORD)
    propose(director, "case", key)
    with director.read(CASEWORK) as reading:
        reading.connection().exec_driver_sql("SELECT count(*) FROM audit_entry").fetchone()
        assert not approve(privacy, "case", key).swept
    assert files_with(director.folder, WORD) != []
    assert sweep(privacy)
    assert files_with(director.folder, WORD) == []
