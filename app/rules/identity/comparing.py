"""Whether two records may be about the same one, for every kind of thing that records mention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rules.identity.numbers import (
    compare_accounts,
    compare_contacts,
    compare_documents,
    compare_events,
    compare_vehicles,
)
from app.rules.identity.organisations import compare_organisations
from app.rules.identity.persons import compare_persons
from app.rules.identity.places import compare_addresses
from models.casework.choices import MentionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.rules.identity.evidence import Comparison
    from app.rules.identity.particulars import Particulars

_WAYS: Mapping[MentionKind, Callable[[Particulars, Particulars], Comparison]] = {
    MentionKind.PERSON: compare_persons,
    MentionKind.ORGANISATION: compare_organisations,
    MentionKind.ADDRESS: compare_addresses,
    MentionKind.VEHICLE: compare_vehicles,
    MentionKind.CONTACT: compare_contacts,
    MentionKind.ACCOUNT: compare_accounts,
    MentionKind.EVENT: compare_events,
    MentionKind.DOCUMENT: compare_documents,
}


def compared(one: Particulars, two: Particulars) -> Comparison:
    """What speaks for and against; both are of one kind. The order of the two changes the words, not the weight."""
    if one.kind is not two.kind:
        raise ValueError("a person is no vehicle")
    return _WAYS[one.kind](one, two)
