"""Given names and what people who bear them are called: Johannes is Jan, Mohamed is Mo."""

from __future__ import annotations

_CALLED = """
    johannes jan johan hans joannes joop han
    petrus piet peter pieter
    cornelis kees cor cornelius
    hendrik henk hendrikus henri henricus harry rik
    willem wim wilhelmus willy
    gerardus gerard gerrit ger gerhard
    adrianus adrie ad arie adriaan
    antonius anton toon ton tonnie
    jacobus jaap koos jacob sjaak jac
    theodorus theo dorus
    franciscus frans frank
    martinus martin tinus maarten
    nicolaas klaas nico nicolaus
    leonardus leo leendert leonard
    lambertus bert lammert
    albertus albert bert ab
    robertus robert rob bob
    christiaan chris christianus
    michael michiel mike
    alexander alex sander lex
    bernardus bernard ben
    wilhelmina willy mien wil
    johanna annie hanna jo joke hannie
    maria marie ria mieke marieke mia rie
    cornelia cor corrie nel
    elisabeth els liesbeth betty bep lies ella
    hendrika rika riek henny
    adriana adrie jeanne
    catharina toos trudy cato tineke rina
    margaretha greet margreet gre greetje
    geertruida truus trudy geertje
    jacoba coby co
    anna anneke ans annie anja
    mohamed mo moh
    abdelkader kader
    abdellah abdel
    abdelaziz aziz
    abdelhamid hamid
    abderrahman abdou
    fatima fatma fatna
    khadija dija
    mehmet memo
    mustafa mus
    ibrahim ibo brahim
    yusuf joessef youssef yoesef
    katarzyna kasia
    malgorzata gosia
    agnieszka aga
    joanna asia
    barbara basia
    krzysztof krzys kristof
    tomasz tomek
    piotr piotrek
    stanislaw staszek
    andrzej andrej jedrek
    jakub kuba
    aleksandra ola
    zofia zosia
"""


def _by_name() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for row, line in enumerate(filter(None, map(str.strip, _CALLED.splitlines()))):
        for name in line.split():
            found.setdefault(name, set()).add(row)
    return {name: frozenset(rows) for name, rows in found.items()}


_ROWS = _by_name()
_NONE: frozenset[int] = frozenset()


def called_alike(one: str, two: str) -> bool:
    """Whether who bears one of these folded names may be called by the other."""
    return not _ROWS.get(one, _NONE).isdisjoint(_ROWS.get(two, _NONE))
