"""A clock for what must not stop while the computer sleeps."""

from __future__ import annotations

import time


def seconds_awake_or_not() -> float:
    """Seconds of a clock that only goes forward and does not stop while the computer sleeps."""
    boottime = getattr(time, "CLOCK_BOOTTIME", None)  # elsewhere the monotonic clock goes on by itself
    return time.monotonic() if boottime is None else time.clock_gettime(boottime)
