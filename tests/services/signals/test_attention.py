"""The start page: new signals for who weighs, privacy test 1 for who decides it, and nothing for anybody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.signals.attention import SHOWN, signal_items
from app.services.signals.weighing import answer_step
from models.casework.choices import WeighingStepKind as W
from tests.services.signals.files import NO, answered, signal

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


def test_that_who_weighs_sees_what_came_in_and_how_much_more(director: UnlockedVault) -> None:
    keys = [signal(director, f"Signaal {number}") for number in range(SHOWN + 2)]
    items = signal_items(director)
    assert [item.record for item in items] == [*keys[:SHOWN], None]
    assert items[0].text.endswith("wacht op weging: ‘Signaal 0’")
    assert items[-1].text == "En nog 2 signalen wachten op weging."
    assert {item.page for item in items} == {"signals"}
    answer_step(director, keys[0], W.W1, NO, 1)
    assert signal_items(director)[0].record == keys[1]


def test_that_the_privacy_officer_sees_what_waits_for_test_one(director: UnlockedVault, privacy: UnlockedVault) -> None:
    waiting, stopped, early = (signal(director) for _ in range(3))
    answered(director, waiting, W.W1, W.W2A, W.W2B, W.W3)
    answered(director, early, W.W1)
    answer_step(director, stopped, W.W1, NO, 1)
    items = signal_items(privacy)
    assert [item.record for item in items] == [waiting]
    assert "wacht op uw oordeel bij privacytoets 1" in items[0].text
