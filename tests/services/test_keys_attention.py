"""What the keys ask of a user on the first page: new ones, and the yearly review."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.rules.permissions import Role
from app.services.attention import attention
from app.services.keys import accounts, rekeying, rights_review
from models.choices import ReviewVerdict

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from app.vault.session import UnlockedVault

WAITS = "wacht op een nieuwe sleutel"
REVIEW = "beoordeling van rechten"


def told(vault: UnlockedVault, about: str) -> list[str]:
    return [item.text for item in attention(vault) if about in item.text]


def test_that_a_new_key_is_asked_of_who_can_give_it(unlock_as: Callable[[Role], UnlockedVault]) -> None:
    keeper, director = unlock_as(Role.KEEPER), unlock_as(Role.DIRECTOR)
    assert told(director, WAITS) == []
    gone = next(row for row in accounts.accounts(keeper) if row.login == "controller")
    accounts.revoke(keeper, account=gone.account)
    director.refresh()

    assert {text.split(" wacht")[0] for text in told(director, WAITS)} == {"Register", "Programma"}
    assert {text.split(" wacht")[0] for text in told(keeper, WAITS)} == {"Register"}

    rekeying.rekey(director, compartment="programme")
    assert [text.split(" wacht")[0] for text in told(director, WAITS)] == ["Register"]


def test_that_an_overdue_review_is_told_to_who_may_sign_it(
    unlock_as: Callable[[Role], UnlockedVault], monkeypatch: pytest.MonkeyPatch
) -> None:
    director, policy = unlock_as(Role.DIRECTOR), unlock_as(Role.POLICY)
    monkeypatch.setattr(rights_review, "today", lambda: date(2020, 12, 1))
    assert told(director, REVIEW) == []

    monkeypatch.setattr(rights_review, "today", lambda: date(2021, 2, 1))
    assert len(told(director, REVIEW)) == 1
    assert told(policy, REVIEW) == []

    verdicts = {row.held: ReviewVerdict.KEEP for row in rights_review.rows(director)}
    rights_review.sign_off(director, verdicts=verdicts)
    assert told(director, REVIEW) == []
