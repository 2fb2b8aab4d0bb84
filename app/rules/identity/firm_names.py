"""Names of organisations without what says nothing about which one it is: legal form, points, "de", "firma"."""

from __future__ import annotations

from functools import lru_cache

from app.rules.identity.particulars import Particulars, names_in
from app.rules.matching.folding import folded

LONGEST_READ = 300
_FORMS = {
    "bv", "nv", "vof", "cv", "ba", "ua", "bvba", "ltd", "limited", "gmbh", "ag", "sa", "sarl", "inc", "llc", "spzoo",
    "holding", "eenmanszaak", "stichting", "vereniging", "cooperatie", "maatschap", "beheer", "groep", "group",
}  # fmt: skip
_SPELLED = {"b v": "bv", "n v": "nv", "v o f": "vof", "c v": "cv", "b a": "ba", "u a": "ua", "sp z o o": "spzoo"}
_SAYS_LITTLE = frozenset({"de", "het", "t", "van", "en", "handelsonderneming", "firma", "nederland", "zn", "zonen"})


@lru_cache(maxsize=50_000)
def firm_name(name: str) -> tuple[str, ...]:
    """The words that tell which one it is, folded, in their order: ("demo", "transport") of "Demo Transport B.V."."""
    words = f" {folded(name[:LONGEST_READ])} "
    for apart, together in _SPELLED.items():
        words = words.replace(f" {apart} ", f" {together} ")
    every = words.split()
    kept = [word for word in every if word not in _FORMS and word not in _SAYS_LITTLE]
    return tuple(kept or every)


def firm_names(said: Particulars) -> tuple[tuple[str, ...], ...]:
    """Of its name and of each trade name; without the empty ones."""
    named = (said.organisation, *names_in(said.trade_names))
    return tuple(found for name in named if name and (found := firm_name(name)))
