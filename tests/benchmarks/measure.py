"""Two ways of doing one thing, measured in turns in one run: on shared machines only their ratio means anything."""

from __future__ import annotations

import gc
import statistics
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from tests.benchmarks.results import report

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Ratio:
    """Median seconds of ours and of the bare way, and the ratio that quality.md asks for."""

    name: str
    ours: float
    bare: float
    reach: float

    @property
    def value(self) -> float:
        """Ours as a multiple of the bare way."""
        return self.ours / self.bare

    @property
    def reached(self) -> bool:
        """Whether it is what quality.md asks for."""
        return self.value <= self.reach

    def report(self) -> None:
        """Into the table of results."""
        measured = f"x{self.value:.2f} ({milliseconds(self.ours)} beside {milliseconds(self.bare)})"
        report(self.name, measured=measured, reach=f"x{self.reach:.1f}", reached=self.reached)

    def __str__(self) -> str:
        """One line for the terminal: reached, or how far off."""
        verdict = "reached" if self.reached else f"MISSED by x{self.value / self.reach:.2f}"
        return (
            f"{self.name:<44} {self.ours * 1e3:9.2f} ms  bare {self.bare * 1e3:9.2f} ms  "
            f"x{self.value:.2f} (reach x{self.reach:.1f}): {verdict}"
        )


def compare(
    name: str, ours: Callable[[], object], bare: Callable[[], object], *, reach: float, rounds: int = 15
) -> Ratio:
    """Both ways in turns, after one unmeasured round each; prints and returns the ratio of the medians."""
    ours(), bare()
    timings: tuple[list[float], list[float]] = ([], [])
    gc.disable()
    try:
        for _ in range(rounds):
            for way, taken in zip((ours, bare), timings, strict=True):
                start = perf_counter()
                way()
                taken.append(perf_counter() - start)
    finally:
        gc.enable()
    ratio = Ratio(name, statistics.median(timings[0]), statistics.median(timings[1]), reach)
    print(f"\n{ratio}")  # noqa: T201 (the figure is what a benchmark is for)
    ratio.report()
    return ratio


def milliseconds(seconds: float) -> str:
    """A time for people: 0.85 ms, 12 ms, 3,400 ms."""
    taken = seconds * 1e3
    return f"{taken:,.0f} ms" if taken >= 10 else f"{taken:.2f} ms"
