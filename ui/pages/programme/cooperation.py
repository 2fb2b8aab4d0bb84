"""Partners on screen, with their covenants and contacts as tabs of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.programme.cooperation import Contacts, Covenants, Partners
from models.programme.choices import PartnerKind
from ui.widgets.record.description import Column, EmptyText, Field, FieldGroup, Filter, Kind, PageDescription, Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.records import Option
    from app.vault.session import UnlockedVault


def _partners(vault: UnlockedVault) -> Sequence[Option]:
    return Covenants(vault).options("partner_id")


_OF_PARTNER = Filter("partner_id", "Partner", options=_partners)
_PARTNER = Field("partner_id", "Partner", Kind.OPTION, required=True, wide=True)

COVENANTS = PageDescription(
    title="Convenanten",
    icon="scroll-text",
    intro="Afspraken met partners, van wanneer tot wanneer zij gelden.",
    register=Covenants,
    search_hint="Zoek op convenant, partner of toelichting",
    columns=(
        Column("name", "Convenant"),
        Column("partner", "Partner", width=26, extra=True),
        Column("valid_from", "Geldt vanaf", Kind.DATE, width=11),
        Column("valid_to", "Tot en met", Kind.DATE, width=11),
    ),
    filters=(_OF_PARTNER,),
    groups=(
        FieldGroup(
            "",
            (
                _PARTNER,
                Field("name", "Naam", required=True, wide=True),
                Field("valid_from", "Geldt vanaf", Kind.DATE, required=True),
                Field("valid_to", "Tot en met", Kind.DATE, hint="Leeg: voor onbepaalde tijd."),
                Field("signed_on", "Ondertekend op", Kind.DATE),
                Field("note", "Toelichting", Kind.MULTILINE, rows=4),
            ),
        ),
    ),
    empty=EmptyText("Nog geen convenanten", "Leg eerst een partner vast, en daarna wat is afgesproken."),
)

CONTACTS = PageDescription(
    title="Contacten",
    icon="id-card",
    intro="Wie bij een partner te bereiken is, en in welke functie.",
    register=Contacts,
    search_hint="Zoek op functie, naam of partner",
    columns=(
        Column("function", "Functie"),
        Column("name", "Naam", width=22, extra=True),
        Column("partner", "Partner", width=26, extra=True),
        Column("phone", "Telefoon", width=14),
    ),
    filters=(_OF_PARTNER,),
    groups=(
        FieldGroup(
            "",
            (
                _PARTNER,
                Field("function", "Functie", required=True),
                Field("name", "Naam", hint="Leeg als alleen de functie bekend is."),
                Field("phone", "Telefoon"),
                Field("email", "E-mail"),
            ),
        ),
    ),
    empty=EmptyText("Nog geen contacten", "Leg eerst een partner vast, en daarna wie daar te bereiken is."),
)

PARTNERS = PageDescription(
    title="Partners",
    icon="handshake",
    intro="Met wie de gemeente samenwerkt, waarin, en onder welke afspraken.",
    register=Partners,
    search_hint="Zoek op naam of waarbij betrokken",
    columns=(Column("name", "Partner"), Column("kind", "Soort", width=20, extra=True)),
    filters=(Filter("kind", "Soort", choices=PartnerKind),),
    groups=(
        FieldGroup(
            "",
            (
                Field("name", "Naam", required=True, wide=True),
                Field("kind", "Soort", Kind.CHOICE, choices=PartnerKind, required=True),
                Field("involved_in", "Betrokken bij", Kind.MULTILINE, rows=4, hint="Eén onderwerp per regel."),
                Field("note", "Toelichting", Kind.MULTILINE, rows=3),
            ),
        ),
    ),
    parts=(
        Part(COVENANTS, "partner_id", hidden=("partner",)),
        Part(CONTACTS, "partner_id", hidden=("partner",)),
    ),
    empty=EmptyText("Nog geen partners", "Leg de eerste organisatie vast waarmee u samenwerkt."),
)

REGISTERS = (PARTNERS, COVENANTS, CONTACTS)
"""In the order of their tabs."""
