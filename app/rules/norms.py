"""Dated norms: a term or figure with its legal ground, valid from a day until the next one takes its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from app.errors import NotFound
from app.formats import format_date
from models.norm_choices import Counting, Evidence, NormUnit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


AGREEMENTS = "casework."  # what a municipality agrees with itself begins so: no law, and no lawyer is asked for it
ONE_DAY = timedelta(days=1)
LARGEST_VALUE = 1000
_ASKED = {
    "label": "Vul in waar deze norm over gaat.",
    "ground": "Vul het artikel in dat de grondslag is.",
    "source": "Vul in waar de tekst van de norm te vinden is.",
}
_ONE = {NormUnit.DAYS: "dag", NormUnit.WEEKS: "week", NormUnit.MONTHS: "maand"}


@dataclass(frozen=True, slots=True)
class Norm:
    """One norm as it holds from `valid_from` to `valid_to`, both included; None is until further notice.

    `id` names the norm through all its versions ("bibob.advice"); `ground` is the article, `source` where it was found.
    """

    id: str
    label: str
    value: int
    unit: NormUnit
    ground: str
    source: str
    valid_from: date
    valid_to: date | None
    counting: Counting
    applies_termijnenwet: bool
    evidence: Evidence

    def holds_on(self, day: date) -> bool:
        """Whether this version is the one of that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def length(self) -> str:
        """The value in words: "8 weken", "1 week", or how to count."""
        if self.unit is NormUnit.COUNTING:
            return self.counting.label
        if self.unit is NormUnit.NUMBER:
            return str(self.value)
        return f"{self.value} {_ONE.get(self.unit, self.unit.label) if self.value == 1 else self.unit.label}"

    @property
    def signed(self) -> dict[str, str | int | bool]:
        """What a confirmation covers: everything but the end, which follows from the norm that comes after."""
        return {
            "id": self.id,
            "label": self.label,
            "value": self.value,
            "unit": self.unit.value,
            "ground": self.ground,
            "source": self.source,
            "valid_from": self.valid_from.isoformat(),
            "counting": self.counting.value,
            "applies_termijnenwet": self.applies_termijnenwet,
            "evidence": self.evidence.value,
        }


class NormBook:
    """All norms of a vault, to look one up as it held on a day. `used` has those that were, for what rests on them."""

    def __init__(self, norms: Iterable[Norm]) -> None:
        self.norms = tuple(norms)
        self.used: set[Norm] = set()

    def on(self, norm_id: str, day: date) -> Norm:
        """The norm of that day; what began under it keeps it. NotFound when none was valid."""
        for norm in self.norms:
            if norm.id == norm_id and norm.holds_on(day):
                self.used.add(norm)
                return norm
        label = next((norm.label for norm in self.norms if norm.id == norm_id), norm_id)
        raise NotFound(f"Er is geen norm ‘{label}’ die geldt op {format_date(day)}. Vul de normen aan.")


def chain_problem(versions: Sequence[Norm]) -> str | None:
    """Why these versions of one norm cannot follow each other, as a sentence: they overlap or leave a hole."""
    ordered = sorted(versions, key=lambda norm: norm.valid_from)
    for norm in ordered:
        if norm.valid_to is not None and norm.valid_to < norm.valid_from:
            return f"De norm ‘{norm.label}’ eindigt ({format_date(norm.valid_to)}) vóór zij begint."
    for before, after in pairwise(ordered):
        if before.valid_to is None or after.valid_from <= before.valid_to:
            return (
                f"Op {format_date(after.valid_from)} geldt al de norm van {format_date(before.valid_from)} "
                f"({before.length}); twee normen overlappen elkaar niet ({before.ground})."
            )
        if after.valid_from != before.valid_to + ONE_DAY:
            return (
                f"Van {format_date(before.valid_to + ONE_DAY)} tot en met {format_date(after.valid_from - ONE_DAY)} "
                f"zou geen norm gelden; laat geen gat vallen ({before.ground})."
            )
    if ordered and ordered[-1].valid_to is not None:
        return (
            f"Na {format_date(ordered[-1].valid_to)} zou geen norm gelden; laat het einde open ({ordered[-1].ground})."
        )
    return None


def norm_problems(norm: Norm) -> dict[str, str]:
    """What is wrong with one version of a norm by itself, a message per field."""
    problems = {name: asked for name, asked in _ASKED.items() if not getattr(norm, name).strip()}
    smallest = 0 if norm.unit in (NormUnit.NUMBER, NormUnit.COUNTING) else 1
    if not smallest <= norm.value <= LARGEST_VALUE:
        problems["value"] = f"Vul een getal in van {smallest} tot en met {LARGEST_VALUE}."
    return problems
