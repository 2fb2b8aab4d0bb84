"""How our kinds, fields and links are called in FollowTheMoney (followthemoney.tech), and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.casework.choices import LinkKind, MentionKind

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA_OF_KIND: Mapping[MentionKind, str] = {
    MentionKind.PERSON: "Person",
    MentionKind.ORGANISATION: "Company",
    MentionKind.ADDRESS: "Address",
    MentionKind.VEHICLE: "Vehicle",
    MentionKind.CONTACT: "UserAccount",
    MentionKind.ACCOUNT: "BankAccount",
    MentionKind.EVENT: "Event",
    MentionKind.DOCUMENT: "Document",
}
KIND_OF_SCHEMA: Mapping[str, MentionKind] = {schema: kind for kind, schema in SCHEMA_OF_KIND.items()} | {
    "LegalEntity": MentionKind.ORGANISATION,
    "Organization": MentionKind.ORGANISATION,
    "PublicBody": MentionKind.ORGANISATION,
    "RealEstate": MentionKind.ADDRESS,
    "Airplane": MentionKind.VEHICLE,
    "Vessel": MentionKind.VEHICLE,
    "CryptoWallet": MentionKind.ACCOUNT,
    "Pages": MentionKind.DOCUMENT,
    "PlainText": MentionKind.DOCUMENT,
    "HyperText": MentionKind.DOCUMENT,
    "Email": MentionKind.DOCUMENT,
}
FIELDS: Mapping[MentionKind, Mapping[str, str]] = {
    MentionKind.PERSON: {"given_names": "firstName", "born_on": "birthDate", "aliases": "alias"},
    MentionKind.ORGANISATION: {
        "organisation": "name",
        "trade_names": "alias",
        "legal_form": "legalForm",
        "trade_register_number": "registrationNumber",
        "rsin": "taxNumber",
    },
    MentionKind.ADDRESS: {"postcode": "postalCode", "town": "city"},
    MentionKind.VEHICLE: {"plate": "registrationNumber"},
    MentionKind.CONTACT: {"phone": "number", "email": "email", "handle": "username"},
    MentionKind.ACCOUNT: {"iban": "iban"},
    MentionKind.EVENT: {"title": "name", "happened_on": "date"},
    MentionKind.DOCUMENT: {"title": "title", "reference": "fileName", "happened_on": "date"},
}
"""Our field and their property, of what is one value there and here; the rest is put together by hand."""

_ASSETS = frozenset({MentionKind.ORGANISATION, MentionKind.VEHICLE, MentionKind.ACCOUNT})
_LEGAL = frozenset({MentionKind.PERSON, MentionKind.ORGANISATION})
_PEOPLE = frozenset({MentionKind.PERSON})
_FIRMS = frozenset({MentionKind.ORGANISATION})


@dataclass(frozen=True, slots=True)
class LinkSchema:
    """A schema that connects two: the properties of its ends, which kinds those may be, and what says how."""

    schema: str
    start: str
    end: str
    starts: frozenset[MentionKind]
    ends: frozenset[MentionKind]
    words: str = "role"


UNKNOWN = LinkSchema("UnknownLink", "subject", "object", frozenset(MentionKind), frozenset(MentionKind))
_OWNERSHIP = LinkSchema("Ownership", "owner", "asset", _LEGAL, _ASSETS)
_FAMILY = LinkSchema("Family", "person", "relative", _PEOPLE, _PEOPLE, "relationship")
SCHEMA_OF_LINK: Mapping[LinkKind, LinkSchema] = {
    LinkKind.OWNS: _OWNERSHIP,
    LinkKind.SHAREHOLDER: _OWNERSHIP,
    LinkKind.DIRECTS: LinkSchema("Directorship", "director", "organization", _LEGAL, _FIRMS),
    LinkKind.WORKS_FOR: LinkSchema("Employment", "employee", "employer", _PEOPLE, _FIRMS),
    LinkKind.RELATED: _FAMILY,
    LinkKind.PARTNER: _FAMILY,
    LinkKind.KNOWS: LinkSchema("Associate", "person", "associate", _PEOPLE, _PEOPLE, "relationship"),
}
"""What has no schema of its own, or whose ends are of other kinds, is an UnknownLink with its words as the role."""

LINK_OF_SCHEMA: Mapping[str, tuple[LinkSchema, LinkKind]] = {
    "UnknownLink": (UNKNOWN, LinkKind.OTHER),
    "Ownership": (_OWNERSHIP, LinkKind.OWNS),
    "Directorship": (SCHEMA_OF_LINK[LinkKind.DIRECTS], LinkKind.DIRECTS),
    "Employment": (SCHEMA_OF_LINK[LinkKind.WORKS_FOR], LinkKind.WORKS_FOR),
    "Family": (_FAMILY, LinkKind.RELATED),
    "Associate": (SCHEMA_OF_LINK[LinkKind.KNOWS], LinkKind.KNOWS),
    "Membership": (LinkSchema("Membership", "member", "organization", _LEGAL, _FIRMS), LinkKind.PART_OF),
    "Representation": (LinkSchema("Representation", "agent", "client", _LEGAL, _LEGAL), LinkKind.OTHER),
}
"""The schemata of links that are read, and which of our kinds each is when its words say nothing more."""


def schema_for(kind: LinkKind, start: MentionKind, end: MentionKind) -> LinkSchema:
    """The schema for a link between two of these kinds."""
    found = SCHEMA_OF_LINK.get(kind, UNKNOWN)
    return found if start in found.starts and end in found.ends else UNKNOWN
