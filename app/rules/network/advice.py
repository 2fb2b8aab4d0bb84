"""Which instruments may fit what is on record, and which fact is missing: advice with its ground, never a decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from models.advice_choices import AdviceFact
from models.casework.case_choices import InterventionKind
from models.choices import Phenomenon
from models.norm_choices import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable

TO_CONFIRM = "te bevestigen"
Known = Mapping[AdviceFact, tuple[str, ...]]
"""The facts that are on record, each with the sentences that show it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """When an instrument may fit. `id` stays the same over versions; `themes` empty is every phenomenon.

    `ground` is the legal ground. `confirmed` says who of the jurists stands for it and since when, empty for nobody.
    """

    id: str
    kind: InterventionKind
    title: str
    advice: str
    ground: str
    source: str
    evidence: Evidence
    needs: tuple[AdviceFact, ...]
    themes: tuple[Phenomenon, ...] = ()
    valid_from: date = date(2015, 1, 1)
    valid_to: date | None = None
    confirmed: str = ""

    @property
    def state(self) -> str:
        """What to show beside it: "te bevestigen", or who confirmed it."""
        return self.confirmed or TO_CONFIRM

    def holds_on(self, day: date) -> bool:
        """Whether it holds on that day; the last day is included."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Advice:
    """A rule beside the facts. `known` come with what shows them; `missing` is not on record; `to_look_up` never is."""

    rule: Rule
    known: Known
    missing: tuple[AdviceFact, ...]
    to_look_up: tuple[AdviceFact, ...]

    @property
    def fits(self) -> bool:
        """Whether everything is on record that can be."""
        return not self.missing

    @property
    def sentence(self) -> str:
        """Whether it fits, and what is missing or has to be looked up."""
        parts = ["Past bij wat is vastgelegd." if self.fits else f"Nog niet bekend: {_listed(self.missing)}."]
        if self.to_look_up:
            parts.append(f"Ga na: {_listed(self.to_look_up)}.")
        return " ".join(parts)

    @property
    def explanation(self) -> str:
        """On which facts it rests, one a line."""
        return "\n".join(f"{fact.label}: {'; '.join(shown)}" for fact, shown in self.known.items())


def advise(rules: Iterable[Rule], known: Known, themes: Iterable[Phenomenon], day: date) -> tuple[Advice, ...]:
    """The instruments that may fit, those of which nothing is missing first.

    A rule with themes is for those only; a rule of which nothing is on record at all says nothing and is left out.
    Nothing is weighed or scored: the order is by how many facts are missing, then that of the rules.
    """
    present = frozenset(themes)
    found = []
    for rule in rules:
        if rule.holds_on(day) and (not rule.themes or present & set(rule.themes)):
            advice = _beside(rule, known)
            if advice.known:
                found.append(advice)
    return tuple(sorted(found, key=lambda advice: len(advice.missing)))


def _beside(rule: Rule, known: Known) -> Advice:
    on_record = tuple(fact for fact in rule.needs if fact.is_on_record)
    return Advice(
        rule,
        {fact: known[fact] for fact in on_record if known.get(fact)},
        tuple(fact for fact in on_record if not known.get(fact)),
        tuple(fact for fact in rule.needs if not fact.is_on_record),
    )


def _listed(facts: Iterable[AdviceFact]) -> str:
    labels = [fact.label for fact in facts]
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} en {labels[-1]}"
