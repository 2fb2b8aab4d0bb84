"""The APV on screen: buildings that were closed (2:80) and what is designated for a permit (2:81)."""

from __future__ import annotations

from app.services.measures.apv import ApvClosures, DesignatedBusinesses, Designations
from models.choices import Classification
from models.measures.apv_choices import ClosureGround, DesignatedKind, Interest, PermitState
from models.measures.choices import WithoutIntention
from ui import tones
from ui.pages.measures.terms import ApvTermsSheet
from ui.widgets.record.description import (
    Column,
    EmptyText,
    Field,
    FieldGroup,
    Filter,
    Kind,
    PageDescription,
    Part,
    Sheet,
)

CLOSURES = PageDescription(
    title="Sluitingen (2:80)",
    many="sluitingen op grond van de APV",
    icon="lock",
    intro="Gebouwen sluiten en aanwijzen, exploitatievergunningen, en handelaren in gebruikte goederen.",
    register=ApvClosures,
    search_hint="Zoek op adres, kenmerk of motivering",
    classification=Classification.CONFIDENTIAL,
    columns=(
        Column("property", "Pand"),
        Column("ground", "Grond", width=18),
        Column("decided_on", "Besloten", Kind.DATE, width=10, extra=True),
        Column("closed_from", "Vanaf", Kind.DATE, width=10),
        Column("closed_until", "Tot en met", Kind.DATE, width=10),
        Column("lifted_on", "Opgeheven", Kind.DATE, width=10, extra=True),
    ),
    filters=(
        Filter("ground", "Grond", choices=ClosureGround),
        Filter("interest", "Belang", choices=Interest),
    ),
    groups=(
        FieldGroup(
            "Grond",
            (
                Field(
                    "property_id", "Pand", Kind.OPTION, required=True, wide=True, hint="Eerst vastleggen bij Panden."
                ),
                Field("ground", "Grond", Kind.CHOICE, choices=ClosureGround, required=True, hint="Art. 2:80 APV."),
                Field("interest", "Belang", Kind.CHOICE, choices=Interest, required=True),
                Field("reason", "Motivering", Kind.MULTILINE, rows=4),
            ),
        ),
        FieldGroup(
            "Voornemen en besluit",
            (
                Field("intention_sent_on", "Voornemen verzonden", Kind.DATE, hint="Art. 4:8 Awb."),
                Field("without_intention", "Zonder voornemen wegens", Kind.CHOICE, choices=WithoutIntention),
                Field("without_reason", "Waarom zonder voornemen", Kind.MULTILINE, rows=2),
                Field("decided_on", "Besloten op", Kind.DATE),
                Field("decision_reference", "Kenmerk van het besluit"),
                Field("closed_from", "Gesloten vanaf", Kind.DATE),
                Field("closed_until", "Gesloten tot en met", Kind.DATE, hint="Leeg: onbepaalde tijd."),
                Field("announced_on", "Bekendgemaakt op", Kind.DATE, hint="Art. 3:41 Awb."),
                Field("objection_on", "Bezwaar ontvangen", Kind.DATE, hint="Art. 6:7 Awb."),
                Field("lifted_on", "Opgeheven op", Kind.DATE),
                Field("note", "Toelichting", Kind.MULTILINE, rows=3),
            ),
        ),
    ),
    parts=(Sheet("terms", "Termijnen", ApvTermsSheet),),
    empty=EmptyText("Nog geen sluitingen", "Leg het pand vast en dan op welke grond het wordt gesloten."),
)

BUSINESSES = PageDescription(
    title="Bedrijven",
    many="vergunningplichtige bedrijven",
    icon="briefcase",
    intro="Welke bedrijven door de aanwijzing een vergunning nodig hebben, en hoe het daarmee staat.",
    register=DesignatedBusinesses,
    columns=(
        Column("designation", "Aanwijzing", width=24),
        Column("name", "Bedrijf"),
        Column("address", "Adres", extra=True),
        Column("state", "Vergunning", width=20, tones=tones.PERMIT_STATE),
    ),
    groups=(
        FieldGroup(
            "",
            (
                Field("designation_id", "Aanwijzing", Kind.OPTION, required=True, wide=True),
                Field("name", "Bedrijf", required=True, wide=True),
                Field("address", "Adres", wide=True),
                Field("trade_register_number", "KvK-nummer", hint="Acht cijfers."),
                Field("state", "Stand van de vergunning", Kind.CHOICE, choices=PermitState, required=True),
                Field("written_on", "Aangeschreven op", Kind.DATE),
                Field("applied_on", "Aangevraagd op", Kind.DATE),
                Field("note", "Toelichting", Kind.MULTILINE, rows=3),
            ),
        ),
    ),
    empty=EmptyText("Nog geen bedrijven", "Zet elk bedrijf dat onder de aanwijzing valt op de lijst."),
)

DESIGNATIONS = PageDescription(
    title="Aanwijzingen (2:81)",
    many="aanwijzingen",
    icon="target",
    intro="Gebouwen, gebieden of branches waarvoor een vergunning nodig is (art. 2:81 APV).",
    register=Designations,
    search_hint="Zoek op naam, motivering of kenmerk",
    columns=(
        Column("name", "Aangewezen"),
        Column("kind", "Soort", width=22),
        Column("valid_from", "Vanaf", Kind.DATE, width=10),
        Column("valid_until", "Tot en met", Kind.DATE, width=10, extra=True),
        Column("apply_until", "Aanvragen tot", Kind.DATE, width=12),
    ),
    filters=(Filter("kind", "Soort", choices=DesignatedKind),),
    groups=(
        FieldGroup(
            "",
            (
                Field("name", "Wat is aangewezen", required=True, wide=True),
                Field("kind", "Soort", Kind.CHOICE, choices=DesignatedKind, required=True),
                Field("decided_on", "Aanwijzingsbesluit van", Kind.DATE),
                Field("decision_reference", "Kenmerk van het besluit"),
                Field("valid_from", "Geldt vanaf", Kind.DATE),
                Field("valid_until", "Geldt tot en met", Kind.DATE, hint="Leeg: tot nader bericht."),
                Field("apply_until", "Aanvragen tot en met", Kind.DATE, hint="De overgangstermijn."),
                Field("reason", "Motivering", Kind.MULTILINE, rows=4),
                Field("note", "Toelichting", Kind.MULTILINE, rows=3),
            ),
        ),
    ),
    parts=(Part(BUSINESSES, "designation_id", hidden=("designation",)),),
    empty=EmptyText("Nog geen aanwijzingen", "Leg vast wat is aangewezen en sinds wanneer."),
)
