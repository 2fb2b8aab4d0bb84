"""How somebody likes to look at things: widths and order of a list, its filters, and whether the tour was seen.

Kept in the compartment that it is about and sealed to its owner, like a draft (app.vault.drafts): what somebody filters
on tells what they work on. It is no act and leaves no entry in the trail. What cannot be read counts for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.rules.permissions import REGISTER, Act
from app.services.access import requires
from app.vault.drafts import NEW, keep_draft, kept_draft

if TYPE_CHECKING:
    from app.services.records import Records
    from app.vault.primitives.strict_json import Json
    from app.vault.session import UnlockedVault

_TOUR = "habit:tour"
_LONGEST = 80  # characters of the name of a habit, as the table has room for
NARROWEST, WIDEST = 40, 2_000  # pixels of a column


@dataclass(frozen=True, slots=True)
class ListHabit:
    """How a list was left: widths in pixels by column, the column it is sorted by, and filters by name.

    The value of a filter is that of the choice as text or number, and None where "unknown" was chosen.
    """

    widths: Mapping[str, int] = field(default_factory=dict)
    order: str | None = None
    descending: bool = False
    filters: Mapping[str, str | int | None] = field(default_factory=dict)


class ListHabits:
    """The habit of this account for one list of a register; `title` tells lists of the same register apart."""

    def __init__(self, records: Records[Any, Any], title: str) -> None:
        self.vault = records.vault
        self.compartment = records.compartment
        self.name = f"habit:{records.kind}:{title}"[:_LONGEST]

    def kept(self) -> ListHabit:
        """As it was left; the plain one when it never was."""
        return list_habit(self.vault, self.compartment, self.name)

    def keep(self, habit: ListHabit) -> None:
        """Keep it in the place of the one before."""
        keep_list_habit(self.vault, self.compartment, self.name, habit)


@requires(Act.OWN_ACCOUNT, REGISTER)
def list_habit(vault: UnlockedVault, compartment: str, name: str) -> ListHabit:
    """What was kept under a name."""
    match kept_draft(vault, compartment, kind=name, record=NEW):
        case {
            "widths": dict(widths),
            "order": None | str() as order,
            "descending": bool(down),
            "filters": dict(chosen),
        }:
            return ListHabit(_widths(widths), order, down, _filters(chosen))
    return ListHabit()


@requires(Act.OWN_ACCOUNT, REGISTER)
def keep_list_habit(vault: UnlockedVault, compartment: str, name: str, habit: ListHabit) -> None:
    """Keep a habit under a name."""
    content: dict[str, Json] = {
        "widths": dict(habit.widths),
        "order": habit.order,
        "descending": habit.descending,
        "filters": dict(habit.filters),
    }
    keep_draft(vault, compartment, kind=name, record=NEW, content=content)


@requires(Act.OWN_ACCOUNT, REGISTER)
def tour_seen(vault: UnlockedVault) -> bool:
    """Whether this account has had the tour offered."""
    return kept_draft(vault, REGISTER, kind=_TOUR, record=NEW) is not None


@requires(Act.OWN_ACCOUNT, REGISTER)
def remember_tour(vault: UnlockedVault) -> None:
    """It has now."""
    keep_draft(vault, REGISTER, kind=_TOUR, record=NEW, content={"seen": True})


def _widths(kept: Mapping[str, Json]) -> dict[str, int]:
    return {
        name: width
        for name, width in kept.items()
        if isinstance(width, int) and not isinstance(width, bool) and NARROWEST <= width <= WIDEST
    }


def _filters(kept: Mapping[str, Json]) -> dict[str, str | int | None]:
    return {name: value for name, value in kept.items() if value is None or isinstance(value, str | int)}
