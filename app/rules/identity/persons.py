"""Whether two records may be about the same person, with what speaks for and against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rules.identity.birth_dates import compare_birth_dates
from app.rules.identity.evidence import Comparison, Evidence, Strength
from app.rules.identity.names_compared import compare_names

if TYPE_CHECKING:
    from app.rules.identity.particulars import Particulars

BSN_EQUAL, BSN_DIFFERENT = 26.0, -22.0
SAME_ADDRESS = 6.0


def compare_persons(one: Particulars, two: Particulars) -> Comparison:
    """Names, birth date, address in common and BSN; who has no name is compared by the rest.

    The BSN itself is in no sentence: who sees a proposal need not see that.
    """
    names = compare_names(one, two)
    birth, number, address = compare_birth_dates(one.born_on, two.born_on), _bsn(one, two), _addresses(one, two)
    known = any(each.speaks_for for each in (birth, *number))
    named = any(each.speaks_for for each in names)
    if any(each.speaks_for for each in number) or (named and known):
        at_most = Strength.STRONG
    else:
        at_most = Strength.REASONABLE if named and address else Strength.WEAK
    return Comparison((*names, birth, *number, *address), at_most)


def _bsn(one: Particulars, two: Particulars) -> tuple[Evidence, ...]:
    if not one.bsn or not two.bsn:
        return ()
    if one.bsn == two.bsn:
        return (Evidence("Het BSN is gelijk.", BSN_EQUAL),)
    return (Evidence("Het BSN verschilt: dat zijn twee mensen, of één nummer is fout.", BSN_DIFFERENT),)


def _addresses(one: Particulars, two: Particulars) -> tuple[Evidence, ...]:
    if not one.addresses & two.addresses:
        return ()
    return (Evidence("Beide horen bij hetzelfde adres.", SAME_ADDRESS),)
