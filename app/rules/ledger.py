"""Bookings beside the ledger of the municipality: how its amounts are written, and which rows are the same payment.

Nothing is repaired: what differs is shown with both values, and what stands on one side only is listed.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from app.formats import FormatProblem, parse_amount
from app.rules.money import ZERO
from models.choices import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_DUTCH = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}|\d+,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d{1,2}|\d+\.\d{1,2}|\d{1,3}(?:,\d{3}){2,}")
_NOISE = re.compile(r"€|\bEUR\b|\s", re.IGNORECASE)


class Notation(Choice):
    """How a file writes an amount."""

    DUTCH = "dutch", "1.234,56"
    ENGLISH = "english", "1,234.56"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A payment as one side has it. `key` is the row of the file, or the id of the booking."""

    key: int
    booked_on: date
    amount: Decimal
    reference: str = ""
    description: str = ""
    account: str = ""
    cost_centre: str = ""


_Side = dict[int, LedgerEntry]


@dataclass(frozen=True, slots=True)
class Pair:
    """The same payment on both sides, and in what they differ (empty when in nothing)."""

    ledger: LedgerEntry
    ours: LedgerEntry
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides beside each other. Every entry stands in exactly one of the lists."""

    pairs: tuple[Pair, ...]
    only_ledger: tuple[LedgerEntry, ...]
    only_ours: tuple[LedgerEntry, ...]

    @property
    def differing(self) -> tuple[Pair, ...]:
        """Pairs that are the same payment by their reference and not in all else."""
        return tuple(pair for pair in self.pairs if pair.differs)

    @property
    def agrees(self) -> bool:
        """Whether both sides say the same."""
        return not (self.differing or self.only_ledger or self.only_ours)


def notation_of(texts: Iterable[str]) -> Notation | None:
    """How a whole file writes its amounts, by those that can be read in one way only; None when both occur.

    Where no amount tells ("1.234" or "500"), it is the Dutch way.
    """
    bare = [_bare(text) for text in texts]
    dutch = any(_DUTCH.fullmatch(each) and not _ENGLISH.fullmatch(each) for each in bare)
    english = any(_ENGLISH.fullmatch(each) and not _DUTCH.fullmatch(each) for each in bare)
    if dutch and english:
        return None
    return Notation.ENGLISH if english else Notation.DUTCH


def read_amount(text: str, notation: Notation) -> Decimal | None:
    """Euros of a ledger: a minus before or after, or brackets. Empty is None; FormatProblem when it cannot be read."""
    tidy = _NOISE.sub("", text).replace("\u2212", "-")
    if not tidy:
        return None
    if tidy.startswith("(") and tidy.endswith(")"):
        tidy = f"-{tidy[1:-1]}"
    if notation is Notation.ENGLISH:
        tidy = tidy.translate(str.maketrans(",.", ".,"))
    tidy = re.sub(r",(\d)(?=-?$)", r",\g<1>0", tidy)  # 12,5 is how spreadsheets write twelve and a half
    try:
        return parse_amount(tidy)
    except FormatProblem as problem:
        told = f"‘{text.strip()}’ is geen bedrag in de schrijfwijze {notation.label} van dit bestand."
        raise FormatProblem(told) from problem


def compare(ledger: Sequence[LedgerEntry], ours: Sequence[LedgerEntry]) -> Comparison:
    """Match by reference first, then by amount and day, then by amount alone when only one on each side is left.

    Each entry is used once, in the order of the lists. Two with the same reference are told apart by their amount.
    """
    pairs: list[Pair] = []
    left, right = ({each.key: each for each in side} for side in (ledger, ours))
    for same in (_by_reference_and_amount, _by_amount_and_day, _by_reference):
        _match(left, right, same, pairs)
    _match_single(left, right, pairs)
    pairs.sort(key=lambda pair: pair.ledger.key)
    return Comparison(tuple(pairs), tuple(left.values()), tuple(right.values()))


def total_of(entries: Iterable[LedgerEntry]) -> Decimal:
    """What they come to."""
    return sum((each.amount for each in entries), ZERO)


def _match(left: _Side, right: _Side, same: Callable[[LedgerEntry], object], pairs: list[Pair]) -> None:
    waiting: dict[object, deque[LedgerEntry]] = defaultdict(deque)
    for entry in right.values():
        if (key := same(entry)) is not None:
            waiting[key].append(entry)
    for entry in list(left.values()):
        key = same(entry)
        if key is not None and waiting[key]:
            _take(left, right, entry, waiting[key].popleft(), pairs)


def _match_single(left: _Side, right: _Side, pairs: list[Pair]) -> None:
    """By amount alone where that leaves no doubt, and one of both has no reference."""
    here, there = (_by_amount(side) for side in (left, right))
    for amount, entries in here.items():
        others = there.get(amount, [])
        if len(entries) == len(others) == 1 and not (entries[0].reference and others[0].reference):
            _take(left, right, entries[0], others[0], pairs)


def _by_amount(side: _Side) -> dict[Decimal, list[LedgerEntry]]:
    found: dict[Decimal, list[LedgerEntry]] = defaultdict(list)
    for entry in side.values():
        found[entry.amount].append(entry)
    return found


def _take(left: _Side, right: _Side, entry: LedgerEntry, ours: LedgerEntry, pairs: list[Pair]) -> None:
    del left[entry.key], right[ours.key]
    pairs.append(Pair(entry, ours, _differences(entry, ours)))


def _by_reference_and_amount(entry: LedgerEntry) -> object:
    return (_folded(entry.reference), entry.amount) if entry.reference else None


def _by_reference(entry: LedgerEntry) -> object:
    return _folded(entry.reference) or None


def _by_amount_and_day(entry: LedgerEntry) -> object:
    """Only where there is no reference: two references that differ are two payments."""
    return None if entry.reference else (entry.amount, entry.booked_on)


def _differences(ledger: LedgerEntry, ours: LedgerEntry) -> tuple[str, ...]:
    """The names of what both sides know and do not agree on."""
    both = (
        ("bedrag", ledger.amount, ours.amount),
        ("datum", ledger.booked_on, ours.booked_on),
        ("grootboeknummer", _folded(ledger.account), _folded(ours.account)),
        ("kostenplaats", _folded(ledger.cost_centre), _folded(ours.cost_centre)),
    )
    return tuple(name for name, first, second in both if first not in (second, "") and second != "")


def _folded(text: str) -> str:
    return "".join(text.split()).casefold()


def _bare(text: str) -> str:
    return _NOISE.sub("", text).strip("-()\u2212")
