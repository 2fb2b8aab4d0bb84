"""What is kept for a time: each kind of record says here when its time runs and what goes along with it.

A register takes part with one `Kept`; the work list, the acts, the erasing and the certificate are the same for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Ended:
    """A record whose time runs: since which day, or `until` which day when the record says so itself.

    `norm` is given where it is not that of its kind.
    """

    record: int
    number: str
    since: date
    until: date | None = None
    norm: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A kind of record that is kept for a time under a norm.

    `ended` gives those whose time runs, or only the record with that id. `along` names columns, as (table, column), of
    rows that have no life of their own without the record that they point to; whatever hangs on it by a cascade goes
    along anyway, and any other pointer is made empty. `alone` names columns of the record itself: what they point to
    goes too when nothing else points to it.
    """

    kind: str
    norm: str
    ended: Callable[[Session, int | None], Iterable[Ended]]
    along: frozenset[tuple[str, str]] = frozenset()
    alone: frozenset[str] = frozenset()


_KEPT: dict[str, dict[str, Kept]] = {}


def keep(compartment: str, kept: Kept) -> None:
    """Have a kind of record take part."""
    _KEPT.setdefault(compartment, {})[kept.kind] = kept


def kept_in(compartment: str) -> dict[str, Kept]:
    """Those of a compartment, by kind of record."""
    return _KEPT.get(compartment, {})
