"""What the programme learns and tells, on screen: studies, trends, campaigns, reports received, measures at work."""

from __future__ import annotations

from app.services.programme.knowledge import Campaigns, ChannelCounts, Studies, Trends, WorkplaceMeasures
from models.choices import Phenomenon
from models.programme.choices import Channel, StudyStatus, WorkplaceKind, WorkplaceStatus
from ui import tones
from ui.widgets.record.description import Column, EmptyText, Field, FieldGroup, Filter, Kind, PageDescription

STUDIES = PageDescription(
    title="Onderzoeken",
    icon="search",
    intro="Onderzoek dat de gemeente liet doen: planning, vertraging en wat het opleverde.",
    register=Studies,
    search_hint="Zoek op naam, uitvoerder of bevindingen",
    columns=(
        Column("name", "Onderzoek"),
        Column("carried_out_by", "Uitgevoerd door", width=24, extra=True),
        Column("status", "Status", width=17, tones=tones.STUDY),
        Column("planned_on", "Gepland", Kind.DATE, width=10, extra=True),
        Column("delivered_on", "Opgeleverd", Kind.DATE, width=11, extra=True),
    ),
    filters=(Filter("status", "Status", choices=StudyStatus),),
    groups=(
        FieldGroup(
            "",
            (
                Field("name", "Naam", required=True, wide=True),
                Field("status", "Status", Kind.CHOICE, choices=StudyStatus, required=True),
                Field("carried_out_by", "Uitgevoerd door"),
                Field("commissioned_on", "Opdracht verstrekt op", Kind.DATE),
                Field("planned_on", "Gepland op", Kind.DATE),
                Field("delayed_to", "Vertraagd tot", Kind.DATE),
                Field("delivered_on", "Opgeleverd op", Kind.DATE),
                Field("costs", "Kosten", Kind.AMOUNT, hint="Leeg is onbekend."),
                Field("reason", "Reden van vertraging", Kind.MULTILINE, rows=2),
                Field("findings", "Bevindingen", Kind.MULTILINE, rows=6),
            ),
        ),
    ),
    empty=EmptyText("Nog geen onderzoeken", "Leg vast welk onderzoek is uitgezet en wanneer het klaar moet zijn."),
)

TRENDS = PageDescription(
    title="Trends",
    icon="chart-column",
    intro="Wat per fenomeen en regio wordt gezien, en wie dat zegt.",
    register=Trends,
    search_hint="Zoek op trend, regio of bron",
    columns=(
        Column("year", "Jaar", Kind.YEAR, width=6),
        Column("theme", "Fenomeen", width=24, extra=True),
        Column("region", "Regio", width=20, extra=True),
        Column("text", "Trend"),
    ),
    filters=(Filter("theme", "Fenomeen", choices=Phenomenon),),
    groups=(
        FieldGroup(
            "",
            (
                Field("text", "Trend", Kind.MULTILINE, required=True, rows=4),
                Field("year", "Jaar", Kind.YEAR, required=True),
                Field("theme", "Fenomeen", Kind.CHOICE, choices=Phenomenon, required=True),
                Field("region", "Regio", required=True),
                Field("source", "Bron", required=True, wide=True),
            ),
        ),
    ),
    empty=EmptyText("Nog geen trends", "Leg vast wat wordt gezien, met de bron."),
)

CAMPAIGNS = PageDescription(
    title="Campagnes",
    icon="send",
    intro="Wat aan inwoners, ondernemers en medewerkers is verteld, en langs welk kanaal.",
    register=Campaigns,
    search_hint="Zoek op campagne, doelgroep of resultaat",
    columns=(
        Column("name", "Campagne"),
        Column("channel", "Kanaal", width=22, extra=True),
        Column("begins_on", "Begin", Kind.DATE, width=10),
        Column("costs", "Kosten", Kind.AMOUNT, width=12, extra=True),
    ),
    filters=(Filter("channel", "Kanaal", choices=Channel),),
    groups=(
        FieldGroup(
            "",
            (
                Field("name", "Naam", required=True, wide=True),
                Field("channel", "Kanaal", Kind.CHOICE, choices=Channel, required=True),
                Field("audience", "Doelgroep"),
                Field("begins_on", "Begin", Kind.DATE, required=True),
                Field("ends_on", "Einde", Kind.DATE),
                Field("costs", "Kosten", Kind.AMOUNT, hint="Leeg is onbekend."),
                Field("outcome", "Resultaat", Kind.MULTILINE, rows=4),
            ),
        ),
    ),
    empty=EmptyText("Nog geen campagnes", "Leg vast wat aan wie is verteld."),
)

CHANNEL_COUNTS = PageDescription(
    title="Meldingen",
    many="aantallen meldingen",
    icon="inbox",
    intro="Hoeveel meldingen per kanaal en jaar zijn ontvangen: de meldingsbereidheid. Leeg is onbekend, niet nul.",
    register=ChannelCounts,
    search_hint="Zoek op bron of toelichting",
    columns=(
        Column("year", "Jaar", Kind.YEAR, width=6),
        Column("channel", "Kanaal"),
        Column("count", "Meldingen", Kind.INTEGER, width=10),
        Column("source", "Bron", width=30, extra=True),
    ),
    filters=(Filter("channel", "Kanaal", choices=Channel),),
    groups=(
        FieldGroup(
            "",
            (
                Field("channel", "Kanaal", Kind.CHOICE, choices=Channel, required=True),
                Field("year", "Jaar", Kind.YEAR, required=True),
                Field("count", "Aantal meldingen", Kind.INTEGER, hint="Leeg is onbekend."),
                Field("source", "Bron", required=True, wide=True),
                Field("note", "Toelichting", Kind.MULTILINE, rows=3),
            ),
        ),
    ),
    empty=EmptyText("Nog geen aantallen", "Leg per kanaal en jaar vast hoeveel meldingen er kwamen."),
)

WORKPLACE = PageDescription(
    title="Veilig werken",
    many="maatregelen op het werk",
    icon="lock",
    intro="Maatregelen voor een integere en veilige werkomgeving, en of ze er zijn. Geen uitkomsten over personen.",
    register=WorkplaceMeasures,
    search_hint="Zoek op naam, eigenaar of toelichting",
    columns=(
        Column("kind", "Soort", width=28, extra=True),
        Column("name", "Maatregel"),
        Column("status", "Status", width=16, tones=tones.WORKPLACE),
        Column("review_on", "Herzien", Kind.DATE, width=10, extra=True),
    ),
    filters=(
        Filter("kind", "Soort", choices=WorkplaceKind),
        Filter("status", "Status", choices=WorkplaceStatus),
    ),
    groups=(
        FieldGroup(
            "",
            (
                Field("name", "Maatregel", required=True, wide=True),
                Field("kind", "Soort", Kind.CHOICE, choices=WorkplaceKind, required=True),
                Field("status", "Status", Kind.CHOICE, choices=WorkplaceStatus, required=True),
                Field("owner", "Eigenaar", hint="Een functie, geen naam."),
                Field("in_place_since", "Ingevoerd sinds", Kind.DATE),
                Field("review_on", "Herzien uiterlijk", Kind.DATE),
                Field(
                    "note", "Toelichting", Kind.MULTILINE, rows=4, hint="Nooit de uitkomst van een scan over iemand."
                ),
            ),
        ),
    ),
    empty=EmptyText("Nog geen maatregelen", "Leg de eerste maatregel op het werk vast."),
)

REGISTERS = (WORKPLACE, STUDIES, TRENDS, CAMPAIGNS, CHANNEL_COUNTS)
"""Measures at work, which are shown with the quickscan, and what is known and told in the order of the tabs."""
