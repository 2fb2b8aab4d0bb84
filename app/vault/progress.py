"""How long work says how far it is. Whoever listens may stop the work by raising Cancelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[str, float | None], None]
"""Takes a Dutch phrase about what is being done, and how much of it is done (0 to 1, None when unknown)."""


def unheard(_text: str, _fraction: float | None) -> None:
    """For work that nobody watches."""


def part_of(progress: Progress, number: int, count: int) -> Progress:
    """Progress of part `number` (from 0) of `count` equal parts."""
    return lambda text, part: progress(text, (number + (part or 0)) / count)
