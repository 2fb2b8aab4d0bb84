"""When a vault locks by itself: how long without input, and for how long a meeting may put that off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rules.permissions import BIBOB, INTEGRITY

if TYPE_CHECKING:
    from collections.abc import Collection

STANDARD_SECONDS = 240
SHORTEST_SECONDS, LONGEST_SECONDS = 60, 1800
NEVER = 0
WARNING_SECONDS = 30
"""How long before locking the user is warned."""

MEETING_MINUTES = (30, 60, 90)

_ALWAYS_LOCKING = frozenset({INTEGRITY, BIBOB})


def must_lock(kinds: Collection[str]) -> bool:
    """Whether a session with these kinds of compartment open has to lock by itself, whatever is set or asked."""
    return not _ALWAYS_LOCKING.isdisjoint(kinds)


def may_be_set(seconds: int) -> bool:
    """Whether a vault can be set to this."""
    return seconds == NEVER or SHORTEST_SECONDS <= seconds <= LONGEST_SECONDS


def idle_seconds(setting: int | None, kinds: Collection[str]) -> int:
    """After how many seconds without input a session locks; NEVER when it does not.

    What is not set, or set to what cannot be, is the standard.
    """
    if setting is None or not may_be_set(setting):
        return STANDARD_SECONDS
    return STANDARD_SECONDS if setting == NEVER and must_lock(kinds) else setting
