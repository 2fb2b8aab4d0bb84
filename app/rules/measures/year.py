"""How measures of a year count (domein §2.3): one measure is one property is one count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.rules.measures.ladder import Outcome
from models.choices import Choice
from models.measures.choices import CountingChoice, PremisesKind, Sanction

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class MeasureType(Choice):
    """A row of Table 1 that measures can fill; the label is its name there."""

    WARNING = "warning", "Hennep/drugs bestuurlijke waarschuwing gemeente"
    CLOSURE = "closure", "Hennep/drugs sluiting gemeente"
    EVICTION = "eviction", "Hennep/drugs huisuitzetting corporatie"

    @property
    def names(self) -> tuple[str, ...]:
        """Under which names the row is known, the label first."""
        return (self.label, self.label.removesuffix(" gemeente"))


@dataclass(frozen=True, slots=True)
class Taken:
    """One measure as counting sees it: at which property, what, decided when, and whether somebody was evicted."""

    property_id: int
    premises: PremisesKind
    sanction: Sanction | None
    months: int | None
    decided_on: date | None
    evicted_on: date | None = None


@dataclass(frozen=True, slots=True)
class MeasureYear:
    """The counts of a year. `decisions` is how many decisions to close there were, whatever the rule counts; `behind`
    is how many warnings stand behind a measure that counted instead. Penalties are no row of Table 1.
    """

    year: int
    counting: CountingChoice
    warnings: int
    penalties: int
    closed_homes: int
    closed_premises: int
    evictions: int
    decisions: int
    behind: int

    @property
    def closures(self) -> int:
        """Homes and other premises together."""
        return self.closed_homes + self.closed_premises

    @property
    def rule(self) -> str:
        """The counting rule in words, to stand under the table."""
        return rule_words(self.counting)

    def count_of(self, kind: MeasureType) -> int:
        """What goes in that row of Table 1."""
        return {
            MeasureType.WARNING: self.warnings,
            MeasureType.CLOSURE: self.closures,
            MeasureType.EVICTION: self.evictions,
        }[kind]


def rule_words(counting: CountingChoice) -> str:
    """The counting rule with the choice in it."""
    return (
        "Eén maatregel is één pand is één telling, in het jaar van het besluit. Had een pand in dat jaar meer "
        f"maatregelen, dan geldt: {counting.label}. Huisuitzettingen tellen per pand in het jaar van de uitzetting."
    )


def figures_of(taken: Iterable[Taken], year: int, counting: CountingChoice) -> MeasureYear:
    """The counts of a year under a rule; measures without a decision count nowhere."""
    everything = tuple(taken)
    per_property: dict[int, list[Taken]] = {}
    for each in everything:
        if each.decided_on is not None and each.decided_on.year == year and each.sanction is not None:
            per_property.setdefault(each.property_id, []).append(each)
    counted = [_the_one(of_property, counting) for of_property in per_property.values()]
    decided = [each for of_property in per_property.values() for each in of_property]
    closed = [each for each in counted if each.sanction is Sanction.CLOSURE]
    warnings = sum(each.sanction is Sanction.WARNING for each in counted)
    return MeasureYear(
        year=year,
        counting=counting,
        warnings=warnings,
        penalties=sum(each.sanction is Sanction.PENALTY for each in counted),
        closed_homes=sum(each.premises.is_home for each in closed),
        closed_premises=sum(not each.premises.is_home for each in closed),
        evictions=len({each.property_id for each in everything if each.evicted_on and each.evicted_on.year == year}),
        decisions=sum(each.sanction is Sanction.CLOSURE for each in decided),
        behind=sum(each.sanction is Sanction.WARNING for each in decided) - warnings,
    )


def _the_one(of_property: Sequence[Taken], counting: CountingChoice) -> Taken:
    """Which measure of a property counts; of equally heavy ones the last."""
    if counting is CountingChoice.LAST:
        return max(of_property, key=lambda each: (each.decided_on or date.min, _weight(each)))
    return max(of_property, key=lambda each: (_weight(each), each.decided_on or date.min))


def _weight(each: Taken) -> tuple[int, int]:
    return Outcome(each.sanction or Sanction.NONE, each.months).weight
