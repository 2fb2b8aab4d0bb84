"""The monthly anchor of integrity: always one, never a count, and an older trail put back is found by its holder."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text

from app.errors import Invalid
from app.vault.post import hidden_anchors
from app.vault.post.hidden_anchors import HiddenAnchor, own_anchors, received_anchors
from app.vault.post.notes import Giver
from app.vault.primitives.strict_json import to_base64
from app.vault.rekeying import rekey
from models.register import Delivery

if TYPE_CHECKING:
    from app.vault.primitives.strict_json import Json
    from app.vault.session import UnlockedVault
    from tests.conftest import Clock, UnlockAs


def received(vault: UnlockedVault) -> list[HiddenAnchor]:
    with vault.read("audit") as session:
        return received_anchors(session)


def own(vault: UnlockedVault) -> dict[str, bytes]:
    with vault.read("integrity") as session:
        return own_anchors(session, vault.compartment("integrity"), vault.roster)


def act(vault: UnlockedVault, times: int = 1) -> None:
    for _ in range(times):
        with vault.write("integrity") as work:
            work.record("open", "report", 1)


def test_that_there_is_one_a_month_with_or_without_acts(unlock_as: UnlockAs, clock: Clock) -> None:
    for month in (1, 2, 2, 3):
        clock.now = datetime(2026, month, 5, 12, tzinfo=UTC)
        with unlock_as("integrity", now=clock) as officer:
            if month == 2:
                act(officer, 3)
    officer = unlock_as("integrity", now=clock)
    fg = unlock_as("dpo")
    kept = received(fg)
    assert fg.warnings == []
    assert [(anchor.compartment, anchor.period) for anchor in kept] == [
        ("integrity", "2026-01"),
        ("integrity", "2026-02"),
        ("integrity", "2026-03"),
    ]
    assert {anchor.period: anchor.value for anchor in kept} == own(officer)
    assert len({anchor.value for anchor in kept}) == 3


def test_that_it_leaves_nothing_in_the_trail_and_no_name(unlock_as: UnlockAs, clock: Clock) -> None:
    officer = unlock_as("integrity", now=clock)
    with officer.read("integrity") as session:
        assert session.scalar(text("SELECT count(*) FROM audit_entry")) == 0
    with officer.read("register") as session:
        assert session.scalars(select(Delivery.target)).all() == ["audit"]
        assert session.scalar(text("SELECT count(*) FROM audit_entry")) == 0
    fg = unlock_as("dpo")
    with fg.read("audit") as session:
        assert session.execute(text("SELECT giver, origin FROM received")).all() == [("", "integrity")]


def test_that_both_officers_have_their_own(unlock_as: UnlockAs, clock: Clock) -> None:
    unlock_as("integrity", now=clock).close()
    unlock_as("integrity_deputy", now=clock).close()
    assert [anchor.compartment for anchor in received(unlock_as("dpo"))] == ["integrity", "integrity_deputy"]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit_entry WHERE n > 2",
        "UPDATE audit_entry SET digest = zeroblob(32) WHERE n = 3",
        "UPDATE own_anchor SET n = 2",
        "UPDATE own_anchor SET secret = zeroblob(32)",
        "DELETE FROM own_anchor",
    ],
)
def test_that_a_trail_that_was_put_back_gives_another_anchor(unlock_as: UnlockAs, clock: Clock, statement: str) -> None:
    with unlock_as("integrity", now=clock) as officer:
        act(officer, 3)
    clock.now = clock.now.replace(month=clock.now.month + 1)
    unlock_as("integrity", now=clock).close()
    (_, kept) = received(unlock_as("dpo"))
    officer = unlock_as("integrity", now=clock)
    assert own(officer)[kept.period] == kept.value
    with officer.compartment("integrity").write() as session:
        session.execute(text("DROP TRIGGER audit_entry_refuses_update"))
        session.execute(text("DROP TRIGGER audit_entry_refuses_delete"))
        session.execute(text(statement))
    assert own(officer).get(kept.period) != kept.value


GOOD: dict[str, Json] = {"period": "2026-01", "anchor": to_base64(bytes(32))}
FROM_INTEGRITY = Giver("", None, "integrity")


def take_in(fg: UnlockedVault, payload: dict[str, Json], giver: Giver = FROM_INTEGRITY) -> None:
    handler = partial(hidden_anchors.take_in, roster=fg.roster)
    with fg.write("audit") as work:
        handler(work, payload, giver)
        work.record("accept_delivery", "integrity_anchor", 1)


def test_that_the_same_twice_is_once_and_another_is_refused(unlock_as: UnlockAs) -> None:
    fg = unlock_as("dpo")
    take_in(fg, GOOD)
    take_in(fg, GOOD)
    assert received(fg) == [HiddenAnchor("integrity", "2026-01", bytes(32))]
    with pytest.raises(Invalid, match="al een ander anker"):
        take_in(fg, {**GOOD, "anchor": to_base64(b"x" * 32)})


@pytest.mark.parametrize(
    "change",
    [{"period": "januari"}, {"period": 1}, {"anchor": "AAAA"}, {"anchor": "*"}, {"anchor": None}, {"count": 3}],
)
def test_that_what_is_no_anchor_is_refused(unlock_as: UnlockAs, change: dict[str, Json]) -> None:
    fg = unlock_as("dpo")
    with pytest.raises(Invalid):
        take_in(fg, {**GOOD, **change})
    assert received(fg) == []


def test_that_only_integrity_sends_them(unlock_as: UnlockAs) -> None:
    fg = unlock_as("dpo")
    with pytest.raises(Invalid, match="alleen integriteit"):
        take_in(fg, GOOD, Giver(fg.account.id, fg.account.role, "register"))


def test_that_a_new_key_loses_no_anchor_that_was_under_way(unlock_as: UnlockAs, clock: Clock) -> None:
    """With the key the voice of integrity changes, and what the old one said is not believed any more."""
    officer = unlock_as("integrity", now=clock)
    rekey(officer, "integrity")
    officer.close()
    fg = unlock_as("dpo")
    assert {one.period: one.value for one in received(fg)} == own(unlock_as("integrity", now=clock))
