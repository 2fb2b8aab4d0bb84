"""R8 for who hands in: a participant with the password, all files and a script reads nothing of casework.

And no other holder of the register reads what the participant handed in, or what came back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.rules.permissions import CASEWORK, REGISTER
from app.services.post import carry_and_take_in
from app.services.records import Query
from app.services.signals.course import course_of
from app.services.signals.hand_in import hand_in
from app.services.signals.handed import HandedDraft
from app.services.signals.signals import SignalDraft, Signals
from app.services.signals.weighing import answer_step
from app.vault.header.file import read_header
from app.vault.header.trust import Roster
from app.vault.post.notes import Unacceptable, open_note
from models.casework.choices import FeedbackState, SignalSource
from models.casework.choices import WeighingStepKind as W
from tests.faults.beheerder import Beheerder
from tests.services.signals.files import YES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import UnlockAs

HANDED_IN, OF_OTHERS = "Zwaluwstaart-7714", "Roodborst-2291"


@pytest.fixture
def lived_in(unlock_as: UnlockAs, vault_folder: Path) -> Path:
    """A signal of others, one handed in and weighed with feedback that arrived, and one still under way."""
    director, participant = unlock_as("director"), unlock_as("participant")
    Signals(director).add(SignalDraft(title=OF_OTHERS, facts=OF_OTHERS, source=SignalSource.POLICE))
    draft = HandedDraft(title=HANDED_IN, facts=HANDED_IN, street=HANDED_IN, surname=HANDED_IN)
    hand_in(participant, draft)
    carry_and_take_in(director)
    key = max(Signals(director).ids(Query()))
    answer_step(director, key, W.W1, YES, course_of(director, key).version)
    carry_and_take_in(director)
    hand_in(participant, draft)
    director.lock()
    participant.lock()
    return vault_folder


@pytest.mark.parametrize("login", ["participant", "keeper"])
def test_that_all_keys_on_all_files_open_the_register_only(lived_in: Path, login: str) -> None:
    assert Beheerder.of(lived_in, login).readable() == {"register.1.db"}


@pytest.mark.parametrize("login", ["participant", "keeper"])
def test_that_the_register_says_nothing_of_what_was_handed_in(lived_in: Path, login: str) -> None:
    turned = Beheerder.of(lived_in, login)
    tables = [str(name) for (name,) in turned.register("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = [row for table in tables for row in turned.register(f'SELECT * FROM "{table}"')]  # noqa: S608
    seen = b"\n".join(value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row)
    assert len(turned.register("SELECT id FROM handed_in")) == 2
    assert len(turned.register("SELECT id FROM handed_in WHERE feedback IS NOT NULL")) == 1
    for word in (HANDED_IN, OF_OTHERS, f'"{FeedbackState.IN_TREATMENT.value}"'):
        assert word.encode() not in seen
    for path in lived_in.rglob("*"):
        if path.is_file():
            assert HANDED_IN.encode() not in path.read_bytes()


@pytest.mark.parametrize("login", ["participant", "keeper"])
def test_that_what_is_under_way_opens_with_no_key_at_hand(lived_in: Path, login: str) -> None:
    turned, roster = Beheerder.of(lived_in, login), Roster.of(read_header(lived_in))
    waiting = turned.register("SELECT id, target, sealed FROM delivery WHERE target <> ?", REGISTER)
    assert {str(target) for _, target, _ in waiting} == {CASEWORK}
    for note_id, target, sealed in waiting:
        with pytest.raises(Unacceptable, match="niet te openen"):
            open_note(sealed, roster, id=str(note_id), target=str(target), inbox=turned.pairs)
