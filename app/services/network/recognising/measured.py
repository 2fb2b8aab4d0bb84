"""How well the proposals do here: what the municipality judged, beside what would have been proposed of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.rules.identity.blocking import asked_keys, stored_keys
from app.rules.identity.comparing import compared
from app.rules.identity.evidence import Strength
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.network.recognising.keys import read_said
from app.services.network.recognising.reading import addresses_of, judged_pairs
from models.casework.choices import Likeness, MentionKind

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

_LEVELS = (Strength.STRONG, Strength.REASONABLE, Strength.WEAK)


@dataclass(frozen=True, slots=True)
class Measured:
    """Of pairs that were judged: how many would be proposed at a strength or more, and how many of those are the same.

    `same` is how many pairs were judged the same at all. A share of nothing is None, not nought.
    """

    strength: Strength
    proposed: int
    right: int
    same: int

    @property
    def precision(self) -> float | None:
        """Which share of what was proposed is the same."""
        return self.right / self.proposed if self.proposed else None

    @property
    def recall(self) -> float | None:
        """Which share of what is the same was proposed."""
        return self.right / self.same if self.same else None


@dataclass(frozen=True, slots=True)
class Judged:
    """The figures per strength, over how many pairs with an answer, and how many were left at "weet niet"."""

    lines: tuple[Measured, ...]
    answered: int
    unsure: int


@requires(Act.READ_SIGNALS, CASEWORK)
def measured(vault: UnlockedVault, kind: MentionKind | None = None) -> Judged:
    """Over all judgements that count, of one kind of thing or of all.

    Most pairs were judged because they were proposed, so what was never proposed is hardly among them: the recall is
    an upper bound. Each pair is compared by the rules of now.
    """
    with vault.read(CASEWORK) as session:
        pairs = judged_pairs(session)
        said = dict(read_said(session, sorted({mention for pair in pairs for mention in pair})))
        places = addresses_of(session, {key: each.kind for key, each in said.items()})
    said = {key: replace(each, addresses=places.get(key, frozenset())) for key, each in said.items()}
    wanted = {pair: row for pair, row in pairs.items() if kind is None or said[pair[0]].kind is kind}
    found: list[tuple[Strength | None, bool]] = []
    for (left, right), row in wanted.items():
        if row.likeness in (Likeness.SAME, Likeness.NOT_SAME):
            one, other = said[left], said[right]
            looked_at = asked_keys(one) & stored_keys(other) or asked_keys(other) & stored_keys(one)
            strength = compared(one, other).strength if looked_at else None
            found.append((strength, row.likeness is Likeness.SAME))
    unsure = sum(row.likeness is Likeness.UNSURE for row in wanted.values())
    return Judged(tuple(_line(level, found) for level in _LEVELS), len(found), unsure)


def _line(level: Strength, found: list[tuple[Strength | None, bool]]) -> Measured:
    enough = _LEVELS[: _LEVELS.index(level) + 1]
    proposed = [same for strength, same in found if strength in enough]
    return Measured(level, len(proposed), sum(proposed), sum(same for _, same in found))
