"""How well the matcher does: precision and recall over all pairs that it proposes, blocking included."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.rules.identity.blocking import asked_keys, stored_keys
from app.rules.identity.comparing import compared

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.rules.identity.evidence import Comparison
    from app.rules.identity.particulars import Particulars
    from tests.benchmarks.people import Written

MOST_COMPARED = 400  # as app/services/network/recognising/proposals.py


@dataclass(frozen=True, slots=True)
class Figures:
    """Of all pairs that are the same, which share was proposed; of all that were proposed, which share is."""

    threshold: float
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        """One line for the terminal."""
        told = f"precision {self.precision:.4f}  recall {self.recall:.4f}  F1 {self.f1:.4f}"
        return f"{told}  (from {self.threshold:.1f} bits)"


class Known:
    """Records that can be looked for, in memory: the table of keys without the vault around it."""

    def __init__(self, records: Iterable[Written]) -> None:
        self.records = list(records)
        self._by_key: dict[int, list[int]] = defaultdict(list)
        for place, record in enumerate(self.records):
            for key in stored_keys(record.said):
                self._by_key[key].append(place)

    def candidates(self, said: Particulars) -> list[int]:
        """Places of records that share a key, those that share most first."""
        shared: Counter[int] = Counter()
        for key in asked_keys(said):
            shared.update(self._by_key.get(key, ()))
        return [place for place, _ in shared.most_common(MOST_COMPARED)]

    def compared(self, said: Particulars) -> list[tuple[int, Comparison]]:
        """Each candidate with what its comparison gave."""
        return [(place, compared(said, self.records[place].said)) for place in self.candidates(said)]


def pairs(known: Known, asked: Iterable[Written]) -> list[tuple[float, bool]]:
    """Weight and truth of every pair that was compared."""
    return [
        (comparison.weight, known.records[place].who == one.who)
        for one in asked
        for place, comparison in known.compared(one.said)
    ]


def figures(found: list[tuple[float, bool]], truly: int, threshold: float) -> Figures:
    """At a threshold; `truly` is how many pairs are the same, found or not."""
    proposed = [same for weight, same in found if weight >= threshold]
    right = sum(proposed)
    return Figures(threshold, right / len(proposed) if proposed else 1.0, right / truly)


def thresholds(found: list[tuple[float, bool]]) -> list[float]:
    """Every weight there is."""
    return sorted({weight for weight, _ in found})


def best(found: list[tuple[float, bool]], truly: int) -> Figures:
    """At the threshold with the highest F1."""
    return max((figures(found, truly, each) for each in thresholds(found)), key=lambda each: each.f1)


def precise(found: list[tuple[float, bool]], truly: int, precision: float = 0.99) -> Figures:
    """At the threshold with the highest recall among those that are as precise as asked."""
    every = [figures(found, truly, each) for each in thresholds(found)]
    return max((each for each in every if each.precision >= precision), key=lambda each: each.recall)
