"""How files call kinds, facts and days: our labels, our English values, and what other software writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from models.casework.choices import Certainty, InformationValue, LinkKind, MentionKind, Reliability
from models.choices import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping

C = TypeVar("C", bound=Choice)

TITLES: Mapping[str, str] = {
    "given_names": "Voornamen",
    "prefix": "Tussenvoegsel",
    "surname": "Achternaam",
    "partner_name": "Naam partner",
    "aliases": "Aliassen",
    "born_on": "Geboortedatum",
    "bsn": "BSN",
    "organisation": "Organisatie",
    "trade_names": "Handelsnamen",
    "legal_form": "Rechtsvorm",
    "trade_register_number": "KvK-nummer",
    "rsin": "RSIN",
    "street": "Straat",
    "house_number": "Huisnummer",
    "addition": "Toevoeging",
    "postcode": "Postcode",
    "town": "Plaats",
    "bag_id": "BAG-id",
    "plate": "Kenteken",
    "phone": "Telefoon",
    "email": "E-mail",
    "handle": "Accountnaam",
    "iban": "IBAN",
    "title": "Titel",
    "happened_on": "Datum",
    "reference": "Kenmerk",
}
"""The Dutch heading of each field."""

_KINDS = {
    MentionKind.PERSON: ("people", "persona", "individual", "natuurlijk persoon"),
    MentionKind.ORGANISATION: ("organization", "company", "bedrijf", "onderneming", "rechtspersoon", "legalentity"),
    MentionKind.ADDRESS: ("location", "locatie", "pand", "realestate", "place"),
    MentionKind.VEHICLE: ("car", "auto"),
    MentionKind.CONTACT: ("phone", "telefoon", "email", "e-mail", "useraccount", "telephone"),
    MentionKind.ACCOUNT: ("bankaccount", "bank account", "rekening", "iban"),
    MentionKind.EVENT: ("gebeurtenis", "meeting"),
    MentionKind.DOCUMENT: ("file", "bestand"),
}


def kind_named(text: str | None) -> MentionKind | None:
    """The kind that a file means; None when it is not one of ours."""
    bare = (text or "").strip().casefold()
    for kind, others in _KINDS.items():
        if bare in (kind.value, kind.label, *others):
            return kind
    return None


def link_named(text: str | None) -> tuple[LinkKind, str | None]:
    """The kind of link that a file means; what we have no kind for is "anders", with its own words as the note."""
    bare = (text or "").strip()
    found = choice_named(LinkKind, bare)
    return (found, None) if found is not None else (LinkKind.OTHER, bare or None)


def certainty_named(text: str | None) -> Certainty:
    """What a file says of how sure it is; what it does not say is suspected."""
    return choice_named(Certainty, text) or Certainty.SUSPECTED


def reliability_named(text: str | None) -> Reliability | None:
    """A grade of a source, by its letter or its label."""
    return choice_named(Reliability, text)


def information_named(text: str | None) -> InformationValue | None:
    """A grade of information, by its number or its label."""
    return choice_named(InformationValue, text)


def choice_named(choices: type[C], text: str | None) -> C | None:
    """The member of a list whose value or label this is, in capitals or not."""
    bare = (text or "").strip().casefold()
    return next((each for each in choices if bare in (each.value.casefold(), each.label.casefold())), None)
