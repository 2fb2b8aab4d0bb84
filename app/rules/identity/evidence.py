"""What speaks for and against two records being about the same, and how strong that is in words.

The weights are only about being the same one: about what sort of person somebody is nothing is computed (AVG art. 22).
They are bits, the binary logarithm of how much oftener an agreement occurs between two records of one person than
between records of two, after Fellegi and Sunter (1969); they were set by hand from shares in the population and are
not shown. What a reader gets is the sentences.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.choices import Choice

STRONG_FROM = 18.0
REASONABLE_FROM = 14.0
WEAK_FROM = 5.0


class Strength(Choice):
    """How strong a proposal is; the weakest is last."""

    STRONG = "strong", "sterk"
    REASONABLE = "reasonable", "redelijk"
    WEAK = "weak", "zwak"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that was compared. `sentence` is Dutch and ready to show; `weight` is positive when it speaks for."""

    sentence: str
    weight: float

    @property
    def speaks_for(self) -> bool:
        """Whether it makes it likelier that it is the same."""
        return self.weight > 0

    @property
    def speaks_against(self) -> bool:
        """Whether it makes that less likely; what is unknown does neither."""
        return self.weight < 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that was compared, and how strong that can be at most, however many bits it is.

    Where nothing but a name agrees, or nothing but a day or a place of somebody without a name, that is weak.
    """

    evidence: tuple[Evidence, ...]
    at_most: Strength = Strength.STRONG

    @property
    def weight(self) -> float:
        """All weights together, in bits."""
        return sum(each.weight for each in self.evidence)

    @property
    def strength(self) -> Strength | None:
        """In words; None when this is no proposal at all."""
        weight = self.weight
        if weight < WEAK_FROM:
            return None
        if weight < REASONABLE_FROM or self.at_most is Strength.WEAK:
            return Strength.WEAK
        return self.at_most if weight >= STRONG_FROM else Strength.REASONABLE

    @property
    def supporting(self) -> tuple[str, ...]:
        """The sentences that speak for it, the weightiest first."""
        found = sorted((each for each in self.evidence if each.speaks_for), key=lambda each: -each.weight)
        return tuple(each.sentence for each in found)

    @property
    def opposing(self) -> tuple[str, ...]:
        """Those against, the weightiest first."""
        found = sorted((each for each in self.evidence if each.speaks_against), key=lambda each: each.weight)
        return tuple(each.sentence for each in found)

    @property
    def unknown(self) -> tuple[str, ...]:
        """What could not be compared."""
        return tuple(each.sentence for each in self.evidence if not each.weight)


def unless_confirmed(confirmed: bool) -> Strength:  # reads as a sentence
    """How strong at most: weak unless something besides a name, or besides a place alone, agrees."""
    return Strength.STRONG if confirmed else Strength.WEAK
