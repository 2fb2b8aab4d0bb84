"""Names that so many people bear that having one in common says less."""

from __future__ import annotations

_NAMES = """
    jong jansen janssen vries berg dijk bakker visser smit meijer meyer boer mulder groot bos vos peters hendriks
    leeuwen dekker brouwer wit dijkstra smits graaf meer kok jacobs haan vermeulen heuvel veen broek schouten linden
    yilmaz demir kaya yildiz celik sahin aydin ozturk arslan dogan kilic aslan koc ozdemir
    amrani idrissi bouzidi yahyaoui azzouzi haddad ahmed mohamed
    nowak kowalski wisniewski kowalska wojcik kaminski lewandowski nguyen singh ali
    jan johannes maria anna johanna cornelis hendrik willem pieter peter elisabeth
    mohammed mehmet mustafa fatima fatma ahmet ayse hassan youssef
    piotr krzysztof katarzyna andrzej agnieszka
"""
_COMMON = frozenset(_NAMES.split())


def is_common(folded_name: str) -> bool:
    """Whether this name, folded and without prefix, is among the very common ones."""
    return folded_name in _COMMON
