"""What stands on a recovery sheet, for whoever draws or prints it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.rules.permissions import BIBOB, INTEGRITY
from app.vault.header.trust import GENERAL

LABEL_OF_SET = {GENERAL: "Algemeen", INTEGRITY: "Integriteit", BIBOB: "Bibob"}


@dataclass(frozen=True, slots=True, repr=False)
class RecoverySheet:
    """One share of one set, for one person. `shareholder` may be empty; `fingerprint` is that of the vault.

    `protects` has the labels of the compartments that the set recovers.
    """

    set: str
    number: int
    shares: int
    threshold: int
    protects: tuple[str, ...]
    shareholder: str
    municipality: str
    day: date
    fingerprint: str
    words: tuple[str, ...]

    @property
    def label(self) -> str:
        """The name of the set on screen and paper."""
        return LABEL_OF_SET.get(self.set, self.set)
