"""What a list may be called on the command line: the registers, and the figures of years, which are no register."""

from __future__ import annotations

from app.exchange.columns.known import register_named
from app.rules.matching.folding import folded

FIGURES = "figures"
FIGURES_NAMES = ("jaarcijfers", "figures", "tabel 1", "table 1", "cijfers", "casuïstiek per jaar")
_BUDGET_NAMES = ("tabel 2", "table 2")


def key_named(name: str) -> str:
    """The key of what somebody calls so; ImportProblem lists what there is."""
    asked = folded(name.replace("_", " "))
    if asked in {folded(each) for each in FIGURES_NAMES}:
        return FIGURES
    if asked in _BUDGET_NAMES:
        return "budget"
    return register_named(name).key
