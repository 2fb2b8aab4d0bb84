"""R5 after erasure: in a twin of the vault that is not encrypted, no byte of what was erased is left in any file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.rules.permissions import CASEWORK, Role
from app.services.apart.moving import move_apart
from app.services.attachments.reading import checked
from app.services.attachments.store import Parent
from app.services.casework.attachments import CaseworkAttachments
from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.casework.cases import CaseDraft, Cases
from app.services.casework.merging import merge_cases
from app.services.casework.notes import CaseNoteDraft, CaseNotes
from app.services.drafts import Drafts, Input
from app.services.keys.own_account import own_account
from app.services.keys.separate import Chosen, set_apart
from app.services.records import Query
from app.services.retention.acts import approve, propose, sweep
from app.services.search.finding import search
from app.services.search.question import Question
from app.services.signals.links import link_case
from app.services.signals.mentions import MentionDraft, Mentions
from app.services.signals.signals import SignalDraft, Signals
from app.vault.session import unlock
from app.vault.store import engine
from models.casework import Signal
from models.casework.choices import MentionKind, SignalSource
from models.choices import CaseStatus, ClosingReason
from tests.demo_vault import LIMITS
from tests.services.retention.conftest import PASSWORD, WORD, files_with

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.vault.session import UnlockedVault

SURNAME = "Zwaluwstaartman"


@pytest.fixture
def plain(plain_folder: Path) -> Iterator[tuple[UnlockedVault, UnlockedVault]]:
    """A director and a privacy officer in a vault whose files are plain."""
    director, privacy = (
        unlock(plain_folder, role.value, PASSWORD, limits=LIMITS) for role in (Role.DIRECTOR, Role.PRIVACY)
    )
    yield director, privacy
    director.lock()
    privacy.lock()


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


def everything_on(vault: UnlockedVault, key: int) -> None:
    """An attachment, people in it, a signal that feeds it, a hold, a draft that was not saved, a merge."""
    content = (WORD + " ").encode() * 40_000
    CaseworkAttachments(vault).add(Parent("case_id", key), checked(f"{WORD}.txt", content), f"{WORD} foto")
    for surname in (WORD, SURNAME):
        Mentions(vault).add(
            MentionDraft(case_id=key, kind=MentionKind.PERSON, surname=surname, note=f"{WORD} is gezien")
        )
    signal = Signals(vault).add(SignalDraft(title=WORD, source=SignalSource.RESIDENT, facts=f"{WORD} zag iets."))
    link_case(vault, signal.id, key, f"{WORD} hoort erbij")
    typed = Input(Cases.kind, key, 1, "", was={}, now={"description": f"{WORD} half getypt"}, page="cases", part="case")
    Drafts(Cases(vault)).keep(typed)
    record = Cases(vault).get(key)
    kind = record.draft.case_type_id
    gone = Cases(vault).add(CaseDraft(title=f"{WORD} erbij", case_type_id=kind, opened_on=date(2019, 1, 2)))
    number = str(gone.draft.number)
    merge_cases(vault, target=key, number=number, version=record.version, reason=f"{WORD} is hetzelfde")


@pytest.fixture
def around(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a program may leave things."""
    place = tmp_path_factory.mktemp("around")
    for name in ("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR", "SQLITE_TMPDIR"):
        (place / name).mkdir()
        monkeypatch.setenv(name, str(place / name))
    return place


def test_that_nothing_of_a_whole_file_is_left_in_the_vault_home_or_temp(
    around: Path, plain: tuple[UnlockedVault, UnlockedVault]
) -> None:
    director, privacy = plain
    kind = CaseTypes(director).add(CaseTypeDraft(name="Panden")).id
    key = closed_case(director, kind, WORD)
    everything_on(director, key)
    signals = Signals(director).ids(Query())
    propose(director, "case", key)
    assert approve(privacy, "case", key).swept
    for signal in signals:  # it fed that case only; it is weighed as one that led to nothing, and its term is over
        with director.write(CASEWORK) as work:
            item = work.session.get_one(Signal, signal)
            item.keep_until = date(2020, 1, 1)
            work.record("signal.changed", "signal", signal)
        propose(director, "signal", signal)
        assert approve(privacy, "signal", signal).swept
    assert files_with(director.folder, WORD, SURNAME) == []
    assert files_with(around, WORD, SURNAME) == []


def test_that_nothing_is_left_where_a_case_was_moved_from(plain: tuple[UnlockedVault, UnlockedVault]) -> None:
    director, privacy = plain
    kind = CaseTypes(director).add(CaseTypeDraft(name="Panden")).id
    key = closed_case(director, kind, WORD)
    everything_on(director, key)
    chosen = Chosen(privacy.account.id, own_account(privacy).fingerprint)
    apart = set_apart(director, title="Haven", others=[chosen]).name
    moved = move_apart(director, case_id=key, version=Cases(director).get(key).version, compartment=apart)
    assert moved.swept
    left = files_with(director.folder, WORD, SURNAME)
    assert left, "it is there"
    assert {name for name in left if not name.startswith(apart)} == set()
