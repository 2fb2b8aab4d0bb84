"""The ladder: from what was found where, and how often, to the measure that the policy gives, with its explanation.

A proposal is advice. The mayor decides, and gives a reason when the decision is another (art. 4:84 Awb).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.formats import format_count, format_date, format_number
from app.rules.deadlines.terms import Step, added
from models.measures.choices import Circumstance, PremisesKind, Sanction, Substance, Unit
from models.norm_choices import NormUnit

BAN, POLICY, DEVIATION = "art. 13b lid 1 Opiumwet", "art. 4:81 Awb", "art. 4:84 Awb"
EXAMPLE = "voorbeeld – vul uit vastgesteld beleid"
_ORDER = list(Sanction)
_NO_END = 10**6  # months, for comparing only
_ORDINALS = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A measure. A closure without `months` has no end; other measures have none."""

    sanction: Sanction
    months: int | None = None

    @property
    def weight(self) -> tuple[int, int]:
        """To compare with: heavier is larger."""
        months = self.months or _NO_END if self.sanction is Sanction.CLOSURE else 0
        return _ORDER.index(self.sanction), months

    def __str__(self) -> str:
        """In words: "sluiting, 3 maanden"."""
        if self.sanction is not Sanction.CLOSURE:
            return self.sanction.label
        length = format_count(self.months, "maand", "maanden") if self.months else "voor onbepaalde tijd"
        return f"{self.sanction.label}, {length}"


Cell = tuple[PremisesKind, Substance]
CELLS: tuple[Cell, ...] = tuple((premises, substance) for premises in PremisesKind for substance in Substance)


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of a substance; None is unknown."""

    substance: Substance
    amount: Decimal | None
    unit: Unit | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """One version of the policy: per object and substance the measure on the first finding, the second, and so on.

    The last one of a row holds for every further finding. `adjustments` are findings further or back on the ladder.
    """

    name: str
    valid_from: date
    lookback_years: int
    rows: Mapping[Cell, tuple[Outcome, ...]]
    thresholds: Mapping[tuple[Substance, Unit], Decimal] = field(default_factory=dict)
    adjustments: Mapping[Circumstance, int] = field(default_factory=dict)
    example: bool = False
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """What the ladder is asked about: the finding, the days of the other findings there, and what weighs."""

    premises: PremisesKind
    substance: Substance
    found_on: date
    other_findings: tuple[date, ...] = ()
    circumstances: frozenset[Circumstance] = frozenset()
    amounts: tuple[Amount, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the ladder gives, None where the matrix has no row. `nth` is which finding this is within the years."""

    outcome: Outcome | None
    nth: int
    steps: tuple[Step, ...]
    matrix: str
    example: bool

    @property
    def binds(self) -> bool:
        """Whether another decision must say why it deviates: only from policy, which an example is not."""
        return self.outcome is not None and not self.example


def propose(matrix: Matrix, case: Case) -> Proposal:
    """The measure of the policy for this finding, explained; adding an earlier finding never makes it lighter."""
    counted = _within(case, matrix.lookback_years)
    nth = len(counted) + 1
    steps = [_which_policy(matrix), _how_often(case, matrix.lookback_years, counted)]
    row = matrix.rows.get((case.premises, case.substance), ())
    if not row:
        told = (
            f"Voor {case.premises.label} met {case.substance.label} heeft dit beleid geen regel; er is geen voorstel."
        )
        return Proposal(None, nth, (*steps, Step(POLICY, told)), matrix.name, matrix.example)
    small = _threshold_step(matrix, case)
    if small is not None and small[0]:
        return Proposal(Outcome(Sanction.NONE), nth, (*steps, small[1]), matrix.name, matrix.example)
    if small is not None:
        steps.append(small[1])
    outcome = row[_bounded(nth, row) - 1]
    steps.append(Step(POLICY, f"De regel voor {case.premises.label}, {case.substance.label}: {outcome}."))
    moved = sum(matrix.adjustments.get(each, 0) for each in case.circumstances)
    steps += _weighed(matrix, case)
    if moved:
        outcome = row[_bounded(_bounded(nth, row) + moved, row) - 1]
        steps.append(Step(POLICY, _moved_words(moved, outcome)))
    steps.append(Step(DEVIATION, "Dit is een voorstel. De burgemeester besluit; wie afwijkt, motiveert dat."))
    return Proposal(outcome, nth, tuple(steps), matrix.name, matrix.example)


def remarks_on(case: Case, found: Proposal, stated_nth: int | None) -> tuple[Step, ...]:
    """Where the file says something else than what was counted or found; the program cannot know which is right."""
    remarks = []
    if stated_nth is not None and stated_nth != found.nth:
        told = (
            f"De rapportage noemt dit de {ordinal(stated_nth)} constatering; Bolwerk telt er {found.nth} binnen de "
            "terugkijkperiode. Ga na wat klopt."
        )
        remarks.append(Step(POLICY, told))
    others = dict.fromkeys(each.substance for each in case.amounts if not _fits(each.substance, case.substance))
    if others:
        named = " en ".join(each.label for each in others)
        told = f"Bij Middelen staat ook {named}, terwijl het dossier ‘{case.substance.label}’ zegt. Ga na wat klopt."
        remarks.append(Step(BAN, told))
    return tuple(remarks)


def _fits(found: Substance, said: Substance) -> bool:
    return found is said or (said is Substance.BOTH and found in (Substance.SOFT, Substance.HARD))


def ordinal(nth: int) -> str:
    """The number as a word, from eerste up to negende, then 10e."""
    return _ORDINALS[nth - 1] if 1 <= nth <= len(_ORDINALS) else f"{nth}e"


def _within(case: Case, years: int) -> list[date]:
    """The other findings not later than this one and not longer ago than the years of the policy, oldest first."""
    begin = added(case.found_on, -years, NormUnit.YEARS)
    return sorted(day for day in case.other_findings if begin <= day <= case.found_on)


def _bounded(place: int, row: Sequence[Outcome]) -> int:
    return max(1, min(place, len(row)))


def _which_policy(matrix: Matrix) -> Step:
    source = f" ({matrix.source})" if matrix.source else ""
    if matrix.example:
        return Step(POLICY, f"‘{matrix.name}’ is een {EXAMPLE}; het is geen beleid van de gemeente.")
    return Step(POLICY, f"‘{matrix.name}’{source}, geldig vanaf {format_date(matrix.valid_from)}.", matrix.valid_from)


def _how_often(case: Case, years: int, counted: Sequence[date]) -> Step:
    begin = added(case.found_on, -years, NormUnit.YEARS)
    told = f"Dit is de {ordinal(len(counted) + 1)} constatering op dit adres sinds {format_date(begin)} ({years} jaar)"
    if counted:
        told += f", na {' en '.join(format_date(day) for day in counted)}"
    older = [day for day in case.other_findings if day < begin]
    if older:
        told += f"; {format_count(len(older), 'oudere telt', 'oudere tellen')} niet mee"
    return Step(POLICY, f"{told}.", case.found_on)


def _threshold_step(matrix: Matrix, case: Case) -> tuple[bool, Step] | None:
    """Whether everything found stays at or below the thresholds, and that in words; None without thresholds."""
    if not matrix.thresholds:
        return None
    sums: dict[tuple[Substance, Unit], Decimal] = {}
    for each in case.amounts:
        if each.amount is None or each.unit is None:
            return False, Step(BAN, "Van een middel is de hoeveelheid onbekend; de drempel is niet getoetst.")
        sums[each.substance, each.unit] = sums.get((each.substance, each.unit), Decimal(0)) + each.amount
    if not sums:
        return False, Step(BAN, "Er zijn geen hoeveelheden vastgelegd; de drempel is niet getoetst.")
    for (substance, unit), amount in sums.items():
        limit = matrix.thresholds.get((substance, unit))
        if limit is None or amount > limit:
            above = "" if limit is None else f", meer dan {format_number(limit)}"
            told = f"Gevonden: {format_number(amount)} {unit.label} {substance.label}{above}."
            return False, Step(BAN, told)
    told = "Alles wat is gevonden blijft binnen de drempels van het beleid; dan volgt geen maatregel."
    return True, Step(BAN, told)


def _weighed(matrix: Matrix, case: Case) -> list[Step]:
    steps = []
    for each in sorted(case.circumstances, key=list(Circumstance).index):
        moves = matrix.adjustments.get(each, 0)
        kind = "Verzwarend" if each.aggravates else "Verlichtend"
        if moves:
            told = f"{kind}: {each.label}; het beleid telt dit als {_findings(moves)}."
        else:
            told = f"{kind}: {each.label}; het beleid verbindt hier geen stap aan, weeg het zelf."
        steps.append(Step(POLICY if moves else DEVIATION, told))
    return steps


def _findings(moves: int) -> str:
    how_many = format_count(abs(moves), "constatering", "constateringen")
    return f"{how_many} {'verder' if moves > 0 else 'terug'}"


def _moved_words(moved: int, outcome: Outcome) -> str:
    return f"Samen {_findings(moved)} op de ladder: {outcome}."
