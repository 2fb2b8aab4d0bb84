"""When a session locks by itself, whatever is set."""

from __future__ import annotations

import pytest

from app.rules.locking import NEVER, STANDARD_SECONDS, idle_seconds, may_be_set, must_lock

ORDINARY = {"register", "casework", "programme"}


@pytest.mark.parametrize(
    ("setting", "kinds", "seconds"),
    [
        (None, ORDINARY, STANDARD_SECONDS),
        (600, ORDINARY, 600),
        (600, {"register", "bibob"}, 600),
        (NEVER, ORDINARY, NEVER),
        (NEVER, {"register", "bibob"}, STANDARD_SECONDS),
        (NEVER, {"register", "integrity"}, STANDARD_SECONDS),
        (59, ORDINARY, STANDARD_SECONDS),
        (1801, ORDINARY, STANDARD_SECONDS),
        (-1, ORDINARY, STANDARD_SECONDS),
    ],
)
def test_that_a_session_locks_as_set_within_limits(setting: int | None, kinds: set[str], seconds: int) -> None:
    assert idle_seconds(setting, kinds) == seconds


def test_that_the_limits_themselves_may_be_set() -> None:
    assert [may_be_set(seconds) for seconds in (0, 1, 59, 60, 1800, 1801)] == [True, False, False, True, True, False]


def test_that_bibob_and_integrity_always_lock() -> None:
    assert not must_lock(ORDINARY)
    assert must_lock({"bibob"})
    assert must_lock({"integrity"})
